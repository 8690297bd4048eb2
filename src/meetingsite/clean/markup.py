"""Marks of other text formats: Markdown left by a converter, the quotation marks of forwarded mail."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit

# ![会场照片](./img/1.png)
_IMAGE = r"!\[[^\[\]\n]{0,80}\]\([^()\s]{1,300}\)"
# # 标题 · ### 一、…… · a line of ---
_LINE_MARK = r"^ {0,3}#{1,6} +(?=\S)|^ {0,3}(?:-{3,}|\*{3,}|_{3,}) *$"
# **会议强调**
_STRONG = r"\*\*(?=\S)|(?<=\S)\*\*"
_MARKDOWN = re.compile(f"{_IMAGE}|{_LINE_MARK}|{_STRONG}", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_ITEM = re.compile(r"^ {0,3}[-*+] +(?=\S)|^ {0,3}> ?", re.MULTILINE)
# > 各县市区科协：
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_ENOUGH = 3  # lines with the mark before it is taken for the format's


def markup(text: str, knowledge: Knowledge) -> list[Edit]:
    """``# 会议召开\\n**会议强调**，……`` → ``会议召开\\n会议强调，……``; ``> 各单位：`` → ``各单位：``

    Markdown is recognised by a heading or an image, quotation by at least three lines; a lone ``#`` or ``>`` stays.
    """
    found = []
    if _HEADING.search(text) or re.search(_IMAGE, text):
        found = [*_MARKDOWN.finditer(text), *_ITEM.finditer(text)]
    elif len(quoted := list(_QUOTED.finditer(text))) >= _ENOUGH:
        found = quoted
    edits = sorted({(match.start(), match.end()) for match in found})
    kept: list[Edit] = []
    for start, end in edits:
        if not kept or start >= kept[-1].end:
            kept.append(Edit(start, end, "", "markup"))
    return kept
