"""Streams that can take Chinese, whatever the locale, and the room it takes on a terminal."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

_NO_CHINESE = (
    "meetingsite speaks Chinese, which this console cannot show."
    " Set PYTHONUTF8=1 and run chcp 65001, or use Windows Terminal.\n"
)


def speak_chinese(*streams: TextIO | None, windows: bool = os.name == "nt") -> None:
    """Have each of *streams* write UTF-8 where its encoding has no Chinese: what reads it (LC_ALL=C, a pipe, a log)
    takes bytes. A console of *windows* does not: it shows ``?``, and one of them says in English what to do."""
    told = False
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if stream is None or reconfigure is None:
            continue
        if _has_chinese(stream):
            reconfigure(errors="replace")  # a character that it lacks shows as "?", not as a traceback
        elif not windows or not stream.isatty():
            reconfigure(encoding="utf-8", errors="replace")
        else:
            reconfigure(errors="replace")
            if not told:
                stream.write(_NO_CHINESE)
            told = True


def _has_chinese(stream: TextIO) -> bool:
    try:
        "中文，“”→".encode(stream.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def columns(text: str) -> int:
    """How many columns *text* takes on a terminal: 读取 takes four, a combining mark none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
