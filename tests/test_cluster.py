"""Documents read on a Dask cluster: the same bytes, also when a worker is killed; clear words when it cannot be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from meetingsite import cli
from meetingsite.config import Config
from meetingsite.pipeline import build
from test_interrupted import ENVIRONMENT, files, write

SCHEDULER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[int]]]:
    """The address of a scheduler with two worker processes, and their numbers."""
    program = tmp_path / "cluster.py"
    program.write_text(SCHEDULER, encoding="utf-8")
    source = str(Path(cli.__file__).parents[1])
    process = subprocess.Popen(
        [sys.executable, str(program)],
        env={**ENVIRONMENT, "PYTHONPATH": source},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin and process.stdout
    address, *pids = process.stdout.readline().split()
    yield address, [int(pid) for pid in pids]
    process.stdin.close()
    process.stdout.close()
    process.wait(timeout=60)


def test_same_bytes_although_a_worker_is_killed(tmp_path: Path, scheduler: tuple[str, list[int]]) -> None:
    address, pids = scheduler
    assert len(pids) == 2
    write(tmp_path / "seeds", 2023, 400)
    local, spread = tmp_path / "local" / "site", tmp_path / "spread" / "site"
    build(Config(sources=(tmp_path / "seeds",), output=local, jobs=1))
    killed: list[float] = []

    def kill() -> None:
        store = spread.parent / ".site.meetingsite" / "store.sqlite-wal"
        while not store.exists() or store.stat().st_size < 50_000:  # the first results are there
            time.sleep(0.005)
        os.kill(pids[0], signal.SIGKILL)
        killed.append(time.monotonic())

    threading.Thread(target=kill, daemon=True).start()
    build(Config(sources=(tmp_path / "seeds",), output=spread, jobs=1, cluster=address))
    read = time.monotonic()
    assert killed and killed[0] < read
    assert files(spread) == files(local)


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
