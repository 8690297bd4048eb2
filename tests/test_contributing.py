"""CONTRIBUTING.md does what it says: every change of knowledge it shows is made in a copy, and looked at with ``explain``."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import case_files
from meetingsite.clean import clean
from meetingsite.config import Config
from meetingsite.explain import explain, find_source, layout
from meetingsite.knowledge import FOLDER, Knowledge
from seeds import ROOT, raw_document

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Mending(NamedTuple):
    """One example of the guide."""

    heading: str
    file: str
    added: str
    document: str
    without: list[str]  # what explain says as things are
    having: list[str]  # what it says with the change


def _examples() -> list[Mending]:
    found = []
    for section in GUIDE.split("\n### ")[1:]:
        heading, _, text = section.partition("\n")
        blocks = dict(_FENCED.findall(text.partition("\n## ")[0]))
        lines = blocks["diff"].splitlines()
        signs = {sign: [line[2:] for line in lines if line.startswith(f"{sign} ")] for sign in "-+"}
        file = re.match(r"# (\w+\.yaml)\n", blocks["yaml"])
        assert file, heading
        found.append(Mending(heading, file[1], blocks["yaml"], blocks["text"], signs["-"], signs["+"]))
    return found


def _merged(old: Any, new: Any) -> Any:
    """*old* with what *new* adds: lists and word lists grow; an entry with the same plain values is the same entry."""
    if isinstance(new, dict):
        return old | {key: _merged(old[key], value) if key in old else value for key, value in new.items()}
    if isinstance(new, str):
        return old if old == new else f"{old} {new}"
    grown = list(old)
    for item in new:
        plain = {key: value for key, value in item.items() if isinstance(value, str)} if isinstance(item, dict) else {}
        same = [i for i, other in enumerate(grown) if plain and plain.items() <= _plain(other).items()]
        if same:
            grown[same[0]] = _merged(grown[same[0]], item)
        else:
            grown.append(item)
    return grown


def _plain(entry: dict[str, Any]) -> dict[str, str]:
    return {key: value for key, value in entry.items() if isinstance(value, str)}


def _said(document: Path, knowledge: Knowledge) -> str:
    """What explain prints, without blanks and line ends."""
    return "".join("".join(layout.lines(explain(find_source(document, Config()), knowledge))).split())


def _squeezed(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def test_the_guide_has_an_example_of_each_kind() -> None:
    files = [example.file for example in _examples()]
    assert sorted(files) == [
        "agencies.yaml",
        "dates.yaml",
        "dates.yaml",
        "noise.yaml",
        "posts.yaml",
        "script.yaml",
        "topics.yaml",
    ]
    assert all(example.without and example.having for example in _examples())


@pytest.mark.parametrize("example", _examples(), ids=lambda example: example.heading)
def test_the_change_does_what_the_guide_says(tmp_path: Path, knowledge: Knowledge, example: Mending) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    old = yaml.load((folder / example.file).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    new = _merged(old, yaml.load(example.added, Loader=yaml.CBaseLoader))
    assert new != old
    text = yaml.dump(new, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    (folder / example.file).write_text(text, encoding="utf-8")
    document = tmp_path / "document.txt"
    document.write_text(example.document, encoding="utf-8")
    before, after = _said(document, knowledge), _said(document, Knowledge.load(folder))
    for line in _squeezed(example.without):
        assert line in before and line not in after
    for line in _squeezed(example.having):
        assert line in after and line not in before


def test_the_case_passes(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    block = next(text for kind, text in _FENCED.findall(GUIDE) if kind == "case")
    (tmp_path / "clean").mkdir()
    (tmp_path / "clean/guide.txt").write_text(block, encoding="utf-8")
    monkeypatch.setattr(case_files, "FOLDER", tmp_path)
    (case,) = case_files.read_cases("clean")
    assert clean(raw_document(case.given), knowledge).text == case.expected != case.given


def test_every_place_named_is_there() -> None:
    named = re.findall(r"`((?:src|tests|templates|static)/[\w/.]*)", GUIDE)
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_test_named_is_there() -> None:
    named = re.findall(r"tests/[\w/]+\.py", GUIDE)
    assert len(named) >= 3
    assert [path for path in named if not (ROOT / path).is_file()] == []
