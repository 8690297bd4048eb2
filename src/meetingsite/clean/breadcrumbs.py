"""The path of a page in its site: its last step is often the title, and then is all that stays of the path."""

from __future__ import annotations

import re

from ..knowledge import Knowledge
from ..model import Edit
from .extent import text_lines
from .lines import Line, split

# 首页 > 政务公开 > 规划计划 > ……工作要点 · 某某论坛 -> 民生话题 -> …… · 论坛»论坛 › 综合 › ……
_STEP = re.compile(r" *(?:[-—]?[>＞»›]+|→) *")
_ARROWS = frozenset(">＞»›→")
# 当前位置：首页/新闻中心/部门动态/……
_PLACE = re.compile(r"(?:您|你)?的?(?:当前|现在|所在){0,3}的?(?:所在)?位置\s*(?:是|为)?\s*[:：]")
# 某某社区 → 民生话题 → 浏览帖子：……
_VIEWED = re.compile(r"(?:浏览|查看|阅读)(?:帖子|贴子|主题|文章)\s*[:：]\s*")
# 首页-时政要闻-……工作会议召开, of a page for telephones
_HOME = re.compile(r"(?:网站|论坛|返回)?首页 *[-–—]")
_DASH = re.compile(r" *[-–—]+ *")
_SLASH = re.compile(r" *[/\\|｜] *")
_NAME_MAXIMUM = 24  # characters of a column's name
_TITLE_MINIMUM = 10
_RIVAL_MINIMUM = 9  # another line of at least this length that reads like a title is the title
_APPENDED = re.compile(r"\s*(?:\[打印本页\]|\[复制链接\]|- Powered by.*|- 手机版.*)$")


def breadcrumbs(text: str, knowledge: Knowledge) -> list[Edit]:
    """``首页 > 规划计划 > 某市水利局工作要点`` → ``某市水利局工作要点`` where no other line above the text reads like a title; a path
    beside such a line goes with the other words of the page (``page_chrome``)."""
    if "位置" not in text and "首页" not in text and _ARROWS.isdisjoint(text):
        return []
    lines = split(text)
    prose = text_lines(lines, knowledge.noise)
    head = [line for line in lines[: prose[0] if prose else len(lines)] if line.words]
    edits = []
    for line in head:
        at = _last_step(line)
        if at is None:
            continue
        title = _APPENDED.sub("", line.words[at:])
        others = [other.words for other in head if other is not line]
        rival = any(
            title in words or knowledge.labels.title_word.search(words)
            for words in others
            if len(words) >= _RIVAL_MINIMUM
        )
        if not rival and knowledge.labels.title_word.search(title):
            edits.append(Edit(line.start, line.start + at, "", "portal-chrome"))
            if len(title) < len(line.words) - at:
                edits.append(Edit(line.start + at + len(title), line.end, "", "portal-chrome"))
    return edits


def _last_step(line: Line) -> int | None:
    """Where in the words of *line* the last step of a path begins, when it is long enough for a title."""
    place = _PLACE.match(line.words)
    step = _STEP
    if not _STEP.search(line.words):
        step = _SLASH if place else _DASH if _HOME.match(line.words) else _STEP
    steps = list(step.finditer(line.words))
    starts = [place.end() if place else 0, *(step.end() for step in steps)]
    names = [line.words[start : step.start()] for start, step in zip(starts, steps, strict=False)]
    if len(steps) < (1 if place else 2) or any(len(name) > _NAME_MAXIMUM for name in names):
        return None
    viewed = _VIEWED.match(line.words, steps[-1].end())
    at = viewed.end() if viewed else steps[-1].end()
    return at if len(line.words) - at >= _TITLE_MINIMUM else None
