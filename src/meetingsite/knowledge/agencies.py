"""Names of agencies: national ones in full, local ones as what stands behind a place's name.

``agencies.yaml`` holds the words; this module turns them into one table of printed forms. What a form means in a text
(``市海洋发展局``: whose?) is decided in ``extract.agencies.mentions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from .. import yamlfile
from ..errors import YamlError
from .patterns import check_patterns, one_of
from .regions import Region, Regions

Kind = Literal["national", "local", "elsewhere", "other"]  # other: found by its shape, not listed


@dataclass(frozen=True, slots=True)
class National:
    """An agency of the whole country."""

    name: str
    short: tuple[str, ...] = ()
    until: int | None = None  # the year it was abolished or renamed


@dataclass(frozen=True, slots=True)
class Bureau:
    """水利 + 厅, 局; a *short* stem with the same heads means the same: 人社局."""

    stem: str
    heads: tuple[str, ...]
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Local:
    """A local agency not made of stem and head."""

    name: str  # {} stands for the place's full name, {short} for its short name; without either the place leads
    short: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # words printed before the place: 中共
    needed: bool = False  # the form means this only with such a word before the place
    zone: bool = False  # only behind a functional area's name
    only: tuple[str, ...] = ()  # how the paths of the regions begin that have it


@dataclass(frozen=True, slots=True)
class Zone:
    """A kind of functional area that any city may have."""

    name: str
    short: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An agency of Taiwan, Hong Kong or Macau."""

    name: str
    region: str
    short: tuple[str, ...] = ()
    home: bool = False  # the name is too common: only in a text that names the region
    press: bool = False  # publishes for all departments: no host where it only signs a page


@dataclass(frozen=True, slots=True)
class Report:
    """A report that is given in the name of an agency, known by the words of its title."""

    words: tuple[str, ...]
    name: str  # whose report it is; {} stands for the place of the meeting
    national: str = ""  # whose, at a meeting of the whole country
    only: tuple[str, ...] = ()  # the regions that have such a report: it is that of the document's own


@dataclass(frozen=True, slots=True)
class Sign:
    """Words on a page that tell where its documents come from: 立法会综合大楼."""

    region: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_patterns(self.patterns)


@dataclass(frozen=True, slots=True)
class Renamed:
    """An agency whose document numbers kept their letters when its name changed."""

    name: str
    since: int  # the year of the change, whose numbers do not tell which name is meant
    before: str = ""  # the name until then; empty where it differed from place to place


@dataclass(frozen=True, slots=True)
class AgencyFile:
    """``agencies.yaml`` as it is written; what each part is for is said there."""

    national: tuple[National, ...]
    bureaus: tuple[Bureau, ...]
    local: tuple[Local, ...]
    zones: tuple[Zone, ...]
    reports: tuple[Report, ...]
    signs: tuple[Sign, ...]
    elsewhere: tuple[Elsewhere, ...]
    numbers: dict[str, str]
    province_numbers: dict[str, str]
    own_numbers: dict[str, dict[str, str]]
    municipal_numbers: dict[str, str]
    national_numbers: dict[str, str]
    number_sections: dict[str, tuple[str, ...]]
    number_tails: tuple[str, ...]
    number_cities: dict[str, str]
    office_cities: tuple[str, ...]
    unsure_offices: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    provinces: dict[str, str]
    labels: tuple[str, ...]
    second_labels: tuple[str, ...]
    number_labels: tuple[str, ...]
    examples: dict[str, str] = field(default_factory=dict)
    report_examples: dict[str, str] = field(default_factory=dict)
    report_counterexamples: tuple[str, ...] = ()
    number_examples: dict[str, str] = field(default_factory=dict)
    number_counterexamples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What a printed form can mean."""

    template: str  # "{}水利厅", "中共{}委", or a full name
    kind: Kind
    region: Region | None = None  # of a body elsewhere
    before: tuple[str, ...] = ()
    needed: bool = False
    zone: bool = False
    home: bool = False
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agencies:
    """All forms and the words around them."""

    words: AgencyFile
    regions: Regions
    forms: dict[str, tuple[Body, ...]]

    @classmethod
    def load(cls, folder: Path, regions: Regions) -> Agencies:
        """Read ``agencies.yaml`` of *folder*. Raises YamlError for a form with two meanings or an unknown region."""
        path = folder / "agencies.yaml"
        words = yamlfile.load(path, AgencyFile)
        for name in (*(sign.region for sign in words.signs), *(name for kind in words.reports for name in kind.only)):
            _region(name, regions, path)
        forms: dict[str, list[Body]] = {}
        for form, body in _bodies(words, regions, path):
            meanings = forms.setdefault(form, [])
            if body in meanings:
                continue
            if any(m.kind == body.kind and m.needed == body.needed and m.before == body.before for m in meanings):
                raise YamlError(f"“{form}”有两个意思。", path=path, remedy="删去其中一个简称。")
            meanings.append(body)
        return cls(words, regions, {f: tuple(sorted(m, key=_likelier)) for f, m in forms.items()})

    @cached_property
    def heads(self) -> dict[str, tuple[str, ...]]:
        """Forms by their first two characters (one, where they have no more), the longest first."""
        return _group(self.forms, slice(0, 2))

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """Any first character of a form."""
        return re.compile("[" + re.escape("".join(sorted({form[0] for form in self.forms}))) + "]")

    @cached_property
    def signs(self) -> tuple[tuple[Region, re.Pattern[str]], ...]:
        """Each region with the words that tell of it."""
        return tuple((self.regions.named(s.region)[0], re.compile(one_of(s.patterns))) for s in self.words.signs)

    @cached_property
    def press(self) -> frozenset[str]:
        """The full names of those that only publish what others do."""
        return frozenset(other.name for other in self.words.elsewhere if other.press)

    @cached_property
    def zones(self) -> dict[str, str]:
        """The full name of a zone by each of its forms."""
        return {form: zone.name for zone in self.words.zones for form in (zone.name, *zone.short)}

    @cached_property
    def zone_tails(self) -> tuple[str, ...]:
        """Zone forms, the longest first."""
        return tuple(sorted(self.zones, key=len, reverse=True))

    def body(self, name: str) -> Body | None:
        """The local body of the full or short form *name*."""
        return next((body for body in self.forms.get(name, ()) if body.kind == "local" and not body.needed), None)


CORPS = "新疆生产建设兵团"  # whose divisions are cities as well, and no part of any other province
_COURTS: dict[str, str] = {"province": "高级", "city": "中级"}


def full_name(template: str, region: Region) -> str:
    """*template* filled in with *region*: ``中共{}委`` → 中共威海市委; a district is named after its city's name.
    黄石市法院 is 黄石市中级人民法院: the courts of a city and a province have no other name."""
    if region.path.startswith(("香港", "澳门", "台湾")):
        template = template.replace("{}人民政府", "{}政府")
    elif region.path.startswith(CORPS):
        template = template.replace("中共{}委", "{}党委")
    elif template == "{}人民法院":
        template = f"{{}}{_COURTS.get(region.level, '')}人民法院"
    return template.replace("{short}", region.short or region.name).replace("{}", unit_name(region))


def unit_name(region: Region) -> str:
    """The name an agency carries: 荣成市, 神农架林区, but 青岛市崂山区 and 青岛西海岸新区."""
    parent = region.parent
    if parent is None or region.level == "province":
        return region.name
    if parent.name == CORPS:  # 第八师石河子市: the army's own 第八师 has no city
        return region.path
    if parent.path.startswith("香港"):
        return region.name
    if (
        not region.code
        and not region.name.endswith("县")
        and region.level == "county"
        and not parent.path.startswith(("台湾", "香港"))
    ):
        return region.name if region.name.startswith(parent.short) else parent.short + region.name
    district = region.level == "county" and region.name.endswith("区") and parent.name.endswith("市")
    return parent.name + region.name if district else region.name


def _bodies(words: AgencyFile, regions: Regions, path: Path) -> Iterable[tuple[str, Body]]:
    for national in words.national:
        for form in (national.name, *national.short):
            yield form, Body(national.name, "national")
    for bureau in words.bureaus:
        for head in bureau.heads:
            for stem in (bureau.stem, *bureau.short):
                yield stem + head, Body("{}" + bureau.stem + head, "local")
    for local in words.local:
        template = local.name if "{" in local.name else "{}" + local.name
        if not local.short and "{" in local.name:
            raise YamlError(f"“{local.name}”没有印出的形式。", path=path, remedy="在 short 里写上。")
        for form in local.short if "{" in local.name else (local.name, *local.short):
            yield form, Body(template, "local", None, local.before, local.needed, local.zone, only=local.only)
    for other in words.elsewhere:
        unit = _region(other.region, regions, path)
        for form in (other.name, *other.short):
            yield (
                form,
                Body(
                    other.name,
                    "elsewhere",
                    unit,
                    home=other.home and not form.startswith(("行政院", other.region[:2])),
                ),
            )


def _region(name: str, regions: Regions, path: Path) -> Region:
    units = regions.named(name)
    if not units:
        raise YamlError(f"没有“{name}”这个行政区。", path=path, remedy="照 regions.csv 写全称。")
    return units[0]


def _likelier(body: Body) -> tuple[bool, bool]:
    """Meanings bound to words before the place come first: 共青团威海市委 is not 中共威海市委."""
    return (not body.needed, not body.before)


def _group(forms: Iterable[str], two: slice) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form in sorted(forms, key=len, reverse=True):
        found.setdefault(form[two], []).append(form)
    return {key: tuple(value) for key, value in found.items()}
