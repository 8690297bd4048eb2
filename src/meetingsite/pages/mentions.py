"""Names in a text that have a page: agencies, people, titles in 《》 and meetings of documents held.

Precision first: a short form (市海洋局) is read by where the document is at home, a person by agency and post, a
meeting by place and year. What stays doubtful stays text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..extract.agencies import words as say
from ..extract.agencies.mentions import find_agencies, resolve
from ..knowledge import Knowledge
from ..model import Entry, Span
from .meeting_names import Meetings
from .shelves import PersonShelf, identity

# 生态环境部门, 山东省海洋局机关党委, 自然资源部北海局, 市委宣传部: other bodies, or no body at all
_GOES_ON = re.compile(
    r"门|[局委办处科院所站队会厅司署](?!长|书记|主任|主席|[副同上议见在属辖])|机关|党委"
    r"|(?![和与及、会由召发组举印在对将要就为向等党负主指来赴已还分])[一-鿿]{2,5}(?:[局院所部委办厅]|中心)(?!长|署)"
)
_TITLE = re.compile(r"《([^《》\n]{4,200})》")
_POSTS = re.compile(rf"(?:、?{say.POST.pattern})+\s?")  # 党组书记、局长
_AFTER_NAME = re.compile(
    r"(?=$|[^一-鿿]|同志|先生|女士|出席|主持|讲话|参加|列席|强调|指出|表示|介绍|要求|认为|传达|宣布|致辞|带队|带领|率|一行|代表|作|在|到|赴"
    r"|的|就|向|和|与|等|主任|书记|[局厅部市省县区处院会]长|[副]|为|分别|深入|调研|陪同)"
)
_BEFORE_NAME = re.compile(r"(?:书记|主任|主席|[局厅部市省县区处院会组]长|成员|委员|员)\s?\Z")
_TITLED = re.compile(r"同志|副?(?:书记|主任|主席|[局厅部处院会]长)")


class Mention(NamedTuple):
    """A name in a text, and the page it leads to."""

    span: Span
    kind: str  # agency, person, document
    key: str


class Names:
    """All names of a site that texts may link to."""

    def __init__(
        self,
        newest: Iterable[Entry],
        agency_ids: Mapping[str, str],
        people: Sequence[PersonShelf],
        person_ids: Mapping[tuple[str, str], str],
        knowledge: Knowledge,
    ) -> None:
        """*newest* has every document once, without copies."""
        self._agency_ids, self._person_ids, self._knowledge = agency_ids, person_ids, knowledge
        self._agencies = _Prefixes(name for name in agency_ids if len(name) >= 3)
        members: dict[str, dict[str, str]] = {}
        for person in people:
            if person.agency:
                members.setdefault(person.agency, {})[person.name] = person.key
        self._members = members
        self._names = {agency: _Prefixes(names) for agency, names in members.items()}
        titles: dict[str, list[str]] = {}
        held = tuple(newest)
        for entry in held:
            titles.setdefault(_plain(entry.document.title), []).append(entry.id)
        self._titles = {title: keys[0] for title, keys in titles.items() if len(keys) == 1}
        self._meetings = Meetings(held, knowledge.regions)

    def mentions(self, entry: Entry) -> tuple[Mention, ...]:
        """Every place of every name in the body of *entry*, in order; no two overlap."""
        blocks = [block.span for block in entry.document.blocks]
        found: list[Mention] = []
        for person in entry.facts.people:
            key = self._person_ids[identity(entry, person)]
            found.extend(Mention(span, "person", key) for span in person.mentions if _within(blocks, span))
        acting = {person.name for person in entry.facts.people}
        for block in blocks:
            found.extend(self._documents(entry, block))
            for span, name in self._named_agencies(entry, block):
                found.append(Mention(span, "agency", self._agency_ids[name]))
                found.extend(self._holders(entry.document.text, Span(span.end, block.end), name))
            found.extend(self._colleagues(entry, block, acting))
        kept: list[Mention] = []
        for mention in sorted(set(found), key=lambda mention: (mention.span.start, -mention.span.end, mention.kind)):
            if not kept or mention.span.start >= kept[-1].span.end:
                kept.append(mention)
        return tuple(kept)

    def _documents(self, entry: Entry, block: Span) -> Iterator[Mention]:
        for match in _TITLE.finditer(entry.document.text, *block):
            key = self._titles.get(_plain(match[1]))
            if key is not None:
                yield Mention(Span(*match.span(1)), "document", key)
        for span, key in self._meetings.find(entry, block):
            yield Mention(span, "document", key)

    def _named_agencies(self, entry: Entry, block: Span) -> Iterator[tuple[Span, str]]:
        """Agencies held: in full, listed or not, and in short where it is clear whose 局 is meant."""
        text, home = entry.document.text, self._meetings.home(entry)
        taken: list[Span] = []
        for named in find_agencies(text, self._knowledge, *block):
            taken.append(named.span)
            agency = resolve(named, home)
            if agency and agency.name in self._agency_ids and not _GOES_ON.match(text, named.span.end, block.end):
                yield named.span, agency.name
        for span, name in self._agencies.find(text, block):
            if not _touches(taken, span) and not _GOES_ON.match(text, span.end, block.end):
                yield span, name

    def _holders(self, text: str, behind: Span, agency: str) -> Iterator[Mention]:
        """``省海洋局|党组书记、局长|张建东``: who is named right behind the agency whose person they are."""
        posts = _POSTS.match(text, *behind)
        if posts and agency in self._names:
            yield from self._people(text, Span(posts.end(), min(behind.end, posts.end() + 8)), agency, first=True)

    def _colleagues(self, entry: Entry, block: Span, acting: set[str]) -> Iterator[Mention]:
        """``张建东同志``, ``局长张建东`` in another document of the same agency, in which they do not act."""
        agency = entry.facts.agency.name if entry.facts.agency else ""
        if self._members.get(agency, {}).keys() <= acting:
            return
        for mention in self._people(entry.document.text, block, agency):
            start, end = mention.span
            text = entry.document.text
            if _BEFORE_NAME.search(text, max(block.start, start - 5), start) or _TITLED.match(text, end, block.end):
                yield mention

    def _people(self, text: str, within: Span, agency: str, *, first: bool = False) -> Iterator[Mention]:
        for span, name in self._names[agency].find(text, within):
            if first and span.start != within.start:
                return
            if _AFTER_NAME.match(text, span.end):
                yield Mention(span, "person", self._members[agency][name])


def first_places(mentions: Iterable[Mention], *, but: str = "") -> list[Mention]:
    """The first place of each name: what a text links. *but* is the key of the document itself."""
    found: dict[tuple[str, str], Mention] = {}
    for mention in mentions:
        if (mention.kind, mention.key) != ("document", but):
            found.setdefault((mention.kind, mention.key), mention)
    return list(found.values())


class _Prefixes:
    """Many names looked for in one pass: at each place the longest name that begins there."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, list[str]] = {}
        for name in sorted(names, key=len, reverse=True):
            if len(name) >= 2:
                self._names.setdefault(name[:2], []).append(name)
        first = "".join(sorted({start[0] for start in self._names}))
        self._first = re.compile(f"[{re.escape(first)}]") if first else None

    def find(self, text: str, span: Span) -> Iterator[tuple[Span, str]]:
        end = span.start
        for match in self._first.finditer(text, *span) if self._first else ():
            start = match.start()
            if start < end:
                continue
            for name in self._names.get(text[start : start + 2], ()):
                if text.startswith(name, start, span.end):
                    end = start + len(name)
                    yield Span(start, end), name
                    break


def _within(ordered: Sequence[Span], span: Span) -> bool:
    """Does one of the spans, which are in order, hold all of *span*?"""
    index = bisect_right(ordered, span.start, key=lambda other: other.start) - 1
    return index >= 0 and span.end <= ordered[index].end


def _touches(ordered: Sequence[Span], span: Span) -> bool:
    """Does one of the spans, which are in order and apart, share a character with *span*?"""
    index = bisect_left(ordered, span.end, key=lambda other: other.start) - 1
    return index >= 0 and span.start < ordered[index].end


def _plain(title: str) -> str:
    return "".join(title.split())
