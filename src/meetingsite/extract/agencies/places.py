"""Hosts named by their place alone: ``桃江县召开…，副县长讲话``, ``行政长官召开…``."""

from __future__ import annotations

import re

from ...knowledge.agencies import full_name
from ...knowledge.regions import Place, Region
from ...model import Agency, Span
from . import words as say
from .mentions import Mention
from .reading import Joint, Reading

_HOLDS = r"(?:组织|紧急|连夜|专题|隆重|再次)*(?:在[^，。；：\n]{1,20}?)?(?:召开|举行|举办|部署)"
_HOLDS_AFTER = re.compile(_HOLDS)
# |我县召开…, |本市召开…, |县里在深渡镇召开…
_OURS = re.compile(r"(?:[我本全](?P<generic>省|市|县|区|州|盟|旗|自治区)|(?P<inner>省|市|县|区|州|盟|旗)里)" + _HOLDS)
# 特区政府|昨日召开, 行政长官|督导…, 行政长官|会见传媒
_CHIEF = re.compile(r"(?:特区政府|行政长官)[^，。；、\n]{0,12}?(?:召开|举行|举办|主持|督导|部署|会见(?:传媒|记者))")
# |交通咨询委员会召开…, |海滨事务委员会讨论…, |医院管理局公布…, |立法会规划地政及工程事务委员会会议: of Hong Kong or Macau
_SAR_BODY = re.compile(
    r"(?P<name>(?:(?![的在和与])[一-鿿]){2,20}?(?:委员会|管理局|发展局|促进局|议会|基金会|工作小组|督导小组|协会))"
    r"(?=[^，。；、\n]{0,12}(?:召开|举行|举办|讨论|审议|审批|批准|听取|完成|公布|通过|会议))"
)
# 县长今（3）日上午主持…, 县府主管会报…, of Taiwan
_MAGISTRATE = re.compile(r"[县市](?:府|长)(?:[^，。；、\n]{0,16}?)(?:召开|举行|主持|会报|市政会议|县务会议)")
# 副县长|刘某出席会议并讲话
_LEADER = re.compile(r"副?(?P<unit>[省市县区州旗盟])长(?!期|远|效)" + say.NO_LEADER)
_SECRETARY = re.compile(r"[省市县区州旗盟]委(?:副书记(?!、(?:代)?[省市县区州旗盟]长|，)|书记)")
# Who comes to another's meeting and gives an address there is its guest
_GUEST = re.compile(r"到会|致辞|致词|应邀|指导")
# 我市举行|丰收节开幕式: of a meeting the bureau that sends the news in is often the host
_CEREMONY = re.compile("仪式|开幕|闭幕|揭牌|揭幕|表彰|庆典|纪念|晚会")
_ACTS = re.compile(r"主持|讲话|强调|指出|要求")
# 镇雄县召开2018年第一次|防汛抗旱指挥部成员会议: of a body, whatever its place
_BODY_MEETS = re.compile(
    r"(?:指挥部|委员会|领导小组|联席会议|代表团|理事会|人大|政协|党委|常委)(?:成员|全体|扩大|工作|第[^，。]{1,6}次|[（(]扩大[）)])*会"
)
# |市领导到企业现场办公, |副县长刘某督导…: whom a title is about
_LEADERS_TITLE = re.compile(
    r"(?:[省市县区州旗]委?领导(?!小组|干部|班子)|(?:[一-鿿]{2,4}?[省市县区州旗])?副?[省市县区州旗]长(?!期|远|效|江|三角)|[省市县区州旗]委(?:副?书记|常委(?!会)))"
)
# 市委书记某某|讲话, 县长某某|主持: at the head of one meeting they hold it for party and government
_SECRETARY_ACTS = re.compile(
    r"[省市县区州旗盟]委书记(?:[、，][^，。；]{2,14}?主任)?[一-鿿]{0,4}(?:作|出席|讲话|强调|主持|[^，。；]{0,12}讲话)"
)
_MAYOR_ACTS = re.compile(
    r"(?<!副)[省市县区州旗盟]长(?!期|远|效)[一-鿿]{0,4}(?:作|出席|讲话|强调|主持|[^，。；]{0,12}讲话)"
)
# |局长某某主持
_PRESIDES = re.compile(r"[^，。；\n]{0,10}?(?:出席|主持|讲话|强调|指出|要求)")


def chief_executive(r: Reading) -> Agency | None:
    """``行政长官今日召开会议`` in a text of Hong Kong or Macau, ``县长主持主管会报`` of Taiwan → that government."""
    for span in (r.title, r.lead):
        match = _CHIEF.search(r.text, span.start, min(span.end, span.start + 80))
        home = r.home("province", "") if match else None
        if match and home is not None and home.name.endswith("特别行政区"):
            return Agency(home.name + "政府", "province", home.path, Span(*match.span()), "特区政府召开", False)
        match = _MAGISTRATE.search(r.text, span.start, min(span.end, span.start + 80))
        home = r.home("city", "") if match else None
        if match and home is not None and home.level == "city" and home.path.startswith("台湾"):
            return Agency(home.name + "政府", "city", home.path, Span(*match.span()), "县市政府召开", False)
    return None


def committee_elsewhere(r: Reading) -> Agency | None:
    """``交通咨询委员会召开第二次全体会议`` in a text of Macau: its many councils are in no list."""
    match = _SAR_BODY.match(r.text, begin(r, r.title), r.title.end)
    if match is None or any(mention.settled for mention in r.mentions(Span(*match.span("name")))):
        return None
    home = r.home("province", "")
    if home is None or not home.name.endswith("特别行政区"):
        return None
    return Agency(match["name"], "province", home.path, Span(*match.span("name")), "题名开头的机关", False)


def place_holds(r: Reading) -> Agency | None:
    """``桃江县召开…，副县长刘某讲话`` → its government; no leader there and one bureau's head presides → the bureau.

    With a party secretary the host may be party or government: None.
    """
    region, span = _holder(r)
    if region is None:
        return None
    text = r.lead.of(r.text)
    if say.STATED_JOINT.search(text):
        raise Joint
    if names_body(r.document.title):
        return None
    if not _ACTS.search(text) or _SECRETARY.search(text):
        return None
    if any(_leads(r, match, region) for match in _LEADER.finditer(r.text, *r.lead)):
        name = full_name("{}人民政府", region)
        return Agency(name, region.level, region.path, span, "某地召开，政府领导主持或讲话", False)
    heads = [agency for mention in r.in_lead if (agency := _presiding(r, mention)) is not None]
    return heads[0] if len(heads) == 1 and heads[0].level == region.level else None


def _holder(r: Reading) -> tuple[Region | None, Span]:
    for line in (r.title, r.lead):
        start = begin(r, line)
        place = next(iter(r.knowledge.regions.find(r.text, start, min(line.end, start + 24))), None)
        if place is not None and place.span.start == start:
            region = place.region or _near(r, place)
            if region is not None and _HOLDS_AFTER.match(r.text, place.span.end, line.end):
                return region, place.span
        elif ours := _OURS.match(r.text, start, line.end):
            unit = ours.group("generic") or ours.group("inner")
            level = say.LEVEL_OF[unit]
            region = r.home(level, unit if level == "county" else "")
            if region is not None and region.level == level:
                return region, Span(*ours.span())
    return None, r.title


def _near(r: Reading, place: Place) -> Region | None:
    """西湖区 of a page from 江西: the one of the districts so called that lies where the document is at home."""
    home = r.home("city")
    near = [unit for unit in place.regions if home is not None and unit is not home and unit.inside(home)]
    return near[0] if len(near) == 1 else None


def of_leaders(r: Reading) -> bool:
    """Is it no meeting of the bureau that sent the news in: ``我市举行丰收节开幕式，市委书记某某宣布开幕``; a title of leaders
    (``市领导到企业现场办公``) or of a body (``全州农民工工作领导小组会议召开``); secretary and mayor both at the head of it?"""
    if _LEADERS_TITLE.match(r.text, begin(r, r.title), r.title.end):
        return True
    if not r.in_title and names_body(r.document.title):
        return True
    lead = r.lead.of(r.text)
    if _SECRETARY_ACTS.search(lead) and _MAYOR_ACTS.search(lead):
        return True
    ours = _OURS.match(r.text, begin(r, r.title), r.title.end)
    if ours is None or not _CEREMONY.search(r.text, *r.title):
        return False
    return any(not say.GREETS.search(m.group()) for m in say.HIGH_SPEAKER.finditer(r.text, *r.lead))


def names_body(title: str) -> bool:
    """Is the meeting that *title* tells of one of a body, as an 指挥部 or a 领导小组?"""
    return _BODY_MEETS.search(title) is not None


def begin(r: Reading, line: Span) -> int:
    """Where the first clause that is no date, dateline or by-line begins."""
    start = line.start
    while (comma := say.DATE_CLAUSE.match(r.text, start, line.end)) is not None and comma.end() > start:
        start = comma.end()
    return start


def _leads(r: Reading, match: re.Match[str], region: Region) -> bool:
    """Is it a leader of *region*'s government, who acts in this sentence?"""
    if not region.name.endswith(match.group("unit")):
        return False
    at = match.start()
    place = r.knowledge.regions.ending_at(r.text, match.start("unit")) or r.knowledge.regions.ending_at(r.text, at)
    if place is not None and region not in place.regions:
        return False
    stop = min((i for mark in "。\n" if (i := r.text.find(mark, at, r.lead.end)) >= 0), default=r.lead.end)
    return _ACTS.search(r.text, at, stop) is not None and not _GUEST.search(r.text, at, _clause_end(r, at))


def _presiding(r: Reading, mention: Mention) -> Agency | None:
    post = say.HEAD_POST.match(r.text, mention.span.end, r.lead.end)
    if post is None or mention.body.template.endswith("政府"):
        return None
    acts = _PRESIDES.match(r.text, post.end(), r.lead.end)
    return r.agency(mention, "主持人的职务", certain=False) if acts else None


def _clause_end(r: Reading, at: int) -> int:
    return min((i for mark in "，；。\n" if (i := r.text.find(mark, at, r.lead.end)) >= 0), default=r.lead.end)
