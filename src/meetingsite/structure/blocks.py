"""Body lines as blocks: headings by level, numbered paragraphs, turns of an interview, run-in headings, anchors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..clean.lines import MARKER, Line, ends_sentence
from ..ids import anchor_of
from ..knowledge.labels import Labels
from ..model import Block, BlockKind, Span
from .kinds import DATE_LINE

_LEVELS = (
    (1, re.compile(r"第[一二三四五六七八九十]{1,3}(?:章|部分|编)\s*|[一二三四五六七八九十]{1,3}、")),  # 一、全力以赴……
    (2, re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]、?")),  # （一）加强领导
    (3, re.compile(r"\d{1,2}\s*[.．、](?!\d)\s*")),  # 1.健全机制
    (4, re.compile(r"[（(]\d{1,2}[）)]|\d{1,2}[）)]|[①-⑳]")),  # （1）……
)
# 第一，…… 一是…… 二要……
_ORDINAL = re.compile(
    r"第[一二三四五六七八九十]{1,2}[，,、]|[一二三四五六七八九十]{1,2}[是要](?!否)|其[一二三四五六七八九十][，,]|[●■◆▲★○□◇△※•]\s*"
)
# 邢海文：…… 问：…… 【记者】…… 主持人 李某：…… 某某部部长 张某某：……
_TURN = re.compile(
    r"(?:(?P<speaker>[^\s，。；：:！？“”《》（）()]{1,20}(?:[ 　][^\s，。；：:！？“”《》（）()\d]{2,8})?)\s*[：:]|[【\[](?P<boxed>[^【】\[\]]{1,16})[】\]]\s*[：:]?)\s*(?:(?=\S)|$)"
)
_NO_SPEAKER = re.compile(
    r"指出|强调|要求|如下|包括|认为|表示|提出|明确|附件|来源|时间|地点|出席|列席|参加|主持(?!人)|记录|[一二三四五六七八九十]是|第.$|^其"
)
# 聚焦“两个维护”，加强政治建设 我局党组始终……; not 某某信息港讯 通讯员……, 【全媒体记者 李某】
_RUN_IN = re.compile(
    r"(?!【[^【】]*(?:记者|通讯员)|[^。\s]{2,16}[讯电] |[^。\s]{2,20}[讯电报道]{1,2}[（(])(?P<lead>[^。！？；：:\s]{6,40}) (?=[一-鿿“《])"
)
# 1.健全大抓经济工作机制。完善……
_LEAD_SENTENCE = re.compile(r"[^。！？；：:]{4,40}[。：:]?(?=\s?\S)")
_HEADING_MAXIMUM = 40


def blocks_of(text: str, lines: Sequence[Line], labels: Labels) -> tuple[Block, ...]:
    """One block a line, in order; spans are clean offsets."""
    turns = _turns(lines, labels)
    seen: Counter[str] = Counter()
    blocks = []
    for index, line in enumerate(lines):
        kind, level, marker, lead = _read(line, index, lines, turns, labels)
        span = Span(line.start, line.end)
        blocks.append(Block(kind, span, anchor_of(span.of(text), seen), level, marker, lead))
    return tuple(blocks)


def _read(
    line: Line, index: int, lines: Sequence[Line], turns: dict[int, tuple[BlockKind, Span]], labels: Labels
) -> tuple[BlockKind, int, Span | None, Span | None]:
    words, start = line.words, line.start
    if index in turns:
        kind, speaker = turns[index]
        return kind, 0, speaker, None
    for level, pattern in _LEVELS:
        if match := pattern.match(words):
            marker = Span(start, start + match.end())
            rest = words[match.end() :]
            if len(rest) <= _HEADING_MAXIMUM and not ends_sentence(rest) and "。" not in rest:
                return "heading", level, marker, None
            lead = _LEAD_SENTENCE.match(rest)
            ends = lead and lead.group()[-1] in "。：:" and len(rest) > lead.end()
            return "paragraph", 0, marker, Span(marker.end, marker.end + lead.end()) if lead and ends else None
    if match := _ORDINAL.match(words):
        if words[0] in "●■◆▲★○□◇△※•" and len(words) <= _HEADING_MAXIMUM and not ends_sentence(words):
            return "heading", 2, None, None
        return "paragraph", 0, Span(start, start + match.end()), None
    plain = not DATE_LINE.fullmatch(words) and not re.search(r"[，、：:]$|\d$", words)
    alone = len(words) <= _HEADING_MAXIMUM and not ends_sentence(words) and plain
    if alone and index + 1 < len(lines) and _opens(words, lines[index + 1], labels):
        return "heading", 2, None, None
    if (match := _RUN_IN.match(words)) and len(words) > match.end() + 20:
        return "paragraph", 0, None, Span(start, start + match.end("lead"))
    return "paragraph", 0, None, None


def _opens(words: str, following: Line, labels: Labels) -> bool:
    """Whether a short line stands above text as its heading: ``会议指出``, ``●访谈总结``."""
    text_follows = len(following.words) >= 30 or bool(MARKER.match(following.words))
    return text_follows and (words.endswith(labels.heading_endings) or "，" not in words) and " " not in words


def _turns(lines: Sequence[Line], labels: Labels) -> dict[int, tuple[BlockKind, Span]]:
    """Lines that open with a speaker's label, where the text is an interview: somebody asks and somebody answers."""
    found: dict[int, tuple[str, Span]] = {}
    for index, line in enumerate(lines):
        match = _TURN.match(line.words)
        speaker = match and (match["speaker"] or match["boxed"])
        if match and speaker in labels.minutes and match.end() < len(line.words) and not ends_sentence(line.words):
            continue  # 主持人：李某, of minutes
        if match and speaker and not _NO_SPEAKER.search(speaker) and not MARKER.match(line.words):
            found[index] = (speaker, Span(line.start, line.start + len(match.group().rstrip())))
    asking = {speaker for speaker, _ in found.values() if labels.asks(speaker)}
    times = Counter(speaker for speaker, _ in found.values())
    answering = {s for s in times if s not in asking and (s in labels.answers or times[s] > 1 or len(asking) > 0)}
    questions = sum(speaker in asking for speaker, _ in found.values())
    if not answering or (questions < 2 and not asking & {"问", "记者"}):
        return {}
    kinds: dict[bool, BlockKind] = {True: "question", False: "answer"}
    return {i: (kinds[s in asking], span) for i, (s, span) in found.items() if s in asking or s in answering}
