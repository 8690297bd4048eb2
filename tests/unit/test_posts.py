"""posts.yaml: its patterns, and the mistakes it refuses."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from meetingsite.errors import YamlError
from meetingsite.knowledge import FOLDER
from meetingsite.knowledge.posts import Posts, any_of

POSTS = Posts.load(FOLDER)


def test_the_longest_word_wins() -> None:
    pattern = any_of(["局长", "局长助理", "局", "作…报告"])
    assert re.match(pattern, "局长助理").group() == "局长助理"  # type: ignore[union-attr]
    assert re.match(pattern, "作了工作报告").group() == "作了工作报告"  # type: ignore[union-attr]
    assert re.match(pattern, "作，报告") is None


def test_can_be_sent_to_a_worker() -> None:
    assert pickle.loads(pickle.dumps(POSTS)) == POSTS


@pytest.mark.parametrize("key", ["weak", "followers", "not_a_post", "collective", "past"])
def test_an_empty_list_is_refused(tmp_path: Path, key: str) -> None:
    lines = (FOLDER / "posts.yaml").read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
    stop = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith(" "))
    lines[start:stop] = [f'{key}: ""']
    (tmp_path / "posts.yaml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(YamlError, match=f"“{key}”是空的"):
        Posts.load(tmp_path)


def test_a_role_given_twice_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "posts.yaml").read_text(encoding="utf-8")
    (tmp_path / "posts.yaml").write_text(text.replace("{name: 宣读,", "{name: 传达,"), encoding="utf-8")
    with pytest.raises(YamlError, match="传达"):
        Posts.load(tmp_path)
