"""Meetings by name: 全省海洋工作暨党风廉政视频会议 in one text is the meeting another document reports, or nothing.

A name counts with its place and its time: 全省 is read by where a document is at home, the year stands before the name
or the citing document is a few weeks younger. Names any body may use several times a year (调度会, 常务会议) never count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..knowledge.regions import Region, Regions
from ..model import Entry, Span

COUNTRY = "中国"
_NEAR = 92  # days after a meeting in which its name needs no year
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
    r"(?:全(?P<all>[国省市县区州盟旗])|(?:(?<![一-鿿])|(?<=[和及了彻实达习开照合到在于神]))(?P<own>[省市县区州盟旗]))\Z"
)
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


class _Meeting(NamedTuple):
    """What a held document says of the meeting it reports."""

    key: str  # of the document
    year: str  # in its title; "" where there is none
    day: date | None  # the first day of its own date


class Meetings:
    """The meetings that held documents are named after."""

    def __init__(self, entries: Iterable[Entry], regions: Regions) -> None:
        """*entries* without copies."""
        self._regions = regions
        self._units = {unit.path: unit for unit in sorted(regions.units, key=lambda unit: unit.until or 9999)}
        self._held: dict[tuple[str, str], list[_Meeting]] = {}
        for entry in entries:
            if (found := self._title(entry)) is not None:
                place, words, meeting = found
                self._held.setdefault((place, words), []).append(meeting)
        self._words = {words for _, words in self._held}
        self._lengths = sorted({len(words) for words in self._words}, reverse=True)

    def home(self, entry: Entry) -> Region | None:
        """Where a document is at home: the region of its agency; None for the whole country and where none is known."""
        return self._units.get(entry.facts.agency.region) if entry.facts.agency else None

    def find(self, entry: Entry, within: Span) -> Iterator[tuple[Span, str]]:
        """The meetings named in *within*, with the key of the only document each can mean."""
        text, home = entry.document.text, self.home(entry)
        for ending in _END.finditer(text, *within) if self._words else ():
            end = ending.end()
            for length in self._lengths:
                start = end - length
                if start < within.start or text[start:end] not in self._words:
                    continue
                if text.startswith("暨", end):
                    break
                for first, place in self._scopes(text, within.start, start, home):
                    before = _YEAR.search(text, max(within.start, first - 8), first)
                    key = self._only(entry, place, text[start:end], before[1] if before else "")
                    first = before.start() if before else first
                    if key and not _NOT_YET.search(text, max(within.start, first - 14), first):
                        yield Span(first, end), key
                        break
                break

    def _only(self, entry: Entry, place: str, words: str, year: str) -> str | None:
        held = self._held.get((place, words), ())
        own = _day(entry)
        if year:
            held = [m for m in held if (m.year or (m.day and str(m.day.year))) == year]
        else:
            held = [m for m in held if m.day and own and m.day.year == own.year and 0 <= (own - m.day).days <= _NEAR]
        return held[0].key if len(held) == 1 else None

    def _scopes(self, text: str, least: int, start: int, home: Region | None) -> Iterator[tuple[int, str]]:
        """What stands before a meeting's words and tells whose it is: (where it begins, the place's path)."""
        if text.startswith("中央", start):
            yield start, COUNTRY
        scope = _SCOPE.search(text, max(least, start - 2), start)
        path = _unit(scope["all"] or scope["own"], home) if scope else None
        if scope and path:
            yield scope.start(), path
        place = self._regions.ending_at(text, start)
        if place is not None and place.region is not None and place.span.start >= least:
            yield place.span.start, place.region.path

    def _title(self, entry: Entry) -> tuple[str, str, _Meeting] | None:
        title = "".join(entry.document.title.split())
        match = _TITLE.fullmatch(title) if len(title) <= 2 * _LONGEST else None
        if match is None:
            return None
        found = self._placed(match["name"], match["subject"] or "", self.home(entry))
        if found is None:
            return None
        place, words = found
        if _GENERIC.fullmatch(words) or (_RECURRING.search(words) and not _ORDINAL.search(words)):
            return None
        return place, words, _Meeting(entry.id, match["year"] or "", _day(entry))

    def _placed(self, name: str, subject: str, home: Region | None) -> tuple[str, str] | None:
        """Whose meeting *name* is, and its words without that: 全省海洋工作会议 → (山东省, 海洋工作会议)."""
        name = name.removeprefix("中共")
        if whole := _WHOLE.match(name):
            path = _unit(whole["all"] or whole["own"], home)
            return (path, name[whole.end() :]) if path else None
        if name.startswith("中央"):
            return COUNTRY, name
        for words, rest in ((name, ""), (subject, name)):
            first = next(iter(self._regions.find(words)), None)
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


def _day(entry: Entry) -> date | None:
    own = entry.own_date
    return date.fromisoformat(own.start) if own and own.start else None
