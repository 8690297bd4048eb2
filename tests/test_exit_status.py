"""What the contract says about the exit status, with the real pipeline: what is published, and what stays untouched."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from built import house_with_a_broken_link
from meetingsite import cli
from meetingsite.write import beside

ROOT = Path(__file__).parents[1]
TEXTS = {
    "a.txt": (
        "湖南省水利厅召开防汛工作会议\n"
        "2023年6月12日，湖南省水利厅在长沙召开防汛工作会议。会议强调，要压实责任，加强值守。\n"
    ),
    "b.txt": (
        "甘肃省教育厅2022年工作要点\n一、总体要求\n全面贯彻党的教育方针，落实立德树人根本任务。\n"
        "二、主要任务\n推进义务教育优质均衡发展。\n"
    ),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with two texts in seeds/."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def site(folder):
    """The same, built once."""
    assert cli.main(["build", "--quiet"]) == 0
    return folder / "site"


def build(*arguments):
    return cli.main(["build", *arguments])


def data(site, name):
    return json.loads((site / "data" / name).read_text(encoding="utf-8"))


def state(folder):
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    }


def process(*command, cwd, **keywords):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    keywords |= {"cwd": cwd, "env": environment, "capture_output": True, "text": True}
    return subprocess.run([sys.executable, *map(str, command)], check=False, **keywords)


def test_built(folder, capsys):
    assert build() == 0
    assert "收入 2 篇" in capsys.readouterr().out
    assert [entry["id"] for entry in data(folder / "site", "documents.json")] == ["a", "b"]
    assert data(folder / "site", "refused.json") == []
    for name in ("index.html", "documents/a.html", "documents/b.html", ".nojekyll"):
        assert (folder / "site" / name).is_file()


def test_building_again_writes_nothing(site, capsys):
    before = state(site)
    assert build() == 0
    assert state(site) == before
    assert "没有改动" in capsys.readouterr().out


def test_two_builds_give_the_same_bytes(site, folder):
    assert build("--output", "other", "--fresh", "--jobs", "1") == 0
    old, new = state(site), state(folder / "other")
    assert {path.relative_to(site): content for path, (_, content) in old.items()} == {
        path.relative_to(folder / "other"): content for path, (_, content) in new.items()
    }


def test_new_changed_and_gone_documents(site, folder):
    (folder / "seeds/a.txt").unlink()
    (folder / "seeds/c.txt").write_text(
        TEXTS["a.txt"].replace("湖南", "湖北").replace("长沙", "武汉"), encoding="utf-8"
    )
    (site / "CNAME").write_text("example.org")
    assert build("--quiet") == 0
    assert [entry["id"] for entry in data(site, "documents.json")] == ["b", "c"]
    gone = (site / "documents/a.html").read_text(encoding="utf-8")
    assert "已撤下" in gone and "湖南省水利厅召开防汛工作会议" in gone and "压实责任" not in gone
    assert not (site / "sources/a.html").exists() and not (site / "sources/a.txt").exists()
    naming = [path for path in site.rglob("*.html") if "documents/a.html" in path.read_text(encoding="utf-8")]
    assert naming == [site / "changes.html"]
    assert (site / "CNAME").read_text() == "example.org"


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\xe3\x80\x80", "empty"),
    "photo.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
    "page.html": (b"<p>x</p>", "format"),
    "russian.txt": ("Протокол собрания жителей".encode("cp1251"), "encoding"),
}


def test_documents_that_cannot_be_read_are_listed_and_the_others_published(folder, capsys):
    for name, (content, _) in BAD.items():
        (folder / "seeds" / name).write_bytes(content)
    (folder / "seeds/link.txt").symlink_to(folder / "seeds/a.txt")
    os.mkfifo(folder / "seeds/pipe.txt")
    assert build() == 0
    out = capsys.readouterr().out
    codes = {entry["path"]: entry["code"] for entry in data(folder / "site", "refused.json")}
    assert codes == {name: code for name, (_, code) in BAD.items()} | {"link.txt": "ignored", "pipe.txt": "ignored"}
    assert all(entry["message"] for entry in data(folder / "site", "refused.json"))
    assert all(name in out for name in BAD)
    assert len(data(folder / "site", "documents.json")) == 2


def test_only_noise_is_refused(folder):
    (folder / "seeds/noise.txt").write_text("· · · \n————————\n", encoding="utf-8")
    assert build("--quiet") == 0
    assert [entry["path"] for entry in data(folder / "site", "refused.json")] == ["noise.txt"]


def test_file_without_permission(folder, monkeypatch):
    """The system's refusal is played, since root may read everything; test_read.py has a real one."""
    (folder / "seeds/secret.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    real = os.open

    def refuse(path, *arguments, **keywords):
        if Path(os.fsdecode(path)).name == "secret.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, *arguments, **keywords)

    monkeypatch.setattr(os, "open", refuse)
    assert build("--quiet") == 0
    assert [(e["path"], e["code"]) for e in data(folder / "site", "refused.json")] == [("secret.txt", "unreadable")]


def test_strict(site, folder, capsys):
    (folder / "seeds/.hidden").write_text("x")
    (folder / "seeds/link.txt").symlink_to(folder / "seeds/a.txt")
    assert build("--strict", "--quiet") == 0
    (folder / "seeds/empty.txt").write_bytes(b"")
    before = state(site)
    assert build("--strict") == 1
    assert "empty.txt" in capsys.readouterr().err
    assert state(site) == before


def bad_config(folder):
    (folder / "meetingsite.yaml").write_text("titel: 海\n", encoding="utf-8")
    return [], "meetingsite.yaml:1:1"


def missing_config(folder):
    return ["--config", "nowhere.yaml"], "nowhere.yaml"


def orphan_correction(folder):
    (folder / "seeds/z.yaml").write_text("title: 海\n", encoding="utf-8")
    return [], "z.yaml"


def missing_source(folder):
    return ["--source", "seeds", "--source", "nowhere"], "nowhere"


def no_publishable_document(folder):
    for name in TEXTS:
        (folder / "seeds" / name).write_bytes(b"")
    return [], "没有一篇"


def empty_source(folder):
    (folder / "none").mkdir()
    return ["--source", "none"], "没有一篇"


@pytest.mark.parametrize(
    "prepare",
    [bad_config, missing_config, orphan_correction, missing_source, no_publishable_document, empty_source],
)
def test_nothing_is_published(site, folder, capsys, prepare):
    before = state(site)
    arguments, says = prepare(folder)
    assert build(*arguments) == 1
    out, err = capsys.readouterr()
    assert says in err
    assert out == ""
    assert state(site) == before


@pytest.mark.parametrize("output", ["seeds", "seeds/site", ".", "seeds/../seeds"])
def test_output_and_source_must_be_apart(folder, capsys, output):
    before = state(folder)
    assert build("--output", output) == 1
    assert "来源文件夹" in capsys.readouterr().err
    assert state(folder) == before


def test_folder_that_is_not_ours(folder, capsys):
    (folder / "site").mkdir()
    (folder / "site/thesis.doc").write_text("mine")
    before = state(folder)
    assert build() == 1
    assert "不是本程序生成" in capsys.readouterr().err
    assert state(folder) == before


def test_unresolved_link(site, folder, tmp_path_factory, capsys, monkeypatch):
    house_with_a_broken_link(tmp_path_factory.mktemp("house"), monkeypatch)
    before = state(site)
    assert build() == 1
    assert "没有这一页：agencies/某机关.html" in capsys.readouterr().err
    assert state(site) == before


def test_no_space(site, folder):
    """A limit on the size of files stands for a disk that takes no more."""
    (folder / "seeds/c.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    before = state(site)
    program = (
        f"import resource, sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from meetingsite.cli import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\nsys.exit(main())"
    )
    done = process("-B", "-c", program, "build", cwd=folder)
    assert done.returncode == 1
    assert "错误" in done.stderr and "Traceback" not in done.stderr
    assert {path: content for path, (_, content) in state(site).items()} == {
        path: content for path, (_, content) in before.items()
    }


def checkout(folder):
    """A copy of what a checkout needs to run."""
    for name in ("src", "templates", "static"):
        shutil.copytree(ROOT / name, folder / "house" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder / "house")
    return folder / "house"


def test_bad_knowledge(site, folder):
    house = checkout(folder)
    topics = house / "src/meetingsite/knowledge/topics.yaml"
    topics.write_text(topics.read_text(encoding="utf-8") + "\n  没有配对的[括号: {\n", encoding="utf-8")
    before = state(site)
    done = process(house / "build.py", cwd=folder)
    assert done.returncode == 1
    assert "topics.yaml:" in done.stderr and "→" in done.stderr and "Traceback" not in done.stderr
    assert state(site) == before


def test_checkout_is_run_from_anywhere(folder):
    done = process(checkout(folder) / "build.py", "--output", "elsewhere", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "elsewhere/index.html").is_file()


@pytest.fixture
def long_build(site, folder):
    """Start a build that takes some seconds, and wait until it is at work."""
    for number in range(400):
        (folder / "seeds" / f"{number}.txt").write_text(TEXTS["b.txt"] * 30 + f"第{number}号\n", encoding="utf-8")
    lock = beside(folder / "site") / "lock"
    started = []

    def start(jobs):
        lock.unlink(missing_ok=True)
        command = [sys.executable, ROOT / "build.py", "--jobs", jobs]
        process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)
        started.append(process)
        deadline = time.monotonic() + 30
        while not lock.exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(1)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt(site, long_build, jobs):
    before = state(site)
    process = long_build(jobs)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of the group
    err = process.communicate(timeout=30)[1]
    assert process.returncode == 1
    assert "已中断" in err
    assert "Traceback" not in err
    assert state(site) == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_build_does_not_keep_the_lock(site, long_build, folder, capsys, jobs):
    """Its worker processes must not hold on to it either."""
    process = long_build(jobs)
    process.kill()
    process.wait()
    for path in (folder / "seeds").glob("[0-9]*.txt"):
        path.unlink()
    deadline = time.monotonic() + 10
    while build("--quiet") != 0:
        assert time.monotonic() < deadline, capsys.readouterr().err
        time.sleep(0.1)
    assert [entry["id"] for entry in data(site, "documents.json")] == ["a", "b"]
