"""The lines around the body, sorted: title, by-line, series, source, and others that are not body."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from ..clean.lines import MARKER, Line, ends_sentence, is_prose
from ..knowledge.labels import Labels
from ..model import Span
from .beside import BULLETS, links_above, listed_below, pictures_below, without_menu
from .kinds import (
    CAPTION,
    CREDITED,
    DATE_LINE,
    ISSUE,
    NUMBER,
    POSTED,
    REPORTED,
    SIGNED,
    is_said,
    kind_of,
    source_of,
)
from .title import Rival, echoed_title, late_title, printed_title

# （通讯员：王超 孙娅玮；摄影：王锐） at the end of a paragraph, （记者 李明） behind a dateline
_GLUED_BYLINE = re.compile(
    r"[（(](?:[^（()）。]{0,12}(?:记者|通讯员)|作者|文/|供稿|撰稿)[^（()）。]{1,40}[）)]|(?<=[。”])[（(][^（()）。]{0,10}(?:摄影|供稿)[^（()）。]{1,40}[）)]"
)
# 各县（市、区）人民政府： · 市政府： · 陈新桥委员： · 县委考核组、同志们： · 省民政厅、财政厅： · 园区管委会，各乡镇人民政府：
_SALUTATION = re.compile(
    r"(?:(?:各位|尊敬的|同志们|朋友们|女士们|各[^自种类项地级方].{0,60})|[^，。：:]{2,40}(?:委员|代表|同志|主任|先生|女士)"
    r"|[^。：:]{2,40}(?:同志|朋友|同学|乡亲|战友|老师|家长|女士|委员|代表)们|[^，。：:]{2,24}(?:考核组|督导组|巡[视察]组|评议组|检查组|工作组)"
    r"|[^。：:要须应将把]{2,30}[，、]各[^自种类项地级方][^。：:要须应将把]{0,60}"
    r"|[省市县区州盟旗](?:委|政府|人大|政协|人大常委会)"
    r"|[^，。：:、 ]{2,16}(?:局|厅|委|办公室|政府|公署|委员会|公司)(?:[、 ][^，。：:、]{2,16}(?:局|厅|部|委|办|办公室|政府|公司))*)[:：]$"
)
# ■ 稳产上产 精细管理: a column above the title, not the first of a list
_COLUMN = re.compile(r"[■□◆◇●○★☆▲△▶►◎]\s*[^，。；：]{2,24}")
# 本报讯（记者 高原）12月11日至13日，…… · 新华社北京1月30日电
_DATELINE = re.compile(r"(?:本报|本网|本台|本刊|新华社|中新社|中新网|人民网).{0,12}[讯电][（(\s]")
# 2020-09-18 16:22 党委宣传部 审核人：张三
_DATED = re.compile(r"[（(\[]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[）)\]]?\s+\d{1,2}[:：]\d{2}")
# 来源：县融媒 时间：2023-09-14 08：30 关注官方微博：
_SIGNED = re.compile(r"(?:来源|作者|时间|日期|记者|编辑|发布)[:：]\s*\S{1,20}\s+\S{2,8}[:：]")
# 佛山市某某街道办事处 发布时间：2023-07-21 11：26 阅读人数： · 来源：某某周报 | 2021-10-19 08：02 | 作者：
_META = re.compile(
    r"(?=.{0,60}\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月])[^。，；！？]{0,50}(?:来源|时间|日期|作者|编辑|记者)[:：][^。，；！？]{0,80}"
)
_MINUTES = ("时间", "日期", "主题", "名称")  # labels that minutes have too
# 本报通讯员 丰昌勇 祝民
_BY = re.compile(r"(?:本报|本刊|本网|本台)?(?:见习|全媒体|特约)?(?:记者|通讯员)[\s：:]")
_QUESTION = re.compile(r"(?P<speaker>[^，。：:？]{1,12})[：:]\s*\S.*[？?]")
_MENU = 8
_HEADLINE_MARKS = "●■◆▲★◎"
_MARKED_WITHIN = 4  # lines of a page within which its headline may have a mark of its own
_SPEAKER_MAXIMUM = 20
_ASKED_MAXIMUM = 30
_SLOGAN_WITHIN = 3  # lines of a page within which the site speaks of itself
_METADATA_WITHIN = 14
_HEADLINE_MINIMUM = 6
_SIGNED_WITHIN = 4  # paragraphs within which a by-line may stand below the headline and the date
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
        loose = labels.loose_label.match(words)
        following = lines[index + 1 : index + 3]
        if (following and _asks(words, labels) and ends_sentence(following[0].words)) or _is_question(words, labels):
            return index
        minutes = loose and loose["label"].replace(" ", "") in _MINUTES and not _SIGNED.match(words)
        if minutes and any(labels.minutes_label.match(i.words) for i in following):
            return index
        if labels.metadata_label.match(words) or labels.source_label.match(words):
            continue
        if loose and words[0] in BULLETS and len(words) < _BODY_MINIMUM:
            continue
        marked = words[0] in "■□◆◇" and bool(following) and is_prose(following[0].words)
        if (labels.byline_label.match(words) or (marked and kind_of(words, labels) == "byline")) and not REPORTED.match(
            words
        ):
            if is_said(words, labels):
                return index
            continue
        if len(words) < _BODY_MINIMUM * 2 and "。" not in words and (_DATED.match(words) or _SIGNED.match(words)):
            continue
        if _META.fullmatch(words) and not labels.minutes_label.search(words):
            continue
        if any(form.fullmatch(words) for form in (CAPTION, ISSUE, NUMBER)) or source_of(words, labels):
            continue
        if (
            _COLUMN.fullmatch(words)
            and following
            and not (is_prose(following[0].words) or MARKER.match(following[0].words))
        ):
            continue
        opens = words[-1] in ":：" and words[:-1].endswith(labels.heading_endings)  # 市长提示：
        if opens and following and MARKER.match(following[0].words):
            return index
        if _DATELINE.match(words) or words.strip("【】[]") in labels.script_marks:
            return index
        if words[-1] in "？！" and "。" not in words and following and DATE_LINE.fullmatch(following[0].words):
            continue  # a headline that asks, above its day
        if _names_speaker(lines, index) or links_above(lines, index):
            if words[0] in BULLETS:
                continue
            return index
        if _marked_headline(lines, index, labels) or _above_metadata(lines, index, labels):
            continue
        if (
            index
            and _asks_in_heading(lines, index)
            and any(_asks_in_heading(lines, i) for i in range(index + 1, len(lines)))
        ):
            return index
        # • 台南, of a page's own list; • 某某协会会长办公会召开, with its day on the next line
        dated = bool(following) and DATE_LINE.fullmatch(following[0].words) is not None
        menu = words[0] in BULLETS and (len(words) <= _MENU or dated)
        if (
            is_prose(words)
            or (MARKER.match(words) and not menu and not DATE_LINE.match(words))
            or _SALUTATION.match(words)
        ):
            return index
        if labels.minutes_label.match(words) or (
            ends_sentence(words)
            and len(words) >= 12
            and words.rstrip("”’」』")[-1:] not in "!！?？"
            and not (words[-1] in ":：" and _headline_below(lines[index + 1 : index + 3]))
        ):
            return index
        if index and len(words) >= _BODY_MINIMUM and "，" in words:
            return index
    return len(lines)


def sort_lines(lines: list[Line], metadata: frozenset[int], start: int, rival: Rival | None, labels: Labels) -> Front:
    """Say of every line of the document what it is; *start* is :func:`body_start`, *metadata* the lines already read, *rival*
    what they give for a title."""
    byline = series = source = None
    other: list[int] = []
    candidates: list[int] = []
    for index in (i for i in range(start) if i not in metadata):
        words = lines[index].words
        kind = kind_of(words, labels)
        if kind == "byline" and byline is None:
            byline = index
        elif kind == "source" and source is None:
            source = index
        elif kind == "series" and series is None:
            series = index
        elif kind == "title" and not links_above(lines, index) and not _above_metadata(lines, index, labels):
            candidates.append(index)
        else:
            other.append(index)
    candidates, menu = without_menu(candidates, lines)
    other += menu
    body = list(range(start, len(lines)))
    title = printed_title(lines, candidates, other, start, rival, labels)
    if not title and (byline is not None or series is not None):
        title = late_title(lines, body, labels)
        body = [i for i in body if i not in title]
    elif not title and not candidates and (title := echoed_title(lines, body, labels)):
        other += [i for i in body if i < title[0]]
        body = [i for i in body if i > title[0]]
    other += [i for i in candidates if i not in title]
    other = [i for i in other if i not in title]
    whole = "".join(lines[i].words for i in title)
    for index in list(body):
        words = lines[index].words
        again = words == whole or (
            len(words) >= _HEADLINE_MINIMUM * 2 and whole.endswith(words)
        )  # Subject：…… above it
        again = again or (byline is not None and words == lines[byline].words)  # the by-line, printed twice
        if again or CAPTION.fullmatch(words) or (index in body[:-1] and CREDITED.fullmatch(words)):
            other.append(index)
            body.remove(index)
    signed = [i for i in body[1:_SIGNED_WITHIN] if SIGNED.fullmatch(lines[i].words)]
    if len(signed) == 1 and byline is None:
        byline = signed[0]
        body.remove(byline)
    for index in pictures_below(lines, body):
        other.append(index)
        body.remove(index)
    for index in listed_below(lines, body, labels):
        other.append(index)
        body.remove(index)
    while body and ISSUE.fullmatch(lines[body[-1]].words) and len(lines[body[-1]].words) < 60:
        other.append(body.pop())
    if body and POSTED.fullmatch(lines[body[-1]].words):
        other.append(body.pop())
    while body and (kind := kind_of(lines[body[-1]].words, labels)) in ("byline", "source"):
        index = body.pop()
        if kind == "byline" and byline is None:
            byline = index
        elif kind == "source" and source is None:
            source = index
        else:
            other.append(index)
    return Front(tuple(title), byline, series, source, tuple(sorted(other)), tuple(body))


def _headline_below(following: list[Line]) -> bool:
    """Whether below ``……视频会强调：`` the headline goes on: ``严守三条线``, and the text or its by-line comes behind it."""
    if len(following) < 2:
        return False
    words = following[0].words
    plain = not ends_sentence(words) and not MARKER.match(words) and not _SALUTATION.match(words)
    opens = is_prose(following[1].words) or bool(_DATELINE.match(following[1].words) or _BY.match(following[1].words))
    return _HEADLINE_MINIMUM <= len(words) <= _BODY_MINIMUM and plain and "，" not in words and opens


def _names_speaker(lines: list[Line], index: int) -> bool:
    """``李某某：`` alone on its line, above what is said, and again further on."""
    words = lines[index].words
    if words[-1] not in "：:" or len(words) > _SPEAKER_MAXIMUM:
        return False
    said = index + 1 < len(lines) and ends_sentence(lines[index + 1].words)
    return said and any(lines[i].words == words for i in range(index + 2, len(lines)))


def _marked_headline(lines: list[Line], index: int, labels: Labels) -> bool:
    """``●7月26日市院召开座谈会`` right above the text, where no other line has such a mark: the headline, not the first of a list."""
    words = lines[index].words
    if index >= _MARKED_WITHIN or words[0] not in _HEADLINE_MARKS:
        return False
    if ends_sentence(words) or len(words) < _HEADLINE_MINIMUM * 2:
        return False
    alone = sum(line.words[0] in _HEADLINE_MARKS for line in lines) == 1
    text = any(is_prose(line.words) for line in lines[index + 1 : index + 3])
    return alone and text and labels.title_word.search(words) is not None


def _above_metadata(lines: list[Line], index: int, labels: Labels) -> bool:
    """Whether the sentence at *index* is the site's own: below it, with short lines between them only, stand two lines of the
    page's metadata, and running text follows."""
    if index > _SLOGAN_WITHIN or not is_prose(lines[index].words):
        return False
    below = list(takewhile(lambda line: not is_prose(line.words), lines[index + 1 : index + _METADATA_WITHIN]))
    fields = [
        n
        for n, line in enumerate(below)
        if labels.metadata_label.match(line.words) or labels.source_label.match(line.words)
    ]
    return (
        len(fields) > 1
        and index + 1 + len(below) < len(lines)
        and not any(MARKER.match(line.words) for line in below[: fields[0]])
    )


def _asks_in_heading(lines: list[Line], index: int) -> bool:
    """``人大怎样开会？`` above a paragraph"""
    words = lines[index].words
    text = index + 1 < len(lines) and is_prose(lines[index + 1].words)
    return words[-1] in "？?" and len(words) <= _ASKED_MAXIMUM and text


def _asks(words: str, labels: Labels) -> bool:
    """``记者：`` alone on its line"""
    return words.endswith(("：", ":")) and labels.asks(words[:-1].strip())


def _is_question(words: str, labels: Labels) -> bool:
    """``问：您是哪一年搬来的？``"""
    asked = _QUESTION.fullmatch(words)
    return asked is not None and labels.asks(asked["speaker"])


def is_salutation(words: str) -> bool:
    """``各会员单位：``, ``县委考核组、同志们：``"""
    return bool(_SALUTATION.match(words))


def glued_byline(text: str, spans: tuple[Span, ...]) -> Span | None:
    """A by-line in brackets inside the first or last paragraph; it stays in the body."""
    for span in (*spans[:2], *spans[-2:]):
        if match := _GLUED_BYLINE.search(text, span.start, span.end):
            return Span(*match.span())
    return None
