"""The date under the agency's name at the end of a paper, and the printing line beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .expressions import Expression
from .page import Candidate, Page

_LAST = 4  # lines that may be a signature with nothing but the date
_TAIL = 60
# 某市人民政府办公室 2024年1月30日印发
_PRINTED = re.compile(r"\s*(?:印发|印制|印)\s*$")
_CLOSE = re.compile(r"[。!?！？;；”」』)]\s*")
_END_MARK = re.compile(r"^[(]?(?:完|全文完|稿完)[)]?$")
# 完／2024年5月4日: Hong Kong's end mark on the line of the date
_END_HERE = re.compile(r"^\s*\(?(?:完|全文完|稿完)\)?\s*[/、,。]?\s*$")
# （办公室 王某 2019年6月7日）: who wrote it, and where
_NAMED = re.compile(r"(?P<office>[\u4e00-\u9fff]{2,16}) {1,2}[\u4e00-\u9fff]{2,4} *$")
# （星期二）, as Hong Kong's press releases add
_WEEKDAY = re.compile(r"\s*\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?\s*")


def sign_off_dates(page: Page) -> Iterator[Candidate]:
    """The date below the agency's name at the end, or of a notice before its attachments; else the printing line's.

    At most one: two on different days → a notice's first, otherwise the last; three or more are a chronicle → none.
    """
    lines = _lines(page)
    signed: list[Candidate] = []
    printed: list[Candidate] = []
    days = set()
    for index, line in enumerate(lines):
        last_lines = index >= len(lines) - _LAST
        if not last_lines and line.end - line.start > 40:
            continue
        last = next(reversed(page.expressions(Span(max(line.start, line.end - _TAIL), line.end))), None)
        signer = _signer(page, line, last) if last and last.year else None
        if last is None or signer is None:
            continue
        after = page.folded[last.span.end : line.end].strip(" 。")
        if _PRINTED.match(after):
            printed.append(Candidate("written", last, "printing-line"))
        elif not _WEEKDAY.sub("", after, count=1).strip(") "):
            days.add(last.days)
            above = page.words_of(lines[index - 1]).strip() if index else ""
            below = page.words_of(lines[index + 1]).strip() if index + 1 < len(lines) else ""
            at_end = last_lines and (index or _CLOSE.search(page.folded, *line))
            if at_end or signer or (len(above) <= 30 and page.words.offices.search(above)):
                ended = _END_MARK.match(above) or _END_HERE.match(page.folded[line.start : last.span.start])
                release = ended or _WEEKDAY.match(after) or below.startswith("香港时间")
                signed.append(
                    Candidate("published", last, "release-date") if release else Candidate("written", last, "sign-off")
                )
    if signed and len(days) <= 2:
        yield signed[0] if page.is_instrument else signed[-1]
    elif not signed and printed:
        yield printed[0]


def _lines(page: Page) -> list[Span]:
    """Blocks, and front lines that stand below the first of them, in their order."""
    spans = [block.span for block in page.document.blocks]
    return sorted({*spans, *(span for span in page.document.front if spans and span.start > spans[0].start)})


def _signer(page: Page, line: Span, expression: Expression) -> str | None:
    """The signer before a date at the end of a line ("" for none); None when the date ends a sentence instead."""
    before = page.folded[line.start : expression.span.start]
    if "月" not in expression.span.of(page.folded) and before.strip():
        return None
    if _END_HERE.match(before):
        return ""
    signer = "".join(_CLOSE.split(before)[-1].strip(" (").split())
    named = _NAMED.match(_CLOSE.split(before)[-1].strip(" ("))
    office = page.words.editing.sub("", named["office"] if named else signer)
    if not signer or (len(signer) <= 30 and page.words.offices.search(office) and "," not in signer):
        return signer
    return None
