"""Words for mining candidate phrases: what ends a phrase, what may only stand last, what is said everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .. import yamlfile
from ..errors import YamlError

FILE = "phrases.yaml"


@dataclass(frozen=True)
class _File:
    least: int
    most: int
    tokens: int
    characters: int
    formulas: tuple[str, ...]
    stops: tuple[str, ...]
    tails: tuple[str, ...]
    endings: tuple[str, ...]
    not_endings: tuple[str, ...]
    boilerplate: tuple[str, ...]
    words: tuple[str, ...]
    examples: dict[str, str]
    counterexamples: dict[str, str]


@dataclass(frozen=True)
class PhraseWords:
    """phrases.yaml, ready for use; the file's head explains the keys."""

    least: int  # occurrences in the whole collection
    most: int  # candidates given
    tokens: int  # in one phrase
    characters: int  # in one phrase
    formulas: re.Pattern[str]
    stops: frozenset[str]
    tails: frozenset[str]
    endings: tuple[str, ...]
    not_endings: tuple[str, ...]
    boilerplate: frozenset[str]
    words: tuple[str, ...]
    examples: dict[str, str]  # phrase: a sentence that must yield it
    counterexamples: dict[str, str]  # phrase: a sentence that must not

    @classmethod
    def load(cls, folder: Path) -> PhraseWords:
        """Read phrases.yaml in *folder*. Raises YamlError for what cannot be used or contradicts itself."""
        path = folder / FILE
        file = yamlfile.load(path, _File)
        for key in ("formulas", "stops", "tails", "endings"):
            if not getattr(file, key) or not all(getattr(file, key)):
                raise YamlError(f"“{key}”里不能没有词，也不能有空词。", path=path, remedy="补上至少一个词，删去空词。")
        if both := sorted(set(file.stops) & set(file.tails)):
            raise YamlError(f"“{both[0]}”既在 stops 又在 tails。", path=path, remedy="只留一处。")
        if min(file.least, file.most, file.tokens - 1, file.characters - 3) < 1:
            raise YamlError("least、most、tokens、characters 太小。", path=path, remedy="至少写 1、1、2、4。")
        return cls(
            least=file.least,
            most=file.most,
            tokens=file.tokens,
            characters=file.characters,
            # 以习近平新时代中国特色社会主义思想为指导: the longest first
            formulas=re.compile("|".join(sorted(map(re.escape, file.formulas), key=len, reverse=True))),
            stops=frozenset(file.stops),
            tails=frozenset(file.tails),
            endings=file.endings,
            not_endings=file.not_endings,
            boilerplate=frozenset(file.boilerplate),
            words=file.words,
            examples=file.examples,
            counterexamples=file.counterexamples,
        )

    def ends_phrase(self, token: str) -> bool:
        """Whether no phrase may hold *token*: a stop word, a place, an agency, a newspaper."""
        return token in self.stops or (token.endswith(self.endings) and not token.endswith(self.not_endings))
