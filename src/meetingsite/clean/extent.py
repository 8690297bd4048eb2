"""Where on a page its text stands: the lines that are text, without the sentences in which the page speaks of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..knowledge.noise import Noise
from .lines import Line, is_prose

# ……确保完成全年任务。 behind at least eight characters
_FULL_STOP = re.compile("^.{8,}。[”’）)]?$")
# 某某表示，……，……，（下转六版）: a paragraph that breaks off
_BROKEN_OFF = re.compile(r"(?=[^>＞»|｜]{60,}$)(?:[^，]{2,40}，){3}")
# 记者：张某某/某某报导。
_REPORTED = re.compile(r"记者\s*[:：]?\s*[一-鿿]{2,4}\s*[/／][一-鿿]{2,10}报[导道]。?")


def text_lines(lines: Sequence[Line], noise: Noise) -> list[int]:
    """Indices of the lines that are text: long ones with a sentence in them or with many clauses, and shorter ones that end one.

    Before the first and behind the last of them a page may speak of itself in whole sentences (``如果您无法查看此邮件，请点击这里``,
    ``本文为澎湃号作者上传并发布……``): those are no text.
    """
    texts = [i for i, line in enumerate(lines) if _is_text(line.words)]
    texts = [i for i in texts if not noise.line_rule(lines[i].words, ("any",))]
    first, last = 0, len(texts)
    while first < last and _is_page(lines[texts[first]].words, noise, "head"):
        first += 1
    while first < last and _is_page(lines[texts[last - 1]].words, noise, "tail"):
        last -= 1
    return texts[first:last] or texts


def _is_text(words: str) -> bool:
    whole = is_prose(words) or _FULL_STOP.search(words) or _BROKEN_OFF.match(words)
    return bool(whole) and _REPORTED.fullmatch(words) is None


def _is_page(words: str, noise: Noise, place: str) -> bool:
    return noise.talks(words) or bool(noise.sentence_rule(words, place))
