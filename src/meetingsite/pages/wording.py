"""How the site says things in Chinese: dates, kinds, levels, places."""

from __future__ import annotations

import re

from ..model import DateFact
from ..rows import Day

# 内蒙古自治区呼和浩特市 → 内蒙古自治区 · 上海市浦东新区 → 上海市 · 香港特别行政区
_PROVINCE = re.compile(
    r"(?:北京|上海|天津|重庆)市|[一-鿿]{2,6}?(?:特别行政区|自治区)|[一-鿿]{2,3}?省|中国(?=$|[一-鿿])"
)


def province(region: str) -> str:
    """The province-level part of a region: 山东省威海市 → 山东省; a region it does not know stays whole."""
    match = _PROVINCE.match(region)
    return match.group() if match else region or "地区不详"


def day_words(iso: str) -> str:
    """2024-01-30 → 2024年1月30日"""
    year, month, day = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"


def date_words(date: DateFact | Day) -> str:
    """The date as a Chinese reader writes it: 2018年5月9日至10日, 2024年1月, 5月9日（年份不详）, 日期不详."""
    if date.start is None:
        if date.month_day is None:
            return "日期不详"
        first, last = (f"{int(part[:2])}月{int(part[3:])}日" for part in date.month_day)
        return f"{_range(first, last)}（年份不详）"
    if date.precision == "year":
        return f"{int(date.start[:4])}年"
    if date.precision == "month":
        return f"{int(date.start[:4])}年{int(date.start[5:7])}月"
    return _range(day_words(date.start), day_words(date.end or date.start))


def date_short(date: DateFact | Day) -> str:
    """For columns: 2024-01-30, 2024-01, 2024."""
    if date.start is None:
        return "不详"
    return date.start[: {"year": 4, "month": 7}.get(date.precision, 10)]


def date_iso(date: DateFact | Day) -> str:
    """As correction files have it: 2024-01-30, 2018-05-09/2018-05-10, 2024-01, 2024, 05-09, 不详."""
    first, last = date.month_day or (date.start, date.end)
    if first is None:
        return "不详"
    cut = {"year": 4, "month": 7}.get(date.precision, 10)
    return first[:cut] if first == last or cut < 10 else f"{first}/{last}"


def machine(date: DateFact | Day) -> str | None:
    """The value of ``<time datetime>``; None where the year is not known."""
    return None if date.start is None else date_short(date)


def is_inferred_date(date: DateFact | Day) -> bool:
    """A date whose year nobody knows is not certain either, but nothing about it was inferred."""
    return date.start is not None and not date.certain


def _range(first: str, last: str) -> str:
    """2018年5月9日, 2018年5月10日 → 2018年5月9日至10日"""
    if first == last:
        return first
    for unit in ("月", "年"):
        head, mark, _ = first.partition(unit)
        if mark and last.startswith(head + mark):
            return f"{first}至{last[len(head) + 1 :]}"
    return f"{first}至{last}"
