"""``labels.yaml``: the words that mark lines which are not body, and how they are recognised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .. import yamlfile
from ..errors import FieldError

_BEFORE_VALUE = r"(?: +(?=[^\s:：])|$)"


@dataclass(frozen=True)
class LabelCheck:
    """Lines that begin with a word of the list ``of``, and lines that do not though they look like it."""

    of: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    """Every list as printed, without colons."""

    metadata: tuple[str, ...]
    loose: tuple[str, ...]
    minutes: tuple[str, ...]
    source: tuple[str, ...]
    byline: tuple[str, ...]
    editors: tuple[str, ...]
    askers: tuple[str, ...]
    answers: tuple[str, ...]
    script_marks: tuple[str, ...]
    media_endings: tuple[str, ...]
    title_words: tuple[str, ...]
    title_fields: tuple[str, ...]
    theme_fields: tuple[str, ...]
    heading_endings: tuple[str, ...]
    annexes: tuple[str, ...]
    closings: tuple[str, ...]
    checks: tuple[LabelCheck, ...]

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if not getattr(self, name):
                raise FieldError(name, f"“{name}”是空的：空的词表会匹配一切。", "至少写一个词。")
        for check in self.checks:
            if check.of not in self.__dataclass_fields__:
                raise FieldError("checks", f"没有“{check.of}”这个词表。", "of 写上面某个词表的名字。")

    @classmethod
    def load(cls, folder: Path) -> Labels:
        """Read labels.yaml. Raises YamlError."""
        return yamlfile.load(folder / "labels.yaml", cls)

    @cached_property
    def metadata_label(self) -> re.Pattern[str]:
        """``索引号：`` at the start of a line or behind a blank or another label's colon; ``【索引号】`` needs no colon. Blanks inside
        count too: 公 开 方 式. The words are the group ``label`` or ``boxed``."""
        return re.compile(
            rf"(?:(?:(?<=[\s:：])|(?<=[【\[])|^[•·●*【\[]?\s*)(?P<label>{_spaced(self.metadata)})\s*[】\]]?\s*[:：]"
            rf"|[【\[](?P<boxed>{_spaced(self.metadata)})[】\]](?!\s*[:：]))"
        )

    @cached_property
    def loose_label(self) -> re.Pattern[str]:
        """``时间：``, ``• 来源：``; metadata only where the surroundings allow it."""
        return re.compile(rf"(?:(?<=[\s【])|^(?:[•·●*]\s*)?)(?P<label>{_spaced(self.loose)})\s*[:：]")

    @cached_property
    def bare_label(self) -> re.Pattern[str]:
        """A metadata label alone on its line, with or without colon."""
        return re.compile(rf"[•·●*]?\s*(?P<label>{_spaced(self.metadata)})\s*[:：]?")

    @cached_property
    def unmarked_label(self) -> re.Pattern[str]:
        """``索 引 号`` or ``发布机构`` before a blank and its value, without a colon: at least three characters, or with blanks inside."""
        long = [word for word in self.metadata if len(word) > 2]
        return re.compile(rf"(?:{_spaced(long)}|{self._wide()}){_BEFORE_VALUE}")

    @cached_property
    def cell_label(self) -> re.Pattern[str]:
        """Any metadata label, ``文号`` too, as it stands further on in a row that :attr:`unmarked_label` opens."""
        return re.compile(rf"(?:{_spaced(self.metadata)}|{self._wide()}){_BEFORE_VALUE}")

    def _wide(self) -> str:
        """``分        类``: labels of two characters set as wide as those of more."""
        return "|".join(r" {1,12}".join(map(re.escape, word)) for word in self.metadata if len(word) == 2)

    @cached_property
    def glued_label(self) -> re.Pattern[str]:
        """A label of metadata, source or by-line with its colon, wherever it stands: ``某某学院|发布时间：``, ``浏览量：``."""
        words = {word for word in (*self.metadata, *self.loose, *self.source, *self.byline) if len(word) > 1}
        return re.compile(rf"(?P<label>{_beginnings(words)})[:：]")

    @cached_property
    def minutes_label(self) -> re.Pattern[str]:
        """``出席人员：``"""
        return re.compile(rf"(?:[•·●*]\s*)?(?:{_spaced(self.minutes)})\s*[:：]")

    @cached_property
    def source_label(self) -> re.Pattern[str]:
        """``来源：青岛市海洋发展局``"""
        return re.compile(
            rf"[（(【\[•·●*]?\s*(?:{_spaced(self.source)})\s*(?:[:：]|(?<=[^\s:：])[】\]])\s*(?P<name>[^：:]{{0,60}}?)\s*[）)】\]]?$"
        )

    @cached_property
    def byline_label(self) -> re.Pattern[str]:
        """``责任编辑：王芳``, ``文/图 李明``, ``记者 刘宁 李英豪``, ``□ 本报记者 项前``"""
        return re.compile(
            rf"[（(【\[□■◇◆○●☆★◎△▲]?\s*(?:{_spaced(self.byline)})(?:[、/／]?(?:{_spaced(self.byline)}))?\s*[:：/／丨｜ ]"
            rf"|[【\[](?:{_spaced(self.byline)})[】\]]\s*(?=\S)"
        )

    @cached_property
    def editor_line(self) -> re.Pattern[str]:
        """``责任编辑：王芳``, ``【编辑：苗苗】``, ``◇编辑：苗苗``: with it an article ends."""
        return re.compile(
            rf"[（(【\[□■◇◆○●☆★◎△▲]?\s*(?:{_spaced(self.editors)})(?:\s*[:：丨｜/／]|\s+(?=[一-鿿]{{1,2}} ?[一-鿿]{{1,2}}(?:\s|$)))"
        )

    @cached_property
    def annex_line(self) -> re.Pattern[str]:
        """``附件：1.任务分工表``, ``抄送：…``: what belongs to a document behind its text, perhaps with a list of its own."""
        return re.compile(rf"[•·●]?\s*(?:{_beginnings(self.annexes)})")

    @cached_property
    def closing_line(self) -> re.Pattern[str]:
        """The same, and ``联系人：…``, ``（此件公开发布）``, ``打字：李娜``."""
        return re.compile(rf"[•·●]?\s*[（(〔]?(?:{_beginnings((*self.annexes, *self.closings))})")

    @cached_property
    def title_word(self) -> re.Pattern[str]:
        """Any word that titles have."""
        return re.compile("|".join(map(re.escape, self.title_words)))

    def asks(self, speaker: str) -> bool:
        """Whether *speaker*, the label of a turn, is the one who asks: 记者, 齐鲁晚报·齐鲁壹点, 问, 主持人 李某."""
        media = speaker.endswith(self.media_endings) and 2 < len(speaker) <= 12
        return (speaker.split() or [""])[0] in self.askers or "记者" in speaker or media


def _beginnings(words: Iterable[str]) -> str:
    """An alternation, longest first, in which either form of the colon will do."""
    return "|".join(re.escape(word).replace("：", "[:：]") for word in sorted(words, key=len, reverse=True))


def _spaced(words: Iterable[str]) -> str:
    """An alternation, longest first, that allows blanks between the characters."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r" {0,4}".join(re.escape(character) for character in word) for word in ordered)
