"""The pipeline's own decisions: one bad document, several processes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from meetingsite import pipeline
from meetingsite.config import Config
from meetingsite.knowledge import Knowledge
from meetingsite.model import Refused
from meetingsite.read import discover
from seeds import ROOT, SEEDS


def _content(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_POOL_FROM", 2)
    for jobs in (1, 2):
        pipeline.build(Config(sources=(ROOT / "seeds",), output=tmp_path / str(jobs), jobs=jobs))
    assert _content(tmp_path / "1") == _content(tmp_path / "2")


def test_a_defect_of_ours_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    def broken(document: object, knowledge: Knowledge) -> object:
        raise IndexError("list index out of range")

    monkeypatch.setattr(pipeline, "DOCUMENT_STAGES", (*pipeline.DOCUMENT_STAGES[:2], broken))
    source = discover((ROOT / "seeds",)).files[0]
    refused = pipeline.process(source, knowledge)
    assert isinstance(refused, Refused)
    assert (refused.path, refused.code) == (SEEDS[0].name, "defect")
    assert "IndexError" in refused.message
