"""What is kept beside the output: taken for the same inputs only, made anew when damaged, never needed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from meetingsite.remembered import remembered


def never() -> bytes:
    raise AssertionError("made again")


def test_the_same_inputs_are_worked_out_once(tmp_path: Path) -> None:
    assert remembered(tmp_path, "words", b"a", lambda: b"made") == b"made"
    assert remembered(tmp_path, "words", b"a", never) == b"made"


def test_other_inputs_take_the_place_of_the_earlier_ones_of_that_kind(tmp_path: Path) -> None:
    remembered(tmp_path, "words", b"a", lambda: b"A")
    remembered(tmp_path, "knowledge", b"a", lambda: b"K")
    assert remembered(tmp_path, "words", b"b", lambda: b"B") == b"B"
    assert len(list(tmp_path.iterdir())) == 2
    assert remembered(tmp_path, "words", b"b", never) == b"B"
    assert remembered(tmp_path, "knowledge", b"a", never) == b"K"


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"made", b"maid"))


@pytest.mark.parametrize("damage", [_cut, _emptied, _changed])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    remembered(tmp_path, "words", b"a", lambda: b"made")
    (path,) = tmp_path.iterdir()
    damage(path)
    assert remembered(tmp_path, "words", b"a", lambda: b"made") == b"made"
    assert remembered(tmp_path, "words", b"a", never) == b"made"


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"")
        return b"made"

    for cache in (None, tmp_path / "none"):
        assert remembered(cache, "words", b"a", make) == remembered(cache, "words", b"a", make) == b"made"
    assert len(made) == 4 and not os.listdir(tmp_path)


def test_what_fails_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        remembered(tmp_path, "words", b"a", never)
    assert not os.listdir(tmp_path)
