"""What pages carry around their text: menus, toolbars, counters, footers, lists of other articles (``noise.yaml``)."""

from __future__ import annotations

from ..knowledge import Knowledge
from ..knowledge.noise import Noise
from ..model import Edit
from .lines import Line, is_prose, split


def foreign_tail(text: str, knowledge: Knowledge) -> list[Edit]:
    """Cut what follows a marker such as ``相关焦点`` or ``主办单位：…`` behind the text.

    A list of other articles is cut whatever it contains; a forum's or portal's footer only where no more text follows.
    """
    noise, lines = knowledge.noise, split(text)
    prose = _prose(lines, noise)
    if not prose:
        return []
    for line in lines[prose[0] + 1 :]:
        entry = noise.tail(line.words) if line.words else None
        if entry and (entry.over_prose or line.start > lines[prose[-1]].start):
            return [Edit(line.start, len(text), "", entry.rule)]
    return []


def page_chrome(text: str, knowledge: Knowledge) -> list[Edit]:
    """Remove whole lines, and pieces inside the lines that stay: ``[复制链接]``, ``【字号：大 中 小】``, ``（完）``."""
    noise, lines = knowledge.noise, split(text)
    prose = _prose(lines, noise)
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    edits: list[Edit] = []
    for index, line in enumerate(lines):
        if not line.words:
            continue
        places = {"any"}
        if index < first:
            places |= {"edge", "head"}
        if index > last:
            places |= {"edge", "tail"}
        if rule := noise.line_rule(line.words, places):
            edits.append(Edit(line.start, line.stop, "", rule))
        else:
            edits += _pieces(line, places, noise)
    return edits


def _prose(lines: list[Line], noise: Noise) -> list[int]:
    return [i for i, line in enumerate(lines) if is_prose(line.words) and not noise.line_rule(line.words, ("any",))]


def _pieces(line: Line, places: set[str], noise: Noise) -> list[Edit]:
    edits: list[Edit] = []
    for entry in noise.pieces:
        if entry.where in places:
            for match in entry.regex.finditer(line.words):
                if match.end() > match.start():
                    edits.append(Edit(line.start + match.start(), line.start + match.end(), "", entry.rule))
    edits.sort()
    return [e for i, e in enumerate(edits) if i == 0 or e.start >= max(x.end for x in edits[:i])]
