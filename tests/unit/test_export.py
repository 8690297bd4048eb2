"""data/documents.json, written whole or in part: always what writing it anew would give."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from built import known
from meetingsite.export import Record, document_json, record, refused_json, write_documents
from meetingsite.jsonfile import json_bytes
from meetingsite.model import Entry, Refused
from meetingsite.stages import completed
from meetingsite.store import packed
from sample_corpus import sample

ENTRIES = {entry.id: completed(entry, known()) for entry in sample().entries}
STRANGE = ("", "长" * 200, "换\n行\r\n和“引号”\"'\\", "],\n[", "  {\n", "\ud800", "\x00\x1b")


def titled(entry: Entry, title: str) -> Entry:
    return replace(entry, document=replace(entry.document, title=title))


class File:
    """A documents.json as builds write it one after the other."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "documents.json"
        self.pieces: list[Record] = []
        self.there = False
        self.made = 0

    def build(self, entries: Sequence[tuple[Entry, str | None]]) -> bytes:
        """Write the documents with their originals, copying what the last build left; how many were made anew."""
        pieces = [Record(entry.id, _digest(entry), copy_of, 0) for entry, copy_of in entries]
        by_id = {entry.id: entry for entry, _ in entries}
        self.made = 0

        def records(piece: Record) -> bytes:
            self.made += 1
            return record(by_id[piece.id], piece.copy_of)

        target = io.BytesIO()
        self.pieces = write_documents(pieces, records, self.path if self.there else None, self.pieces, target)
        self.path.write_bytes(target.getvalue())
        self.there = True
        return target.getvalue()


def _digest(entry: Entry) -> bytes:
    return blake2b(packed(entry), digest_size=16).digest()


def whole(entries: Sequence[tuple[Entry, str | None]]) -> bytes:
    """What the file must hold: one JSON list."""
    return json_bytes([document_json(entry, copy_of) for entry, copy_of in entries], 2)


def test_no_documents_and_one(tmp_path: Path) -> None:
    file = File(tmp_path)
    assert file.build([]) == whole([]) == b"[]\n"
    one = [(ENTRIES["100_forum"], None)]
    assert file.build(one) == whole(one)
    assert file.build([]) == b"[]\n"


def test_what_has_not_changed_is_copied(tmp_path: Path) -> None:
    file = File(tmp_path)
    first = [(entry, None) for entry in ENTRIES.values()]
    assert file.build(first) == whole(first)
    assert file.made == len(first)
    assert file.build(first) == whole(first)
    assert file.made == 0
    changed = [(titled(entry, "另一题名") if entry.id == "103_portal" else entry, None) for entry in ENTRIES.values()]
    assert file.build(changed) == whole(changed) != whole(first)
    assert file.made == 1
    copied = [(entry, "103_portal" if entry.id == "104_interview" else None) for entry, _ in changed]
    assert file.build(copied) == whole(copied)
    assert file.made == 1
    file.there = False  # gone, or not as it was left
    assert file.build(copied) == whole(copied)
    assert file.made == len(copied)


collections = st.lists(
    st.tuples(
        st.sampled_from(sorted(ENTRIES)[:8]), st.sampled_from(STRANGE), st.sampled_from([None, "a", "b"]), st.booleans()
    ),
    unique_by=lambda one: one[0],
    max_size=8,
)


@given(st.lists(collections, min_size=2, max_size=5))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_sequence_of_builds_gives_what_writing_anew_gives(
    tmp_path_factory: pytest.TempPathFactory, builds: list[list[tuple[str, str, str | None, bool]]]
) -> None:
    file = File(tmp_path_factory.mktemp("data"))
    for chosen in builds:
        entries = [
            (titled(ENTRIES[key], title) if strange else ENTRIES[key], copy_of)
            for key, title, copy_of, strange in chosen
        ]
        content = file.build(entries)
        assert content == whole(entries)
        assert [one["id"] for one in json.loads(content)] == [entry.id for entry, _ in entries]
        assert [piece.size > 0 for piece in file.pieces] == [True] * len(entries)


def test_words_are_not_escaped_but_what_utf_8_cannot_hold() -> None:
    assert json_bytes(["自然资源部", "\ud800"]) == '[\n "自然资源部",\n "\\ud800"\n]\n'.encode()


def test_refused_files() -> None:
    found = json.loads(refused_json([Refused("<b>.bin", "binary", "不是文本。")]))
    assert found == [{"path": "<b>.bin", "code": "binary", "message": "不是文本。"}]
