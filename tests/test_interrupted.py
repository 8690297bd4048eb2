"""Builds that are killed, that find no space, that meet another, or whose sources change under them."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meetingsite.write import MANIFEST, STAGE, UNFINISHED
from seeds import ROOT

BUILD = [sys.executable, str(ROOT / "build.py")]
QUIET = "--quiet"
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}


def text(number: int, year: int) -> str:
    return (
        f"威海市海洋发展局召开{year}年第{number}次海洋牧场建设工作会议\n\n　　{number % 12 + 1}月{number % 28 + 1}日，威海市海洋发展局召开{year}年"
        f"第{number}次海洋牧场建设工作会议。局长孟庆胜出席会议并讲话。\n　　会议要求，抓好第{number}批项目，完成投资{number}亿元。\n"
    )


def write(folder: Path, year: int, count: int = 60) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(text(number, year), encoding="utf-8")


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*BUILD, "--source", str(folder / "seeds"), "--output", str(folder / "site"), *options]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes], dict[str, bytes], float]:
    """A folder whose site is the old one and whose sources are new; both sites; how long a build takes."""
    folder = tmp_path_factory.mktemp("versions")
    write(folder / "seeds", 2023)
    assert run(folder, QUIET).returncode == 0
    old = files(folder / "site")
    subprocess.run(["cp", "-a", str(folder), str(folder) + "-new"], check=True)
    new_folder = Path(str(folder) + "-new")
    write(new_folder / "seeds", 2024, 61)
    start = time.monotonic()
    assert run(new_folder, QUIET).returncode == 0
    return folder, old, files(new_folder / "site"), time.monotonic() - start


@pytest.mark.parametrize("moment", range(10))
def test_killed_at_any_moment_the_site_is_old_or_new_or_says_so(
    versions: tuple[Path, dict[str, bytes], dict[str, bytes], float], tmp_path: Path, moment: int
) -> None:
    folder, old, new, seconds = versions
    subprocess.run(["cp", "-a", f"{folder}/.", str(tmp_path)], check=True)
    write(tmp_path / "seeds", 2024, 61)
    command = [*BUILD, "--source", str(tmp_path / "seeds"), "--output", str(tmp_path / "site"), QUIET]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds * (0.25 + 0.8 * random.Random(moment).random()))
    process.send_signal(signal.SIGKILL)
    process.wait()
    after = {name: content for name, content in files(tmp_path / "site").items() if not name.startswith(STAGE)}
    unfinished = json.loads(after[UNFINISHED]) if UNFINISHED in after else None
    for name in (old.keys() | new.keys()) - {MANIFEST}:
        assert after.get(name) in (old.get(name), new.get(name)), name
    if unfinished is None:
        pages = {name: content for name, content in after.items() if name != MANIFEST}
        assert pages in ({n: c for n, c in site.items() if n != MANIFEST} for site in (old, new))
    else:
        stale = {name for name in old.keys() & new.keys() if after.get(name) != new[name]} - {MANIFEST}
        assert stale <= set(unfinished["unfinished"])
    assert run(tmp_path, QUIET).returncode == 0
    assert files(tmp_path / "site") == new


def test_the_workers_of_a_killed_build_end_with_it(tmp_path: Path) -> None:
    write(tmp_path / "seeds", 2023, 400)
    command = [*BUILD, "--source", str(tmp_path / "seeds"), "--output", str(tmp_path / "site"), "--jobs", "2", QUIET]
    process = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(group := members(process.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(group) >= 3
    process.kill()
    process.wait()
    while members(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert members(process.pid) == []


def members(session: int) -> list[int]:
    """The living processes of a session."""
    found = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False)
    return [int(line.split()[0]) for line in found.stdout.splitlines() if not line.split()[1].startswith("Z")]


def test_a_second_build_is_turned_away_and_the_first_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "seeds", 2023, 200)
    command = [*BUILD, "--source", str(tmp_path / "seeds"), "--output", str(tmp_path / "site"), QUIET]
    first = subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    lock = tmp_path / ".site.meetingsite" / "store.sqlite"
    while not lock.exists():
        time.sleep(0.01)
    second = run(tmp_path)
    assert second.returncode == 1 and "另一个构建" in second.stderr
    assert first.wait() == 0
    assert (tmp_path / "site" / "index.html").exists()


def test_a_damaged_store_is_thrown_away(tmp_path: Path) -> None:
    write(tmp_path / "seeds", 2023, 5)
    assert run(tmp_path, QUIET).returncode == 0
    before = files(tmp_path / "site")
    store = tmp_path / ".site.meetingsite" / "store.sqlite"
    for damage in (b"not a database", store.read_bytes()[:5000], bytes(20000)):
        store.write_bytes(damage)
        (tmp_path / "seeds" / "000.txt").touch()
        result = run(tmp_path)
        assert result.returncode == 0 and "错误" not in result.stderr and "与上次相同" in result.stdout
        assert files(tmp_path / "site") == before


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting needs Linux and root")
def test_a_full_disk(tmp_path: Path) -> None:
    (disk := tmp_path / "disk").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk; test_write.py has a limit on files instead")
    try:
        write(tmp_path / "seeds", 2023, 5)
        build = [*BUILD, "--source", str(tmp_path / "seeds"), "--output", str(disk / "site")]
        assert subprocess.run([*build, QUIET], check=False).returncode == 0
        before = files(disk / "site")
        write(tmp_path / "seeds", 2024, 700)
        result = subprocess.run(build, capture_output=True, text=True, check=False)
        assert result.returncode == 1 and "磁盘" in result.stderr and "Traceback" not in result.stderr
        assert files(disk / "site") == before
        for number in range(5, 700):
            (tmp_path / "seeds" / f"{number:03}.txt").unlink()
        assert subprocess.run([*build, QUIET], check=False).returncode == 0
        assert files(disk / "site") != before
    finally:
        subprocess.run(["umount", str(disk)], check=True)
