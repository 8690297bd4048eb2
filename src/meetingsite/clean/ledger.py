"""The ledger: a text under edit that never forgets where each character came from.

>>> ledger = Ledger("会议1月30日,召开。/ ]7 y1 }")
>>> ledger.apply([Edit(11, 19, "", "forum-jammer")])
>>> ledger.apply([Edit(7, 8, "，", "fullwidth-punctuation")])
>>> ledger.text
'会议1月30日，召开。'
>>> ledger.edits
(Edit(start=7, end=8, replacement='，', rule='fullwidth-punctuation'), Edit(start=11, end=19, replacement='', rule='forum-jammer'))
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from ..model import Edit


class Ledger:
    """Raw text plus the edits made so far. Each batch of edits is given in coordinates of :attr:`text` as it then is,
    and composed at once into raw coordinates, so that nothing is ever reconstructed by comparing texts."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self.edits: tuple[Edit, ...] = ()

    def apply(self, batch: Iterable[Edit]) -> None:
        """Apply *batch*: sorted, not overlapping, in coordinates of the current :attr:`text`.

        Where a new edit covers an earlier one, the raw characters of both stay accounted for: an earlier removal keeps
        its own rule, an earlier replacement is taken over by the later rule.
        Raises ValueError for edits that overlap or lie outside the text.
        """
        edits = [e for e in batch if e.replacement != self.text[e.start : e.end]]
        if not edits:
            return
        for before, after in pairwise(edits):
            if after.start < before.end or (after.start, after.end) <= (before.start, before.end):
                raise ValueError(f"edits overlap: {before} {after}")
        if edits[0].start < 0 or edits[-1].end > len(self.text):
            raise ValueError(f"edit outside the text: {edits[0]} {edits[-1]}")
        self.edits = tuple(_merged(_compose(self.edits, self._widened(edits), len(self.raw))))
        self.text = replay(self.raw, self.edits)

    def restore(self, start: int, end: int, spare: Collection[str]) -> bool:
        """Undo the edits over raw[start:end], but for those of the rules *spare*; whether there were any.

        Of a replacement character by character that goes beyond, the rest stays: ``蕭幹與會`` → ``蕭幹与会``.
        """
        edits: list[Edit] = []
        for edit in self.edits:
            if edit.start < end and start < edit.end and edit.rule not in spare:
                edits += _beyond(edit, start, end)
            else:
                edits.append(edit)
        changed = tuple(edits) != self.edits
        self.edits, self.text = tuple(edits), replay(self.raw, edits)
        return changed

    def _widened(self, batch: list[Edit]) -> list[Edit]:
        """*batch*, with every edit that touches only a part of an earlier replacement widened to all of it."""
        blocks, shift = [], 0
        for old in self.edits:
            if len(old.replacement) > 1:
                blocks.append((old.start + shift, old.start + shift + len(old.replacement)))
            shift += len(old.replacement) - (old.end - old.start)
        if not blocks:
            return batch

        def around(position: int) -> tuple[int, int]:
            start, end = blocks[max(bisect_right(blocks, (position,)) - 1, 0)]
            return (start, end) if start < position < end else (position, position)

        wide: list[Edit] = []
        for edit in batch:
            start, end = around(edit.start)[0], around(edit.end)[1]
            kept = self.text[start : edit.start]
            if wide and start < wide[-1].end:
                last = wide.pop()
                start, end = last.start, max(end, last.end)
                kept = last.replacement[: len(last.replacement) - (last.end - edit.start)]
            wide.append(Edit(start, end, kept + edit.replacement + self.text[edit.end : end], edit.rule))
        return wide


def _beyond(edit: Edit, start: int, end: int) -> Iterable[Edit]:
    """What of *edit* lies outside start:end, where that can be told: for as many characters as it replaces."""
    if len(edit.replacement) == edit.end - edit.start:
        if edit.start < start:
            yield edit._replace(end=start, replacement=edit.replacement[: start - edit.start])
        if end < edit.end:
            yield edit._replace(start=end, replacement=edit.replacement[end - edit.start :])


def _compose(old: Sequence[Edit], new: Sequence[Edit], raw_length: int) -> Iterable[Edit]:
    """The edits that do *old* and then *new* in one step, in raw coordinates."""
    pieces = _Pieces(old, raw_length)
    for edit in new:
        yield from pieces.until(edit.start)
        taken = pieces.take(edit.end)
        replacement = edit.replacement
        if not taken:
            yield Edit(pieces.raw, pieces.raw, replacement, edit.rule)
        for start, end, removal in taken:
            if removal:
                yield removal
            else:
                yield Edit(start, end, replacement, edit.rule)
                replacement = ""
    yield from pieces.until(None)


class _Pieces:
    """A walk over raw text and its edits in coordinates of the edited text. A replacement is never split: an edit that
    touches a part of it takes the whole, and gives the untouched part back as part of its own replacement."""

    def __init__(self, edits: Sequence[Edit], raw_length: int) -> None:
        self._edits = edits
        self._next = 0
        self._length = raw_length
        self.raw = 0
        self._text = 0  # position in the edited text that self.raw corresponds to

    def until(self, position: int | None) -> Iterable[Edit]:
        """Walk to *position* of the edited text (None: to the end); gives the earlier edits passed on the way.
        A removal that stands exactly at *position* is passed too."""
        while self._next < len(self._edits):
            edit = self._edits[self._next]
            start = self._text + edit.start - self.raw
            end = start + len(edit.replacement)
            if position is not None and end > position:
                break
            yield edit
            self._next += 1
            self.raw, self._text = edit.end, end
        if position is None:
            self.raw = self._length
        else:
            self._move(position)

    def take(self, end: int) -> list[tuple[int, int, Edit | None]]:
        """Walk on to *end*; gives raw ranges passed: (start, end, None) to be replaced, and with an Edit an earlier removal."""
        parts: list[tuple[int, int, Edit | None]] = []
        while self._text < end and self._next < len(self._edits):
            edit = self._edits[self._next]
            start = self._text + edit.start - self.raw
            if start >= end:
                break
            if edit.start > self.raw:
                parts.append((self.raw, edit.start, None))
            parts.append((edit.start, edit.end, None if edit.replacement else edit))
            self._next += 1
            self.raw, self._text = edit.end, start + len(edit.replacement)
        if self._text < end:
            parts.append((self.raw, self.raw + end - self._text, None))
            self._move(end)
        return parts

    def _move(self, position: int) -> None:
        self.raw += position - self._text
        self._text = position


def _merged(edits: Iterable[Edit]) -> Iterable[Edit]:
    """Neighbouring removals by one rule become one; what changes nothing is dropped."""
    last: Edit | None = None
    for edit in edits:
        if (
            last
            and edit.start == last.end
            and edit.rule == last.rule
            and not edit.replacement
            and edit.end > edit.start
        ):
            last = last._replace(end=edit.end)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def replay(raw: str, edits: Iterable[Edit]) -> str:
    """The clean text: *raw* with *edits* (raw coordinates, sorted) carried out."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (raw[position : edit.start], edit.replacement)
        position = edit.end
    parts.append(raw[position:])
    return "".join(parts)


def originals(raw: str, edits: Iterable[Edit]) -> tuple[str, ...]:
    """What each edit replaced: with it and the edits alone the source can be given back, see :func:`invert`."""
    return tuple(raw[edit.start : edit.end] for edit in edits)


def invert(clean: str, edits: Iterable[Edit], replaced: Iterable[str]) -> str:
    """The raw text again, from the clean one, the edits and :func:`originals`."""
    parts: list[str] = []
    position = shift = 0
    for edit, original in zip(edits, replaced, strict=True):
        start = edit.start + shift
        parts += (clean[position:start], original)
        position = start + len(edit.replacement)
        shift += len(edit.replacement) - len(original)
    parts.append(clean[position:])
    return "".join(parts)


class Offsets:
    """Where a clean offset lies in the raw text."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._clean, self._raw, shift = [0], [0], 0
        for edit in edits:
            self._clean.append(edit.start + shift + len(edit.replacement))
            self._raw.append(edit.end)
            shift += len(edit.replacement) - (edit.end - edit.start)

    def raw(self, offset: int) -> int:
        """The raw offset of clean *offset*; inside a replacement, the end of what it replaced."""
        at = bisect_right(self._clean, offset) - 1
        return self._raw[at] + offset - self._clean[at]
