"""What pages carry around their text: menus, toolbars, counters, footers, lists of other articles (``noise.yaml``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ..knowledge import Knowledge
from ..knowledge.noise import Noise
from ..knowledge.noise_entries import NoiseEntry
from ..model import Edit
from .extent import text_lines
from .lines import Line, ends_sentence, split
from .page_end import page_end

_HEAD_MAXIMUM = 24
_REPEATED = 3  # a line this often beside page numbers is a running head
_STEM = 4  # so are lines beside page numbers that share this many characters or more: 鞍山年鉴 2006 · 特载
_HEAD = ("any", "edge", "head")
_SEPARATORS = " |｜/"
_LAST_WORD = 5
_BRACKETS = "〖【[［"  # 〖打印〗〖关闭〗 is no value of the label above
_REPLY_MAXIMUM = 80  # characters of a sentence above which a post may go on with the text
# 顶端 Posted：2009-04-08 07:42 | ［楼 主］, 来自客户端1楼2015-05-19 20:17回复: the foot of the post itself
_OPENING_POST = re.compile(r"(?<!看)楼 ?主")
_FIRST_POST = re.compile(rf"{_OPENING_POST.pattern}|(?<!\d)1 ?楼")
# ------------- / 打油茶，吃月柿 / 2006-9-14 10：36：00: behind a member's motto stands the day of the post
_DIVIDER = re.compile(r"[-—_=]{4,}")
_POSTED = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}[:：]\d{2}[:：]\d{2}")
# 2024-03-08 10：49：41
_CLOCK = re.compile(r"[\[［(（]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2} \d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\]］)）]?")
_MOTTO = 3  # lines of it
# : 10月28日，昌平区召开…… in the reply that quotes it
_QUOTED = re.compile(r"[:：>＞|｜]\s?|【\s*在|引用")


def foreign_tail(text: str, knowledge: Knowledge) -> list[Edit]:
    """Cut what follows a marker such as ``相关焦点`` or ``主办单位：…`` behind the text.

    A list of other articles is cut whatever it contains; the replies of a forum where they are short; a forum's or portal's
    footer only where no more text follows.
    """
    noise, lines = knowledge.noise, split(text)
    marks = [(i, entry) for i, line in enumerate(lines) if line.words and (entry := noise.tail(line.words))]
    prose = text_lines(lines, noise) if marks else []
    for index, entry in marks if prose else ():
        line = lines[index]
        if index > prose[0] and (entry.over_prose or index > prose[-1] or _over_short(entry, lines[index:])):
            others = entry.over_prose and prose[-1] > index
            last = max(i for i in prose if i < index)
            before = page_end(lines[:index], last, noise, knowledge.labels, cut=True)
            links = [Edit(lines[i].start, lines[i].stop, "", rule) for i, rule in sorted(before.items())]
            rule = "related-articles" if others else entry.rule
            first = _FIRST_POST.search(line.words)
            if first and (stamp := noise.stamp(line.words)):
                return [*links, *_around(line._replace(end=len(text)), stamp, rule)]
            if posted := _posted(lines[index:]):
                return [*links, Edit(line.start, posted.start, "", rule), Edit(posted.end, len(text), "", rule)]
            return [*links, Edit(line.start, len(text), "", rule)]
    return []


def foreign_head(text: str, knowledge: Knowledge) -> list[Edit]:
    """Cut what precedes a marker such as ``---- 原始邮件 ----``, where most of the text is behind it."""
    noise, lines = knowledge.noise, split(text)
    for index, line in enumerate(lines):
        if line.words and (entry := noise.head(line.words)):
            parts = (lines[:index], lines[index + 1 :])
            before, behind = (sum(len(i.words) for i in part if not noise.line_rule(i.words, _HEAD)) for part in parts)
            if behind > 2 * before:
                return [Edit(0, line.stop, "", entry.rule)]
    return []


def page_chrome(text: str, knowledge: Knowledge) -> list[Edit]:
    """Remove whole lines, and pieces inside the lines that stay: ``[复制链接]``, ``【字号：大 中 小】``, ``（完）``."""
    noise, lines = knowledge.noise, split(text)
    prose = text_lines(lines, noise)
    first, last = (prose[0], prose[-1]) if prose else (len(lines), -1)
    heads = _running_heads(lines, noise)
    clocks = _clocks(lines[first + 1 : last])
    end = page_end(lines, last, noise, knowledge.labels) if prose else {}
    pieces = [entry for entry in noise.pieces if entry.may_stand_in(text)]
    edits: list[Edit] = []
    labelled = False  # the line above is a label whose value this one is, though it looks like a word of a menu
    above = ""
    stamped = False  # the day of the post is kept, once
    for index, line in enumerate(lines):
        if not line.words:
            continue
        label = index < first and bool(knowledge.labels.bare_label.fullmatch(line.words))
        value, labelled = labelled, label
        if label or (value and line.words[0] not in _BRACKETS):
            continue
        places = {"any"}
        if index < first:
            places |= {"edge", "head"}
        if index > last:
            places |= {"edge", "tail"}
        rule = noise.line_rule(line.words, places) or end.get(index)
        rule = rule or ("running-head" if line.words in heads else "page-prompt" if line in clocks else None)
        if above.endswith("的") and len(line.words) <= _LAST_WORD:
            rule = None  # 关于印发……的 / 通 知
        above = line.words
        stamp = noise.stamp(line.words) if rule and not stamped else None
        kept = index < first or stamp == (0, len(line.words)) or _OPENING_POST.search(line.words)
        stamp = stamp if kept else None
        if rule and stamp:
            stamped = True
            edits += _around(line, stamp, rule)
        elif rule:
            edits.append(Edit(line.start, line.stop, "", rule))
        else:
            edits += _pieces(line, places, pieces)
    return edits


def _clocks(inside: Sequence[Line]) -> list[Line]:
    """Of the lines between the first of the text and the last, those that say when each turn of a live report came in."""
    found = [line for line in inside if _CLOCK.fullmatch(line.words)]
    return found if len(found) > 1 else []


def _posted(rest: Sequence[Line]) -> Line | None:
    """Of *rest*, the lines from a divider on, the day of the post below a motto; or below ``1楼``."""
    printed = [line for line in rest if line.words][: _MOTTO + 2]
    if _DIVIDER.fullmatch(printed[0].words):
        return next((line for line in printed[1:] if _POSTED.fullmatch(line.words)), None)
    floors = (line for above, line in pairwise(printed) if above.words == "1楼")
    return next((line for line in floors if _CLOCK.fullmatch(line.words)), None)


def _around(line: Line, stamp: tuple[int, int], rule: str) -> list[Edit]:
    """What stands before and behind the day of a post: ``渔夫 发表于 2022-11-3 09:00 | 只看该作者`` keeps its middle."""
    parts = ((line.start, line.start + stamp[0]), (line.start + stamp[1], line.end))
    return [Edit(start, end, "", rule) for start, end in parts if start < end]


def _over_short(entry: NoiseEntry, rest: Sequence[Line]) -> bool:
    return entry.over_short and all(len(i.words) < _REPLY_MAXIMUM or _QUOTED.match(i.words) for i in rest)


def _running_heads(lines: Sequence[Line], noise: Noise) -> set[str]:
    """Short lines that a paged text repeats: anywhere, or directly beside its page numbers and once more elsewhere."""
    printed = [line.words for line in lines if line.words]
    numbers = {i for i, words in enumerate(printed) if noise.line_rule(words, ("any",)) == "running-head"}
    if not numbers:
        return set()
    short = [words for words in printed if 2 <= len(words) <= _HEAD_MAXIMUM and not ends_sentence(words)]
    beside = {printed[i + step] for i in numbers for step in (-1, 1) if 0 <= i + step < len(printed)}
    times = Counter(short)
    heads = {words for words, count in times.items() if count >= _REPEATED or (count > 1 and words in beside)}
    for words in beside & times.keys():
        heads |= {words for other in beside - {words} if other.startswith(words) and len(words) >= _STEM}
    return heads


def _pieces(line: Line, places: set[str], entries: list[NoiseEntry]) -> list[Edit]:
    edits: list[Edit] = []
    for entry in entries:
        if entry.where in places:
            for match in entry.regex.finditer(line.words):
                if match.end() > match.start():
                    edits.append(Edit(line.start + match.start(), line.start + match.end(), "", entry.rule))
    edits.sort()
    edits = [e for i, e in enumerate(edits) if i == 0 or e.start >= max(x.end for x in edits[:i])]
    return sorted([*edits, *_dangling(line, edits)])


def _dangling(line: Line, edits: list[Edit]) -> list[Edit]:
    """What *edits* leave of a line's separators at its edges: ``来源：水利局 | 打印 |`` without ``打印``."""
    bounds = [line.start, *(offset for edit in edits for offset in (edit.start, edit.end)), line.end]
    stays = [(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True) if start < end]
    found: list[Edit] = []
    for start, end in stays[::-1] if edits else ():
        core = line.words[start - line.start : end - line.start].rstrip(_SEPARATORS)
        if len(core) < end - start:
            found.append(Edit(start + len(core), end, "", "portal-chrome"))
        if core:
            break
    return found
