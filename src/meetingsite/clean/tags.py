"""Tags of HTML and XML that a dump left around the text: of a page, of a feed's first long entry.

A text is taken for a dump only when it has several tags of names we know, so that ``<高质量发展>`` or a lone ``<br>`` stays text.
Entities are characters already (``plain_characters`` comes first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..knowledge import Knowledge
from ..model import Edit

_BREAKS = (
    "address|article|aside|blockquote|body|br|center|channel|content|content:encoded|dd|description|div|dl|dt|entry|feed|"
    "figcaption|figure|footer|form|h[1-6]|head|header|hr|html|item|li|main|nav|ol|option|p|pre|rss|section|summary|table|"
    "tbody|tfoot|thead|title|tr|ul"
)
_STAYS_ON_LINE = (
    "a|abbr|b|big|button|cite|code|col|del|em|embed|font|i|iframe|img|input|ins|label|link|meta|nobr|object|param|s|small|"
    "source|span|st1:[a-z]+|o:p|strike|strong|sub|sup|td|th|tt|u|ucaptitle|ucapcontent|founder-content|v:[a-z]+|video|audio|w:[a-z]+"
)
_UNSEEN = ("script", "style", "noscript", "select", "textarea", "svg")  # elements whose words no reader sees
# <p style="text-indent:2em"> · </div> · <br/> · <td>
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?P<breaks>{_BREAKS})|(?P<inline>{_STAYS_ON_LINE})|(?P<unseen>{'|'.join(_UNSEEN)}))(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
# <!DOCTYPE html> · <?xml version="1.0"?> · <![CDATA[ · ]]>
_DECLARATION = re.compile(
    r"<!DOCTYPE[^<>]*>|<\?[a-z][^<>]*\?>|<!\[CDATA\[|\]\]>|<!\[(?:end)?if[^<>]*\]>", re.IGNORECASE
)
_COMMENT_END = re.compile("-->")
_MARK = re.compile(r"<|\]\]>")
_ENOUGH = 4  # tags that make a dump
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:item|entry)(?=[\s>])", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:item|entry)\s*>", re.IGNORECASE)
# <title>…</title> of an entry
_ELEMENT = re.compile(r"<(?P<name>[a-zA-Z][\w:.-]*)(?=[\s/>])[^<>]*>")
_TEXTS = ("content:encoded", "content", "description", "summary")  # the first of these that is the longest is the text
_DATES = ("pubdate", "published", "updated", "dc:date")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Tue, 16 Oct 2018 08:30:00 +0800 · 2018-10-16T08:30:00Z
_DATE = re.compile(r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3})[a-z]* (?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2})")


def tags(text: str, knowledge: Knowledge) -> list[Edit]:
    """``<p>会议召开。</p><p>会上</p>`` → ``会议召开。\\n会上`` (rule ``html-tag``); of a feed the entry with the longest text stays,
    its date as ``发布时间：2018-10-16`` (rule ``feed``)."""
    if "<" not in text or sum(1 for _, _ in zip(_TAG.finditer(text), range(_ENOUGH), strict=False)) < _ENOUGH:
        return []
    kept, edits = _entry(text) if _FEED.search(text) else ([(0, len(text))], [])
    for start, end in kept:
        edits += _untagged(text, start, end)
    return sorted(edits)


def _untagged(text: str, start: int, end: int) -> Iterator[Edit]:
    """Edits that leave the words of text[start:end]; what a reader of the page does not see goes with its tags."""
    missing: set[re.Pattern[str]] = set()
    position = start
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if at < position:
            continue
        if text.startswith("<!--", at):
            position = _behind(_COMMENT_END, text, at, end, missing) or at + 4
            yield Edit(at, position, "", "html-tag")
        elif declared := _DECLARATION.match(text, at, end):
            position = declared.end()
            yield Edit(at, position, "", "html-tag")
        elif tag := _TAG.match(text, at, end):
            position = tag.end()
            if tag["unseen"] and not tag["close"]:
                position = _behind(_unseen_end(tag["unseen"].lower()), text, position, end, missing) or position
            cell = tag["inline"] in ("td", "th")
            yield Edit(at, position, "\n" if tag["breaks"] else " " if cell else "", "html-tag")


@cache
def _unseen_end(name: str) -> re.Pattern[str]:
    """``</script>``, ``</SCRIPT >``"""
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def _behind(sought: re.Pattern[str], text: str, start: int, end: int, missing: set[re.Pattern[str]]) -> int | None:
    """The offset behind what is *sought*; None where it does not come, which *missing* remembers: each is sought once in
    vain."""
    found = None if sought in missing else sought.search(text, start, end)
    if found is None:
        missing.add(sought)
        return None
    return found.end()


class _Element(NamedTuple):
    """One element directly in an entry; *start* and *end* are those of the whole, *inner* of its content."""

    name: str
    start: int
    end: int
    inner: tuple[int, int]


def _entry(text: str) -> tuple[list[tuple[int, int]], list[Edit]]:
    """The parts of a feed that are kept, and the edits of all others."""
    entries = []
    position = 0
    while opening := _ENTRY.search(text, position):
        closing = _ENTRY_END.search(text, opening.end())
        position = closing.end() if closing else len(text)
        entries.append((opening.start(), position))
    if not entries:
        return [(0, len(text))], []
    parts = [_elements(text, *entry) for entry in entries]
    best = max(range(len(parts)), key=lambda i: (_text_length(parts[i]), -i))
    content = max((p for p in parts[best] if p.name in _TEXTS), key=_length, default=None)
    kept, edits, position = [], [], 0
    for part in parts[best]:
        date = part.name in _DATES and _DATE.search(text, *part.inner)
        if part.name != "title" and part != content and not date:
            continue
        edits.append(Edit(position, part.start, "", "feed"))
        position = part.end
        if date:
            edits.append(Edit(part.start, part.end, f"\n发布时间：{_iso(date)}\n", "feed"))
        else:
            kept.append((part.start, part.end))
    edits.append(Edit(position, len(text), "", "feed"))
    return kept, [edit for edit in edits if edit.end > edit.start]


def _elements(text: str, start: int, end: int) -> list[_Element]:
    """The elements directly in the entry text[start:end]."""
    found = []
    missing: set[str] = set()
    position = start + 1
    while opening := _ELEMENT.search(text, position, end):
        closing = f"</{opening['name']}>"
        alone = opening.group().endswith("/>")
        stop = -1 if alone or closing in missing else text.find(closing, opening.end(), end)
        if stop < 0 and not alone:
            missing.add(closing)
        position = opening.end() if stop < 0 else stop + len(closing)
        inner = (opening.end(), max(stop, opening.end()))
        found.append(_Element(opening["name"].lower(), opening.start(), position, inner))
    return found


def _text_length(parts: list[_Element]) -> int:
    return max((_length(part) for part in parts if part.name in _TEXTS), default=0)


def _length(part: _Element) -> int:
    return part.inner[1] - part.inner[0]


def _iso(date: re.Match[str]) -> str:
    month = date["month"]
    if date["iso"] or month.lower() not in _MONTHS:
        return date["iso"] or date.group()
    return f"{date['year']}-{_MONTHS.index(month.lower()) + 1:02}-{int(date['day']):02}"
