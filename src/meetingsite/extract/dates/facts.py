"""Every date of a document by kind, each with the words it rests on and, where the year was inferred, its basis.

1月30日，2024年全省海洋工作会议召开 → held 2024-01-30; 成文日期：2023-06-09 → written; 2020-12-18 中国政府网 → reposted
"""

from __future__ import annotations

import re

from ...knowledge import Knowledge
from ...model import DateFact, DateKind, Document, Span
from .address import address_day
from .evidence import Evidence, planned_year
from .expressions import Days, Expression, fold
from .held import dateline, lead_dates
from .lines import line_dates, metadata_dates, title_dates
from .page import Candidate, Page
from .signature import sign_off_dates
from .source import is_third_party, names_beside
from .years import infer_year, title_years

_KINDS = ("held", "written", "published", "reposted", "other")
_LONGEST_MEETING = 31
_OLDEST_NEWS = 366
# 我们小区, 我看这次, 咱村: who posts it speaks of himself; 我市, 我局, 自我 and a leader's 我们要 are not his
_POSTER = re.compile(
    "(?<!自)我(?![国省市县区州盟旗乡镇村局厅校院部委司公军党行段站矿厂台处所会]|们(?:要|必须|应|将|坚持|相信))|俺|咱"
)
_QUOTED = re.compile("[“「][^”」]*[”」]")
_STOP = re.compile(r"[。!?！？\n]")


def extract_dates(document: Document, knowledge: Knowledge) -> tuple[DateFact, ...]:
    """The dates of *document*: held, written, published, reposted, other, in this order; each day and kind once.

    held is one event; of several candidates the title, the line under it and its label go before the lead.
    """
    page = Page.of(document, knowledge.dates)
    titled = list(title_dates(page))
    around = _once(_updates([*metadata_dates(page), *line_dates(page), *sign_off_dates(page)]))
    if page.is_record:
        lead = list(lead_dates(page, None, None, None))
        titled, around = ([_unless_told(candidate, lead) for candidate in group] for group in (titled, around))
    wire = dateline(page)
    if wire and wire.year:
        around.append(Candidate("published", wire, "dateline"))
    evidence = _evidence(page, around)
    counted_on = wire if wire and wire.month else next(iter(evidence.published), None)
    written_on = None if counted_on is not wire and evidence.foreign else counted_on
    written_on = written_on or _posted_on(page, wire, evidence)
    if wire and not any(candidate.kind == "published" for candidate in around):
        expression = wire if wire.month else wire.before(evidence.published[0]) if evidence.published else None
        if expression:
            around.append(Candidate("published", expression, "dateline"))
    held = [
        *titled,
        *(candidate for candidate in around if candidate.kind == "held"),
        *lead_dates(
            page,
            wire,
            counted_on,
            written_on,
            _printed_later(page, wire, evidence),
            next(iter(evidence.reposted), None),
        ),
    ]
    chosen = _own_event(page, [candidate for candidate in held if candidate.kind == "held"], evidence)
    others = [candidate for candidate in (*held, *around) if candidate.kind != "held"]
    facts = [_fact(page, candidate, evidence) for candidate in (*chosen, *others)]
    unique: dict[tuple[object, ...], DateFact] = {}
    for fact in facts:
        if fact:
            unique.setdefault((fact.kind, fact.start, fact.end, fact.month_day), fact)
    return tuple(sorted(unique.values(), key=lambda fact: _KINDS.index(fact.kind)))


def _updates(around: list[Candidate]) -> list[Candidate]:
    """更新时间 is when it was published where the page prints no other date of its own."""
    other = any(candidate.kind in ("written", "published", "reposted") for candidate in around)
    kind: DateKind = "other" if other else "published"
    return [
        Candidate(kind, c.expression, c.rule.replace("updated", kind)) if c.rule.endswith("-updated") else c
        for c in around
    ]


def _once(around: list[Candidate]) -> list[Candidate]:
    """发文日期 is when it was written where the signature says the same day and 发布日期 another."""
    written = {c.expression.days for c in around if c.kind == "written"}
    published = {c.expression.days for c in around if c.kind == "published"}
    both = written & published if len(published) > 1 else set()
    return [c for c in around if c.kind != "published" or c.expression.days not in both]


def _unless_told(candidate: Candidate, lead: list[Candidate]) -> Candidate:
    """A date in brackets under minutes whose text says that the meeting was on other days, shortly before: written."""
    if candidate.rule not in ("subtitle-of-speech", "title-brackets") or candidate.kind != "held":
        return candidate
    own = candidate.expression.days
    for told in (c.expression for c in lead):
        days = told.on(told.year or own.first.year) if own else None
        if own and days and days != own and 0 <= (own.last - days.last).days <= _LONGEST_MEETING:
            return Candidate("written", candidate.expression, candidate.rule)
    return candidate


def _printed_later(page: Page, wire: Expression | None, evidence: Evidence) -> bool:
    """本报8月20日讯 in the paper of 21 August: its 昨日 may be counted from either day; that of 本报北京8月20日电 may not."""
    days = wire.on(wire.year or 2000) if wire and wire.month and wire.day else None
    if wire is None or days is None or not page.folded[wire.span.end :].startswith("讯"):
        return False
    printed = [e.on(wire.year or 2000) for e in (*evidence.published, *evidence.reposted)]
    return any(own is not None and (own.last - days.last).days == 1 for own in printed)


def _posted_on(page: Page, wire: Expression | None, evidence: Evidence) -> Expression | None:
    """The day of a forum's post whose author tells himself what happened 昨天 or 周六; nothing for news passed on there."""
    document, days = page.document, {expression.days for expression in evidence.reposted}
    if document.clean.family != "forum" or wire or document.byline or document.source_line or len(days) != 1:
        return None
    told = any(_POSTER.search(_QUOTED.sub("", page.words_of(block.span))) for block in document.blocks)
    return evidence.reposted[0] if told else None


def _evidence(page: Page, around: list[Candidate]) -> Evidence:
    """What may lend a year. A content farm (family repost) prints the day of its own copy, which lends none."""
    lending = [c.expression for kind in ("published", "written") for c in around if c.kind == kind and c.expression.day]
    passed_on = [c.expression for c in around if c.kind == "reposted" and page.document.clean.family != "repost"]
    bounds = [c.expression.days for c in around if c.kind in ("published", "reposted")]
    source, name = page.document.source_line, page.document.source_name
    names = names_beside(page, source) if source else (fold(name),) if name else ()
    return Evidence(
        published=tuple(lending),
        reposted=tuple(passed_on),
        bounds=tuple(days for days in bounds if days),
        linked=address_day(page),
        foreign=bool(names) and is_third_party(page, names, source),
    )


def _own_event(page: Page, held: list[Candidate], evidence: Evidence) -> list[Candidate]:
    """The first plausible candidate, or one for the same days that prints its year; none where a chronicle begins."""
    plausible = [candidate for candidate in held if _is_plausible(page, candidate.expression, evidence)]
    if not plausible:
        return []
    first = _meeting_of_trip(page, plausible)
    years = [candidate.expression.year for candidate in plausible if candidate.expression.year]
    if not evidence.published and years and max(years) - years[0] > 1:
        return []
    same = [c for c in plausible if c.expression.month_day == first.expression.month_day and c.expression.year]
    return [same[0] if same and first.expression.year is None else first]


def _meeting_of_trip(page: Page, plausible: list[Candidate]) -> Candidate:
    """8月11日至12日，…赴梅州调研。12日下午，…召开座谈会。: where the title tells of the 座谈会, its day."""
    first = plausible[0]
    named = page.words.gatherings.search(page.title) if page.is_news and first.rule == "lead" else None
    if named is None or named[0] in page.words_of(_sentence_of(page, first.expression.span)):
        return first
    for candidate in plausible[1:]:
        year = candidate.expression.year or first.expression.year or 2000
        trip, days = first.expression.on(year), candidate.expression.on(year)
        told = named[0] in page.words_of(_sentence_of(page, candidate.expression.span))
        if told and trip and days and trip.first <= days.first <= trip.last:
            return candidate
    return first


def _is_plausible(page: Page, expression: Expression, evidence: Evidence) -> bool:
    """No month-long periods, nothing after publication, nothing years before the title's or the page's year."""
    days = expression.on(expression.year or 2000)
    if days is None or (expression.day and (days.last - days.first).days >= _LONGEST_MEETING):
        return False
    if expression.year is None:
        return True
    if any(days.first > bound.last for bound in evidence.bounds):
        return False
    if any((own.first - days.last).days > _OLDEST_NEWS for e in evidence.published if (own := e.days)):
        return False
    years = [mention.year for mention in title_years(page)]
    return not years or min(abs(days.first.year - year) for year in years) <= 1


def _fact(page: Page, candidate: Candidate, evidence: Evidence) -> DateFact | None:
    """The candidate as a fact: with its year where it is printed or can be inferred, else as month and day."""
    expression = candidate.expression
    if expression.year is not None and expression.days:
        return _dated(candidate, expression.days, expression.counted_from is None, expression.counted_from)
    sentence = _sentence_of(page, expression.span)
    planned = candidate.kind == "other"
    year = planned_year(expression, evidence) if planned else infer_year(page, expression, evidence, sentence)
    days = expression.on(year.year) if year else None
    if year and days:
        return _dated(candidate, days, year.certain, year.basis)
    if expression.month_day is None:
        return None
    return DateFact(candidate.kind, None, None, "none", False, expression.month_day, expression.span, candidate.rule)


def _dated(candidate: Candidate, days: Days, certain: bool, basis: Span | None) -> DateFact:
    return DateFact(
        kind=candidate.kind,
        start=days.first.isoformat(),
        end=days.last.isoformat(),
        precision="day" if candidate.expression.day else "month",
        certain=certain,
        month_day=None,
        span=candidate.expression.span,
        rule=candidate.rule,
        basis=basis,
    )


def _sentence_of(page: Page, span: Span) -> Span:
    """The sentence around *span*, at most 200 characters before and 300 behind it."""
    starts = [match.end() for match in _STOP.finditer(page.folded, max(0, span.start - 200), span.start)]
    stop = _STOP.search(page.folded, span.end, span.end + 300)
    return Span(starts[-1] if starts else max(0, span.start - 200), stop.start() if stop else span.end + 300)
