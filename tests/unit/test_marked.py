"""Marks never change the text."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from html_page import HtmlPage
from meetingsite.pages.marked import Mark, marked

TEXTS = st.text(alphabet="会议<&>\"'\n", max_size=30)
MARKS = st.lists(
    st.builds(
        lambda start, length, tag, number: Mark(start, start + length, tag, "nb", f"e{number}", '"<'),
        st.integers(0, 30),
        st.integers(0, 12),
        st.sampled_from(["b", "mark", "span"]),
        st.integers(0, 10**9),
    ),
    max_size=8,
    unique_by=lambda mark: mark.id,
)


@given(TEXTS, MARKS, st.integers(0, 30), st.integers(0, 30))
def test_the_words_stay_and_the_elements_match(text: str, marks: list[Mark], start: int, length: int) -> None:
    end = min(len(text), start + length)
    markup = marked(text, start, end, marks)
    assert html.unescape(re.sub(r"<[^>]+>", "", markup)) == text[start:end]
    page = HtmlPage.of(markup.encode())
    assert page.problems == []
    for mark in marks:
        whole = start <= mark.start < mark.end <= end
        pieces = [element for element in page.elements if element.attributes.get("id") == mark.id]
        assert bool(pieces) == (start <= mark.start < min(mark.end, end))
        assert not whole or pieces[0].tag in ("b", "mark", "span")


def test_nested_and_crossing_marks() -> None:
    marks = [Mark(0, 5, "mark", id="e1"), Mark(1, 3, "b"), Mark(4, 7, "span")]
    assert marked("山东省海洋局", 0, 6, marks) == '<mark id="e1">山<b>东省</b>海<span>洋</span></mark><span>局</span>'


def test_of_two_marks_of_one_range_the_first_is_outside() -> None:
    assert marked("会议", 0, 2, [Mark(0, 2, "a"), Mark(0, 2, "b")]) == "<a><b>会议</b></a>"
