"""People a text names with agency or post. Who has no page under that agency stays text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...keys import person_key
from ...model import Entry, Person, Reference, Span
from ..agencies import words as say

_POSTS = re.compile(rf"(?:、?{say.POST.pattern})+\s?")  # 党组书记、局长
_AFTER_NAME = re.compile(
    r"(?=$|[^一-鿿]|同志|先生|女士|出席|主持|讲话|参加|列席|强调|指出|表示|介绍|要求|认为|传达|宣布|致辞|带队|带领|率|一行|代表|作|在|到|赴"
    r"|的|就|向|和|与|等|主任|书记|[局厅部市省县区处院会]长|[副]|为|分别|深入|调研|陪同)"
)
_POST_BEFORE = re.compile(r"(?:书记|主任|主席|[局厅部市省县区处院会组]长|成员|委员|员)\s?(?=[一-鿿]{2})")
_TITLE_BEHIND = re.compile(r"(?<=[一-鿿]{2})(?:同志|副?(?:书记|主任|主席|[局厅部处院会]长))")
_NAME = re.compile(r"[一-鿿]{1,8}(?:·[一-鿿]{1,8})+|[一-鿿]{2,4}")
_LENGTHS = (2, 3, 4)


def identity(entry: Entry, person: Person) -> str:
    """The key of *person*, who acts in *entry*."""
    return person_key(entry.holder, person.name)


def acting(entry: Entry) -> Iterator[Reference]:
    """Those who act in the document, wherever its body names them."""
    blocks = [block.span for block in entry.document.blocks]
    for person in entry.facts.people:
        key = identity(entry, person)
        yield from (Reference(span, "person", key) for span in person.mentions if _within(blocks, span))


def holders(text: str, behind: Span, agency: str) -> Iterator[Reference]:
    """``省海洋局|党组书记、局长|张建东``: who is named right behind the agency whose person they are."""
    posts = _POSTS.match(text, *behind)
    if posts:
        yield from _names(text, posts.end(), behind.end, agency)


def colleagues(entry: Entry, block: Span) -> Iterator[Reference]:
    """``局长|张建东``, ``张建东|同志`` in another document of the same agency, in which they do not act."""
    if entry.facts.agency is None:
        return
    text, agency = entry.document.text, entry.facts.agency.name
    there = {person.name for person in entry.facts.people}
    found: list[Reference] = []
    for post in _POST_BEFORE.finditer(text, *block):
        found.extend(_names(text, post.end(), block.end, agency))
    for title in _TITLE_BEHIND.finditer(text, *block):
        for length in _LENGTHS:
            start = title.start() - length
            if start >= block.start and all("一" <= char <= "鿿" for char in text[start : title.start()]):
                found.append(_person(text, start, title.start(), agency))
    yield from (reference for reference in found if reference.span.of(text) not in there)


def _names(text: str, start: int, end: int, agency: str) -> Iterator[Reference]:
    """The names that may begin at *start*: how long one is, only the list of people can tell."""
    match = _NAME.match(text, start, end)
    if match is None:
        return
    stops = (match.end(),) if "·" in match.group() else range(start + _LENGTHS[0], match.end() + 1)
    yield from (_person(text, start, stop, agency) for stop in stops if _AFTER_NAME.match(text, stop))


def _person(text: str, start: int, end: int, agency: str) -> Reference:
    return Reference(Span(start, end), "person", person_key(agency, text[start:end]))


def _within(ordered: Sequence[Span], span: Span) -> bool:
    """Does one of the spans, which are in order, hold all of *span*?"""
    index = bisect_right(ordered, span.start, key=lambda other: other.start) - 1
    return index >= 0 and span.end <= ordered[index].end
