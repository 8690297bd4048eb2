"""The curated vocabulary of topics: which words put a passage where, and when that is enough for a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress, count
from operator import add
from pathlib import Path
from typing import Literal, NamedTuple

from .. import yamlfile
from ..errors import FieldError, YamlError

FILE = "topics.yaml"
_ID = re.compile(r"[a-z0-9_\-\u3400-\u9fff]+")
_MAX_ID_BYTES = 60

RULES = ("title", "specific", "lead", "agenda", "office", "heading", "passage", "repeated")


Kind = Literal["word", "weak", "body", "name"]
"""What a word of the vocabulary is for its topic: a full word; weak evidence; a body of the field (法院), which is weak
evidence and may hold the meeting; a word with an agency's suffix (财政|局), which is none and may hold it too."""

_Owner = tuple[int, Kind]  # (index into Topics.topics, what the word is for it)
_Entry = tuple[tuple[_Owner, ...], tuple[int, ...]]  # topics a word belongs to, and those it is a ``not`` word of


@dataclass(frozen=True)
class Topic:
    """One entry of topics.yaml; the file's head explains the keys."""

    id: str
    group: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    name: str = ""
    weak: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()
    specific: bool = False
    counterexamples: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the name. Raises FieldError, reported with its line, for an entry that contradicts itself."""
        object.__setattr__(self, "name", self.name or self.id)
        if not _ID.fullmatch(self.id) or len(self.id.encode()) > _MAX_ID_BYTES:
            raise FieldError("id", f"“{self.id}”不能作网址名。", "只用小写字母、数字、_、- 和汉字，不超过 60 字节。")
        if not self.words or not self.examples:
            raise FieldError("", f"专题“{self.id}”至少要有一个词和一个例句。", "words 和 examples 里各补一个。")
        for word in (*self.words, *self.weak, *self.offices, *self.not_):
            if len(word) < 2:
                raise FieldError("", f"专题“{self.id}”的词“{word}”太短。", "换成至少两个字的词，或删去它。")
        for word in self.not_:
            if not any(part in word and part != word for part in (*self.words, *self.weak, *self.offices)):
                raise FieldError(
                    "not_", f"专题“{self.id}”的排除词“{word}”里没有它的任何词。", "它排除不了什么，删去它。"
                )
        twice = {
            word
            for word in (*self.weak, *self.offices)
            if word in self.words or (word in self.weak and word in self.offices)
        }
        for word in sorted(twice):
            raise FieldError("", f"专题“{self.id}”的“{word}”在 words、weak、offices 里写了两处。", "只留一处。")


@dataclass(frozen=True)
class PassageRule:
    """This many words, in more than one sentence, within this many characters."""

    within: int
    words: int


@dataclass(frozen=True)
class Scale:
    """``least``, one more for each ``characters`` of the body, never more than ``most``."""

    least: int
    characters: int
    most: int

    def of(self, length: int) -> int:
        """The number for a body of *length* characters."""
        return min(self.most, self.least + length // self.characters)


@dataclass(frozen=True)
class _File:
    rules: dict[str, str]
    passage: PassageRule
    repeated: Scale
    limit: Scale
    share: int
    headline: int
    agency: tuple[str, ...]
    agency_not: tuple[str, ...]
    agency_fields: tuple[str, ...]
    topics: tuple[Topic, ...]


class Hit(NamedTuple):
    """A word of the vocabulary in a text; it may belong to several topics."""

    start: int
    end: int
    owners: tuple[_Owner, ...]


@dataclass(frozen=True)
class Topics:
    """The vocabulary, compiled for one scan of a text."""

    topics: tuple[Topic, ...]
    rules: dict[str, str]  # id of a rule: the Chinese sentence that says what it asks
    passage: PassageRule
    repeated: Scale  # mentions the rule asks for
    limit: Scale  # topics a document may have
    share: int  # how many times as many mentions the foremost topic may have
    headline: int  # a longer first sentence is no headline
    _entries: dict[str, _Entry] = field(repr=False)
    _lengths: dict[str, tuple[int, ...]] = field(repr=False)  # of the words that begin so; longest first
    _agency: re.Pattern[str] = field(repr=False)

    @classmethod
    def load(cls, folder: Path) -> Topics:
        """Read topics.yaml in *folder*. Raises YamlError for what cannot be used or contradicts itself."""
        path = folder / FILE
        file = yamlfile.load(path, _File)
        _check(file, path)
        entries = _entries(file.topics)
        return cls(
            topics=file.topics,
            rules=file.rules,
            passage=file.passage,
            repeated=file.repeated,
            limit=file.limit,
            share=file.share,
            headline=file.headline,
            _entries=entries,
            _lengths=_lengths(entries),
            # 财政|局, 教育|和体育局; not 就业|部署
            _agency=re.compile(
                rf"(?=[和与及{_firsts((*file.agency_fields, *file.agency))}])(?!{_either(file.agency_not)})"
                rf"(?:[和与及]?(?:{_either(file.agency_fields)})){{0,3}}"
                rf"(?!{_either(file.agency_not)})(?:{_either(file.agency)})"
            ),
        )

    def find(self, text: str) -> Iterator[Hit]:
        """The vocabulary's words in *text*, from left to right, the longest first, none inside another, none that is
        part of its topic's ``not`` words; one in an agency's name (财政局) is of kind NAME, whatever else it is."""
        lengths, entries, free = self._lengths, self._entries, 0
        barred_until: dict[int, int] = {}
        for start in compress(count(), map(lengths.__contains__, map(add, text, text[1:]))):
            for length in lengths.get(text[start : start + 3]) or lengths[text[start : start + 2]]:
                word = text[start : start + length]
                if word not in entries:
                    continue
                owners, barred = entries[word]
                end = start + len(word)
                for topic in barred:
                    barred_until[topic] = end
                if start >= free:
                    meant = owners
                    if barred_until:
                        meant = tuple(owner for owner in owners if barred_until.get(owner[0], 0) <= start)
                    if meant:
                        free = end
                        if self._agency.match(text, end):
                            meant = tuple((number, "name") for number, _ in meant)
                        yield Hit(start, end, meant)
                        break

    def named(self, text: str) -> frozenset[str]:
        """Ids of the topics that a full word in *text* puts it in: what examples and counterexamples are tried on."""
        return frozenset(self.topics[i].id for hit in self.find(text) for i, kind in hit.owners if kind == "word")

    @property
    def words(self) -> Iterator[str]:
        """Every name and word of the vocabulary, weak ones included; some more than once."""
        for topic in self.topics:
            yield from (topic.name, *topic.words, *topic.weak, *topic.offices)


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _firsts(words: Iterable[str]) -> str:
    return re.escape("".join(sorted({word[0] for word in words})))


def _entries(topics: tuple[Topic, ...]) -> dict[str, _Entry]:
    owners: dict[str, tuple[_Owner, ...]] = {}
    barred: dict[str, tuple[int, ...]] = {}
    for number, topic in enumerate(topics):
        kinds: dict[Kind, tuple[str, ...]] = {"word": topic.words, "weak": topic.weak, "body": topic.offices}
        for kind, words in kinds.items():
            for word in words:
                owners[word] = (*owners.get(word, ()), (number, kind))
        for word in topic.not_:
            barred[word] = (*barred.get(word, ()), number)
    return {word: (owners.get(word, ()), barred.get(word, ())) for word in (owners | barred)}


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """How long the words are that begin with three characters, or with two that no third makes longer."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[:2], set())
        lengths.setdefault(word[:3], set()).add(len(word))
    for start in lengths:
        lengths[start] |= lengths[start[:2]]
    return {start: tuple(sorted(several, reverse=True)) for start, several in lengths.items()}


def _check(file: _File, path: Path) -> None:
    lists = (file.topics, file.agency, file.agency_not, file.agency_fields)
    if not all(some and all(some) for some in lists):
        raise YamlError("topics、agency、agency_not、agency_fields 都不能为空。", path=path, remedy="补上至少一项。")
    if tuple(file.rules) != RULES:
        raise YamlError("rules 的键不对。", path=path, remedy=f"依次写：{'、'.join(RULES)}。")
    for kind in ("id", "name"):
        seen: set[str] = set()
        for topic in file.topics:
            value = getattr(topic, kind)
            if value in seen:
                raise YamlError(f"专题的 {kind}“{value}”写了两次。", path=path, remedy="合并两项，或改其中一个。")
            seen.add(value)
