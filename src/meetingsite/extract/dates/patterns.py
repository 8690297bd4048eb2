"""How Chinese texts print dates: the patterns that :mod:`.expressions` reads."""

from __future__ import annotations

import re
from functools import lru_cache

# One code point for one, so that offsets stay: "（２０２４年１⽉３０⽇）" → "(2024年1月30日)"; ○ (U+25CB) is 〇
FOLD = tuple(
    zip(
        "０１２３４５６７８９（）［］：，；／．－–—―─−～〜∼○◯\u3000\u00a0\t\u2009\u2003\u2002⽉⽇⼀⼆⼗⼋",
        "0123456789()[]:,;/.------~~~〇〇      月日一二十八",
        strict=True,
    )
)
_SP = " {0,3}"
_DIGITS = "〇零0OoО一二三四五六七八九"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元]"
_DAY = (
    "3[01]|[12]\\d|0?[1-9]|三十一?|[二廿]十[一二三四五六七八九]?|廿[一二三四五六七八九]?"
    "|十[一二三四五六七八九]?|[一二三四五六七八九]"
)


def _year(n: str = "") -> str:
    """2024年, 二〇二四年, 二0二四年, 中华民国113年, 民国一百一十三年, 113年, (113)年; group names end in *n*."""
    return (
        f"(?:(?P<republic{n}>(?:中华)?民国){_SP}(?P<reign{n}>\\d{{1,3}}|[一二三四五六七八九十百〇零元]{{1,6}})"
        f"|(?<![\\d{_DIGITS}])(?:\\((?=\\d{{3}}\\)年))?(?P<year{n}>\\d{{2,4}}|[一二][{_DIGITS}]{{3}})(?:(?<=\\(\\d{{3}})\\))?){_SP}年"
    )


_WEEKDAY = r"(?:\((?:星期|周|礼拜)?[一二三四五六日天]\))?"
_HOURS = "(?:上午|下午|晚上|晚间|晚|中午|早上|凌晨)?"
_NOT_NUMBER = "(?!文|楼|线|令|台|院|馆|公告|议案|提案|机|码|门|店|船|轮)"
# 2024年1月30日; 5月9日至10日; 1月22日（星期一）至23日; 1月22-23日; 12月30日至次年1月2日; 1月29日、30日; 元月5号; 2013年06月09 08:12
CHINESE = re.compile(
    f"(?:{_year()}{_SP}|(?P<word>今年|本年|去年|上年|前年|同年|当年|次年|明年|翌年|每年|历年){_SP})?"
    f"(?<![\\d十百{_DIGITS}])(?P<month>{_MONTH}){_SP}月{_SP}(?P<day>{_DAY}){_SP}"
    f"(?:(?P<unit>日|号{_NOT_NUMBER}|(?= {{1,3}}\\d{{1,2}}:\\d\\d))|(?=[-~至到、和]))"
    f"(?:{_SP}{_WEEKDAY}{_HOURS}{_SP}(?P<join>至|到|-{{1,2}}|~|、|和|及|与){_SP}"
    f"(?:(?P<next>次年|翌年|第二年){_SP}|{_year('2')}{_SP})?"
    f"(?:(?P<month2>{_MONTH}){_SP}月{_SP})?(?P<day2>{_DAY}){_SP}(?:日|号{_NOT_NUMBER}))?"
)
# 今天（6月8日）, 今日（5/29）, 今(24)日, 日前（5月10日）, 今日（一月三十日）, 昨（29）日, 明（25）日, 上周五（2日）
BRACKETED = re.compile(
    f"(?:日前|近日|(?P<word>[今昨前明后])[天日晚早晨]?|(?<![下每隔])[上本这]?(?:周|星期|礼拜)[一二三四五六日天])"
    f"{_SP}\\({_SP}(?:(?P<month>{_MONTH}){_SP}[月/]{_SP})?(?P<day>{_DAY}){_SP}日?"
    f"(?:[, ]?(?:星期|周|礼拜).)?{_SP}\\){_SP}[日天]?"
)
# 2024-01-23, 2024- 01- 23 10: 54, 2024/1/23, 2024.1.23, 2024.1.22-23, 113-11-20, 2024-01-3016:33
POINTED = re.compile(
    f"(?<![\\d./-])(?P<year>(?:1[89]|20)\\d\\d|1[0-4]\\d){_SP}(?P<sep>[-/.]){_SP}(?P<month>1[0-2]|0?[1-9]){_SP}(?P=sep)"
    f"{_SP}(?P<day>3[01]|[12]\\d|0?[1-9])"
    f"(?:{_SP}(?:至|到|-{{1,2}}|~){_SP}(?:(?P<year2>(?:19|20)\\d\\d)(?P=sep)(?=\\d+(?P=sep)))?"
    "(?:(?P<month2>1[0-2]|0?[1-9])(?P=sep))?(?P<day2>3[01]|[12]\\d|0?[1-9])(?![\\d:]))?"
    "(?:(?<=[-/.]\\d\\d)(?=\\d\\d:\\d\\d)|(?![\\d]|[-/.]\\d))"
)
# 20-02-19 16:44: only under a label and before a clock time, as feeds of accounts have printed it
SHORT_YEAR = re.compile(
    r"(?<![\d./-])(?P<short>1[4-9]|2\d)-(?P<month>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])(?= {1,3}\d\d:\d\d)"
)
# 92/09/17: a year of the Republic before 100, only under a label on a page of Taiwan
REPUBLIC_YEAR = re.compile(
    r"(?<![\d./-])(?P<year>[3-9]\d)(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?![\d./-])"
)
# 6.5日上午, 6.5日，: the sixth month, at the start of a clause; not 亩均6.5日, 6.5日均
DECIMAL_DAY = re.compile(
    r"(?:(?<=[\s,;:。()])|\A)(?P<month>1[0-2]|[1-9])\.(?P<day>3[01]|[12]\d|[1-9])(?P<unit>日)(?= ?(?:[,(]|上午|下午|晚|中午|凌晨|清晨|在|于))"
)
# 24日, 24日至25日, 24-25日, 本月24日: the month stands elsewhere
BARE_DAY = re.compile(
    f"(?<![\\d月年日号第.,/~至到-])(?:本月{_SP})?(?P<day>3[01]|[12]\\d|[1-9])(?:日|(?=[-~至、]))"
    f"(?:{_HOURS}{_SP}(?:至|到|-|~|、){_SP}(?P<day2>3[01]|[12]\\d|[1-9])日)?(?<=日)(?!内|报|照|游|均|产|元|程|志|语)"
)
# 八日至十日, 新华社十日电, 十二日在, 十三日召开: numerals only where a day of the month is certainly meant (not 为期三日, 十日谈)
_HAN_DAY = "三十一?|[二廿]十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
BARE_HAN_DAY = re.compile(
    f"(?<![{_DIGITS}十百千万廿月年日第每近数几头满期续历用共过隔前后初约两来多星周生节])(?P<day>{_HAN_DAY})日"
    f"(?:{_HOURS}{_SP}(?:至|到|-|~|、){_SP}(?P<day2>{_HAN_DAY})日(?!内|游|谈)|(?=在|电|于|上午|下午|晚|凌晨|中午|召开|举行|举办|主持))"
)
# 2024年1月 (a whole month), not 2024年1月至6月, 2024年1-6月, 2024年1月份
MONTH_ONLY = re.compile(
    f"{_year()}{_SP}(?P<month>{_MONTH}){_SP}月(?!{_SP}(?:份|[至到~-]|{_DAY}|[上中下]旬|底|末|初|以来|起|前|后))"
)
# 20240123, 20240123103000: only where a label says that it is a date
COMPACT = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?(?!\d)"
)
# 30/01/2024, 30.1.2024: day before month as in Hong Kong and Macau; 05/06/2024 is read only on their pages
DAY_FIRST = re.compile(
    r"(?<![\d./-])(?P<day>3[01]|[12]\d|0?[1-9])(?P<sep>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=sep)(?P<year>(?:19|20)\d\d)(?![\d./-])"
)
# Tue, 16 Oct 2018; March 6, 2018; Thu Oct 29 21:40:18 2009: only where a label says that it is a date
_NAMED = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
ENGLISH = tuple(
    re.compile(
        f"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{{0,6}},? ?)?{form}(?:,? {{1,2}}|,|-)(?P<year>(?:19|20)\\d\\d)(?!\\d)"
    )
    for form in (
        rf"(?<!\d)(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?[ -]{_NAMED}",
        rf"\b{_NAMED} {{1,2}}(?P<day>3[01]|[12]\d|0?[1-9]) \d\d:\d\d:\d\d(?: [A-Z]{{3}})?",
        rf"\b{_NAMED} {{1,2}}(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    )
)
WORD_DAY = re.compile(
    r"今天|前天(?!然)|今日(?!头条|说法|关注|视点|中国|热点)|今[晨早晚](?!报)|昨[天日晚夜](?!新闻)|(?<=[会府局处院部署长])[今昨](?=上午|下午|举行|召开|举办|主持|率)"
)
# 周六上午, 本周三, 上周五: which day of the week before the day of writing; not 每周五上午, 周一至周五, 下周三, 周三强; 周三（6月5日）
# is printed in full
WEEK_DAY = re.compile(
    r"(?<![每下隔逢一至到、~-])(?:(?P<last>上个?)|(?P<this>[本这]个?))?(?<![每下隔逢])(?:周|星期|礼拜)(?P<day>[一二三四五六日天])"
    r"(?! {0,2}\(|[一二三四五六日至到、])(?(last)|(?(this)|(?=上午|下午|晚|早|中午|清晨|,)))"
)

WEEK = {character: day for day, character in enumerate("一二三四五六日")} | {"天": 6}

_PARTS = {
    "{年}": r"(?P<year>(?:19|20)\d\d)",
    "{月}": "(?P<month>1[0-2]|0?[1-9])",
    "{日}": r"(?P<day>3[01]|[12]\d|0?[1-9])",
}


@lru_cache(maxsize=64)
def form(template: str) -> re.Pattern[str]:
    """The pattern of a form of dates.yaml: {年}、{月}、{日} reads 2009、3、12, but not 第2009、3、12号."""
    for character, plain in FOLD:
        template = template.replace(character, plain)
    words = re.split("({年}|{月}|{日})", template)
    return re.compile(rf"(?<![\d第]){''.join(_PARTS.get(word) or re.escape(word) for word in words)}(?![\d号])")


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTH_NAMES = {name: number for number, name in enumerate(_MONTHS, 1)}
NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys("〇0OoО", 0)
