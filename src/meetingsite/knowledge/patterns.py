"""The patterns that a data file holds, looked at before they are used."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..errors import FieldError

_MEND = "括号要成对；照字面的 ( [ . * + ? 前加 \\。"


def check_patterns(patterns: Iterable[str]) -> None:
    """Raise FieldError for *patterns* of which one is empty or no regular expression, or which cannot stand side by side, or
    where there is none."""
    given = tuple(patterns)
    if not given or not all(given):
        raise FieldError("patterns", "patterns 里没有内容：空的模式会匹配一切。", "写上模式，或删去这一条。")
    for pattern, compiled in (*((pattern, f"(?:{pattern})") for pattern in given), ("合在一起", one_of(given))):
        try:
            re.compile(compiled)
        except re.error as error:
            raise FieldError("patterns", f"正则式写错了：{pattern}（{error}）。", _MEND) from None


def one_of(patterns: Iterable[str]) -> str:
    """A pattern that matches what one of *patterns* does; the first that does is taken."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)
