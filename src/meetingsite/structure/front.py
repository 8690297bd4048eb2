"""The lines around the body: title, by-line, series, source, dates, a printed agency name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from ..clean.lines import MARKER, Line, ends_sentence, is_prose
from ..knowledge.labels import Labels
from ..model import Span

# 2020-12-18 中国政府网 · 2024年1月30日 10:22 · （2024年1月30日） · 二〇二四年一月三十日
_DATE = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|(?:中华)?民国\s*\d{2,3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[二一][〇○零Ｏ一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_CLOCK = r"(?:\s*\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?)?"
DATE_LINE = re.compile(rf"[（(]?\s*{_DATE}{_CLOCK}\s*(?:星期.|周.)?\s*[）)]?")
_DATE_AND_NAME = re.compile(
    rf"{_DATE}{_CLOCK}\s+(?P<after>[^\s，。]{{2,20}})|(?P<before>[^\s，。]{{2,20}})\s+{_DATE}{_CLOCK}"
)
# ……系列党建访谈录⑦ · 系列报道之三 · 【奋进新征程】
_SERIES = re.compile(
    r".{2,40}(?:系列.{0,14}|访谈录?|报道|述评|专栏|连载)(?:[①-⑳]|[（(][一二三四五六七八九十\d]{1,3}[）)]|之[一二三四五六七八九十]{1,3})"
    r"|[【\[].{2,24}[】\]]|(?:编者按|开栏的话)"
)
# 威海市海洋局 · 国务院办公厅 · 中共某市委员会
_AGENCY = re.compile(
    r".{2,22}(?:局|厅|部|委|办|委员会|办公室|办公厅|政府|院|署|处|中心|党组|党委|指挥部|领导小组|法院|检察院|公司|集团|人民政府文件|文件)"
)
# （通讯员：王超 孙娅玮；摄影：王锐） at the end of a paragraph, （记者 李明） behind a dateline
_GLUED_BYLINE = re.compile(
    r"[（(](?:[^（()）。]{0,12}(?:记者|通讯员)|作者|文/|供稿|撰稿)[^（()）。]{1,40}[）)]|(?<=[。”])[（(][^（()）。]{0,10}(?:摄影|供稿)[^（()）。]{1,40}[）)]"
)
# 齐鲁晚报·齐鲁壹点记者 刘宁 李英豪 · 新华社记者张三、李四
_REPORTER = re.compile(
    r"(?:[^\s，。：:]{0,20})(?:记者|通讯员|特派员)(?:[\s：:]+|(?=[一-鿿]{2,4}[、\s]|[一-鿿]{2,3}$))[^，。！？]{2,40}"
)
# 图为会议现场。通讯员 龚志勇 摄 · 会议现场 邹 淼 摄
CAPTION = re.compile(
    r"(?:[（(]?图[为:：]|上图|下图|左图|右图).{2,80}|[^。；，]{2,40}[。 ]?[^。；，]{0,20}[摄][）)]?|[^。；，]{2,40}摄影[:：\s].{2,10}"
)
# 洪都数字报 2019年03月13日 星期三 第A2版：要闻 · 2019年4月12日（星期五）
_ISSUE = re.compile(rf"(?=.*{_DATE})(?:.*(?:星期[一二三四五六日天]|第.{{1,4}}版).*)")
_SUBTITLE = re.compile(r"[—–-]{1,3}\s*\S|[（(].{2,40}[）)]$")
_SALUTATION = re.compile(r"(?:各位|尊敬的|同志们|朋友们|女士们|各[市县区省州盟旗直有]).{0,60}[:：]$")
_UNFINISHED = ("关于", "的", "和", "暨", "及", "与", "、", "—", "印发", "转发", "，", "：", ":")
_CONTINUES = re.compile(r"(?:关于|的通知|的意见|的报告|的函|的通报|的决定|的公告|的批复|暨|的)")
_DOCUMENT_KIND = re.compile(r"(?:通知|意见|办法|报告|方案|规划|决定|公告|通报|要点|计划|总结|纪要|召开|举行)$")
_TITLE_MAXIMUM = 120
_BODY_MINIMUM = 40  # a line this long with a comma in it is text


class Front(NamedTuple):
    """Which lines are what; *body* are the indices of those that are left. Every index stands in one place only."""

    title: tuple[int, ...]
    byline: int | None
    series: int | None
    source: int | None
    other: tuple[int, ...]
    body: tuple[int, ...]


def body_start(lines: list[Line], labels: Labels) -> int:
    """Index of the first line that is certainly body: running text, a heading mark, a salutation."""
    for index, line in enumerate(lines):
        words = line.words
        if labels.metadata_label.match(words) or labels.source_label.match(words) or labels.byline_label.match(words):
            continue
        if CAPTION.fullmatch(words) or _ISSUE.fullmatch(words):
            continue
        if is_prose(words) or (MARKER.match(words) and not DATE_LINE.match(words)) or _SALUTATION.match(words):
            return index
        if labels.loose_label.match(words) and any(
            labels.minutes_label.match(i.words) for i in lines[index + 1 : index + 3]
        ):
            return index
        if labels.minutes_label.match(words) or (
            ends_sentence(words) and len(words) >= 12 and words[-1] not in "!！?？"
        ):
            return index
        if index and len(words) >= _BODY_MINIMUM and "，" in words:
            return index
    return len(lines)


def sort_lines(lines: list[Line], metadata: frozenset[int], start: int, labels: Labels) -> Front:
    """Say of every line of the document what it is; *start* is :func:`body_start`, *metadata* the lines already read."""
    byline = series = source = None
    other: list[int] = []
    candidates: list[int] = []
    for index in (i for i in range(start) if i not in metadata):
        words = lines[index].words
        kind = _kind(words, labels)
        if kind == "byline" and byline is None:
            byline = index
        elif kind == "source" and source is None:
            source = index
        elif kind == "series" and series is None:
            series = index
        elif kind == "title":
            candidates.append(index)
        else:
            other.append(index)
    body = list(range(start, len(lines)))
    title = _title(lines, candidates, other, labels)
    if not title and (byline is not None or series is not None):
        title = _late_title(lines, body, labels)
        body = [i for i in body if i not in title]
    other += [i for i in candidates if i not in title]
    other = [i for i in other if i not in title]
    for index in list(body):
        words = lines[index].words
        if (title and words == lines[title[0]].words) or CAPTION.fullmatch(words):
            other.append(index)
            body.remove(index)
    while body and _ISSUE.fullmatch(lines[body[-1]].words) and len(lines[body[-1]].words) < 60:
        other.append(body.pop())
    while body and (kind := _kind(lines[body[-1]].words, labels)) in ("byline", "source"):
        index = body.pop()
        if kind == "byline" and byline is None:
            byline = index
        elif kind == "source" and source is None:
            source = index
        else:
            other.append(index)
    return Front(tuple(title), byline, series, source, tuple(sorted(other)), tuple(body))


def glued_byline(text: str, spans: tuple[Span, ...]) -> Span | None:
    """A by-line in brackets inside the first or last paragraph; it stays in the body."""
    for span in (*spans[:2], *spans[-2:]):
        if match := _GLUED_BYLINE.search(text, span.start, span.end):
            return Span(*match.span())
    return None


def source_of(words: str, labels: Labels) -> str | None:
    """The name in a source line: ``来源：青岛市海洋发展局``, ``2020-12-18 中国政府网``."""
    if match := labels.source_label.match(words):
        return match["name"].strip() or None
    if match := _DATE_AND_NAME.fullmatch(words):
        return match["after"] or match["before"]
    return None


def _kind(words: str, labels: Labels) -> str:
    if labels.source_label.match(words) or _DATE_AND_NAME.fullmatch(words):
        return "source"
    if len(words) <= 60 and (labels.byline_label.match(words) or _REPORTER.fullmatch(words)):
        return "byline"
    if DATE_LINE.fullmatch(words) or CAPTION.fullmatch(words) or (len(words) < 60 and _ISSUE.fullmatch(words)):
        return "other"
    if _SERIES.fullmatch(words):
        return "series"
    if len(words) < 4 or len(words) > _TITLE_MAXIMUM or _AGENCY.fullmatch(words) or _SUBTITLE.match(words):
        return "other"
    return "title" if any("一" <= character <= "鿿" for character in words) else "other"


def _title(lines: list[Line], candidates: list[int], other: list[int], labels: Labels) -> list[int]:
    """The best candidate and the lines it is continued on."""
    if not candidates:
        return []
    best = max(candidates, key=lambda i: (_score(lines[i].words, labels), -i))
    title = [best]
    if lines[best].words.startswith("关于") and best - 1 in other and _AGENCY.fullmatch(lines[best - 1].words):
        title.insert(0, best - 1)
    while (after := title[-1] + 1) in candidates and _runs_on(lines[title[-1]].words, lines[after].words):
        title.append(after)
    while (before := title[0] - 1) in candidates and _runs_on(lines[before].words, lines[title[0]].words):
        title.insert(0, before)
    return title


def _runs_on(words: str, following: str) -> bool:
    open_pair = any(words.count(a) > words.count(b) for a, b in ("《》", "“”", "（）"))
    unfinished = words.endswith(_UNFINISHED) and not _DOCUMENT_KIND.search(words)
    return open_pair or unfinished or bool(_CONTINUES.match(following))


def _score(words: str, labels: Labels) -> int:
    score = 2 * bool(labels.title_word.search(words)) + (8 <= len(words) <= 60)
    return score - 2 * words.endswith(("网", "网站", "平台", "频道", "论坛")) - ("：" in words and len(words) < 12)


def _late_title(lines: list[Line], body: list[int], labels: Labels) -> list[int]:
    """A title printed below the editor's introduction: a line of its own, no heading, followed by running text."""
    for index, following in pairwise(body[1:7]):
        words = lines[index].words
        alone = 12 <= len(words) <= _TITLE_MAXIMUM and not ends_sentence(words) and not MARKER.match(words)
        if alone and _kind(words, labels) == "title" and ends_sentence(lines[following].words) and "：" not in words:
            return [] if words.endswith(labels.heading_endings) else [index]
    return []
