"""Numbers as characters: UTF-8 itself is the variable-length code, and a JavaScript string holds a list.

A value is one to three characters of the Basic Multilingual Plane, none a surrogate, quote, backslash, control
character or space:

===================  =========================================  =====
value                characters                                 bytes
===================  =========================================  =====
below 57             U+0023 + value                             1
below 1,817          U+00A0 + value - 57                        2
below 48,665         U+2100 + value - 1,817                     3
beyond               with high, low = divmod(value - 48,665, 46,848):
high below 34        U+005D + high, U+2100 + low                4
high below 161       U+0780 + high - 34, U+2100 + low           5
else                 U+07FF, U+2100 + high - 161, U+2100 + low  8
===================  =========================================  =====
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_TWO, _THREE, _MORE = 57, 1817, 48665
_LOW = 0xD800 - 0x2100
_FOUR, _FIVE = 34, 161


class Written(NamedTuple):
    """A run of numbers as one text."""

    text: str
    ends: NDArray[np.int64]  # of each number in text
    sizes: NDArray[np.int64]  # bytes of each number in UTF-8


def write(values: NDArray[np.int64]) -> Written:
    """*values*, none negative, as text."""
    high, low = np.divmod(np.maximum(values - _MORE, 0), _LOW)
    rare, long = values >= _MORE, high >= _FIVE
    length = 1 + rare + (rare & long)
    ends = np.cumsum(length)
    units = np.empty(int(ends[-1]) if len(ends) else 0, dtype="<u2")
    units[ends - 1] = np.select(
        [values < _TWO, values < _THREE, ~rare],
        [0x23 + values, 0xA0 + values - _TWO, 0x2100 + values - _THREE],
        0x2100 + low,
    )
    lead = np.select([high < _FOUR, ~long], [0x5D + high, 0x780 + high - _FOUR], 0x2100 + high - _FIVE)
    units[ends[rare] - 2] = lead[rare]
    units[ends[rare & long] - 3] = 0x7FF
    sizes = np.select([values < _TWO, values < _THREE, ~rare, high < _FOUR, ~long], [1, 2, 3, 4, 5], 8)
    return Written(units.tobytes().decode("utf-16-le"), ends, sizes)


def text_of(values: Iterable[int]) -> str:
    """A short list of numbers as text."""
    return write(np.fromiter(values, dtype=np.int64)).text


def read(text: str) -> list[int]:
    """The numbers of *text*: what ``static/search.js`` does."""
    values: list[int] = []
    high = 0
    extended = False
    for character in text:
        code = ord(character)
        if code >= 0x2100:
            if extended:
                high, extended = code - 0x2100 + _FIVE + 1, False
            elif high:
                values.append(_MORE + (high - 1) * _LOW + code - 0x2100)
                high = 0
            else:
                values.append(_THREE + code - 0x2100)
        elif code == 0x7FF:
            extended = True
        elif code >= 0x780:
            high = code - 0x780 + _FOUR + 1
        elif code >= 0xA0:
            values.append(_TWO + code - 0xA0)
        elif code >= 0x5D:
            high = code - 0x5D + 1
        else:
            values.append(code - 0x23)
    return values
