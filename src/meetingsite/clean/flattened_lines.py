"""A whole page run together into one line by extraction: its line breaks are put back where blanks show them."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit
from .lines import MARKER, split

_FEW_LINES = 3
_LONG = 200
_HEADING = 40
_BLANKS = re.compile(" +")
# 普洱日报讯（记者 王某某）| 3月17日，……: the text goes on behind a dateline
_DATELINE = re.compile(r"[一-鿿\d]{2,20}[讯电]\s*(?:[（(][^（()）]{0,40}[）)]?)?")
# date 2025-09-26| 某某市议会……: the day of the page, which an extraction tool prints before the text
_STAMP = re.compile(r"\s*date (?=(?P<day>\d{4}-\d{2}-\d{2})(?P<gap> +)(?=[^\s\d]))")


def flattened_lines(text: str, knowledge: Knowledge) -> list[Edit]:
    """``…公开。 二、加强 …`` → ``…公开。\\n二、加强 …``: in a text of at most three lines, a blank becomes a line break before the
    first and after the last sentence, behind a sentence and before a heading. Blanks inside ``2024-01-30 10:22`` stay.

    The day that an extraction tool puts before any text gets a line of its own."""
    stamp = _STAMP.match(text)
    edits = (
        [Edit(0, stamp.end(), "", "flattened-line"), Edit(*stamp.span("gap"), "\n", "flattened-line")] if stamp else []
    )
    lines = [line for line in split(text) if line.words]
    if len(lines) > _FEW_LINES:
        return edits
    begin = stamp.end("gap") if stamp else 0
    for line in (line for line in lines if len(line.words) >= _LONG):
        sentences = [line.start + m.start() for m in re.finditer("[。！？；]", line.words)]
        if not sentences:
            continue
        blanks = list(_BLANKS.finditer(text, max(line.start, begin), line.end))
        head = max((m.end() for m in blanks if m.end() <= sentences[0]), default=line.start)
        begun = max(line.start, begin)  # where the present line begins
        for blank in blanks:
            before, after = text[blank.start() - 1], text[blank.end() : blank.end() + 8]
            outside = blank.end() <= head or blank.start() > sentences[-1]
            number = before.isdigit() and after[:1].isdigit()
            label = before in ":：" and not outside
            heading = blank.start() - begun <= _HEADING and MARKER.match(text, begun)
            breaks = outside or heading or before in "。！？；：”）" or MARKER.match(after)
            if after[:1] in "）)" or before in "（(":
                continue  # 召開會(huì )議
            dateline = breaks and _DATELINE.fullmatch(text, begun, blank.start())
            if breaks and not number and not label and not dateline:
                edits.append(Edit(blank.start(), blank.end(), "\n", "flattened-line"))
                begun = blank.end()
    return edits
