"""The words around dates (``dates.yaml``): which label, verb or name makes a date held, written, published …"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from ..errors import FieldError, YamlError
from ..model import DateKind
from ..yamlfile import load

LabelKind = DateKind | Literal["bare", "updated"]
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_LABEL_TAIL = re.compile(r"[\u4e00-\u9fff\s/]{2,16}[\])】]?\s*[:：]?\s*[\[(【]?\s*$")
# <pubDate>, "publish_time": ", Published on:
_LATIN_TAIL = re.compile(r"(?<![A-Za-z])([A-Za-z][A-Za-z _-]{2,20})[\"']?\s*[:：>=]\s*[\"']?\s*$")
_NOT_LATIN = re.compile(r"[^a-z]")
FORM_PARTS = ("{年}", "{月}", "{日}")
_BARE = re.compile(r"^(?:日期|时间|日期时间)$")


@dataclass(frozen=True)
class Words:
    """One group of the file."""

    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Label:
    """The roots of the labels of one kind; a label is a root and 日期, 时间 or 日, or one of *whole*."""

    kind: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A way to print a date: *form* has {年}, {月} and {日} for its figures, the rest is taken as it stands."""

    form: str
    examples: dict[str, str]  # text to the day, as 2024-01-30
    counterexamples: tuple[str, ...] = ()
    anywhere: bool = False  # in running text too; else only beside the title and under labels

    def __post_init__(self) -> None:
        if any(self.form.count(part) != 1 for part in FORM_PARTS):
            raise FieldError(
                "form", f"“{self.form}”里要有 {'、'.join(FORM_PARTS)}，各一个。", "写成 '{年}_{月}_{日}' 这样。"
            )


@dataclass(frozen=True)
class _File:
    labels: tuple[Label, ...]
    forms: tuple[Form, ...]
    meeting_fields: Words
    holding: Words
    acting: Words
    gatherings: Words
    not_after: Words
    not_before: Words
    anniversaries: Words
    coming: Words
    relaying: Words
    happenings: Words
    authorities: Words
    instruments: Words
    speeches: Words
    talks: Words
    minutes: Words
    announcing: Words
    interviews: Words
    careers: Words
    adopting: Words
    reviewing: Words
    planning: Words
    closing: Words
    opening: Words
    records: Words
    beyond: Words
    until: Words
    elsewhere: Words
    work: Words
    plan_headings: Words
    media: Words
    bulletins: Words
    editing: Words
    offices: Words
    own_sites: Words
    accounts: Words
    day_first: Words
    line_words: Words
    datelines: Words
    taiwan: Words


class Check(NamedTuple):
    """What the examples of one group must and must not do: ``finds(example)`` is the answer."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def finds(self, text: str) -> bool:
        """Whether the group recognises *text*."""
        return self.pattern.search(text) is not None


# How a group's alternation stands in its pattern; the others are found anywhere. \Z and $ also stop at a search's end.
_FRAMES = {
    "meeting_fields": r"^(?:{})$",
    "not_before": r"(?:{})\s*(?:了|到)?$",
    "coming": r"(?:{})\s*(?:于|在|定于)?\s*$",
    "instruments": r"(?:{})$",
    "offices": r"(?:{})$",
    "own_sites": r"(?:{})$",
    "line_words": r"^(?:{})+",
    "editing": r"(?:{})$",
    "accounts": r"[\u4e00-\u9fff]{{2,}}(?:{})$",
    "minutes": r"(?:{})$",
    "announcing": r"(?:{})$",
    "gatherings": r"(?:{})",
    "until": r"(?:{})\s*$",
}


@dataclass(frozen=True)
class DateWords:
    """Every group as one compiled pattern, under the group's name; ``checks`` runs the examples."""

    label_kinds: Mapping[str, LabelKind]
    label: re.Pattern[str]
    meeting_fields: re.Pattern[str]
    holding: re.Pattern[str]
    acting: re.Pattern[str]
    gatherings: re.Pattern[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    anniversaries: re.Pattern[str]
    coming: re.Pattern[str]
    relaying: re.Pattern[str]
    happenings: re.Pattern[str]
    authorities: re.Pattern[str]
    instruments: re.Pattern[str]
    speeches: re.Pattern[str]
    talks: re.Pattern[str]
    minutes: re.Pattern[str]
    announcing: re.Pattern[str]
    interviews: re.Pattern[str]
    careers: re.Pattern[str]
    adopting: re.Pattern[str]
    reviewing: re.Pattern[str]
    planning: re.Pattern[str]
    closing: re.Pattern[str]
    opening: re.Pattern[str]
    records: re.Pattern[str]
    beyond: re.Pattern[str]
    until: re.Pattern[str]
    elsewhere: re.Pattern[str]
    work: re.Pattern[str]
    plan_headings: re.Pattern[str]
    media: re.Pattern[str]
    bulletins: re.Pattern[str]
    editing: re.Pattern[str]
    offices: re.Pattern[str]
    own_sites: re.Pattern[str]
    accounts: re.Pattern[str]
    day_first: re.Pattern[str]
    line_words: re.Pattern[str]
    datelines: re.Pattern[str]
    taiwan: re.Pattern[str]
    checks: tuple[Check, ...]
    label_checks: tuple[Label, ...]
    forms: tuple[Form, ...]

    @classmethod
    def load(cls, folder: Path) -> DateWords:
        """Read *folder*/dates.yaml. Raises YamlError for an empty group, an unknown kind or a root under two kinds."""
        path = folder / "dates.yaml"
        file = load(path, _File)
        kinds: dict[str, LabelKind] = {}
        known: tuple[LabelKind, ...] = (*get_args(DateKind), "updated")
        for label in file.labels:
            kind = next((kind for kind in known if kind == label.kind), None)
            if kind is None:
                raise YamlError(
                    f"labels 里没有“{label.kind}”这一类。", path=path, remedy="写 held、written 等六类之一。"
                )
            for root in (*label.words, *label.whole):
                if kinds.setdefault(root, kind) != kind:
                    raise YamlError(f"标签词“{root}”写在两类里。", path=path, remedy="只留在一类里。")
        patterns: dict[str, re.Pattern[str]] = {}
        checks = []
        for field in fields(_File):
            group = getattr(file, field.name)
            if not isinstance(group, Words):
                continue
            words = _alternation(group.words, field.name, path)
            patterns[field.name] = re.compile(_FRAMES.get(field.name, "(?:{})").format(words))
            checks.append(Check(field.name, patterns[field.name], group.examples, group.counterexamples))
        whole = _alternation([word for label in file.labels for word in label.whole], "labels", path)
        roots = _alternation([word for label in file.labels for word in label.words], "labels", path)
        ending = re.compile(f"(?:({whole})|({roots})(?:的|之)?(?:日期|时间|日|于)+)$")
        return cls(kinds, ending, checks=tuple(checks), label_checks=file.labels, forms=file.forms, **patterns)

    def kind_of_label(self, label: str) -> LabelKind | None:
        """What a date under *label* is: 成文日期 → written; 日期 alone → "bare"; None when it is no date label."""
        squeezed = _NOT_HAN.sub("", label)
        if not squeezed:
            return self.label_kinds.get(_NOT_LATIN.sub("", label.lower()))
        if _BARE.match(squeezed):
            return "bare"
        match = self.label.search(squeezed)
        return self.label_kinds[match[1] or match[2]] if match else None

    def kind_before(self, words: str) -> LabelKind | None:
        """The same for the label that ends *words*: "来源：水利局 发布时间：" → published."""
        tail = _LABEL_TAIL.search(words)
        if tail is None:
            latin = _LATIN_TAIL.search(words)
            return self.kind_of_label(latin[1]) if latin else None
        return self.kind_of_label(tail[0]) or self.kind_of_label(tail[0].split()[-1])


def _alternation(words: Iterable[str], name: str, path: Path) -> str:
    """The words as one alternation, longest first; an empty one would match everything and is refused."""
    listed = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not listed:
        raise YamlError(f"“{name}”一组没有词。", path=path, remedy="至少写一个词。")
    return "|".join(map(re.escape, listed))
