"""The year a report or plan is about, which is neither the day it was written nor the year it was published."""

from __future__ import annotations

from ...knowledge import Knowledge
from ...model import Document, Span
from .page import Page
from .years import YEAR_RANGE, mentions, plan_years, title_years


def extract_work_year(document: Document, knowledge: Knowledge) -> int | None:
    """The year the report or plan is about; None when the text does not say or names several.

    2023年工作思路 → 2023; 2023年工作总结和2024年工作计划 → 2024, as the state calls such reports by the year they plan;
    政府工作报告 of January 2024 → 2024; 2023—2025年行动计划 → None.
    """
    page = Page.of(document, knowledge.dates)
    if YEAR_RANGE.search(page.title):
        return None
    years = sorted({mention.year for mention in title_years(page)})
    if len(years) == 1:
        return years[0]
    if years:
        return years[1] if len(years) == 2 and years[1] - years[0] == 1 else None
    if page.title.endswith("政府工作报告"):
        spans = (
            *document.front,
            *(block.span for block in page.paragraphs[:2] if block.span.end - block.span.start <= 60),
        )
        for span in (*spans, *((document.title_span,) if document.title_span else ())):
            for expression in page.expressions(span):
                if expression.year and expression.month and expression.month <= 6:
                    return expression.year
    headed = {mention.year for span in _plan_headings(page) for mention in mentions(page, page.words_of(span))}
    planned = plan_years(page)[1]
    told = headed | ({planned.year} if planned else set())
    return told.pop() if len(told) == 1 else None


def _plan_headings(page: Page) -> tuple[Span, ...]:
    """二、2024年工作安排: headings that name the year's plan."""
    return tuple(
        block.span
        for block in page.document.blocks
        if block.kind == "heading"
        and block.span.end - block.span.start <= 40
        and (
            page.words.plan_headings.search(page.words_of(block.span))
            or (
                page.words.planning.search(page.words_of(block.span))
                and page.words.work.search(page.words_of(block.span))
            )
        )
    )
