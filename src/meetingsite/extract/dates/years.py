"""The year a month and day belong to when the text does not print it beside them."""

from __future__ import annotations

import re
from typing import NamedTuple

from ...model import Span
from .evidence import Evidence, Year, from_page_date, number_year
from .expressions import Days, Expression, common_year, fold
from .page import Page
from .patterns import WEEK

_FIGURES = "[〇零0OoО一二三四五六七八九]"
# 2024年, 二〇二四年, 2024年度, 民国113年, 113年度; not 2024年1月30日, 2023-2025年, 2023年至2025年
_YEAR = re.compile(
    rf"(?<![\d./〔\[-])(?:(?P<republic>(?:中华)?民国)\s*(?P<reign>\d{{2,3}})|(?P<year>(?:19|20)\d\d|[一二]{_FIGURES}{{3}})|(?P<short>1[0-4]\d))"
    r"\s{0,2}年(?P<degree>度)?(?!\s{0,2}(?:\d{1,2}|[一二三四五六七八九十元]{1,2})\s{0,2}月\s{0,2}(?:\d|[一二三十]))(?!\s?[-~至到]\s?(?:19|20)?\d\d)"
)
# 2024全国海洋论坛 at the head of a title
_HEAD_YEAR = re.compile(
    r"^(?:出?席?在?|[^，。]{0,8}[：:])[“\"《【\s]*(?P<year>(?:19|20)\d\d)(?=[\u4e00-\u9fff“《])(?![年月亿万个名家元吨人件项])"
)
# 2023—2025年, 2023年至2025年
YEAR_RANGE = re.compile(r"(?:19|20)\d\d\s?年?\s?[-~至到]\s?(?:19|20)?\d\d\s?年")
# 2024年第四季度防汛会
_ORDINAL = re.compile("第[一二三四五六七八九十0-9]{1,4}[次季批期]|[三四]季度|下半年|全年|冬|年终|年底|岁末")
# 2024年是实现“十四五”规划目标任务的关键一年; not 2023年是极不平凡的一年
_SAYING = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年,?是(?![^。;\n]{0,12}(?:不平凡|不寻常|特殊))[^。;\n]{2,40}?(?:第一年|之年|[关重键要]一年)"
)
_MIDYEAR = 5  # from when nobody plans the year that is over; until July hardly anybody the next
# （星期二）, 星期二上午 behind a date; 周五（5月2日）is not read
_WEEKDAY = re.compile(r"\s*\(?\s*(?:星期|礼拜)(?P<day>[一二三四五六日天])")


class Mention(NamedTuple):
    """A year in running text."""

    span: Span
    year: int
    degree: bool  # 2023年度


def mentions(page: Page, text: str, offset: int = 0) -> tuple[Mention, ...]:
    """The years of *text* (folded) that are neither part of a full date nor of a range of years."""
    found = []
    ranges = [match.span() for match in YEAR_RANGE.finditer(text)]
    for match in _YEAR.finditer(text):
        if any(start <= match.start() < end for start, end in ranges):
            continue
        if match["short"] and not page.taiwan:
            continue
        printed = match["reign"] or match["year"] or match["short"]
        year = common_year(printed, republic=bool(match["reign"]), taiwan=page.taiwan)
        if year and 1900 <= year <= 2099:
            found.append(Mention(Span(match.start() + offset, match.end() + offset), year, bool(match["degree"])))
    return tuple(found)


def title_years(page: Page) -> tuple[Mention, ...]:
    """The years the title is about: not goals (2035年远景目标), not another's paper (学习2024年中央一号文件)."""
    span = page.document.title_span
    given = fold(page.document.title)
    text, offset = (page.words_of(span), span.start) if span else (given, 0)
    found = list(mentions(page, text, offset))
    head = _HEAD_YEAR.match(text)
    if head:
        found.insert(0, Mention(Span(head.start("year") + offset, head.end("year") + offset), int(head["year"]), False))
    return tuple(
        mention
        for mention in found
        if not _is_elsewhere(page, text[: mention.span.start - offset], text[mention.span.end - offset :])
    )


def _is_elsewhere(page: Page, before: str, after: str) -> bool:
    words = page.words
    if words.until.search(before) or words.beyond.match(after.lstrip()):
        return True
    return bool(words.relaying.search(before) and words.elsewhere.match(after.lstrip()))


def infer_year(page: Page, expression: Expression, evidence: Evidence, sentence: Span | None) -> Year | None:
    """The year of a month and day, from the title, the page's own date or the lead; None when none tells or two differ.

    *sentence*: the sentence that prints the date, whose meeting may carry a year in its name.
    """
    if expression.month is None or expression.day is None:
        return None
    title, published = _from_title(page, expression), from_page_date(expression, evidence)
    if title and published:
        found: Year | None = title if title.year == published.year else None
        if found is None and abs(title.year - published.year) == 1 and _may_cross(page, expression, title, published):
            found = published
    else:
        lead = _from_lead(page, expression, sentence) or _from_saying(page, expression, evidence)
        others = [year for year in (title, published, number_year(page, expression), lead) if year]
        found = others[0] if others and len({year.year for year in others[: 2 if title else 4]}) == 1 else None
    days = expression.on(found.year) if found else None
    if (
        days is None
        or _contradicts_weekday(page, expression, days)
        or any(days.first > bound.last for bound in evidence.bounds)
    ):
        return None
    return found


def _contradicts_weekday(page: Page, expression: Expression, days: Days) -> bool:
    """1月30日（星期三）cannot be in 2024, where it is a Tuesday."""
    inside = _WEEKDAY.search(page.words_of(expression.span))
    behind = _WEEKDAY.match(page.folded, expression.span.end)
    return any(
        printed and WEEK[printed["day"]] != day.weekday()
        for printed, day in ((inside, days.first), (behind, days.last))
    )


def _from_title(page: Page, expression: Expression) -> Year | None:
    """2024年全省海洋工作会议, 1月30日 → 2024; 2023年度民主生活会, 1月15日 → 2024; 2024年工作会议, 12月 → not told."""
    years = title_years(page)
    month = expression.month or 0
    own = page.document.title_origin != "derived"
    span = page.document.title_span
    if not years or len({mention.year for mention in years}) > 2:
        return None
    basis = years[0].span if span else None
    if len({mention.year for mention in years}) == 2:
        first, second = sorted({mention.year for mention in years})
        if second - first != 1 or 7 <= month <= 8:
            return None
        chosen = second if month <= 6 else first
        at = next(mention.span for mention in years if mention.year == chosen)
        return Year(chosen, own, at if span else None)
    year = years[0].year
    text = page.words_of(span) if span else fold(page.document.title)
    before = text[: years[0].span.start - (span.start if span else 0)]
    after = text[years[0].span.end - (span.start if span else 0) :]
    if page.words.records.search(after) or (month <= 4 and page.words.reviewing.search(before[-6:])):
        return None
    if month <= 3 and page.words.closing.search(after):
        return Year(year + 1, False, basis) if not page.words.planning.search(after) else None
    if month >= 9 and page.words.planning.search(before[-6:]):
        return None
    if month >= 11 and page.words.opening.search(after) and not _ORDINAL.search(after):
        return None
    return Year(year, own, basis)


def _may_cross(page: Page, expression: Expression, title: Year, published: Year) -> bool:
    """A meeting in December about next year, or of 2021年度 in the year after: the page's date decides."""
    month = expression.month or 0
    return (month >= 11 and published.year == title.year - 1) or (
        published.year == title.year + 1 and any(mention.degree for mention in title_years(page))
    )


def _from_lead(page: Page, expression: Expression, sentence: Span | None) -> Year | None:
    """1月30日，2024年全省海洋工作会议召开; 总结2023年…部署2024年重点工作."""
    month = expression.month or 0
    named = _named_year(page, expression, sentence)
    if named and month <= 10:
        return Year(named.year, False, named.span)
    reviewed, planned = plan_years(page)
    if planned:
        if month <= 4:
            return Year(planned.year, False, planned.span)
        same = reviewed and reviewed.year == planned.year - 1
        early = _MIDYEAR <= month <= 7 and not page.words.opening.search(
            page.folded, planned.span.end, planned.span.end + 20
        )
        if early or (same and month <= 7):
            return Year(planned.year, False, planned.span)
        if month == 12 or (month >= 10 and reviewed and reviewed.year == planned.year - 1):
            return Year(planned.year - 1, False, planned.span)
        return None
    if reviewed and month <= 2:
        return Year(reviewed.year + 1, False, reviewed.span)
    if reviewed and month == 12:
        return Year(reviewed.year, False, reviewed.span)
    return None


def _from_saying(page: Page, expression: Expression, evidence: Evidence) -> Year | None:
    """2024年是……的关键一年: said from April to October it is this year; in spring it is the later of two."""
    said = {int(match["year"]): match for match in _SAYING.finditer(page.folded)} if "年是" in page.folded else {}
    latest = max(said, default=0)
    spring = (expression.month or 12) <= 3
    if sorted(said) != ([latest - 1, latest] if spring else [latest]) or (expression.month or 12) > 10:
        return None
    if any(abs(bound.last.year - latest) > 1 for bound in evidence.bounds):
        return None
    return Year(latest, False, Span(said[latest].start("year"), said[latest].end("year") + 1))


def _named_year(page: Page, expression: Expression, sentence: Span | None) -> Mention | None:
    """The year that opens the name of the meeting after the date, or before it: 2019年中国航海日论坛11日在宁波开幕."""
    if sentence is None:
        return None
    start, end = max(sentence.start, expression.span.start - 60), min(sentence.end, expression.span.end + 80)
    for mention in mentions(page, page.folded[start:end], start):
        behind = mention.span.start > expression.span.start
        between = page.folded[expression.span.end if behind else start : mention.span.start]
        name = page.folded[mention.span.end : end if behind else expression.span.start].split(",")[0][:40]
        gathering = page.words.gatherings.search(name)
        if (
            gathering
            and len(between) <= 30
            and not page.words.closing.search(name)
            and not any(
                group.search(between) for group in (page.words.relaying, page.words.reviewing, page.words.planning)
            )
            and not _is_elsewhere(page, between, name)
        ):
            return mention
    return None


def plan_years(page: Page) -> tuple[Mention | None, Mention | None]:
    """(year reviewed, year planned) of the lead: 总结2023年工作…部署2024年工作. None where it names several."""
    reviewed: dict[int, Mention] = {}
    planned: dict[int, Mention] = {}
    for block in page.paragraphs[:2]:
        end = min(block.span.end, block.span.start + 1200)
        text = page.folded[block.span.start : end]
        for mention in mentions(page, text, block.span.start):
            start, stop = mention.span.start - block.span.start, mention.span.end - block.span.start
            before, after = text[max(0, start - 10) : start], text[stop : stop + 24]
            before = re.split("[,。;、]", before)[-1]
            after = re.split("[,。;]", after)[0]
            if page.words.beyond.match(after) or page.words.until.search(before) or not page.words.work.search(after):
                continue
            treated = before.endswith(("对", "就")) and after  # 对2012年工作进行了部署
            if page.words.reviewing.search(treated or before):
                reviewed.setdefault(mention.year, mention)
            elif page.words.planning.search(treated or before):
                planned.setdefault(mention.year, mention)
    one = next(iter(reviewed.values())) if len(reviewed) == 1 else None
    other = next(iter(planned.values())) if len(planned) == 1 else None
    if len(planned) > 1 or (one and other and other.year - one.year != 1):
        return None, None
    return one, other
