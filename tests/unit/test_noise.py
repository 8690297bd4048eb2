"""noise.yaml: the mistakes it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingsite.errors import YamlError
from meetingsite.knowledge.noise import Noise
from meetingsite.knowledge.noise_entries import MemberCards, TokenSet

CARDS = "cards: {rule: 甲, words: [积分], enough: 2}\n"
TALK = f"{CARDS}talk: {{rule: 甲, about: [本站], words: [下载], never: [会议], enough: 2}}\n"


@pytest.mark.parametrize("words", [(), ("积分", ""), ("积分", "UID")])
def test_names_of_a_card_that_match_nothing_are_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="words"):
        MemberCards("甲", words, 2)


def test_columns_without_a_word_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        TokenSet("甲", ("首页",), ())


@pytest.mark.parametrize("field", ["about", "words", "never"])
def test_talk_without_words_is_refused(tmp_path: Path, field: str) -> None:
    talk = TALK.replace({"about": "[本站]", "words": "[下载]", "never": "[会议]"}[field], "[]")
    text = f"rules: {{甲: {{label: 甲}}}}\nlines: []\ntokens: []\npieces: []\ntails: []\nheads: []\n{talk}"
    (tmp_path / "noise.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(YamlError, match="空的词"):
        Noise.load(tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("lines:\n  - rule: 甲\n    patterns: ['']\n", 3, "空的模式"),
        ("lines:\n  - rule: 甲\n    patterns: ['(']\n", 3, "正则式"),
        ("lines:\n  - rule: 甲\n    where: 中间\n    patterns: ['a']\n", 3, "写 any、edge、head、tail 之一"),
        ("lines:\n  - rule: 甲\n    patern: ['a']\n", 3, "patern"),
        ("lines:\n  - rule: 甲\n    patterns: [b, '(?i)a']\n", 3, "正则式"),
        ("lines:\n  - rule: 甲\n    patterns: ['(?P<x>a)', '(?P<x>b)']\n", 3, "正则式"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "noise.yaml"
    path.write_text(f"{text}rules: {{}}\ntokens: []\npieces: []\ntails: []\nheads: []\n{TALK}", encoding="utf-8")
    with pytest.raises(YamlError, match=words) as caught:
        Noise.load(tmp_path)
    assert caught.value.path == path
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rules: {甲: {label: 甲, family: fourm}}\nfamilies: []\n", "不认识“fourm”"),
        ("rules: {甲: {label: 甲}}\nfamilies:\n  - rule: fourm\n    patterns: [a]\n", "fourm"),
    ],
)
def test_a_family_that_does_not_exist_is_refused(tmp_path: Path, text: str, words: str) -> None:
    whole = f"{text}lines: []\ntokens: []\npieces: []\ntails: []\nheads: []\n{TALK}"
    (tmp_path / "noise.yaml").write_text(whole, encoding="utf-8")
    with pytest.raises(YamlError, match=words):
        Noise.load(tmp_path)


def test_a_rule_without_a_name_is_refused(tmp_path: Path) -> None:
    text = (
        f"rules: {{}}\nlines:\n  - rule: 甲\n    patterns: ['a']\ntokens: []\npieces: []\ntails: []\nheads: []\n{TALK}"
    )
    (tmp_path / "noise.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(YamlError, match="甲"):
        Noise.load(tmp_path)
