"""Metadata printed as a table whose colons are lost: ``索 引 号 20191202 分 类 其他``, ``索引号 | 1115 | 文号 | 8号 |``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..knowledge import Knowledge
from ..knowledge.labels import Labels
from ..model import Edit
from .lines import Line, split

_HEAD = 30  # lines among which such a table stands
_LABELS = 3  # labels that make a table
_CELL = re.compile(r"[^|｜ ](?:[^|｜]*[^|｜ ])?")
_EMPTY = re.compile(r"[|｜ ]+$")
_SEPARATORS = re.compile(r"[ |｜]*[|｜][ |｜]*")


def label_tables(text: str, knowledge: Knowledge) -> list[Edit]:
    """``索引号 | 1115 | 文号 | 8号 | ||`` → ``索引号：1115 文号：8号``, where the lines above the text that begin so have three labels
    or more. What is printed with its colon stays."""
    labels = knowledge.labels
    lines = [line for line in split(text) if line.words][:_HEAD]
    tables = [(line, pairs) for line in lines if (pairs := _pairs(line, labels))]
    if sum(len(pairs) for _, pairs in tables) < _LABELS:
        return []
    return sorted(edit for line, pairs in tables for edit in _edits(line, pairs))


def _pairs(line: Line, labels: Labels) -> list[tuple[int, int, int]]:
    """Where in the words of *line* each label ends, its value begins and ends; none unless a label opens the line."""
    words = line.words
    if "。" in words:
        return []
    return list(_cells(words, labels) if "|" in words or "｜" in words else _blanks(words, labels))


def _cells(words: str, labels: Labels) -> Iterator[tuple[int, int, int]]:
    cells = list(_CELL.finditer(words))
    for label, value in zip(cells[::2], cells[1::2], strict=False):
        if labels.bare_label.fullmatch(label.group()) is None:
            return
        yield label.end(), *value.span()


def _blanks(words: str, labels: Labels) -> Iterator[tuple[int, int, int]]:
    first = labels.unmarked_label.match(words)
    if not first:
        return
    further = labels.cell_label.finditer(words, first.end())
    marks = [first, *(mark for mark in further if words[mark.start() - 1] == " ")]
    for mark, following in zip(marks, [*(m.start() for m in marks[1:]), len(words)], strict=True):
        label = mark.start() + len(mark.group().rstrip())
        value = words[mark.end() : following].rstrip()
        begin = mark.end() if value else label
        yield label, begin, begin + len(value)


def _edits(line: Line, pairs: list[tuple[int, int, int]]) -> Iterator[Edit]:
    for (label, begin, end), following in zip(pairs, [*pairs[1:], None], strict=True):
        yield Edit(line.start + label, line.start + begin, "：", "broken-line")
        if following is None:
            tail = _EMPTY.search(line.words, end)
            if tail and tail.start() == end:
                yield Edit(line.start + end, line.end, "", "broken-line")
        elif between := _SEPARATORS.match(line.words, end, following[0]):
            yield Edit(line.start + end, line.start + between.end(), " ", "broken-line")
