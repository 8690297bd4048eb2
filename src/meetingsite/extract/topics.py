"""Topics of a document: never from a passing mention, always with the words it rests on.

The rules are those of knowledge/topics.yaml, tried in its order; the first that holds is named in the fact.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..knowledge import Knowledge
from ..knowledge.topics import Topics
from ..model import Document, Span, TopicFact

# 八是扩大海洋开放合作。|…… : where a sentence ends
_STOP = re.compile(r"[。；;！？!?\n]")
# 抓好疫情防控，|加快核酸检测，|…… : where a clause ends
_CLAUSE = re.compile(r"[。；;！？!?\n，,：:]")
# 传达学习全国自然资源工作会议、省委农村工作会议精神: other meetings, named in passing
_CONVEYED = re.compile(r"(?:传达|学习|贯彻|落实)[^。；;，,\n]{0,120}?会议?精神")


class _Mention(NamedTuple):
    span: Span
    sentence: int  # its number in the text
    clause: int  # its number in the text
    headline: bool
    weak: bool


def extract_topics(document: Document, knowledge: Knowledge) -> tuple[TopicFact, ...]:
    """Topics of *document*, those with most mentions first (one in the title counts five more, one in a headline one
    more), then by id. ``spans`` are clean coordinates of every word of the topic in title and body, in order."""
    topics = knowledge.topics
    titled = {number for hit in topics.find(document.title) for number, weak in hit.owners if not weak}
    length = sum(block.span.end - block.span.start for block in document.blocks)
    found = []
    for number, mentions in _mentions(document, topics).items():
        topic = topics.topics[number]
        rule = _rule(mentions, number in titled, topic.specific, length, topics)
        if rule:
            weight = len(mentions) + sum(mention.headline for mention in mentions) + 5 * (number in titled)
            spans = tuple(mention.span for mention in mentions)
            found.append((-weight, topic.id, TopicFact(topic.id, topic.name, spans, rule)))
    return tuple(fact for _, _, fact in sorted(found, key=lambda entry: entry[:2]))


def _rule(mentions: list[_Mention], titled: bool, specific: bool, length: int, topics: Topics) -> str | None:
    """The first rule that *mentions*, in the order of the text, satisfy; weak words count as often as full ones."""
    strong = sum(not mention.weak for mention in mentions)
    if not strong:
        return None
    if titled:
        return "title"
    if len(mentions) >= 2 and any(mention.headline and not mention.weak for mention in mentions):
        return "heading"
    if specific:
        return "specific"
    if _dense(mentions, topics.passage.within, topics.passage.words):
        return "passage"
    counted = strong + min(strong, len(mentions) - strong)
    spread = mentions[0].clause != mentions[-1].clause
    return "repeated" if spread and counted >= topics.repeated.needed(length) else None


def _dense(mentions: list[_Mention], within: int, words: int) -> bool:
    """Whether *words* mentions, most of them of full words, stand together in more than one sentence."""
    for end in range(words, len(mentions) + 1):
        window = mentions[end - words : end]
        first, last = window[0], window[-1]
        near = last.span.end - first.span.start <= within and first.sentence != last.sentence
        if near and 2 * sum(mention.weak for mention in window) < words:
            return True
    return False


def _mentions(document: Document, topics: Topics) -> dict[int, list[_Mention]]:
    """Every word of the vocabulary in title and body, by topic, in the order of the text."""
    text, mentions = document.text, dict[int, list[_Mention]]()
    headlines = _mask(_headlines(document, topics.headline), len(text))
    conveyed = _mask((Span(*match.span()) for match in _CONVEYED.finditer(text)), len(text))
    sentences = [match.end() for match in _STOP.finditer(text)]
    clauses = [match.end() for match in _CLAUSE.finditer(text)]
    for region in _regions(document):
        for start, end, owners in topics.find(region.of(text)):
            span = Span(region.start + start, region.start + end)
            if not conveyed[span.start]:
                sentence, clause = bisect(sentences, span.start), bisect(clauses, span.start)
                for number, weak in owners:
                    mention = _Mention(span, sentence, clause, bool(headlines[span.start]), weak)
                    mentions.setdefault(number, []).append(mention)
    return mentions


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
    """Headings, run-in headings and first sentences of enumerated items, those that are short."""
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
        stop = _STOP.search(document.text, item.marker.end, item.span.end)
        yield Span(item.marker.end, stop.start() if stop else item.span.end)
