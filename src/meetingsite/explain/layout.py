"""An explanation as lines for a screen of fixed width, where a Chinese character takes two columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from ..errors import REMEDIES
from ..pages.comparison import LINE_END
from ..streams import columns
from .findings import Explanation, Outcome, Quote

WIDTH = 96
_NAME = 20  # columns of a finding's name
_QUOTED = 60  # columns of one quotation
_SHOWN = 3  # quotations of one finding; --json has all
_CERTAIN = {True: "确定", False: "推定", None: ""}
# Words of ASCII stay whole, and punctuation stays with what it opens or closes.
_PIECES = re.compile(r"[“‘（《「]*(?:[!-~]+|\S)[，。；：、！？）”’》」]*|\s+")


def as_json(explanation: Explanation) -> str:
    """The explanation for tools, every quotation with it; a refused document has ``refused`` and ``refused_by``."""
    told = asdict(explanation)
    told["refused"] = explanation.refused._asdict() if explanation.refused else None
    return json.dumps(told, ensure_ascii=False, indent=1)


def lines(explanation: Explanation) -> Iterator[str]:
    """The explanation, ready to print: nothing in it moves the cursor."""
    yield visible(explanation.path)
    if refused := explanation.refused:
        remedy = REMEDIES.get(refused.code, "")
        yield from wrapped(
            f"不能收入。阶段：{explanation.refused_by}；代码：{refused.code}；{refused.message}{remedy}", 2
        )
    for section in explanation.sections:
        yield ""
        yield f"【{section.name}】" + ("" if section.findings else "无")
        for finding in section.findings:
            yield from _finding(finding)


def _finding(finding: Outcome) -> Iterator[str]:
    name = visible(finding.name)
    indent = 2 + max(_NAME, columns(name) + 1) if columns(name) < WIDTH // 3 else 4
    facts = (finding.value, finding.rule and f"规则 {finding.rule}", _CERTAIN[finding.certain])
    value = "  ".join(filter(None, facts))
    if indent == 4:
        yield from wrapped(f"{name}  {value}".strip(), 2)
    else:
        first, *rest = wrapped(value or "－", indent)
        yield "  " + padded(name, indent - 2) + first.lstrip()
        yield from rest
    for quote in finding.quotes[:_SHOWN]:
        yield " " * 4 + padded(f"{quote.line}:{quote.column}", _NAME - 2) + _quoted(quote)
    if len(finding.quotes) > _SHOWN:
        yield " " * (_NAME + 2) + f"…… 另有 {len(finding.quotes) - _SHOWN} 处"
    if basis := finding.basis:
        yield " " * 4 + padded(f"{basis.line}:{basis.column}", _NAME - 2) + f"年份据此：{_quoted(basis)}"
    if finding.mend:
        yield from wrapped(f"→ 要改：{finding.mend}", _NAME + 2)


def _quoted(quote: Quote) -> str:
    """“会议指出” · “年2月5日‹, → ，›青岛市海洋”, what was removed or replaced between ‹ ›."""
    if quote.replacement is None:
        return f"“{shortened(visible(quote.words), _QUOTED)}”"
    words = shortened(visible(quote.words), _QUOTED - 24)
    change = f"{words} → {visible(quote.replacement)}" if quote.replacement else words
    return f"“{visible(quote.before)}‹{change}›{visible(quote.after)}”"


def visible(text: str) -> str:
    """*text* on one line, without what would move the cursor: line ends as ↵, the unprintable by its code."""
    flat = LINE_END.sub("↵", text).replace("\t", " ").replace("\u3000", "  ")
    return "".join(char if char.isprintable() else f"[U+{ord(char):04X}]" for char in flat)


def padded(text: str, width: int) -> str:
    """*text* and blanks up to *width* columns; at least one."""
    return text + " " * max(width - columns(text), 1)


def shortened(text: str, width: int) -> str:
    """*text*, its middle left out where it takes more than *width* columns: ``会议指出……抓好落实。``"""
    if columns(text) <= width:
        return text
    half = (width - 2) // 2
    return _first(text, half) + "……" + _first(text[::-1], half)[::-1]


def _first(text: str, width: int) -> str:
    taken = 0
    for index, char in enumerate(text):
        taken += columns(char)
        if taken > width:
            return text[:index]
    return text


def wrapped(text: str, indent: int, width: int = WIDTH) -> Iterator[str]:
    """*text* in lines of at most *width* columns, each behind *indent* blanks. Never empty."""
    room, line = width - indent, ""
    for match in _PIECES.finditer(visible(text)):
        piece = match.group()
        if line and columns(line + piece.rstrip()) > room:
            yield " " * indent + line.rstrip()
            line, piece = "", piece.lstrip()
        while columns(piece) > room:
            yield " " * indent + _first(piece, room)
            piece = piece[len(_first(piece, room)) :]
        line += piece
    yield " " * indent + line.rstrip()
