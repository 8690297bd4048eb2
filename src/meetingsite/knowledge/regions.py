"""Administrative divisions: the national code table, functional areas, and units since abolished or renamed.

``regions.csv`` holds one line a unit. Full names (威海市) and the short names of provinces and cities (威海) count
anywhere in a text; full names that are also words (城区, 和县) after their parent or at the edge of a clause, and
where another county may be meant (和|县妇联) only if that cannot be; the short names of counties (荣成) after their
parent or right before an agency's name; short names that are also words (合作, 来宾) only right before an agency's name,
and there at the edge of a clause. The column ``word`` marks the words.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import compress, count
from operator import add
from pathlib import Path
from typing import NamedTuple, cast

from ..errors import YamlError
from ..model import LEVELS, Level, Span

HEADER = ("code", "name", "short", "level", "parent", "until", "word")


class Where(IntEnum):
    """Where in a text a name counts when its parent does not stand before it; each allows less than the one before."""

    ANYWHERE = 0
    EDGE = 1  # at the edge of a clause
    CHILD = 2  # only where an agency's name follows
    TAIL = 3  # the same, and not in running text even when its parent stands before it


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One administrative unit. Compared by identity: one object a unit."""

    code: str  # six digits of GB/T 2260; "" where the standard has none
    name: str  # 荣成市
    short: str  # 荣成; "" when nobody would shorten it
    level: Level
    parent: Region | None
    until: int | None  # the last year of a unit since abolished or renamed
    path: str  # 山东省威海市荣成市
    word: str  # "short": the short name is also a word; "name": the full name too; "verb": 和|县妇联, 应|县委要求

    def inside(self, other: Region) -> bool:
        """Is this unit *other*, or a part of it?"""
        unit: Region | None = self
        while unit is not None:
            if unit is other:
                return True
            unit = unit.parent
        return False

    def at(self, level: Level) -> Region | None:
        """This unit or the unit above it that is of *level*: 荣成市 at "city" is 威海市."""
        unit: Region | None = self
        while unit is not None and unit.level != level:
            unit = unit.parent
        return unit


class Place(NamedTuple):
    """A name or a chain of names (山东省威海市荣成市) in a text, and the units it can mean, most likely first."""

    span: Span
    regions: tuple[Region, ...]  # never empty

    @property
    def region(self) -> Region | None:
        """The unit, when only one can be meant."""
        return self.regions[0] if len(self.regions) == 1 else None


class _Name(NamedTuple):
    name: str
    regions: tuple[Region, ...]  # all units so called
    alone: tuple[Region, ...]  # those meant where no parent stands before the name
    where: Where


@dataclass(frozen=True)
class Regions:
    """All units, and the names to find them by."""

    units: tuple[Region, ...]

    @classmethod
    def load(cls, folder: Path) -> Regions:
        """Read ``regions.csv`` of *folder*. Raises YamlError naming file, line and remedy."""
        path = folder / "regions.csv"
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise YamlError(f"读不出来：{error.strerror}。", path=path, remedy="放回这个文件。") from None
        except UnicodeDecodeError:
            raise YamlError("不是 UTF-8 编码。", path=path, remedy="用 Excel 另存为“CSV UTF-8（逗号分隔）”。") from None
        numbered = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
        if not numbered or tuple(numbered[0][1].split(",")) != HEADER:
            raise YamlError("表头不对。", path=path, line=1, remedy=f"写成：{','.join(HEADER)}")
        return cls(_units([(number, next(csv.reader([line]))) for number, line in numbered[1:]], path))

    @cached_property
    def _codes(self) -> dict[str, Region]:
        return {unit.code: unit for unit in sorted(self.units, key=_age) if unit.code}

    @cached_property
    def _paths(self) -> dict[str, Region]:
        units = sorted((*self._former_counties, *self.units), key=lambda unit: unit.until or 9999)
        return {u.path: u for u in units if u.parent is None or u.path != u.parent.path}  # zones have none of their own

    @cached_property
    def _former_counties(self) -> tuple[Region, ...]:
        """韩城县, which became 韩城市: whatever year that was, the name is the county's."""
        names = {unit.name for unit in self.units}
        return tuple(
            Region("", name, "", "county", unit.parent, _BEFORE_CITIES, unit.parent.path + name, "")
            for unit in self.units
            if unit.level == "county" and unit.name.endswith("市") and unit.short and unit.parent and unit.until is None
            if (name := unit.short + "县") not in names
        )

    @cached_property
    def _names(self) -> dict[str, _Name]:
        found: dict[str, list[tuple[Where, Region]]] = {}
        full = {unit.name for unit in self.units}
        for unit in sorted((*self.units, *self._former_counties), key=_age, reverse=True):
            found.setdefault(unit.name, []).append((Where.EDGE if unit.word in _WORDS else Where.ANYWHERE, unit))
            if (alias := _alias(unit)) and alias not in full:
                found.setdefault(alias, []).append((Where.ANYWHERE, unit))
            if unit.short and unit.short != unit.name:
                found.setdefault(unit.short, []).append((_where_short(unit), unit))
        return {name: _entry(name, units) for name, units in found.items()}

    @cached_property
    def _heads(self) -> dict[str, tuple[_Name, ...]]:
        return _by_two(self._names.values(), slice(0, 2))

    @cached_property
    def _tails(self) -> dict[str, tuple[_Name, ...]]:
        return _by_two(self._names.values(), slice(-2, None))

    def by_code(self, code: str) -> Region | None:
        """The unit of a six-digit *code*, the one in force before one abolished; None when there is none."""
        return self._codes.get(code)

    def at_path(self, path: str) -> Region | None:
        """The unit whose path is *path* (山东省威海市), the one in force; None for 中国 and where there is none."""
        return self._paths.get(path)

    def named(self, name: str, inside: Region | None = None) -> tuple[Region, ...]:
        """The units whose full or short name is *name*, those in force first; only parts of *inside* if it is given."""
        entry = self._names.get(name)
        return tuple(u for u in entry.regions if inside is None or u.inside(inside)) if entry else ()

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Place]:
        """The places named in *text*[start:end], from left to right, chains joined; coordinates of *text*.

        ``在辽宁省大连市召开`` → 辽宁省大连市; ``富裕起来`` → nothing.
        """
        places: list[Place] = []
        heads, stop, free = self._heads, len(text) if end is None else end, start
        words = text[start:stop]
        for i in compress(count(start), map(heads.__contains__, map(add, words, words[1:]))):
            if i < free:
                continue
            before = places[-1] if places and places[-1].span.end == i else None
            place = self._first(text, i, stop, heads[text[i : i + 2]], before)
            if place is None:
                continue
            if before is not None and place.span.start == before.span.start:
                places.pop()
            places.append(place)
            free = place.span.end
        return places

    def ending_at(self, text: str, end: int) -> Place | None:
        """The place whose name or chain of names ends at *end*, as before an agency's name: ``青岛|海洋发展局``."""
        for entry in self._tails.get(text[max(0, end - 2) : end], ()):
            start = end - len(entry.name)
            if start < 0 or not text.startswith(entry.name, start):
                continue
            before = self.ending_at(text, start)
            if before is not None and (parts := _within(entry.regions, before.regions)):
                return Place(Span(before.span.start, end), parts)
            if (entry.where is Where.ANYWHERE and not _compass(text, start, entry.name)) or _edge(text, start, entry):
                return Place(Span(start, end), entry.alone)
        return None

    def _first(self, text: str, i: int, stop: int, names: Sequence[_Name], before: Place | None) -> Place | None:
        for entry in names:
            end = i + len(entry.name)
            if end > stop or not text.startswith(entry.name, i):
                continue
            if before is not None and entry.where < Where.TAIL and (parts := _within(entry.regions, before.regions)):
                return Place(Span(before.span.start, end), parts)
            if (entry.where is Where.ANYWHERE and not _compass(text, i, entry.name)) or (
                entry.where is Where.EDGE and _edge(text, i, entry)
            ):
                return Place(Span(i, end), entry.alone)
        return None


_BEFORE_CITIES = 1979  # most counties that are cities today became so after it
_WORDS = ("name", "verb")
_OWN = ("县", "人民")  # 和县|县委, 应县|人民政府
_OF_COUNTIES = ("委", "政", "长", "人大", "直", "域", "级", "城", "领导", "里")  # 应|县委要求, 新|县长
_COMPASS = frozenset("东西南北")
_BEFORE_COMPASS = frozenset("黄长泰太珠淮大")  # 黄河南岸, 长江西路, 太湖北部, 泰山东麓 name no province


def _age(unit: Region) -> tuple[int, int]:
    """Later is likelier: units in force after those abolished, larger after smaller."""
    return (9999 if unit.until is None else unit.until, -LEVELS.index(unit.level))


def _alias(unit: Region) -> str:
    """The name without its peoples: 黔东南州, 围场县, 广西自治区, 香港特区; "" where there are none."""
    ending = re.search(r"自治([州县旗])$|(自治区)$|特别行政区$", unit.name)
    return unit.short + (ending.group(1) or ending.group(2) or "特区") if ending and unit.short else ""


def _where_short(unit: Region) -> Where:
    if unit.short.endswith("旗"):  # 察右前旗
        return Where.ANYWHERE
    if unit.level == "county":
        return Where.TAIL if unit.word else Where.CHILD
    return Where.CHILD if unit.word else Where.ANYWHERE


def _entry(name: str, units: list[tuple[Where, Region]]) -> _Name:
    where = min(where for where, _ in units)
    alone = tuple(unit for at, unit in units if at is where)
    if where is Where.ANYWHERE and alone[0].level != "county":  # 吉林: the province, not the city
        alone = tuple(unit for unit in alone if unit.level == alone[0].level)
    in_force = tuple(unit for unit in alone if unit.until is None)
    return _Name(name, tuple(unit for _, unit in units), in_force or alone, where)


def _by_two(names: Iterable[_Name], two: slice) -> dict[str, tuple[_Name, ...]]:
    found: dict[str, list[_Name]] = {}
    for entry in sorted(names, key=lambda entry: -len(entry.name)):
        found.setdefault(entry.name[two], []).append(entry)
    return {key: tuple(value) for key, value in found.items()}


def _within(regions: Sequence[Region], parents: Sequence[Region]) -> tuple[Region, ...]:
    return tuple(r for r in regions if any(r is not parent and r.inside(parent) for parent in parents))


def _edge(text: str, i: int, entry: _Name) -> bool:
    if i and "一" <= text[i - 1] <= "鿿" and text[i - 1] not in "在赴到访来" and not text.endswith("中共", 0, i):
        return False
    end = i + len(entry.name)
    if entry.regions[0].word != "verb" or text.startswith(_OWN, end) or text.endswith("在", 0, i):
        return True
    return (i == 0 or text[i - 1] == "\n") and not text.startswith(_OF_COUNTIES, end)


def _compass(text: str, i: int, name: str) -> bool:
    """``黄|河南|岸``: a river or mountain and a compass point, not a province."""
    return len(name) == 2 and name[1] in _COMPASS and i > 0 and text[i - 1] in _BEFORE_COMPASS


def _path(code: str, name: str, parent: Region | None) -> str:
    """山东省青岛市西海岸新区; but a development zone, which is no division of its own, counts as its city's."""
    if parent is None:
        return name
    if not code and name.endswith(("开发区", "园区", "度假区", "保税区")):
        return parent.path
    return parent.path + (name if code else name.removeprefix(parent.short))


def _units(rows: Iterable[tuple[int, list[str]]], path: Path) -> tuple[Region, ...]:
    """Regions of the table's rows. Parents stand before their parts; one in force is preferred to one abolished."""
    parents: dict[str, Region] = {}
    units = []
    for number, row in rows:
        if len(row) != len(HEADER):
            raise YamlError(f"这一行有 {len(row)} 栏。", path=path, line=number, remedy=f"应当是 {len(HEADER)} 栏。")
        code, name, short, level, parent_code, until, word = row
        parent = parents.get(parent_code)
        if parent_code and parent is None:
            raise YamlError(f"“{name}”的上级 {parent_code} 不在它前面。", path=path, line=number, remedy="先列上级。")
        if level not in ("province", "city", "county") or word not in ("", "short", *_WORDS) or len(name) < 2:
            raise YamlError(f"“{name}”的 level 或 word 不认识。", path=path, line=number, remedy="照别的行写。")
        if until and not until.isdigit():
            raise YamlError(f"“{name}”的 until 不是年份。", path=path, line=number, remedy="写四位年份，或空着。")
        above = _path(code, name, parent)
        unit = Region(code, name, short, cast(Level, level), parent, int(until) if until else None, above, word)
        if code and (code not in parents or not until):
            parents[code] = unit
        units.append(unit)
    return tuple(units)
