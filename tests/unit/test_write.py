import errno
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from meetingsite import transaction, write
from meetingsite.errors import LinkError, OutputError
from meetingsite.write import MANIFEST, STAGE, Published, beside, claim, publish

FIRST = {"index.html": b"home", "documents/a.html": b"a", "documents/b.html": b"b", "data/documents.json": b"[]"}
SECOND = {"index.html": b"home 2", "documents/a.html": b"a", "agencies/c.html": b"c", "data/documents.json": b"[1]"}


def contents(folder):
    """Every file below *folder* with its content; folders with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if path.name != "files.json"
    }


def stamps(folder):
    return {path: (path.lstat().st_mtime_ns, path.lstat().st_ino) for path in [folder, *folder.rglob("*")]}


@pytest.fixture
def output(tmp_path):
    return tmp_path / "site"


@pytest.fixture
def site(output):
    publish(output, FIRST.items())
    return output


def expected(files):
    folders = {str(Path(name).parent): None for name in files} | {"data": None}
    return {".nojekyll": b"", **{name: None for name in folders if name != "."}, **files}


def test_first_publication(output):
    assert publish(output, FIRST.items()) == Published(5, 0)
    assert contents(output) == expected(FIRST)
    listed = json.loads((output / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert listed == sorted([*FIRST, ".nojekyll"])


def test_only_what_changed_is_written_and_only_ours_removed(site):
    before = stamps(site)
    (site / "CNAME").write_text("example.org")
    (site / "documents" / "mine.txt").write_text("mine")
    assert publish(site, SECOND.items()) == Published(3, 1)
    assert contents(site) == expected(SECOND) | {"CNAME": b"example.org", "documents/mine.txt": b"mine"}
    kept = site / "documents/a.html"
    assert stamps(site)[kept] == before[kept]


def test_nothing_changed_nothing_written(site):
    before = stamps(site)
    assert publish(site, iter(FIRST.items())) == Published(0, 0)
    assert stamps(site) == before


def test_what_the_caller_knows_to_be_right_is_not_looked_at_and_stays(site):
    (site / "documents/a.html").write_bytes(b"what the caller knows")
    before = stamps(site)
    assert publish(site, [(name, None) for name in FIRST]) == Published(0, 0)
    assert stamps(site) == before
    only = [(name, None if name == "documents/a.html" else data) for name, data in SECOND.items()]
    assert publish(site, only) == Published(3, 1)
    assert contents(site) == expected(SECOND | {"documents/a.html": b"what the caller knows"})


def test_a_large_file_is_written_by_its_maker(site):
    def maker(*parts):
        def write_to(file):
            for part in parts:
                file.write(part)

        return write_to

    before = stamps(site)
    same = {**FIRST, "data/documents.json": maker(b"[", b"]")}
    assert publish(site, same.items()) == Published(0, 0)
    assert stamps(site) | {site: before[site]} == before  # it was written aside, in a folder of its own
    other = {**FIRST, "data/documents.json": maker(b"[", b"1", b"]"), "data/new.json": maker(b"{}")}
    assert publish(site, other.items()) == Published(2, 0)
    assert contents(site) == expected({**FIRST, "data/documents.json": b"[1]", "data/new.json": b"{}"})


@pytest.mark.parametrize("error", [LinkError("没有这一页"), OSError(errno.EIO, "x"), KeyboardInterrupt()])
def test_when_a_maker_fails_the_site_is_untouched(site, error):
    def write_to(file):
        file.write(b"half")
        raise error

    before = stamps(site)
    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        publish(site, [*SECOND.items(), ("data/new.json", write_to)])
    assert contents(site) == expected(FIRST)
    assert stamps(site).keys() == before.keys()


@pytest.mark.parametrize("name", ["CNAME", "documents/mine.txt"])
def test_a_maker_does_not_write_over_what_is_not_ours(site, name):
    (site / name).write_text("mine")
    with pytest.raises(OutputError, match="不是本程序写的"):
        publish(site, [*FIRST.items(), (name, lambda file: file.write(b"ours"))])
    assert contents(site) == expected(FIRST) | {name: b"mine"}


def test_the_last_files_are_asked_for_when_it_is_known_whether_others_differ(site):
    asked = []

    def closing(changed):
        asked.append(changed)
        return [("data/last.json", b"changed" if changed else b"same")]

    assert publish(site, FIRST.items(), closing) == Published(1, 0)
    assert publish(site, FIRST.items(), closing) == Published(0, 0)
    assert (site / "data/last.json").read_bytes() == b"same"
    assert publish(site, SECOND.items(), closing) == Published(4, 1)
    assert (site / "data/last.json").read_bytes() == b"changed"
    assert asked == [False, False, True]


def test_what_is_kept_beside_the_output_is_not_in_it(tmp_path):
    for output in (tmp_path / "site", tmp_path / "deep/er/site"):
        place = beside(output)
        assert place.parent == output.parent and place.name == ".site.meetingsite"
        with claim(output, ()):
            assert [path.name for path in place.iterdir()] == ["lock"]
            assert not output.exists()


def test_folders_that_became_empty_go(site):
    publish(site, {"index.html": b"home"}.items())
    assert contents(site) == expected({"index.html": b"home"})


def test_what_was_damaged_is_mended(site):
    (site / "index.html").write_bytes(b"HOME")
    (site / "documents/a.html").unlink()
    assert publish(site, FIRST.items()) == Published(2, 0)
    assert contents(site) == expected(FIRST)


def test_same_history_same_bytes(site, tmp_path):
    publish(site, SECOND.items())
    publish(tmp_path / "other", SECOND.items())
    assert (site / MANIFEST).read_bytes() == (tmp_path / "other" / MANIFEST).read_bytes()


def test_files_can_be_read_by_a_server(site):
    mask = os.umask(0)
    os.umask(mask)
    assert (site / "index.html").stat().st_mode & 0o777 == 0o666 & ~mask


def test_folder_that_is_not_ours(tmp_path):
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(OutputError, match="不是本程序生成"):
        publish(tmp_path, FIRST.items())
    with pytest.raises(OutputError, match="不是本程序生成"), claim(tmp_path, ()):
        pass
    assert contents(tmp_path) == {"thesis.doc": b"mine"}


def test_output_that_is_a_file(tmp_path):
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match="不是文件夹"):
        publish(tmp_path / "site", FIRST.items())


def test_empty_folder_is_taken(tmp_path):
    assert publish(tmp_path, FIRST.items()).changed == 5


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"generator": "x", "files": []}',
        b'{"generator": "meetingsite", "files": [1]}',
    ],
)
def test_damaged_manifest(site, manifest):
    (site / MANIFEST).write_bytes(manifest)
    before = contents(site)
    with pytest.raises(OutputError, match="清单坏了"):
        publish(site, SECOND.items())
    assert contents(site) == before


@pytest.mark.parametrize("name", ["../x", "/x", "documents/../../x", f"{STAGE}/x", ""])
def test_a_manifest_that_lists_what_is_not_ours_removes_nothing(site, name):
    listed = json.loads((site / MANIFEST).read_bytes())
    (site / MANIFEST).write_text(json.dumps(listed | {"files": [*listed["files"], name]}))
    outside = site.parent / "x"
    outside.write_text("mine")
    before = contents(site)
    with pytest.raises(OutputError, match="清单坏了"):
        publish(site, SECOND.items())
    assert contents(site) == before and outside.read_text() == "mine"


@pytest.mark.parametrize("name", ["agencies/c.html", "agencies", "index.html"])
@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_something_foreign_where_a_page_must_go(site, name, kind, tmp_path):
    place = site / name
    if kind == "folder" and name == "agencies":
        name, place = "agencies/c.html", site / "agencies/c.html"
    if kind == "file" and name == "index.html":
        (site / MANIFEST).write_text(json.dumps({"generator": "meetingsite", "files": ["documents/a.html"]}))
    else:
        place.unlink(missing_ok=True)
        place.parent.mkdir(exist_ok=True)
        if kind == "file":
            place.write_text("mine")
        elif kind == "folder":
            place.mkdir()
        else:
            place.symlink_to(tmp_path)
    before = stamps(site)
    with pytest.raises(OutputError, match="不是本程序写的"):
        publish(site, SECOND.items())
    assert {path: stamp for path, stamp in stamps(site).items() if path != site} == {
        path: stamp for path, stamp in before.items() if path != site
    }


def test_foreign_thing_in_the_place_of_a_page_that_goes_is_left(site):
    (site / "documents/b.html").unlink()
    (site / "documents/b.html").mkdir()
    assert publish(site, SECOND.items()).removed == 0
    assert (site / "documents/b.html").is_dir()


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "a/../b", "", ".", "a\\b", "c:x", f"{STAGE}/x", "a/"])
def test_names_that_lead_elsewhere(site, name):
    with pytest.raises(OutputError, match="不合规则"):
        publish(site, {**SECOND, name: b"x"}.items())
    assert contents(site) == expected(FIRST)


@pytest.mark.parametrize("name", ["Index.html", "index.html", MANIFEST, ".nojekyll"])
def test_names_that_meet(site, name):
    with pytest.raises(OutputError, match="同名"):
        publish(site, [*SECOND.items(), (name, b"x")])
    assert contents(site) == expected(FIRST)


def test_page_where_a_folder_must_be(site):
    with pytest.raises(OutputError):
        publish(site, [*SECOND.items(), ("x", b"x"), ("x/y", b"y")])
    assert contents(site) == expected(FIRST)


def test_when_a_page_cannot_be_made_the_site_is_untouched(site, tmp_path):
    def pages():
        yield from SECOND.items()
        raise LinkError("没有这一页")

    for folder in (site, tmp_path / "new"):
        with pytest.raises(LinkError):
            publish(folder, pages())
    assert contents(site) == expected(FIRST)
    assert not (tmp_path / "new").exists()


def fail_at(monkeypatch, owner, name, number, error):
    """Let the call *number* of owner.name raise *error*."""
    real, calls = getattr(owner, name), []

    def call(*arguments, **keywords):
        calls.append(arguments)
        if len(calls) == number:
            raise error
        return real(*arguments, **keywords)

    monkeypatch.setattr(owner, name, call)


class FullDisk(io.FileIO):
    """Takes half of what it is given."""

    def write(self, data):
        super().write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def full_from(monkeypatch, number):
    """Let the disk be full when the file *number* is staged."""
    opened = []

    def fake(path, mode):
        opened.append(path)
        return FullDisk(path, mode) if len(opened) == number else open(path, mode)

    monkeypatch.setattr(transaction, "open", fake, raising=False)


@pytest.mark.parametrize("number", range(1, 6))
def test_full_disk_leaves_the_site_untouched(site, monkeypatch, number):
    before = stamps(site)
    full_from(monkeypatch, number)
    with pytest.raises(OutputError, match="磁盘已满"):
        publish(site, SECOND.items())
    assert contents(site) == expected(FIRST)
    assert stamps(site).keys() == before.keys()


@pytest.mark.parametrize("error", [PermissionError(errno.EACCES, "Permission denied"), KeyboardInterrupt()])
@pytest.mark.parametrize("number", range(1, 7))
def test_failure_while_moving_is_undone(site, monkeypatch, number, error):
    manifest = (site / MANIFEST).read_bytes()
    fail_at(monkeypatch, transaction.os, "replace", number, error)
    with pytest.raises(KeyboardInterrupt if isinstance(error, KeyboardInterrupt) else OutputError):
        publish(site, SECOND.items())
    assert contents(site) == expected(FIRST)
    assert (site / MANIFEST).read_bytes() == manifest
    monkeypatch.undo()
    assert publish(site, SECOND.items()) == Published(3, 1)


def test_an_interruption_right_behind_a_removal_is_undone(site, monkeypatch):
    real = os.replace

    def interrupted(source, target):
        real(source, target)
        if STAGE not in str(source):
            raise KeyboardInterrupt

    monkeypatch.setattr(transaction.os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(site, SECOND.items())
    assert contents(site) == expected(FIRST)


def test_first_publication_that_fails_leaves_nothing(output, monkeypatch):
    fail_at(monkeypatch, transaction.os, "replace", 3, OSError(errno.EIO, "I/O error"))
    with pytest.raises(OutputError):
        publish(output, FIRST.items())
    assert not output.exists()


def test_disk_without_hard_links(site, monkeypatch):
    fail_at(monkeypatch, transaction.os, "link", 1, OSError(errno.EPERM, "Operation not permitted"))
    fail_at(monkeypatch, transaction.os, "replace", 5, OSError(errno.EIO, "I/O error"))
    with pytest.raises(OutputError):
        publish(site, SECOND.items())
    assert contents(site) == expected(FIRST)


KILLED = """
import os, sys
from pathlib import Path
from meetingsite import transaction, write
real, left = os.replace, int(sys.argv[2])
def replace(*arguments):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    real(*arguments)
transaction.os.replace = replace
write.publish(Path(sys.argv[1]), eval(sys.argv[3]).items())
"""


@pytest.mark.parametrize("moves", range(6))
@pytest.mark.parametrize("old", [{}, FIRST])
def test_the_run_after_a_crash_mends(output, moves, old):
    if old:
        publish(output, old.items())
    arguments = [sys.executable, "-c", KILLED, str(output), str(moves), repr(SECOND)]
    environment = {**os.environ, "PYTHONPATH": str(Path(write.__file__).parents[1])}
    assert subprocess.run(arguments, env=environment, check=False).returncode == 9
    for name, content in old.items():
        now = output / name
        assert not now.exists() or now.read_bytes() in (content, SECOND.get(name))
    publish(output, SECOND.items())
    assert contents(output) == expected(SECOND)


def test_full_disk_for_real(site, tmp_path):
    """A limit on the size of files stands for a disk that takes no more."""
    program = (
        "import resource, sys; from pathlib import Path; from meetingsite.write import publish\n"
        "from meetingsite.errors import OutputError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: publish(Path(sys.argv[1]), [('index.html', b'new'), ('big.html', bytes(5000))])\n"
        "except OutputError: sys.exit(7)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(write.__file__).parents[1])}
    assert subprocess.run([sys.executable, "-c", program, str(site)], env=environment, check=False).returncode == 7
    assert contents(site) == expected(FIRST)


@pytest.mark.parametrize(
    ("output", "source"),
    [("a", "a"), ("a/b", "a"), ("a", "a/b"), ("a/../a", "a"), ("link/b", "a"), ("a", "link"), ("new", "new/deep")],
)
def test_output_and_sources_must_be_apart(tmp_path, output, source):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError, match="来源文件夹"), claim(tmp_path / output, (tmp_path / "x", tmp_path / source)):
        pass


def test_neighbours_are_no_trouble(tmp_path):
    (tmp_path / "site-texts").mkdir()
    with claim(tmp_path / "deep/site", (tmp_path / "site-texts", tmp_path / "missing")):
        publish(tmp_path / "deep/site", FIRST.items())
    assert contents(tmp_path / "deep/site") == expected(FIRST)


HOLDER = """
import sys, time
from pathlib import Path
from meetingsite.write import claim
with claim(Path(sys.argv[1]), ()):
    print("held", flush=True)
    time.sleep(60)
"""


def test_lock_keeps_a_second_build_out_and_dies_with_its_process(output):
    environment = {**os.environ, "PYTHONPATH": str(Path(write.__file__).parents[1])}
    arguments = [sys.executable, "-c", HOLDER, str(output)]
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(OutputError, match="另一个构建"), claim(output, ()):
                pass
        finally:
            holder.kill()
    deadline = time.monotonic() + 10
    while True:
        try:
            with claim(output, ()):
                break
        except OutputError:
            assert time.monotonic() < deadline


def test_lock_is_given_back_after_a_failure(output):
    with pytest.raises(LinkError), claim(output, ()):
        raise LinkError("x")
    with claim(output, ()):
        assert publish(output, FIRST.items()).changed == 5


def test_place_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError), claim(tmp_path / "file" / "site", ()):
        pass


def test_folder_that_cannot_be_read(site, monkeypatch):
    fail_at(monkeypatch, Path, "read_bytes", 1, PermissionError(errno.EACCES, "Permission denied"))
    with pytest.raises(OutputError, match="没有权限"):
        publish(site, SECOND.items())
