"""What pages carry around their text: menus, toolbars, counters, footers, lists of other articles (``noise.yaml``)."""

from __future__ import annotations

import re
from collections import Counter

from ..knowledge import Knowledge
from ..knowledge.labels import Labels
from ..knowledge.noise import Noise
from ..model import Edit
from .lines import MARKER, Line, ends_sentence, is_prose, split

# ……确保完成全年任务。 behind at least eight characters
_FULL_STOP = re.compile("^.{8,}。[”’）)]?$")
_HEAD_MAXIMUM = 20
_REPEATED = 3  # a line this often beside page numbers is a running head
# 附件：1.任务分工表 · 抄送：… · （此件主动公开） · 威海市海洋发展局 · 2024年1月30日 · ［1］名词解释
_CLOSING = re.compile(
    r"附[:：件表录]|注[:：释]|名词解释|抄[送报]|主送|[（(]此件|联系(?:人|电话|方式)|.{0,30}印发|[［\[]\d|.{2,24}(?:局|厅|部|委|办|委员会|办公室|政府|院|署)$"
    r"|[（(]?[\d〇○零一二三四五六七八九十]{2,4}\s*[年-]\s*[\d一二三四五六七八九十]{1,3}\s*[月-].{0,10}$"
)


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
            others = entry.over_prose and lines[prose[-1]].start > line.start
            return [Edit(line.start, len(text), "", "related-articles" if others else entry.rule)]
    return []


def page_chrome(text: str, knowledge: Knowledge) -> list[Edit]:
    """Remove whole lines, and pieces inside the lines that stay: ``[复制链接]``, ``【字号：大 中 小】``, ``（完）``."""
    noise, lines = knowledge.noise, split(text)
    prose = _prose(lines, noise)
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    heads = _running_heads(lines, noise)
    edits: list[Edit] = []
    over = False  # behind the text, the page's own words have begun
    for index, line in enumerate(lines):
        if not line.words:
            continue
        places = {"any"}
        if index < first:
            places |= {"edge", "head"}
        if index > last:
            places |= {"edge", "tail"}
        rule = noise.line_rule(line.words, places) or ("running-head" if line.words in heads else None)
        if rule is None and over and not _closes(line.words, knowledge.labels):
            rule = "page-remainder"
        if rule:
            edits.append(Edit(line.start, line.stop, "", rule))
            over = over or ("tail" in places and prose != [])
        else:
            edits += _pieces(line, places, noise)
    return edits


def _running_heads(lines: list[Line], noise: Noise) -> set[str]:
    """Short lines that a paged text repeats beside its page numbers."""
    if not any(noise.line_rule(line.words, ("any",)) == "running-head" for line in lines if line.words):
        return set()
    times = Counter(line.words for line in lines if 2 <= len(line.words) <= _HEAD_MAXIMUM)
    return {words for words, count in times.items() if count >= _REPEATED and not ends_sentence(words)}


def _closes(words: str, labels: Labels) -> bool:
    """Whether a short line behind the text belongs to it all the same: sign-off, date, annex, note, by-line, source."""
    if _CLOSING.match(words) or MARKER.match(words) or ends_sentence(words):
        return True
    return bool(labels.byline_label.match(words) or labels.source_label.match(words))


def _prose(lines: list[Line], noise: Noise) -> list[int]:
    """Indices of the lines that are text: long ones with a sentence in them, and shorter ones that end one."""
    texts = (i for i, line in enumerate(lines) if is_prose(line.words) or _FULL_STOP.search(line.words))
    return [i for i in texts if not noise.line_rule(lines[i].words, ("any",))]


def _pieces(line: Line, places: set[str], noise: Noise) -> list[Edit]:
    edits: list[Edit] = []
    for entry in noise.pieces:
        if entry.where in places:
            for match in entry.regex.finditer(line.words):
                if match.end() > match.start():
                    edits.append(Edit(line.start + match.start(), line.start + match.end(), "", entry.rule))
    edits.sort()
    return [e for i, e in enumerate(edits) if i == 0 or e.start >= max(x.end for x in edits[:i])]
