"""The knowledge of the package as workers have it: kept beside the output, and new as soon as a data file is."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from meetingsite import shipped
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.shipped import shipped_knowledge, shipped_wording


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data files in the place of the package's."""
    copy = tmp_path / "knowledge"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(shipped, "folder", lambda _: copy)
    return copy


def test_kept_it_is_what_the_files_say(tmp_path: Path, place: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    for _ in range(2):  # made, then read again
        found = shipped_knowledge(cache)
        assert pickle.dumps(found) == pickle.dumps(pickle.loads(pickle.dumps(Knowledge.load(place))))
        shipped._knowledge.cache_clear()
    assert shipped_wording(cache) == shipped_wording()
    assert {path.suffix for path in cache.iterdir()} == {".knowledge", ".wording"}


def test_a_changed_file_is_seen(tmp_path: Path, place: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    before = shipped_wording(cache)
    noise = place / "noise.yaml"
    label = next(iter(Knowledge.load(place).noise.rules.values())).label
    noise.write_text(noise.read_text(encoding="utf-8").replace(label, f"{label}改"), encoding="utf-8")
    after = shipped_wording(cache)
    assert after != before and f"{label}改" in after.rules.values()
    assert f"{label}改" in {rule.label for rule in shipped_knowledge(cache).noise.rules.values()}
