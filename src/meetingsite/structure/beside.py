"""Lists that a page prints beside its text: other headlines, its menu, its metadata, what was under its pictures."""

from __future__ import annotations

import re

from ..clean.lines import Line, ends_sentence, is_prose
from ..knowledge.labels import Labels
from .kinds import DATE_LINE, PICTURED

BULLETS = "•·●*"  # • 时间：2021-08-11 16：05, an item of the list that a portal prints its metadata as
# • 市府分类：一般行政
_ITEM = re.compile(rf"[{BULLETS}]\s*[^，。：:]{{2,8}}[:：].{{0,40}}")
_LINKS = 3  # headlines that make a list of links; within as many lines below it, the day of the page's own stands
_LONGEST = 60  # headlines of such a list
_WORD_OF_MENU = 5
_MENU_LINES = 4  # short words one below the other that make a menu
_PICTURES = 4
_NAME_OF_PICTURE = 12


def links_above(lines: list[Line], index: int) -> bool:
    """Whether the line at *index* is one of a list of other headlines, three or more, below which the page's own stands with
    its day: ``• 首季黄金消费三百吨``."""
    if not _is_link(lines[index]):
        return False
    stop = min(index + _LONGEST, len(lines))
    last = next((i for i in range(index, stop) if not _is_link(lines[i])), stop)
    first = next((i for i in range(index, max(index - _LONGEST, -1), -1) if not _is_link(lines[i])), index - _LONGEST)
    below = lines[last : last + _LINKS]
    return last - max(first, -1) > _LINKS and any(DATE_LINE.fullmatch(line.words) for line in below[1:])


def _is_link(line: Line) -> bool:
    return line.words[0] in BULLETS and not ends_sentence(line.words)


def without_menu(candidates: list[int], lines: list[Line]) -> tuple[list[int], list[int]]:
    """*candidates* without those that stand in a menu, one short word a line: ``感控工作`` among three others like it; and these."""
    short = {i for i in range(len(lines)) if len(lines[i].words) <= _WORD_OF_MENU}
    menu = [
        index
        for index in candidates
        if any(
            all(i in short for i in range(first, first + _MENU_LINES))
            for first in range(index - _MENU_LINES + 1, index + 1)
        )
    ]
    return [i for i in candidates if i not in menu], menu


def pictures_below(lines: list[Line], body: list[int]) -> list[int]:
    """What stood under the pictures at the end of a page: ``总结会现场``, ``颁发奖状``."""
    texts = (
        n
        for n in range(len(body), 0, -1)
        if is_prose(lines[body[n - 1]].words) or ends_sentence(lines[body[n - 1]].words)
    )
    last = next(texts, len(body))
    rest = body[last:]
    short = 0 < len(rest) <= _PICTURES and all(len(lines[i].words) <= _NAME_OF_PICTURE for i in rest)
    return rest if short and PICTURED.fullmatch(lines[rest[0]].words) else []


def listed_below(lines: list[Line], body: list[int], labels: Labels) -> list[int]:
    """The metadata that a portal prints as a list below the text: ``• 发布日期：2015-01-05`` and the items beside it."""
    run: list[int] = []
    for index in reversed(body):
        if not _ITEM.fullmatch(lines[index].words):
            break
        run.append(index)
    return run if any(labels.metadata_label.match(lines[i].words) for i in run) else []
