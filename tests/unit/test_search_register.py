"""The register: a number for good, whatever comes and goes; and where each number lies."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetingsite.search import Register, RegisterError, layout, register

IDS = st.sets(st.text("abc海洋", min_size=1, max_size=4))


@given(st.lists(IDS, max_size=5))
def test_a_number_never_changes_hands(builds: list[set[str]]) -> None:
    held = Register()
    for ids in builds:
        grown = held.with_documents(ids)
        assert grown.ids[: len(held)] == held.ids
        assert list(grown.ids[len(held) :]) == sorted(ids - set(held.ids))
        held = grown
        assert Register.read(dict(held.files())) == held
    assert len(held) == len(set().union(*builds))


def test_the_register_is_published_as_ids_one_a_line() -> None:
    ((path, data),) = Register(("a", "海")).files()
    assert path == "data/search/register/0000.json"
    assert data.decode() == '[\n"a",\n"海"\n]\n'


def test_a_new_document_rewrites_the_last_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "SIZE", 2)
    held = Register(("a", "b", "c"))
    before, after = dict(held.files()), dict(held.with_documents(["d", "e"]).files())
    assert len(after) == 3 and Register.read(after).ids == ("a", "b", "c", "d", "e")
    assert [path for path in before if before[path] != after[path]] == ["data/search/register/0001.json"]


@pytest.mark.parametrize("said", ["{", "{}", "[]", "[1]", '["a", "a"]'])
def test_a_damaged_register_is_refused(said: str) -> None:
    with pytest.raises(RegisterError):
        Register.read({"data/search/register/0000.json": said.encode()})


def test_a_register_with_a_gap_is_refused() -> None:
    files = {f"data/search/register/000{n}.json": json.dumps([f"{n}"]).encode() for n in (0, 2)}
    with pytest.raises(RegisterError):
        Register.read(files)


def test_no_register_is_an_empty_one() -> None:
    assert Register.read({"data/documents.json": b"[]"}) == Register()


@given(st.integers(0, 300_000))
def test_segments_and_files_take_every_number_once(length: int) -> None:
    for extents in (layout.segments(length), list(layout.facets(length)), list(layout.texts(length))):
        ends = [0, *(extent.end for extent in extents)]
        assert [extent.start for extent in extents] == ends[:-1] and ends[-1] == length
        assert len({extent.name for extent in extents}) == len(extents)
    latest = layout.segments(length)[-1]
    assert latest.end - latest.start < 64


@given(st.integers(0, 300_000))
def test_the_file_of_a_text_is_known_from_its_number(number: int) -> None:
    extent = list(layout.texts(number + 1))[-1]
    assert layout.text_file(number) == int(extent.name) and extent.start <= number < extent.end


@pytest.mark.parametrize(("length", "most"), [(10_000, 1100), (100_000, 2700)])
def test_files_of_texts_stay_few(length: int, most: int) -> None:
    assert len(list(layout.texts(length))) < most


def test_a_new_document_leaves_the_large_segments_as_they_are() -> None:
    assert layout.segments(10_000)[:2] == layout.segments(10_001)[:2]
    assert layout.segments(100_000)[:2] == layout.segments(100_001)[:2]
    assert layout.segments(99_999)[0].end > 90_000
