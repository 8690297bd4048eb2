"""The facts of a document, each with its words and its rule; and what was looked for and not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..extract.agencies.mentions import find_agencies
from ..extract.dates.page import Page
from ..knowledge import Knowledge
from ..model import Document, Entry, Span
from ..names import KINDS, LEVEL_NAMES
from ..pages.rail import NO_AGENCY, NO_DATE, NO_PEOPLE, NO_TOPIC
from ..pages.wording import date_words
from .findings import Outcome, Places
from .mending import of_agency, of_date, of_person, of_topic

_AGENCIES = "knowledge/agencies.yaml"
_DATES = "knowledge/dates.yaml"
_TOPICS = "knowledge/topics.yaml"


def of_facts(entry: Entry, places: Places, knowledge: Knowledge) -> Iterator[Outcome]:
    """Agency, dates, year of the work, place, people, topics."""
    facts = entry.facts
    if agency := facts.agency:
        value = f"{agency.name}（{LEVEL_NAMES[agency.level]}，{agency.region}）"
        words, mend = places.quotes(agency.span), of_agency(agency.rule)
        yield Outcome("agency", "机关", value, agency.rule, agency.certain, words, mend=mend)
    for date in facts.dates:
        said, mend = of_date(date.rule)
        yield Outcome(
            key=date.kind,
            name=f"{KINDS[date.kind]}日期",
            value=date_words(date),
            rule=f"{date.rule}（{said}）",
            certain=date.certain,
            quotes=places.quotes(date.span),
            basis=places.quote(date.basis) if date.basis else None,
            mend=mend,
        )
    if facts.work_year:
        yield Outcome("work_year", "工作年份", f"{facts.work_year}年", mend=f"{_DATES} 的 planning、reviewing、work")
    if facts.place:
        yield Outcome("place", "地点", facts.place, mend="knowledge/regions.csv")
    for person in facts.people:
        said, mend = of_person(person.rule, person.roles)
        value = "，".join(filter(None, (person.name, "；".join(person.posts), f"角色：{' '.join(person.roles)}")))
        rule = f"{person.rule}（{said}）"
        yield Outcome("person", "人物", value, rule, person.certain, places.quotes(person.span), mend=mend)
    groups = {topic.id: topic.group for topic in knowledge.topics.topics}
    for topic in facts.topics:
        words = tuple(places.quote(span) for span in topic.spans)
        value = f"{topic.name}（{groups.get(topic.id, '门类不详')}），{len(words)} 处"
        said, mend = of_topic(topic.rule, topic.id, knowledge.topics.rules)
        yield Outcome("topic", "专题", value, f"{topic.rule}（{said}）", quotes=words, mend=mend)


def of_silence(entry: Entry, places: Places, knowledge: Knowledge) -> Iterator[Outcome]:
    """What was looked for and not found, with what the text has of the kind."""
    facts, document = entry.facts, entry.document
    if facts.agency is None:
        found = tuple(places.quote(mention.span) for mention in find_agencies(document.text, knowledge))
        value = f"{NO_AGENCY}文中认出的机关名{'如下' if found else '：没有'}。"
        yield Outcome(
            "agency", "机关不详", value, quotes=found, mend=f"{_AGENCIES}；题名的用词在程序 extract/agencies/words.py"
        )
    printed = Page.of(document, knowledge.dates).expressions(Span(0, len(document.text)))
    dates = tuple(places.quote(expression.span) for expression in printed)
    if entry.own_date is None:
        value = f"{NO_DATE}文中印出的日期{'如下' if dates else '：没有'}。"
        yield Outcome("date", "日期不详", value, quotes=dates, mend=f"{_DATES} 的 labels、forms、acting、holding")
    elif not any(date.kind == "held" for date in facts.dates):
        yield Outcome(
            "held", "召开日期不详", "没有一个日期说的是本文的会议、活动。", mend=f"{_DATES} 的 acting、holding"
        )
    if facts.work_year is None:
        yield Outcome("work_year", "工作年份不详", "题名、小标题里没有唯一的年份。", mend=f"{_DATES} 的 planning、work")
    if facts.place is None:
        yield Outcome("place", "地点不详", "题名、元数据和前两段里没有“在某地召开”。", mend="knowledge/regions.csv")
    if not facts.people:
        yield Outcome("person", "人物不详", NO_PEOPLE, mend="knowledge/posts.yaml 的 posts、surnames、roles")
    passing = _passing(document, knowledge, frozenset(topic.id for topic in facts.topics))
    if not facts.topics:
        yield Outcome("topic", "专题不详", "专题词表中的词都只是提到。" if passing else NO_TOPIC, mend=_TOPICS)
    if passing:
        value = "、".join(f"{name} {count} 处" for name, count in passing.most_common())
        yield Outcome(
            "passing", "提到而次数不够", value, mend=f"{_TOPICS} 的 rules、passage、repeated，或该专题的 specific"
        )


def _passing(document: Document, knowledge: Knowledge, accepted: frozenset[str]) -> Counter[str]:
    """Topics whose full words stand in the body, without those *accepted*: how often."""
    topics = knowledge.topics.topics
    owners = [
        topics[number] for hit in knowledge.topics.find(document.body) for number, kind in hit.owners if kind == "word"
    ]
    return Counter(topic.name for topic in owners if topic.id not in accepted)
