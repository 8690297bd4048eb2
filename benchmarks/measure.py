"""What a command costs (time, processor, memory) and what it does to a folder. Linux only: it reads /proc."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SHARE = 20  # a look at the memory costs less than one part in this many of the time
SHORTEST = 0.01  # seconds between two looks
MEBIBYTE = 1024 * 1024


class BenchmarkError(Exception):
    """What the user must know: a tool is missing, a build failed. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One run of a command."""

    seconds: float  # by the clock
    processor: float  # user and system seconds of the process and of all it waited for
    memory: int  # bytes: the highest sum seen of the proportional set sizes (PSS) of all its processes


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run did to a folder."""

    files: int  # in it afterwards
    pages: int  # of these: .html
    bytes: int  # of all files
    written: int  # files that are new or whose inode, time of change or size is another
    pages_written: int
    removed: int


Snapshot = dict[str, tuple[int, int, int]]


def run(command: Sequence[str | Path], folder: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Run *command* in *folder*, with *settings* added to the environment.

    Raises BenchmarkError, with the end of what it said, when its exit status is not 0.
    """
    with tempfile.TemporaryFile() as said:
        environment = {**os.environ, **(settings or {})}
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        memory = _Memory(process.pid)
        memory.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGKILL)  # a session of its own does not hear Ctrl-C
            raise
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        memory.stop.set()
        memory.join()
        if process.returncode:
            said.seek(0)
            end = said.read().decode(errors="replace")[-2000:]
            raise BenchmarkError(f"{' '.join(map(str, command))}: exit status {process.returncode}\n{end}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, memory.highest)


class _Memory(threading.Thread):
    """Looks at the memory of all processes of a session, again and again, until it is stopped."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.stop = threading.Event()
        self.highest = 0
        self._session = session

    def run(self) -> None:
        pause = 0.0
        while not self.stop.wait(pause):
            start = time.perf_counter()
            self.highest = max(self.highest, sum(map(_proportional, _processes(self._session))))
            pause = max(SHORTEST, SHARE * (time.perf_counter() - start))


def _processes(session: int) -> Iterator[str]:
    """The numbers of the processes of *session*."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as stat:
                    after_command = stat.read().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if after_command[3] == str(session):
                yield name


def _proportional(process: str) -> int:
    """Its PSS in bytes: a page that two processes share counts half for each. 0 for one that has ended."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii", errors="replace") as lines:
            return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
    except OSError:
        return 0


def snapshot(folder: Path) -> Snapshot:
    """Inode, time of change in ns and size of every file in *folder*, by its path; empty where there is no folder."""
    found: Snapshot = {}
    waiting = [str(folder)] if folder.is_dir() else []
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    found[entry.path] = (status.st_ino, status.st_mtime_ns, status.st_size)
    return found


def changes(before: Snapshot, after: Snapshot) -> Changes:
    """What happened to a folder between two snapshots."""
    written = [path for path, status in after.items() if before.get(path) != status]
    return Changes(
        files=len(after),
        pages=_pages(after),
        bytes=sum(size for _, _, size in after.values()),
        written=len(written),
        pages_written=_pages(written),
        removed=len(before.keys() - after.keys()),
    )


def _pages(paths: Sequence[str] | Snapshot) -> int:
    return sum(path.endswith(".html") for path in paths)


def find_tool(name: str, binary: str, remedy: str) -> Path:
    """The program *name*: *binary* of a Python package of this interpreter or of an environment on PATH, else on PATH.

    The binary comes first because the command that such a package installs starts a Python of its own to start it.
    Raises BenchmarkError with *remedy* when there is none.
    """
    folders = [Path(folder) for folder in sys.path]
    for folder in os.get_exec_path():
        folders += Path(folder).parent.glob("lib/python*/site-packages")
    for packages in folders:
        if os.access(packages / binary, os.X_OK) and (packages / binary).is_file():
            return packages / binary
    found = shutil.which(name)
    if not found:
        raise BenchmarkError(f"{name} is not there. {remedy}")
    return Path(found)
