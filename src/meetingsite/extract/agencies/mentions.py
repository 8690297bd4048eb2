"""Where a text names an agency, and what a short form means in a document that is at home somewhere."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from ...knowledge.agencies import Agencies, Body, full_name
from ...knowledge.regions import Region
from ...model import COUNTRY, Level, Span

# 省海洋局, 市委, 自治区水利厅: the place is the document's own; 全省, 各市, 城市, 省市, 7市 are not one place.
_GENERIC = re.compile(
    r"(?:(?<![全各城超都省沿海两三个十])省|(?<![全各城超都省县区两三个十\d])市|(?<![全各市省区郊个])县"
    r"|(?<![全各市县社校园辖景库厂矿郊山灾海湖港学院战特地林新片])区|(?<![全各神九])州|(?<![全各联结同])盟|(?<![全各红])旗"
    r"|自治区|师市)\Z"
)
# 生态环境部门, 海洋发展局面, 市委员: the form is part of another word.
_GOES_ON = {
    "部": "门长分署队件位委落",
    "局": "面势部限域促",
    "委": "员托派任以屈会",
    "府": "间性",
    "大": "代",
    "协": "委会",
    "厅": "级",
    "会": "员",
    "关": "于键系",
}
_ORGANS = ("中共{}委", "人民政府", "人民代表大会", "政治协商会议{}委员会")
_REPUBLIC = "中华人民共和国"  # printed before a ministry's name
# 高雄市政府海洋局, 台北市政府工务局水利工程处: a unit of a city's government.
_UNIT_OF_TAIWAN = re.compile(
    r"[一-鿿]{2,9}?(?:局|处|所)(?!长)(?:[一-鿿]{2,8}?(?:工程处|管理处|分局|大队|中心|所)(?!长|主任))?"
)
# 市|五届|人大常委会, 威海市|第十八届|人民代表大会
_TERM = re.compile(r"第?[一二三四五六七八九十百\d]{1,4}届\Z")
_OF_TERMS = ("人大", "人民代表大会", "政协", "纪律检查", "纪委", "人民政府")
# 市长王某主持召开|(十七届)人民政府第三次常务会议: whose, the post of who presides tells
_PRESIDED = re.compile(r"(?<!副)(?P<generic>[省市县区州旗])长[一-鿿]{2,4}(?:同志)?主持召开了?(?:全体)?$")
# The words a short national name may follow: 由教育部主办, 原农业部; 宣传教育部 is another body.
_MAY_PRECEDE = "由在和与及以对向经据按为并请到从国原同将受是赴让跟但如即任访邀于见含部委局署院开"


class HasAgencies(Protocol):
    """The part of the knowledge that this module needs."""

    @property
    def agencies(self) -> Agencies: ...


class Mention(NamedTuple):
    """A place in a text that names an agency."""

    span: Span
    name: str  # the full name where the text tells it, else the words as printed
    level: Level | None  # None where the text does not tell
    region: Region | None  # None for a national agency, and where the text does not tell
    candidates: tuple[Region, ...]  # the places an ambiguous name (鼓楼区) can mean
    generic: str  # 省, 市, 县, 区 … of a short form such as 省海洋局
    zone: str  # the zone's full name in 高新区管委会
    body: Body

    @property
    def settled(self) -> bool:
        """Does the text itself say which agency this is?"""
        return self.level is not None


class Resolved(NamedTuple):
    """An agency with everything known about it."""

    name: str
    level: Level
    region: str
    home: Region | None  # None: the whole country


class _Left(NamedTuple):
    start: int
    regions: tuple[Region, ...] = ()
    generic: str = ""
    zone: str = ""


def find_agencies(text: str, knowledge: HasAgencies, start: int = 0, end: int | None = None) -> list[Mention]:
    """The agencies named in *text*[start:end], from left to right; coordinates of *text*.

    ``生态环境部组织召开`` → 生态环境部; ``市水利局`` → a short form; ``生态环境部门`` → nothing.
    """
    agencies = knowledge.agencies
    heads, stop, i = agencies.heads, len(text) if end is None else end, start
    found: list[Mention] = []
    while (match := agencies.starts.search(text, i, stop)) is not None:
        i = match.start()
        forms = heads.get(text[i : i + 2], ()) + heads.get(text[i], ())
        mention = _first(text, i, start, stop, forms, agencies) if forms else None
        if mention is None:
            i += 1
        else:
            while found and found[-1].span.end > mention.span.start:
                found.pop()
            found.append(mention)
            i = mention.span.end
    return found


def _first(text: str, i: int, start: int, stop: int, forms: tuple[str, ...], agencies: Agencies) -> Mention | None:
    for form in forms:
        end = i + len(form)
        if end > stop or not text.startswith(form, i) or _goes_on(text, end, form):
            continue
        for body in agencies.forms[form]:
            mention = _mention(text, i, start, end, stop, body, agencies)
            if mention is not None:
                return mention
    return None


def _goes_on(text: str, end: int, form: str) -> bool:
    after = text[end : end + 1]
    return after != "" and after in _GOES_ON.get(form[-1], "")


def _mention(text: str, i: int, start: int, end: int, stop: int, body: Body, agencies: Agencies) -> Mention | None:
    if body.kind == "national":
        if end - i <= 3 and i > start and "一" <= text[i - 1] <= "鿿" and text[i - 1] not in _MAY_PRECEDE:
            return None
        first = i - len(_REPUBLIC) if text.endswith(_REPUBLIC, start, i) else i
        return Mention(Span(first, end), body.template, "national", None, (), "", "", body)
    if body.kind == "elsewhere":
        if text[i - 1 : i] in ("及", "暨") and body.home:
            return None  # 运输及|房屋局 is one bureau, 教育暨|青年局 too
        region = None if body.home else body.region
        level: Level | None = "province" if region else None
        return Mention(Span(i, end), body.template, level, region, (), "", "", body)
    left = _left(text, i, start, agencies, single=end - i == 1)
    if left is None or left.start < start:
        return None
    first = left.start
    prefix = next((word for word in body.before if text.endswith(word, start, first)), "")
    if body.needed and not prefix:
        return None
    first -= len(prefix)
    region = left.regions[0] if len(left.regions) == 1 else None
    if region is not None and left.zone:
        region = zone_region(region, left.zone)
    if body.only and (region is None or not region.path.startswith(body.only)):
        return None
    if body.zone and not left.zone and (region is None or region.code):
        return None
    printed = text[first:end]
    if region is None:
        return Mention(Span(first, end), printed, None, None, left.regions, left.generic, left.zone, body)
    name = full_name(body.template, region)
    if name.endswith("政府") and (unit := _UNIT_OF_TAIWAN.match(text, end, stop)) and region.path.startswith("台湾"):
        name, end = name + unit.group(), unit.end()
    return Mention(Span(first, end), name, region.level, region, (), "", "", body)


def _left(text: str, i: int, start: int, agencies: Agencies, single: bool) -> _Left | None:
    """What stands before a local form: a place, a zone of a place, or 省, 市 …; None: nothing of the kind."""
    if single and text[i - 1 : i] not in tuple("省市县区州盟旗"):
        return None
    of_terms = text.startswith(_OF_TERMS, i)
    if of_terms and (term := _TERM.search(text, max(start, i - 7), i)):
        i = term.start()
    place = agencies.regions.ending_at(text, i)
    if place is not None:
        return _Left(place.span.start, place.regions)
    for form in agencies.zone_tails if text[i - 1 : i] in tuple("区园") else ():
        if text.endswith(form, start, i):
            place = agencies.regions.ending_at(text, i - len(form))
            if place is not None:
                return _Left(place.span.start, place.regions, "", agencies.zones[form])
            if form != "开发区":
                return _Left(i - len(form), (), "", agencies.zones[form])
    generic = _GENERIC.search(text, max(start, i - 4), i)
    if generic is None:
        presided = _PRESIDED.search(text, max(start, i - 20), i) if of_terms else None
        return _Left(i, (), presided.group("generic")) if presided else None
    term = _TERM.search(text, max(start, generic.start() - 7), generic.start())
    if term and (told := _by_short_name(text, term.start(), start, generic.group(), agencies)):
        return told
    twice = agencies.regions.ending_at(text, generic.start())  # 单县|县委, 青岛市|市政府
    if twice is not None and twice.span.start >= start and text.startswith(generic.group(), twice.span.end - 1):
        return _Left(twice.span.start, twice.regions)
    return _Left(generic.start(), (), generic.group().removeprefix("师"))  # 师市党委: of a division and its city


def _by_short_name(text: str, end: int, start: int, generic: str, agencies: Agencies) -> _Left | None:
    """海安|12届|县委: the county called 海安, though it is a city today."""
    for length in (2, 3):
        named = agencies.regions.named(text[max(start, end - length) : end])
        units = tuple(unit for unit in named if unit.name.endswith(generic))
        if units and not any(unit.word for unit in units):
            return _Left(end - length, units)
    return None


def zone_region(city: Region, zone: str) -> Region:
    """The functional area *zone* of *city*, which the table does not list: 威海市 + 高新技术产业开发区."""
    return Region("", zone, "", "county", city, None, city.path, "")


def resolve(mention: Mention, home: Region | None) -> Resolved | None:
    """The agency that *mention* means in a document at home in *home*; None where that does not tell."""
    if mention.body.kind == "national":
        return Resolved(mention.name, "national", COUNTRY, None)
    region = mention.region
    if mention.body.kind == "other":
        return Resolved(mention.name, mention.level or "other", region.path if region else COUNTRY, region)
    if region is None and mention.body.home:
        there = mention.body.region
        if there is None or home is None or home.at("province") is not there:
            return None
        return Resolved(mention.name, "province", there.path, there)
    if region is None and home is not None:
        region = _own(mention, home)
    if region is None:
        return None
    name = mention.name if mention.settled else full_name(mention.body.template, region)
    return Resolved(name, region.level, region.path, region)


def _own(mention: Mention, home: Region) -> Region | None:
    if mention.candidates:
        near = [r for r in mention.candidates if r.inside(home) or home.inside(r)]
        near = near or [r for r in mention.candidates if r.at("city") is home.at("city") and home.at("city")]
        return near[0] if len(near) == 1 else None
    if mention.zone:
        owner = home.at("city")  # a municipality has several
        return zone_region(owner, mention.zone) if owner is not None else None
    province, city, county = home.at("province"), home.at("city"), home.at("county")
    if mention.generic == "自治区":
        return province if province and province.name.endswith("自治区") else None
    if mention.generic == "省":
        return province if province and province.name.endswith("省") else None
    if mention.generic == "区" and county is None and province and province.name.endswith("自治区"):
        return province if home is province else None
    if county is not None and not county.code and any(words in mention.body.template for words in _ORGANS):
        county = county.parent.at("county") if county.parent else None  # a zone has a 管委会, no 区委
    for unit in (county, city, province if province and province.name.endswith("市") else None):
        if unit is not None and unit.name.endswith(mention.generic):
            return unit
    return None
