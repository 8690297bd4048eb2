"""Where the words of the topics' vocabulary stand in a document, and what their places say."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..knowledge.topics import Kind, Topics
from ..model import Document, Span

# 八是扩大海洋开放合作。|…… : where a sentence ends
_STOP = re.compile(r"[。；;！？!?\n]")
# 抓好疫情防控，|加快核酸检测，|…… : where a clause ends
_CLAUSE = re.compile(r"[。；;！？!?\n，,：:]")
# 传达学习全国自然资源工作会议、省委农村工作会议精神: other meetings, named in passing
_CONVEYED = re.compile(r"(?:传达|学习|贯彻|落实)[^。；;，,\n]{0,120}?(?:会议?|指示|批示|讲话)精神")
# 各市、县（区）水务局，各灌区管理处： | 抄送：省委高校工委 | 列席：…… | 联系人：……: names, not matters
_ADDRESS = re.compile(
    r"(?m)^(?:各[^。；\n]{0,200}：$"
    r"|(?:抄送|抄报|主送|分送|报|送|发|出席|列席|请假|缺席|参加|记录|主持|联系人|联系电话|来源)：[^\n]*)"
)
# 会议听取了|县水务局关于河道治理的汇报| · 会上审议通过|《水源保护办法》|: what a meeting took up; not 要研究解决……
_VERB = "(?:听取|审议|研究|讨论|审查|审定|审核|表决|批准|通过)"
_ITEMS = re.compile(
    rf"(?:(?:会议|大会|全会|会上|会中|例会|委员会)[^。；;，,\n]{{0,16}}?(?<![要应需请]){_VERB}|(?<![要应需请]){_VERB}了)"
    rf"(?:[、并和及]?(?:原则)?{_VERB})*了?[^。；;，,\n]{{2,160}}"
    rf"|(?<=[，,]){_VERB}[^。；;，,\n]{{0,24}}?(?:关于|《)[^。；;，,\n]{{2,160}}|案由：[^\n]{{2,160}}"
)
# an item by its name, or one that is no list: 听取了|全县春耕备耕情况汇报
_NAMED = re.compile(
    r"《[^》\n]{2,80}》|“[^”\n]{6,80}”|关于[^。；;，,、\n]{2,80}"
    r"|(?<=[取议究论查定核决准过]了)[^。；;，,、\n]{2,80}(?:事宜|事项|问题|情况|汇报|报告|方案)"
)
_LEADING = 4  # matters of a first sentence that says what the document is about


class Mention(NamedTuple):
    """A word of the vocabulary, for one of its topics, and where it stands."""

    span: Span
    kind: Kind
    sentence: int  # its number in the text
    clause: int  # its number in the text
    block: int  # its number in the text; the title is one
    opening: bool  # in the first sentence of its block
    title: bool
    lead: bool  # in the first sentence of the body
    headline: bool
    listed: bool  # in a clause that enumerates: named in passing, no more than weak evidence
    item: bool  # of what the meeting heard, examined or passed
    named: bool  # in the name of such an item

    @property
    def strong(self) -> bool:
        """Whether it is a full word that is not named in passing."""
        return self.kind == "word" and (self.title or self.headline or not self.listed)

    @property
    def office(self) -> bool:
        """Whether it names who is in charge of the field."""
        return self.kind in ("body", "name")


def mentions_by_topic(document: Document, topics: Topics) -> dict[int, list[Mention]]:
    """Every word of the vocabulary in title and body, by topic (its index into Topics.topics), in the order of the
    text."""
    text, mentions = document.text, dict[int, list[Mention]]()
    headlines = [*_headlines(document, topics.headline)]
    headed = _mask(headlines, len(text))
    aside = (Span(*match.span()) for pattern in (_CONVEYED, _ADDRESS) for match in pattern.finditer(text))
    barred = _mask(aside, len(text))
    agenda = [Span(*match.span()) for match in _ITEMS.finditer(text)]
    agenda += [span for span in headlines if text.startswith("关于", span.start)]
    items = _mask(agenda, len(text))
    named = _mask((Span(*match.span()) for span in agenda for match in _NAMED.finditer(text, *span)), len(text))
    sentences = [match.end() for match in _STOP.finditer(text)]
    clauses = [match.end() for match in _CLAUSE.finditer(text)]
    listed = _mask(_enumerations(text, clauses), len(text))
    title, lead = document.title_span or Span(0, 0), _lead(document)
    found = [(region.start, tuple(topics.find(region.of(text)))) for region in _regions(document)]
    alive = {number for _, hits in found for hit in hits for number, kind in hit.owners if kind != "weak"}
    for block, (offset, hits) in enumerate(found):
        first = bisect(sentences, offset)
        for start, end, owners in hits:
            at = offset + start
            if not barred[at]:
                span, sentence = Span(at, offset + end), bisect(sentences, at)
                place = (
                    sentence,
                    bisect(clauses, at),
                    block,
                    sentence == first,
                    title[0] <= at < title[1],
                    lead[0] <= at < lead[1],
                    bool(headed[at]),
                    bool(listed[at]),
                    bool(items[at]),
                    bool(named[at]),
                )
                for number, kind in owners:
                    if number in alive:
                        mentions.setdefault(number, []).append(Mention(span, kind, *place))
    return _only_leads({number: _weighed(several) for number, several in mentions.items()})


def _weighed(mentions: list[Mention]) -> list[Mention]:
    """Two words of one topic in an enumeration make it theirs: 抓好矿山、危化品、燃气等领域."""
    if len(mentions) < 2 or not any(mention.listed for mention in mentions):
        return mentions
    clauses = Counter(mention.clause for mention in mentions)
    return [
        mention._replace(listed=False) if mention.listed and clauses[mention.clause] > 1 else mention
        for mention in mentions
    ]


def _only_leads(mentions: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """A first sentence that names more than four matters is about none: 固定资产投资增长7%，预算收入增长6%，……. Topics that
    one word leads to (住房保障, 住房城乡建设) are one matter."""
    leading = {
        next((mention.span.start for mention in several if mention.lead and mention.strong), None)
        for several in mentions.values()
    }
    if len(leading - {None}) <= _LEADING:
        return mentions
    return {
        number: [
            mention._replace(lead=False, opening=False, item=False) if mention.lead else mention for mention in several
        ]
        for number, several in mentions.items()
    }


def _lead(document: Document) -> Span:
    """The first sentence of the body; salutations and speakers' names (各位代表：) are none."""
    for block in document.blocks:
        start = block.marker.end if block.marker else block.span.start
        stop = _STOP.search(document.text, start, block.span.end)
        if stop:
            return Span(start, stop.start())
    return Span(0, 0)


def _enumerations(text: str, clauses: list[int]) -> Iterator[Span]:
    """Clauses that name three things or more: 研究了乡村振兴、安全生产、信访等工作."""
    for start, end in pairwise((0, *clauses, len(text))):
        if text.count("、", start, end) >= 2:
            yield Span(start, end)


def _mask(spans: Iterable[Span], length: int) -> bytearray:
    """One for each character in *spans*, zero for all others."""
    mask = bytearray(length)
    for start, end in spans:
        mask[start:end] = b"\1" * (end - start)
    return mask


def _regions(document: Document) -> list[Span]:
    """The blocks, and the title unless it was made from words of theirs."""
    blocks = [block.span for block in document.blocks]
    title = document.title_span
    if title and not any(title.start < block.end and block.start < title.end for block in blocks):
        blocks.append(title)
    return sorted(blocks)


def _headlines(document: Document, longest: int) -> Iterator[Span]:
    """Headings, run-in headings and first clauses of enumerated items, those that are short."""
    for span in _openings(document):
        if span.end - span.start <= longest:
            yield span


def _openings(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.lead:
            yield block.lead
        if block.kind == "heading":
            yield Span(block.marker.end if block.marker else block.span.start, block.span.end)
    for item in (item for items in document.lists for item in items.items):
        stop = _CLAUSE.search(document.text, item.marker.end, item.span.end)
        yield Span(item.marker.end, stop.start() if stop else item.span.end)
