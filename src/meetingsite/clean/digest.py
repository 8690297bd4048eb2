"""A newsletter with several articles: its list of contents goes, and of the articles the first stays."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit
from .extent import text_lines
from .lines import split

# 本期目录 · 本期要目 · 目录 · In this issue
_CONTENTS = re.compile(
    r"[【\[]?(?:本期|本周|今日|本刊)?\s*(?:目录|要目|导读|导航|内容提要|看点|内容|头条)[】\]]?\s*[:：]?"
)
# 1. 南平市召开毛竹林下经济工作座谈会 · • 毛竹价格行情
_ENTRY = re.compile(
    r"(?:\d{1,2}\s*[.．、:：)）]\s*|[•·●▪■◆*-]\s*|[（(]\d{1,2}[)）]\s*)(?P<title>.{6,60}?)(?:\s*[.…·]*\s*\d{1,3})?"
)
_FEW = 2


def digest(text: str, knowledge: Knowledge) -> list[Edit]:
    """``本期目录 / 1. 甲市召开会议 / 2. 乙市印发计划 / 甲市召开会议 / …… / 乙市印发计划 / ……`` → the first article.

    An entry of the list is numbered, the headline of its article is not: a plan's own contents (``一、总体要求``) are no digest.
    """
    lines = split(text)
    prose = text_lines(lines, knowledge.noise) if any(_CONTENTS.fullmatch(line.words) for line in lines) else []
    if not prose:
        return []
    listed: list[tuple[int, str]] = []
    opened: int | None = None
    for index, line in enumerate(lines[: prose[0]]):
        if _CONTENTS.fullmatch(line.words):
            opened = index
        elif opened is not None and (entry := _ENTRY.fullmatch(line.words)):
            listed.append((index, entry["title"]))
    titles = [title for _, title in listed]
    articles = [i for i, line in enumerate(lines) if opened is not None and i > opened and line.words in titles]
    if opened is None or len(listed) < _FEW or len(articles) < _FEW or articles[0] > prose[0] or articles[1] < prose[0]:
        return []
    end = articles[1]
    return [
        Edit(lines[opened].start, lines[articles[0]].start, "", "related-list"),
        Edit(lines[end].start, len(text), "", "related-articles"),
    ]
