"""JSON as the data files have it: a member a line, so that what changes little differs in few lines."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(
    ensure_ascii=False
).encode  # ten times as fast as with an indent, which json writes in Python


def json_bytes(value: Any, levels: int = 1) -> bytes:
    """*value* in UTF-8, each member of its outer *levels* levels on a line of its own; a lone surrogate as an escape."""
    return (_lines(value, levels, "\n") + "\n").encode("utf-8", "backslashreplace")


def _lines(value: Any, levels: int, margin: str) -> str:
    if not levels or not value or not isinstance(value, dict | list):
        return _encode(value)
    inner = margin + " "
    if isinstance(value, dict):
        members = [f"{_encode(key)}: {_lines(member, levels - 1, inner)}" for key, member in value.items()]
    elif levels == 1:
        members = list(map(_encode, value))
    else:
        members = [_lines(member, levels - 1, inner) for member in value]
    before, after = "{}" if isinstance(value, dict) else "[]"
    return f"{before}{inner}{f',{inner}'.join(members)}{margin}{after}"
