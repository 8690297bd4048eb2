"""Dates outside the running text: metadata, source line, lines under the title, title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ..model import Block, DateKind, Span
from .date_expressions import Expression
from .date_page import Candidate, Page

_SHORT = 60
# 10:54, 16:33:08, T16:33, 上午9时30分
_CLOCK = re.compile(
    r"T?\d{1,2}\s*[:时点]\s*\d{1,2}(?:\s*[:分]\s*\d{1,2}(?:\.\d+)?秒?)?分?|(?:上午|下午|晚上?)\d{1,2}时(?:\d+分|半|整)?"
)
_NOT_NAME = re.compile(r"[\s\d:|()\[\]【】《》<>/\\.,、，。·\-_“”\"'＞»→]+")
# ——2024年1月22日在山东省第十四届人民代表大会第二次会议上
_AT_MEETING = re.compile(r"\s*,?\s*在[^,。;]{2,80}上\s*[)）]?\s*$")
# 《人民日报》（2024年1月30日 第1版）
_PRINT_BEFORE = re.compile(r"《[^《》]{2,15}》\s*\(?\s*$")
_PRINT_AFTER = re.compile(r"\s*,?\s*(?:第\s*)?[0-9A-Z一二三四五六七八九十]{1,3}\s*版")
_WEEKDAY = re.compile(r"\s*(?:\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?)?\s*")
# 新华(网), 人民(网财经频道), 齐鲁晚(报)
_PAPER = re.compile(r"([\u4e00-\u9fff]{2,10}?)[社网报台刊]")
# 归档时间：a label of a kind that dates.yaml does not know
_UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff]{2}(?:时间|日期)\s*:\s*$")
_OWN_PAPER = re.compile("本报|本网|本台|本刊|本社")


def metadata_dates(page: Page) -> Iterator[Candidate]:
    """Dates of the metadata block, by their labels; 日期 and 时间 alone are published, or held beside 地点, 主持人."""
    fields = page.document.metadata
    meeting = any(page.words.meeting_fields.search("".join(field.label.split())) for field in fields)
    for field in fields:
        if field.value is None:
            continue
        first = page.words.kind_of_label(field.label)
        position = field.span.start
        for expression in page.expressions(field.span, labelled=True):
            kind = page.words.kind_before(page.folded[position : expression.span.start])
            kind = kind or (first if position == field.span.start else None)
            position = expression.span.end
            if kind == "bare":
                kind = "held" if meeting else "published"
            if kind and (expression.year or kind == "held"):
                yield Candidate(kind, expression, f"metadata-{kind}")


def line_dates(page: Page) -> Iterator[Candidate]:
    """Dates in the lines around the body: source line, by-line, front lines, and short blocks shaped like them."""
    document = page.document
    named = [span for span in (document.source_line, document.byline) if span]
    blocks = page.paragraphs
    heads, tails = _short(page, blocks[:2]), _short(page, blocks[2:][-3:])
    meeting = any(_is_meeting_line(page, span) for span in (*document.front, *heads))
    for span in dict.fromkeys((*document.front, *named)):
        below = bool(blocks) and span.start > blocks[0].span.start and span != document.source_line
        yield from _line(page, span, meeting, "tail" if below else "front")
    for span in heads:
        yield from _line(page, span, meeting, "head")
    for span in tails:
        yield from _line(page, span, False, "tail")


def _short(page: Page, blocks: tuple[Block, ...]) -> list[Span]:
    """The blocks short enough for a date line, which are no sentences."""
    spans = [block.span for block in blocks if block.span.end - block.span.start <= _SHORT]
    return [span for span in spans if not page.words_of(span).rstrip(' )"”').endswith(("。", "!", "?", "！", "？"))]


def _is_meeting_line(page: Page, span: Span) -> bool:
    """地点：三楼会议室, 地  点 本院会议室: a line of a meeting's record."""
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
        if label == "bare":
            label = "held" if meeting else "published"
        if label:
            if expression.year or label == "held":
                yield Candidate(label, expression, f"line-{label}")
            continue
        if _UNKNOWN_LABEL.search(before):
            continue
        candidate = _print(expression, before, after)
        if candidate is None and place != "tail":
            candidate = _subtitle(page, span, expression, after)
        if candidate is None and expression.year and _stands_alone(page, span, expression, place != "front"):
            candidate = Candidate(_kind_beside(page, span), expression, "line-beside-name")
        if candidate:
            yield candidate


def _subtitle(page: Page, span: Span, expression: Expression, after: str) -> Candidate | None:
    """（2024年1月15日）under a speech; ——2024年1月22日在…会议上; （2023年11月30日…会议通过）."""
    opening = page.folded[span.start : expression.span.start].strip(" -(")
    if opening and not re.fullmatch(r"[\u4e00-\u9fff·]{2,4}", opening):
        return None
    if _AT_MEETING.match(after):
        return Candidate("held", expression, "subtitle-at-meeting")
    bracketed = "(" in page.folded[span.start : expression.span.start]
    if bracketed and page.words.adopting.search(after[:60]):
        return Candidate("written", expression, "subtitle-adopted")
    if _WEEKDAY.sub("", after.strip(" )"), count=1):
        return None
    printed = expression.span.of(page.folded)
    if page.is_speech and "月" in printed and (bracketed or not re.search(r"[年月]\s*0\d", printed)):
        return Candidate("held", expression, "subtitle-of-speech")
    if bracketed and expression.year:
        return Candidate("written", expression, "subtitle-date")
    return None


def _print(expression: Expression, before: str, after: str) -> Candidate | None:
    """《人民日报》（2024年1月30日 第1版）: when it was printed."""
    if expression.year and (_PRINT_BEFORE.search(before) or _PRINT_AFTER.match(after)):
        return Candidate("published", expression, "line-newspaper")
    return None


def name_beside(page: Page, span: Span) -> str:
    """What is left of a line without dates, clock times and words such as 来源 and 浏览次数."""
    words = list(page.words_of(span))
    for expression in page.expressions(span, labelled=True):
        for i in range(expression.span.start - span.start, expression.span.end - span.start):
            words[i] = " "
    rest = _CLOCK.sub(" ", "".join(words))
    pieces = (re.sub(f"^(?:{page.words.line_words.pattern})+", "", piece) for piece in _NOT_NAME.split(rest))
    return "".join(piece for piece in pieces if len(piece) > 1)


def _stands_alone(page: Page, span: Span, expression: Expression, edge: bool) -> bool:
    """Whether a line is a date line: a date, perhaps a clock time, a name; in the body nothing else at all."""
    name = name_beside(page, span)
    if not edge:
        return len(name) <= 24 and "。" not in page.words_of(span)
    pointed = "月" not in expression.span.of(page.folded)
    return ("来源" in page.words_of(span) or pointed) and len(name) <= 16


def _kind_beside(page: Page, span: Span) -> DateKind:
    """published beside no name, the agency's own name or the paper's own; reposted beside anybody else's."""
    name = name_beside(page, span)
    if not name:
        return "reposted" if page.document.clean.family == "repost" else "published"
    return "reposted" if is_third_party(page, name) else "published"


def is_third_party(page: Page, name: str) -> bool:
    """Whether *name* (中国政府网, 大众日报, 佚名) is neither an office nor the paper whose own report this is."""
    words = page.words
    if _OWN_PAPER.search(name) or "记者" in name:
        return False
    bare = words.own_sites.sub("", name)
    if words.offices.search(bare) and not (bare != name and bare.endswith("政府")) and not words.media.search(bare):
        return page.document.clean.family == "repost"
    blocks = page.paragraphs
    own = "".join(
        [
            page.words_of(page.document.byline) if page.document.byline else "",
            page.words_of(blocks[0].span)[:50] if blocks else "",
            page.words_of(blocks[-1].span)[-50:] if blocks else "",
        ]
    )
    stem = _PAPER.match(name)
    known = bool(stem and re.search(f"{re.escape(stem[1])}[社网报台刊]", own)) or name in own
    return not known and not _OWN_PAPER.search(own)


def title_dates(page: Page) -> Iterator[Candidate]:
    """Dates the title prints: 在全市海洋工作会议上的讲话（2024年1月15日）, 1月30日市政府常务会议, …新闻发布会."""
    span = page.document.title_span
    if span is None:
        return
    for expression in page.expressions(span):
        before = page.folded[span.start : expression.span.start]
        after = page.folded[expression.span.end : span.end]
        if expression.month is None or expression.word or page.words.not_after.match(after):
            continue
        if before.rstrip().endswith("(") and ")" in after:
            if page.words.adopting.search(after):
                if expression.year:
                    yield Candidate("written", expression, "title-adopted")
            elif page.is_speech and expression.day:
                yield Candidate("held", expression, "title-brackets")
            elif expression.year and not after.strip(" )"):
                yield Candidate("written", expression, "title-brackets")
        elif (
            expression.day
            and not page.is_instrument
            and not page.words.relaying.search(before)
            and not page.words.not_before.search(before)
            and not page.words.coming.search(before)
            and "精神" not in after
            and (page.words.gatherings.search(after) or page.words.holding.search(after))
        ):
            yield Candidate("held", expression, "title-event")
