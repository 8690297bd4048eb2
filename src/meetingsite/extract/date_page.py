"""What all date rules look at: the document, its folded text, and a candidate they may find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from ..knowledge.dates import DateWords
from ..model import Block, DateKind, Document, Span
from .date_expressions import Expression, find, fold

# （2024年1月15日）, （试行） at the end of a title
_TAIL_BRACKETS = re.compile(r"(?:\s*\([^()]{0,40}\))+\s*$")


class Candidate(NamedTuple):
    """A date and what a rule takes it for; its year may still be missing."""

    kind: DateKind
    expression: Expression
    rule: str


@dataclass(frozen=True)
class Page:
    """A document as the date rules see it. *folded* has the offsets of the clean text."""

    document: Document
    words: DateWords
    folded: str
    taiwan: bool

    @classmethod
    def of(cls, document: Document, words: DateWords) -> Page:
        """Fold the text once and see whether the page is Taiwanese."""
        folded = fold(document.text)
        return cls(document, words, folded, bool(words.taiwan.search(folded, 0, 1500)))

    @property
    def title(self) -> str:
        """The folded title without brackets at its end."""
        return _TAIL_BRACKETS.sub("", fold(self.document.title)).strip()

    def expressions(self, span: Span, *, labelled: bool = False) -> tuple[Expression, ...]:
        """The dates printed in *span*."""
        return find(self.folded, span.start, span.end, taiwan=self.taiwan, labelled=labelled)

    def words_of(self, span: Span) -> str:
        """The folded words of *span*."""
        return self.folded[span.start : span.end]

    @property
    def is_instrument(self) -> bool:
        """The title names a notice, plan, summary …: dates in its lead are background, not its own event."""
        title = self.title.rstrip("》”\"' ")
        own_words = title.partition("关于")[0]
        return bool(self.words.instruments.search(title)) and not self.words.holding.search(own_words)

    @property
    def is_speech(self) -> bool:
        """The title names a speech, report, minutes or interview: the date below it is the day it was given."""
        match = self.words.speeches.search(self.title)
        return match is not None and (not self.is_instrument or self.title.endswith(match[0]))

    @property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that are not headings."""
        return tuple(block for block in self.document.blocks if block.kind != "heading")
