"""Labels printed without a blank between them: ``来源：某某网作者：发布时间：2011-04-08浏览量：2785``."""

from __future__ import annotations

from ..knowledge import Knowledge
from ..model import Edit
from .extent import text_lines
from .lines import split

_MAXIMUM = 120  # characters of a line of labels
_ENOUGH = 2  # labels that make one
_MARKS = "。；！？"


def glued_labels(text: str, knowledge: Knowledge) -> list[Edit]:
    """``来源：某某学院发布时间：2011-04-08`` → ``来源：某某学院 发布时间：2011-04-08``: a blank before every label but the first, in lines
    above or below the text that have two labels with their colons or more and are no sentence. What stands before it without a
    blank must be another label or end in a figure: 木棉花 发帖时间： is a label of another kind."""
    lines, label = split(text), knowledge.labels.glued_label
    candidates = [line for line in lines if len(line.words) <= _MAXIMUM and len(label.findall(line.words)) >= _ENOUGH]
    if not candidates:
        return []
    prose = text_lines(lines, knowledge.noise)
    inside = (lines[prose[0]].start, lines[prose[-1]].end) if prose else (len(text), len(text))
    edits = []
    for line in candidates:
        if inside[0] <= line.start < inside[1] or any(mark in line.words for mark in _MARKS):
            continue
        for mark in label.finditer(line.words):
            at = line.start + mark.start()
            before = line.words[: mark.start()].split()[-1:]
            if before and not text[at - 1].isspace() and (label.search(before[0]) or before[0][-1].isdecimal()):
                edits.append(Edit(at, at, " ", "flattened-line"))
    return edits
