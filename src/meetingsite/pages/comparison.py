"""原文对照: the decoded source, line by line, every removed or changed piece with the rule that made it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from ..model import CleanDocument, Edit, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule at work in this document."""

    number: int
    label: str
    count: int  # edits
    removed: int  # code points it took away without replacement
    first_line: int


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the source."""

    number: int  # from 1
    html: Markup
    rules: tuple[tuple[RuleView, int], ...]  # the rules at work on this line and how often
    gone: bool  # nothing of the line is in the clean text


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole source of one document."""

    lines: tuple[LineView, ...]
    rules: tuple[RuleView, ...]  # most edits first


def comparison(clean: CleanDocument, labels: Mapping[str, str]) -> Comparison:
    """The source of *clean* with its ledger laid over it. *labels* gives a rule's Chinese name."""
    raw, edits = clean.raw.text, clean.edits
    bounds = _lines(raw)
    rules = _rules(edits, bounds, labels)
    waiting = deque(edits)
    lines: list[LineView] = []
    for number, (start, end) in enumerate(bounds, 1):
        here: list[Edit] = []
        while waiting and (waiting[0].start < end or number == len(bounds)):
            here.append(waiting[0])
            if waiting[0].end > end:  # it goes on in the next line
                break
            waiting.popleft()
        lines.append(_line(raw, Span(start, end), here, rules, number))
    return Comparison(tuple(lines), tuple(sorted(rules.values(), key=lambda rule: rule.number)))


def _lines(raw: str) -> list[tuple[int, int]]:
    """Half-open ranges of the lines, each with its line end."""
    ends = [match.end() for match in _LINE_END.finditer(raw)]
    if not ends or ends[-1] < len(raw):
        ends.append(len(raw))
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _rules(edits: tuple[Edit, ...], bounds: list[tuple[int, int]], labels: Mapping[str, str]) -> dict[str, RuleView]:
    counts = Counter(edit.rule for edit in edits)
    removed: Counter[str] = Counter()
    first: dict[str, int] = {}
    line = 0
    for edit in edits:
        while line + 1 < len(bounds) and bounds[line][1] <= edit.start:
            line += 1
        first.setdefault(edit.rule, line + 1)
        if not edit.replacement:
            removed[edit.rule] += edit.end - edit.start
    ordered = sorted(counts, key=lambda rule: (-counts[rule], rule))
    return {
        rule: RuleView(number, labels.get(rule, rule), counts[rule], removed[rule], first[rule])
        for number, rule in enumerate(ordered, 1)
    }


def _line(raw: str, line: Span, edits: list[Edit], rules: Mapping[str, RuleView], number: int) -> LineView:
    parts: list[str] = []
    left: list[str] = []  # what of the line is in the clean text
    position = line.start
    for edit in edits:
        begin, stop = max(edit.start, line.start), min(edit.end, line.end)
        left.append(raw[position:begin])
        parts.append(_shown(raw[position:begin]))
        label = escape(rules[edit.rule].label)
        if begin < stop:
            parts.append(f'<del title="{label}">{_shown(raw[begin:stop], "↵")}</del>')
        if edit.replacement and stop == edit.end:
            left.append(edit.replacement)
            parts.append(f'<ins title="{label}">{_shown(edit.replacement, "↵")}</ins>')
        position = stop
    left.append(raw[position : line.end])
    parts.append(_shown(raw[position : line.end]))
    counts = Counter(edit.rule for edit in edits)
    told = tuple((rules[rule], count) for rule, count in sorted(counts.items(), key=lambda pair: rules[pair[0]].number))
    return LineView(number, Markup("".join(parts)), told, bool(told) and not "".join(left).strip())


def _shown(text: str, line_end: str = "") -> str:
    """Escaped; line ends as a sign or nothing, invisible characters by their code: 零宽空格 → [U+200B]."""
    visible = _INVISIBLE.sub(lambda match: f"[U+{ord(match.group()):04X}]", _LINE_END.sub(line_end, text))
    return escape(visible)
