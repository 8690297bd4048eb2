"""Narrow punctuation in Chinese text to full width, each change an edit made by context: what stands around a mark
decides; where that is not clear, the mark stays.

A run of narrow marks and blanks is decided as one, by the first character before it and the first behind it, and a mark
by what became of the one before it; so applying the rule to its own result changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..knowledge import Knowledge
from ..model import Edit
from .traditional import HAN, chinese_lines

_HAN = re.compile(f"[{HAN}]")

# https://www.mnr.gov.cn/a?b=1,2 · &nbsp; · and every bracket
_BRACKET = re.compile(r"\b[A-Za-z]{2,10}://[!-~]*[A-Za-z0-9/]|&#?\w{1,8};|(?P<bracket>[()（）])")
# (1) (a) (iv): marks of a list
_LIST_MARK = re.compile("[0-9]{1,2}|[A-Za-z]|[ivxIVX]{1,4}")
# the same protected pieces, and every run of marks and blanks
_MARKS = re.compile(r"\b[A-Za-z]{2,10}://[!-~]*[A-Za-z0-9/]|&#?\w{1,8};|(?P<marks>[ ,;:?!.，；：？！。、…]+)")
_MARK = re.compile(r"\.{3,}|。(?: *。){2,}| +|.")
# 创建--党建访谈录 · ──中央 · --新华社
_DASH = re.compile(f"(?:^|(?<=[{HAN}”’》）]))(?:-{{2,4}}|－－|――|──)(?=[{HAN}“‘《（])")
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_STOPS, _OPENERS, _CLOSERS = frozenset("，。；：？！、"), frozenset("“‘《〈（【〔「『"), frozenset("”’》〉）】〕」』")
_ENCLOSING = _STOPS | _OPENERS | _CLOSERS | {"…"}
_IDLE_BEHIND = _OPENERS | _STOPS - {"："}
_SYMBOLS = frozenset("=+-*/<>^_\\#@&|~—")  # behind these a narrow mark belongs to a formula, path or code
_UNITS = frozenset("%‰℃")
_UNIT = re.compile("[%‰℃] ?[,;]")  # 增长5%,2024年
_LATIN = re.compile("[A-Za-z]")
# 有效性/截止日期：文号：
_LABEL = re.compile(f"[{HAN}/]{{1,12}} {{0,3}}[:：]")
# （一） and （3）
_NUMERAL = re.compile(r"（(?:[一二三四五六七八九十百]{1,4}|[0-9]{1,2})）")
# 一.加强…… : a list mark, not the end of a sentence
_CHINESE_MARK = re.compile(" {0,8}[（(]?[一二三四五六七八九十百]{1,4}[)）]?")
# a line that ends 会议召开. and has no 。
_PERIOD_AT_END = re.compile(rf"[{HAN}]\. *$")


def fullwidth_punctuation(text: str, knowledge: Knowledge) -> list[Edit]:
    """``要求,(一)抓好CO2,推进`` → ``要求，（一）抓好CO2，推进``, but ``1,490``, ``16:33``, ``1.健全``, ``(1)`` stay.

    Rules ``fullwidth-punctuation``; ``ellipsis``: ``...`` and ``。。。`` → ``……``; ``dash``: ``--`` → ``——``; and
    ``punctuation-space``: blanks that only make up for a narrow mark. A blank between two Han characters, behind ”》,
    behind a bracket inside the line or before another label is kept: headings and empty values are told by it.
    """
    edits = []
    for line in chinese_lines(text):
        found = sorted(_line_edits(line.group()))
        edits += [Edit(line.start() + e.start, line.start() + e.end, e.replacement, e.rule) for e in found]
    return edits


def _line_edits(line: str) -> Iterator[Edit]:
    brackets = [at for pair in _wide_pairs(line) for at in pair if line[at] in "()"]
    yield from (Edit(at, at + 1, line[at].translate(_FULL), "fullwidth-punctuation") for at in brackets)
    characters = list(line)
    for at in brackets:
        characters[at] = line[at].translate(_FULL)
    line = "".join(characters)
    yield from (Edit(dash.start(), dash.end(), "——", "dash") for dash in _DASH.finditer(line))
    style = _Style(
        periods="。" not in line and _PERIOD_AT_END.search(line) is not None,
        chinese=_UNIT.search(line) is not None and len(_HAN.findall(line)) >= len(_LATIN.findall(line)),
    )
    for marks in _MARKS.finditer(line):
        if marks["marks"] and marks["marks"] not in _STOPS:  # a single full-width one stays
            yield from _mark_edits(line, marks.start(), marks.end(), style)


def _wide_pairs(line: str) -> Iterator[tuple[int, int]]:
    """Bracket pairs that are, or ought to be, full-width."""
    opened: list[int] = []
    seen = latest = -1  # the last bracket, and the last one with a Han character between it and the one before
    for match in _BRACKET.finditer(line):
        if not match["bracket"]:
            continue
        at = match.start()
        if _HAN.search(line, seen + 1, at):
            latest = at
        seen = at
        if match["bracket"] in "(（":
            opened.append(at)
        elif opened and _is_wide_pair(line, start := opened.pop(), at, latest > start):
            yield start, at


def _is_wide_pair(line: str, start: int, end: int, has_han: bool) -> bool:
    if line[start] == "（" or line[end] == "）":
        return True
    if end == start + 1 or _LIST_MARK.fullmatch(line, start + 1, end):
        return False
    if has_han:
        return True
    before, after = start - 1, end + 1
    while before >= 0 and line[before] == " ":
        before -= 1
    while after < len(line) and line[after] == " ":
        after += 1
    left, right = line[before : before + 1] if before >= 0 else "", line[after : after + 1]
    if _is_han(left) or left in _CLOSERS:
        return True
    return _is_han(right) and not (left.isalnum() or left in _SYMBOLS)


class _Style(NamedTuple):
    """What a whole line tells about its marks."""

    periods: bool  # it ends its sentences with "."
    chinese: bool  # it has a unit before a mark (5%,) and more Han than Latin letters


def _mark_edits(line: str, start: int, end: int, style: _Style) -> Iterator[Edit]:
    """Edits of one run of marks and blanks."""
    before, after = line[start - 1 : start] if start else "", line[end : end + 1]
    pieces = [(mark.start(), mark.end()) for mark in _MARK.finditer(line, start, end)]
    new, left = [], before
    for index, (at, to) in enumerate(pieces):
        gap = line[to:end] if index >= len(pieces) - 2 else "…"
        new.append(_full_mark(line, at, to, left, gap, after, style))
        left = left if new[-1].isspace() else new[-1][-1]
    for index, (at, to) in enumerate(pieces):
        old = line[at:to]
        if old.isspace():
            left = new[index - 1][-1] if index else before
            right = new[index + 1][0] if index + 1 < len(new) else after
            if _is_idle_blank(line, left, right, at, to):
                yield Edit(at, to, "", "punctuation-space")
        elif new[index] != old:
            yield Edit(at, to, new[index], "ellipsis" if new[index] == "……" else "fullwidth-punctuation")


def _full_mark(line: str, start: int, end: int, left: str, gap: str, right: str, style: _Style) -> str:
    """What ``line[start:end]``, one mark, becomes. *left*: the character before it, converted; *right*: the one behind
    the run of marks; *gap*: what is between the mark and *right*."""
    mark = line[start:end]
    chinese = _is_han(left) or left in _ENCLOSING
    if (len(mark) > 1 and mark[0] == "。") or (
        mark.startswith("...") and len(mark) <= 6 and (chinese or _opens(right))
    ):
        return "……"
    if mark == "." and (_is_han(left) or left in _CLOSERS) and not _CHINESE_MARK.fullmatch(line, 0, start):
        ends = not right or right in "”’」』" or (_opens(right) and (gap or style.periods))
        return "。" if ends and not gap.strip(" ") else mark
    if mark not in ",;:?!":
        return mark
    if chinese or (_opens(right) and left not in _SYMBOLS) or (style.chinese and left in _UNITS and mark in ",;"):
        return mark.translate(_FULL)
    return mark


def _is_idle_blank(line: str, left: str, right: str, start: int, end: int) -> bool:
    if not left or not right:
        return False
    if right in _STOPS | _CLOSERS or left in _IDLE_BEHIND:
        return True
    if left == "：":
        return not _LABEL.match(line, end)
    if right == "（":
        return _is_han(left) and not _NUMERAL.match(line, end)
    return left == "）" and start < 12 and _NUMERAL.fullmatch(line[:start].lstrip(" ")) is not None


def _is_han(character: str) -> bool:
    return _HAN.match(character) is not None


def _opens(character: str) -> bool:
    """Whether *character* begins Chinese words: Han, or an opening mark."""
    return _is_han(character) or character in _OPENERS
