"""Whose document number: 舟海渔〔2023〕12号 → 舟山市海洋与渔业局, 鲁政办发〔2024〕3号 → 山东省人民政府办公厅.

A number keeps its letters when its agency is renamed, so that the year it prints decides between the names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...knowledge import Knowledge
from ...knowledge.agencies import AgencyFile, full_name
from ...knowledge.posts import any_of
from ...knowledge.regions import Region
from ...model import COUNTRY, Agency, Document, Span

# 发文字号 舟海渔〔2023〕12号
_NUMBER = re.compile(r"(?P<code>[一-鿿]{2,9}?)[〔\[（(【]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]）)】]\s*(?:第)?\d+\s*号")
# 政|办|发, 海渔|函: the office of an agency writes for it
_OFFICE = "党?办?(?:提|建)?"
# 各市、县（市、区）人民政府，省政府各部门: whom a province writes to
_PROVINCIAL = re.compile(r"各(?:设区|省辖|地级)?[市州盟][^。\n]{0,40}(?:省|自治区)(?:政府|人民政府|委|直|级|有关|各)")
_GENERAL_OFFICE = "办公厅"
_LINE = 40  # a line that is no more than a number
_AREA = 3000  # the part of the text that must name the city


def agency_of_number(document: Document, knowledge: Knowledge) -> Agency | None:
    """The agency whose number *document* carries; a local one only when the text names the place itself, or is written
    to all the cities of a province."""
    data = knowledge.agencies.words
    for span in _lines(document, knowledge):
        match = _NUMBER.search(document.text, *span)
        if match is None:
            continue
        code, year, words = match["code"], int(match["year"]), Span(match.start("code"), match.end())
        if name := _read(code, year, data.national_numbers, data, alone=2):
            return Agency(name, "national", COUNTRY, words, "文号", True)
        owners = _owners(code[0], document, knowledge)
        region = owners[0] if len(owners) == 1 else None
        if region and (name := _read(code[1:], year, _names(region, data), data)):
            template = name if "{" in name else "{}" + name
            return Agency(full_name(template, region), region.level, region.path, words, "文号", False)
    return None


def province_of_number(document: Document, knowledge: Knowledge) -> Region | None:
    """鄂政发〔2017〕11号 → 湖北省: whose 省 a paper means that nowhere names it."""
    data = knowledge.agencies.words
    for span in _lines(document, knowledge):
        match = _NUMBER.search(document.text, *span)
        name = data.provinces.get(match.group("code")[0]) if match else None
        if match and name and match.group("code")[1:2] in ("政", "府", "委", "办"):
            return next(iter(knowledge.regions.named(name)), None)
    return None


def _lines(document: Document, knowledge: Knowledge) -> list[Span]:
    labels = knowledge.agencies.words.number_labels
    lines = [span for label, value, span in document.metadata if value and label.replace(" ", "") in labels]
    lines += [span for span in document.front if span.end - span.start <= _LINE]
    lines += [b.span for b in document.blocks[:2] if b.span.end - b.span.start <= _LINE]
    return lines


def _read(code: str, year: int, names: Mapping[str, str], data: AgencyFile, alone: int = 1) -> str | None:
    """环发 in 2021 → 生态环境局, in 2014 → 环境保护局; 财|预 → 财政局; None for letters that no list has.

    *alone*: how many letters mean an agency without its section: 教字 may be any school's, 教高 is the ministry's.
    """
    tail = re.compile(f"{_OFFICE}(?:{any_of(data.number_tails)})*")
    for end in range(len(code), 0, -1):
        stem, rest = code[:end], code[end:]
        sections = [s for s in data.number_sections.get(stem, ()) if rest.startswith(s)]
        if end >= alone:
            sections.append("")
        if stem in names and any(tail.fullmatch(rest, len(section)) for section in sections):
            return _name_in(year, names[stem], data)
    return None


def _name_in(year: int, name: str, data: AgencyFile) -> str | None:
    """The name that the agency now called *name* had in *year*; None in the year of the change, or where none is known."""
    change = next((entry for entry in data.renamed if entry.name == name), None)
    if change is None or year > change.since:
        return name
    return _name_in(year, change.before, data) if change.before and year < change.since else None


def _names(region: Region, data: AgencyFile) -> dict[str, str]:
    """The agencies of *region* by their letters, "" where nobody can tell: a large city's office is called as that of a
    province, and a municipality has names of its own."""
    if region.level == "province":
        usual = data.municipal_numbers if region.name.endswith("市") else data.numbers | data.province_numbers
        return usual | data.own_numbers.get(region.name, {})
    offices = {code: name for code, name in data.province_numbers.items() if name.endswith(_GENERAL_OFFICE)}
    if region.name in data.office_cities:
        return data.numbers | offices
    return data.numbers | dict.fromkeys(offices if region.name in data.unsure_offices else (), "")


def _owners(letter: str, document: Document, knowledge: Knowledge) -> list[Region]:
    """The provinces and cities that *letter* may stand for and that the text names; else the counties."""
    data, regions = knowledge.agencies.words, knowledge.regions
    province, city = data.provinces.get(letter), data.number_cities.get(letter)
    found: list[Region] = []
    area = min(len(document.text), _AREA)
    for place in regions.find(document.text, 0, area):
        region = place.region
        for unit in (region, region.at("city") if region else None, region.at("province") if region else None):
            if unit is None or unit in found:
                continue
            if unit.name in (province, city) or (unit.level != "province" and unit.short.startswith(letter)):
                found.append(unit)
    cities = [unit for unit in found if unit.level == "city"]
    larger = [unit for unit in found if unit.level != "county"]
    if larger:
        printed = any(unit.name == province and _printed(unit, document) for unit in larger)
        return cities if cities and not printed else larger
    if province and _PROVINCIAL.search(document.text, 0, area):
        return list(regions.named(province))
    return [] if province else [unit for unit in found if unit.name in document.text]


def _printed(unit: Region, document: Document) -> bool:
    return unit.name in document.text or unit.short + "省" in document.text
