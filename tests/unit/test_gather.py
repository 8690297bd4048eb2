"""What is read again and what is not: nothing that has not changed, everything that has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from meetingsite import gather as module
from meetingsite import reader, version
from meetingsite.cards import Card
from meetingsite.config import Config
from meetingsite.errors import SeveralErrors
from meetingsite.fingerprint import SETTLED
from meetingsite.gather import Gathered, Gathering, signature
from meetingsite.progress import SILENT
from meetingsite.read import Loaded, SourceFile
from meetingsite.store import Store
from meetingsite.workers import Workers

TEXTS = {
    "a.txt": "湖南省水利厅召开防汛工作会议\n2023年6月12日，湖南省水利厅在长沙召开防汛工作会议。会议强调，要压实责任，加强值守。\n",
    "b.txt": "甘肃省教育厅2022年工作要点\n一、总体要求\n全面贯彻党的教育方针，落实立德树人根本任务。\n二、主要任务\n推进均衡发展。\n",
    "c/c.txt": "贵州省林业局召开造林绿化现场会\n2021年3月2日，贵州省林业局召开造林绿化现场会，总结经验，部署春季造林。\n",
    "空.txt": "",
}
CORRECTION = "work_year: {was: 不详, now: 2023, note: 核对过}\n"


class Source:
    """A folder of texts, the store beside it, and what was opened and read in the last run."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.store = folder / "seeds", folder / "store"
        self.opened: list[str] = []
        self.read: list[str] = []
        for name, text in TEXTS.items():
            self.write(name, text)
        monkeypatch.setattr(module, "load", self._noting(module.load))
        monkeypatch.setattr(reader, "process", self._noting(reader.process))
        self.settled(monkeypatch, 0)

    @staticmethod
    def settled(monkeypatch: pytest.MonkeyPatch, nanoseconds: int) -> None:
        """Files of at least this age are old enough to be known by what the file system shows."""
        monkeypatch.setattr(module, "SETTLED", nanoseconds)

    def _noting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def noted(given: SourceFile | Loaded, *more: Any) -> Any:
            if isinstance(given, SourceFile):
                self.opened.append(given.path)
            else:
                self.read.append(given.source.path)
            return real(given, *more)

        return noted

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def gather(self, **changed: Any) -> Gathered:
        self.opened, self.read = [], []
        config = Config(sources=(self.folder,), jobs=1, **changed)
        with Store(self.store) as store, Workers(1) as workers:
            found = Gathering(config, store, workers).result(SILENT)
        assert found.read == len(self.read)
        assert [card.id for card in found.cards] == sorted(found.digests)
        return found

    def from_nothing(self) -> Gathered:
        """The same without a store."""
        shutil.rmtree(self.store)
        return self.gather()

    def kept(self) -> list[str]:
        """The ids the store knows."""
        with Store(self.store) as store:
            return list(store.documents())


def same(one: Gathered, other: Gathered) -> bool:
    """All but how many were read now."""
    return one[:3] == other[:3]


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Source:
    return Source(tmp_path, monkeypatch)


def test_the_first_run_reads_everything(source: Source) -> None:
    found = source.gather()
    assert sorted(source.opened) == sorted(source.read) == sorted(TEXTS)
    assert [card.row.title for card in found.cards] == [
        "湖南省水利厅召开防汛工作会议",
        "甘肃省教育厅2022年工作要点",
        "贵州省林业局召开造林绿化现场会",
    ]
    assert [(item.path, item.code) for item in found.refused] == [("空.txt", "empty")]
    assert len(set(found.digests.values())) == 3


def test_the_second_run_opens_nothing_and_gives_the_same(source: Source) -> None:
    first = source.gather()
    second = source.gather()
    assert (source.opened, source.read) == ([], [])
    assert same(first, second)
    assert all(isinstance(card, Card) for card in second.cards)


def test_a_touched_file_is_looked_into_and_not_read_again(source: Source) -> None:
    first = source.gather()
    os.utime(source.folder / "a.txt", (1, 1))
    assert same(source.gather(), first)
    assert (source.opened, source.read) == (["a.txt"], [])
    source.gather()
    assert source.opened == []


def test_changed_bytes_are_read_again_and_alone(source: Source) -> None:
    first = source.gather()
    source.write("a.txt", TEXTS["a.txt"].replace("6月12日", "6月13日"))
    second = source.gather()
    assert source.opened == source.read == ["a.txt"]
    changed = [key for key in first.digests if first.digests[key] != second.digests[key]]
    assert changed == [card.id for card in second.cards if card.path == "a.txt"]
    assert same(second, source.from_nothing())


def test_changed_bytes_of_the_same_size_and_time_are_read_again(source: Source) -> None:
    """A time can be set back; the inode's own change time cannot."""
    path = source.folder / "a.txt"
    source.gather()
    times = path.stat()
    source.write("a.txt", TEXTS["a.txt"].replace("6月12日", "6月13日"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)
    second = source.gather()
    assert source.read == ["a.txt"]
    assert same(second, source.from_nothing())


def test_a_young_file_is_not_known_by_its_times(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change again within one tick of the clock that stamps it; its contents still save the reading."""
    source.settled(monkeypatch, SETTLED)
    first = source.gather()
    second = source.gather()
    assert sorted(source.opened) == sorted(TEXTS) and source.read == []
    assert same(first, second)


def test_a_signature_tells_files_apart_and_young_ones_have_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, correction = tmp_path / "a.txt", tmp_path / "a.yaml"
    for path in (text, correction):
        path.write_text("x")
    plain, corrected = SourceFile("a", "a.txt", text), SourceFile("a", "a.txt", text, correction)
    assert signature(plain, b"1") == signature(corrected, b"1") == b""
    monkeypatch.setattr(module, "SETTLED", 0)
    seen = [signature(plain, b"1"), signature(corrected, b"1"), signature(plain, b"2")]
    assert signature(plain, b"1") == seen[0]
    correction.write_text("xy")
    seen.append(signature(corrected, b"1"))
    correction.unlink()
    assert signature(corrected, b"1") == b""
    text.write_text("y")
    seen.append(signature(plain, b"1"))
    assert len(set(seen)) == len(seen) and b"" not in seen


def test_a_correction_added_changed_and_taken_away(source: Source) -> None:
    first = source.gather()
    correction = source.write("a.yaml", CORRECTION)
    with_it = source.gather()
    assert source.read == ["a.txt"] and with_it.digests != first.digests
    assert next(card for card in with_it.cards if card.path == "a.txt").correction
    source.write("a.yaml", CORRECTION.replace("核对过", "又核对过"))
    assert source.gather().digests != with_it.digests and source.read == ["a.txt"]
    correction.unlink()
    assert same(source.gather(), first) and source.read == ["a.txt"]


def test_a_misfit_stops_the_run_every_time_and_poisons_nothing(source: Source) -> None:
    first = source.gather()
    source.write("b.txt", TEXTS["b.txt"].replace("2022", "2021"))
    correction = source.write("a.yaml", CORRECTION.replace("不详", "1999"))
    for _ in range(2):
        with pytest.raises(SeveralErrors, match="所涉年度现在是"):
            source.gather()
    correction.unlink()
    assert source.gather().cards[0] == first.cards[0]
    assert same(source.gather(), source.from_nothing())


def test_all_misfits_are_told_at_once_and_the_rest_is_read_once(source: Source) -> None:
    for name in ("a.yaml", "b.yaml"):
        source.write(name, CORRECTION.replace("不详", "1999"))
    source.write("空.yaml", CORRECTION)  # of a text that is refused
    source.write("无.yaml", CORRECTION)  # of no text at all
    with pytest.raises(SeveralErrors) as caught:
        source.gather()
    told = str(caught.value)
    assert all(name in told for name in ("a.yaml:1:", "b.yaml:1:", "空.yaml: 它订正的文稿没有收入", "无.yaml: "))
    for name in ("a.yaml", "b.yaml", "空.yaml", "无.yaml"):
        (source.folder / name).unlink()
    assert "c/c.txt" not in (source.gather(), source.read)[1]


def test_a_file_that_is_gone_is_forgotten(source: Source) -> None:
    before = source.gather()
    (source.folder / "a.txt").unlink()
    after = source.gather()
    assert (source.opened, source.read) == ([], [])
    assert len(after.cards) == len(before.cards) - 1 and "a.txt" not in [card.path for card in after.cards]
    assert "a" not in source.kept() and len(source.kept()) == 3
    assert same(after, source.from_nothing())


def test_a_file_that_moves_is_another_document(source: Source) -> None:
    source.gather()
    (source.folder / "a.txt").rename(source.folder / "z.txt")
    after = source.gather()
    assert source.read == ["z.txt"]
    assert same(after, source.from_nothing())


def test_a_refused_file_is_refused_again_and_read_when_it_is_mended(source: Source) -> None:
    source.gather()
    assert [item.code for item in source.gather().refused] == ["empty"] and source.read == []
    source.write("空.txt", TEXTS["a.txt"])
    assert source.gather().refused == () and source.read == ["空.txt"]
    source.write("空.txt", "")
    again = source.gather()
    assert [item.code for item in again.refused] == ["empty"] and len(again.cards) == 3
    source.write("空.html", "x")
    assert [item.code for item in source.gather().refused] == ["format", "empty"]


@pytest.mark.parametrize("what", ["code", "knowledge"])
def test_another_program_reads_everything_again(source: Source, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    source.gather()
    monkeypatch.setattr(version, what, lambda *_: b"another")
    source.gather()
    assert sorted(source.read) == sorted(TEXTS)
    source.gather()
    assert source.read == []


def test_the_order_of_the_runs_decides_nothing(source: Source) -> None:
    """Documents added one after the other give what all at once give."""
    for name in TEXTS:
        if name != "a.txt":
            (source.folder / name).unlink()
    for name, text in TEXTS.items():
        source.write(name, text)
        found = source.gather()
        assert source.read == [name]
    assert same(found, source.from_nothing())
