"""The reading view of one document: its parts as HTML, its evidence marked where it stands.

What a reader copies is the clean text: markers, marks and handles add no character to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup, escape

from ..ids import anchor_of
from ..model import Block, Document, Item, Span
from .figures import figures
from .headline import unbroken
from .marked import Mark, marked

# 《山东省海洋药物和生物制品业发展规划》
_WORK = re.compile(r"《[^《》\n]{1,80}》")
_WORDS = 40  # code points of the words a fact rests on


class ViewPart(NamedTuple):
    """A part of the page that shows a part of the text."""

    span: Span
    anchor: str
    name: str  # what a reader calls it: 第3段, 题名
    verbatim: bool = True  # the part shows exactly the words of its span


class Basis(NamedTuple):
    """Words a fact rests on."""

    words: str
    place: str  # 第3段, 题名; empty when no part of the page shows them
    anchor: str  # of that part
    mark: str  # id of the element around the very words

    @property
    def html(self) -> Markup:
        """The words, leading to where they stand on this page."""
        if not self.anchor and not self.words:
            return Markup()
        cut = '<span class="cut">……</span>' if len(self.words) > _WORDS else ""
        words = f"<q>{escape(self.words[:_WORDS])}</q>{cut}" if self.words else ""
        if not self.anchor:
            return Markup(f'<span class="basis">{words}</span>\n')
        place = f'<span class="at">{escape(self.place)}</span>'
        return Markup(f'<a class="basis" href="#{self.mark or self.anchor}">{words}{place}</a>\n')


class BlockView(NamedTuple):
    """One block of the body, ready for the template."""

    number: int  # from 1: what readers see as ¶12
    anchor: str  # the permanent one
    tag: str  # p, h2 … h6
    style: str  # CSS classes
    html: Markup

    @property
    def row(self) -> str:
        """The block with its number, as the page shows it."""
        number, anchor, tag, style, html = self
        place = f'<a class="pn" href="#p{number}" data-n="{number}" aria-label="第{number}段"></a>'
        return f'<div class="blk" id="{anchor}"><{tag} class="{style}" id="p{number}">{html}{place}</{tag}></div>'


class PartView(NamedTuple):
    """A line of the document that is not body: by-line, series, a metadata value."""

    anchor: str
    html: Markup


class DocumentView:
    """One document being laid out: ask for the evidence of every fact first, then for the parts."""

    def __init__(self, document: Document, links: Iterable[Mark] = ()) -> None:
        """*links* are marks around names in the text that have a page; no two of them overlap."""
        self.document = document
        self.regions = regions(document)
        self._starts = [region.span.start for region in self.regions]
        self._marks: dict[tuple[Span, str], Mark] = {}
        self._in_part: dict[int, list[Mark]] = {}  # by where the part begins
        for link in links:
            self._place(link)

    def _place(self, mark: Mark) -> None:
        region = self.region(mark.start)
        if region is not None:
            self._in_part.setdefault(region.span.start, []).append(mark)

    def region(self, position: int) -> ViewPart | None:
        """The part of the page that shows the character at *position*."""
        index = bisect_right(self._starts, position) - 1
        return self.regions[index] if index >= 0 and position < self.regions[index].span.end else None

    def evidence(self, span: Span | None, style: str) -> Basis:
        """The words of *span*; from now on they stand in an element of class *style* with an id. None: an editor says
        so."""
        if span is None:
            return Basis("", "编者订正", "corrections", "")
        words = span.of(self.document.text)
        region = self.region(span.start)
        if region is None:
            return Basis(words, "", "", "")
        if not region.verbatim:
            return Basis(words, region.name, region.anchor, "")
        mark = self._marks.get((span, style))
        if mark is None:
            mark = Mark(*span, "mark", style, f"e{len(self._marks) + 1}")
            self._marks[span, style] = mark
            self._place(mark)
        return Basis(words, region.name, region.anchor, mark.id)

    def part(self, span: Span | None, anchor: str) -> PartView | None:
        """A line that is not body; None where there is none, or where it is shown as part of another."""
        region = self.region(span.start) if span else None
        if span is None or region is None or region.anchor != anchor:
            return None
        return PartView(anchor, self._html(span, ()))

    def value(self, span: Span) -> Markup:
        """The value of a field of the metadata."""
        return self._html(span, ())

    def title(self, topic_words: Iterable[str] = ()) -> Markup:
        """The title as it is shown, its evidence marked where it is printed so; *topic_words* are not broken."""
        span, title = self.document.title_span, self.document.title
        if span is not None and span.of(self.document.text) == title:
            return self._html(span, unbroken(title, topic_words, span.start))
        return marked(title, 0, len(title), unbroken(title, topic_words))

    def body(self) -> Markup:
        """All blocks, one below the other."""
        items = _items(self.document)
        depths = _heading_tags(self.document.blocks)
        blocks = enumerate(self.document.blocks, 1)
        return Markup("\n    ".join(self._block(number, block, depths, items).row for number, block in blocks))

    def _html(self, span: Span, own: Iterable[Mark]) -> Markup:
        text = self.document.text
        marks = list(self._in_part.get(span.start, ()))
        marks += [Mark(*match.span(), "span", "bk") for match in _WORK.finditer(text, *span)]
        marks += figures(text, *span)
        return marked(text, *span, [*own, *marks])

    def _block(self, number: int, block: Block, tags: dict[int, str], items: dict[int, list[_Member]]) -> BlockView:
        members = items.get(number - 1, [])
        own = [Mark(*m.item.span, "span", "it", m.anchor) for m in members if m.anchor != block.anchor]
        styles = {"heading": f"lv{block.level}", "question": "turn q", "answer": "turn a"}.get(block.kind, "para")
        handles = members
        if block.marker is not None:
            ids = {m.item.marker.start: m.id for m in members}
            handles = [m for m in members if m.item.marker.start != block.marker.start]
            end = block.marker.end
            if block.kind in ("question", "answer") and self.document.text[end : end + 1] in ("：", ":"):
                end += 1
            width = "mk" if end - block.marker.start <= 4 else "mk wide"
            own.append(Mark(block.marker.start, end, "span", width, ids.get(block.marker.start, "")))
            if block.kind == "paragraph":
                styles = "para hang"
        if block.lead is not None:
            own.append(Mark(*block.lead, "b", "ld"))
        links = [mark for mark in self._in_part.get(block.span.start, ()) if mark.tag == "a"]
        own.extend(_handle(m, links) for m in handles)
        tag = tags.get(number - 1, "p")
        return BlockView(number, block.anchor, tag, styles, self._html(block.span, own))


def regions(document: Document) -> tuple[ViewPart, ...]:
    """The parts of a document's page, in the order of its text; a part inside another is left out."""
    found = [ViewPart(block.span, f"p{number}", f"第{number}段") for number, block in enumerate(document.blocks, 1)]
    found.extend(ViewPart(field.span, "metadata", "元数据") for field in document.metadata if field.value is not None)
    found.extend(ViewPart(span, f"front{number}", "题下行") for number, span in enumerate(document.front, 1))
    for span, anchor, name in (
        (document.byline, "byline", "署名行"),
        (document.series, "series", "栏目行"),
        (document.source_line, "origin", "来源行"),
    ):
        if span is not None:
            found.append(ViewPart(span, anchor, name))
    if document.title_span is not None and document.title_origin != "derived":
        shown = document.title_span.of(document.text) == document.title
        found.append(ViewPart(document.title_span, "title", "题名", shown))
    kept: list[ViewPart] = []
    for region in sorted(found, key=lambda region: (region.span.start, -region.span.end)):
        if not kept or region.span.start >= kept[-1].span.end:
            kept.append(region)
    return tuple(kept)


class _Member(NamedTuple):
    """A member of an enumeration with its two addresses."""

    item: Item
    id: str  # m3-2: the second member of the third list; what readers see
    anchor: str  # the permanent one; the block's own where the member is a whole block


def _handle(member: _Member, links: list[Mark]) -> Mark:
    """The marker as a link to its own member; inside a link, which cannot hold another, only bold."""
    start, end = member.item.marker
    if any(link.start < end and start < link.end for link in links):
        return Mark(start, end, "b", "en", member.id)
    return Mark(start, end, "a", "en", member.id, f"#{member.anchor}")


def item_anchors(document: Document) -> dict[Item, str]:
    """The permanent anchor of every member of an enumeration, made from its words as a block's is."""
    seen = Counter(block.anchor.partition("-")[0] for block in document.blocks) if document.lists else Counter()
    found: dict[Item, str] = {}
    for enumeration in document.lists:
        for item in enumeration.items:
            block = document.blocks[item.block]
            whole = item.span == block.span
            found[item] = block.anchor if whole else anchor_of(item.span.of(document.text), seen)
    return found


def _items(document: Document) -> dict[int, list[_Member]]:
    """The members of all enumerations by the index of their block."""
    anchors = item_anchors(document)
    members: dict[int, list[_Member]] = {}
    for number, enumeration in enumerate(document.lists, 1):
        for position, item in enumerate(enumeration.items, 1):
            members.setdefault(item.block, []).append(_Member(item, f"m{number}-{position}", anchors[item]))
    return members


def _heading_tags(blocks: Iterable[Block]) -> dict[int, str]:
    """h2 for the outermost headings; a heading is never more than one step below the one it stands under."""
    tags: dict[int, str] = {}
    above: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            tags[index] = f"h{min(len(above) + 1, 6)}"
    return tags
