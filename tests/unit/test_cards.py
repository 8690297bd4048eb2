"""Index cards: all the plan of a site needs of a document, and little enough to hold every one."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import pairwise

import pytest

from built import known
from meetingsite.cards import SENTENCE_BYTES, Card
from meetingsite.model import Entry, Facts
from meetingsite.reader import card
from meetingsite.rows import Day, Host
from meetingsite.stages import completed
from sample_corpus import Draft, plain, sample

ENTRIES = {entry.id: completed(entry, known()) for entry in sample().entries}


def of(key: str) -> Card:
    return card(ENTRIES[key], known())


def test_a_row_has_what_a_list_shows() -> None:
    row = of("100_forum").row
    assert (row.id, row.title) == ("100_forum", "2024年全省海洋工作暨党风廉政视频会议在济南召开")
    assert row.date == Day("held", "2024-01-30", "2024-01-30", "day", True, None)
    assert row.agency == Host("山东省海洋局", "province", "山东省", False, "山东省海洋局")
    assert row.reposted is None and row.copy_of is None
    undated = of("102_traditional").row
    assert undated.date is None and undated.reposted and undated.reposted.start == "2020-12-18"
    nobody = of("105_hostile").row
    assert (nobody.date, nobody.reposted, nobody.agency) == (None, None, None)


def test_a_card_has_names_topics_and_lists_each_once() -> None:
    found = of("100_forum")
    assert found.people == ("张建东", "燕东")
    assert found.topics == (("海洋经济", "海洋经济"), ("浒苔防治", "浒苔防治"))
    names = found.names.split("\n")
    assert "person 山东省海洋局\t张建东" in names and len(set(names)) == len(names)
    assert set(names) == {f"{kind} {name}" for _, kind, name in ENTRIES["100_forum"].references}
    assert found.findings == ("inferred",)
    assert (found.path, found.family) == ("100_forum.txt", "forum")


def test_every_part_of_a_document_that_is_published_shows_in_the_card() -> None:
    entry = ENTRIES["100_forum"]
    before = card(entry, known())
    raw = replace(entry.document.clean.raw, data=b"other")
    other_source = replace(entry, document=replace(entry.document, clean=replace(entry.document.clean, raw=raw)))
    other_facts = replace(entry, facts=replace(entry.facts, place="青岛"))
    assert card(other_source, known()).source != before.source
    assert card(other_facts, known()).data != before.data and card(other_facts, known()).source == before.source
    corrections = [card(entry, known(), words).correction for words in (None, b"", b"x", b"y")]
    assert corrections[0] == "" and len(set(corrections)) == 4
    assert card(entry, known()) == before


def test_phrases_come_from_title_headings_and_leads_alone() -> None:
    draft = Draft("900_test").headed("推广苗种繁育")
    draft.block("更换养殖浮漂", "heading", 1).block("建设渔港集聚。整治海水池塘养殖。", lead="建设渔港集聚。")
    phrases = dict(card(Entry(draft.document(), Facts()), known()).phrases)
    assert "苗种繁育" in phrases and "养殖浮漂" in phrases
    assert any("渔港" in phrase for phrase in phrases)
    assert not any("池塘" in phrase for phrase in phrases)


def test_sentences_are_sorted_hashes_of_the_long_ones() -> None:
    entry = plain(1, 2020, "自然资源部", "national", "中国")
    found = card(entry, known()).sentences
    hashes = [found[at : at + SENTENCE_BYTES] for at in range(0, len(found), SENTENCE_BYTES)]
    assert len(hashes) * SENTENCE_BYTES == len(found) > 0
    longer = replace(entry, document=Draft("x").headed("标题").block("短句。" * 50).document())
    assert card(longer, known()).sentences == b""
    assert all(one != other for one, other in pairwise(hashes))


@pytest.mark.parametrize("key", ENTRIES)
def test_a_card_travels_between_processes_and_is_small(key: str) -> None:
    found = of(key)
    data = pickle.dumps(found)
    assert pickle.loads(data) == found
    assert len(data) < 4000 + 3 * len(found.names)
