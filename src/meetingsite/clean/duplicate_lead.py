"""A summary that only repeats the text, and a paragraph that a page prints twice."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit
from .lines import split

# 【概要描述】2月5日，… · 导读：… · 摘要 …
_LABEL = re.compile(
    r"(?:[【\[（(]?(?:概要描述|概要|(?:本文|内容|文章|新闻)?(?:导读|摘要|提要|概要)|核心提示|新闻提示|简介|导语|描述|提要)[】\])）]?\s*[:：]?\s*)+"
)
_CUT_OFF = re.compile(r"(?:…+|\.{2,}|。{2,})$")
_STOP = "。！ "  # 摘要：某县召开现场会。 as the text tells it: 近日，某县召开现场会，部署……
# 3月19日，某县召开现场会，县长讲话 as the text tells it with more words between
_CLAUSE = re.compile("[，。；、：]")
_CLAUSES = 3
_NEAR = 6  # lines below an unlabelled summary among which the paragraph stands that it is the beginning of
_LONG = 30  # characters from which an identical paragraph is no coincidence


def duplicate_lead(text: str, knowledge: Knowledge) -> list[Edit]:
    """Remove a labelled or cut-off summary whose words stand in the text below, a sentence that is the beginning of a paragraph
    just below, and the second of two equal paragraphs."""
    edits: list[Edit] = []
    seen: set[str] = set()
    lines = split(text)
    for index, line in enumerate(lines):
        label = _LABEL.match(line.words)
        if len(line.words) < (_LONG // 2 if label else _LONG):
            continue
        words = line.words[label.end() :] if label else line.words
        core = _CUT_OFF.sub("", words)
        core = core.rstrip(_STOP) if label else core
        repeats = (label or core != words) and len(core) >= _LONG // 2
        clauses = [clause for clause in _CLAUSE.split(core) if clause] if label else []
        told = any(
            core in below.words or (len(clauses) >= _CLAUSES and all(clause in below.words for clause in clauses))
            for below in (lines[index + 1 :] if repeats else ())
        )
        opens = _ended(line.words) and any(
            below.words != line.words and below.words.startswith(line.words.rstrip(_STOP))
            for below in lines[index + 1 : index + 1 + _NEAR]
        )
        if line.words in seen or told or opens:
            edits.append(Edit(line.start, line.stop, "", "duplicate-lead"))
        seen.add(line.words)
    return edits


def _ended(words: str) -> bool:
    """Whether *words* are a long sentence: a summary without a label, which the paragraph below begins with."""
    return len(words) >= _LONG and words.endswith("。")
