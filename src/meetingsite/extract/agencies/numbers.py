"""Whose document number: 舟海渔〔2023〕12号 → 舟山市海洋与渔业局, 鲁政办发〔2024〕3号 → 山东省人民政府办公厅."""

from __future__ import annotations

import re

from ...knowledge import Knowledge
from ...knowledge.agencies import full_name
from ...knowledge.regions import Region
from ...model import Agency, Document, Span

# 发文字号 舟海渔〔2023〕12号
_NUMBER = re.compile(r"(?P<code>[一-鿿]{2,9}?)[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*(?:第)?\d+\s*号")
# 政办|发, 海渔|函
_TAIL = re.compile(r"党?办?(?:提|建)?(?:发|字|函|规|通|报|告|任|复)*")
_LINE = 40  # a line that is no more than a number
_AREA = 3000  # the part of the text that must name the city


def agency_of_number(document: Document, knowledge: Knowledge) -> Agency | None:
    """The agency whose number *document* carries; a local one only when the text names the place itself."""
    for span in _lines(document, knowledge):
        match = _NUMBER.search(document.text, *span)
        if match is None:
            continue
        code, words = match.group("code"), Span(match.start("code"), match.end())
        national = knowledge.agencies.words.national_numbers.get(code)
        if national:
            return Agency(national, "national", "中国", words, "文号", True)
        if agency := _local(code, words, document, knowledge):
            return agency
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


def _local(code: str, words: Span, document: Document, knowledge: Knowledge) -> Agency | None:
    data = knowledge.agencies.words
    owners = _owners(code[0], document, knowledge)
    if len(owners) != 1:
        return None
    region = owners[0]
    names = data.numbers | data.province_numbers if region.level == "province" else data.numbers
    stops = (i for i in range(len(code), 1, -1) if code[1:i] in names and _TAIL.fullmatch(code, i))
    name = names.get(code[1 : next(stops, 1)])
    if name is None:
        return None
    template = name if "{" in name else "{}" + name
    return Agency(full_name(template, region), region.level, region.path, words, "文号", False)


def _owners(letter: str, document: Document, knowledge: Knowledge) -> list[Region]:
    """The provinces and cities that *letter* may stand for and that the text names."""
    province = knowledge.agencies.words.provinces.get(letter)
    found: list[Region] = []
    for place in knowledge.regions.find(document.text, 0, min(len(document.text), _AREA)):
        region = place.region
        for unit in (region, region.at("city") if region else None, region.at("province") if region else None):
            if unit is None or unit in found or unit.level == "county":
                continue
            if unit.name == province or (unit.level == "city" and unit.short.startswith(letter)):
                found.append(unit)
    cities = [unit for unit in found if unit.level == "city"]
    return cities if cities and not any(unit.name == province and _printed(unit, document) for unit in found) else found


def _printed(unit: Region, document: Document) -> bool:
    return unit.name in document.text or unit.short + "省" in document.text
