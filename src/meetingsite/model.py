"""All the nouns: what each stage takes and gives. Everything is frozen; nothing is changed after it is made.

Coordinates: *raw* offsets count Unicode code points of the decoded source; *clean* offsets those of the clean text.
Both are half-open. A fact's words are always ``document.text[span]``; nothing is quoted that is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from .corrections import Correction

Family = Literal["portal", "plain", "newspaper", "forum", "repost"]  # where a text comes from
Script = Literal["simplified", "traditional", "mixed"]
Level = Literal["national", "province", "city", "county", "other"]
LEVELS: tuple[Level, ...] = get_args(Level)  # the highest first
COUNTRY = "中国"  # the region of a national agency
DateKind = Literal["held", "written", "published", "reposted", "other"]
Precision = Literal["day", "month", "year", "none"]
BlockKind = Literal["heading", "paragraph", "question", "answer"]


class Span(NamedTuple):
    """A half-open range of code points, clean unless a docstring says raw."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of *text* in this range."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A source file as it was found."""

    id: str  # permanent; made from the path alone
    path: str  # relative to its source folder, with "/"; bytes that are not UTF-8 show as U+FFFD
    sha256: str
    encoding: str  # "utf-8", "utf-8-sig", "gb18030", "big5", "utf-16-le" …
    data: bytes
    text: str  # decoded, newlines as found
    correction: Correction | None = None  # what an editor wrote beside it; None: nothing


class Edit(NamedTuple):
    """raw[start:end] was replaced by *replacement*, because of *rule*."""

    start: int  # raw
    end: int  # raw
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class CleanDocument:
    """The source with noise removed and script and punctuation normalised; every change is in *edits*.

    *text* is lines of non-blank text separated by single newlines. Title, metadata, by-line, series and source lines
    are still in it; the structure stage finds them.
    """

    raw: RawDocument
    text: str
    edits: tuple[Edit, ...]  # sorted, not overlapping; replaying them on raw.text gives text
    family: Family
    script: Script


class Field(NamedTuple):
    """One pair of a portal's metadata block."""

    label: str  # as printed
    value: str | None  # None: the label is printed with nothing behind it
    span: Span  # of the value, or of the label when there is no value


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph, heading or turn of the body."""

    kind: BlockKind
    span: Span  # the whole block, marker included
    anchor: str  # "x" + 8 hex digits of the hash of its Han characters, "-2" for a repeat; permanent
    level: int = 0  # of a heading, 1 to 4; otherwise 0
    marker: Span | None = None  # "一、", "（二）", "3.", "第一，", "一是", or the speaker's label before the colon
    lead: Span | None = None  # a run-in heading: the bold first words of the paragraph, without marker


class Item(NamedTuple):
    """One member of an enumeration."""

    block: int  # index into Document.blocks
    ordinal: int  # as printed, from 1
    marker: Span
    span: Span  # marker and words, up to the next member or the end of what belongs to it


@dataclass(frozen=True, slots=True)
class ItemList:
    """An enumeration: 一是…二是…, 第一，…第二，…, 1.…2.…, （一）…（二）…; in one paragraph or over several."""

    style: str  # "一是", "一要", "第一", "1.", "（一）" …
    items: tuple[Item, ...]


class CorrectionNote(NamedTuple):
    """One thing an editor changed, as the page shows it under 编者订正."""

    field: str  # 题名, 机关, 召开日期, 专题, 删去 …
    was: str  # as the editor wrote it; empty where something was only added
    now: str  # empty where something was only taken away
    note: str  # why
    line: int  # of the correction file


@dataclass(frozen=True, slots=True)
class Document:
    """A clean document with its parts named. Lines that are not body are kept with their span."""

    clean: CleanDocument
    title: str  # never empty
    title_origin: Literal["given", "derived", "corrected"]
    title_span: Span | None  # where a title is printed, or for a derived one the words it was made from
    metadata: tuple[Field, ...]
    byline: Span | None  # reporters, editors, photographers: a line that is not part of the body
    series: Span | None  # "……系列访谈录⑦"
    source_line: Span | None  # "来源：……"; a date and the site's name under the title
    source_name: str | None  # the name in the source line: 青岛市海洋发展局, 中国政府网
    front: tuple[
        Span, ...
    ]  # other lines above or between that are not body: a printed agency name, a subtitle, a date line
    blocks: tuple[Block, ...]
    lists: tuple[ItemList, ...]

    @property
    def text(self) -> str:
        """The clean text all spans point into."""
        return self.clean.text

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.clean.raw.id

    @property
    def body(self) -> str:
        """The blocks' words, one block a line: what the contract calls ``text``."""
        return "\n".join(block.span.of(self.text) for block in self.blocks)

    @property
    def corrections(self) -> tuple[CorrectionNote, ...]:
        """What an editor changed in text and facts, in the order of the correction file."""
        correction = self.clean.raw.correction
        return correction.notes if correction else ()


@dataclass(frozen=True, slots=True)
class DateFact:
    """One date and what happened on it."""

    kind: DateKind
    start: str | None  # ISO; None when the year is not known
    end: str | None  # ISO; one day: equal to start; month or year: its last day
    precision: Precision
    certain: bool  # False when the year stands outside the title and the date's own words
    month_day: tuple[str, str] | None  # ("05-09", "05-10") when the year is not known
    span: Span | None  # the words it rests on; None: an editor says so, see Document.corrections
    rule: str
    basis: Span | None = None  # where an inferred year stands


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency whose meeting, plan or interview this is."""

    name: str  # full canonical name: 山东省海洋局
    level: Level
    region: str  # 中国, 山东省, 山东省威海市, 山东省威海市荣成市
    span: Span | None  # the words it rests on; None: an editor says so, see Document.corrections
    rule: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts in the document: not who is only cited, and not who wrote it."""

    name: str  # 韦 韬 is 韦韬
    posts: tuple[str, ...]  # as printed, split at ， and ；, not at 、
    roles: tuple[str, ...]  # 出席 参加 列席 讲话 主持 传达 批示 受访 交流发言 …, the text's own words
    span: Span  # the words that show name, post and role
    rule: str
    certain: bool
    mentions: tuple[Span, ...] = ()  # every place the name stands in the clean text


@dataclass(frozen=True, slots=True)
class TopicFact:
    """A topic of the curated vocabulary and the words that put the document there."""

    id: str
    name: str
    spans: tuple[Span, ...]  # each a word of the vocabulary found in title or body, in order; never empty
    rule: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the text says about who, when and what. None and () mean: the text does not say."""

    agency: Agency | None = None
    dates: tuple[DateFact, ...] = ()
    work_year: int | None = None  # the year the report or plan is about
    place: str | None = None  # where the meeting was held, as printed
    people: tuple[Person, ...] = ()
    topics: tuple[TopicFact, ...] = ()


class Warning(NamedTuple):
    """Something a person should look at."""

    code: str
    message: str


class Refused(NamedTuple):
    """A file that gave no document, and why."""

    path: str
    code: str
    message: str


ReferenceKind = Literal["agency", "person", "title", "meeting"]
ReviewList = Literal["warnings", "contradictory", "inferred", "unresolved"]
REVIEW_LISTS: tuple[ReviewList, ...] = get_args(ReviewList)


class Reference(NamedTuple):
    """Words of the body that name something which may have a page."""

    span: Span
    kind: ReferenceKind
    name: str  # an agency's full name, a person's key, a title without blanks, a meeting's key


class FixLine(NamedTuple):
    """One ``key: value  # hint`` of a correction."""

    key: str
    value: str
    hint: str = ""


class Fix(NamedTuple):
    """One correction to paste: what stands under *key* of the correction file, or as one member of its list."""

    key: Literal["title", "agency", "dates", "people", "text", "checked"]
    lines: tuple[FixLine, ...]


class Finding(NamedTuple):
    """One thing a person should look at."""

    label: str  # 机关, 召开日期, 题名 …
    value: str  # what was read, or what is wrong
    spans: tuple[Span, ...]  # the words it rests on; empty where the text says nothing
    fixes: tuple[Fix, ...] = ()
    advice: str = ""  # where no correction file helps


@dataclass(frozen=True, slots=True)
class Entry:
    """One published document with all that was read from it, and nothing that other documents decide."""

    document: Document
    facts: Facts
    warnings: tuple[Warning, ...] = ()
    references: tuple[Reference, ...] = ()  # in order of the text; they may overlap
    findings: tuple[tuple[ReviewList, tuple[Finding, ...]], ...] = ()  # by the list of 待核 they stand on

    @property
    def id(self) -> str:
        """The permanent id."""
        return self.document.id

    @property
    def holder(self) -> str:
        """What makes a name in it one person: the agency's name; where that is not known, the document's id."""
        return self.facts.agency.name if self.facts.agency else self.id

    @property
    def own_date(self) -> DateFact | None:
        """The date the document is filed under: held, else written, else published; one with a known year."""
        kinds = ("held", "written", "published")
        return next((date for kind in kinds for date in self.facts.dates if date.kind == kind and date.start), None)
