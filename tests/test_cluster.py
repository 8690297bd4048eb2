"""Documents read on a Dask cluster: the same bytes, also when a worker is killed; clear words when it cannot be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Timer

import pytest

from meetingsite import cli
from meetingsite.config import Config
from meetingsite.errors import MeetingsiteError
from meetingsite.pipeline import build
from meetingsite.progress import Progress, Stage
from test_interrupted import ENVIRONMENT, files, write

SCHEDULER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""


@contextmanager
def scheduling(tmp_path: Path, failures: str = "3") -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two worker processes; their numbers and, at the end, its own. A task may take
    down as many workers as *failures* says.
    """
    program = tmp_path / "cluster.py"
    program.write_text(SCHEDULER, encoding="utf-8")
    source = str(Path(cli.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, str(program)],
        env={**ENVIRONMENT, "PYTHONPATH": source, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": failures},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin and process.stdout
    address, *pids = process.stdout.readline().split()
    try:
        yield address, [*map(int, pids), process.pid]
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=60)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    with scheduling(tmp_path) as found:
        yield found


class Killing(Progress):
    """Kills a process in the middle of the reading: from within the step that takes a document's result, while a
    hundred others are still to come, however slow the machine is."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self.killed_at: tuple[int, int | None] | None = None  # documents read, and of how many

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        yield Stage(name, total, self._kill if name == "读文稿" else lambda _: None)

    def _kill(self, stage: Stage) -> None:
        if self.killed_at is None and stage.done == 60:
            os.kill(self._pid, signal.SIGKILL)
            self.killed_at = stage.done, stage.total


class Freezing(Killing):
    """Kills a process that is at work for certain: it stands still from the first result on."""

    def _kill(self, stage: Stage) -> None:
        if self.killed_at is None:
            os.kill(self._pid, signal.SIGSTOP)
            self.killed_at = stage.done, stage.total
            Timer(2, os.kill, (self._pid, signal.SIGKILL)).start()


def test_same_bytes_although_a_worker_is_killed(tmp_path: Path, scheduler: tuple[str, list[int]]) -> None:
    address, pids = scheduler
    assert len(pids) == 3
    write(tmp_path / "seeds", 2023, 300)
    local, spread = tmp_path / "local" / "site", tmp_path / "spread" / "site"
    build(Config(sources=(tmp_path / "seeds",), output=local, jobs=1))
    killing = Killing(pids[0])
    build(Config(sources=(tmp_path / "seeds",), output=spread, jobs=1, cluster=address), killing)
    assert killing.killed_at == (60, 300)
    assert files(spread) == files(local)


def test_what_ends_the_reading_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document takes too many workers down; the scheduler goes away. The site that was there stays."""
    monkeypatch.setattr("meetingsite.cluster._PATIENCE", 2)
    write(tmp_path / "seeds", 2023, 3)
    config = Config(sources=(tmp_path / "seeds",), output=tmp_path / "site", jobs=1)
    build(config)
    before = files(tmp_path / "site")
    write(tmp_path / "seeds", 2024, 300)
    with scheduling(tmp_path, failures="0") as (address, pids):
        for killed, says in ((pids[0], "工作机接连中断"), (pids[-1], "连接中断了")):
            with pytest.raises(MeetingsiteError) as error:
                build(replace(config, cluster=address, fresh=True), Freezing(killed))
            assert says in error.value.message and "--cluster" in error.value.remedy
            assert files(tmp_path / "site") == before


def test_nobody_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "seeds", 2023, 3)
    monkeypatch.setattr("meetingsite.cluster._PATIENCE", 1)
    arguments = ["build", "--source", str(tmp_path / "seeds"), "--output", str(tmp_path / "site")]
    assert cli.main([*arguments, "--cluster", "tcp://127.0.0.1:9"]) == 1
    assert cli.main([*arguments, "--cluster", "不是地址"]) == 1
    error = capsys.readouterr().err
    assert error.count("连不上 Dask 调度器") == 2 and "Traceback" not in error
    assert not (tmp_path / "site").exists()


def test_another_program_is_turned_away(
    tmp_path: Path,
    scheduler: tuple[str, list[int]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(tmp_path / "seeds", 2023, 3)
    monkeypatch.setattr("meetingsite.version.code", lambda: b"another")
    arguments = ["build", "--source", str(tmp_path / "seeds"), "--output", str(tmp_path / "site")]
    assert cli.main([*arguments, "--cluster", scheduler[0]]) == 1
    assert "与这里不同" in capsys.readouterr().err
