"""What cleaning promises for any text, and for documents of every family."""

from __future__ import annotations

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generated import Generated, any_family
from meetingsite.clean import clean
from meetingsite.clean.ledger import invert, originals, replay
from meetingsite.knowledge import Knowledge
from seeds import raw_document

KNOWLEDGE = Knowledge.load()
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The day of a post stays in the clean text, as the words its date rests on; the rest of its line goes.
_STAMP = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", entry.regex.pattern) for entry in KNOWLEDGE.noise.stamps))
MESSY = st.text(
    st.sampled_from(
        "会议召开，。1月 \n\r\t\xa0\u3000\u200b[]{}<>&;:|《》“”（）(),.!?a5G預警#一二、是要：相關推薦\ufeff乾"
    ),
    max_size=120,
)


@given(st.one_of(st.text(max_size=80), MESSY))
@settings(max_examples=120, deadline=None)
def test_replay_gives_the_clean_text_and_inversion_the_source(text: str) -> None:
    result = clean(raw_document(text), KNOWLEDGE)
    assert replay(text, result.edits) == result.text
    assert invert(result.text, result.edits, originals(text, result.edits)) == text


@given(st.one_of(st.text(max_size=80), MESSY))
@settings(max_examples=120, deadline=None)
def test_no_han_character_goes_without_an_edit_that_names_its_rule(text: str) -> None:
    result = clean(raw_document(text), KNOWLEDGE)
    edited = {i for edit in result.edits for i in range(edit.start, edit.end)}
    untouched = [c for i, c in enumerate(text) if i not in edited and "一" <= c <= "鿿"]
    added = [c for edit in result.edits for c in edit.replacement if "一" <= c <= "鿿"]
    assert sorted(untouched + added) == sorted(c for c in result.text if "一" <= c <= "鿿")
    assert all(edit.rule in KNOWLEDGE.noise.rules for edit in result.edits)


@given(any_family())
@SLOW
def test_noise_goes_and_every_line_of_the_text_stays(document: Generated) -> None:
    lines = clean(raw_document(document.raw), KNOWLEDGE).text.split("\n")
    assert [line for line in lines if not _STAMP.fullmatch(line)] == document.lines


@given(any_family())
@SLOW
def test_cleaning_twice_changes_nothing(document: Generated) -> None:
    once = clean(raw_document(document.raw), KNOWLEDGE).text
    assert clean(raw_document(once), KNOWLEDGE).edits == ()
