"""Dates: whatever the text, every fact is a real day resting on words that stand there."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from documents import document_from
from meetingsite.extract.dates.expressions import find, fold
from meetingsite.extract.dates.facts import extract_dates
from meetingsite.extract.dates.work_year import extract_work_year
from meetingsite.knowledge import Knowledge

KNOWLEDGE = Knowledge.load()
PIECES = [
    *"0123456789年月日号至到、-/.:（）()。，《》“”\n 〇○二三十元今昨明本",
    *[
        "2024年",
        "1月30日",
        "二〇二四年",
        "民国113年",
        "发布时间：",
        "成文日期：",
        "来源：",
        "大众日报",
        "某市水利局",
        "召开",
    ],
    *[
        "会议",
        "在济南",
        "新华社北京",
        "电",
        "本报讯",
        "近日",
        "今天",
        "总结2023年工作",
        "部署2024年重点工作",
        "的通知",
        "讲话",
    ],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
DAYS = st.dates(date(1912, 1, 1), date(2099, 12, 31))


@given(TEXTS)
def test_every_fact_is_a_real_day_resting_on_printed_words(text: str) -> None:
    document = document_from(f"题\n{text}")
    for fact in extract_dates(document, KNOWLEDGE):
        assert 0 <= fact.span.start < fact.span.end <= len(document.text)
        assert (fact.start is None) == (fact.end is None) == (fact.month_day is not None)
        assert fact.precision == "none" or fact.start
        if fact.start and fact.end:
            assert date.fromisoformat(fact.start) <= date.fromisoformat(fact.end)
        if fact.basis:
            assert document.text[fact.basis.start : fact.basis.end].strip()
    year = extract_work_year(document, KNOWLEDGE)
    assert year is None or 1900 <= year <= 2099


@given(TEXTS)
def test_no_year_out_of_nothing(text: str) -> None:
    """Without four figures in a row, and no era of the Republic, there is no year."""
    digitless = text.translate(str.maketrans("0123456789二三", "          十十"))
    document = document_from(f"题\n{digitless.replace('民国', '')}")
    assert [fact.start for fact in extract_dates(document, KNOWLEDGE) if fact.start] == []


@given(TEXTS)
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    DAYS,
    st.sampled_from(["%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y 年 %m 月 %d 日", "%Y- %m- %d 10: 54"]),
)
def test_every_day_is_read_in_every_form(day: date, form: str) -> None:
    (expression,) = find(fold(day.strftime(form)))
    assert expression.days and expression.days.first == expression.days.last == day


@given(DAYS, st.integers(0, 40))
def test_held_is_never_after_publication(published: date, later: int) -> None:
    held = date.fromordinal(published.toordinal() + later - 20)
    document = document_from(f"全市会议召开\n发布时间：{published}\n{held.month}月{held.day}日，全市会议召开。")
    facts = {fact.kind: fact for fact in extract_dates(document, KNOWLEDGE)}
    if held <= published:
        assert facts["held"].start == held.isoformat()
    else:
        assert facts["held"].start is None
