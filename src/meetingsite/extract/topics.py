"""Topics of a document: never from a passing mention, always with the words it rests on.

The rules are those of knowledge/topics.yaml, tried in its order; the first that holds is named in the fact.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ..knowledge import Knowledge
from ..knowledge.topics import Kind, PassageRule, Topic, Topics
from ..model import Document, Span, TopicFact

# 八是扩大海洋开放合作。|…… : where a sentence ends
_STOP = re.compile(r"[。；;！？!?\n]")
# 抓好疫情防控，|加快核酸检测，|…… : where a clause ends
_CLAUSE = re.compile(r"[。；;！？!?\n，,：:]")
# 传达学习全国自然资源工作会议、省委农村工作会议精神: other meetings, named in passing
_CONVEYED = re.compile(r"(?:传达|学习|贯彻|落实)[^。；;，,\n]{0,120}?会议?精神")
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
)
# an item by its name
_NAMED = re.compile(r"《[^》\n]{2,80}》|“[^”\n]{6,80}”|关于[^。；;，,、\n]{2,80}")
_HEADING = 4  # points: the word of the heading, and another word or two of weak evidence elsewhere
_LEADING = 4  # matters of a first sentence that says what the document is about


class _Mention(NamedTuple):
    span: Span
    kind: Kind
    sentence: int  # its number in the text
    clause: int  # its number in the text
    title: bool
    lead: bool  # in the first sentence of the body
    headline: bool
    listed: bool  # in a clause that enumerates: named in passing, no more than weak evidence
    item: bool  # of what the meeting heard, examined or passed
    named: bool  # in the name of such an item

    @property
    def strong(self) -> bool:
        return self.kind == "word" and (self.title or self.headline or not self.listed)

    @property
    def office(self) -> bool:
        return self.kind in ("body", "name")


class _Candidate(NamedTuple):
    topic: Topic
    words: list[_Mention]  # what it rests on
    points: int  # two for a full word; one for weak evidence, at most three to a full word
    rule: str

    @property
    def weight(self) -> int:
        extra = sum(mention.headline or mention.lead for mention in self.words if mention.kind == "word")
        return self.points + 2 * extra + 10 * (self.rule == "title")


def extract_topics(document: Document, knowledge: Knowledge) -> tuple[TopicFact, ...]:
    """Topics of *document*, the weightiest first, then by id: none that is marginal beside the others, and of many the
    first so many as its length allows. ``spans`` are clean coordinates of every word of the topic in title and body,
    in order."""
    topics = knowledge.topics
    titled = {number for hit in topics.find(document.title) for number, kind in hit.owners if kind == "word"}
    length = sum(block.span.end - block.span.start for block in document.blocks)
    found = [
        candidate
        for number, mentions in _mentions(document, topics).items()
        if (candidate := _candidate(mentions, topics.topics[number], number in titled, length, topics))
    ]
    most = max((candidate.points for candidate in found), default=0)
    kept = [candidate for candidate in found if _matters(candidate, most, topics)]
    ranked = sorted(kept, key=lambda candidate: (-candidate.weight, candidate.topic.id))[: topics.limit.of(length)]
    return tuple(TopicFact(c.topic.id, c.topic.name, tuple(word.span for word in c.words), c.rule) for c in ranked)


def _matters(candidate: _Candidate, most: int, topics: Topics) -> bool:
    """Whether a candidate that rests on its mentions alone has a fair share of those of the foremost."""
    return (
        candidate.rule in ("title", "specific", "lead", "agenda", "office") or candidate.points * topics.share >= most
    )


def _candidate(mentions: list[_Mention], topic: Topic, titled: bool, length: int, topics: Topics) -> _Candidate | None:
    """The topic by the first rule that *mentions*, in the order of the text, satisfy; None if there is none."""
    strong = [mention for mention in mentions if mention.strong]
    held = [mention.span for mention in mentions if (mention.title or mention.lead) and mention.office]
    item = _is_item(mentions)
    if not strong and not held and not item:
        return None
    words = [mention for mention in mentions if mention.kind != "name"]
    points = 2 * len(strong) + min(3 * len(strong), len(words) - len(strong))
    rule = _rule(words, strong, points, titled, topic.specific, topics.repeated.of(length), topics.passage)
    if not rule and item:
        return _Candidate(topic, words, max(2, points), "agenda")
    if rule in ("", "heading", "passage", "repeated") and held:
        matter = [word for word in words if word.span not in held]
        if len(matter) >= topics.repeated.of(length) and _apart(matter):
            return _Candidate(topic, mentions, max(points, len(matter)), "office")
    return _Candidate(topic, words, points, rule) if rule else None


def _rule(
    words: list[_Mention],
    strong: list[_Mention],
    points: int,
    titled: bool,
    specific: bool,
    needed: int,
    passage: PassageRule,
) -> str:
    if titled and words:
        return "title"
    if strong and specific:
        return "specific"
    if _apart(words) and any(mention.lead for mention in strong):
        return "lead"
    if points >= _HEADING and any(mention.headline for mention in strong) and words[0].clause != words[-1].clause:
        return "heading"
    if strong and _dense(words, passage.within, passage.words):
        return "passage"
    return "repeated" if points > 2 * needed and words[0].clause != words[-1].clause else ""


def _is_item(mentions: list[_Mention]) -> bool:
    """Whether the meeting took it up: as an item with a name, or in passing and then again outside its agenda."""
    items = [mention for mention in mentions if mention.item and mention.kind == "word"]
    again = any(mention.strong and not mention.item for mention in mentions)
    return any(mention.named for mention in items) or (bool(items) and again)


def _apart(words: list[_Mention]) -> bool:
    """Whether they stand in more than one sentence."""
    return bool(words) and words[0].sentence != words[-1].sentence


def _dense(mentions: list[_Mention], within: int, words: int) -> bool:
    """Whether *words* mentions, most of them of full words, stand together in more than one sentence."""
    for end in range(words, len(mentions) + 1):
        window = mentions[end - words : end]
        first, last = window[0], window[-1]
        near = last.span.end - first.span.start <= within and first.sentence != last.sentence
        if near and 2 * sum(mention.strong for mention in window) > words:
            return True
    return False


def _mentions(document: Document, topics: Topics) -> dict[int, list[_Mention]]:
    """Every word of the vocabulary in title and body, by topic, in the order of the text."""
    text, mentions = document.text, dict[int, list[_Mention]]()
    headlines = _mask(_headlines(document, topics.headline), len(text))
    aside = (Span(*match.span()) for pattern in (_CONVEYED, _ADDRESS) for match in pattern.finditer(text))
    barred = _mask(aside, len(text))
    agenda = [Span(*match.span()) for match in _ITEMS.finditer(text)]
    items = _mask(agenda, len(text))
    named = _mask((Span(*match.span()) for span in agenda for match in _NAMED.finditer(text, *span)), len(text))
    sentences = [match.end() for match in _STOP.finditer(text)]
    clauses = [match.end() for match in _CLAUSE.finditer(text)]
    listed = _mask(_enumerations(text, clauses), len(text))
    title, lead = document.title_span or Span(0, 0), _lead(document)
    found = [(region.start, tuple(topics.find(region.of(text)))) for region in _regions(document)]
    alive = {number for _, hits in found for hit in hits for number, kind in hit.owners if kind != "weak"}
    for offset, hits in found:
        for start, end, owners in hits:
            at = offset + start
            if not barred[at]:
                span = Span(at, offset + end)
                numbers = bisect(sentences, at), bisect(clauses, at)
                marks = (
                    title[0] <= at < title[1],
                    lead[0] <= at < lead[1],
                    bool(headlines[at]),
                    bool(listed[at]),
                    bool(items[at]),
                    bool(named[at]),
                )
                for number, kind in owners:
                    if number in alive:
                        mentions.setdefault(number, []).append(_Mention(span, kind, *numbers, *marks))
    return _only_leads({number: _weighed(several) for number, several in mentions.items()})


def _weighed(mentions: list[_Mention]) -> list[_Mention]:
    """Two words of one topic in an enumeration make it theirs: 抓好矿山、危化品、燃气等领域."""
    if len(mentions) < 2 or not any(mention.listed for mention in mentions):
        return mentions
    clauses = Counter(mention.clause for mention in mentions)
    return [
        mention._replace(listed=False) if mention.listed and clauses[mention.clause] > 1 else mention
        for mention in mentions
    ]


def _only_leads(mentions: dict[int, list[_Mention]]) -> dict[int, list[_Mention]]:
    """A first sentence that names more than four matters is about none: 固定资产投资增长7%，预算收入增长6%，……. Topics that
    one word leads to (住房保障, 住房城乡建设) are one matter."""
    leading = {
        next((mention.span.start for mention in several if mention.lead and mention.strong), None)
        for several in mentions.values()
    }
    if len(leading - {None}) <= _LEADING:
        return mentions
    return {
        number: [mention._replace(lead=False, item=mention.item and not mention.lead) for mention in several]
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
            yield block.span
    for item in (item for items in document.lists for item in items.items):
        stop = _CLAUSE.search(document.text, item.marker.end, item.span.end)
        yield Span(item.marker.end, stop.start() if stop else item.span.end)
