"""Topics of a document: never from a passing mention, always with the words it rests on.

The rules are those of knowledge/topics.yaml, tried in its order; the first that holds is named in the fact.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from ..knowledge import Knowledge
from ..knowledge.topics import PassageRule, Topic, Topics
from ..model import Document, TopicFact
from .topic_mentions import Mention, mentions_by_topic

_HEADING = 4  # points: the word of the heading, and another word or two of weak evidence elsewhere
_SAME = 2  # times that one word counts as weak evidence: 良种 again and again makes no 畜牧业


class _Candidate(NamedTuple):
    topic: Topic
    words: list[Mention]  # what it rests on
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
        for number, mentions in mentions_by_topic(document, topics).items()
        if (candidate := _candidate(mentions, topics.topics[number], number in titled, length, document.text, topics))
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


def _candidate(
    mentions: list[Mention], topic: Topic, titled: bool, length: int, text: str, topics: Topics
) -> _Candidate | None:
    """The topic by the first rule that *mentions*, in the order of *text*, satisfy; None if there is none."""
    strong = [mention for mention in mentions if mention.strong]
    held = [mention.span for mention in mentions if (mention.title or mention.lead) and mention.office]
    item = _is_item(mentions)
    if not strong and not held and not item:
        return None
    words = [mention for mention in mentions if mention.kind != "name"]
    points = 2 * len(strong) + min(3 * len(strong), _evidence(words, text))
    rule = _rule(words, strong, points, titled, topic.specific, topics.repeated.of(length), topics.passage)
    if not rule and item:
        return _Candidate(topic, words, max(2, points), "agenda")
    if rule in ("", "heading", "passage", "repeated") and held:
        matter = [word for word in words if word.span not in held]
        if len(matter) >= topics.repeated.of(length) and _apart(matter):
            return _Candidate(topic, mentions, max(points, len(matter)), "office")
    return _Candidate(topic, words, points, rule) if rule else None


def _evidence(words: list[Mention], text: str) -> int:
    """Weak evidence among *words*; where one stands often, twice is all it counts."""
    weak = [word for word in words if not word.strong]
    if len(weak) <= _SAME:
        return len(weak)
    return sum(min(_SAME, times) for times in Counter(word.span.of(text) for word in weak).values())


def _rule(
    words: list[Mention],
    strong: list[Mention],
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
    if strong and (_dense(words, passage.within, passage.words) or _is_paragraph(strong)):
        return "passage"
    return "repeated" if points > 2 * needed and words[0].clause != words[-1].clause else ""


def _is_item(mentions: list[Mention]) -> bool:
    """Whether the meeting took it up: as an item with a name, or in passing and then again outside its agenda. In the
    name of an item weak evidence is as good as a word in passing: 《促进体育用品制造业发展的意见》."""
    items = [mention for mention in mentions if mention.item and not mention.office]
    full = [mention for mention in items if mention.kind == "word"]
    again = any(mention.strong and not mention.item for mention in mentions)
    return any(mention.named for mention in full) or (again and any(item.named or item in full for item in items))


def _is_paragraph(strong: list[Mention]) -> bool:
    """Whether a paragraph opens with it and comes back to it: 加强廉政建设。……推进反腐败工作。"""
    opened = {mention.block for mention in strong if mention.opening}
    return any(mention.block in opened and not mention.opening for mention in strong)


def _apart(words: list[Mention]) -> bool:
    """Whether they stand in more than one sentence."""
    return bool(words) and words[0].sentence != words[-1].sentence


def _dense(mentions: list[Mention], within: int, words: int) -> bool:
    """Whether *words* mentions, most of them of full words, stand together in more than one sentence."""
    for end in range(words, len(mentions) + 1):
        window = mentions[end - words : end]
        first, last = window[0], window[-1]
        near = last.span.end - first.span.start <= within and first.sentence != last.sentence
        if near and 2 * sum(mention.strong for mention in window) > words:
            return True
    return False
