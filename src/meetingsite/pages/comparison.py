"""原文对照: the decoded source, line by line, every removed or changed piece with the rule that made it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from ..model import CleanDocument, Edit

_CONVERTED = "traditional"
"""The rule whose new characters stand above the old: every second word of a page may be converted."""

LINE_END = re.compile(r"\r\n|\r|\n")  # of a source, as found
_UNSEEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
_SPECIAL = re.compile(f"[{_UNSEEN}\r\n&<>\"']")


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule at work in this document."""

    number: int
    label: str
    count: int  # edits
    removed: int  # code points it took away without replacement
    first_line: int

    def link(self, count: int) -> str:
        """A link to the rule from a line on which it is at work *count* times."""
        times = f" ×{count}" if count > 1 else ""
        return f'<li><a href="#rule-{self.number}">{_text(self.label)}</a>{times}</li>'


class LineView(NamedTuple):
    """One line of the source."""

    number: int  # from 1
    html: Markup
    rules: tuple[tuple[RuleView, int], ...] = ()  # the rules at work on this line and how often
    gone: bool = False  # nothing of the line is in the clean text

    @property
    def row(self) -> str:
        """The line with its number and its rules, as the page shows it."""
        number, html, rules, gone = self
        style = "line gone" if gone else "line"
        place = f'<a class="ln" href="#L{number}" data-n="{number}" aria-label="第{number}行"></a>'
        found = "".join(rule.link(count) for rule, count in rules)
        why = f'<ul class="why" lang="zh-Hans">{found}</ul>' if rules else ""
        return f'<div class="{style}" id="L{number}">{place}<div class="raw song">{html}</div>{why}</div>'


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole source of one document."""

    lines: tuple[LineView, ...]
    rules: tuple[RuleView, ...]  # most edits first

    @property
    def rows(self) -> Markup:
        """All lines, one below the other."""
        return Markup("\n    ".join(line.row for line in self.lines))


def comparison(clean: CleanDocument, labels: Mapping[str, str]) -> Comparison:
    """The source of *clean* with its ledger laid over it. *labels* gives a rule's Chinese name."""
    raw, edits = clean.raw.text, clean.edits
    bounds = _lines(raw)
    rules = _rules(edits, bounds, labels)
    lines: list[LineView] = []
    first = 0  # of the edits that are not behind us
    for number, (start, end) in enumerate(bounds, 1):
        last = first
        while last < len(edits) and (edits[last].start < end or number == len(bounds)):
            last += 1
            if edits[last - 1].end > end:  # it goes on in the next line
                break
        if first == last:
            lines.append(LineView(number, Markup(_shown(raw[start:end]))))
        else:
            lines.append(_line(raw, start, end, edits[first:last], rules, number))
            first = last - 1 if edits[last - 1].end > end else last
    return Comparison(tuple(lines), tuple(sorted(rules.values(), key=lambda rule: rule.number)))


def _lines(raw: str) -> list[tuple[int, int]]:
    """Half-open ranges of the lines, each with its line end."""
    ends = [match.end() for match in LINE_END.finditer(raw)]
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


def _line(
    raw: str, start: int, end: int, edits: Sequence[Edit], rules: Mapping[str, RuleView], number: int
) -> LineView:
    """The line ``raw[start:end]``, in which *edits* stand; the first may begin before it and the last end behind it."""
    parts: list[str] = []
    left: list[str] = []  # what of the line is in the clean text
    position = start
    counts: dict[str, int] = {}
    for edit in edits:
        begin, stop = max(edit.start, start), min(edit.end, end)
        if position < begin:
            left.append(raw[position:begin])
            parts.append(_shown(raw[position:begin]))
        label = _attribute(rules[edit.rule].label)
        put_in = edit.replacement and stop == edit.end
        if put_in:
            left.append(edit.replacement)
        if put_in and edit.rule == _CONVERTED and begin == edit.start < stop:
            old, new = _shown(raw[begin:stop], "↵"), _put_in(edit.replacement)
            parts.append(f'<ruby title="{label}">{old}<rt lang="zh-Hans">{new}</rt></ruby>')
        else:
            if begin < stop:
                parts.append(f'<del title="{label}">{_shown(raw[begin:stop], "↵")}</del>')
            if put_in:
                parts.append(f'<ins title="{label}">{_put_in(edit.replacement)}</ins>')
        position = stop
        counts[edit.rule] = counts.get(edit.rule, 0) + 1
    left.append(raw[position:end])
    parts.append(_shown(raw[position:end]))
    told = sorted(((rules[rule], count) for rule, count in counts.items()), key=lambda pair: pair[0].number)
    return LineView(number, Markup("".join(parts)), tuple(told), not "".join(left).strip())


def _shown(text: str, line_end: str = "") -> str:
    """Escaped; line ends as a sign or nothing, invisible characters by their code: 零宽空格 → [U+200B]."""
    if not _SPECIAL.search(text):
        return text
    visible = _INVISIBLE.sub(lambda match: f"[U+{ord(match.group()):04X}]", LINE_END.sub(line_end, text))
    return escape(visible)


_put_in = lru_cache(maxsize=256)(partial(_shown, line_end="↵"))  # mostly one of a few punctuation marks
_attribute = lru_cache(maxsize=256)(escape)
_text = lru_cache(maxsize=256)(Markup.escape)
