"""Enumerations: 一是…二是…, 一要…二要…, 第一，…第二，…, 1.…2.…, （一）…（二）…, inside a paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Block, Item, ItemList, Span

_HAN = "一二三四五六七八九十"
# where a member may begin: the start of a block, or behind a mark — 三个方面问题，一是……，二是……
_BOUNDARY = r"(?:(?<=[。；，：！？”）;,:!?)\s])|\A)"
_MARKERS = re.compile(
    rf"{_BOUNDARY}(?:"
    rf"(?P<han>[{_HAN}]{{1,3}})(?P<verb>是要|是|要|则)(?!否)"  # 一是 二要
    rf"|第(?P<nth>[{_HAN}]{{1,3}})(?P<comma>[，,、])"  # 第一，
    rf"|其(?P<its>[{_HAN}])(?P<itscomma>[，,、是])"  # 其一，
    rf"|[（(](?P<boxed>[{_HAN}]{{1,3}})[）)]"  # （一）
    rf"|[（(](?P<digitboxed>\d{{1,2}})[）)]"  # （1）
    rf"|(?P<listed>[{_HAN}]{{1,3}})、(?![{_HAN}]{{1,3}}[、，])"  # 一、
    r"|(?P<digit>\d{1,2})[.．、](?!\d)"  # 1.
    r"|(?P<circled>[①-⑳])"
    r")"
)
_STYLES = {
    "nth": "第一",
    "its": "其一",
    "boxed": "（一）",
    "digitboxed": "（1）",
    "listed": "一、",
    "digit": "1.",
    "circled": "①",
}


class _Mark(NamedTuple):
    style: str
    ordinal: int
    block: int
    span: Span


def lists_of(text: str, blocks: Sequence[Block]) -> tuple[ItemList, ...]:
    """All enumerations of at least two members that count 1, 2, 3 … in one style, in order of their first member."""
    done: list[list[_Mark]] = []
    running: dict[str, list[_Mark]] = {}
    for mark in _marks(text, blocks):
        members = running.get(mark.style)
        if mark.ordinal == 1:
            running[mark.style] = [mark]
            done.append(running[mark.style])
        elif members and mark.ordinal == members[-1].ordinal + 1:
            members.append(mark)
    kept = [members for members in done if len(members) > 1]
    return tuple(ItemList(members[0].style, _items(text, blocks, members)) for members in kept)


def _marks(text: str, blocks: Sequence[Block]) -> list[_Mark]:
    marks = []
    for index, block in enumerate(blocks):
        words = block.span.of(text)
        for match in _MARKERS.finditer(words):
            name = None
            if match["han"]:
                style, digits = f"一{match['verb']}", match["han"]
            else:
                name = next(key for key in _STYLES if match[key])
                style, digits = _STYLES[name], match[name]
            if match.start() and name in ("listed", "digit") and words[match.start() - 1] in "，,":
                continue
            at = Span(block.span.start + match.start(), block.span.start + match.end())
            marks.append(_Mark(style, number(digits), index, at))
    return marks


def number(digits: str) -> int:
    """``十二`` → 12, ``3`` → 3, ``⑦`` → 7; 0 where it is none of these up to 99."""
    if digits.isascii():
        return int(digits)
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _HAN.index(digits) + 1 if len(digits) == 1 else 0
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_HAN.index(tens) + 1 if tens else 1) * 10 + (_HAN.index(ones) + 1 if ones else 0)


def _items(text: str, blocks: Sequence[Block], members: list[_Mark]) -> tuple[Item, ...]:
    items = []
    one_sentence = True
    for mark, following in zip(members, [*members[1:], None], strict=True):
        stop = blocks[mark.block].span.end
        if following and following.block == mark.block:
            stop = following.span.start
        elif following is None and mark.block == members[0].block and one_sentence:
            stop = text.find("。", mark.span.end, stop) + 1 or stop
        one_sentence = one_sentence and "。" not in text[mark.span.end : stop]
        items.append(Item(mark.block, mark.ordinal, mark.span, Span(mark.span.start, stop)))
    return tuple(items)
