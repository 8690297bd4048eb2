"""The ledger's promises, for any text and any edits."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from meetingsite.clean.ledger import Ledger, Offsets, invert, originals, replay
from meetingsite.model import Edit


@st.composite
def batches(draw: st.DrawFn, length: int) -> list[Edit]:
    """Sorted edits that do not overlap, for a text of *length* code points."""
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(a, b, draw(st.text("甲乙，x", max_size=3)), draw(st.sampled_from(["r1", "r2"]))) for a, b in pairs]


@given(st.text("会议，,\n ab", max_size=30), st.data())
@settings(max_examples=300)
def test_every_batch_composes_to_the_text_it_makes(raw: str, data: st.DataObject) -> None:
    ledger = Ledger(raw)
    for _ in range(3):
        batch = data.draw(batches(len(ledger.text)))
        expected = replay(ledger.text, batch)
        ledger.apply(batch)
        assert ledger.text == expected
        assert replay(raw, ledger.edits) == ledger.text
        assert invert(ledger.text, ledger.edits, originals(raw, ledger.edits)) == raw
        ends = [edit.end for edit in ledger.edits]
        assert all(end <= edit.start for end, edit in zip(ends, ledger.edits[1:], strict=False))


@given(st.integers(0, 30), st.data())
def test_a_character_that_was_not_edited_is_found_at_its_raw_place(length: int, data: st.DataObject) -> None:
    raw = "".join(chr(0x5000 + i) for i in range(length))
    ledger = Ledger(raw)
    for _ in range(2):
        ledger.apply(data.draw(batches(len(ledger.text))))
    offsets = Offsets(ledger.edits)
    for i, character in enumerate(ledger.text):
        if character in raw:
            assert raw[offsets.raw(i)] == character


@given(st.text(max_size=20))
def test_an_edit_that_changes_nothing_is_not_recorded(raw: str) -> None:
    ledger = Ledger(raw)
    ledger.apply([Edit(i, i + 1, raw[i], "same") for i in range(len(raw))])
    assert ledger.edits == ()
