"""noise.yaml: every entry's own examples and counterexamples."""

from __future__ import annotations

from pathlib import Path

import pytest

from meetingsite.errors import YamlError
from meetingsite.knowledge import FOLDER
from meetingsite.knowledge.noise import Noise, NoiseEntry, TokenSet

NOISE = Noise.load(FOLDER)
TALK = "talk: {rule: 甲, about: [本站], words: [下载], never: [会议], enough: 2}\n"
PLACES = {
    "any": {"any"},
    "edge": {"any", "edge", "head", "tail"},
    "head": {"any", "edge", "head"},
    "tail": {"any", "edge", "tail"},
}


def _pairs(entries: tuple[NoiseEntry, ...], field: str) -> list[tuple[NoiseEntry, str]]:
    return [(entry, words) for entry in entries for words in getattr(entry, field)]


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.lines, "examples"))
def test_a_line_that_is_noise(entry: NoiseEntry, line: str) -> None:
    assert NOISE.line_rule(line, PLACES[entry.where]) is not None
    assert entry.regex.fullmatch(line)


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.lines, "counterexamples"))
def test_a_line_that_is_not(entry: NoiseEntry, line: str) -> None:
    assert NOISE.line_rule(line, PLACES["edge"]) is None


@pytest.mark.parametrize("line", [words for tokens in NOISE.tokens for words in tokens.examples])
def test_a_line_of_menu_words(line: str) -> None:
    assert NOISE.line_rule(line, PLACES["edge"]) is not None
    assert NOISE.line_rule(line, PLACES["any"]) in (None, "portal-chrome")


@pytest.mark.parametrize("line", [words for tokens in NOISE.tokens for words in tokens.counterexamples])
def test_a_line_with_other_words(line: str) -> None:
    assert NOISE.line_rule(line, PLACES["edge"]) is None


@pytest.mark.parametrize(("entry", "line"), _pairs((*NOISE.pieces, *NOISE.families), "examples"))
def test_a_piece_inside_a_line(entry: NoiseEntry, line: str) -> None:
    assert entry.regex.search(line)


@pytest.mark.parametrize(("entry", "line"), _pairs((*NOISE.pieces, *NOISE.families), "counterexamples"))
def test_no_piece_inside_a_line(entry: NoiseEntry, line: str) -> None:
    assert not entry.regex.search(line)


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.tails, "examples"))
def test_a_marker_behind_which_the_page_speaks_of_something_else(entry: NoiseEntry, line: str) -> None:
    assert NOISE.tail(line) is not None


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.tails, "counterexamples"))
def test_a_line_that_ends_nothing(entry: NoiseEntry, line: str) -> None:
    assert NOISE.tail(line) is None


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.heads, "examples"))
def test_a_marker_before_which_the_page_speaks_of_something_else(entry: NoiseEntry, line: str) -> None:
    assert NOISE.head(line) is not None


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.heads, "counterexamples"))
def test_a_line_that_begins_nothing(entry: NoiseEntry, line: str) -> None:
    assert NOISE.head(line) is None


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.stamps, "examples"))
def test_the_day_of_a_post_in_a_line_of_noise(entry: NoiseEntry, line: str) -> None:
    stamp = NOISE.stamp(line)
    assert stamp is not None
    assert any(figure.isdecimal() for figure in line[slice(*stamp)])
    assert NOISE.line_rule(line, PLACES["edge"]) == entry.rule


@pytest.mark.parametrize(("entry", "line"), _pairs(NOISE.stamps, "counterexamples"))
def test_a_line_without_the_day_of_a_post(entry: NoiseEntry, line: str) -> None:
    assert NOISE.stamp(line) is None


def test_columns_without_a_word_are_refused() -> None:
    with pytest.raises(ValueError, match="columns"):
        TokenSet("甲", ("首页",), ())


@pytest.mark.parametrize("line", NOISE.talk.examples)
def test_a_sentence_of_the_page_about_itself(line: str) -> None:
    assert NOISE.talks(line)
    assert NOISE.line_rule(line, PLACES["edge"]) is not None


@pytest.mark.parametrize("line", NOISE.talk.counterexamples)
def test_a_sentence_of_the_text(line: str) -> None:
    assert not NOISE.talks(line)
    assert NOISE.line_rule(line, PLACES["edge"]) is None


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
        ("lines:\n  - rule: 甲\n    patterns: ['']\n", 2, "空的模式"),
        ("lines:\n  - rule: 甲\n    patterns: ['(']\n", 2, "正则式"),
        ("lines:\n  - rule: 甲\n    where: 中间\n    patterns: ['a']\n", 2, "where"),
        ("lines:\n  - rule: 甲\n    patern: ['a']\n", 3, "patern"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "noise.yaml"
    path.write_text(f"{text}rules: {{}}\ntokens: []\npieces: []\ntails: []\nheads: []\n{TALK}", encoding="utf-8")
    with pytest.raises(YamlError, match=words) as caught:
        Noise.load(tmp_path)
    assert caught.value.path == path
    assert caught.value.line == line


def test_a_rule_without_a_name_is_refused(tmp_path: Path) -> None:
    text = (
        f"rules: {{}}\nlines:\n  - rule: 甲\n    patterns: ['a']\ntokens: []\npieces: []\ntails: []\nheads: []\n{TALK}"
    )
    (tmp_path / "noise.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(YamlError, match="甲"):
        Noise.load(tmp_path)
