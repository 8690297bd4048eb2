"""The whole of cleaning, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_files import Case, read_cases
from meetingsite.clean import clean
from meetingsite.clean.ledger import invert, originals, replay
from meetingsite.knowledge import Knowledge
from seeds import SEEDS, raw_document


@pytest.mark.parametrize("case", read_cases("clean"), ids=lambda case: case.name)
def test_case(case: Case, knowledge: Knowledge) -> None:
    assert clean(raw_document(case.given), knowledge).text == case.expected


@pytest.mark.parametrize("case", read_cases("clean"), ids=lambda case: case.name)
def test_cleaning_a_clean_text_changes_nothing(case: Case, knowledge: Knowledge) -> None:
    assert clean(raw_document(case.expected), knowledge).text == case.expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_seeds_replay_invert_and_rest(path: Path, knowledge: Knowledge) -> None:
    raw = raw_document(path.read_bytes().decode("utf-8"))
    result = clean(raw, knowledge)
    assert replay(raw.text, result.edits) == result.text
    assert invert(result.text, result.edits, originals(raw.text, result.edits)) == raw.text
    assert clean(raw_document(result.text), knowledge).edits == ()


def test_every_rule_has_a_name_for_the_reader(knowledge: Knowledge) -> None:
    used = {edit.rule for path in SEEDS for edit in clean(raw_document(path.read_text("utf-8")), knowledge).edits}
    used |= {edit.rule for case in read_cases("clean") for edit in clean(raw_document(case.given), knowledge).edits}
    assert len(used) >= 12
    assert used <= set(knowledge.noise.rules)
