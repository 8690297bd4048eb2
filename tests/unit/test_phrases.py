"""Candidate phrases and their ranking."""

from __future__ import annotations

from pathlib import Path

import pytest

from built import known
from meetingsite.candidates import rank_candidates
from meetingsite.errors import YamlError
from meetingsite.extract.phrases import phrase_counts
from meetingsite.knowledge.phrases import FILE, PhraseWords

KNOWLEDGE = known()
WORDS = KNOWLEDGE.phrases


def test_topics_are_not_candidates() -> None:
    counts = phrase_counts("发展海洋经济，建设海洋牧场，推动海水淡化，办好营商环境会议。", KNOWLEDGE)
    assert not counts.keys() & set(KNOWLEDGE.topics.words)


def test_formulas_give_no_phrases() -> None:
    assert phrase_counts("坚持以习近平新时代中国特色社会主义思想为指导，深刻领悟“两个确立”。", KNOWLEDGE) == {}


def test_phrases_stop_at_punctuation_and_lines() -> None:
    joined = phrase_counts("苗种繁育", KNOWLEDGE)
    assert joined == {"苗种繁育": 1}
    assert phrase_counts("苗种、繁育", KNOWLEDGE) == phrase_counts("苗种\n繁育", KNOWLEDGE) == {}


def test_part_that_never_stands_alone_is_dropped() -> None:
    counts = [{"渔港经济": 3, "渔港经济区建设": 3, "苗种繁育": 4}]
    assert rank_candidates(counts, WORDS.least, WORDS.most) == (("渔港经济区建设", 1), ("苗种繁育", 1))


def test_rare_phrases_are_dropped_and_documents_counted() -> None:
    counts = [{"苗种繁育": 2, "养殖浮漂": 1}, {"苗种繁育": 1}, {"养殖浮漂": 1}]
    assert rank_candidates(counts, WORDS.least, WORDS.most) == (("苗种繁育", 2),)


def test_order_of_documents_does_not_matter() -> None:
    bodies = ["发展苗种繁育，更换养殖浮漂。" * 3, "推广苗种繁育。" * 2, "更换养殖浮漂，建设渔港集聚区。" * 3]
    counts = [phrase_counts(body, KNOWLEDGE) for body in bodies]
    assert rank_candidates(counts, WORDS.least, WORDS.most) == rank_candidates(
        reversed(counts), WORDS.least, WORDS.most
    )
    assert ("苗种繁育", 2) in rank_candidates(counts, WORDS.least, WORDS.most)


def test_at_most_the_number_the_data_says() -> None:
    letters = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    counts = {f"{a}{b}苗种": 5 for a in letters for b in letters}
    assert len(rank_candidates([counts], WORDS.least, WORDS.most)) == WORDS.most == 200


def test_nothing_from_nothing() -> None:
    assert rank_candidates([], WORDS.least, WORDS.most) == ()
    assert phrase_counts("", KNOWLEDGE) == {}


GOOD = """
least: 3
most: 200
tokens: 4
characters: 12
formulas: [两个维护]
stops: [的]
tails: [建设]
endings: [局]
not_endings: []
boilerplate: []
words: []
examples: {}
counterexamples: {}
"""


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        (GOOD.replace("formulas: [两个维护]", "formulas: []"), "不能没有词"),
        (GOOD.replace("stops: [的]", "stops: ['']"), "空词"),
        (GOOD.replace("stops: [的]", "stops: [建设]"), "既在 stops 又在 tails"),
        (GOOD.replace("tokens: 4", "tokens: 1"), "太小"),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, yaml: str, message: str) -> None:
    (tmp_path / FILE).write_text(yaml, encoding="utf-8")
    with pytest.raises(YamlError, match=message):
        PhraseWords.load(tmp_path)


def test_smallest_good_file(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(GOOD, encoding="utf-8")
    words = PhraseWords.load(tmp_path)
    assert words.ends_phrase("海洋局") and words.ends_phrase("的") and not words.ends_phrase("建设")
