"""Whose 市, whose 省: the province, city or county a document is at home in, told from its own words alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ...knowledge import Knowledge
from ...knowledge.regions import Place, Region
from ...model import Document, Level, Span
from .mentions import find_agencies
from .numbers import province_of_number

# 本报济南1月30日讯, 新华社青岛2月5日电, 中新网大连5月9日电
_DATELINE = re.compile(
    r"(?:本报|新华社|中新[网社]|人民网|央广网|新闻网|日报|晚报|在线)\s*([一-鿿]{2,6}?)(?=\s*\d|讯|电|消息)"
)
# 11 371000 00435966XK: the digits after the two of the registry are the division.
_ORGANISATION = re.compile(r"(?<![0-9A-Z])1[1-9](\d{6})[0-9A-Z]{9}")
_VENUE_BEFORE = ("在", "赴", "到", "往", "抵", "来", "于")
_EVENT = ("会", "议", "坛", "班", "式")  # the end of what was held there
_VENUE_AFTER = re.compile(r"(?:隆重|顺利|成功|胜利)?(?:召开|举行|举办|开幕|闭幕)")
# |监利召开…, |容桂部署…: a county by its short name, where a headline says that it did something
_HEADLINE = re.compile("(?P<short>[一-鿿]{2,3}?)(?:召开|举行|举办|部署|安排|启动|组织|专题|隆重)")
# |梁平|报 新媒体首发, |慈利|在线: a paper or site called after its county or district, which 梁平 alone would not
# name; not after a city: 石河子|日报 is the division's
_PAPER = re.compile("(?<![一-鿿])(?P<short>[一-鿿]{2,3})(?:[日晚周]?报|新闻网|在线|论坛|融媒)(?![一-鿿])")
# 位居|杭州|前列, 远销|广州|市场, 来自|温州|的客商: other places, that a text measures itself by or deals with
_COMPARED = re.compile("(?:位居|居|销往|远销|对接|来自|奔赴)$")
_COMPARED_AFTER = re.compile("前列|首位|第[一二三]|市场|客商|游客|经验|模式")
# “平安|建德|”建设, 经济强县、美丽|阜城: a slogan names its own place by the short name
_SLOGAN = re.compile("(?:平安|美丽|幸福|健康|法治|清廉|数字|和谐|诚信|魅力|活力|文明|大美)(?=(?P<short>[一-鿿]{2}))")
_MEMBER = 8  # characters of such a name
_HANDLE = 3  # characters behind a place's name that make it a member's
_BODY = re.compile(
    r"[省市县区州盟旗镇乡局委厅府办院署处部会站台报网社吧团校厂矿港所室]|论坛|新闻|发布|在线|频道|融媒|宣传|公安|政务|人大|政协|[ 　\d:：|]"
)
_BEFORE_PLACES = ("中国", "中共", "今日", "来自", "转自", "发自")
# 、孙红旗、: an item of a list that is as long as a name
_LISTED = re.compile("(?<=[、，席长记任])(?P<name>[一-鿿]{2,4})(?=[、，。和])")
# 歙州论坛 » 歙县 » 农业频道
_PATH = re.compile("[»›>＞→]")
_CUT = 200  # characters of such a line
_HEAD = 800  # where metadata stand, labelled or not
_AREA = 4000  # the part of a text whose places are counted
_SHARE = 0.8  # of the places named, to be the document's own
_TIMES = 2  # unless no other is named, and not as a venue


def home_of(document: Document, knowledge: Knowledge, level: Level, kind: str = "") -> Region | None:
    """The region of *level* (or the smallest known above it) that *document* is at home in; None when unclear.

    With *kind* (县, 区, 旗 …) only places so called are counted, where places are counted.

    Evidence in order: the organisation code, the title, source and metadata, the dateline, agencies named in full,
    the page's own footer and path, a province's letter in the document's number, and last the places named, when four
    of five lie in one region. A later one refines, but never overrules.
    """
    home: Region | None = None
    for evidence in (_codes, _signs, _title, _printed, _dateline, _named_in_full, _page, _number):
        region = _common(evidence(document, knowledge, level))
        if region is not None and (home is None or region.inside(home)):
            home = region
        if home is not None and home.at(level) is not None:
            return home
    counted = _counted(document, knowledge, level, kind)
    return counted if counted is not None and (home is None or counted.inside(home)) else home


def venue(text: str, place: Place) -> bool:
    """Is *place* only where something was held or who was visited: 在济南召开, 赴青岛学习, 会议大连举行?"""
    before = text[max(0, place.span.start - 1) : place.span.start]
    if text.startswith("关于", place.span.start - 2):  # 关于|舞钢市2020年计划的报告
        return False
    return before in _VENUE_BEFORE or (before in _EVENT and _VENUE_AFTER.match(text, place.span.end) is not None)


def _codes(document: Document, knowledge: Knowledge, _level: Level) -> Iterator[Region]:
    for match in _ORGANISATION.finditer(document.text, 0, min(len(document.text), _HEAD)):
        region = knowledge.regions.by_code(match.group(1))
        if region is not None:
            yield region


def _signs(document: Document, knowledge: Knowledge, _level: Level) -> Iterator[Region]:
    """香港时间19时25分 at the end of every press release of that government, which is cut away with the page's own words."""
    raw = document.clean.raw.text
    yield from (region for region, words in knowledge.agencies.signs if words.search(raw))


def _number(document: Document, knowledge: Knowledge, level: Level) -> Iterator[Region]:
    region = province_of_number(document, knowledge) if level == "province" else None
    yield from filter(None, [region])


def _title(document: Document, knowledge: Knowledge, level: Level) -> Iterator[Region]:
    title = document.title[:_HEAD]
    label, colon, _ = title.partition("：")
    if colon and len(units := knowledge.regions.named(label)) == 1:
        yield units[0]
    headline = _HEADLINE.match(title)
    if headline and len(own := [u for u in knowledge.regions.named(headline["short"]) if not u.until]) == 1:
        yield own[0]
    for place in knowledge.regions.find(title):
        if place.region is None:
            continue
        if not venue(title, place):
            yield place.region
        elif level == "province" and title[max(0, place.span.start - 1) : place.span.start] != "赴":
            yield from filter(None, [place.region.at("province")])


def _printed(document: Document, knowledge: Knowledge, _level: Level) -> Iterator[Region]:
    words = knowledge.agencies.words
    values = [v for label, v, _ in document.metadata if v and label in (*words.labels, *words.second_labels)]
    values += [span.of(document.text) for span in document.front]
    values += [document.source_name or "", document.series.of(document.text) if document.series else ""]
    for value in values:
        for paper in _PAPER.finditer(value):
            units = [unit for unit in knowledge.regions.named(paper["short"]) if not unit.until]
            yield from (
                units if len(units) == 1 and units[0].name.endswith(("县", "区", "旗")) and not units[0].word else ()
            )
        for place in knowledge.regions.find(value):
            if place.region is not None and not _inside_word(value, place.span.start) and not _handle(value, place):
                yield place.region


def _handle(value: str, place: Place) -> bool:
    """宁波|老王 alone on its line is who posted it; 宁波|晚报, 宁波|市水利局 and 宁波|论坛 are not."""
    rest = value[place.span.end :]
    return place.span.start == 0 and len(rest) <= _HANDLE and rest != "" and _BODY.search(rest) is None


def _in_name(text: str, place: Place, knowledge: Knowledge) -> bool:
    """Is *place* in the name of one of a list: 副主席甲某某、孙|红旗|、陈某?"""
    item = _LISTED.match(text, place.span.start - 1)
    return item is not None and item.end("name") == place.span.end and item["name"][0] in knowledge.posts.surnames


def _posted_by(text: str, place: Place) -> bool:
    """Is *place* in a line that is no more than a member's name?"""
    start, end = text.rfind("\n", 0, place.span.start) + 1, text.find("\n", place.span.end)
    end = end if end >= 0 else len(text)
    if end - start > _MEMBER or start == 0:
        return False
    line, at = text[start:end], place.span.start - start
    return _inside_word(line, at) or _handle(line, place._replace(span=Span(at, place.span.end - start)))


def _inside_word(value: str, start: int) -> bool:
    """辽|河源|小哥, who posted it, is of no place; 佛山市|顺德区 and 中国|平泉 are."""
    before = value[max(0, start - 2) : start]
    return "一" <= before[-1:] <= "鿿" and before not in _BEFORE_PLACES and before[-1:] not in "在市县区省州"


def _dateline(document: Document, knowledge: Knowledge, _level: Level) -> Iterator[Region]:
    match = _DATELINE.search(document.text, 0, 600)
    if match and len(regions := knowledge.regions.named(match.group(1))) == 1:
        yield regions[0]


def _named_in_full(document: Document, knowledge: Knowledge, level: Level) -> Iterator[Region]:
    for mention in find_agencies(document.text, knowledge, 0, min(len(document.text), _AREA)):
        if mention.region is not None and (mention.region.level != "county" or level == "county"):
            yield mention.region


def _page(document: Document, knowledge: Knowledge, _level: Level) -> Iterator[Region]:
    """Of what was cut away the footer (寻甸县委宣传部主办) and the path above the text (论坛 » 歙县 » 农业频道)."""
    raw = document.clean.raw.text
    for edit in document.clean.edits:
        if edit.replacement or not edit.rule.endswith(("-footer", "-chrome")) or edit.end - edit.start > _CUT:
            continue
        words = raw[edit.start : edit.end]
        if edit.rule == "portal-footer" or _PATH.search(words):
            yield from (place.region for place in knowledge.regions.find(words) if place.region is not None)


def contradicted(document: Document, knowledge: Knowledge, region: Region) -> bool:
    """Do the lines beside the title name places, and none of them in the city of *region*? 西区 of a page whose source is
    中山市人民政府西区办事处 is not the district of 攀枝花 that has no other name."""
    printed = [r for r in _printed(document, knowledge, region.level) if r is not region]
    city = region.at("city") or region
    return bool(printed) and not any(r.inside(city) or city.inside(r) for r in printed)


def _common(regions: Iterable[Region]) -> Region | None:
    """The smallest region that all of *regions* lie in or lie around; None when two compete for a province."""
    home: Region | None = None
    for region in regions:
        if home is None or region.inside(home):
            home = region
        elif not home.inside(region):
            common = _above_both(home, region)
            if common is None:
                return None
            home = common
    return home


def _above_both(one: Region, other: Region) -> Region | None:
    above: Region | None = one
    while above is not None and not other.inside(above):
        above = above.parent
    return above


def _unit(region: Region, level: Level) -> Region | None:
    """The unit of *level*; a municipality under the central government is a city too."""
    province = region.at("province")
    own = province if level == "city" and province and province.name.endswith("市") else None
    return region.at(level) or own


def _slogans(text: str, knowledge: Knowledge, area: int) -> Iterator[Region]:
    """The counties that “平安建德” and its like name."""
    for slogan in _SLOGAN.finditer(text, 0, area):
        units = [unit for unit in knowledge.regions.named(slogan["short"]) if not unit.until and not unit.word]
        if len(units) == 1 and units[0].level == "county":
            yield units[0]


def _compared(text: str, place: Place) -> bool:
    before = text[max(0, place.span.start - 2) : place.span.start]
    return bool(_COMPARED.search(before) or _COMPARED_AFTER.match(text, place.span.end))


def _counted(document: Document, knowledge: Knowledge, level: Level, kind: str) -> Region | None:
    counts: Counter[Region] = Counter()
    smaller: Counter[Region] = Counter()  # a county-level city calls itself 市 too
    area = min(len(document.text), _AREA)
    for slogan in _slogans(document.text, knowledge, area) if level != "province" else ():
        if slogan.name.endswith("市" if level == "city" else kind):
            (counts if level == "county" else smaller)[slogan] += 1
    for place in knowledge.regions.find(document.text, 0, area):
        region = place.region
        if (venue(document.text, place) and level != "province") or _compared(document.text, place):
            continue
        if _posted_by(document.text, place) or _in_name(document.text, place, knowledge):
            continue
        if level == "city" and region is not None and region.level == "county" and region.name.endswith("市"):
            smaller[region] += 1
        elif region is not None and (unit := _unit(region, level)) is not None and unit.name.endswith(kind):
            counts[unit] += 1
    if not counts:
        counts = smaller
    if not counts:
        return None
    region, times = counts.most_common(1)[0]
    clear = (
        (times >= _TIMES or len(counts) == 1)
        and times >= _SHARE * counts.total()
        and times >= max(smaller.values(), default=0)
    )
    return region if clear else None
