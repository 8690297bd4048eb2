"""Numbers and words as the index writes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingsite.search.fold import characters
from meetingsite.search.packed import read, text_of, write
from meetingsite.search.spelling import common, script, spell, unspell

BORDERS = [
    border + by
    for border in (0, 57, 1817, 48665, 48665 + 34 * 46848, 48665 + 161 * 46848, 10**9)
    for by in (-1, 0, 1)
    if border + by >= 0
]


@given(st.lists(st.one_of(st.sampled_from(BORDERS), st.integers(0, 10**9)), max_size=30))
def test_numbers_come_back(values: list[int]) -> None:
    text = text_of(values)
    assert read(text) == values
    assert not any(c in ' !"\\' or c < " " or "\x7e" < c < "\xa0" or c > "\ud7ff" for c in text)


def test_the_bytes_of_each_number_are_known() -> None:
    written = write(np.array(BORDERS, dtype=np.int64))
    starts = [0, *written.ends[:-1].tolist()]
    parts = [written.text[start:end] for start, end in zip(starts, written.ends.tolist(), strict=True)]
    assert [read(part) for part in parts] == [[value] for value in BORDERS]
    assert [len(part.encode()) for part in parts] == written.sizes.tolist()


@given(st.text(st.characters(exclude_categories=["Cs"])), st.lists(st.sampled_from(common().entries), max_size=5))
def test_spelled_words_come_back(text: str, frequent: list[str]) -> None:
    words = text.join(("", *frequent, ""))
    assert unspell(spell(words)) == words


def test_frequent_words_are_short() -> None:
    assert len(spell("海洋经济工作会议").encode()) <= 8
    assert spell("·é") != "·é" and unspell(spell("·é")) == "·é"


def test_no_frequent_character_is_folded() -> None:
    assert not set(characters()) & set(common().characters)


@pytest.mark.parametrize("text", ["</script>", '"\\', "\u2028", "\n"])
def test_a_file_is_one_call_on_one_line(text: str) -> None:
    data = script("texts", 1, [text])
    assert data.count(b"\n") == 1 and data.startswith(b"SEARCH.texts(1,[")
