"""Test cases that a Chinese reader can add without Python: text files under ``tests/cases``.

A file holds blocks separated by a line ``====``; a block is a title line, ``--``, the input, ``--``, what must come out.
Blank lines at the edges of input and expectation do not count.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One block; *name* is what pytest shows."""

    name: str
    given: str
    expected: str


def read_cases(kind: str) -> list[Case]:
    """All cases of ``tests/cases/<kind>/*.txt``. Raises ValueError, naming file and block, for one that has not three parts."""
    cases = []
    for path in sorted((FOLDER / kind).glob("*.txt")):
        for number, block in enumerate(path.read_text(encoding="utf-8").split("\n====\n"), 1):
            parts = f"{block}\n".split("\n--\n")
            if len(parts) != 3:
                raise ValueError(f"{path.name}，第 {number} 块：应有标题、输入、预期三段，中间各隔一行“--”。")
            title, given, expected = (part.strip("\n") for part in parts)
            cases.append(Case(f"{path.stem}: {title}", given, expected))
    if not cases:
        raise ValueError(f"tests/cases/{kind} 里没有用例。")
    return cases
