"""Texts for measuring, always the same under the same number; texts.toml has their words.

Agencies of every province, city and county of places.txt and of the nation, people who come back at their agency, sixty
topics, figures, rare names: about 1,300 characters each. One in twenty carries no date, one in twenty-five is a copy of
an earlier one on another site. corpus.py writes them as raw documents, hugo_site.py as clean ones.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent  # the checkout
WORDS: dict[str, Any] = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
PLACES = [line.split() for line in (HERE / "places.txt").read_text(encoding="utf-8").splitlines() if line[0] != "#"]
random.Random(0).shuffle(PLACES)  # else the first provinces would have most texts
FAMILIES = ("forum", "portal", "newspaper")
ORDINALS = "一二三四五六"
PARAGRAPHS = 6

# What a sentence of texts.toml can ask for, beside the facts of its document.
CHOICES: dict[str, list[str]] = {
    **{name: words for name, words in WORDS.items() if isinstance(words, list) and isinstance(words[0], str)},
    "village": [a + b for a, b in product(WORDS["syllables"], repeat=2) if a != b],
    "count": [str(count) for count in range(2, 1000)],
    "money": [f"{tenths / 10}亿元" for tenths in range(2, 4000)],
    "percent": [f"{tenths / 10}%" for tenths in range(1, 1000)],
    "other": [local for _, local, _ in WORDS["offices"]],
}


@dataclass(frozen=True, slots=True)
class Document:
    """What is true of one text, whatever site it is found on."""

    number: int
    family: str  # one of FAMILIES
    title: str
    agency: str
    date: dt.date | None
    topic: str
    people: tuple[str, ...]
    paragraphs: tuple[str, ...]
    seed: int  # for what the site adds

    @property
    def name(self) -> str:
        """The stem of its file."""
        return f"{self.number:06}"


class _Slots(dict[str, str]):
    """The facts of a document by name; any other name gives a random word of that list, a new one every time."""

    def __init__(self, rng: random.Random, facts: dict[str, str], words: list[str]) -> None:
        super().__init__(facts)
        self._rng, self._words = rng, words

    def __missing__(self, name: str) -> str:
        return self._rng.choice(self._words if name == "word" else CHOICES[name])


def document(number: int) -> Document:
    """Document *number* (from 0)."""
    family = FAMILIES[number % len(FAMILIES)]
    if number % 25 != 24:
        return _original(number, family)
    original = random.Random(number).randrange(number)
    original -= original % 25 == 24  # a copy is never copied
    if original % len(FAMILIES) == number % len(FAMILIES):
        family = FAMILIES[(number + 1) % len(FAMILIES)]
    return dataclasses.replace(_original(original, family), number=number, seed=number)


def _original(number: int, family: str) -> Document:
    rng = random.Random(number)
    place, agency, ranks = _agency(rng)
    names = _people(agency)
    posts = [rank + name for rank, name in zip(ranks, names, strict=True)]
    topic, *words = rng.choice(WORDS["topics"])
    date = dt.date(rng.randint(2010, 2024), rng.randint(1, 12), rng.randint(1, 28))
    facts = {
        "agency": agency,
        "place": place,
        "topic": topic,
        "aim": rng.choice(WORDS["aims"]),
        "year": str(date.year),
        "before": str(date.year - 1),
        "day": f"{date.month}月{date.day}日",
        "name": names[0],
        "first": agency + posts[0],
        "second": posts[1],
        "third": posts[3],
    }
    slots = _Slots(rng, facts, words)
    dated_title, dated_lead, title, lead = rng.choice(WORDS["kinds"])
    undated = number % 20 == 7
    title, lead = (title, lead) if undated else (dated_title, dated_lead)
    body = [_paragraph(rng, slots) for _ in range(PARAGRAPHS)]
    texts = [text.format_map(slots) for text in (title, lead)] + body + [_measures(rng, slots)]
    people = tuple(name for name in names if any(name in text for text in texts))
    return Document(
        number, family, texts[0], agency, None if undated else date, topic, people, tuple(texts[1:]), seed=number
    )


def _agency(rng: random.Random) -> tuple[str, str, list[str]]:
    """Its place, its name, the ranks of its people. Some places have many more texts than others, as on the web."""
    province, city, *counties = _skewed(rng, PLACES)
    high, local, national = _skewed(rng, WORDS["offices"])
    ranks = WORDS["government_ranks" if local.startswith("人民政府") else "ranks"]
    level = rng.random()
    if level < 0.04 and national:
        return "全国", national, WORDS["ministry_ranks"]
    if level < 0.15:
        return province, province + (local if province.endswith("市") else high), ranks
    if (level < 0.6 and city != "-") or not counties:
        return city, city + local, ranks
    county = _skewed(rng, counties)
    return county, (province if city == "-" else city) + county + local, ranks


def _skewed(rng: random.Random, choices: Sequence[T]) -> T:
    """One of *choices*, the first ones more often."""
    return choices[int(len(choices) * rng.random() ** 3.5)]


def _people(agency: str) -> tuple[str, ...]:
    """The six who speak for it, the same in all its texts."""
    rng = random.Random(agency)
    names: dict[str, None] = {}
    while len(names) < len(WORDS["ranks"]):
        given = "".join(rng.choice(WORDS["given"]) for _ in range(rng.choice((1, 2, 2, 2))))
        names[rng.choice(WORDS["surnames"]) + given] = None
    return tuple(names)


def _paragraph(rng: random.Random, slots: _Slots) -> str:
    clauses = "；".join(rng.choice(WORDS["clauses"]).format_map(slots) for _ in range(5))
    opening, closing = rng.choice(WORDS["openings"]), rng.choice(WORDS["closings"])
    return f"{opening.format_map(slots)}{clauses}。{closing}"


def _measures(rng: random.Random, slots: _Slots) -> str:
    return "会议要求：" + "".join(f"{mark}是{rng.choice(WORDS['clauses']).format_map(slots)}。" for mark in ORDINALS)
