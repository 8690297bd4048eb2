"""The kinds of entries of ``noise.yaml``: what each says, and how it is matched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..errors import FieldError
from ..model import Family
from .patterns import check_patterns, one_of

Where = Literal["any", "edge", "head", "tail"]
_FILL = "至少写一个，删去空的。"


@dataclass(frozen=True)
class RuleName:
    """What a rule of the ledger is called on the page, and the family of text it speaks for."""

    label: str
    family: Family | None = None


@dataclass(frozen=True)
class NoiseEntry:
    """Patterns of one rule. ``where``: any line; edge: before the first or after the last sentence of the text; head; tail.

    ``over_prose``: it stands over what reads like a text. Of a tail: what follows is cut even where it has long sentences,
    since it belongs to other pages. Of a line: the line itself is noise even where it is a long sentence.
    ``over_short`` (tails only): what follows is cut where it has short sentences only, as the replies of a forum.
    ``near`` (pieces only): words in small letters, one of which stands in all that the patterns match; a text without them
    need not be searched, which costs a hundred times as much.
    """

    rule: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    where: Where = "any"
    over_prose: bool = False
    over_short: bool = False
    near: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_patterns(self.patterns)
        if far := [example for example in self.examples if not self.may_stand_in(example)]:
            raise FieldError("near", f"near 里没有一个词在例子“{far[0]}”里。", "补上例子里的一个词，字母小写。")

    def may_stand_in(self, text: str) -> bool:
        """Whether a match in *text* is possible at all."""
        low = text.lower()
        return not self.near or any(word in low for word in self.near)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """All patterns as one alternation."""
        return re.compile(one_of(self.patterns), re.IGNORECASE)


@dataclass(frozen=True)
class FamilySign(NoiseEntry):
    """Patterns that tell of the family of a text, which stands in the place of a rule."""

    rule: Family


@dataclass(frozen=True)
class TokenSet:
    """Words of menus and toolbars: a line made of nothing else is noise at the edges of a page."""

    rule: str
    words: tuple[str, ...]
    columns: tuple[str, ...]  # what the names of columns end in: 协会动态, 维权热线
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words or not self.columns or not all((*self.words, *self.columns)):
            raise FieldError("", "words、columns 里有空的：空的词会匹配一切。", _FILL)


@dataclass(frozen=True)
class MemberCards:
    """Names of the figures on the card of a forum's member, in small letters, each on a line of its own; *enough* of them
    together, with their values, are a card. In an example `` / `` stands between the lines."""

    rule: str
    words: tuple[str, ...]
    enough: int
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words or not all(self.words) or any(word != word.lower() for word in self.words):
            raise FieldError("words", "words 里有空的，或有大写字母。", "至少写一个，字母小写，删去空的。")

    @cached_property
    def names(self) -> frozenset[str]:
        """The words."""
        return frozenset(self.words)


@dataclass(frozen=True)
class PageTalk:
    """How to tell a sentence in which a page speaks of itself: a word of *about*, at least *enough* words of both lists, and none
    of *never*, with which meetings are reported. It counts at the edges of a page only."""

    rule: str
    about: tuple[str, ...]
    words: tuple[str, ...]
    never: tuple[str, ...]
    enough: int
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.about or not self.words or not self.never or not all((*self.about, *self.words, *self.never)):
            raise FieldError("", "about、words、never 里有空的：空的词会匹配一切。", _FILL)

    @cached_property
    def _about(self) -> re.Pattern[str]:
        return any_of(self.about)

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return any_of((*self.about, *self.words))

    @cached_property
    def _never(self) -> re.Pattern[str]:
        return any_of(self.never)

    def matches(self, line: str) -> bool:
        """Whether the page speaks of itself in *line*."""
        if not self._about.search(line) or self._never.search(line):
            return False
        return len({match.group().lower() for match in self._all.finditer(line)}) >= self.enough


@dataclass(frozen=True)
class SpunWords:
    """What only a machine writes that puts other words for those it found; *enough* different ones betray it."""

    words: tuple[str, ...]
    enough: int
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.words or not all(self.words):
            raise FieldError("words", "words 里有空的：空的词会匹配一切。", _FILL)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return any_of(self.words)

    def found(self, text: str) -> str | None:
        """The first of the words in *text*, where there are enough."""
        first = self._any.search(text)
        told = {match.group() for match in self._any.finditer(text)} if first else set()
        return first.group() if first and len(told) >= self.enough else None


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """An alternation of *words*, longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))), re.IGNORECASE)
