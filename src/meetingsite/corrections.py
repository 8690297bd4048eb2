"""``NAME.yaml`` beside ``NAME.txt``: what an editor knows better than the machine, as data.

Every correction quotes what it expects: ``was`` the present value of a fact, ``drop``, ``join`` and ``keep`` words of the
text. Where the machine or the text has changed since, it fits no longer and the build stops, since a silent correction
would be worse than none. This module says what fits; the file is read in ``correction_file.py``, text is corrected in ``clean/editor.py``, the
title in ``structure/``, facts in ``extract/editor.py``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from .errors import YamlError
from .model import CorrectionNote, Span, Warning
from .names import KINDS
from .yamlfile import Marked

K = TypeVar("K", bound=str)
RULE = "correction"  # of a fact that an editor set
NONE = "不详"  # was: the machine found nothing; now: nobody can tell
# What doubts.py and read.py may say of a text: the code and its name.
DOUBTS = {
    "foreign-word": "夹着英文虚词",
    "lost-signs": "数字之间似有缺字",
    "salted": "词中夹有符号",
    "spun": "换了同义词",
    "derived-title": "没有标题行",
    "mostly-removed": "原文多半是页面杂质",
    "bad-bytes": "字节损坏",
    "mojibake-repaired": "乱码还原",
}
_SHOWN = 40  # characters of a quotation in a message
_DELETE = "不再需要，就删去这条订正"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value in the place of another."""

    was: Marked[str]  # what the page says without the correction
    now: Marked[str]
    note: Marked[str]


@dataclass(frozen=True, slots=True)
class AgencyChange(ValueChange):
    """Region and level may be left out where the name itself tells them."""

    region: Marked[str] | None = None
    level: Marked[str] | None = None
    quote: Marked[str] | None = None  # the words of the text that say so


@dataclass(frozen=True, slots=True)
class DateChange(ValueChange):
    """One date of one kind."""

    kind: Marked[str]
    quote: Marked[str] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A topic or person more or less; one of *add* and *remove*."""

    note: Marked[str]
    add: Marked[str] | None = None
    remove: Marked[str] | None = None
    quote: Marked[str] | None = None


@dataclass(frozen=True, slots=True)
class PersonMember(Member):
    """A person, with what the text calls them."""

    posts: tuple[Marked[str], ...] = ()
    roles: tuple[Marked[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the text; one of *drop*, *keep* and *join*."""

    note: Marked[str]
    drop: Marked[str] | None = None  # words of the clean text that are noise
    keep: Marked[str] | None = None  # words of the source that no rule may take away or change
    join: Marked[tuple[Marked[str], ...]] | None = None  # the end of one clean line and the start of the next


@dataclass(frozen=True, slots=True)
class Checked:
    """A suspicion that an editor has looked into: the text is what it should be."""

    warning: Marked[str]  # its code, or its name
    note: Marked[str]


@dataclass(frozen=True, slots=True)
class CorrectionFile:
    """The file as it is written; README.md shows one."""

    title: ValueChange | None = None
    agency: AgencyChange | None = None
    dates: tuple[DateChange, ...] = ()
    work_year: ValueChange | None = None
    topics: tuple[Member, ...] = ()
    people: tuple[PersonMember, ...] = ()
    script: ValueChange | None = None
    text: tuple[Piece, ...] = ()
    checked: tuple[Checked, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction file that is well formed; whether it fits its document is found out stage by stage."""

    path: Path
    file: CorrectionFile

    @property
    def notes(self) -> tuple[CorrectionNote, ...]:
        """What the page shows: facts first, then pieces of text."""
        file = self.file
        changes = (("题名", file.title), ("机关", file.agency), ("所涉年度", file.work_year), ("文字", file.script))
        dates = ((f"{_name(date.kind.value, KINDS)}日期", date) for date in file.dates)
        members = (*(("专题", topic) for topic in file.topics), *(("人物", person) for person in file.people))
        found = [
            *(_noted(field, c.was.value, c.now.value, c.note) for field, c in (*changes, *dates) if c),
            *(_noted(field, _words(m.remove), _words(m.add), m.note) for field, m in members),
            *(_piece_note(piece) for piece in file.text),
            *(_noted("核对", _name(c.warning.value, DOUBTS), "核对无误", c.note) for c in file.checked),
        ]
        return tuple(sorted(found, key=lambda note: note.line))

    def misfit(self, at: Marked[Any], message: str, remedy: str = f"对照页面核对；{_DELETE}。") -> YamlError:
        """The error for a correction that cannot be carried out; *at* says where it is written."""
        return YamlError(message, path=self.path, line=at.line, column=at.column, remedy=remedy)

    def fits(self, change: ValueChange, *present: str) -> bool:
        """Whether ``was`` is one of *present*: ways of writing one value."""
        return _plain(change.was.value) in map(_plain, present)

    def expect(self, change: ValueChange, label: str, *present: str) -> None:
        """Raise YamlError unless ``was`` fits *present*, the value that *label* has now."""
        if not self.fits(change, *present):
            shown = "、".join(f"“{way}”" for way in dict.fromkeys(present))
            raise self.misfit(
                change.was,
                f"{label}现在是{shown}，不是“{change.was.value}”。",
                f"文稿或读法变了：核对后改 was；{_DELETE}。",
            )

    def idle(self, change: ValueChange, label: str) -> YamlError:
        """The error for a change that changes nothing."""
        remedy = "删去这条订正；核对过、要了结待核的，加一行 quote，抄文中的根据。"
        if isinstance(change, AgencyChange | DateChange) and change.now.value.strip() != NONE:
            return self.misfit(change.now, f"{label}本来就是“{change.now.value}”，什么也没有改。", remedy)
        return self.misfit(change.now, f"{label}本来就是“{change.now.value}”，什么也没有改。", "删去这条订正。")

    def unsettled(self, warnings: tuple[Warning, ...]) -> tuple[Warning, ...]:
        """*warnings* without those the editor has looked into. Raises YamlError for one that is not there."""
        settled = set()
        for checked in self.file.checked:
            code = self.choice(checked.warning, DOUBTS)
            if code not in {warning.code for warning in warnings}:
                raise self.misfit(checked.warning, f"没有“{DOUBTS[code]}”这样的疑点。", f"{_DELETE}。")
            settled.add(code)
        return tuple(warning for warning in warnings if warning.code not in settled)

    def choice(self, at: Marked[str], names: Mapping[K, str]) -> K:
        """The key of *names* that is written, itself or as its Chinese name. Raises YamlError."""
        for key, name in names.items():
            if at.value in (key, name):
                return key
        raise self.misfit(at, f"不认识“{at.value}”。", nearest(at.value, [*names.values(), *names]))

    def find(self, quote: Marked[str], text: str, source: str) -> Span:
        """The only place of *quote* in the clean *text*; blanks and line breaks may differ. *source*, the raw text, only
        serves to say what went wrong. Raises YamlError where there is no place, or more than one."""
        return self._only(quote, pattern(quote.value), text, "整理文", source)

    def find_raw(self, quote: Marked[str], source: str) -> Span:
        """The only place of *quote* in the raw text *source*. Raises YamlError."""
        return self._only(quote, pattern(quote.value), source, "原文", "")

    def find_join(self, join: Marked[tuple[Marked[str], ...]], text: str) -> Span:
        """The line break between the two quotations of *join*. Raises YamlError."""
        if len(join.value) != 2:
            raise self.misfit(join, "join 要写两段话。", "写成 [上一行的结尾, 下一行的开头]。")
        first, second = (pattern(quote.value) for quote in join.value)
        places = [Span(*m.span("break")) for m in re.finditer(rf"{first}(?P<break>\s*\n\s*){second}", text)]
        if len(places) == 1:
            return places[0]
        if places:
            raise self.misfit(join, f"这样相接的两行有 {len(places)} 处。", "两段都引长一些，到只有一处为止。")
        if re.search(first + second, text):
            raise self.misfit(join, "这两行已经接上了。", "删去这条订正。")
        raise self.misfit(join, "整理文里没有这样相接的两行。", f"照页面上的正文重抄两段；{_DELETE}。")

    def _only(self, quote: Marked[str], words: str, text: str, where: str, source: str) -> Span:
        places = [Span(*match.span()) for match in re.finditer(words, text)]
        if len(places) == 1:
            return places[0]
        shown = quote.value if len(quote.value) <= _SHOWN else quote.value[:_SHOWN] + "……"
        if places:
            message, remedy = f"{where}里有 {len(places)} 处“{shown}”。", "引长一些，到只有一处为止。"
        elif source and re.search(words, source):
            message = f"“{shown}”只在原文里，整理文已没有这些字，或写法不同。"
            remedy = f"照页面上的正文抄；{_DELETE}。"
        else:
            copied = "原文对照页上的原文（繁体、乱码都照旧）" if where == "原文" else "页面上的正文"
            message, remedy = f"{where}里没有“{shown}”。", f"照{copied}重抄；{_DELETE}。"
        raise self.misfit(quote, message, remedy)


def pattern(quote: str) -> str:
    """A regular expression for the words of *quote*, whatever blanks or line breaks stand between them."""
    return r"\s+".join(map(re.escape, quote.split()))


def nearest(written: str, names: Iterable[str]) -> str:
    """A remedy: the name nearest to *written*, or all of a few."""
    known = list(dict.fromkeys(names))
    if near := difflib.get_close_matches(written, known, 1, 0.5):
        return f"是不是“{near[0]}”？"
    return f"可以写：{'、'.join(known)}。" if len(known) <= 12 else "照页面上的写法。"


def _plain(value: str) -> str:
    """2018年5月9日 至 10日, 2018-05-09/2018-05-10: blanks do not count, and 至 is a stroke."""
    return "".join(value.split()).replace("至", "/")


def _name(key: str, names: Mapping[Any, str]) -> str:
    return names.get(key, key)


def _words(quote: Marked[str] | None) -> str:
    return " ".join(quote.value.split()) if quote else ""


def _noted(field: str, was: str, now: str, note: Marked[str]) -> CorrectionNote:
    return CorrectionNote(field, was, now, note.value, note.line)


def _piece_note(piece: Piece) -> CorrectionNote:
    if piece.join:
        parts = [part.value for part in piece.join.value]
        return _noted("接行", " ↵ ".join(parts), "".join(parts), piece.note)
    if piece.keep:
        return _noted("保留", "", _words(piece.keep), piece.note)
    return _noted("删去", _words(piece.drop), "", piece.note)
