"""Every example and counterexample of every data file of the knowledge, by what reads them; none may be left out."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pytest

from documents import document_from
from knowledge_files import KINDS, YAMLS, entries
from meetingsite import yamlfile
from meetingsite.clean.ledger import replay
from meetingsite.clean.member_cards import member_cards
from meetingsite.clean.traditional import convert_script
from meetingsite.extract.agencies.host import extract_agency
from meetingsite.extract.agencies.mentions import find_agencies
from meetingsite.extract.dates.expressions import find, fold
from meetingsite.extract.dates.patterns import form as pattern
from meetingsite.extract.people.participants import extract_people
from meetingsite.extract.phrases import phrase_counts
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.dates import Form

TRADITIONAL = ("會議強調，", "会议强调，")  # so that the line is Traditional whatever follows
PLACES = {
    "any": {"any"},
    "edge": {"any", "edge", "head", "tail"},
    "head": {"any", "edge", "head"},
    "tail": {"any", "edge", "tail"},
}


class Run(NamedTuple):
    """One example that was run."""

    field: str  # examples or counterexamples, as the file calls them
    text: str
    holds: bool


def _runs(
    entry: object, finds: Callable[[str], bool], names: tuple[str, str] = ("examples", "counterexamples")
) -> Iterator[Run]:
    """The examples of *entry*, in which *finds* must find something, and the counterexamples, in which it must not."""
    for name, expected in zip(names, (True, False), strict=True):
        for text in getattr(entry, name):
            yield Run(name, text, finds(text) is expected)


def _agencies(k: Knowledge) -> Iterator[Run]:
    words = k.agencies.words
    for text, name in words.examples.items():
        yield Run("examples", text, [mention.name for mention in find_agencies(text, k)] == [name])
    for text in words.counterexamples:
        yield Run("counterexamples", text, not find_agencies(text, k))
    for text, name in words.number_examples.items():
        yield Run("number_examples", text, _numbered(text, k) == name)
    for text in words.number_counterexamples:
        yield Run("number_counterexamples", text, _numbered(text, k) is None)

    for text, name in words.report_examples.items():
        yield Run("report_examples", text, _reported(text, k) == name)
    for text in words.report_counterexamples:
        yield Run("report_counterexamples", text, _reported(text, k) is None)
    for sign in words.signs:
        yield from _runs(sign, lambda text, sign=sign: re.search("|".join(sign.patterns), text) is not None)  # type: ignore[misc]


def _reported(text: str, k: Knowledge) -> str | None:
    title, _, line = text.partition(" | ")
    agency = extract_agency(document_from(f"{title}\n{line}\n各位代表：\n过去一年，各项工作取得新的成绩。"), k)
    return agency.name if agency else None


def _numbered(text: str, k: Knowledge) -> str | None:
    place, _, number = text.rpartition(" ")
    body = f"各有关单位：\n{place}入汛以来雨水偏多，请做好防汛工作。"
    agency = extract_agency(document_from(f"关于做好防汛工作的通知\n文号：{number}\n{body}"), k)
    return agency.name if agency else None


def _dates(k: Knowledge) -> Iterator[Run]:
    for check in k.dates.checks:
        yield from _runs(check, lambda text, check=check: bool(check.finds(text)))  # type: ignore[misc]
    for label in k.dates.label_checks:
        yield from _runs(label, lambda text, label=label: k.dates.kind_of_label(text) == label.kind)  # type: ignore[misc]

    for form in k.dates.forms:
        for text, day in form.examples.items():
            yield Run("examples", text, _days(text, form) == [day])
        for text in form.counterexamples:
            yield Run("counterexamples", text, not _days(text, form))


def _days(text: str, form: Form) -> list[str]:
    """The days that the figures of *text* mean by *form* alone."""
    found = find(fold(text), labelled=True, forms=(pattern(form.form),))
    return [expression.days.first.isoformat() for expression in found if expression.days]


def _noise(k: Knowledge) -> Iterator[Run]:
    noise = k.noise

    def stamped(text: str) -> bool:
        stamp = noise.stamp(text)
        return stamp is not None and any(figure.isdecimal() for figure in text[slice(*stamp)])

    for entry in noise.lines:
        for text in entry.examples:
            found = noise.line_rule(text, PLACES[entry.where]) is not None and entry.regex.fullmatch(text)
            yield Run("examples", text, bool(found))
        for text in entry.counterexamples:
            yield Run("counterexamples", text, noise.line_rule(text, PLACES["edge"]) is None)
    for tokens in noise.tokens:
        for text in tokens.examples:
            menu = noise.line_rule(text, PLACES["any"]) in (None, "portal-chrome")
            yield Run("examples", text, menu and noise.line_rule(text, PLACES["edge"]) is not None)
        for text in tokens.counterexamples:
            yield Run("counterexamples", text, noise.line_rule(text, PLACES["edge"]) is None)
    for entry in (*noise.pieces, *noise.families):
        yield from _runs(entry, lambda text, entry=entry: entry.regex.search(text) is not None)  # type: ignore[misc]
    for entry in noise.tails:
        yield from _runs(entry, lambda text: noise.tail(text) is not None)
    for entry in noise.heads:
        yield from _runs(entry, lambda text: noise.head(text) is not None)
    for entry in noise.stamps:
        yield from _runs(entry, stamped)
        assert all(noise.line_rule(text, PLACES["edge"]) == entry.rule for text in entry.examples)
    for field, carded in (("examples", True), ("counterexamples", False)):
        for text in getattr(noise.cards, field):
            page = text.replace(" / ", "\n")
            yield Run(field, text, (replay(page, member_cards(page, k)) == "") is carded)
    for spun in noise.spun:
        yield from _runs(spun, lambda text, spun=spun: spun.found(text) is not None)  # type: ignore[misc]
    yield from _runs(noise.talk, lambda text: noise.talks(text) and noise.line_rule(text, PLACES["edge"]) is not None)


def _phrases(k: Knowledge) -> Iterator[Run]:
    for field, expected in (("examples", True), ("counterexamples", False)):
        for phrase, sentence in getattr(k.phrases, field).items():
            yield Run(field, phrase, (phrase in phrase_counts(sentence, k)) is expected)


def _labels(k: Knowledge) -> Iterator[Run]:
    labels = k.labels
    told: dict[str, Callable[[str], object]] = {
        "metadata": labels.metadata_label.search,
        "loose": labels.loose_label.search,
        "minutes": labels.minutes_label.match,
        "source": labels.source_label.match,
        "byline": labels.byline_label.match,
        "editors": labels.editor_line.match,
        "annexes": labels.annex_line.match,
        "closings": labels.closing_line.match,
        "title_words": labels.title_word.search,
        "askers": labels.asks,
        "media_endings": labels.asks,
    }
    assert {check.of for check in labels.checks} == told.keys()
    for check in labels.checks:
        yield from _runs(check, lambda text, check=check: bool(told[check.of](text)))  # type: ignore[misc]


def _posts(k: Knowledge) -> Iterator[Run]:
    def people(text: str) -> list[str]:
        found = extract_people(document_from("题名\n" + text), k)
        return ["/".join((p.name, "；".join(p.posts), " ".join(p.roles))) for p in found]

    for example in k.posts.examples:
        yield Run("examples", example.text, people(example.text) == example.expected.split("|"))
    for text in k.posts.counterexamples:
        yield Run("counterexamples", text, not people(text))


def _script(k: Knowledge) -> Iterator[Run]:
    for pairs in (k.script.examples, *(character.examples for character in k.script.characters)):
        for traditional, simplified in pairs.items():
            text = TRADITIONAL[0] + traditional
            yield Run("examples", traditional, replay(text, convert_script(text, k)) == TRADITIONAL[1] + simplified)
    for text in k.script.counterexamples:
        yield Run("counterexamples", text, not convert_script(text, k))


def _topics(k: Knowledge) -> Iterator[Run]:
    for topic in k.topics.topics:
        yield from _runs(topic, lambda text, topic=topic: topic.id in k.topics.named(text))  # type: ignore[misc]


READERS: dict[str, Callable[[Knowledge], Iterable[Run]]] = {
    "agencies.yaml": _agencies,
    "dates.yaml": _dates,
    "labels.yaml": _labels,
    "noise.yaml": _noise,
    "phrases.yaml": _phrases,
    "posts.yaml": _posts,
    "script.yaml": _script,
    "topics.yaml": _topics,
}


def _written(name: str) -> Counter[tuple[str, str]]:
    """What the file *name* writes as examples and counterexamples, with how often."""
    written: Counter[tuple[str, str]] = Counter()
    for _, entry in entries(yamlfile.load(FOLDER / name, KINDS[name]), name):
        for field in dataclasses.fields(entry):
            if field.name.endswith("examples"):
                written.update((field.name, getattr(text, "text", text)) for text in getattr(entry, field.name))
    return written


@pytest.mark.parametrize("name", YAMLS)
def test_every_example_and_counterexample(name: str, knowledge: Knowledge) -> None:
    runs = list(READERS[name](knowledge))
    assert [run for run in runs if not run.holds] == []
    assert Counter((run.field, run.text) for run in runs) == _written(name)
    assert runs
