"""An editor's facts in the place of the machine's: agency, dates, year, topics and people of the correction file."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ..corrections import NONE, RULE, AgencyChange, Correction, DateChange, Member, PersonMember, nearest, pattern
from ..knowledge import Knowledge
from ..model import COUNTRY, Agency, DateFact, Document, Facts, Level, Person, Precision, Span, TopicFact
from ..names import KINDS, LEVEL_NAMES
from ..pages.wording import date_iso, date_words
from ..yamlfile import Marked
from .agencies.mentions import find_agencies, resolve

T = TypeVar("T")
# 2024-02-05 · 2024-02 · 2024
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# 2018-05-09 至 2018-05-10 · 2018-05-09/2018-05-10
_UNTIL = re.compile(r"\s*[至/]\s*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def correct_facts(facts: Facts, document: Document, knowledge: Knowledge) -> Facts:
    """*facts* as the correction file of *document* wants them; what it does not name stays.

    Raises YamlError where a fact is no longer what the editor expects, or the new value cannot be.
    """
    correction = document.clean.raw.correction
    if correction is None:
        return facts
    return _Editor(correction, document, knowledge).facts(facts)


@dataclass(frozen=True, slots=True)
class _Editor:
    correction: Correction
    document: Document
    knowledge: Knowledge

    def facts(self, facts: Facts) -> Facts:
        file, dates = self.correction.file, facts.dates
        for date_change in file.dates:
            dates = self._dates(date_change, dates)
        topics, people = facts.topics, facts.people
        for topic in file.topics:
            name = self._topic_name(topic)
            topics = self._members(topic, name, topics, lambda fact: fact.name, self._topic)
        for person in file.people:
            name = "".join(_given(person).value.split())
            people = self._members(person, name, people, lambda fact: fact.name, self._person)
        agency = self._agency(file.agency, facts.agency) if file.agency else facts.agency
        year = self._work_year(facts.work_year)
        return replace(facts, agency=agency, dates=dates, work_year=year, topics=topics, people=people)

    def _span(self, quote: Marked[str] | None) -> Span | None:
        document = self.document
        return self.correction.find(quote, document.text, document.clean.raw.text) if quote else None

    def _agency(self, change: AgencyChange, present: Agency | None) -> Agency | None:
        self.correction.expect(change, "机关", present.name if present else NONE)
        name = change.now.value.strip()
        if name == NONE:
            if present is None:
                raise self.correction.idle(change, "机关")
            return None
        same = present if present and present.name == name else None
        if same and not change.region:
            level, region = same.level, same.region
        else:
            level, region = self._home(change, name)
        if change.level:
            level = self.correction.choice(change.level, LEVEL_NAMES)
        if same and same.certain and not change.quote and (level, region) == (same.level, same.region):
            raise self.correction.idle(change, "机关")
        span = self._span(change.quote) or (same.span if same else None)
        return Agency(name, level, region, span, RULE, True)

    def _home(self, change: AgencyChange, name: str) -> tuple[Level, str]:
        """Level and region as written, or as the name tells them."""
        regions = self.knowledge.agencies.regions
        if change.region:
            written = change.region.value.strip()
            if written == COUNTRY:
                return "national", COUNTRY
            for unit in regions.units:
                if unit.path == written:
                    return unit.level, unit.path
            paths = sorted({unit.path for unit in regions.units})
            fuller = [path for path in paths if path.endswith(written)]
            remedy = nearest(written, fuller or [COUNTRY, *paths])
            raise self.correction.misfit(change.region, f"没有“{written}”这个地区。", remedy)
        mentions = find_agencies(name, self.knowledge)
        found = resolve(mentions[0], None) if len(mentions) == 1 and mentions[0].span == (0, len(name)) else None
        if found is None:
            message = f"从“{name}”看不出它是哪里的。"
            raise self.correction.misfit(change.now, message, "补上 region，如 region: 山东省威海市；国家机关写 中国。")
        if found.name != name:
            message = f"“{name}”不是全称。"
            raise self.correction.misfit(change.now, message, f"写“{found.name}”；名称确是这样，就补上 region。")
        return found.level, found.region

    def _dates(self, change: DateChange, dates: tuple[DateFact, ...]) -> tuple[DateFact, ...]:
        kind = self.correction.choice(change.kind, KINDS)
        label = f"{KINDS[kind]}日期"
        present = next((d for d in dates if d.kind == kind and self.correction.fits(change, *_ways(d))), None)
        if present is None:
            others = [way for d in dates if d.kind == kind for way in _ways(d)]
            self.correction.expect(change, label, *(others or [NONE]))
        if change.now.value.strip() == NONE:
            if present is None:
                raise self.correction.idle(change, label)
            return tuple(d for d in dates if d is not present)
        start, end, precision = _days(self.correction, change.now)
        same = (
            present if present and (present.start, present.end, present.precision) == (start, end, precision) else None
        )
        if same and same.certain and not change.quote:
            raise self.correction.idle(change, label)
        span = self._span(change.quote) or (same.span if same else None)
        fact = DateFact(kind, start, end, precision, True, None, span, RULE, same.basis if same else None)
        return tuple(fact if d is present else d for d in dates) if present else (*dates, fact)

    def _work_year(self, present: int | None) -> int | None:
        change = self.correction.file.work_year
        if change is None:
            return present
        self.correction.expect(change, "所涉年度", *((str(present), f"{present}年") if present else (NONE,)))
        written = change.now.value.strip().removesuffix("年")
        if written != NONE and not _YEAR.fullmatch(written):
            raise self.correction.misfit(change.now, f"“{written}”不是年份。", "写四位年份，如 2024；没有就写 不详。")
        year = None if written == NONE else int(written)
        if year == present:
            raise self.correction.idle(change, "所涉年度")
        return year

    def _members(
        self,
        member: Member,
        name: str,
        present: tuple[T, ...],
        name_of: Callable[[T], str],
        make: Callable[[Member, str, Span], T],
    ) -> tuple[T, ...]:
        """*present* with the one called *name* added or removed."""
        given = _given(member)
        there = [fact for fact in present if name_of(fact) == name]
        if member.remove:
            if not there:
                names = [name_of(fact) for fact in present]
                remedy = nearest(name, names) if names else "删去这条订正。"
                raise self.correction.misfit(given, f"这一篇没有“{name}”。", remedy)
            return tuple(fact for fact in present if fact not in there)
        if there:
            remedy = "删去这条订正；要改它，先写一条 remove，再写 add。"
            raise self.correction.misfit(given, f"这一篇已经有“{name}”。", remedy)
        if member.quote is None:
            raise self.correction.misfit(given, f"“{name}”凭文中哪句话？", "补上 quote: 文中的原话。")
        span = self._span(member.quote)
        assert span is not None
        return (*present, make(member, name, span))

    def _topic_name(self, member: Member) -> str:
        given = _given(member)
        topics = self.knowledge.topics.topics
        for topic in topics:
            if given.value.strip() in (topic.id, topic.name):
                return topic.name
        remedy = nearest(given.value, (topic.name for topic in topics))
        raise self.correction.misfit(given, f"专题词表里没有“{given.value}”。", remedy)

    def _topic(self, member: Member, name: str, span: Span) -> TopicFact:
        topic = next(topic for topic in self.knowledge.topics.topics if topic.name == name)
        return TopicFact(topic.id, topic.name, (span,), RULE)

    def _person(self, member: Member, name: str, span: Span) -> Person:
        text = self.document.text
        printed = re.compile(r"\s*".join(map(re.escape, name)))
        assert isinstance(member, PersonMember) and member.quote
        if not printed.search(span.of(text)):
            raise self.correction.misfit(member.quote, f"这句话里没有“{name}”。", "引写有这个人姓名的话。")
        posts, roles = (tuple(mark.value for mark in marks) for marks in (member.posts, member.roles))
        for mark in (*member.posts, *member.roles):
            if not re.search(pattern(mark.value), text):
                raise self.correction.misfit(mark, f"文中没有“{mark.value}”。", "照文中的写法，或删去这一项。")
        mentions = tuple(Span(*match.span()) for match in printed.finditer(text))
        return Person(name, posts, roles, span, RULE, True, mentions)


def _given(member: Member) -> Marked[str]:
    given = member.add or member.remove
    assert given is not None  # correction_file.load saw to it
    return given


def _ways(fact: DateFact) -> tuple[str, ...]:
    """How the present date may be written in ``was``."""
    return date_words(fact), date_iso(fact)


def _days(correction: Correction, now: Marked[str]) -> tuple[str, str, Precision]:
    """First day, last day and precision of what is written. Raises YamlError."""
    parts = [_DAY.fullmatch(part) for part in _UNTIL.split(now.value.strip())]
    if len(parts) > 2 or None in parts:
        remedy = "写成 2024-02-05；两天写 2018-05-09 至 2018-05-10；只知年月写 2024-02，只知年写 2024；没有就写 不详。"
        raise correction.misfit(now, f"“{now.value}”不是这样写的日期。", remedy)
    first, last = parts[0], parts[-1]
    assert first and last
    precision: Precision = "day" if first[3] else "month" if first[2] else "year"
    try:
        year, month = int(last[1]), int(last[2] or 12)
        days = (
            date(int(first[1]), int(first[2] or 1), int(first[3] or 1)),
            date(year, month, int(last[3] or calendar.monthrange(year, month)[1])),
        )
    except (ValueError, calendar.IllegalMonthError):
        raise correction.misfit(now, f"日历上没有“{now.value}”。", "核对年月日。") from None
    if days[0] > days[1] or (len(parts) == 2 and not (first[3] and last[3])):
        raise correction.misfit(now, f"“{now.value}”前后不合。", "先写前一天，再写后一天，都写到日。")
    return days[0].isoformat(), days[1].isoformat(), precision
