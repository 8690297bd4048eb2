"""Text with marks: ranges of a text wrapped in elements, however they overlap; not a character is added to the text."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable
from html import escape
from typing import NamedTuple

from markupsafe import Markup

_SPECIAL = re.compile("[&<>\"']")


class Mark(NamedTuple):
    """text[start:end] stands in an element *tag*. Where marks cross, the later one is cut into pieces."""

    start: int
    end: int
    tag: str
    style: str = ""  # CSS classes, ours
    id: str = ""  # of the first piece
    href: str = ""

    def opened(self, first: bool) -> str:
        """The start tag of the first or a further piece."""
        id = f' id="{escape(self.id)}"' if first and self.id else ""
        style = f' class="{self.style}"' if self.style else ""
        href = f' href="{escape(self.href)}"' if self.href else ""
        return f"<{self.tag}{id}{style}{href}>"


def escaping(text: str, start: int = 0, end: int | None = None) -> Callable[[str], str]:
    """What makes HTML of any piece of ``text[start:end]``: nothing at all where there is nothing to escape."""
    return escape if _SPECIAL.search(text, start, len(text) if end is None else end) else str


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """``text[start:end]`` escaped, with those parts of *marks* that lie in it. The longer of two marks that begin
    together is outside; of two of the same range, the one that comes first.

    >>> marked("会议在济南召开", 0, 7, [Mark(3, 5, "b"), Mark(0, 4, "mark", id="e1")])
    Markup('<mark id="e1">会议在<b>济</b></mark><b>南</b>召开')
    """
    escaped = escaping(text, start, end)
    waiting = []
    for order, mark in enumerate(marks):
        begin = mark.start if mark.start > start else start
        stop = mark.end if mark.end < end else end
        if begin < stop:
            waiting.append((begin, -stop, order, mark.start >= start, mark))
    waiting.sort()
    out: list[str] = []
    open_marks: list[tuple[int, str]] = []  # where each ends and its end tag, the innermost last
    position = start
    for index, (begin, minus_end, order, first, mark) in enumerate(waiting):  # which grows while it is gone through
        while open_marks and open_marks[-1][0] <= begin:
            stop, closing = open_marks.pop()
            if position < stop:
                out.append(escaped(text[position:stop]))
                position = stop
            out.append(closing)
        stop = -minus_end
        if open_marks and stop > open_marks[-1][0]:
            outer = open_marks[-1][0]
            insort(waiting, (outer, minus_end, order, False, mark), index + 1)
            stop = outer
        if position < begin:
            out.append(escaped(text[position:begin]))
            position = begin
        out.append(mark.opened(first))
        open_marks.append((stop, f"</{mark.tag}>"))
    for stop, closing in reversed(open_marks):
        out += escaped(text[position:stop]), closing
        position = stop
    out.append(escaped(text[position:end]))
    return Markup("".join(out))
