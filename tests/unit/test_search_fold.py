"""Folding: width, case, script and white space; and no two ways of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingsite.search import fold
from meetingsite.search.fold import _normalized, ambiguous, characters


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２４年", "2024年"),
        ("滸苔綠潮", "浒苔绿潮"),
        ("著力推進", "着力推进"),
        ("着力推进", "着力推进"),
        ("ＡＩ＋海洋", "ai+海洋"),
        ("5G", "5g"),
        ("ﬁle", "file"),
        ("　海洋\u00a0\n 强省 ", "海洋 强省"),
        ("浒\u200b苔", "浒苔"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ｶﾞ", "ガ"),
        ("\ud800海", "\ufffd海"),
        ("《规划》，", "《规划》,"),
        ("", ""),
    ],
)
def test_what_makes_no_difference(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="海洋 \t，Ａａ滸", max_size=20), st.text(alphabet="海洋 \t，Ａａ滸", max_size=20))
def test_a_part_of_a_text_is_a_part_of_the_folded_text(before: str, after: str) -> None:
    assert fold(after) in fold(before + after)


def test_no_character_is_folded_onto_one_that_is_folded() -> None:
    table = characters()
    assert len(table) > 3000 and not set(table.values()) & set(table)


def test_characters_of_gb_2312_that_are_folded_are_named() -> None:
    assert "著" in ambiguous() and "乾" in ambiguous() and "海" not in ambiguous() and "滸" not in ambiguous()


def _whole(text: str) -> str:
    """*text* folded by normalizing it as a whole."""
    return fold(_normalized(text))


def test_every_character_is_folded_as_it_is_in_a_whole_text() -> None:
    for point in range(0x110000):
        assert fold(chr(point)) == _whole(chr(point)), hex(point)


# Characters that join the one before (e and an acute, Hangul, half-width kana) beside some that do not.
@given(
    st.text(
        st.sampled_from("eEaΣσς一乾著…㎡ﬁ　 Ａ\u0301\u030a\u0345\u1100\u1161\u11a8가ｶﾞか\u3099\u200b\ud800\u0130"),
        max_size=8,
    )
)
def test_a_text_is_folded_as_its_characters_join(text: str) -> None:
    assert fold(text) == _whole(text)
