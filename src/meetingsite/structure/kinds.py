"""What a single line of a page can be: date, source, by-line, series, caption, agency name, or a title."""

from __future__ import annotations

import re

from ..knowledge.labels import Labels

# 2020-12-18 中国政府网 · 2024年1月30日 10:22 · （2024年1月30日） · 二〇二四年一月三十日
_DATE = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:中华)?民国\s*\d{2,3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[二一][〇○零ＯOo0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_CLOCK = r"(?:\s*\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?)?"
DATE_LINE = re.compile(rf"(?:[•·●]\s*)?[（(【\[]?\s*{_DATE}{_CLOCK}\s*(?:星期.|周.)?\s*[）)】\]]?")
# 〔一九八三年三月五日〕 · 八三年三月 · （一九八三年三月五日讨论稿） · 公元一九五一年四月十日于县城 · （83.3.5）: under a title of
# those years, however it is written
_FIGURES = "〇○零ＯOo0一二三四五六七八九"
_DAY = r"(?:\d{1,2}|[元正一二三四五六七八九十廿卅]{1,3})"
_DAY_ALONE = re.compile(
    rf"[（(【\[〔［〈﹝]?\s*(?:公元)?(?:\d{{4}}|\d\d|[—–{_FIGURES}][{_FIGURES}]{{3}}|[四五六七八九][{_FIGURES}])\s*[年.·／/-]\s*{_DAY}\s*"
    rf"(?:月|(?:[月.·／/-]\s*{_DAY}\s*[日号]?(?:\s*[至到—-]\s*(?:{_DAY}\s*月)?\s*{_DAY}\s*[日号])?))"
    r"\s*(?:于[一-鿿]{2,8}|(?:讨论|征求意见|修改|修订|送审|草)稿|[一-鿿]{0,14}(?:通过|批准))?\s*[）)】\]〕］〉﹞]?"
)
_DATE_AND_NAME = re.compile(
    rf"{_DATE}{_CLOCK}(?:\s*·\s*|\s+)(?P<after>(?!\d{{1,2}}[:：]\d|星期.|周[一二三四五六日](?!报|刊))[^\s，。：:]{{2,20}})|(?P<before>(?!第\d|共\d|发表于)[^\s，。]{{2,20}})\s+{_DATE}{_CLOCK}"
)
# ……系列党建访谈录⑦ · 系列报道之三 · 乡镇书记访谈录三 · 【奋进新征程】
_SERIES = re.compile(
    r".{2,40}(?:系列.{0,14}|访谈录?|报道|述评|专栏|连载)(?:[①-⑳]|[（(][一二三四五六七八九十\d]{1,3}[）)]|之[一二三四五六七八九十]{1,3})"
    r"|.{2,40}(?:访谈录|系列(?:访谈|报道|述评))[一二三四五六七八九十]{1,3}"
    r"|[【\[](?!\s*\d{4}\s*[-/.年]\s*\d{1,2}).{2,24}[】\]]|(?:编者按|开栏的话)"
)
# 威海市海洋局 · 国务院办公厅 · 中共某市委员会
AGENCY = re.compile(
    r".{2,22}(?:局|厅|部|委|办|委员会|办公室|办公厅|政府|院|署|处|中心|党组|党委|指挥部|领导小组|法院|检察院|公司|集团|研究所|人民政府文件|(?<!会议)文件)"
)
# 记者陈某某/屏东报导 · 某某新闻|记者陈某某/台北报导 · 齐鲁晚报·齐鲁壹点记者 刘宁 李英豪 · 新华社记者张三、李四 · 李某某 报道： · 王某摄影报道 · 新闻中心报导
_REPORTER = re.compile(
    r"(?:[一-鿿]{2,8}[|｜/／]\s*)?记者\s*[:：]?\s*[一-鿿]{2,4}[/／][一-鿿]{2,8}报[导道]|(?:[一-鿿]{2,6}中心|编辑部)[/／ ]?(?:综合)?报[导道]|(?:[^\s，。：:]{1,12} )?[^\s，。：:]{0,20}(?:记者(?!会|招待会|节|站)|通讯员|特派员)(?:[\s：:]+|(?=[一-鿿]{2,4}[、\s]|[一-鿿]{2,3}$))[^，。！？]{2,40}"
    r"|[一-鿿]{2,3}(?:[ 、　][一-鿿]{2,3}){0,3}[ 　]+(?:摄影|图文|采写)?报[道导][：:]?|[一-鿿]{2,3}摄影报[道导]"
)
# （覃 川） · （董 淑 贤） · （何某某 张某 王某）: who wrote it, at the end of an article; ■张某某 above it
_SPACED_NAME = re.compile(
    r"[（(](?!此件|附件|见|待|未|全文|以下)[一-鿿]{2,3}(?:[ 　][一-鿿]{2,3}){1,5}[)）]|[（(](?![待未全])[一-鿿] (?:[一-鿿] )?[一-鿿][)）]|[■□◆◇]\s*(?:[一-鿿]{3}|[一-鿿] [一-鿿])(?:[ 　、](?:[一-鿿]{3}|[一-鿿] [一-鿿])){0,3}"
)
# （县供销社 王某某 供稿） · （办公室供稿） · （某某日报记者组）
_SUPPLIED = re.compile(r"[（(][^（()）。，；：]{2,30}(?:供稿|撰稿|供图|图文|摄影报道|记者组|报道组|采访组|通讯组)[)）]")
# 区长与里长座谈。图／某某电视提供 · ▲县府召开会议。（图/县府提供） · 会场座无虚席（市教体局供图） · 图为会议现场。通讯员 龚志勇 摄 · 会议现场 邹 淼 摄 · 图1：与会代表参观车间 摄影/白音 · 图片新闻 采油厂的老井
CAPTION = re.compile(
    r"(?:[（(]?图(?:为|\s*\d{0,2}\s*[:：])|上图|下图|左图|右图).{2,80}|[^。；，]{2,40}[。 ]?[^。；，]{0,20}摄[）)]?"
    r"|.{2,80}[。 ]图[/／][^，。]{2,20}提供|.{2,80}。[（(][^（()）]{2,16}提供[)）]|▲.{2,80}[（(][^（()）]{1,16}(?:提供|摄|供图)[)）]|[^。；，]{2,40}摄影\s*[:：/\s].{2,10}|图说\s*[:：].{2,80}|图片新闻\s+[^。，；]{2,40}|(?:[▲△▼]\s*)?.{2,80}[。 ]?[（(](?:图|照片|翻摄|取自)[/／][^（()）]{1,30}[)）]"
    r"|[^。；：]{2,60}[（(][^（()）]{0,20}(?:摄|供图|摄影|资料图片?|视频截图)[)）]"
)
# 2月28日，……会议在北京开幕。……主席出席。新华社记者 丁某 摄 · ……接受采访。中新社发 侯某 摄 · ……现场。受访者供图: a caption of whole sentences
CREDITED = re.compile(
    r"(?=.{8,160}$).*[。”]\s*(?:[一-鿿·]{2,14}(?:记者|通讯员|发)\s*[一-鿿]{1,3}(?:[ 、][一-鿿]{1,3}){0,3}\s*[/／]?\s*摄|[一-鿿·]{2,12}供图)"
)
# 中新社记者 董某某 石某: a by-line of names
SIGNED = re.compile(r"[一-鿿]{0,10}(?:记者|通讯员)[ 　：:]+[一-鿿]{2,3}(?:[ 　、]+(?:通讯员[ 　]*)?[一-鿿]{2,3}){0,5}")
# 大会现场 · 学习会现场 · 主会场: what stood under a picture, left without it
PICTURED = re.compile(r"[一-鿿]{0,8}(?:现场|会场|一角|剪影|掠影|合影)(?:图|照)?")
# 主办：某某市人民政府办公室 承办：某某电视台 · 访谈嘉宾：某某市水利局局长张某 · 播出频率：FM100.2
_HOSTED = re.compile(
    r"(?:(?:主办|承办|协办|指导|上线)(?:单位)?|(?:访谈|在线|做客|本期)?嘉宾|(?:直播|播出|访谈)(?:时间|频率|地点))\s*[:：].{2,}"
)
# ……县务会议暨主管工作会报 发布日期：2014-04-21 · ……安全生产工作会议 来源：某某日报 2015-12-16
_TITLE_AND_DATE = re.compile(
    r"(?P<title>[^：:]{10,60})[ 　]+(?:(?:发布|发表|上传|刊登|更新)(?:日期|时间)\s*[:：]\s*\d{4}.{4,30}|来源\s*[:：]\s*[^\s：:，。]{2,16}\s+\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)"
)
# 汕头市潮阳区审计局局长 郑某某, 旗长 某某某: who gives the report below
_SPEAKER = re.compile(
    r"(?:[^，。：:\s]{2,30}(?:[局厅部院市县区省州乡镇校]长|主任|书记|主席|检察长|总理)|代?(?:[省市县区旗州盟院]长|检察长|专员|司令员|行政长官|主席|书记))"
    r"[ 　]+[一-鿿](?:[ 　]?[一-鿿]){1,3}"
)
# 某某市梨园小学 齐某某: who wrote it and where
_AUTHOR = re.compile(r"(?!关于)[一-鿿]{4,20}(?:[小中大]学|学校|学院|幼儿园|医院|卫生院|支行|分公司)[ 　]+[一-鿿]{2,3}")
# 某市十六届人大常委会第十二次会议文件: what the title below was a paper of
_PAPER_OF = re.compile(r".{4,40}(?:会议|大会)(?:文件|材料)(?:之?[一二三四五六七八九十]{1,3})?(?:[（(].{1,6}[）)])?")
# 普洱日报讯（记者 王某某）
_DATELINE = re.compile(r"[一-鿿\d]{2,20}[讯电]\s*[（(][^（()）]{0,8}(?:记者|通讯员)[^（()）]{2,40}[）)]")
# 洪都数字报 2019年03月13日 星期三 第A2版：要闻 · 2019年4月12日（星期五）; not 2019年3月5日（星期二），国务院新闻办举行吹风会。
ISSUE = re.compile(rf"(?=.{{0,40}}{_DATE})(?!.*[，。；！？])(?:.*(?:星期[一二三四五六日天]|第.{{1,4}}版).*)")
# ——2024年1月22日在……会议上 · （2024年1月22日）; not - 某某市开发区召开…: an item of a list · 1994年3月10日在……会议上 国务院总理某某
_SUBTITLE = re.compile(r"(?!-\s)[—–-]{1,3}\s*\S|[（(].{2,40}[）)]$|\d{4}年\d{1,2}月\d{1,2}日在.{4,40}(?:会议|大会)上")
# 福建省人民政府公报 1996年第6期 · 水利简报（2012年第18期）: a periodical above what it prints
_PERIODICAL = re.compile(
    r"《[^《》]{2,16}》\s*\d{4}年\s*第?\s*\d{1,3}\s*期.{0,16}|.{2,24}(?:公报|简报|年鉴|通讯|快报|专报|内参|月报|旬报|汇编|月刊|周刊)\s*[（(]?\s*(?:\d{4}年?)?\s*第?\s*\d{1,4}\s*[期号]\s*[）)]?.{0,16}"
)
# 服务对象： alone on its line, whatever it labels
_LABEL_ALONE = re.compile(r"[一-鿿 ]{2,8}[:：]")
# 宁水规发〔2021〕15号, （56）会农字第21号, 〔83〕县发3号, 第12期（总第123期） alone on its line
NUMBER = re.compile(
    r"[一-鿿]{1,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+\s*号|[〔\[［（(]\d{2,4}[〕\]］）)]\s*[一-鿿]{1,10}第?\s*\d+\s*号|（?(?:\d{4}年?\s*)?第\s*\d+\s*[号期]）?(?:\s*[（(]总第?\s*\d+\s*期[）)])?"
)
# 03-08 16:49 某某电视台: without its year
_CLOCK_AND_NAME = re.compile(r"\d{1,2}-\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s+(?P<name>[一-鿿]{2,16})")
# 2019-08-21 14:02 来源：粮食和储备局网站 · 央视国际 www.example.com 2006年03月13日 15:04 来源：……
_DATED_SOURCE = re.compile(
    rf"(?:[一-鿿]{{2,10}}\s+)?(?:(?:https?[:：]//|www\.)[\w./-]+\s+)?{_DATE}{_CLOCK}.{{0,12}}?来源\s*[:：]\s*(?P<name>[^\s：:]{{2,24}}).{{0,40}}"
)
# 【标题】…… 标题：…… 【书记谈】…… 帖子主题：…… * 贴子主题：…… 本页主题：…… Subject：…… 主旨：…… of a mail (that of a Taiwanese 函 is a sentence)
TITLE_LABEL = re.compile(
    r"(?:[【\[][^【】\[\]]{2,8}[】\]](?!召开|举行|举办|开展|组织|传达|部署)|(?:[*＊•·]\s*)?(?:文章|帖子|贴子|主帖|本帖|本页|信息|文件)?(?:标\s?题|主题|题\s?目|名称|Subject|主旨(?=[^。]+$))\s*[:：])\s*(?=.{8})"
)
# 清风徐来 2018-11-02 发布于江西 · 监督电话：020-1234567 · 某某省人民政府门户网站 www.example.cn · 发表于 2013年5月6日
_STAMPED = re.compile(
    r"^发表于\s*\d|^[一-鿿]{0,6}(?:电话|热线|传真|邮箱)\s*[:：]|(?<![（(\[【])\b\d{4}-\d{1,2}-\d{1,2}\b(?![）)\]】])|\d{4}[-./]\d{1,2}[-./]\d{1,2} \d{1,2}[:：]\d{2}|https?[:：]//|www\.",
    re.ASCII,
)
# （记者 王某 通讯员 李某）7月26日，……。: a by-line and the text behind it
REPORTED = re.compile(r"[（(][^（()）]{2,40}[）)].{20,}。")
# 关于印发……的 / 通 知
_LAST_WORD = re.compile(r"通\s?[知报告]|决\s?定|意\s?见|公\s?告|批\s?复|报\s?告|办\s?法|方\s?案|纪\s?要")
# Posted：2009-04-08 07:42, 2015-05-19 20:17, 15.12.2016 14:04, below the post
POSTED = re.compile(
    r"(?:Posted|发表于)\s*[:：]?\s*\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2})?"
    r"|\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|\d{1,2}\.\d{1,2}\.\d{4}(?:\s+\d{1,2}[:：]\d{2})?"
)
# 【市市场监管局召开电梯安全约谈会】: the headline of a post, not a series
BOXED_TITLE = re.compile(r"[【\[](?P<title>[^【】\[\]]{4,30}(?:召开|举行|举办|开幕|启动|部署)[^【】\[\]]{2,30})[】\]]")
TITLE_MAXIMUM = 120
_SAID = ("。", "？", "！")  # 记者：感谢您接受采访。


def is_said(words: str, labels: Labels) -> bool:
    """Whether a line that begins like a by-line is a turn of an interview: ``记者：感谢您接受采访。``

    ``记者 李某 “这条路每年补三回，补一回烂一回。”`` begins the text as well."""
    said = words.rstrip("”’」』").endswith(_SAID) and not labels.editor_line.match(words)
    return said and not _REPORTER.fullmatch(words.rstrip("。"))


def kind_of(words: str, labels: Labels) -> str:
    """``source``, ``byline``, ``series``, ``title`` (a line that may be one) or ``other``."""
    if source_of(words, labels) or labels.source_label.match(words):
        return "source"
    if (
        len(words) <= 60
        and not REPORTED.match(words)
        and not is_said(words, labels)
        and (
            labels.byline_label.match(words)
            or _REPORTER.fullmatch(words)
            or _SPACED_NAME.fullmatch(words)
            or _SUPPLIED.fullmatch(words)
        )
    ):
        return "byline"
    if _DATELINE.fullmatch(words):
        return "byline"
    if (
        DATE_LINE.fullmatch(words)
        or _DAY_ALONE.fullmatch(words)
        or CAPTION.fullmatch(words)
        or PICTURED.fullmatch(words)
        or (len(words) < 60 and ISSUE.fullmatch(words))
    ):
        return "other"
    if _SERIES.fullmatch(words) and not TITLE_LABEL.match(words) and not BOXED_TITLE.fullmatch(words):
        return "series"
    if dated := _TITLE_AND_DATE.fullmatch(words):
        words = dated["title"]
    if labels.metadata_label.search(words) or _STAMPED.search(words):
        return "other"
    if _PERIODICAL.fullmatch(words) or _LABEL_ALONE.fullmatch(words):
        return "other"
    if (
        NUMBER.fullmatch(words)
        or AGENCY.fullmatch(words)
        or _SUBTITLE.match(words)
        or _HOSTED.match(words)
        or _SPEAKER.fullmatch(words)
        or _AUTHOR.fullmatch(words)
        or _PAPER_OF.fullmatch(words)
    ):
        return "other"
    if words.startswith(("@", "＠")):
        return "other"  # @威海水利 V: an account
    chinese = any("一" <= character <= "鿿" for character in words)
    long_enough = 4 <= len(words) <= TITLE_MAXIMUM or _LAST_WORD.fullmatch(words)
    return "title" if chinese and long_enough else "other"


def source_of(words: str, labels: Labels) -> str | None:
    """The name in a source line: ``来源：青岛市海洋发展局``, ``2020-12-18 中国政府网``."""
    if match := labels.source_label.match(words):
        return match["name"].strip() or None
    if match := _DATED_SOURCE.fullmatch(words) or _CLOCK_AND_NAME.fullmatch(words):
        return match["name"]
    if match := _DATE_AND_NAME.fullmatch(words):
        return match["after"] or match["before"]
    return None
