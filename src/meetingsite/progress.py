"""How far long work has come: a bar on a terminal, now and then a line in a log, nothing for a library.

What does the work takes a :class:`Progress` and never asks which kind it is. No colours, ever.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

from .streams import columns

_BAR = 24  # columns
_BAR_AFTER, _BAR_EVERY = 0.3, 0.1  # seconds from the start of a stage to the first drawing, and between two
_LINE_AFTER, _LINE_EVERY = 2.0, 5.0
_TELLING = 10  # steps from which on their speed tells of the rest


@dataclass(slots=True, eq=False)
class Stage:
    """One piece of work under way."""

    name: str  # 读取
    total: int | None  # None: not known beforehand
    tell: Callable[[Stage], None]
    started: float = 0.0
    done: int = 0
    told: bool = False  # something was said of it
    first: tuple[float, int] | None = None  # when the first steps were done, and how many

    def step(self, count: int = 1) -> None:
        """*count* more are done."""
        self.done += count
        self.tell(self)

    def count(self) -> str:
        """``2,345 / 10,000``, or ``2,345`` where the total is not known."""
        return f"{self.done:,}" if self.total is None else f"{self.done:,} / {self.total:,}"

    def left(self, now: float) -> str:
        """``剩 34 秒``, judged by how fast the steps went since the first; "" where that would be a guess.

        What comes before the first step (workers that start, knowledge that is loaded) is done once and says nothing of
        the rest.
        """
        if not self.total or self.first is None:
            return ""
        seconds, done = now - self.first[0], self.done - self.first[1]
        if seconds < 1 or done < _TELLING or self.done >= self.total:
            return ""
        return f"剩 {duration(seconds * (self.total - self.done) / done)}"


class Progress:
    """Says nothing: for library use and ``--quiet``."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """The work of the block, called *name* (a Chinese verb), of *total* steps."""
        yield Stage(name, total, lambda _: None)


SILENT = Progress()


class ShownProgress(Progress):
    """Progress on *stream*: with *columns* (how many the terminal has now) as a bar in one line, wiped at the end;
    without as lines of a log. A stream that fails is not written to again. Of nested stages the inner one speaks.
    """

    def __init__(
        self, stream: TextIO, clock: Callable[[], float] = time.monotonic, columns: Callable[[], int] | None = None
    ) -> None:
        self._stream, self._clock, self._columns = stream, clock, columns
        self._after, self._every = (_BAR_AFTER, _BAR_EVERY) if columns else (_LINE_AFTER, _LINE_EVERY)
        self._next = 0.0
        self._open: list[Stage] = []
        self._drawn = 0  # columns of the bar's line that hold something
        self._failed = False

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        stage = Stage(name, total, self._tell, self._clock())
        self._next = stage.started + self._after
        self._open.append(stage)
        try:
            yield stage
        finally:
            self._open.remove(stage)
            if self._columns and self._drawn:
                self._draw("", self._columns())
            elif stage.told:
                self._write(f"{name} {stage.count()}，用时 {duration(self._clock() - stage.started)}\n")

    def _tell(self, stage: Stage) -> None:
        now = self._clock()
        if stage.first is None:
            stage.first = now, stage.done
        if now < self._next or self._open[-1] is not stage:
            return
        self._next = now + self._every
        stage.told = True
        left = stage.left(now)
        if self._columns:
            self._draw(bar_line(stage, left, self._columns() - 1), self._columns())
        else:
            share = f"（{stage.done * 100 // stage.total}%）" if stage.total else ""
            self._write(f"{stage.name} {stage.count()}{share}{'，' if left else ''}{left}\n")

    def _draw(self, line: str, room: int) -> None:
        """Blanks, not an escape sequence, wipe what stood there: every terminal knows them."""
        used = columns(line)
        blanks = max(0, min(self._drawn, room - 1) - used)
        self._write(f"\r{line}{' ' * blanks}" + ("" if line else "\r"))
        self._drawn = used

    def _write(self, text: str) -> None:
        if self._failed:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # ValueError: it is closed, or cannot write Chinese
            self._failed = True


def shown_on(
    stream: TextIO,
    *,
    quiet: bool = False,
    environ: Mapping[str, str] = os.environ,
    clock: Callable[[], float] = time.monotonic,
) -> Progress:
    """What suits *stream*: a bar on a terminal that can go back in its line, lines elsewhere."""
    try:
        if quiet or stream.closed:
            return SILENT
        terminal = stream.isatty() and environ.get("TERM") != "dumb"
    except (OSError, ValueError):
        return SILENT
    return ShownProgress(stream, clock, (lambda: _terminal_columns(stream)) if terminal else None)


def bar_line(stage: Stage, left: str, room: int) -> str:
    """``读取  [#####...................]  2,345 / 10,000  剩 34 秒``, or as much of it as *room* columns take."""
    full = min(_BAR, _BAR * stage.done // stage.total) if stage.total else 0
    bar = f"[{'#' * full}{'.' * (_BAR - full)}]" if stage.total else ""
    for parts in ([stage.name, bar, stage.count(), left], [stage.name, stage.count(), left], [stage.count()]):
        line = "  ".join(filter(None, parts))
        if columns(line) <= room:
            return line
    return ""


def duration(seconds: float) -> str:
    """``34 秒``, ``3 分 05 秒``, ``2 小时 07 分``."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} 秒"
    if whole < 3600:
        return f"{whole // 60} 分 {whole % 60:02} 秒"
    return f"{whole // 3600} 小时 {whole % 3600 // 60:02} 分"


def _terminal_columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
