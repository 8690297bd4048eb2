"""Real folders, real events. What must not come is awaited behind a file that must."""

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from meetingsite.config import Config
from meetingsite.errors import BusyError, MeetingsiteError, YamlError
from meetingsite.watch import Watched, changes, watch, watched

ROOT = Path(__file__).parents[2]
LONG = 20  # seconds after which what should have come will not


class Watching:
    """``changes`` in a thread."""

    def __init__(self, paths: list[Path], output: Path) -> None:
        self.paths, self.stop = paths, threading.Event()
        self.batches: queue.Queue[frozenset[Path]] = queue.Queue()
        self.thread = threading.Thread(target=self._run, args=(output,))
        self.thread.start()
        assert self.batches.get(timeout=LONG) == frozenset()  # it has begun

    def _run(self, output: Path) -> None:
        for batch in changes(lambda: Watched(tuple(self.paths), output), self.stop):
            self.batches.put(batch)

    def until(self, path: Path) -> set[Path]:
        """All that is told until *path* is."""
        told: set[Path] = set()
        while path not in told:
            told |= self.batches.get(timeout=LONG)
        return told

    def end(self) -> None:
        self.stop.set()
        self.thread.join(LONG)


@pytest.fixture
def start(tmp_path):
    started = []

    def begin(*paths: Path) -> Watching:
        started.append(Watching([*paths], tmp_path / "site"))
        return started[-1]

    yield begin
    for watching in started:
        watching.end()
        assert not watching.thread.is_alive()


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "文稿"
    folder.mkdir()
    return folder


def test_a_file_made_changed_and_deleted(start, seeds):
    watching, file = start(seeds), seeds / "会议 一.txt"
    file.write_text("甲", encoding="utf-8")
    assert watching.until(file) == {file}
    file.write_text("乙", encoding="utf-8")
    assert watching.until(file) == {file}
    file.unlink()
    assert watching.until(file) == {file}


def test_what_comes_together_is_one_batch(start, seeds):
    watching = start(seeds)
    files = {seeds / f"{number}.txt" for number in range(50)}
    for file in files:
        file.write_text("甲", encoding="utf-8")
    assert watching.batches.get(timeout=LONG) == files


def test_a_new_folder_and_what_comes_into_it_later(start, seeds):
    watching = start(seeds)
    (seeds / "新" / "内").mkdir(parents=True)
    watching.until(seeds / "新")
    file = seeds / "新" / "内" / "a.txt"
    file.write_text("甲", encoding="utf-8")
    watching.until(file)


def test_a_folder_that_is_deleted_and_comes_back(start, seeds):
    (seeds / "a.txt").write_text("甲", encoding="utf-8")
    watching = start(seeds)
    for _ in range(3):  # at once: a new folder often has the number of the old one
        shutil.rmtree(seeds)
        seeds.mkdir()
        watching.until(seeds)
        file = seeds / "b.txt"
        file.write_text("乙", encoding="utf-8")
        watching.until(file)
    shutil.rmtree(seeds)
    watching.until(seeds)
    time.sleep(0.5)
    seeds.mkdir()
    watching.until(seeds)


def test_a_folder_that_is_moved_away_is_no_longer_watched(start, seeds, tmp_path):
    watching, sign = start(seeds, tmp_path / "sign"), tmp_path / "sign"
    seeds.rename(tmp_path / "旧")
    watching.until(seeds)
    (tmp_path / "旧" / "a.txt").write_text("甲", encoding="utf-8")
    sign.touch()
    assert watching.until(sign) == {sign}


def test_a_folder_that_is_not_there_yet(start, tmp_path):
    watching, late = start(tmp_path / "late"), tmp_path / "late"
    late.mkdir()
    watching.until(late)
    (late / "a.txt").write_text("甲", encoding="utf-8")
    watching.until(late / "a.txt")


def test_a_settings_file_made_replaced_and_deleted(start, seeds, tmp_path):
    file = tmp_path / "meetingsite.yaml"
    watching = start(seeds, file)
    file.write_text("title: 甲\n", encoding="utf-8")
    assert watching.until(file) == {file}
    new = tmp_path / "new"
    new.write_text("title: 乙\n", encoding="utf-8")
    new.replace(file)  # as editors do
    assert watching.until(file) == {file}
    file.unlink()
    assert watching.until(file) == {file}


def test_other_folders_when_asked_again(start, seeds, tmp_path):
    watching, other = start(seeds), tmp_path / "另"
    other.mkdir()
    watching.paths[:] = [other]
    watching.until(other)
    (seeds / "a.txt").touch()
    (other / "b.txt").touch()
    assert watching.until(other / "b.txt") == {other / "b.txt"}


def test_what_changes_while_a_batch_is_worked_on_is_in_the_next(seeds, tmp_path):
    stop = threading.Event()
    batches = changes(lambda: Watched((seeds, tmp_path / "c"), tmp_path / "site"), stop)
    assert next(batches) == frozenset()
    (seeds / "a.txt").touch()
    (tmp_path / "c").touch()
    time.sleep(0.3)
    told: set[Path] = set()
    while len(told) < 2:
        told |= next(batches)
    assert told == {seeds / "a.txt", tmp_path / "c"}
    stop.set()
    assert [*batches] == []


def test_what_is_not_for_the_reader_is_left_out(start, tmp_path, seeds):
    outer, away = tmp_path, tmp_path.with_name(tmp_path.name + "-away")
    away.mkdir()
    (outer / "site" / "documents").mkdir(parents=True)
    (seeds / "link").symlink_to(away)
    watching = start(outer)
    for noise in (
        outer / "site" / "index.html",
        outer / "site" / "documents" / "a.html",
        outer / ".site.meetingsite.lock",
        outer / ".site.meetingsite-store" / "db",
        seeds / ".a.txt.swp",
        seeds / ".git" / "HEAD",
        seeds / "a.txt~",
        seeds / "__pycache__" / "a.pyc",
        away / "a.txt",
    ):
        noise.parent.mkdir(exist_ok=True)
        noise.write_text("甲", encoding="utf-8")
    sign = seeds / "sign"
    sign.touch()
    assert watching.until(sign) == {sign}


def test_reading_is_no_change(start, seeds):
    (seeds / "a.txt").write_text("甲", encoding="utf-8")
    watching = start(seeds)
    assert (seeds / "a.txt").read_text(encoding="utf-8") == "甲"
    (seeds / "sign").touch()
    assert watching.until(seeds / "sign") == {seeds / "sign"}


def test_a_folder_through_a_link_is_watched(start, seeds, tmp_path):
    (tmp_path / "link").symlink_to(seeds)
    watching = start(tmp_path / "link")
    (seeds / "a.txt").touch()
    watching.until(seeds / "a.txt")


def test_too_many_folders_for_the_system_are_looked_through(start, seeds, monkeypatch):
    import watchfiles

    real, asked = watchfiles.watch, []

    def limited(*paths, force_polling, **more):
        asked.append(force_polling)
        if not force_polling:
            raise OSError("OS file watch limit reached")
        return real(*paths, force_polling=True, **more)

    monkeypatch.setattr(watchfiles, "watch", limited)
    watching = start(seeds)
    (seeds / "a.txt").touch()
    watching.until(seeds / "a.txt")
    assert asked == [None, True]


def test_all_a_site_is_made_of_is_watched(tmp_path):
    look = watched(Config(sources=(Path("甲"), Path("乙")), output=Path("out")))
    assert {Path("甲"), Path("乙"), Path("meetingsite.yaml")} < set(look.paths)
    assert {path.name for path in look.paths if path.is_absolute()} == {"templates", "static", "knowledge"}
    assert all(path.is_dir() for path in look.paths if path.is_absolute())
    assert look.output == Path("out")
    assert Path("my.yaml") in watched(Config(), Path("my.yaml")).paths


@pytest.fixture
def site(seeds, tmp_path):
    return Config(sources=(seeds,), output=tmp_path / "site")


def test_builds_at_once_and_after_each_change(site, seeds):
    stop, built, said = threading.Event(), [], []

    def build(config):
        built.append(sorted(path.name for path in seeds.iterdir()))
        if len(built) == 3:
            stop.set()
        else:
            (seeds / f"{len(built)}.txt").touch()

    watch(lambda: site, build, said.append, pytest.fail, stop=stop)
    assert built == [[], ["1.txt"], ["1.txt", "2.txt"]]
    assert [line.split("/")[-1] for line in said] == ["1.txt，重新生成……", "2.txt，重新生成……"]


def test_a_build_that_fails_is_told_and_the_watching_goes_on(site, seeds):
    errors = [
        MeetingsiteError("知识有误。", path="a.yaml", line=3, remedy="改好它。"),
        OSError(28, "No space left on device", "site/index.html"),
    ]
    stop, failed, built = threading.Event(), [], []

    def build(config):
        (seeds / f"{len(errors)}.txt").touch()
        if errors:
            raise errors.pop(0)
        built.append(config)
        stop.set()

    watch(lambda: site, build, str, failed.append, stop=stop)
    assert built == [site]
    assert [text.splitlines()[0] for text in failed] == ["a.yaml:3: 知识有误。", "site/index.html: 磁盘已满。"]
    assert all("改好后自动重新生成" in text for text in failed)


def test_a_folder_that_another_build_is_writing_is_waited_for(site, monkeypatch):
    monkeypatch.setattr("meetingsite.watch._AGAIN", 0.01)
    stop, said, tries = threading.Event(), [], []

    def build(config):
        tries.append(config)
        if len(tries) < 3:
            raise BusyError("另一个构建正在写这个文件夹。", path="site")
        stop.set()

    watch(lambda: site, build, said.append, pytest.fail, stop=stop)
    assert len(tries) == 3 and said == ["site: 另一个构建正在写这个文件夹。等它写完，再生成……"]


def test_settings_that_change_or_break(site, seeds, tmp_path):
    file, other = tmp_path / "my.yaml", tmp_path / "另"
    other.mkdir()
    stop, built, failed = threading.Event(), [], []

    def load():
        if not file.exists():
            return site
        if file.read_text(encoding="utf-8") == "坏":
            raise YamlError("看不懂。", path=file)
        return Config(sources=(other,), output=site.output)

    def build(config):
        built.append(config.sources)
        if config.sources == (other,):
            if (other / "a.txt").exists():
                stop.set()
            threading.Timer(0.6, (other / "a.txt").touch).start()
        else:
            file.write_text("坏", encoding="utf-8")

    def fail(text):
        failed.append(text)
        file.write_text("好", encoding="utf-8")

    watch(load, build, str, fail, config_file=file, stop=stop)
    assert built[0] == (seeds,)
    assert built[-1] == (other,)
    assert len(failed) == 1
    assert "看不懂" in failed[0]


def test_settings_wrong_from_the_start():
    def load():
        raise YamlError("看不懂。")

    with pytest.raises(YamlError):
        watch(load, pytest.fail, pytest.fail, pytest.fail)


def test_nobody_reads_what_we_say(site):
    def build(config):
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        watch(lambda: site, build, str, str)


SCRIPT = """
import sys
from pathlib import Path
from meetingsite.config import Config
from meetingsite.watch import watch
seeds = Path(sys.argv[1])
def build(config):
    print("built", flush=True)
    if "slow" in sys.argv:
        __import__("time").sleep(60)
watch(lambda: Config(sources=(seeds,), output=seeds.with_name("site")), build, print, print)
print("ended", flush=True)
"""


@pytest.mark.parametrize("when", ["waiting", "slow"])
def test_ctrl_c_ends_it_well(seeds, when):
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, seeds, when],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
    )
    try:
        assert process.stdout.readline() == "built\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=LONG)
    finally:
        process.kill()
    assert (process.returncode, output, errors) == (0, "ended\n", "")
