"""The day in the page's own address, which only lends a year: ``…/202107/t20210706_123.html``."""

from __future__ import annotations

import re
from datetime import date

from .page import Page

_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9.-]+/[A-Za-z0-9/._?&=%#-]{4,200}")
# /2021/7/6/, /2021-07/06/, /20210706/, /t20210706_123, /2021/0706/c123
_DAY = re.compile(
    r"(?<!\d)(?P<year>20[0-2]\d)(?P<sep>[/-]?)(?P<month>1[0-2]|0?[1-9])(?:[/-](?P<one>3[01]|[12]\d|0?[1-9])(?!\d)|(?<=\d\d)(?P<two>3[01]|[12]\d|0[1-9])(?!\d))"
)


def address_day(page: Page) -> date | None:
    """The day that all addresses printed in the source have in common; None where they have none, or several.

    The line is noise and taken out of the text, so that the day is no fact of its own.
    """
    found = {day for url in _URL.findall(page.document.clean.raw.text) for day in _days(url)}
    return found.pop() if len(found) == 1 else None


def _days(url: str) -> list[date]:
    days = []
    for match in _DAY.finditer(url):
        try:
            days.append(date(int(match["year"]), int(match["month"]), int(match["one"] or match["two"])))
        except ValueError:
            continue
    return days
