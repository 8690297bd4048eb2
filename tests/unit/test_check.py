"""meetingsite check: everything a build does but publishing, and a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from built import house_with_a_broken_link
from meetingsite import cli

GOOD = "湖南省水利厅召开防汛工作会议\n2023年6月12日，湖南省水利厅在长沙召开防汛工作会议。会议强调，要压实责任。\n"
NO_TITLE = "6月12日，防汛工作会议召开。会议强调，要压实责任，加强值守，确保安全度汛。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one text without doubts and one with."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "seeds/doubtful.txt").write_text(NO_TITLE, encoding="utf-8")
    return tmp_path


def _state(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def _under(lines: list[str], heading: str) -> list[str]:
    """The lines below the one that begins with *heading*, up to the next that is not further in."""
    start = next(i for i, line in enumerate(lines) if line.strip().startswith(heading))
    depth = len(lines[start]) - len(lines[start].lstrip())
    below = []
    for line in lines[start + 1 :]:
        if len(line) - len(line.lstrip()) <= depth:
            break
        below.append(line.strip())
    return below


def test_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seeds/empty.txt").write_bytes(b"")
    (folder / "seeds/.hidden").write_text("x")
    before = _state(folder)
    assert cli.main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("可收入 2 篇文稿，未能收入 1 个文件，略过 1 个；全部链接都通，共 ")
    assert _under(lines, "未能收入 1 个文件") == ["empty.txt  空文件：没有文字。补上文字，或移走这个文件。（empty）"]
    assert _under(lines, "没有标题行（derived-title）1 篇") == ["doubtful.txt"]
    assert _under(lines, "机关不详：1 篇") == ["doubtful.txt"]
    assert _under(lines, "日期不详：1 篇") == ["doubtful.txt"]
    assert _state(folder) == before


def test_certain_and_inferred(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = NO_TITLE.replace("6月12日", "2月5日").replace("。会议", "，总结2022年工作，部署2023年任务。会议")
    (folder / "seeds/doubtful.txt").write_text(text, encoding="utf-8")
    assert cli.main(["check"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert _under(lines, "推定的日期：1 篇") == ["doubtful.txt"]
    assert not any(line.startswith(("推定的机关", "日期不详")) for line in lines)


def test_sources_are_named_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "more").mkdir()
    (folder / "more/third.txt").write_text(GOOD.replace("湖南", "湖北").replace("长沙", "武汉"), encoding="utf-8")
    assert cli.script(["check", "--source", "seeds", "--source", "more", "--jobs", "1"]) == 0
    assert capsys.readouterr().out.startswith("可收入 3 篇")


def test_strict_fails_after_telling_of_all_that_were_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seeds/.hidden").write_text("x")
    assert cli.main(["check", "--strict"]) == 0
    for name in ("one.txt", "two.txt"):
        (folder / "seeds" / name).write_bytes(b"")
    capsys.readouterr()
    assert cli.main(["check", "--strict"]) == 1
    out, err = capsys.readouterr()
    assert "one.txt" in out and "two.txt" in out and "可收入 2 篇" in out
    assert "2 个文件不能收入" in err


def _bad_config(folder: Path) -> str:
    (folder / "meetingsite.yaml").write_text("titel: 海\n", encoding="utf-8")
    return "meetingsite.yaml:1:1"


def _orphan_correction(folder: Path) -> str:
    (folder / "seeds/z.yaml").write_text("title: 海\n", encoding="utf-8")
    return "z.yaml"


def _nothing_to_publish(folder: Path) -> str:
    for path in (folder / "seeds").iterdir():
        path.write_bytes(b"")
    return "没有一篇"


@pytest.mark.parametrize("spoil", [_bad_config, _orphan_correction, _nothing_to_publish])
def test_what_stops_a_build_stops_a_check(
    folder: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], str]
) -> None:
    says = spoil(folder)
    assert cli.main(["check"]) == 1
    out, err = capsys.readouterr()
    assert says in err
    assert out == ""


def test_unresolved_link(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Links are resolved when all pages are made: the last page counts as much as the first."""
    house_with_a_broken_link(tmp_path_factory.mktemp("house"), monkeypatch)
    before = _state(folder)
    assert cli.main(["check"]) == 1
    assert "没有这一页：agencies/某机关.html" in capsys.readouterr().err
    assert _state(folder) == before


def test_a_check_neither_reads_nor_writes_the_store_of_a_build(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", "--quiet"]) == 0
    before = _state(folder)
    assert cli.main(["check", "--jobs", "1"]) == 0
    first = capsys.readouterr().out
    assert _state(folder) == before
    published = sum(path.is_file() for path in (folder / "site").rglob("*"))
    assert f"共 {published - 2} 个文件" in first  # but for .nojekyll and the list of files, which publishing adds


@pytest.mark.parametrize("arguments", [["check", "--output", "x"], ["check", "--fresh"], ["check", "seeds"]])
def test_options_that_only_a_build_has(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert "不认识的参数" in capsys.readouterr().err
