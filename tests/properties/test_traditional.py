"""Promises of script and punctuation rules for any mixture of Chinese, Latin, numbers and marks."""

from __future__ import annotations

import re
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from meetingsite.clean.fullwidth import fullwidth_punctuation
from meetingsite.clean.ledger import replay
from meetingsite.clean.punctuation import compatibility_forms, quotation_marks
from meetingsite.clean.traditional import HAN, convert_script, pinyin_brackets
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.script import ScriptFixes

KNOWLEDGE = cast(Knowledge, SimpleNamespace(script=ScriptFixes.load(FOLDER)))
PUNCTUATION = (compatibility_forms, quotation_marks, fullwidth_punctuation)
SCRIPT = (pinyin_brackets, convert_script)

_PIECES = re.findall(
    r"\S+",
    "会议 强调 發展 隨著 乾 一 （一） 二、 1 2024 ３ 1,490 3.14 16:33 A GDP Beijing ＡＢ 5% CO2 5G+北斗 (1) 1) "
    "https://a.cn/?b=1 a@b.cn 通知.pdf 记者: 时间： 的 ⼯ か",
)
_MARKS = re.findall(
    r"\S+",
    ", ; : ? ! ( ) . ... -- - — …… 。。。 ， 。 ： ； 、 （ ） “ ” ‘ ’ 「 」 『 』 \" ' 《 》 · • ． ﹐ % / = [ ] ＂",
)
MIXTURES = st.lists(st.sampled_from([*_PIECES, *_MARKS, *_MARKS, " ", "  ", "\n"]), max_size=14).map("".join)


@given(MIXTURES)
@settings(max_examples=300, deadline=None)
def test_punctuation_twice_is_punctuation_once(text: str) -> None:
    for rule in PUNCTUATION:
        once = replay(text, rule(text, KNOWLEDGE))
        assert rule(once, KNOWLEDGE) == []
        text = once
    for rule in PUNCTUATION:
        assert rule(text, KNOWLEDGE) == []


@given(MIXTURES)
@settings(max_examples=300, deadline=None)
def test_edits_are_sorted_apart_and_change_something(text: str) -> None:
    for rule in (*PUNCTUATION, *SCRIPT):
        edits = rule(text, KNOWLEDGE)
        assert all(text[edit.start : edit.end] != edit.replacement for edit in edits)
        assert all(before.end <= after.start for before, after in pairwise(edits))


@given(MIXTURES)
@settings(max_examples=300, deadline=None)
def test_punctuation_leaves_every_han_character(text: str) -> None:
    for rule in PUNCTUATION[1:]:
        changed = replay(text, rule(text, KNOWLEDGE))
        assert re.findall(f"[{HAN}\\w]", changed) == re.findall(f"[{HAN}\\w]", text)


@given(st.text(alphabet="會議強調隨著發展乾旱縣顯名計畫覆核沈重复发着会议强调甲、，\nA1", max_size=40))
@settings(max_examples=300, deadline=None)
def test_script_keeps_length_and_everything_but_han(text: str) -> None:
    changed = replay(text, convert_script(text, KNOWLEDGE))
    assert len(changed) == len(text)
    assert all(a == b or re.fullmatch(f"[{HAN}]{{2}}", a + b) for a, b in zip(text, changed, strict=True))
    assert replay(changed, convert_script(changed, KNOWLEDGE)) == changed
