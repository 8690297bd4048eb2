"""Minutes printed as a form: a label on one line, what belongs to it on the next."""

from __future__ import annotations

from itertools import pairwise

from ..knowledge import Knowledge
from ..knowledge.labels import Labels
from ..model import Edit
from .lines import MARKER, Line, is_prose, split

_HEAD = 40  # lines among which the form stands
_ELEMENTS = 3  # labels of minutes that make a form
_VALUE = 600  # characters of a list of all who attend


def labels_above(text: str, knowledge: Knowledge) -> list[Edit]:
    """``主席`` / ``王某某`` / ``出席`` / ``李某、张某`` → ``主席：王某某`` / ``出席：李某、张某``, where at least three elements of minutes
    stand so: every value is one line, behind which the next label or the text follows."""
    labels = knowledge.labels
    head = [line for line in split(text) if line.words][:_HEAD]
    if sum(_is_element(line, labels) for line in head) < _ELEMENTS:
        return []
    edits = []
    for index, (label, value) in enumerate(pairwise(head)):
        if not _is_label(label, labels) or _is_label(value, labels) or len(value.words) > _VALUE:
            continue
        behind = head[index + 2] if index + 2 < len(head) else None
        if behind is None or _is_label(behind, labels) or MARKER.match(behind.words) or is_prose(behind.words):
            edits.append(Edit(label.end, value.start, "" if label.words[-1] in ":：" else "：", "broken-line"))
    return edits


def _is_element(line: Line, labels: Labels) -> bool:
    return line.words.rstrip(" :：") in labels.minutes


def _is_label(line: Line, labels: Labels) -> bool:
    return _is_element(line, labels) or labels.bare_label.fullmatch(line.words) is not None
