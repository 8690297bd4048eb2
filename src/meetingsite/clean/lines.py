"""A text seen as lines, and the few questions several cleaners ask about them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# 一、 壹、 （一） (1) 1. 1、 第一章 第一条 ① ● 【 一是 第一， 其一
MARKER = re.compile(
    r"[一二三四五六七八九十百]{1,4}、|[壹贰叁参肆伍陆柒捌玖拾]{1,2}、|[（(][一二三四五六七八九十]{1,3}[）)]|[（(]?\d{1,2}[）)]|\d{1,2}[.．、](?!\d)"
    r"|第[一二三四五六七八九十百\d]{1,4}[章节条部编，,、]|[①-⑳]|[●■◆▲★○□◇△☆※•]|[一二三四五六七八九十]{1,2}[是要]"
)
TERMINAL = "。！？；：…!?;:."
_CLOSING = "”’』」）)》】〉\"' "
_SENTENCE = re.compile(r"[。！？；!;]|\?(?!\w+=)")  # list.asp?boardid=8 asks nothing


class Line(NamedTuple):
    """One line: *start* and *end* of its words without the blanks around them; *stop* is behind its line break."""

    start: int
    end: int
    stop: int
    words: str


@lru_cache(maxsize=2)  # several cleaners ask about the same text
def split(text: str) -> tuple[Line, ...]:
    """All lines of *text*, blank ones too."""
    lines, position = [], 0
    for whole in text.split("\n"):
        words = whole.strip()
        start = position + len(whole) - len(whole.lstrip()) if words else position
        stop = min(position + len(whole) + 1, len(text))
        lines.append(Line(start, start + len(words), stop, words))
        position += len(whole) + 1
    return tuple(lines)


def ends_sentence(words: str) -> bool:
    """Whether *words* end as a sentence or clause does: ``……召开。``, ``……会议指出：``, ``……落实。”``"""
    core = words.rstrip(_CLOSING)
    return core.endswith(tuple(TERMINAL)) or (core != words and core[-1:] in "，、" and words[-1] in "）)")


def is_prose(words: str) -> bool:
    """Whether *words* are running text: at least 25 characters with the end of a sentence in them."""
    return len(words) >= 25 and bool(_SENTENCE.search(words))
