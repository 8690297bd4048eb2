"""A build as a whole: one bad document, several processes, and what earlier builds left behind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from meetingsite import export, files, pipeline, stages, version
from meetingsite.config import Config
from meetingsite.errors import ConfigError
from meetingsite.knowledge import Knowledge
from meetingsite.model import Refused
from meetingsite.read import discover, load
from meetingsite.store import Store
from meetingsite.write import beside
from seeds import ROOT, SEEDS

TODAY = date(2024, 6, 1)
TEXTS = {
    "a.txt": "湖南省水利厅召开防汛工作会议\n2023年6月12日，湖南省水利厅在长沙召开防汛工作会议。会议强调，要压实责任，加强值守。\n",
    "b.txt": "甘肃省教育厅2022年工作要点\n一、总体要求\n全面贯彻党的教育方针，落实立德树人根本任务。\n二、主要任务\n推进均衡发展。\n",
}


def _content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _but_journal(folder: Path) -> dict[str, str]:
    """The site without what tells of earlier builds."""
    journal = ("changes.html", "data/changes.json", "data/files.json")
    return {path: digest for path, digest in _content(folder).items() if path not in journal}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Two texts, not built yet."""
    (tmp_path / "seeds").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "seeds" / name).write_text(text, encoding="utf-8")
    return Config(sources=(tmp_path / "seeds",), output=tmp_path / "site", jobs=1)


def _anew(config: Config, **changed: Any) -> dict[str, str]:
    """The site of the same sources in a folder of its own."""
    other = config.output.with_name("other")
    settings = {name: getattr(config, name) for name in ("sources", "title", "base_url", "jobs")}
    pipeline.build(Config(**{**settings, "output": other, **changed}), today=TODAY)
    return _but_journal(other)


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for few in ("_FEW", "_FEW_PARTS"):
        monkeypatch.setattr(files, few, 2)
    for jobs in (1, 2):
        pipeline.build(Config(sources=(ROOT / "seeds",), output=tmp_path / str(jobs), jobs=jobs), today=TODAY)
    assert _content(tmp_path / "1") == _content(tmp_path / "2")


def test_the_day_is_taken_from_the_environment_where_it_is_set(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86399")
    pipeline.build(config)
    journal = json.loads((config.output / "data/changes.json").read_text(encoding="utf-8"))
    assert [build["date"] for build in journal["builds"]] == ["1970-01-01"]


@pytest.mark.parametrize("epoch", ["abc", "99999999999999", "1e9", "9" * 5000])
def test_a_day_that_is_none_is_told(config: Config, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH"):
        pipeline.build(config)
    assert not config.output.exists()


def test_a_defect_of_ours_costs_one_document(monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> None:
    def broken(document: object, knowledge: Knowledge) -> object:
        raise IndexError("list index out of range")

    monkeypatch.setattr(stages, "DOCUMENT_STAGES", (*stages.DOCUMENT_STAGES[:2], broken))
    source = discover((ROOT / "seeds",)).files[0]
    refused = stages.process(load(source), knowledge)
    assert isinstance(refused, Refused)
    assert (refused.path, refused.code) == (SEEDS[0].name, "defect")
    assert "IndexError" in refused.message


def test_a_second_build_in_the_same_process_sees_what_changed(config: Config) -> None:
    pipeline.build(config, today=TODAY)
    (config.sources[0] / "a.txt").write_text(TEXTS["a.txt"].replace("要压实责任", "要抓好落实"), encoding="utf-8")
    report = pipeline.build(config, today=TODAY)
    assert "要抓好落实" in (config.output / "documents/a.html").read_text(encoding="utf-8")
    assert report.changed > 0 and report.build and [change.id for change in report.build.changed] == ["a"]
    assert _but_journal(config.output) == _anew(config)


def test_a_process_keeps_no_rows_of_a_build_that_is_over(config: Config) -> None:
    pipeline.build(config)
    assert files._renderer.cache_info().currsize == 0 and files._entries.cache_info().currsize == 0


def test_the_page_at_the_address_of_an_earlier_document_says_so(config: Config) -> None:
    page, source = config.output / "documents/a.html", config.sources[0] / "a.txt"
    text = source.read_text(encoding="utf-8")
    pipeline.build(config, today=TODAY)
    source.unlink()
    pipeline.build(config, today=TODAY)
    source.write_text(
        "全县教育大会召开\n2024年9月10日，全县教育大会在县会堂召开，总结工作，部署任务。\n", encoding="utf-8"
    )
    pipeline.build(config, today=TODAY)
    assert "那一篇已撤下" in page.read_text(encoding="utf-8")
    left = _but_journal(config.output)
    pipeline.build(replace(config, fresh=True), today=TODAY)
    assert _but_journal(config.output) == left
    source.unlink()
    pipeline.build(config, today=TODAY)
    source.write_text(text, encoding="utf-8")
    pipeline.build(config, today=TODAY)
    told = page.read_text(encoding="utf-8")
    assert "以前是另一篇《全县教育大会召开》的" in told and "以前是另一篇《湖南省水利厅" not in told


def test_a_build_knows_which_files_were_refused_before(config: Config) -> None:
    (config.sources[0] / "空.txt").touch()
    first = pipeline.build(config, today=TODAY)
    assert [item.path for item in first.refused] == ["空.txt"] and not first.known
    for fresh in (False, True):  # nothing to do; all to do
        assert pipeline.build(replace(config, fresh=fresh), today=TODAY).known == {*first.refused}
    (config.sources[0] / "又空.txt").touch()
    again = pipeline.build(config, today=TODAY)
    assert [item.path for item in again.refused if item not in again.known] == ["又空.txt"]
    (config.output / "data/refused.json").write_text("{", encoding="utf-8")
    (config.sources[0] / "又空.txt").unlink()
    assert not pipeline.build(config, today=TODAY).known


def test_a_fresh_build_in_the_same_process_sees_what_changed(config: Config) -> None:
    """Whoever has opened the store that is thrown away must not go on reading it."""
    pipeline.build(config, today=TODAY)
    (config.sources[0] / "a.txt").write_text(TEXTS["a.txt"].replace("要压实责任", "要抓好落实"), encoding="utf-8")
    pipeline.build(Config(config.sources, config.output, jobs=1, fresh=True), today=TODAY)
    assert "要抓好落实" in (config.output / "documents/a.html").read_text(encoding="utf-8")
    assert _but_journal(config.output) == _anew(config)


def _another_object(entry: Any, copy_of: str | None) -> dict[str, Any]:
    return {**_OBJECT(entry, copy_of), "program": "another"}


_OBJECT = export.document_json


def test_another_program_writes_the_data_anew(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents are read as before, but the new program has more to say of them."""
    pipeline.build(config, today=TODAY)
    monkeypatch.setattr(version, "code", lambda: b"another")
    monkeypatch.setattr(export, "document_json", _another_object)
    pipeline.build(config, today=TODAY)
    found = json.loads((config.output / "data/documents.json").read_text(encoding="utf-8"))
    assert [one.get("program") for one in found] == ["another", "another"]


def test_another_program_writes_the_pages_anew(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline.build(config, today=TODAY)
    monkeypatch.setattr(version, "code", lambda: b"another")
    monkeypatch.setattr("meetingsite.names.KINDS", {"held": "开会"})
    monkeypatch.setattr("meetingsite.pages.rail.KINDS", {"held": "开会"})
    pipeline.build(config, today=TODAY)
    assert "开会" in (config.output / "documents/a.html").read_text(encoding="utf-8")


def _garbage(store: Path) -> None:
    store.write_bytes(b"no database" * 1000)


def _half(store: Path) -> None:
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])


def _holes(store: Path) -> None:
    data = bytearray(store.read_bytes())
    for start in range(4096, len(data), 8192):
        data[start : start + 512] = b"\xee" * 512
    store.write_bytes(data)


def _gone(store: Path) -> None:
    store.unlink()


@pytest.mark.parametrize("damage", [_garbage, _half, _holes, _gone])
def test_a_damaged_store_costs_time_alone(config: Config, damage: Callable[[Path], None]) -> None:
    pipeline.build(config, today=TODAY)
    before = _content(config.output)
    with Store(beside(config.output)) as store:
        damage(store.path)
    report = pipeline.build(config, today=TODAY)
    assert (report.changed, report.removed, report.build) == (0, 0, None)
    assert _content(config.output) == before
    (config.sources[0] / "a.txt").unlink()
    pipeline.build(config, today=TODAY)
    assert "a.html" in {path.name for path in (config.output / "documents").iterdir()}  # a tombstone
    found = json.loads((config.output / "data/documents.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in found] == ["b"]


@pytest.mark.parametrize(
    "path", ["index.html", "documents/a.html", "sources/a.txt", "data/documents.json", "static/site.css"]
)
def test_what_was_damaged_or_lost_in_the_output_is_mended(config: Config, path: str) -> None:
    pipeline.build(config, today=TODAY)
    before = _but_journal(config.output)
    (config.output / path).write_bytes(b"damaged")
    pipeline.build(config, today=TODAY)
    assert _but_journal(config.output) == before
    (config.output / path).unlink()
    pipeline.build(config, today=TODAY)
    assert _but_journal(config.output) == before


def test_settings_reach_every_page(config: Config) -> None:
    pipeline.build(config, today=TODAY)
    named = Config(config.sources, config.output, title="水利文献", base_url="https://example.org/", jobs=1)
    pipeline.build(named, today=TODAY)
    pages = list(config.output.rglob("*.html"))
    assert (
        all("水利文献" in page.read_text(encoding="utf-8") for page in pages) and (config.output / "404.html").is_file()
    )
    assert _but_journal(config.output) == _anew(named)
    pipeline.build(config, today=TODAY)
    assert not (config.output / "404.html").exists()
    assert _but_journal(config.output) == _anew(config)
