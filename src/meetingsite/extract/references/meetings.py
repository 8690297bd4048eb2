"""Meetings by name: 全省海洋工作暨党风廉政视频会议 in one text is the meeting another document reports, or nothing.

A name counts with its place and its time: 全省 is read by where a document is at home, the year stands before the name
or the citing document is a few weeks younger. Names any body may use several times a year (调度会, 常务会议) never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...keys import Meeting, meeting_key
from ...knowledge.regions import Region, Regions
from ...model import COUNTRY, Entry, Reference, Span

_LONGEST = 40
_ENDING = r"(?:会议|大会|全会|论坛|培训班|[一-鿿]会)"
# 2024年|全省海洋工作暨党风廉政视频会议|在济南召开 · 威海市|召开|2023年度|安全生产工作会议
_TITLE = re.compile(
    r"(?:(?P<subject>[一-鿿]{2,12}?)(?:组织|隆重|顺利)?(?:召开|举行|举办))??(?:(?P<year>(?:19|20)\d\d)年度?)?"
    rf"(?P<name>[一-鿿、“”（）]{{2,40}}?{_ENDING})"
    r"(?:(?:在[一-鿿]{2,8})?(?:隆重|顺利|胜利|圆满)?(?:召开|举行|举办|开幕|闭幕|开班))?"
)
_END = re.compile(r"会议?(?![议室厅场员])|论坛|培训班")
# 全省|海洋工作会议 · 市|委经济工作会议
_WHOLE = re.compile(r"全(?P<all>[国省市县区州盟旗])|(?P<own>[省市县区州盟旗])(?=委|政府)")
_SCOPE = re.compile(
    r"(?:全(?P<all>[国省市县区州盟旗])|(?:(?<![一-鿿])|(?<=[和及了彻实达习开照合到在于神]))(?P<own>[省市县区州盟旗]))"
)
_NAME = re.compile(r"[一-鿿、“”（）]{2,40}")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年度?\Z")
_NOT_YET = re.compile(r"(?:筹备|拟|将|计划|准备|谋划|去年|上年|历年|每年|往年|各地|各级)[^，。；]{0,8}\Z")
# 年度工作会议, 党委常委会会议: whose and what about is not in the name
_GENERIC = re.compile(
    r"(?:年度|年[终中初]|[上下]?半年|[一二三四]季度|月度|总结|表彰|动员|部署|工作|专题|专项|视频|电视|电话|现场|座谈|推进|调度"
    r"|通报|协调|学习|交流|研讨|培训|扩大|全体|干部|党组|党委|常务|常委|委员|办公|班子|民主|生活|组织|理论|中心组|政府|人大|政协"
    r"|委|办|例|暨|会议|大会|全会|会|班|论坛|[、和与“”（）])+"
)
_RECURRING = re.compile(r"(?:调度|推进|例|联席|办公|电视电话|常务|专题|专班|常委|约谈|碰头|主任|党组|理事|发布)会议?\Z")
_ORDINAL = re.compile(r"第[一二三四五六七八九十百\d]+[次届]")


def meeting_of(entry: Entry, regions: Regions) -> Meeting | None:
    """The meeting that the title of *entry* says it reports; None where it says none that can be told from others."""
    title = "".join(entry.document.title.split())
    match = _TITLE.fullmatch(title) if len(title) <= 2 * _LONGEST else None
    if match is None:
        return None
    home = regions.at_path(entry.facts.agency.region) if entry.facts.agency else None
    placed = _placed(match["name"], match["subject"] or "", home, regions)
    if placed is None or not _distinct(placed[1]):
        return None
    return Meeting(*placed, match["year"] or "")


def meetings_named(text: str, block: Span, home: Region | None, regions: Regions) -> Iterator[Reference]:
    """The meetings *block* may name, in a document at home in *home*: every way to read whose they are."""
    starts: dict[int, tuple[int, str]] | None = None
    for ending in _END.finditer(text, *block):
        end = ending.end()
        if text.startswith("暨", end):
            continue
        if starts is None:
            starts = _starts(text, block, home, regions)
        for start, (first, place) in starts.items():
            words = text[start:end]
            if not end - _LONGEST <= start < end or not _NAME.fullmatch(words) or not _distinct(words):
                continue
            before = _YEAR.search(text, max(block.start, first - 8), first)
            begin = before.start() if before else first
            if not _NOT_YET.search(text, max(block.start, begin - 14), begin):
                meeting = Meeting(place, words, before[1] if before else "")
                yield Reference(Span(begin, end), "meeting", meeting_key(meeting))


def _starts(text: str, block: Span, home: Region | None, regions: Regions) -> dict[int, tuple[int, str]]:
    """Where a meeting's words may begin: where what tells whose it is begins, and the place's path."""
    found: dict[int, tuple[int, str]] = {}
    for place in regions.find(text, *block):
        if place.region is not None:
            found[place.span.end] = place.span.start, place.region.path
    for scope in _SCOPE.finditer(text, *block):
        if path := _unit(scope["all"] or scope["own"], home):
            found[scope.end()] = scope.start(), path
    for central in re.finditer("中央", text[block.start : block.end]):
        at = block.start + central.start()
        found[at] = at, COUNTRY
    return found


def _distinct(words: str) -> bool:
    return not _GENERIC.fullmatch(words) and not (_RECURRING.search(words) and not _ORDINAL.search(words))


def _placed(name: str, subject: str, home: Region | None, regions: Regions) -> tuple[str, str] | None:
    """Whose meeting *name* is, and its words without that: 全省海洋工作会议 → (山东省, 海洋工作会议)."""
    name = name.removeprefix("中共")
    if whole := _WHOLE.match(name):
        path = _unit(whole["all"] or whole["own"], home)
        return (path, name[whole.end() :]) if path else None
    if name.startswith("中央"):
        return COUNTRY, name
    for words, rest in ((name, ""), (subject, name)):
        first = next(iter(regions.find(words)), None)
        if first is not None and first.region is not None and first.span.start == 0:
            if not rest:
                return first.region.path, name[first.span.end :]
            if first.span.end == len(words):
                return first.region.path, rest
    return None


def _unit(kind: str, home: Region | None) -> str | None:
    """The path of 全国, or of the smallest unit called *kind* (省, 市, 县 …) that *home* is or lies in."""
    if kind == "国":
        return COUNTRY
    unit = home
    while unit is not None and not unit.name.endswith(kind):
        unit = unit.parent
    return unit.path if unit is not None else None
