"""``noise.yaml``: what pages carry besides their text, family by family, and how it is matched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from .. import yamlfile
from ..errors import YamlError

Where = Literal["any", "edge", "head", "tail"]
_PLACES = ("any", "edge", "head", "tail")


@dataclass(frozen=True)
class RuleName:
    """What a rule of the ledger is called on the page, and the family of text it speaks for."""

    label: str
    family: str | None = None


@dataclass(frozen=True)
class NoiseEntry:
    """Patterns of one rule. ``where``: any line; edge: before the first or after the last sentence of the text; head; tail.

    ``over_prose`` (tails only): what follows is cut even where it reads like a text, since it belongs to other pages.
    """

    rule: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    where: str = "any"
    over_prose: bool = False

    def __post_init__(self) -> None:
        if self.where not in _PLACES:
            raise ValueError(f"where 只能是 {'、'.join(_PLACES)}，不是“{self.where}”。")
        if not self.patterns or not all(self.patterns):
            raise ValueError("patterns 里没有内容：空的模式会匹配一切。")
        for pattern in self.patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"正则式写错了：{pattern}（{error}）。") from None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """All patterns as one alternation."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.patterns), re.IGNORECASE)


@dataclass(frozen=True)
class TokenSet:
    """Words of menus and toolbars: a line made of nothing else is noise at the edges of a page."""

    rule: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Noise:
    """The whole file."""

    rules: dict[str, RuleName]
    lines: tuple[NoiseEntry, ...]
    tokens: tuple[TokenSet, ...]
    pieces: tuple[NoiseEntry, ...]
    tails: tuple[NoiseEntry, ...]
    families: tuple[NoiseEntry, ...] = field(default=())  # signs of a family that are themselves part of the text

    @classmethod
    def load(cls, folder: Path) -> Noise:
        """Read noise.yaml. Raises YamlError, also when an entry names a rule without a label."""
        path = folder / "noise.yaml"
        noise = yamlfile.load(path, cls)
        entries = (*noise.lines, *noise.pieces, *noise.tails)
        for rule in [entry.rule for entry in entries] + [tokens.rule for tokens in noise.tokens]:
            if rule not in noise.rules:
                raise YamlError(f"规则“{rule}”没有名称。", path=path, remedy="在 rules 下给它一个 label。")
        return noise

    def line_rule(self, line: str, where: Iterable[str]) -> str | None:
        """The rule by which the stripped *line*, standing at *where*, is noise."""
        places = set(where)
        for entry in self.lines:
            if entry.where in places and entry.regex.fullmatch(line):
                return entry.rule
        if "edge" in places:
            words = [word for word in _SEPARATORS.split(line) if word]
            for tokens, known in zip(self.tokens, self._token_words, strict=True):
                if words and all(word in known for word in words):
                    return tokens.rule
        return None

    def tail(self, line: str) -> NoiseEntry | None:
        """The entry whose marker the stripped *line* is: from here on the page speaks of something else."""
        return next((entry for entry in self.tails if entry.regex.fullmatch(line)), None)

    @cached_property
    def _token_words(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(tokens.words) for tokens in self.tokens)


# 【字号： / 加大 / 还原 · 首页 > 政务公开 > 规划计划
_SEPARATORS = re.compile(r"[\s/|｜\\>＞»›→·•:：,，、\[\]【】()（）<＜《》“”\"_—-]+")
