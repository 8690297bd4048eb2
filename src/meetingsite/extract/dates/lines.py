"""Dates outside the running text: metadata, source line, lines under the title, title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ...knowledge.dates import LabelKind
from ...model import Block, Span
from .expressions import Expression
from .page import Candidate, Page
from .source import kind_beside, names_beside

_SHORT = 60
# ——在3月2日|政协某市第十一届委员会第五次会议上
_SESSION = re.compile(r"(?:召开的)?[^,。;]{4,60}会议?上\s*$")
# ——2024年1月22日在山东省第十四届人民代表大会第二次会议上, the speaker perhaps on the same line: 省长某某
_AT_MEETING = re.compile(r"\s*,?\s*在[^,。;]{2,80}上\s*[)）]?(?:\s+[^,。;]{2,24})?\s*$")
# 《人民日报》（2024年1月30日 第1版）
_PRINT_BEFORE = re.compile(r"《[^《》]{2,15}》\s*\(?\s*$")
# 2017年6月15日 星期四 第一版; 2017年6月15日 星期四 新海晚报 A03版
_PRINT_AFTER = re.compile(
    r"\s*,?\s*(?:(?:星期|周)[一二三四五六日天]\s*)?(?:《?[\u4e00-\u9fff]{2,12}[报刊]》?\s*)?(?:第\s*)?[0-9A-Z一二三四五六七八九十]{1,3}\s*版"
)
# 潞安矿工报 2003年5月20日 星期二
_MASTHEAD = re.compile(r"\s*《?[\u4e00-\u9fff]{2,12}[报刊]》?\s*$")
_WEEKDAY = re.compile(r"\s*(?:\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?)?\s*(?:[上下]\s*午)?\s*")
_ISSUE_DAY = re.compile(r"\s*\(?(?:星期|周)[一二三四五六日天]")
# 归档时间：a label of a kind that dates.yaml does not know; 今天是 at the head of a page
_UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff]{2}(?:时间|日期)\s*:\s*$|(?:今天|今日|现在|当前)(?:时间|日期)?[是为:]\s*$")
# 地点：, 主 持 人:, 二、会议地点：
_LABEL = re.compile(
    r"(?:^(?:[一二三四五六七八九十壹贰参叁肆伍陆柒捌玖拾]{1,2}、|\([一二三四五六七八九十]\)|\d{1,2}[.、])?|(?<=[\s;,]))([\u4e00-\u9fff][\u4e00-\u9fff ]{0,8}):"
)
# 一、时间和地点; 二、会议时间
_TIME_HEADING = re.compile(r"^.{0,8}时间.{0,6}$")
# 2021 / 11/ / 04 / 07:45:13, each on a line of its own
_SPLIT = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s+(?P<month>0[1-9]|1[0-2])\s*/\s*(?P<day>0[1-9]|[12]\d|3[01])\s+\d\d:\d\d"
)
# 【发布地点】江西省新闻发布厅: beside it 发布时间 is when the press conference was held
_PRESS_PLACE = re.compile(r"^\s*[\[【]?(?:新闻)?发布地点", re.MULTILINE)
_PRESS = re.compile("发布会|吹风会|通气会|记者会")
_HEAD = 1200  # characters in which the elements of a record stand
_RECORD = re.compile("(?:纪录|纪要|记录) ?$")
_PRINTED = ("paragraph", "heading")
_NEAR = 4  # short blocks among which 地点 stands beside 时间
_FIELDS = 14  # blocks among which the elements of minutes or of a notice of a meeting stand


def metadata_dates(page: Page) -> Iterator[Candidate]:
    """Dates of the metadata block, by their labels; 日期 and 时间 alone are published, or held beside 地点, 主持人."""
    fields = page.document.metadata
    meeting = any(
        page.words.meeting_fields.search("".join(field.label.split())) or _is_meeting_line(page, field.span)
        for field in fields
    ) or (len(fields) == 1 and _RECORD.search(page.document.title) is not None)  # of minutes that have no other
    for field in fields:
        if field.value is None:
            continue
        first = page.words.kind_of_label(field.label)
        position = field.span.start
        for expression in page.expressions(field.span, labelled=True):
            kind = page.words.kind_before(page.folded[position : expression.span.start])
            kind = kind or (first if position == field.span.start else None)
            position = expression.span.end
            if kind:
                yield from _labelled(page, kind, expression, meeting, "metadata")


def _labelled(
    page: Page, label: LabelKind, expression: Expression, meeting: bool, place: Literal["metadata", "line"]
) -> Iterator[Candidate]:
    """A date under its label; 日期 alone by its neighbours, the time of a meeting that is only announced as other."""
    if label == "bare":
        label = "held" if meeting else "published"
    if label == "published" and _is_press_time(page, expression):
        label = "held"
    if label == "held" and page.is_announced:
        yield Candidate("other", expression, f"{place}-other")
    elif label == "updated":
        if expression.year:
            yield Candidate("other", expression, f"{place}-updated")
    elif expression.year or label == "held":
        yield Candidate(label, expression, f"{place}-{label}")


def _is_press_time(page: Page, expression: Expression) -> bool:
    """【发布时间】2021年8月6日上午10:00 with 【发布地点】 near it, of a press conference."""
    start = page.folded.rfind("\n", 0, expression.span.start) + 1
    label = page.folded[start : expression.span.start].strip(" 【】[]:")
    return (
        label in ("发布时间", "发布日期", "新闻发布时间")
        and _PRESS.search(page.title) is not None
        and _PRESS_PLACE.search(page.folded, start, start + _HEAD) is not None
    )


def line_dates(page: Page) -> Iterator[Candidate]:
    """Dates in the lines around the body: source line, by-line, front lines, and short blocks shaped like them."""
    document = page.document
    named = [span for span in (document.source_line, document.byline) if span]
    blocks = page.paragraphs
    heads, tails = _short(page, blocks[:2]), _short(page, blocks[2:][-3:])
    fields = [block.span for block in document.blocks[:_FIELDS] if block.kind in _PRINTED and _is_short(block)]
    elements = [span for span in fields if _is_meeting_line(page, span) and not _is_turn(page, span)]
    record = len(elements) > 1
    # 地点：三楼会议室 directly above the text looks like a heading
    near = any(span in fields[:_NEAR] for span in elements)
    meeting = record or near or any(_is_meeting_line(page, span) for span in (*document.front, *heads))
    for span in dict.fromkeys((*document.front, *named)):
        below = bool(blocks) and span.start > blocks[0].span.start and span != document.source_line
        yield from _line(page, span, meeting, "tail" if below else "front")
    yield from _split_lines(page)
    for span in heads:
        yield from _line(page, span, meeting, "head")
    for span in tails:
        yield from _line(page, span, False, "tail")
    if record or page.is_announced:
        yield from _field_lines(page, fields, {*heads, *tails})


def _split_lines(page: Page) -> Iterator[Candidate]:
    """The date of a page that prints year, month and day in boxes of their own."""
    for line in page.document.front:
        match = _SPLIT.match(page.folded, line.start) if line.end - line.start == 4 else None
        if match:
            year, month, day = (int(match[part]) for part in ("year", "month", "day"))
            span = Span(match.start(), match.end("day"))
            expression = Expression(span, year, month, day, month, day)
            if expression.days:
                yield Candidate(kind_beside(page, span), expression, "line-beside-name")


def _field_lines(page: Page, fields: list[Span], known: set[Span]) -> Iterator[Candidate]:
    """时间：2012年5月9日 among the elements of minutes; 会议时间：, or the line below 一、时间和地点, in a notice.

    *known*: the lines already read.
    """
    above = ""
    for span in fields:
        for expression in page.expressions(span, labelled=True)[:1] if span not in known else ():
            before = page.folded[span.start : expression.span.start]
            label = page.words.kind_before(before)
            below = page.is_announced and expression.month and not before.strip() and _TIME_HEADING.search(above)
            if below or label in ("held", "bare"):
                yield from _labelled(page, "held", expression, True, "line")
        above = page.words_of(span).strip()


def _short(page: Page, blocks: tuple[Block, ...]) -> list[Span]:
    """The blocks short enough for a date line, which are no sentences."""
    spans = [block.span for block in blocks if _is_short(block)]
    return [span for span in spans if not page.words_of(span).rstrip(' )"”').endswith(("。", "!", "?", "！", "？"))]


def _is_short(block: Block) -> bool:
    return block.span.end - block.span.start <= _SHORT


def _is_turn(page: Page, span: Span) -> bool:
    """主持人：谢谢各位: a speaker's turn, which looks like an element of minutes."""
    return page.folded.startswith(("主持人", "嘉宾"), span.start)


def _is_meeting_line(page: Page, span: Span) -> bool:
    """地点：三楼会议室, 地  点 本院会议室: a line of a meeting's record."""
    if any(page.words.meeting_fields.search("".join(m[1].split())) for m in _LABEL.finditer(page.words_of(span))):
        return True
    head = page.folded[span.start : min(span.end, span.start + 14)]
    ends = (i for i, character in enumerate(head) if character in " :")
    return any(page.words.meeting_fields.search("".join(head[:end].split())) for end in ends)


def _line(page: Page, span: Span, meeting: bool, place: Literal["front", "head", "tail"]) -> Iterator[Candidate]:
    """The dates of one line. In the *head* or *tail* of the body only what is clearly no sentence counts."""
    position = span.start
    for expression in page.expressions(span, labelled=True):
        before, after = page.folded[position : expression.span.start], page.folded[expression.span.end : span.end]
        position = expression.span.end
        label = page.words.kind_before(before)
        if label:
            yield from _labelled(page, label, expression, meeting, "line")
            continue
        if _UNKNOWN_LABEL.search(before):
            continue
        candidate = _print(page, expression, before, after)
        if candidate is None and place != "tail":
            candidate = _subtitle(page, span, expression, after)
        if candidate is None and expression.year and _stands_alone(page, span, expression, place != "front"):
            candidate = Candidate(kind_beside(page, span), expression, "line-beside-name")
        if candidate:
            yield candidate


def _subtitle(page: Page, span: Span, expression: Expression, after: str) -> Candidate | None:
    """（2024年1月15日）under a speech; ——2024年1月22日在…会议上; （2023年11月30日…会议通过）."""
    opening = page.folded[span.start : expression.span.start].strip(" -(")
    if opening == "在" and _SESSION.match(after):
        return Candidate("held", expression, "subtitle-at-meeting")
    if opening and (not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", opening) or page.words.media.search(opening)):
        return None  # 朝阳日报 2005年6月10日
    if _AT_MEETING.match(after) or _AT_MEETING.match(after + _next_line(page, span)):
        return Candidate("held", expression, "subtitle-at-meeting")
    bracketed = "(" in page.folded[span.start : expression.span.start]
    if bracketed and page.words.adopting.search(after[:60]):
        return Candidate("written", expression, "subtitle-adopted")
    if _WEEKDAY.sub("", after.strip(" )"), count=1):
        return None
    printed = expression.span.of(page.folded)
    if ":" in printed:
        return None  # （Thu Oct 29 21:40:18 2009）: a post's
    if expression.year and page.is_news and (bracketed or not page.has_speech_subtitle):
        return Candidate("published", expression, "subtitle-date")
    if (
        (page.is_speech or page.has_speech_subtitle)
        and "月" in printed
        and (bracketed or not (page.is_news or re.search(r"[年月]\s*0\d", printed)))
    ):
        return Candidate("held", expression, "subtitle-of-speech")
    if bracketed and expression.year:
        return Candidate("written", expression, "subtitle-date")
    return None


def _next_line(page: Page, span: Span) -> str:
    """第一次会议上 below ——2012年2月21日在沽源县第十五届人民代表大会: a subtitle broken over two lines."""
    end = page.folded.find("\n", span.end + 1)
    return page.folded[span.end : end if end >= 0 else None].strip() if page.folded[span.end : span.end + 1] else ""


def _print(page: Page, expression: Expression, before: str, after: str) -> Candidate | None:
    """《人民日报》（2024年1月30日 第1版）, 潞安矿工报 2003年5月20日 星期二: when it was printed."""
    headed = _MASTHEAD.match(before) and _ISSUE_DAY.match(after)
    if expression.year and (headed or _PRINT_BEFORE.search(before) or _PRINT_AFTER.match(after)):
        return Candidate("published", expression, "line-newspaper")
    return None


def _stands_alone(page: Page, span: Span, expression: Expression, edge: bool) -> bool:
    """Whether a line is a date line: a date, perhaps a clock time, a name; in the body nothing else at all."""
    name = "".join(names_beside(page, span))
    if not edge:
        return len(name) <= 24 and "。" not in page.words_of(span)
    pointed = "月" not in expression.span.of(page.folded)
    return ("来源" in page.words_of(span) or pointed) and len(name) <= 16


def title_dates(page: Page) -> Iterator[Candidate]:
    """Dates the title prints: 在全市海洋工作会议上的讲话（2024年1月15日）, 1月30日市政府常务会议, …新闻发布会."""
    span = page.document.title_span
    if span is None:
        return
    for expression in page.expressions(span):
        before = page.folded[span.start : expression.span.start]
        after = page.folded[expression.span.end : span.end]
        labelled = page.words.kind_before(before) not in (None, "held")  # 更新于 2022年7月14日, taken for a title
        if labelled or expression.month is None or expression.word or page.words.not_after.match(after):
            continue
        if before.rstrip().endswith("(") and ")" in after:
            if page.words.adopting.search(after):
                if expression.year:
                    yield Candidate("written", expression, "title-adopted")
            elif page.is_speech and expression.day and not page.is_news:
                yield Candidate("held", expression, "title-brackets")
            elif expression.year and not after.strip(" )"):
                yield Candidate("published" if page.is_news else "written", expression, "title-brackets")
        elif expression.day and (_closes_record(page, before, after) or _names_event(page, before, after)):
            yield Candidate("held", expression, "title-event")


def _closes_record(page: Page, before: str, after: str) -> bool:
    """某某市政府第318次市政会议纪录|111/01/04"""
    return page.is_record and not after.strip() and _RECORD.search(before) is not None


def _names_event(page: Page, before: str, after: str) -> bool:
    """1月30日|市政府常务会议: the day of the meeting itself, not of another's that is passed on or of a plan."""
    words = page.words
    others = (words.relaying, words.not_before, words.coming)
    return (
        not page.is_instrument
        and not any(group.search(before) for group in others)
        and "精神" not in after
        and bool(words.gatherings.search(after) or words.holding.search(after))
    )
