"""Text with marks: ranges of a text wrapped in elements, however they overlap; not a character is added to the text."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from markupsafe import Markup


class Mark(NamedTuple):
    """text[start:end] stands in an element *tag*. Where marks cross, the later one is cut into pieces."""

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()  # of every piece
    id: str | None = None  # of the first piece

    def opened(self, first: bool) -> str:
        """The start tag of the first or a further piece."""
        pairs = ((("id", self.id),) if first and self.id else ()) + self.attributes
        return f"<{self.tag}" + "".join(f' {name}="{escape(value)}"' for name, value in pairs) + ">"


def marked(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """``text[start:end]`` escaped, with those parts of *marks* that lie in it. The longer of two marks that begin
    together is outside; of two of the same range, the one that comes first.

    >>> marked("会议在济南召开", 0, 7, [Mark(3, 5, "b"), Mark(0, 4, "mark", id="e1")])
    Markup('<mark id="e1">会议在<b>济</b></mark><b>南</b>召开')
    """
    waiting = [
        (max(mark.start, start), -min(mark.end, end), order, mark.start >= start, mark)
        for order, mark in enumerate(marks)
        if mark.start < end and mark.end > start and mark.start < mark.end
    ]
    heapq.heapify(waiting)
    out: list[str] = []
    open_marks: list[tuple[int, Mark]] = []
    position = start

    def close(until: int) -> None:
        nonlocal position
        while open_marks and open_marks[-1][0] <= until:
            stop, mark = open_marks.pop()
            out.append(escape(text[position:stop]))
            out.append(f"</{mark.tag}>")
            position = stop

    while waiting:
        begin, minus_end, order, first, mark = heapq.heappop(waiting)
        close(begin)
        out.append(escape(text[position:begin]))
        position = begin
        stop = -minus_end
        if open_marks and stop > open_marks[-1][0]:
            outer = open_marks[-1][0]
            heapq.heappush(waiting, (outer, minus_end, order, False, mark))
            stop = outer
        out.append(mark.opened(first))
        open_marks.append((stop, mark))
    close(end)
    out.append(escape(text[position:end]))
    return Markup("".join(out))
