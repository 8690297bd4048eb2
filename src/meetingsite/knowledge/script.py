"""Writing that the official Traditional-to-Simplified dictionaries leave out: the reader of ``script.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from .. import yamlfile
from ..errors import FieldError, YamlError


@dataclass(frozen=True)
class Character:
    """One character that goes two ways: 著 is 着 in 隨著 and stays in 著名."""

    character: str
    becomes: str = ""  # how it is written outside *stays*; empty: as the official dictionaries say
    stays: tuple[str, ...] = ()  # Traditional words in which it is kept
    changes: tuple[str, ...] = ()  # Traditional words in which it becomes *becomes* although a shorter word says stays
    examples: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.character) != 1 or len(self.becomes) > 1:
            raise FieldError("character", "character 和 becomes 各是一个字。", "各留一个字；词写在 words 里。")
        if self.changes and not self.becomes:
            raise FieldError(
                "changes", f"“{self.character}”有 changes，就要有 becomes。", "补上“becomes: 字”，或删去 changes。"
            )
        for word in (*self.stays, *self.changes):
            if self.character not in word or len(word) < 2:
                raise FieldError("", f"“{word}”不是含有“{self.character}”的词。", "换成含有它的词，至少两个字。")
        for word in self.stays:
            if word in self.changes:
                raise FieldError("", f"“{word}”既在 stays 又在 changes。", "只留一处。")


@dataclass(frozen=True)
class Names:
    """Where a character belongs to a person's name: 書記張乾, 局長沈靜芬."""

    before: str  # characters a name may stand behind: the ends of posts
    after: tuple[str, ...]  # words a name may stand before
    surnames: str
    given: dict[str, tuple[str, ...]]  # a character kept in given names: the words it begins that are none
    surname: dict[str, tuple[str, ...]]  # a character kept as a surname: the words it begins that are no names

    def __post_init__(self) -> None:
        if not (self.before and self.after and self.surnames and self.given and self.surname):
            raise FieldError("", "names 的各项都不能空着。", "每项至少写一个。")
        for words in (self.after, *self.given.values(), *self.surname.values()):
            if not words or not all(words):
                raise FieldError("", "names 的词表不能空着，也不能有空词。", "至少写一个词，删去空词。")

    @property
    def characters(self) -> frozenset[str]:
        """All characters that may be kept."""
        return frozenset((*self.given, *self.surname))

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds such characters in a run of Han characters: the last character of each match is the one to keep."""
        post, end = f"(?<=[{re.escape(self.before)}])", f"(?:$|{_any(self.after)})"
        # 縣委書記張乾主持 · 局長張乾元同志
        given = (
            f"(?:^|{post})[{re.escape(self.surnames)}](?!{_any(words)}){re.escape(character)}(?=.?{end})"
            for character, words in self.given.items()
        )
        # 副縣長沈靜芬出席 · 、沈靜芬、
        surname = (
            f"(?!{_any(words)})(?:{post}{re.escape(character)}(?=.{{1,2}}{end})|^{re.escape(character)}(?=..$))"
            for character, words in self.surname.items()
        )
        return re.compile("|".join((*given, *surname)))


def _any(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


@dataclass(frozen=True, eq=False)
class ScriptFixes:
    """``script.yaml``. Compared by identity, so that what is built from it can be kept."""

    variants: dict[str, str]  # one character to one character, everywhere in Traditional lines
    words: dict[str, str]  # Traditional word to Simplified word of the same length
    characters: tuple[Character, ...]
    names: Names
    examples: dict[str, str] = field(default_factory=dict)  # Traditional text to Simplified text
    counterexamples: tuple[str, ...] = ()  # Simplified text that must stay as it is

    def __post_init__(self) -> None:
        for old, new in self.variants.items():
            if len(old) != 1 or len(new) != 1:
                raise FieldError(
                    "variants", f"variants 里的“{old}: {new}”不是一字对一字。", "两边各写一个字；词写在 words 里。"
                )
        for old, new in self.words.items():
            if len(old) < 2 or len(old) != len(new):
                raise FieldError("words", f"words 里的“{old}: {new}”不是一样长的词。", "两边写一样长的词，至少两个字。")

    @classmethod
    def load(cls, folder: Path) -> ScriptFixes:
        """Read ``script.yaml`` of *folder*. Raises YamlError."""
        path = folder / "script.yaml"
        fixes = yamlfile.load(path, cls)
        seen: set[str] = set()
        for word in (*fixes.words, *(w for c in fixes.characters for w in (*c.stays, *c.changes))):
            if word in seen:
                raise YamlError(f"“{word}”写了两次。", path=path, remedy="只留一处。")
            seen.add(word)
        return fixes
