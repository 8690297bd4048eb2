"""Dates as Chinese texts write them: found and checked against the calendar, never completed by a guess.

>>> text = "5月9日至10日，会议召开"
>>> [e.span.of(text) for e in find(fold(text))]
['5月9日至10日']
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from ...model import Span
from .patterns import (
    BARE_DAY,
    BARE_HAN_DAY,
    BRACKETED,
    CHINESE,
    COMPACT,
    DAY_FIRST,
    DECIMAL_DAY,
    ENGLISH,
    FOLD,
    MONTH_NAMES,
    MONTH_ONLY,
    NUMERALS,
    POINTED,
    REPUBLIC_YEAR,
    SHORT_YEAR,
    WEEK,
    WEEK_DAY,
    WORD_DAY,
)

# What must stand in a text for a pattern to find anything there; looking for it first halves the time
_MARKED = (("(", (BRACKETED,)), ("月", (CHINESE,)), ("年", (MONTH_ONLY,)), ("日", (DECIMAL_DAY,)))


class Days(NamedTuple):
    """First and last day of a date expression whose year is known."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as written. What is not printed is None; *end_* repeat the beginning where no range is printed."""

    span: Span
    year: int | None  # of the beginning; never guessed
    month: int | None  # None: a bare day (24日)
    day: int | None  # None: a whole month
    end_month: int | None
    end_day: int | None
    years_on: int = 0  # 1 where the range ends in the following year
    word: str = ""  # 今, 昨, 前, 明, 后 or 今年, 去年 … printed with it
    counted_from: Span | None = None  # the date that month and year were counted from: 24日 by 新华社北京1月25日电

    def on(self, year: int) -> Days | None:
        """The days in *year*; None when the calendar has no such day (2月29日 of 2023)."""
        if self.month is None or self.end_month is None:
            return None
        try:
            first = date(year, self.month, self.day or 1)
            end_year = year + self.years_on
            end_day = self.end_day or calendar.monthrange(end_year, self.end_month)[1]
            return Days(first, date(end_year, self.end_month, end_day))
        except ValueError:
            return None

    @property
    def days(self) -> Days | None:
        """The days where the year is printed, else None."""
        return None if self.year is None else self.on(self.year)

    @property
    def month_day(self) -> tuple[str, str] | None:
        """("05-09", "05-10"); None for a bare day or a whole month."""
        if self.month is None or self.day is None or self.end_month is None or self.end_day is None:
            return None
        return f"{self.month:02}-{self.day:02}", f"{self.end_month:02}-{self.end_day:02}"

    def before(self, reference: Expression) -> Expression | None:
        """A bare day in the month of *reference* or the one before, at most a week earlier; None when that fails.

        24日 with 1月25日 is 1月24日; 31日 with 2月1日 is 1月31日; 24日 with 1月5日 is not told (three weeks).
        """
        if reference.month is None or reference.day is None or self.day is None or self.end_day is None:
            return None
        if self.end_day <= reference.day:
            month, year, lag = reference.month, reference.year, reference.day - self.end_day
        else:
            month = reference.month - 1 or 12
            year = None if reference.year is None else reference.year - (month == 12)
            lag = reference.day + calendar.monthrange(year or 2001, month)[1] - self.end_day
        if lag > 7:
            return None
        found = replace(self, year=year, month=month, end_month=month, counted_from=reference.span)
        return found if found.on(year or 2000) else None

    def lasting(self, days: int) -> Expression:
        """The *days* that end on this one; itself for a range, and where only the year tells how long February is."""
        own = self.on(self.year or 2001)
        if own is None or self.day is None or own.first != own.last:
            return self
        first = own.last - timedelta(days=days - 1)
        if self.year is None and (first.month, self.month) == (2, 3):
            return self
        year = None if self.year is None else first.year
        years_on = own.last.year - first.year
        return replace(self, year=year, month=first.month, day=first.day, years_on=years_on)

    def lasting_on(self, days: int) -> Expression:
        """The *days* that begin on this one; itself for a range, and where only the year tells how long February is."""
        own = self.on(self.year or 2001)
        if own is None or self.day is None or own.first != own.last:
            return self
        last = own.first + timedelta(days=days - 1)
        if self.year is None and (self.month, last.month) == (2, 3):
            return self
        return replace(self, end_month=last.month, end_day=last.day, years_on=last.year - own.first.year)

    def days_back(self, days: int, span: Span) -> Expression | None:
        """今天 or 昨日 printed at *span*, *days* before this date; None where this is no day."""
        own = self.on(self.year or 2001)
        if own is None or self.day is None:
            return None
        day = own.first - timedelta(days=days)
        year = None if self.year is None else day.year
        return Expression(span, year, day.month, day.day, day.month, day.day, counted_from=self.span)


def fold(text: str) -> str:
    """*text* with full-width digits, brackets, dashes and spaces made plain; every offset stays where it was."""
    for character, plain in FOLD:
        text = text.replace(character, plain)
    return text


def number(text: str) -> int | None:
    """A number up to 999 in digits or Chinese numerals: 三十一 → 31, 一百一十三 → 113, 一一三 → 113, 元 → 1. None if it
    is none."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    if len(text) > 1 and all(character in NUMERALS for character in text):
        return int("".join(str(NUMERALS[character]) for character in text)) or None
    total, figure = 0, None
    for character in text.replace("廿十", "二十").replace("廿", "二十"):
        if character in "十百":
            total += (1 if figure is None else figure) * (10 if character == "十" else 100)
            figure = None
        elif character in NUMERALS:
            figure = NUMERALS[character]
        else:
            return None
    return total + (figure or 0) or None


def common_year(text: str, republic: bool = False, taiwan: bool = False) -> int | None:
    """The common year that *text* prints: 2024, 二〇二四, or as a year of the Republic 113 (from 100 on, or *taiwan*).

    98 without a word that says which era is None: 1998 on the mainland, 2009 in Taiwan.
    """
    if republic:
        value = number(text)
        return None if value is None or not 1 <= value <= 149 else value + 1911
    if len(text) == 4:
        figures = "".join(c if c.isdecimal() else str(NUMERALS[c]) for c in text)
        return int(figures) if 1840 <= int(figures) <= 2099 else None
    value = int(text)
    if 100 <= value <= 149 or (taiwan and 30 <= value <= 99):
        return value + 1911
    return None


def _year_of(match: re.Match[str], taiwan: bool, n: str = "") -> tuple[bool, int | None]:
    """(printed, year): a printed year that cannot be read makes the whole expression useless."""
    groups = match.groupdict()
    if groups.get(f"republic{n}"):
        return True, common_year(match[f"reign{n}"], republic=True)
    if groups.get("short"):
        return True, 2000 + int(match["short"])
    if groups.get(f"year{n}"):
        return True, common_year(match[f"year{n}"], taiwan=taiwan)
    return False, None


def _read(match: re.Match[str], taiwan: bool) -> Expression | None:
    groups = match.groupdict()
    printed, year = _year_of(match, taiwan)
    month = (MONTH_NAMES.get(groups["month"]) or number(groups["month"])) if groups.get("month") else None
    day = number(groups["day"])
    span, joined = Span(*match.span()), groups.get("day2")
    if (printed and year is None) or day is None or (groups.get("unit", "") is None and not joined):
        return None
    if not printed and not groups.get("word") and month is not None and match.string[: span.start].endswith("年"):
        return None  # 20244年1月30日: something stands before the month that is not a year
    end_month, end_day, years_on = month, day, 0
    if joined:
        end_day = number(joined) or day
        end_month = (number(groups["month2"]) if groups.get("month2") else None) or month
        printed2, year2 = _year_of(match, taiwan, "2")
        if printed2 and (year2 is None or year is None):
            return None
        backwards = month is not None and (end_month or 0, end_day) < (month, day)
        years_on = (year2 - year) if year2 and year else int(bool(groups.get("next")) or (backwards and end_month == 1))
        if groups.get("join") in {"、", "和", "及", "与"} and (end_month, end_day) != (month, day + 1):
            end_month, end_day, years_on, span = month, day, 0, Span(span.start, match.end("day") + 1)
    found = Expression(span, year, month, day, end_month, end_day, years_on, groups.get("word") or "")
    if month is None:
        return found if day <= end_day else None
    days = found.on(year or 2000)
    return found if days and days.first <= days.last else None


def find(
    folded: str,
    start: int = 0,
    end: int | None = None,
    *,
    taiwan: bool = False,
    labelled: bool = False,
    day_first: bool = False,
    forms: tuple[re.Pattern[str], ...] = (),
) -> tuple[Expression, ...]:
    """The date expressions of *folded* (see :func:`fold`) between *start* and *end*, in order, not overlapping.

    *labelled*: the words are the value of a date label, so that 20240123, 30/01/2024 and 16 Oct 2018 may be dates too.
    *day_first*: so printed where the page comes from, and 4/11/2016 is the fourth of November; else it is not read.
    *forms*: other ways to print a date, of dates.yaml.
    Impossible and damaged ones (2月30日, 2024412日, 20244年1月30日) are left out.
    """
    end = len(folded) if end is None else end
    window = folded[start:end]
    patterns = [pattern for mark, group in _MARKED if mark in window for pattern in group]
    if any(mark in window for mark in "-/."):
        patterns += (POINTED, REPUBLIC_YEAR) if labelled and taiwan else (POINTED,)
    if not labelled and "日" in window:
        patterns += (BARE_DAY, BARE_HAN_DAY)
    elif labelled and ("20" in window or "19" in window):
        patterns += (COMPACT, DAY_FIRST, *ENGLISH)
    if labelled and ":" in window and "-" in window:
        patterns.append(SHORT_YEAR)
    patterns += forms
    matches = [m for pattern in patterns for m in pattern.finditer(folded, start, end)]
    found: list[Expression] = []
    taken = start
    for match in sorted(matches, key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        taken = match.end()
        if match.re is MONTH_ONLY:
            printed, year = _year_of(match, taiwan)
            month = number(match["month"])
            if printed and year and month:
                found.append(Expression(Span(*match.span()), year, month, None, month, None))
        elif (
            match.re is DAY_FIRST
            and not day_first
            and match["sep"] != "."  # 11.05.2017: nobody prints months first with points
            and int(match["day"]) <= 12
            and match["day"].lstrip("0") != match["month"].lstrip("0")
        ):
            continue
        elif expression := _read(match, taiwan):
            found.append(expression)
    return tuple(found)


def day_words(folded: str, start: int, end: int, written_on: Expression) -> tuple[tuple[Span, int], ...]:
    """今天, 昨晚, 前天, 县议会|今|举行, 本周三, 上周五, 周六上午 … and how many days before *written_on* they mean.

    上周 of a text written on a Sunday is not told: some begin the week with it; nor is 周六 of one written on a Saturday.
    """
    found = [(Span(*m.span()), "今昨前".index(m[0][0])) for m in WORD_DAY.finditer(folded, start, end)]
    written = written_on.days
    if written is not None and written_on.day is not None:
        today = written.last.weekday()
        for match in WEEK_DAY.finditer(folded, start, end):
            back = today - WEEK[match["day"]]
            if match["last"]:
                back = back + 7 if today < 6 else -1
            elif not match["this"]:
                back = back % 7 or -1
            if back >= 0:
                found.append((Span(*match.span()), back))
    return tuple(sorted(found))
