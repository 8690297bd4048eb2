"""What a build keeps for the next one: given back as it was, or refused as damaged; never something else."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from built import known
from meetingsite.cards import Card
from meetingsite.errors import OutputError
from meetingsite.export import record
from meetingsite.model import Entry, Refused
from meetingsite.pages.quotable import Quotable, quotable
from meetingsite.reader import card
from meetingsite.stages import completed
from meetingsite.store import Entries, File, Held, Result, Store, StoreError, _AtHand, card_of, packed, sealed
from sample_corpus import sample

ENTRIES = {entry.id: completed(entry, known()) for entry in sample().entries}
CARDS = {key: card(entry, known()) for key, entry in ENTRIES.items()}
RECORDS = {key: record(entry) for key, entry in ENTRIES.items()}
QUOTABLES = {key: quotable(entry) for key, entry in ENTRIES.items()}
FILES = {"index.html": File(b"1", "10:1700000000000000001"), "agencies/自然资源部.html": File(b"2", "20:2")}


def result(key: str, entry: str | None = None) -> Result:
    """The document *key*, with the text of *entry* in place of its own."""
    found = ENTRIES[entry or key]
    return Result(b"d", sealed(CARDS[key]), packed(found), packed(RECORDS[found.id]), sealed(tuple(quotable(found))))


def filled(folder: Path) -> Path:
    """A store of the sample, closed; where it lies."""
    with Store(folder) as store:
        for key in ENTRIES:
            store.keep(key, b"s", b"k" + key.encode(), result(key))
        store.keep_files(FILES.items(), ())
        store.keep_note("说明", ["甲", (1, None)])
        store.commit()
        return store.path


def everything(
    folder: Path,
) -> tuple[dict[str, Entry], dict[str, Card | Refused], dict[str, File], object, dict[str, bytes], dict[str, Quotable]]:
    with Store(folder) as store:
        documents = store.documents()
        entries = {key: store.entry(key) for key in documents}
        cards = {key: card_of(found, store.path) for key, found in documents.items()}
        records = {key: store.record(key) for key in documents}
        quotables = {key: store.quotable(key) for key in documents}
        return entries, cards, dict(store.files()), store.note("说明"), records, quotables


def test_everything_comes_back_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path)
    assert everything(tmp_path) == (ENTRIES, CARDS, FILES, ["甲", (1, None)], RECORDS, QUOTABLES)
    with Store(tmp_path) as store:
        assert store.documents()["100_forum"] == Held(b"s", b"k100_forum", b"d", sealed(CARDS["100_forum"]))


def test_another_process_reads_the_entries_alone(tmp_path: Path) -> None:
    entries = Entries(filled(tmp_path))
    assert {id: entries[id] for id in ENTRIES} == ENTRIES
    assert entries["100_forum"].document.clean.raw.data == ENTRIES["100_forum"].document.clean.raw.data


def test_what_is_at_hand_is_bounded_by_size() -> None:
    asked: list[str] = []

    def read(id: str) -> tuple[str, int]:
        asked.append(id)
        return id.upper(), len(id)

    at_hand = _AtHand(read, 6)
    assert [at_hand(id) for id in ("aa", "bb", "aa", "cc", "aa")] == ["AA", "BB", "AA", "CC", "AA"]
    assert asked == ["aa", "bb", "cc"]
    at_hand("dd")  # the one not asked for the longest, bb, has to go
    at_hand("aa")
    at_hand("bb")
    assert asked == ["aa", "bb", "cc", "dd", "bb"]
    at_hand("longest of all")  # alone at hand, although too large
    at_hand("longest of all")
    at_hand("aa")
    assert asked[5:] == ["longest of all", "aa"]


def test_what_is_entered_again_replaces_and_what_is_taken_out_is_gone(tmp_path: Path) -> None:
    filled(tmp_path)
    with Store(tmp_path) as store:
        store.sign("100_forum", b"new")
        store.keep("101_derived", b"s", b"k", result("101_derived", "103_portal"))
        store.forget(["102_traditional", "nothing"])
        store.keep_files([("index.html", File(b"3", "30:3"))], ["agencies/自然资源部.html", "nothing.html"])
        store.keep_note("说明", None)
        store.commit()
    with Store(tmp_path) as store:
        documents = store.documents()
        assert documents.keys() == ENTRIES.keys() - {"102_traditional"}
        assert documents["100_forum"].signature == b"new" and store.entry("100_forum") == ENTRIES["100_forum"]
        assert store.entry("101_derived") == ENTRIES["103_portal"]
        assert dict(store.files()) == {"index.html": File(b"3", "30:3")}
        assert store.note("说明") is None and store.note("nothing") is None
        with pytest.raises(StoreError):
            store.entry("102_traditional")


def test_a_build_that_stops_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    filled(tmp_path)
    with pytest.raises(KeyboardInterrupt), Store(tmp_path) as store:
        store.forget(ENTRIES)
        store.keep_files([], FILES)
        raise KeyboardInterrupt
    assert everything(tmp_path) == (ENTRIES, CARDS, FILES, ["甲", (1, None)], RECORDS, QUOTABLES)


def test_an_empty_folder_gives_an_empty_store_that_keeps_itself_out_of_git(tmp_path: Path) -> None:
    assert everything(tmp_path / "deep/new") == ({}, {}, {}, None, {}, {})
    assert (tmp_path / "deep/new/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("version", [0, 99])
def test_an_unknown_format_is_replaced(tmp_path: Path, version: int) -> None:
    database = sqlite3.connect(filled(tmp_path))
    database.execute("CREATE TABLE older (x)")
    database.execute("DROP TABLE notes")
    database.execute(f"PRAGMA user_version = {version}")
    database.commit()
    database.close()
    assert everything(tmp_path) == ({}, {}, {}, None, {}, {})
    filled(tmp_path)
    assert everything(tmp_path)[0] == ENTRIES


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_store_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="中间结果坏了") as caught:
        everything(tmp_path)
    assert caught.value.path == path and caught.value.remedy
    Store.remove(tmp_path)
    assert everything(tmp_path) == ({}, {}, {}, None, {}, {})


def test_half_a_file_is_damaged_or_empty(tmp_path: Path) -> None:
    path = filled(tmp_path)
    whole = path.read_bytes()
    for part in range(1, 8):
        path.write_bytes(whole[: len(whole) * part // 8])
        with pytest.raises(StoreError):
            everything(tmp_path)


def test_no_damage_gives_another_document_or_anything_but_a_store_error(tmp_path: Path) -> None:
    """Documents, cards and notes are the truth or missing; a damaged key or time only costs that something is made anew."""
    path = filled(tmp_path)
    whole = path.read_bytes()
    chance = random.Random(1)
    refused = 0
    for _ in range(150):
        damaged = bytearray(whole)
        start = chance.randrange(len(whole))
        for position in range(start, min(start + chance.choice([1, 16, 600]), len(whole))):
            damaged[position] ^= chance.randrange(1, 256)
        Store.remove(tmp_path)
        path.write_bytes(damaged)
        try:
            entries, cards, _, note, records, quotables = everything(tmp_path)
        except StoreError:
            refused += 1
            continue
        assert all(entry == ENTRIES[key] for key, entry in entries.items())
        assert all(cards[key] == CARDS[key] for key in entries)
        assert all(records[key] == RECORDS[key] and quotables[key] == QUOTABLES[key] for key in entries)
        assert note in (None, ["甲", (1, None)])
    assert refused > 30


def test_removing_takes_the_store_and_leaves_its_neighbours(tmp_path: Path) -> None:
    path = filled(tmp_path)
    (tmp_path / "lock").write_text("")
    path.with_name("store.sqlite-wal").write_bytes(b"x")
    Store.remove(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["lock"]
    Store.remove(tmp_path)


def test_a_table_that_is_missing_is_damage(tmp_path: Path) -> None:
    database = sqlite3.connect(filled(tmp_path))
    database.execute("DROP TABLE notes")
    database.commit()
    database.close()
    with pytest.raises(StoreError, match="中间结果坏了"):
        everything(tmp_path)


def test_a_store_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = filled(tmp_path)
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with Store(tmp_path) as store:
        store._database.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(OutputError, match="中间结果读写失败") as caught:
            store.keep_note("说明", 1)
    other.close()
    assert caught.value.path == path and caught.value.remedy
