"""From clean lines to a document whose parts have names."""

from __future__ import annotations

import re

from ..clean.lines import Line, split
from ..errors import RefusedError
from ..knowledge import Knowledge
from ..model import CleanDocument, Document, Field, Span
from .blocks import blocks_of
from .derive import derived_title, tells_purpose_only
from .editor import correct_title
from .front import body_start, glued_byline, is_salutation, sort_lines
from .kinds import source_of
from .lists import lists_of
from .metadata import metadata_block
from .title import Rival, own_words, title_span

_LAST_BLANK = re.compile(r"(?<=的[通决意公批报办方纪]) (?=[一-鿿]$)")  # 关于……的通 知
# ★ 本期要目 · ◆ 全市水利工作会议召开: the contents of a bulletin
_ITEM = re.compile(r"[★☆◆◇●■□▲•]\s*[^。！？]{2,60}")
# ……县务会议 |发布日期：2014-04-21 · ……会议 |来源：某某日报 2015-12-16
_DATED = re.compile(r"[一-鿿]{2}(?:日期|时间)\s*[:：]\s*\d{4}|来源\s*[:：]\s*[^\s：:]{2,16}\s+\d{4}-")
# 主持人 李某：
_SPEAKER = re.compile(r"[^，。]{2,20}[:：]")
_TITLE_MINIMUM = 8  # characters from which the value of 名称 or 主题 is a title


def structure(clean: CleanDocument, knowledge: Knowledge) -> Document:
    """Find title, metadata, by-line, series and source lines; what is left is the body, a block a line.

    Raises RefusedError("no-text") where nothing is left, YamlError for a corrected title that does not fit.
    """
    labels, text = knowledge.labels, clean.text
    lines = [line for line in split(text) if line.words]
    start = body_start(lines, labels)
    metadata = metadata_block(lines, start, labels)
    named = _titled(metadata.fields, labels.title_fields)
    field = named or _titled(metadata.fields, labels.theme_fields)
    rival = Rival(str(field.value), named is not None) if field else None
    front = sort_lines(lines, metadata.lines, start, rival, labels)
    blocks = blocks_of(text, [lines[i] for i in front.body], labels)
    if not blocks:
        raise RefusedError("no-text", "没有找到正文：除了页面上的杂质，没有成句的中文。")
    title = tuple(lines[i] for i in front.title)
    given = title_span(title[0], title[-1], text) if title else field and own_words(field.span, text)
    told = next((block.span for block in blocks if _tells(text, block.span)), blocks[0].span)
    span = given or derived_title(text, told)
    printed = _DATED.search(text, given.end, title[-1].end) if given and title else None
    dated = (Span(printed.start(), title[-1].end),) if printed else ()
    source = _span(lines, front.source)
    source_field = next((f for f in metadata.fields if f.value and f.label in labels.source), None)
    byline = _span(lines, front.byline) or glued_byline(text, tuple(block.span for block in blocks))
    found = Document(
        clean=clean,
        title=_LAST_BLANK.sub("", span.of(text).replace("\n", "")),
        title_origin="given" if given else "derived",
        title_span=span,
        metadata=metadata.fields,
        byline=byline,
        series=_span(lines, front.series),
        source_line=source or (source_field.span if source_field else None),
        source_name=source_of(source.of(text), labels) if source else source_field.value if source_field else None,
        front=tuple(sorted((*(Span(lines[i].start, lines[i].end) for i in front.other), *metadata.days, *dated))),
        blocks=blocks,
        lists=lists_of(text, blocks),
    )
    return correct_title(found)


def _tells(text: str, span: Span) -> bool:
    """Can the paragraph at *span* say what happened? A salutation, a speaker's name alone, the purpose of a meeting
    and ★ 本期要目 do not."""
    words = span.of(text)
    return not (
        is_salutation(words) or _SPEAKER.fullmatch(words) or _ITEM.fullmatch(words) or tells_purpose_only(text, span)
    )


def _titled(fields: tuple[Field, ...], names: tuple[str, ...]) -> Field | None:
    """The first of *fields* called one of *names* whose value is long enough for a title."""
    return next((f for f in fields if f.label in names and f.value and len(f.value) >= _TITLE_MINIMUM), None)


def _span(lines: list[Line], index: int | None) -> Span | None:
    return None if index is None else Span(lines[index].start, lines[index].end)
