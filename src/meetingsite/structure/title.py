"""Which lines are the title, and where its words stand in them."""

from __future__ import annotations

import re
from itertools import pairwise

from ..clean.lines import MARKER, Line, ends_sentence
from ..knowledge.labels import Labels
from ..model import Span
from .kinds import AGENCY, TITLE_LABEL, TITLE_MAXIMUM, kind_of

# ……论述_部门动态_中国政府网 · 锡林浩特 ｜ ……召开 · …… - 某某市水利局: the longest part is the title
_PARTS = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+")
# ……座谈会（2016-01-04） · ……举行 [组图]
_APPENDED = re.compile(
    r"\s*[（(\[【]\s*(?:\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|组图|图|视频|附图|多图|图文|高清)\s*[）)\]】]$"
)
_UNFINISHED = ("关于", "的", "和", "暨", "及", "与", "、", "—", "印发", "转发", "，", "：", ":")
# the second line of a title: 关于印发…… · ……的通知 · 第十届委员会……工作报告
_CONTINUES = re.compile(
    r"第[一二三四五六七八九十百\d]{1,6}(?:届|次|号)|关于|的?(?:通知|意见|报告|函|通报|决定|公告|批复)$|暨|的"
)
# ……常务会议 / 研究部署……
_AGENDA = re.compile(r"(?:专题)?(?:研究|部署|讨论|审议|听取|传达|安排|通过)")
_DOCUMENT_KIND = re.compile(r"(?:通知|意见|办法|报告|方案|规划|决定|公告|通报|要点|计划|总结|纪要|公报|召开|举行)$")


def printed_title(lines: list[Line], candidates: list[int], other: list[int], labels: Labels) -> list[int]:
    """Of the lines above the body the best of *candidates* and those it is continued on, agency lines of *other* among
    them (``某某市水利局`` / ``关于印发……的通知``); empty where none reads like a title."""
    best = max(candidates, key=lambda i: (_score(lines[i].words, labels), -i), default=None)
    if best is None or _score(lines[best].words, labels) < 1:
        return []
    words = lines[best].words
    bare = words.startswith("关于") or (len(words) <= 12 and _DOCUMENT_KIND.search(words))
    title = [best - 1, best] if bare and best - 1 in other and AGENCY.fullmatch(lines[best - 1].words) else [best]
    while (after := title[-1] + 1) in candidates and _runs_on(lines[title[-1]].words, lines[after].words):
        title.append(after)
    while (before := title[0] - 1) in candidates and _runs_on(lines[before].words, lines[title[0]].words):
        title.insert(0, before)
    return title


def late_title(lines: list[Line], body: list[int], labels: Labels) -> list[int]:
    """A title printed below the editor's introduction: a line of its own, no heading, followed by running text."""
    for index, following in pairwise(body[1:7]):
        words = lines[index].words
        alone = 12 <= len(words) <= TITLE_MAXIMUM and not ends_sentence(words) and not MARKER.match(words)
        if alone and kind_of(words, labels) == "title" and ends_sentence(lines[following].words) and "：" not in words:
            return [] if words.endswith(labels.heading_endings) else [index]
    return []


def title_span(first: Line, last: Line, text: str) -> Span:
    """Where the words of a title printed on the lines *first* to *last* stand: without a column's or a site's name."""
    start, end = first.start, last.end
    if label := TITLE_LABEL.match(first.words):
        start += label.end()
    if appended := _APPENDED.search(last.words):
        end = last.start + appended.start()
    if first is last:
        edges = [start, *(i for m in _PARTS.finditer(text, start, end) for i in m.span()), end]
        start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda part: part[1] - part[0])
    return Span(start, end)


def _runs_on(words: str, following: str) -> bool:
    open_pair = any(words.count(a) > words.count(b) for a, b in ("《》", "“”", "（）"))
    unfinished = words.endswith(_UNFINISHED) and not _DOCUMENT_KIND.search(words)
    agenda = words.endswith(("会议", "会")) or bool(_AGENDA.match(words))
    return open_pair or unfinished or bool(_CONTINUES.match(following)) or (agenda and bool(_AGENDA.match(following)))


def _score(words: str, labels: Labels) -> int:
    score = 2 * bool(labels.title_word.search(words)) + (8 <= len(words) <= 60)
    return score - 2 * words.endswith(("网", "网站", "平台", "频道", "论坛")) - ("：" in words and len(words) < 12)
