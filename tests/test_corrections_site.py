"""Corrections through the command line: what the page and the data say, and what stops a build."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from html_page import HtmlPage
from meetingsite import cli
from meetingsite.write import beside

README = Path(__file__).parents[1] / "README.md"
TEXT = """甘肃省教育厅召开义务教育工作会议
2023年6月12日,甘肃省教育厅在兰州召开义务教育工作会议。副厅长陈立主持会议。
会议强调,要推进义务教育优质均衡
发展,压实各地责任。
欢迎扫码看直播回放
"""
CORRECTION = """
title: {was: 甘肃省教育厅召开义务教育工作会议, now: 甘肃省义务教育工作会议召开, note: 据省教育厅网站。}
agency: {was: 甘肃省教育厅, now: 甘肃省人民政府, note: 会议由省政府召开 <b>。}
text:
  - {drop: 欢迎扫码看直播回放, note: 广告。}
  - {join: [优质均衡, 发展，压实], note: 断行。}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one text, its correction, and the site built from the text alone."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text(TEXT, encoding="utf-8")
    assert cli.main(["build", "--quiet"]) == 0
    (tmp_path / "seeds/a.yaml").write_text(CORRECTION, encoding="utf-8")
    return tmp_path


def document(folder: Path) -> dict[str, Any]:
    (found,) = json.loads((folder / "site/data/documents.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def state(folder: Path) -> dict[Path, bytes]:
    """Every file but the intermediate results, which are nobody's to look at."""
    kept = beside(folder / "site")
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_relative_to(kept))
    return {path: path.read_bytes() for path in files}


def published(folder: Path) -> dict[Path, bytes]:
    """The site, but for what tells of earlier builds."""
    site = folder / "site"
    journal = {site / "changes.html", site / "data/changes.json"}
    return {path: data for path, data in state(folder).items() if path.is_relative_to(site) and path not in journal}


def test_the_data_say_what_was_corrected(folder: Path) -> None:
    before = document(folder)
    assert (before["title_origin"], before["corrections"]) == ("given", [])
    assert cli.main(["build", "--quiet"]) == 0
    found = document(folder)
    assert (found["title"], found["title_origin"]) == ("甘肃省义务教育工作会议召开", "corrected")
    agency = found["agency"]
    assert (agency["name"], agency["text"], agency["rule"]) == ("甘肃省人民政府", None, "correction")
    assert found["text"].endswith("要推进义务教育优质均衡发展，压实各地责任。")
    assert found["edits"]["editor-drop"] == found["edits"]["editor-join"] == 1
    assert [(one["field"], one["note"]) for one in found["corrections"]] == [
        *(("题名", "据省教育厅网站。"), ("机关", "会议由省政府召开 <b>。")),
        *(("删去", "广告。"), ("接行", "断行。")),
    ]
    assert "a.yaml" not in json.dumps(json.loads((folder / "site/data/refused.json").read_text()))


def test_the_page_shows_every_correction_with_its_note(folder: Path) -> None:
    assert cli.main(["build", "--quiet"]) == 0
    markup = (folder / "site/documents/a.html").read_text(encoding="utf-8")
    section = markup[markup.index('<section id="corrections"') :].partition("</section>")[0]
    shown = re.sub(r"<[^>]+>", "", section)
    assert "编者订正" in shown and "广告。" in shown and "会议由省政府召开 &lt;b&gt;。" in shown
    assert "<del>甘肃省教育厅</del> <ins>甘肃省人民政府</ins>" in section
    page = HtmlPage.of(markup.encode())
    assert page.all("h1")[0].words == "甘肃省义务教育工作会议召开"
    assert [link.words for link in page.classed("basis") if link.attributes.get("href") == "#corrections"] == [
        "编者订正"
    ]
    assert (folder / "site/agencies/甘肃省人民政府.html").is_file()
    source = (folder / "site/sources/a.html").read_text(encoding="utf-8")
    assert '<del title="编者订正：删去">欢迎扫码看直播回放</del>' in source


def test_a_correction_taken_away_leaves_no_trace(folder: Path) -> None:
    """But in the journal, which tells of both builds."""
    before = published(folder)
    assert cli.main(["build", "--quiet"]) == 0
    assert published(folder) != before
    (folder / "seeds/a.yaml").unlink()
    assert cli.main(["build", "--quiet"]) == 0
    assert {path: data for path, data in published(folder).items() if path not in before} == {}
    assert published(folder) == before
    journal = json.loads((folder / "site/data/changes.json").read_text(encoding="utf-8"))
    assert [[change["why"] for change in build.get("changed", ())] for build in journal["builds"]] == [
        [],
        [["correction"]],
        [["correction"]],
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("a.yaml", "was: 甘肃省教育厅,", "was: 甘肃省科技厅,", "a.yaml:3:15: 机关现在是“甘肃省教育厅”"),
        ("a.yaml", "drop: 欢迎", "dorp: 欢迎", "a.yaml:5:6: 不认识的键“dorp”"),
        ("a.txt", "看直播回放", "看直播", "a.yaml:5:12: 整理文里没有“欢迎扫码看直播回放”"),
        ("a.txt", TEXT, "", "a.yaml: 它订正的文稿没有收入：空文件"),
        ("a.yaml", CORRECTION, "", "a.yaml:1:1: 订正文件里没有订正"),
    ],
    ids=["value", "key", "text", "refused", "empty"],
)
def test_a_misfit_stops_the_build(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, says: str
) -> None:
    path = folder / "seeds" / name
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace(old, new), encoding="utf-8")
    before = state(folder)
    assert cli.main(["build"]) == 1
    error = capsys.readouterr().err
    assert f"seeds/{says}" in error and "→" in error and "Traceback" not in error
    assert state(folder) == before
    path.write_text(good, encoding="utf-8")
    assert cli.main(["build", "--quiet"]) == 0
    after = published(folder)
    assert cli.main(["build", "--quiet", "--fresh"]) == 0
    assert published(folder) == after


def test_worker_processes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(60):
        (folder / f"seeds/b{number:02}.txt").write_text(TEXT, encoding="utf-8")
    assert cli.main(["build", "--quiet", "--jobs", "2"]) == 0
    found = json.loads((folder / "site/data/documents.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in found if one["corrections"]] == ["a"]
    (folder / "seeds/b40.yaml").write_text("work_year: {was: 2020, now: 2023, note: 试}\n", encoding="utf-8")
    before = state(folder)
    assert cli.main(["build", "--jobs", "2"]) == 1
    assert "seeds/b40.yaml:1:18: 所涉年度现在是“不详”" in capsys.readouterr().err
    assert state(folder) == before


def test_the_example_of_the_readme_works(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text and the correction shown there, as they stand."""
    section = README.read_text(encoding="utf-8").partition("### 订正")[2].partition("\n## ")[0]
    text, correction = re.findall(r"```\w+\n(.*?)```", section, re.DOTALL)[:2]
    (folder / "seeds/a.txt").write_text(text, encoding="utf-8")
    (folder / "seeds/a.yaml").write_text(correction, encoding="utf-8")
    assert cli.main(["build", "--quiet"]) == 0, capsys.readouterr().err
    assert len(document(folder)["corrections"]) == correction.count("note:")
