"""A figure and its unit stay on one line: 1490亿元, 2024年, 10个, 2024-03-08."""

from __future__ import annotations

import re

from .marked import Mark

# A figure without a unit is left alone: browsers do not break within 1490 or 93%, only within １４９０ and behind a hyphen.
_UNIT = "元个家项处艘人年月日号次届条名篇亩吨米件座户"
_FIGURE = re.compile(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    f"|[0-9０-９][0-9０-９.,．]*[%％‰]?(?:[十百千万亿]{{1,3}}[{_UNIT}]?|[{_UNIT}])"
    "|[０-９][０-９.,．]+[%％‰]?"
)


def figures(text: str, start: int, end: int) -> list[Mark]:
    """Marks around what must not be broken in ``text[start:end]``."""
    return [Mark(*match.span(), "span", "nb") for match in _FIGURE.finditer(text, start, end)]
