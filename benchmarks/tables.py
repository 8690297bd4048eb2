"""Figures as the screen and a file show them."""

from __future__ import annotations

import json
import os
import platform
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """*rows* under *head*, the first column to the left, the others to the right."""
    cells = [list(head), *([_cell(value) for value in row] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(_padded(cell, width, left=not at) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
        for row in cells
    )


def _cell(value: object) -> str:
    """Whole numbers as they are, others with three figures or two places, None as a dash."""
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}" if value >= 1 or not value else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _width(text: str) -> int:
    """Columns on the screen: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def _padded(text: str, width: int, *, left: bool) -> str:
    blank = " " * (width - _width(text))
    return text + blank if left else blank + text


def ratio(one: float, other: float) -> float | None:
    """*one* / *other*; None where that says nothing."""
    return one / other if one and other else None


def machine() -> str:
    """When and on what kind of machine, without its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    cores = len(os.sched_getaffinity(0))
    return f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def save(path: Path, figures: dict[str, Any]) -> None:
    """Write *figures* as JSON."""
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
