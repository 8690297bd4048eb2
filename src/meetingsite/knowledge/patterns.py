"""The patterns that a data file holds, looked at before they are used."""

from __future__ import annotations

import re
from collections.abc import Iterable


def check_patterns(patterns: Iterable[str]) -> None:
    """Raise ValueError for *patterns* of which one is empty or no regular expression, or where there is none."""
    given = tuple(patterns)
    if not given or not all(given):
        raise ValueError("patterns 里没有内容：空的模式会匹配一切。")
    for pattern in given:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"正则式写错了：{pattern}（{error}）。") from None
