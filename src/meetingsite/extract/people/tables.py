"""Names in the column of a table that says what its people do: 述职人, 发言人, 参加人员."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...knowledge.posts import Posts
from .chains import Mention
from .names import is_listed
from .roles import RoleWord

# 一格一行的表：序号、单位、述职人、好、较好，1、米易县……
_FIRST = re.compile(r"^[ 　]*(?:序号|编号|次序|顺序)[ 　]*$", re.M)
_NUMBER = re.compile(r"[ 　]*1[ 　]*")
# 一行一排的表：| 序号 | 单位 | 述职人 |
_CELL = re.compile(r"[^|\t\n]+")
_COLUMNS = 12
_ROWS = 300


def read_tables(text: str, posts: Posts) -> Iterator[tuple[Mention, RoleWord]]:
    """The people of such columns with their role; spans in the coordinates of *text*."""
    for first in _FIRST.finditer(text):
        yield from _cells_by_line(text, first.start(), posts)
    if "|" in text or "\t" in text:
        yield from _cells_by_mark(text, posts)


def _column(head: str, start: int, posts: Posts) -> RoleWord | None:
    """The role a heading names: 述职人 is matched as the label 述职人： is."""
    label = posts.label.match(f"{head.strip()}：")
    if not label or not label.lastgroup:
        return None
    return RoleWord(posts.label_names[int(label.lastgroup[1:])], start, start + len(head))


def _cells_by_line(text: str, start: int, posts: Posts) -> Iterator[tuple[Mention, RoleWord]]:
    cells: list[tuple[int, int]] = []
    while start < len(text) and len(cells) < _ROWS:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > 30 or (cells and _FIRST.match(text, start, end)):
            break
        cells.append((start, end))
        start = end + 1
    width = next((i for i, cell in enumerate(cells[: _COLUMNS + 1]) if _NUMBER.fullmatch(text, *cell)), 0)
    for column, (low, high) in enumerate(cells[:width]):
        role = _column(text[low:high], low, posts)
        for row in _rows(text, cells, width) if role else ():
            if row + column < len(cells):
                yield from _person(text, *cells[row + column], role, posts)


def _rows(text: str, cells: list[tuple[int, int]], width: int) -> Iterator[int]:
    """Where each row begins: at its number, so that an empty or additional cell does not shift the rows after it."""
    number, at = 1, width
    while at < len(cells):
        if text[slice(*cells[at])].strip() == str(number):
            yield at
            number, at = number + 1, at + max(1, width - 1)
        else:
            at += 1


def _cells_by_mark(text: str, posts: Posts) -> Iterator[tuple[Mention, RoleWord]]:
    roles: dict[int, RoleWord] = {}
    start = width = 0
    for line in text.splitlines(keepends=True):
        cells = [found.span() for found in _CELL.finditer(text, start, start + len(line))]
        start += len(line)
        if len(cells) < 2:
            roles, width = {}, 0
        elif not width:
            heads = {i: _column(text[low:high], low, posts) for i, (low, high) in enumerate(cells)}
            roles, width = {i: role for i, role in heads.items() if role}, len(cells)
        for i, role in roles.items() if len(cells) == width else ():
            yield from _person(text, *cells[i], role, posts)


def _person(text: str, low: int, high: int, role: RoleWord | None, posts: Posts) -> Iterator[tuple[Mention, RoleWord]]:
    cell = text[low:high]
    name = re.sub("[ 　]", "", cell)
    if role and is_listed(name, posts, spaced=name != cell.strip()):
        start, end = low + len(cell) - len(cell.lstrip()), low + len(cell.rstrip())
        yield Mention(name, start, end, start, (), "roster"), role
