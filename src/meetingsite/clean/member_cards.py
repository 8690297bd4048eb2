"""The card of a member beside his post, a name and its value on lines of their own (``noise.yaml``, cards)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..knowledge import Knowledge
from ..model import Edit
from .lines import Line, split

_BULLETS = "-•·* "
_VALUE = 24  # characters: 1840, 2016-05-02, 2281 小时
_WORD = 12  # of a value without a figure, which only a list has: - 来自 / - 湖北


def member_cards(text: str, knowledge: Knowledge) -> list[Edit]:
    """Remove ``UID`` / ``2621`` / ``- 最后登录`` / ``- 2018-8-11``, where several such names stand together: the days in it are
    no day of the post."""
    cards = knowledge.noise.cards
    lines = [line for line in split(text) if line.words]
    parts = _parts(lines, cards.names)
    edits = []
    for belongs, run in groupby(range(len(lines)), key=lambda index: parts[index] != ""):
        card = list(run)
        if belongs and sum(parts[index] == "value" for index in card) >= cards.enough:
            edits.append(Edit(lines[card[0]].start, lines[card[-1]].stop, "", cards.rule))
    return edits


def _parts(lines: Sequence[Line], names: frozenset[str]) -> list[str]:
    """Of each line whether it is the ``name`` of a member's figure, its ``value``, or neither: ""."""
    parts = ["name" if line.words.strip(_BULLETS).rstrip(" :：").lower() in names else "" for line in lines]
    for index in range(1, len(lines)):
        if parts[index - 1] == "name" and not parts[index] and _is_value(lines[index].words, lines[index - 1].words):
            parts[index] = "value"
    return parts


def _is_value(words: str, name: str) -> bool:
    if any(figure.isdecimal() for figure in words):
        return len(words) <= _VALUE
    return len(words) <= _WORD and words[0] == name[0] and words[0] in _BULLETS
