"""What all date rules look at: the document, its folded text, and a candidate they may find."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ...knowledge.dates import DateWords
from ...model import Block, DateKind, Document, Span
from .expressions import Expression, find, fold
from .patterns import form

# （2024年1月15日）, （试行）, 111/01/04 at the end of a title
_TAIL_BRACKETS = re.compile(r"(?:\s*\([^()]{0,40}\))+\s*$|(?<=[\u4e00-\u9fff])\s*\d{3,4}([-/.])\d{1,2}\1\d{1,2}\s*$")

# 关于召开座谈会的情况通报, 关于民主生活会召开情况的报告, 春耕生产会议情况的通报: they tell of a meeting that was held
_MEETING_REPORT = re.compile(
    "(?:(?:召开|举办|举行)[^,。]*|(?:会议|座谈会|推进会|现场会|培训班|论坛)(?:有关|主要)?)情况的?(?:通报|报告|汇报)$"
)
# 政 府 工 作 报 告
_SPACED = re.compile(r"[\u4e00-\u9fff](?: {1,2}[\u4e00-\u9fff]){3,}")
# ——在县纪委十三届四次全会上的工作报告
_SUBTITLE = re.compile(r"\s*-{1,4}\s*在.{2,60}上的")


# 关于印发|全省某某工作会议纪要|的通知: the minutes follow the notice
_PASSED_MINUTES = re.compile("印发《?(?P<name>[^《》]{4,60}纪要)》?的通知")


class Candidate(NamedTuple):
    """A date and what a rule takes it for; its year may still be missing."""

    kind: DateKind
    expression: Expression
    rule: str


@dataclass(frozen=True)
class Page:
    """A document as the date rules see it. *folded* has the offsets of the clean text."""

    document: Document
    words: DateWords
    folded: str
    taiwan: bool
    day_first: bool  # 4/11/2016 is the fourth of November

    @classmethod
    def of(cls, document: Document, words: DateWords) -> Page:
        """Fold the text once and see whether the page is from Taiwan, Hong Kong or Macau."""
        folded = fold(document.text)
        taiwan, day_first = (bool(group.search(folded, 0, 1500)) for group in (words.taiwan, words.day_first))
        return cls(document, words, folded, taiwan, day_first)

    @cached_property
    def title(self) -> str:
        """The folded title without brackets or a date at its end."""
        title = _TAIL_BRACKETS.sub("", fold(self.document.title)).strip()
        return title.replace(" ", "") if _SPACED.fullmatch(title) else title

    def expressions(self, span: Span, *, labelled: bool = False) -> tuple[Expression, ...]:
        """The dates printed in *span*."""
        forms = tuple(form(other.form) for other in self.words.forms if labelled or other.anywhere)
        options = {"taiwan": self.taiwan, "labelled": labelled, "day_first": self.day_first}
        return find(self.folded, span.start, span.end, **options, forms=forms)

    def words_of(self, span: Span) -> str:
        """The folded words of *span*."""
        return self.folded[span.start : span.end]

    @cached_property
    def is_instrument(self) -> bool:
        """The title names a notice, plan, summary …: dates in its lead are background, not its own event."""
        title = self.title.rstrip("》”\"' ")
        own_words = title.partition("关于")[0]
        if _MEETING_REPORT.search(title) or self.minutes_inside:
            return False
        return bool(self.words.instruments.search(title)) and not self.words.holding.search(own_words)

    @cached_property
    def minutes_inside(self) -> tuple[Block, ...]:
        """The paragraphs of the minutes that a notice passes on, below their own title; empty where there are none."""
        passed = _PASSED_MINUTES.search(self.title)
        blocks = self.document.blocks if passed else ()
        starts = [i for i, b in enumerate(blocks, 1) if passed and self.words_of(b.span).strip() == passed["name"]]
        return tuple(block for block in blocks[starts[0] :] if block.kind != "heading") if starts else ()

    @cached_property
    def is_speech(self) -> bool:
        """The title names a speech, report, minutes or interview: the date below it is the day it was given."""
        found = [match.end() for match in self.words.speeches.finditer(self.title)]
        return bool(found) and (not self.is_instrument or found[-1] == len(self.title))

    @cached_property
    def is_interview(self) -> bool:
        """The title names an interview: 独家专访某县长."""
        return bool(self.words.interviews.search(self.title))

    @cached_property
    def has_speech_subtitle(self) -> bool:
        """A line under the title says that it is a speech: ——在全市海洋工作会议上的讲话."""
        lines = [self.words_of(span) for span in (*self.document.front, *(b.span for b in self.document.blocks[:1]))]
        return any(
            _SUBTITLE.match(line) and (self.words.talks.search(line[:80]) or line.endswith("报告")) for line in lines
        )

    @cached_property
    def is_news(self) -> bool:
        """The title tells that a meeting was held and is not that of a speech or minutes: …召开座谈会."""
        return bool(self.words.holding.search(self.title)) and not self.words.talks.search(self.title)

    @cached_property
    def is_record(self) -> bool:
        """The title names minutes, a communiqué or a meeting, not the words of a speaker."""
        return (
            self.is_speech
            and not self.is_news
            and (self.words.minutes.search(self.title) is not None or self.words.talks.search(self.title) is None)
        )

    @cached_property
    def is_announced(self) -> bool:
        """关于召开……会议的通知: the times it gives are planned."""
        return bool(self.words.announcing.search(self.title) and self.words.gatherings.search(self.title))

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        """The blocks that are not headings."""
        return tuple(block for block in self.document.blocks if block.kind != "heading")
