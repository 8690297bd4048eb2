"""What around the text may lend a year to its month and day: the page's dates and the document's own number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ...model import Span
from .expressions import Days, Expression
from .page import Page

_LAG = 45  # days from an event to the page that tells of it; chosen, not measured
_LAG_FOREIGN = 20  # the same where a third party wrote the text
# The same where a third party's page prints the date: nearly all labelled reports were passed on within ten days, and a
# repost of another year falls into ten days once in 36 times
_LAG_REPOSTED = 10
# 永常主纪〔2019〕3号, 工作简报（2019年第12期）, 〔2018〕第9期
_NUMBER = re.compile(
    r"[〔\[【(](?P<year>(?:19|20)\d\d)(?:[〕\]】)]\s*第?\s*\d{1,4}\s*[号期]|年?\s*第\s*\d{1,4}\s*期\s*[〕\]】)])\s*$"
)
_NUMBER_LINE = 30


class Year(NamedTuple):
    """An inferred year, whether the document's own title says it, and where it stands."""

    year: int
    certain: bool
    basis: Span | None


@dataclass(frozen=True)
class Evidence:
    """What may lend a year: *published*, the days of the own page or signature, and *reposted*, those of a third
    party's page; *bounds* only forbid later events."""

    published: tuple[Expression, ...]
    reposted: tuple[Expression, ...]
    bounds: tuple[Days, ...]
    linked: date | None  # the day in the page's own address
    foreign: bool  # the source line names a third party: the page may be much later than the text


def from_page_date(expression: Expression, evidence: Evidence) -> Year | None:
    """The last such day not after a date of the page, when it is at most some weeks before it.

    3月12日 beside 来源：某某日报 2019-03-13 is 2019; 5月9日 beside 2020-12-18 中国政府网 is not told.
    """
    own_lag = _LAG_FOREIGN if evidence.foreign else _LAG
    lent = [(reference, own_lag) for reference in evidence.published]
    for reference, lag in (*lent, *((reference, _LAG_REPOSTED) for reference in evidence.reposted)):
        days = reference.days
        if days is None or reference.day is None:
            continue
        for year in (days.first.year, days.first.year - 1):
            own = expression.on(year)
            if own and own.first <= days.last:
                if (days.last - own.last).days <= lag:
                    return Year(year, False, reference.span)
                break
    return _from_address(expression, evidence.linked) if not lent and not evidence.reposted else None


def _from_address(expression: Expression, linked: date | None) -> Year | None:
    """The year of …/t20210706_12.html for 7月5日, where the page prints no date of its own."""
    for year in (linked.year, linked.year - 1) if linked else ():
        own = expression.on(year)
        if own and linked and 0 <= (linked - own.last).days <= _LAG_REPOSTED:
            return Year(year, False, None)
    return None


def planned_year(expression: Expression, evidence: Evidence) -> Year | None:
    """The first such day not before the notice that announces it, when it is at most some weeks later."""
    for reference in evidence.published:
        days = reference.days
        for year in (days.first.year, days.first.year + 1) if days else ():
            own = expression.on(year)
            if own and days and 0 <= (own.first - days.last).days <= _LAG:
                return Year(year, False, reference.span)
    return None


def number_year(page: Page, expression: Expression) -> Year | None:
    """The year of the document's own number, printed above the text; not for a meeting late in the year."""
    if (expression.month or 12) > 10:
        return None
    document = page.document
    spans = (*document.front, *(field.span for field in document.metadata if field.value))
    for span in spans:
        match = _NUMBER.search(page.folded, max(span.start, span.end - _NUMBER_LINE), span.end)
        if match and span.end - span.start <= _NUMBER_LINE:
            return Year(int(match["year"]), False, Span(*match.span("year")))
    return None
