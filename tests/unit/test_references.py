"""Names in texts: what a document may lead to, read from it alone, and what of it leads to a page of the site."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from built import known, places, planned
from meetingsite.extract.references import references
from meetingsite.extract.references.meetings import meeting_of
from meetingsite.keys import Meeting, meeting_key, read_meeting
from meetingsite.model import Agency, DateFact, Entry, Facts, Level, Span
from meetingsite.pages.citations import first_places
from meetingsite.stages import completed
from sample_corpus import Corpus, Draft, plain, sample

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
    found = first_places(places(Corpus((*others, entry)), entry.id), but=entry.id)
    return [(reference.span.of(entry.document.text), name.page, name.key) for reference, name in found]


def read(text: str, home: Home | None = None) -> list[tuple[str, str, str]]:
    """(words, kind, name) of everything a document of one paragraph may lead to, whatever the site holds."""
    entry = document(text, home)
    return [(found.span.of(entry.document.text), *found[1:]) for found in references(entry, known())]


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
    found = [(ref, name) for ref, name in first_places(places(sample(), entry.id)) if name.page == "person"]
    assert [(reference.span.of(entry.document.text), name.key) for reference, name in found] == [
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
    assert planned(Corpus((entry,))).named[entry.id] == ()
    assert places(Corpus((entry,)), entry.id) == []


def test_places_never_overlap_and_lie_in_blocks() -> None:
    seen = 0
    for entry in sample().entries:
        spans = [reference.span for reference, _ in places(sample(), entry.id)]
        seen += len(spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))
        blocks = [block.span for block in entry.document.blocks]
        assert all(any(b.start <= s.start and s.end <= b.end for b in blocks) for s in spans)
    assert seen > 20


def test_references_lie_in_blocks_in_order_each_once() -> None:
    for entry in sample().entries:
        found = references(entry, known())
        assert list(found) == sorted(set(found))
        blocks = [block.span for block in entry.document.blocks]
        assert all(any(b.start <= r.span.start and r.span.end <= b.end for b in blocks) for r in found)


def test_references_depend_on_the_document_alone() -> None:
    """The same names, whether the collection has pages for them or not; the page decides, not the reading."""
    for entry in sample().entries:
        assert completed(entry, known()).references == references(entry, known())
    assert read("自然资源部部署工作。") == [("自然资源部", "agency", "自然资源部")]
    assert named("自然资源部部署工作。", others=()) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由中国渔业协会主办。", ["中国渔业协会"]),
        ("会上，青岛海洋科技中心作了汇报。", ["青岛海洋科技中心"]),
        ("邀请省水产学会和威海渔港集团公司参加。", ["省水产学会", "威海渔港集团公司"]),
        ("学会。", []),
    ],
)
def test_unlisted_agencies_begin_and_end_at_word_borders(text: str, names: list[str]) -> None:
    found = [name for _, kind, name in read(text) if kind == "agency"]
    assert set(names) <= set(found) if names else found == []


def test_an_unlisted_agency_is_linked_only_in_full() -> None:
    """The border is guessed, the page is not: of all the ways to read a name only the one that is held has a page."""
    held = plain(1, 2020, "威海渔港集团公司", "other", "中国")
    assert named("会议由威海渔港集团公司承办。", others=(held,)) == [("威海渔港集团公司", "agency", "威海渔港集团公司")]
    assert named("会议由大威海渔港集团公司承办。", others=(held,)) == []


def test_titles_are_named_without_blanks() -> None:
    assert [name for _, kind, name in read("印发《 某市 水利\u3000规划 》的通知") if kind == "title"] == [
        "某市水利规划"
    ]
    assert read("《短名》") == []


@pytest.mark.parametrize(
    ("title", "meeting"),
    [
        ("2024年全省海洋工作暨党风廉政视频会议在济南召开", Meeting("山东省", "海洋工作暨党风廉政视频会议", "2024")),
        ("青岛市海洋工作会议召开", Meeting("山东省青岛市", "海洋工作会议", "")),
        ("山东省海洋局2023年工作思路", None),
        ("全省年度工作会议", None),
    ],
)
def test_the_meeting_a_title_reports(title: str, meeting: Meeting | None) -> None:
    entry = document("某局召开会议。", SHANDONG)
    entry = replace(entry, document=replace(entry.document, title=title))
    assert meeting_of(entry, known().regions) == meeting


def test_the_key_of_a_meeting_is_read_as_it_was_written() -> None:
    for meeting in (Meeting("山东省", "海洋工作会议", "2024"), Meeting("中国", "农村工作会议", "")):
        assert read_meeting(meeting_key(meeting)) == meeting


def test_a_reference_is_the_words_it_says() -> None:
    """A name in full stands in the text; a person's key ends with the name, a title is its own."""
    for entry in sample().entries:
        for span, kind, name in references(entry, known()):
            words = span.of(entry.document.text)
            if kind == "title":
                assert "".join(words.split()) == name
            elif kind == "person":
                assert words == name.partition("\t")[2]
            elif kind == "meeting":
                assert words.endswith(read_meeting(name).words)


def test_overlapping_references_the_first_and_longest_that_leads_somewhere_wins() -> None:
    """An agency inside a title in 《》: the title where its document is held, the agency where it is not."""
    text = "印发《威海市海洋发展局2023年工作思路》"
    without = tuple(entry for entry in sample().entries if entry.id != "103_portal")
    assert [kind for _, kind, _ in named(text)] == ["document"]
    assert [kind for _, kind, _ in named(text, others=without)] == ["agency"]
    assert {kind for _, kind, _ in read(text)} == {"title", "agency"}
