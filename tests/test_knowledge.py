"""Every data file of the package: it loads, says what it means by examples, repeats and contradicts nothing; and a file
that is wrong stops a build, named with its line, while the earlier site stays as it was.

The examples themselves are run by test_examples.py.
"""

from __future__ import annotations

import dataclasses
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from knowledge_files import KINDS, YAMLS, entries
from meetingsite import cli, resources, yamlfile
from meetingsite.knowledge import FOLDER, Knowledge, posts, topics
from seeds import ROOT

# Kinds of entries that do without, and why.
NO_COUNTEREXAMPLES = {
    "script.yaml characters": "a word that is kept is an example too: 著名 beside 隨著",
}
# Words that stand twice in one list, which does no harm; to be deleted there, then here. The word lists of posts.yaml
# are not looked at: they are grouped by trade, and a word may belong to two.
REPEATED: dict[str, set[str]] = {
    "phrases.yaml stops": {"指导"},
}
# Words of a topic that its own ``not`` bars, so that they never count; to be deleted there, then here.
BARRED = {"灭火器"}
# Lists that must have no word in common.
APART = (
    ("agencies.yaml", "labels", "second_labels"),
    ("labels.yaml", "askers", "answers"),
    ("labels.yaml", "metadata", "minutes"),
    ("labels.yaml", "source", "byline"),
    ("phrases.yaml", "stops", "tails"),
    ("phrases.yaml", "endings", "not_endings"),
    ("topics.yaml", "agency", "agency_not"),
    ("dates.yaml", "reviewing", "planning"),
    ("dates.yaml", "media", "offices"),
    ("posts.yaml", "compound", "not_names"),
)
# Lists of which the first must be part of the second, or it does nothing.
PART_OF = (
    ("posts.yaml", "weak", "surnames"),
    ("posts.yaml", "citing_instruction", "citing"),
)
CHARACTERS = ("surnames", "weak")  # of posts.yaml: every character is an entry


class Listed(NamedTuple):
    """A list of words in a data file and where it stands."""

    place: str  # posts.yaml roles.3.words
    words: list[str]


def _node(name: str) -> Any:
    return yaml.compose((FOLDER / name).read_text(encoding="utf-8"))


def _lists(name: str) -> list[Listed]:
    return list(_listed(_node(name), name))


def _listed(node: Any, place: str) -> Iterator[Listed]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _listed(value, f"{place}{' ' if ' ' not in place else '.'}{key.value}")
    elif isinstance(node, yaml.SequenceNode):
        if all(isinstance(child, yaml.ScalarNode) for child in node.value):
            words = [child.value for child in node.value]
            yield Listed(place, words)
        else:
            for number, child in enumerate(node.value):
                yield from _listed(child, f"{place}.{number}")
    elif place.startswith("posts.yaml") and not place.endswith((".text", ".expected", ".name")):
        together = place.partition(" ")[2] in CHARACTERS
        yield Listed(place, list("".join(node.value.split())) if together else node.value.split())


def _words(name: str, key: str) -> set[str]:
    found = {
        word for place, words in _lists(name) if place.partition(" ")[2] in (key, f"{key}.words") for word in words
    }
    assert found, f"{name} has no list {key}"
    return found


def test_every_file_is_known_and_loads(knowledge: Knowledge) -> None:
    assert sorted(KINDS) == YAMLS
    assert {path.name for path in FOLDER.iterdir()} - {"__pycache__"} >= {*YAMLS, "regions.csv"}
    assert len(dataclasses.fields(knowledge)) == len(YAMLS) + 1
    assert len(knowledge.regions.units) > 3000


@pytest.mark.parametrize("name", YAMLS)
def test_every_kind_of_entry_carries_examples(name: str) -> None:
    found = entries(yamlfile.load(FOLDER / name, KINDS[name]), name)
    can = [(place, entry) for place, entry in found if hasattr(entry, "examples")]
    assert can
    assert [(place, entry) for place, entry in can if not entry.examples] == []
    for place, entry in can:
        against = [other.counterexamples for kind, other in can if kind == place and hasattr(other, "counterexamples")]
        assert any(against) or place in NO_COUNTEREXAMPLES, place
        assert not set(entry.examples) & set(getattr(entry, "counterexamples", ())), (place, entry)


@pytest.mark.parametrize("name", YAMLS)
def test_no_list_is_empty(name: str) -> None:
    lists = _lists(name)
    assert lists
    assert [place for place, words in lists if not words] == []
    assert [place for place, words in lists if not all(word.strip() for word in words)] == []


@pytest.mark.parametrize("name", YAMLS)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    for place, words in _lists(name):
        if name == "posts.yaml" and not place.endswith("counterexamples"):
            continue
        twice = {word for word, count in Counter(words).items() if count > 1}
        assert twice <= REPEATED.get(place, set()), place


def test_no_region_stands_twice(knowledge: Knowledge) -> None:
    codes = Counter((unit.code, unit.until) for unit in knowledge.regions.units if unit.code)
    assert [code for code, count in codes.items() if count > 1] == []
    names = Counter((unit.name, unit.parent, unit.until, unit.code) for unit in knowledge.regions.units)
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(("name", "one", "other"), APART)
def test_lists_that_contradict_each_other(name: str, one: str, other: str) -> None:
    assert _words(name, one) & _words(name, other) == set()


@pytest.mark.parametrize(("name", "part", "whole"), PART_OF)
def test_lists_that_refine_another(name: str, part: str, whole: str) -> None:
    assert _words(name, part) - _words(name, whole) == set()


def test_no_guard_contradicts_its_words() -> None:
    """A role, opener or topic whose own guard bars it everywhere would never be found."""
    roles = [
        entry for _, entry in entries(yamlfile.load(FOLDER / "posts.yaml", posts._File), "") if hasattr(entry, "words")
    ]
    assert len(roles) > 50
    assert [entry for entry in roles if set(entry.words.split()) & set(entry.not_before.split())] == []
    vocabulary = yamlfile.load(FOLDER / "topics.yaml", topics._File).topics
    barred = {word for topic in vocabulary for word in {*topic.words, *topic.weak} & set(topic.not_)}
    assert barred <= BARRED


class Broken(NamedTuple):
    """A copy of a data file with one mistake."""

    name: str
    mistake: str
    text: str
    line: int  # where a build must say it is


def _broken() -> Iterator[Broken]:
    for name in YAMLS:
        text = (FOLDER / name).read_text(encoding="utf-8").rstrip("\n") + "\n"
        last = text.count("\n") + 1
        key, value = _node(name).value[0]
        yield Broken(name, "unknown key", text + "no_such_key: 1\n", last)
        yield Broken(name, "duplicate key", f"{text}{key.value}: 1\n", last)
        wrong = "[写错了]" if isinstance(value, yaml.ScalarNode) else "写错了"
        spoilt = f"{text[: key.end_mark.index]}: {wrong}\n{text[value.end_mark.index :]}"
        yield Broken(name, "wrong type", spoilt, key.start_mark.line + 1)
        yield Broken(name, "not YAML", f"{text}没有配对的: [括号\n", last + 1)
    text = (FOLDER / "noise.yaml").read_text(encoding="utf-8")
    for section in ("lines", "pieces", "tails", "families"):
        entry = next(value for key, value in _node("noise.yaml").value if key.value == section).value[0]
        patterns = next(value for key, value in entry.value if key.value == "patterns")
        pattern = patterns.value[0]
        spoilt = f"{text[: pattern.start_mark.index]}'没有配对的(括号'{text[pattern.end_mark.index :]}"
        yield Broken("noise.yaml", f"bad regex in {section}", spoilt, patterns.start_mark.line + 1)
    table = (FOLDER / "regions.csv").read_text(encoding="utf-8").rstrip("\n") + "\n"
    last = table.count("\n") + 1
    yield Broken("regions.csv", "too few columns", table + "999999,某市\n", last)
    yield Broken("regions.csv", "no such parent", table + ",某某新区,,county,999999,,\n", last)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one text and the site of it, and a copy of the knowledge."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "seeds").mkdir()
    text = "湖南省水利厅召开防汛工作会议\n2023年6月12日，湖南省水利厅在长沙召开防汛工作会议，部署工作。\n"
    (folder / "seeds/a.txt").write_text(text, encoding="utf-8")
    shutil.copytree(FOLDER, folder / "knowledge", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for name in ("templates", "static"):
        shutil.copytree(ROOT / name, folder / name)
    source, output = str(folder / "seeds"), str(folder / "site")
    assert cli.main(["build", "--source", source, "--output", output, "--jobs", "1", "--quiet"]) == 0
    return folder


def _state(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"") for path in folder.rglob("*")
    }


@pytest.mark.parametrize("broken", [*_broken()], ids=lambda broken: f"{broken.name} {broken.mistake}")
def test_a_mistake_stops_the_build(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], broken: Broken
) -> None:
    """test_exit_status.py shows once that the files inside the package are read; here a copy stands for them."""
    path = built / "knowledge" / broken.name
    original = path.read_bytes()
    monkeypatch.setattr(resources, "_PACKAGE", built)
    before = _state(built / "site")
    path.write_text(broken.text, encoding="utf-8")
    try:
        status = cli.main(["build", "--source", str(built / "seeds"), "--output", str(built / "site"), "--jobs", "1"])
    finally:
        path.write_bytes(original)
    out, err = capsys.readouterr()
    assert status == 1
    assert f"{path}:{broken.line}" in err
    assert "\n  → " in err
    assert out == ""
    assert _state(built / "site") == before


def test_the_copy_itself_builds(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that what stops the builds above is the mistake, and nothing else."""
    monkeypatch.setattr(resources, "_PACKAGE", built)
    arguments = ["--source", str(built / "seeds"), "--output", str(built / "site"), "--jobs", "1", "--quiet"]
    assert cli.main(["build", *arguments]) == 0
