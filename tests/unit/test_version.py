"""What a result depends on: a change of any of it changes the hash, and nothing else does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from meetingsite import version
from meetingsite.knowledge import FOLDER


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of two modules and their data in the place of the program."""
    folder = tmp_path / "meetingsite"
    (folder / "clean").mkdir(parents=True)
    (folder / "a.py").write_text("A = 1\n")
    (folder / "clean/b.py").write_text("B = 2\n")
    (folder / "common.txt").write_text("的\n")
    (folder / "clean/b.yaml").write_text("b: 2\n")
    monkeypatch.setattr(version, "_PACKAGE", folder)
    return folder


def code() -> bytes:
    return version.code.__wrapped__()


def _changed_module(folder: Path) -> None:
    (folder / "clean/b.py").write_text("B = 3\n")


def _new_module(folder: Path) -> None:
    (folder / "c.py").write_text("")


def _moved_module(folder: Path) -> None:
    (folder / "a.py").rename(folder / "clean/a.py")


def _gone_module(folder: Path) -> None:
    (folder / "a.py").unlink()


def _other_words(folder: Path) -> None:
    (folder / "common.txt").write_text("的了\n")


def _words_moved_over(folder: Path) -> None:
    """The same bytes one after the other, cut in another place."""
    (folder / "a.py").write_text("A = 1\nB = 2\n")
    (folder / "clean/b.py").write_text("")


@pytest.mark.parametrize(
    "change", [_changed_module, _new_module, _moved_module, _gone_module, _other_words, _words_moved_over]
)
def test_every_change_of_the_code_counts(package: Path, change: Callable[[Path], None]) -> None:
    before = code()
    change(package)
    assert code() != before


def _touched(folder: Path) -> None:
    os.utime(folder / "a.py", (1, 1))


def _compiled(folder: Path) -> None:
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__/a.py").write_text("x")


def _data(folder: Path) -> None:
    (folder / "clean/b.yaml").write_text("b: 3\n")


@pytest.mark.parametrize("change", [_touched, _compiled, _data])
def test_what_is_not_code_does_not(package: Path, change: Callable[[Path], None]) -> None:
    before = code()
    change(package)
    assert code() == before


@pytest.mark.parametrize("package", version._PACKAGES)
def test_the_version_of_a_package_is_what_the_standard_library_finds(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version.installed(package) == metadata.version(package)
    with pytest.raises(ModuleNotFoundError):
        version.installed("meetingsite-unheard-of")
    info = tmp_path / f"{package.replace('-', '_')}-9.9.dist-info"
    info.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert version.installed(package) == "9.9"


@pytest.mark.usefixtures("package")
def test_another_release_of_what_we_call_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    before = code()
    real = version.installed
    for name in version._PACKAGES:
        monkeypatch.setattr(version, "installed", lambda asked, other=name: f"{real(asked)}{'.1' * (asked == other)}")
        assert code() != before, name
    monkeypatch.setattr(version, "installed", real)
    assert code() == before
    monkeypatch.setattr(sys, "version", sys.version + " ")
    assert code() != before


def test_the_code_is_the_same_in_another_process() -> None:
    program = "import sys; sys.path[:0] = [sys.argv[1]]; from meetingsite import version; print(version.code().hex())"
    command = [sys.executable, "-c", program, str(Path(version.__file__).parents[1])]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}
    )
    assert done.stdout.strip() == version.code().hex()


def test_the_data_alone_are_knowledge(tmp_path: Path) -> None:
    copy = tmp_path / "knowledge"
    shutil.copytree(FOLDER, copy)
    before = version.knowledge(copy)
    assert before == version.knowledge(FOLDER)
    (copy / "topics.py").write_text("")
    (copy / "notes.txt").write_text("x")
    assert version.knowledge(copy) == before
    for name in ("topics.yaml", "regions.csv"):
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write("# 注\n")
        after = version.knowledge(copy)
        assert after != before
        before = after


def test_all_files_of_the_templates_count(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("a")
    (tmp_path / "deep").mkdir()
    seen = {version.files(tmp_path)}
    for name in ("about.md", "deep/b.html", "deep/font.woff2"):
        (tmp_path / name).write_text("x")
        seen.add(version.files(tmp_path))
    assert len(seen) == 4
