"""Quotations: the sentences of a document in which given words stand, the words marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from markupsafe import Markup, escape

from ..model import Span
from .figures import figures
from .marked import Mark, marked
from .quotable import Quotable

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


def passages(document: Quotable, spans: Sequence[Span], most: int) -> list[Passage]:
    """The first *most* sentences of *document* in which one of *spans* stands; each sentence once."""
    text, parts = document.text, document.parts
    found: list[Passage] = []
    until = -1
    for index, span in enumerate(spans):
        if span.start < until or len(found) == most:
            continue
        part = bisect_right(parts, span.start, key=_start) - 1
        if part < 0 or span.start >= parts[part][1]:
            continue
        begin, stop, anchor, name = parts[part]
        start, end = _sentence(text, Span(begin, stop), span)
        first, last = start, end
        if end - start > _LONGEST:
            first = max(start, span.start - _AROUND)
            last = min(end, max(first + _LONGEST, span.end))
        until = last
        marks = [Mark(*other, "mark") for other in spans[index:] if other.start < last and other.end > first]
        marks += figures(text, first, last)
        found.append(Passage(name, anchor, marked(text, first, last, marks), first > start, last < end))
    return found


_start = itemgetter(0)


def _sentence(text: str, within: Span, word: Span) -> tuple[int, int]:
    start = within.start
    for before in _END.finditer(text, within.start, word.start):
        start = before.end()
    after = _END.search(text, word.end, within.end)
    return start, after.end() if after else within.end
