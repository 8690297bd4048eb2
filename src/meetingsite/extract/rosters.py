"""Names in lists and labels: 出席：王 强 赵明辉, 主持人：张伟（副区长）, 高庆红：今年…, a speech's signature."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from ..knowledge.posts import Posts
from ..model import Document
from .chains import Mention
from .names import is_name
from .roles import RoleWord

_ITEM = re.compile(r"[^、，,；;]+")
_TOKEN = re.compile(r"[^ 　]+")
_PARENTHESIS = re.compile(r"[（(]([^（）()\n]{1,30})[）)]?")
_LABEL = re.compile(r"^[ 　●■□]*([一-龥·]{2,12})(?:[（(][^（）()\n]{1,20}[）)])?[ 　]*[：:]", re.M)
_DOTTED = re.compile(r"[一-龥]{1,8}(?:·[一-龥]{1,8})+")
_INTERVIEW = re.compile("专访|访谈|采访|记者|对话|问答")
_SPEAKING = (
    ("报告", "作报告"),
    ("讲话", "讲话"),
    ("致辞", "致辞"),
    ("致词", "致词"),
    ("发言", "发言"),
    ("演讲", "演讲"),
)
_SIGNATURE_LINES = 8


def read_rosters(text: str, named: list[Mention], posts: Posts) -> Iterator[tuple[Mention, RoleWord]]:
    """The people of labelled lists with their role. *text*: clean text with by-lines blanked."""
    for label in posts.label.finditer(text):
        if not label.lastgroup:
            continue
        role = RoleWord(posts.label_names[int(label.lastgroup[1:])], *label.span(label.lastgroup))
        start = label.end()
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if not text[start:stop].strip() and stop < len(text):
            start = stop + 1
            stop = text.find("\n", start)
            stop = len(text) if stop < 0 else stop
        if "。" in text[start : stop - 1]:
            continue
        inside = named[bisect_left(named, start, key=_start) : bisect_left(named, stop, key=_start)]
        for mention in (*inside, *_roster(text, start, stop, posts)):
            if mention in inside or not any(other.head < mention.end and mention.start < other.end for other in inside):
                yield mention, role


def _start(mention: Mention) -> int:
    return mention.start


def _roster(text: str, start: int, stop: int, posts: Posts) -> Iterator[Mention]:
    for item in _ITEM.finditer(text, start, stop):
        tokens = [(token.start(), token.end()) for token in _TOKEN.finditer(text, *item.span())]
        for i, (low, high) in enumerate(tokens):
            if high - low == 1 and i + 1 < len(tokens) and tokens[i + 1][1] - tokens[i + 1][0] == 1:
                yield from _item(text, low, tokens[i + 1][1], posts)
            elif high - low > 1:
                yield from _item(text, low, high, posts)


def _item(text: str, low: int, high: int, posts: Posts) -> Iterator[Mention]:
    """王强; 王 强; 张伟（副区长）; 市财政局刘芳; 李敏（区住建局局长）."""
    note = _PARENTHESIS.search(text, low, high)
    end = note.start() if note else high
    printed = (note.group(1),) if note and posts.tail_end.search(note.group(1)) else ()
    words = re.sub("[ 　]", "", text[low:end])
    if is_name(words, posts) or _DOTTED.fullmatch(words):
        if not any(mark in words for mark in "局部委厅办"):
            yield Mention(words, low, note.end() if note else end, low, printed, "roster")
        return
    for length in (3, 2):
        name, before = words[-length:], words[:-length]
        if len(before) >= 3 and before[-1] in "局部委厅办院会署处心站所司室科股" and is_name(name, posts):
            yield Mention(name, end - length, high, end - length, printed, "roster")
            return


def read_speakers(
    text: str, document: Document, known: frozenset[str], posts: Posts
) -> Iterator[tuple[Mention, RoleWord]]:
    """Who answers in an interview: 高庆红：今年…, where a journalist asks or the text says that it is one."""
    top = document.title_span.end if document.title_span else 0
    labels = [found for found in _LABEL.finditer(text) if found.start(1) >= top]
    asked = any(found.group(1).endswith(tuple(posts.askers)) for found in labels)
    if not labels or not (asked or _INTERVIEW.search(document.title) or _INTERVIEW.search(text)):
        return
    times = Counter(found.group(1) for found in labels)
    asked = any(found.group(1).endswith(tuple(posts.askers)) for found in labels)
    if not labels or not (asked or _INTERVIEW.search(document.title) or _INTERVIEW.search(text)):
        return
    for found in labels:
        name = found.group(1)
        if name in known or ((asked or times[name] > 1) and is_name(name, posts) and name not in posts.askers):
            mention = Mention(name, *found.span(1), found.start(1), (), "speaker")
            yield mention, RoleWord("受访", *found.span(1))


def read_signature(text: str, title: str, mentions: list[Mention]) -> Iterator[tuple[Mention, RoleWord]]:
    """Who gave the speech or report a document is: a line of its own under the title, 山东省省长 周乃翔."""
    spoken = next((role for word, role in _SPEAKING if title.rstrip("）) 全文").endswith(word)), None)
    if spoken is None:
        return
    top = 0
    for _ in range(_SIGNATURE_LINES):
        line = text.find("\n", top)
        top = line + 1 if line >= 0 else len(text)
    for mention in mentions:
        if mention.end > top:
            break
        before = text[max(0, mention.head - 40) : mention.head].rpartition("\n")[2]
        after = text[mention.end : mention.end + 40].partition("\n")[0]
        if not (before + after).strip(" 　—-（）()"):
            yield mention, RoleWord(spoken, mention.head, mention.end)
