"""Names in texts lead to their pages, and words that only look like names do not."""

from __future__ import annotations

import pytest

from meetingsite.model import Corpus, Entry, Facts
from meetingsite.pages.mentions import Names
from meetingsite.plan import Settings, plan
from sample_corpus import Draft, sample


def named(text: str) -> list[tuple[str, str, str]]:
    """(words, kind, key) of the names found in a document of one paragraph."""
    draft = Draft("900_test").headed("标题").block(text)
    entry = Entry(draft.document(), Facts())
    names = Names(plan(Corpus((*sample().entries, entry)), Settings()))
    return [(mention.span.of(draft.text), mention.kind, mention.key) for mention in names.mentions(entry)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("会议由自然资源部召开。", ["自然资源部"]),
        ("自然资源部与威海市海洋发展局、自然资源部共同主办。", ["自然资源部", "威海市海洋发展局"]),
        ("荣成市海洋发展局", ["荣成市海洋发展局"]),
        ("各级生态环境部门要落实责任。", []),
        ("山东省海洋局机关党委开展学习。", []),
        ("自然资源部北海局参加会议。", []),
        ("印发《威海市海洋发展局2023年工作思路》的通知", ["威海市海洋发展局2023年工作思路"]),
        ("印发《威海市海洋发展局2035年工作思路》", ["威海市海洋发展局"]),
    ],
)
def test_names_in_a_text(text: str, words: list[str]) -> None:
    assert [found for found, _, _ in named(text)] == words


def test_kinds_and_keys() -> None:
    assert named("《威海市海洋发展局2023年工作思路》") == [("威海市海洋发展局2023年工作思路", "document", "103_portal")]
    assert named("自然资源部") == [("自然资源部", "agency", "自然资源部")]


def test_people_of_the_document_are_linked_once() -> None:
    site = plan(sample(), Settings())
    entry = site.entries["100_forum"]
    found = [mention for mention in Names(site).mentions(entry) if mention.kind == "person"]
    assert [(m.span.of(entry.document.text), m.key) for m in found] == [("张建东", "张建东-山东省海洋局")]


def test_a_collection_without_agencies() -> None:
    entry = next(entry for entry in sample().entries if entry.id == "105_hostile")
    assert Names(plan(Corpus((entry,)), Settings())).mentions(entry) == []
