"""Punctuation: cases a Chinese reader wrote down, and what no case may do."""

from __future__ import annotations

import re
from typing import cast

import pytest

from case_files import read_cases
from meetingsite.clean.fullwidth import fullwidth_punctuation
from meetingsite.clean.ledger import replay
from meetingsite.clean.punctuation import compatibility_forms, quotation_marks
from meetingsite.knowledge import Knowledge
from meetingsite.model import Edit
from processor_time import at_most

NONE = cast(Knowledge, None)  # these rules need no knowledge
RULES = {"fullwidth": fullwidth_punctuation, "quotation": quotation_marks, "forms": compatibility_forms}


def _cases() -> list[tuple[str, ...]]:
    return [(*case.name.split(": ", 1), case.given, case.expected) for case in read_cases("punctuation")]


@pytest.mark.parametrize(("name", "title", "text", "expected"), _cases())
def test_case(name: str, title: str, text: str, expected: str) -> None:
    rule = RULES[name]
    assert replay(text, rule(text, NONE)) == expected, title
    assert rule(expected, NONE) == [], title


def test_each_edit_names_its_rule() -> None:
    assert fullwidth_punctuation("要求, 落实...创建--访谈", NONE) == [
        Edit(2, 3, "，", "fullwidth-punctuation"),
        Edit(3, 4, "", "punctuation-space"),
        Edit(6, 9, "……", "ellipsis"),
        Edit(11, 13, "——", "dash"),
    ]
    assert quotation_marks("「海」", NONE) == [Edit(0, 1, "“", "quotation-marks"), Edit(2, 3, "”", "quotation-marks")]
    assert [edit.rule for edit in compatibility_forms("２年⼯作﹐甲•乙", NONE)] == [
        "fullwidth-alphanumerics",
        "compatibility-ideographs",
        "compatibility-forms",
        "middle-dot",
    ]


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_seeds_keep_their_words(name: str, request: pytest.FixtureRequest) -> None:
    (path,) = (request.config.rootpath / "seeds").glob(f"{name}_*.txt")
    text = path.read_text(encoding="utf-8")
    changed = text
    for rule in (compatibility_forms, quotation_marks, fullwidth_punctuation):
        changed = replay(changed, rule(changed, NONE))
    assert re.findall(r"\w", changed) == re.findall(r"\w", text)


@pytest.mark.parametrize(
    "piece",
    ["(", "(a", "（(", ",;:", ". ", " ", "5%,", "ab://", "(中 ", "-", "「", '"中', "中:  ", "...", "&a", "中."],
)
@pytest.mark.parametrize("rule", RULES)
def test_hostile_text_takes_linear_time(rule: str, piece: str) -> None:
    text = f"会议{piece * 200_000}会议"
    with at_most(10):
        RULES[rule](text, NONE)
