"""The index against plain substring search, byte for byte the same however it came about, and what a change costs."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import IO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from meetingsite.search import NamedPage, Register, Searchable, digest, fold, index_files, layout, parts, postings
from meetingsite.search.names import bucket, buckets
from meetingsite.search.packed import read
from meetingsite.search.spelling import unspell
from search_reader import Index, called, plain, terms_of
from search_site import document, sample

ALPHABET = "海洋强省工作会议，。 经经济滸浒著5Ｇg.3亿ﬁéΣ𠮷\n"
TEXT = st.text(ALPHABET, max_size=30)
DOCUMENTS = st.lists(st.tuples(TEXT, st.lists(TEXT, max_size=4)), max_size=8)


def made(texts: Sequence[tuple[str, Sequence[str]]]) -> dict[str, Searchable]:
    return {f"{number:04}": document(f"{number:04}", title, *words) for number, (title, words) in enumerate(texts)}


def built(
    documents: dict[str, Searchable], register: Register | None = None, named: Sequence[NamedPage] = ()
) -> dict[str, bytes]:
    held = (register or Register()).with_documents(documents)
    files = list(index_files(held, documents, named))
    assert len(dict(files)) == len(files)
    return dict(files)


@given(DOCUMENTS, st.data())
def test_any_substring_is_found_and_nothing_else(texts: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    documents = made(texts)
    index = Index(built(documents))
    whole = [text for title, words in texts for text in (title, *words) if fold(text)] or ["海"]
    text = data.draw(st.sampled_from(whole))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for query in (text[start:end], text, data.draw(TEXT)):
        if fold(query):
            assert index.find(query) == plain(documents.values(), query), query


@functools.cache
def _large() -> dict[str, Searchable]:
    """Enough documents for all three segments, and words frequent enough for all kinds of lists."""
    texts = [
        (
            f"第{n}次海洋工作会议",
            [f"会议研究{n * 37 % 101}项，投入{n * 7 % 211}.{n % 10}亿元。" * (n % 5 + 1), "会议指出，" * (n % 9)],
        )
        for n in range(700)
    ]
    return made(texts)


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    return built(_large())


@pytest.mark.parametrize(
    "query",
    ["会", "会议", "，", "海", "海洋", "次海洋工作会议", "第17次", "7.3亿元", "会议研究3", "3项", "亿元。会", "会议指出,会议指出,会议指出", "议", "。", "一", "会议不", "9.9亿元。"],
)  # fmt: skip
def test_frequent_and_rare_words_over_all_segments(large: dict[str, bytes], query: str) -> None:
    assert all(f"search/{name}/0.js" in large for name in ("base", "middle", "latest"))
    assert Index(large).find(query) == plain(_large().values(), query)


@pytest.mark.parametrize(
    "query",
    ["洋强省", "175.3亿元", "5G", "滸苔", "乾县", "乾縣", "ＡＩ", "𠮷田", "<b>", "a.b*c(d)[e]", "c++", "何机关不詳"],
)
def test_queries_of_the_issue(query: str) -> None:
    documents = {one.id: one for one in sample()}
    assert Index(built(documents)).find(query) == plain(documents.values(), query) != set()


def test_what_is_said_to_follow_follows_everywhere(large: dict[str, bytes]) -> None:
    known = 0
    for name, start, end in layout.segments(len(_large())):
        documents = list(_large().values())[start:end]
        texts = [fold(text) for one in documents for text in (one.title, *(words for _, words in one.paragraphs))]
        chunks = [data for path, data in large.items() if path.startswith(f"search/{name}/") and "first" not in path]
        for term, after in (pair for data in chunks for group in called(data, "chunk")[3] for pair in terms_of(group)):
            if after:
                places = [text[at:] for text in texts for at in range(len(text)) if text.startswith(term, at)]
                assert len(places) >= 8 and all(rest.startswith(term + after) for rest in places)
                known += 1
    assert known > 20


def test_sorting_on_disk_gives_the_same_bytes(large: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    spilled: list[int] = []
    spill = postings._spill

    def counted(batch: postings.Grams, cuts: NDArray[np.int64], files: list[IO[bytes]]) -> None:
        spilled.append(len(files))
        spill(batch, cuts, files)

    monkeypatch.setattr(postings, "_AT_ONCE", 1000)
    monkeypatch.setattr(postings, "_BATCH", 700)
    monkeypatch.setattr(postings, "_spill", counted)
    assert built(_large()) == large
    assert len(spilled) > 10 and min(spilled) > 10


@given(DOCUMENTS, st.sets(st.integers(0, 7)), DOCUMENTS)
def test_the_way_to_the_index_leaves_no_trace(
    texts: list[tuple[str, list[str]]], gone: set[int], later: list[tuple[str, list[str]]]
) -> None:
    """Built at once, or in steps that leave unchanged parts as they were: the same bytes under the same register."""
    first = made(texts)
    second = {id: one for id, one in first.items() if int(id) not in gone}
    second |= {f"b{id}": document(f"b{id}", one.title) for id, one in made(later).items()}
    files: dict[str, bytes] = {}
    kept: dict[str, dict[str, bytes]] = {}
    register = Register()
    for documents in (first, second):
        register = register.with_documents(documents)
        digests = {id: digest(one) for id, one in documents.items()}
        files = dict(register.files())
        for part in parts(register, digests, ()):
            if part.key not in kept:
                kept[part.key] = dict(part.files(documents.__getitem__))
            files |= kept[part.key]
    assert files == built(second, register)


def test_a_new_document_rewrites_little(large: dict[str, bytes]) -> None:
    register = Register().with_documents(_large())
    documents = {**_large(), "x": document("x", "新来的一篇", "说的是海洋。")}
    after = built(documents, register)
    changed = {path for path, data in after.items() if large.get(path) != data}
    folders = {path.rsplit("/", 1)[0] for path in changed}
    assert folders == {
        "search",
        "search/latest",
        "search/texts",
        "search/facets",
        "search/topics",
        "search/agencies",
        "data/search/register",
    }
    assert sum(len(after[path]) for path in changed if path.startswith("search/t")) < sum(map(len, after.values())) / 10
    assert Index(after).find("说的是海") == {"x"}


def test_a_document_that_goes_is_not_found_and_comes_back_under_its_number(large: dict[str, bytes]) -> None:
    register = Register().with_documents(_large())
    rest = {id: one for id, one in _large().items() if id != "0300"}
    without = built(rest, register)
    assert Index(without).find("第300次") == set()
    assert Index(without).find("会议") == plain(rest.values(), "会议")
    assert built(_large(), register) == large


def test_an_id_without_number_is_refused() -> None:
    with pytest.raises(KeyError):
        parts(Register(), {"a": "1"}, ())


def test_texts_and_facets_say_what_the_documents_say() -> None:
    documents = {one.id: one for one in sample()}
    files = built(documents)
    numbers = {id: number for number, id in enumerate(sorted(documents))}
    rows = [row for n in range(5) for row in called(files[f"search/texts/{n}.js"], "texts")[2]]
    url, title, agency, date, kind, anchors, body = rows[numbers["a2"]]
    assert (url, unspell(title), unspell(agency), date, kind) == (
        "documents/a2.html", "海洋强省建设行动计划", "山东省海洋局", "2023-05", "政府网页",
    )  # fmt: skip
    assert anchors == "" and unspell(body).split("\n") == [words for _, words in documents["a2"].paragraphs]
    years = called(files["search/facets/0.js"], "facets")[1]
    assert {"2022", "2023", "2024"} <= {unspell(year) for year in years} and years == sorted(years)
    topics = called(files["search/topics/0.js"], "topics")
    assert [unspell(name) for name in topics[1]] == ["浒苔防治", "海洋经济", "渔船管控"]
    assert read(topics[2])[:8] == [2, 1, 2, 1, 2, 1, 3, 0]
    assert {unspell(name) for name in called(files["search/agencies/0.js"], "agencies")[1]} == {
        "山东省海洋局",
        "威海市海洋发展局",
    }


def test_other_anchors_than_numbers_are_kept() -> None:
    one = Searchable("a", "documents/a.html", "题", (("x12ab", "一"), ("p2", "二")))
    assert called(built({"a": one})["search/texts/0.js"], "texts")[2][0][5] == "x12ab p2"


@given(st.lists(st.tuples(st.text("海洋局省厅 a张建东", min_size=1, max_size=6), st.integers(0, 3)), max_size=30))
def test_names_are_found_by_any_part_of_two_characters(names: list[tuple[str, int]]) -> None:
    named = [NamedPage(name, "agency", f"agencies/{name}.html", "", count) for name, count in names]
    files = built({}, None, named)
    count = called(files["search/index.js"], "index")[2]
    assert count == buckets(len(set(named)))
    for one in named:
        folded = fold(one.name)
        for start in range(max(len(folded) - 1, 0)):
            rows = called(files[f"search/names/{bucket(folded[start : start + 2], count)}.js"], "names")[1]
            held = {(unspell(name), kind, url.replace("<", unspell(name)), n) for name, kind, url, _, n in rows}
            assert (one.name, one.kind, one.url, one.count) in held


def test_no_path_is_one_that_hosts_hide() -> None:
    for path in built({one.id: one for one in sample()}):
        assert path.startswith(("search/", "data/search/")) and not any(
            part.startswith(("_", ".")) for part in path.split("/")
        )
