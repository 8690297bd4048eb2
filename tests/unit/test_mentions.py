"""Names in texts lead to their pages, and words that only look like names do not."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from built import planned
from meetingsite.model import Agency, Corpus, DateFact, Entry, Facts, Level, Span
from meetingsite.pages.mentions import first_places
from sample_corpus import Draft, plain, sample

Home = tuple[str, Level, str]
SHANDONG: Home = ("山东省海洋局", "province", "山东省")
WEIHAI: Home = ("威海市海洋发展局", "city", "山东省威海市")
ZHEJIANG: Home = ("浙江省海洋局", "province", "浙江省")


def document(text: str, home: Home | None = None, day: str | None = None) -> Entry:
    """A document of one paragraph, of an agency and a day."""
    draft = Draft("900_test").headed("标题").block(text)
    agency = Agency(*home, Span(0, 2), "题名", True) if home else None
    dates = (DateFact("held", day, day, "day", True, None, Span(0, 2), "题名"),) if day else ()
    return Entry(draft.document(), Facts(agency, dates))


def named(
    text: str, home: Home | None = None, day: str | None = None, others: tuple[Entry, ...] = sample().entries
) -> list[tuple[str, str, str]]:
    """(words, kind, key) of the names found in a document of one paragraph; each name once."""
    entry = document(text, home, day)
    found = first_places(planned(Corpus((*others, entry))).mentions[entry.id], but=entry.id)
    return [(mention.span.of(entry.document.text), mention.kind, mention.key) for mention in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("会议由自然资源部召开。", ["自然资源部"]),
        ("自然资源部与威海市海洋发展局、自然资源部共同主办。", ["自然资源部", "威海市海洋发展局"]),
        ("荣成市海洋发展局", ["荣成市海洋发展局"]),
        ("山东省海洋局局长带队调研。", ["山东省海洋局"]),
        ("山东省海洋局党组召开会议。", ["山东省海洋局"]),
        ("中国渔业协会的代表发言。", ["中国渔业协会"]),
        ("各级生态环境部门要落实责任。", []),
        ("山东省海洋局机关党委开展学习。", []),
        ("自然资源部北海局参加会议。", []),
        ("山东省海洋局办公室印发通知。", []),
        ("省海洋局、市海洋发展局参加会议。", []),
        ("印发《威海市海洋发展局2023年工作思路》的通知", ["威海市海洋发展局2023年工作思路"]),
        ("印发《威海市海洋发展局2035年工作思路》", ["威海市海洋发展局"]),
    ],
)
def test_names_in_a_text(text: str, words: list[str]) -> None:
    assert [found for found, _, _ in named(text)] == words


@pytest.mark.parametrize(
    ("text", "home", "keys"),
    [
        ("按照省海洋局要求", WEIHAI, ["山东省海洋局"]),
        ("按照省海洋局要求", ZHEJIANG, ["浙江省海洋局"]),
        ("按照省海洋局要求", ("自然资源部", "national", "中国"), []),
        ("市海洋发展局作了汇报", WEIHAI, ["威海市海洋发展局"]),
        ("市海洋发展局作了汇报", SHANDONG, []),
        ("全市海洋发展局面良好", WEIHAI, []),
    ],
)
def test_short_forms_are_read_by_where_the_document_is_at_home(text: str, home: Home, keys: list[str]) -> None:
    assert [key for _, kind, key in named(text, home) if kind == "agency"] == keys


def test_kinds_and_keys() -> None:
    assert named("《威海市海洋发展局2023年工作思路》") == [("威海市海洋发展局2023年工作思路", "document", "103_portal")]
    assert named("自然资源部") == [("自然资源部", "agency", "自然资源部")]


def test_a_title_that_two_documents_have_leads_nowhere() -> None:
    twin = replace(sample().entries[3], document=replace(sample().entries[3].document, title="标题"))
    assert named("《标题》", others=(twin,)) == []


def test_people_of_the_document_are_linked_once() -> None:
    entry = next(entry for entry in sample().entries if entry.id == "100_forum")
    found = [m for m in first_places(planned(sample()).mentions[entry.id]) if m.kind == "person"]
    assert [(m.span.of(entry.document.text), m.key) for m in found] == [
        ("张建东", "张建东-山东省海洋局"),
        ("燕东", "燕东-山东省海洋局"),
    ]


@pytest.mark.parametrize(
    ("text", "home", "keys"),
    [
        ("山东省海洋局党组书记、局长张建东出席会议", None, ["张建东-山东省海洋局"]),
        ("省海洋局副局长燕东主持会议", WEIHAI, ["燕东-山东省海洋局"]),
        ("省海洋局副局长燕东升主持会议", WEIHAI, []),
        ("省海洋局副局长燕东主持会议", ZHEJIANG, []),
        ("局长张建东出席会议", None, []),
        ("张建东同志要求", SHANDONG, ["张建东-山东省海洋局"]),
        ("局长张建东要求", SHANDONG, ["张建东-山东省海洋局"]),
        ("张建东渔船停靠", SHANDONG, []),
        ("张建东同志要求", ZHEJIANG, []),
    ],
)
def test_people_of_other_documents(text: str, home: Home | None, keys: list[str]) -> None:
    assert [key for _, kind, key in named(text, home) if kind == "person"] == keys


@pytest.mark.parametrize(
    ("text", "home", "day", "keys"),
    [
        ("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-02-05", ["100_forum"]),
        ("传达山东省海洋工作暨党风廉政视频会议精神", ZHEJIANG, "2024-02-05", ["100_forum"]),
        ("传达2024年全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-11-05", ["100_forum"]),
        ("传达2024年全省海洋工作暨党风廉政视频会议精神", WEIHAI, None, ["100_forum"]),
        ("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-11-05", []),  # too late without a year
        ("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-01-05", []),  # not held yet
        ("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2023-02-05", []),
        ("传达2023年全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-02-05", []),
        ("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, None, []),
        ("传达全省海洋工作暨党风廉政视频会议精神", ZHEJIANG, "2024-02-05", []),
        ("传达全市海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-02-05", []),
        ("筹备召开全省海洋工作暨党风廉政视频会议", WEIHAI, "2024-02-05", []),
        ("布置全省海洋工作暨党风廉政视频会议室", WEIHAI, "2024-02-05", []),
        ("全省海洋工作会议", WEIHAI, "2024-02-05", []),
        ("青岛市海洋工作会议强调", SHANDONG, "2024-02-15", ["101_derived"]),
    ],
)
def test_meetings_by_name_place_and_year(text: str, home: Home, day: str | None, keys: list[str]) -> None:
    assert [key for _, kind, key in named(text, home, day) if kind == "document"] == keys


def test_a_meeting_that_two_documents_report_leads_nowhere() -> None:
    one = sample().entries[0]
    raw = replace(one.document.clean.raw, id="100_other")
    other = replace(one, document=replace(one.document, clean=replace(one.document.clean, raw=raw)))
    assert named("传达全省海洋工作暨党风廉政视频会议精神", WEIHAI, "2024-02-05", (one, other)) == []


@pytest.mark.parametrize("title", ["全省年度工作会议", "全市海洋经济调度会", "省政府常务会议", "海洋工作会议召开"])
def test_names_that_any_meeting_may_have_are_not_kept(title: str) -> None:
    held = plain(1, 2024, "山东省海洋局", "province", "山东省")
    held = replace(held, document=replace(held.document, title=title))
    text = f"传达2024年{title}精神，贯彻2024年山东省{title.removeprefix('全省')}"
    assert [kind for _, kind, _ in named(text, SHANDONG, others=(held,))].count("document") == 0


def test_a_collection_without_agencies() -> None:
    entry = next(entry for entry in sample().entries if entry.id == "105_hostile")
    assert planned(Corpus((entry,))).mentions[entry.id] == ()


def test_mentions_never_overlap_and_lie_in_blocks() -> None:
    site = planned(sample())
    for entry in sample().entries:
        spans = [mention.span for mention in site.mentions[entry.id]]
        assert all(one.end <= other.start for one, other in pairwise(spans))
        blocks = [block.span for block in entry.document.blocks]
        assert all(any(b.start <= s.start and s.end <= b.end for b in blocks) for s in spans)
