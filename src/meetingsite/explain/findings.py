"""What an explanation is made of, and where its words stand in the source file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ..clean.ledger import Offsets
from ..model import CleanDocument, Edit, Refused, Span
from ..pages.comparison import LINE_END

_AROUND = 6  # characters shown on either side of an edit


@dataclass(frozen=True, slots=True)
class Quote:
    """Words and where they stand: line and column of the decoded source, from 1."""

    line: int
    column: int
    words: str  # of the clean text; of an edit, what stood in the source
    replacement: str | None = None  # of an edit: what stands there now
    before: str = ""  # of an edit: the source on either side
    after: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing a stage found or did."""

    key: str  # for tools: agency, held, forum-jammer …
    name: str  # the same for people
    value: str = ""
    rule: str = ""
    certain: bool | None = None  # None: nothing that could be uncertain
    quotes: tuple[Quote, ...] = ()
    basis: Quote | None = None  # what an inferred year rests on
    mend: str = ""  # the knowledge file and entry, or the module


@dataclass(frozen=True, slots=True)
class Section:
    """The findings of one stage."""

    key: str
    name: str
    findings: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything about one document, as far as the stages came."""

    id: str
    path: str
    sections: tuple[Section, ...]
    refused: Refused | None = None
    refused_by: str = ""  # the stage


class Places:
    """Lines and columns of a source text, for offsets into it and into what became of it."""

    def __init__(self, clean: CleanDocument) -> None:
        self._raw, self._text = clean.raw.text, clean.text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(self._raw))]
        self._offsets = Offsets(clean.edits)

    def quote(self, span: Span) -> Quote:
        """The words of *span*, in clean coordinates."""
        return Quote(*self._at(self._offsets.raw(span.start)), span.of(self._text))

    def quotes(self, span: Span | None) -> tuple[Quote, ...]:
        """The same as the quotations of a finding; none for what no words of the text show, as after a correction."""
        return (self.quote(span),) if span else ()

    def edit(self, edit: Edit) -> Quote:
        """What *edit* replaced, between its neighbours."""
        before = self._raw[max(edit.start - _AROUND, 0) : edit.start]
        after = self._raw[edit.end : edit.end + _AROUND]
        words = self._raw[edit.start : edit.end]
        return Quote(*self._at(edit.start), words, edit.replacement, before, after)

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
