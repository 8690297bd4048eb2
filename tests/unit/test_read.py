import errno
import hashlib
import os
import socket
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from meetingsite.errors import ConfigError, MeetingsiteError, RefusedError, YamlError
from meetingsite.model import RawDocument, Refused
from meetingsite.read import MAX_BYTES, Loaded, SourceFile, discover, load, read, reason, warnings

TEXT = "全省海洋工作会议召开。\r\n会议传达了有关精神。\n"


@pytest.fixture
def seeds(tmp_path):
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def write(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")


def source(path):
    return SourceFile("x", path.name, path)


def refused_code(path):
    """The code of what refuses *path*: its bytes, or already its name and place."""
    with pytest.raises(RefusedError) as caught:
        read(load(source(path)))
    return caught.value.code


def refused_unread(path):
    with pytest.raises(RefusedError) as caught:
        load(source(path))
    return caught.value.code


def test_files_are_found_by_id_and_sub_folders_are_read(seeds):
    write(seeds, "b.txt", "a.txt", "2024/纪要.txt", "README")
    found = discover((seeds,))
    assert [file.path for file in found.files] == ["a.txt", "b.txt", "README", "2024/纪要.txt"]
    assert [file.id for file in found.files] == sorted(file.id for file in found.files)
    assert found.refused == ()
    assert all(file.location.read_text(encoding="utf-8") for file in found.files)


def test_what_is_not_meant_to_be_a_document_is_ignored(seeds):
    write(seeds, "a.txt", ".hidden", "Thumbs.db", "b.txt~", "~$会议.docx", ".git/config")
    os.mkfifo(seeds / "pipe.txt")
    (seeds / "link.txt").symlink_to(seeds / "a.txt")
    (seeds / "loop").symlink_to(seeds)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(seeds / "socket.txt"))
        found = discover((seeds,))
    assert [file.path for file in found.files] == ["a.txt"]
    assert {entry.path for entry in found.refused} == {
        ".git", ".hidden", "Thumbs.db", "b.txt~", "link.txt", "loop", "pipe.txt", "socket.txt", "~$会议.docx",
    }  # fmt: skip
    assert {entry.code for entry in found.refused} == {"ignored"}
    assert list(found.refused) == sorted(found.refused)


def test_names_that_are_not_utf8_are_shown_with_replacement_characters(seeds):
    raw = os.fsencode(seeds)
    for name in (b"\xff.txt", b"\xfe.txt"):
        with open(raw + b"/" + name, "w", encoding="utf-8") as file:
            file.write(TEXT)
    files = discover((seeds,)).files
    assert [file.path for file in files] == ["\ufffd.txt", "\ufffd.txt"]
    assert len({file.id for file in files}) == 2
    assert all(read(load(file)).text == TEXT for file in files)


def test_names_that_differ_only_in_case_get_different_ids(seeds):
    write(seeds, "a.txt", "A.txt", "a.TXT", "x/a.txt")
    assert len({file.id.casefold() for file in discover((seeds,)).files}) == 4


def test_two_folders_that_give_one_id(tmp_path):
    first, second = tmp_path / "1", tmp_path / "2"
    write(first, "a.txt", "b.txt")
    write(second, "a.txt", "c.txt")
    found = discover((first, second))
    assert [file.id for file in found.files] == ["a", "b", "c"]
    assert found.files[0].location == first / "a.txt"
    assert [(entry.path, entry.code) for entry in found.refused] == [("a.txt", "duplicate-id")]
    assert "先列出的 1/a.txt 与这里的 2/a.txt" in found.refused[0].message
    assert str(tmp_path) not in found.refused[0].message


def test_missing_folder(tmp_path):
    with pytest.raises(ConfigError, match="没有这个来源文件夹"):
        discover((tmp_path / "nowhere",))
    write(tmp_path, "file")
    with pytest.raises(ConfigError, match="不是文件夹"):
        discover((tmp_path / "file",))


def test_folder_that_cannot_be_listed(seeds, monkeypatch):
    write(seeds, "a.txt", "closed/b.txt")
    real = os.scandir

    def scandir(path):
        if path == closed:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    closed = seeds / "closed"
    assert discover((seeds,)).refused == (Refused("closed", "unreadable", "文件夹读不出来：没有权限。"),)
    closed = seeds
    with pytest.raises(ConfigError, match="没有权限"):
        discover((seeds,))


@pytest.mark.parametrize(
    ("names", "pairs"),
    [
        (["a.txt", "a.yaml"], {"a.txt": "a.yaml"}),
        (["a.txt", "a.txt.yaml"], {"a.txt": "a.txt.yaml"}),
        (["a.txt", "a.md", "a.yaml", "a.md.yaml"], {"a.txt": "a.yaml", "a.md": "a.md.yaml"}),
        (["a.md", "a.yaml"], {"a.md": "a.yaml"}),
        (["x/a.txt", "x/a.yaml", "a.txt"], {"x/a.txt": "a.yaml", "a.txt": None}),
        (["v1.2.txt", "v1.2.yaml"], {"v1.2.txt": "v1.2.yaml"}),
    ],
)
def test_corrections_are_paired(seeds, names, pairs):
    write(seeds, *names)
    found = discover((seeds,)).files
    assert {file.path: file.correction and file.correction.name for file in found} == pairs


@pytest.mark.parametrize(
    "names", [["a.yaml"], ["a.txt", "b.yaml"], ["x/a.txt", "a.yaml"], ["a.md", "a.text", "a.yaml"],
              ["a.txt", "a.yaml", "a.txt.yaml"], ["a.txt", ".b.txt", "b.yaml"]],
)  # fmt: skip
def test_correction_without_its_one_text_is_wrong(seeds, names):
    write(seeds, *names)
    (wrong,) = discover((seeds,)).wrong
    assert isinstance(wrong, MeetingsiteError)
    assert wrong.path.suffix == ".yaml"
    assert wrong.remedy


def test_read(seeds):
    write(seeds, "a.txt")
    data = TEXT.encode()
    loaded = load(source(seeds / "a.txt"))
    assert loaded == Loaded(source(seeds / "a.txt"), data, None)
    raw = read(loaded)
    assert raw == RawDocument("x", "a.txt", hashlib.sha256(data).hexdigest(), "utf-8", data, TEXT)


def test_a_document_is_read_from_what_was_loaded(seeds):
    """What happens to the files afterwards makes no difference."""
    write(seeds, "a.txt")
    correction = seeds / "a.yaml"
    correction.write_text("work_year: {was: 不详, now: 2023, note: 试}\n", encoding="utf-8")
    loaded = load(SourceFile("x", "a.txt", seeds / "a.txt", correction))
    assert loaded.correction == correction.read_bytes()
    (seeds / "a.txt").unlink()
    correction.unlink()
    raw = read(loaded)
    assert raw.text == TEXT
    assert [(note.field, note.now) for note in raw.correction.notes] == [("所涉年度", "2023")]


def test_a_correction_that_cannot_be_read_is_named(seeds):
    write(seeds, "a.txt")
    missing = seeds / "a.yaml"
    with pytest.raises(YamlError, match="文件不见了") as caught:
        load(SourceFile("x", "a.txt", seeds / "a.txt", missing))
    assert caught.value.path == missing and caught.value.remedy


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", "\u3000\n\u200b \ufeff".encode(), b"\xff\xfe"])
def test_empty(seeds, data):
    (seeds / "a.txt").write_bytes(data)
    assert refused_code(seeds / "a.txt") == "empty"


def test_binary(seeds):
    (seeds / "a.txt").write_bytes(bytes(range(256)))
    assert refused_code(seeds / "a.txt") == "binary"


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.YAML", "a.yml"])
def test_markup_and_data(seeds, name):
    write(seeds, name)
    assert refused_unread(seeds / name) == "format"


def test_a_correction_misnamed_is_told_its_name(seeds):
    write(seeds, "总结.yml")
    with pytest.raises(RefusedError, match=r"改名为 总结\.yaml"):
        load(SourceFile("总结", "总结.yml", seeds / "总结.yml"))


def test_too_large(seeds):
    with (seeds / "a.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert refused_unread(seeds / "a.txt") == "too-large"


def test_what_vanished_or_became_something_else_is_unreadable(seeds):
    assert refused_unread(seeds / "gone.txt") == "unreadable"
    (seeds / "folder.txt").mkdir()
    assert refused_unread(seeds / "folder.txt") == "unreadable"
    os.mkfifo(seeds / "pipe.txt")
    assert refused_unread(seeds / "pipe.txt") == "unreadable"
    write(seeds, "a.txt")
    (seeds / "link.txt").symlink_to(seeds / "a.txt")
    assert refused_unread(seeds / "link.txt") == "unreadable"


@contextmanager
def not_root():
    """Run as nobody where the tests run as root, who may read everything."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_without_permission():
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        path = Path(folder) / "secret.txt"
        path.write_text(TEXT, encoding="utf-8")
        path.chmod(0)
        Path(folder).chmod(0o755)
        with not_root(), pytest.raises(RefusedError, match="没有权限") as caught:
            load(source(path))
    assert caught.value.code == "unreadable"


def test_warnings(seeds):
    path = seeds / "a.txt"
    path.write_bytes((TEXT * 3).encode() + b"\xff")
    assert [warning.code for warning in warnings(read(load(source(path))))] == ["bad-bytes"]
    path.write_text(("一切会议中国人民" * 3).encode().decode("latin-1"), encoding="utf-8")
    assert [warning.code for warning in warnings(read(load(source(path))))] == ["mojibake-repaired"]
    path.write_text(TEXT, encoding="utf-8")
    assert warnings(read(load(source(path)))) == ()


def test_reasons_are_chinese_where_usual():
    assert reason(OSError(errno.ENOSPC, "No space left")) == "磁盘已满"
    assert reason(OSError(errno.EBUSY, "Busy")) == "Busy"
    assert reason(OSError()) == "OSError"


@pytest.mark.parametrize("order", [("", "2024"), ("2024", "")])
def test_a_folder_inside_another_would_give_its_documents_twice(seeds, order):
    write(seeds, "2024/总结.txt")
    with pytest.raises(ConfigError, match="收两遍"):
        discover(tuple(seeds / name for name in order))


def test_a_file_for_a_folder_is_answered_with_its_folder(seeds):
    write(seeds, "总结.txt")
    with pytest.raises(ConfigError) as caught:
        discover((seeds / "总结.txt",))
    assert str(seeds) in caught.value.remedy


def test_a_folder_listed_twice_is_named(seeds):
    write(seeds, "总结.txt")
    with pytest.raises(ConfigError, match="列了两次") as caught:
        discover((seeds, seeds.parent / "." / seeds.name))
    assert caught.value.path == seeds.parent / seeds.name and caught.value.remedy
