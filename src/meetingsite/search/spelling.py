"""Shorter spelling: frequent characters and words of official Chinese take the two-byte characters of UTF-8.

``海洋经济`` (12 bytes) → ``҈ӿ`` (4 bytes). ``common.txt`` lists the frequent ones: single characters in its first line,
words below, longest first; it was drawn from jieba's word frequencies and the project's labelled samples. The n-th
takes U+00A0 + n. A character of that range that is itself in the text is marked by a backspace before it. The list is
a constant of the format: another one spells the whole index anew.
"""

from __future__ import annotations

import functools
import json
import re
from importlib import resources
from operator import add
from typing import NamedTuple

_FIRST, _LAST = 0xA0, 0x7FF
_OWN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}\b]")


class Common(NamedTuple):
    """The frequent characters and words, and what each is spelled as."""

    entries: tuple[str, ...]
    characters: dict[str, str]
    words: dict[str, tuple[tuple[str, str], ...]]  # by their first two characters, longest first
    table: dict[int, str]  # of the characters outside the range


@functools.cache
def common() -> Common:
    """What ``common.txt`` lists."""
    first, *words = (resources.files(__package__) / "common.txt").read_text(encoding="utf-8").splitlines()
    entries = (*first, *words)
    codes = {entry: chr(_FIRST + n) for n, entry in enumerate(entries)}
    assert len(codes) == len(entries) <= _LAST - _FIRST + 1 and not any(_OWN.search(word) for word in words)
    by_start: dict[str, tuple[tuple[str, str], ...]] = {}
    for word in words:
        by_start[word[:2]] = (*by_start.get(word[:2], ()), (word, codes[word]))
    characters = {c: codes[c] for c in first}
    return Common(entries, characters, by_start, {ord(c): code for c, code in characters.items() if not _OWN.match(c)})


@functools.cache
def character(one: str) -> str:
    """*one* character, spelled."""
    return common().characters.get(one) or (f"\b{one}" if _OWN.match(one) else one)


def spell(text: str) -> str:
    """*text*, spelled: at each place the longest word of the list that begins there."""
    if _OWN.search(text):
        text = _OWN.sub(lambda own: character(own.group()), text)
    words = common().words
    parts: list[str] = []
    done = 0
    for at in [at for at, pair in enumerate(map(add, text, text[1:])) if pair in words]:
        if at < done:
            continue
        for word, code in words[text[at : at + 2]]:
            if text.startswith(word, at):
                parts += (text[done:at], code)
                done = at + len(word)
                break
    return "".join((*parts, text[done:])).translate(common().table)


def unspell(spelled: str) -> str:
    """What was spelled: the way back, as ``static/search.js`` goes it."""
    entries = common().entries
    return re.sub(
        f"\b(.)|[{chr(_FIRST)}-{chr(_LAST)}]",
        lambda found: found.group(1) or entries[ord(found.group()) - _FIRST],
        spelled,
        flags=re.DOTALL,
    )


def script(name: str, *arguments: object) -> bytes:
    """A file of the index: one call of the function *name* of ``SEARCH``, with JSON for arguments."""
    said = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments)
    return f"SEARCH.{name}({said})\n".encode("utf-8", "replace")
