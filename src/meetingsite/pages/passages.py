"""Quotations: the sentences of a document in which given words stand, the words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from ..model import Document, Span
from .marked import Mark, marked
from .reading import Region

_END = re.compile(r"[。！？；\n]")
_LONGEST = 140  # code points of one quotation
_CUT = '<span class="cut">……</span>'
_AROUND = 50  # code points kept before the word in a longer one


class Passage(NamedTuple):
    """One quotation: what stands between its marks is the document's own words."""

    place: str  # 第3段
    anchor: str  # p3
    html: Markup
    cut_before: bool  # the sentence begins earlier
    cut_after: bool

    def quoted(self, href: str) -> str:
        """The quotation as pages show it; *href* leads to where it stands."""
        before = _CUT if self.cut_before else ""
        after = _CUT if self.cut_after else ""
        place = f'<a class="at" href="{href}">{escape(self.place)}</a>'
        return f'<blockquote class="passage">\n  <p>{before}{self.html}{after}{place}</p>\n</blockquote>\n'


def passages(document: Document, parts: Sequence[Region], spans: Sequence[Span], most: int) -> list[Passage]:
    """The first *most* sentences of the shown *parts* in which one of *spans* stands; each sentence once."""
    starts = [part.span.start for part in parts]
    found: list[Passage] = []
    until = -1
    for index, span in enumerate(spans):
        if span.start < until or len(found) == most:
            continue
        part = bisect_right(starts, span.start) - 1
        if part < 0 or span.start >= parts[part].span.end:
            continue
        region = parts[part]
        start, end = _sentence(document.text, region.span, span)
        first, last = start, end
        if end - start > _LONGEST:
            first = max(start, span.start - _AROUND)
            last = min(end, max(first + _LONGEST, span.end))
        until = last
        marks = [Mark(*other, "mark") for other in spans[index:] if other.start < last and other.end > first]
        html = marked(document.text, first, last, marks)
        found.append(Passage(region.name, region.anchor, html, first > start, last < end))
    return found


def _sentence(text: str, within: Span, word: Span) -> tuple[int, int]:
    start = within.start
    for before in _END.finditer(text, within.start, word.start):
        start = before.end()
    after = _END.search(text, word.end, within.end)
    return start, after.end() if after else within.end
