"""data/documents.json, built from the seeds through the command line: what others rely on, key by key."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from seeds import ROOT, SEEDS

KINDS = {"held", "written", "published", "reposted", "other"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds' site."""
    output = tmp_path_factory.mktemp("built") / "site"
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--source",
        str(ROOT / "seeds"),
        "--output",
        str(output),
        "--quiet",
    ]
    subprocess.run(command, check=True)
    return output


@pytest.fixture(scope="module")
def documents(site: Path) -> list[dict[str, Any]]:
    """The parsed file."""
    loaded: list[dict[str, Any]] = json.loads((site / "data/documents.json").read_text(encoding="utf-8"))
    return loaded


def test_every_file_has_an_entry_ordered_by_id(documents: list[dict[str, Any]]) -> None:
    assert [document["id"] for document in documents] == [path.stem for path in SEEDS]
    assert [document["source"]["path"] for document in documents] == [path.name for path in SEEDS]


def test_the_file_is_utf_8_and_not_escaped(site: Path) -> None:
    text = (site / "data/documents.json").read_text(encoding="utf-8")
    assert "威海市海洋发展局" in text and "\\u5a01" not in text


@pytest.mark.parametrize("index", range(5))
def test_source_and_url(documents: list[dict[str, Any]], site: Path, index: int) -> None:
    document, path = documents[index], SEEDS[index]
    data = path.read_bytes()
    assert document["source"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert document["source"]["bytes"] == len(data)
    assert document["url"] == f"documents/{path.stem}.html"
    for url in [document["url"], document["agency"]["url"], *(topic["url"] for topic in document["topics"])]:
        assert (site / url).is_file()
    assert all((site / person["url"]).is_file() for person in document["people"])


@pytest.mark.parametrize("index", range(5))
def test_facts_rest_on_words_and_rules(documents: list[dict[str, Any]], index: int) -> None:
    document = documents[index]
    facts = [document["agency"], *document["dates"], *document["people"], *document["topics"]]
    assert facts and all(fact["text"] and fact["rule"] for fact in facts)
    raw = SEEDS[index].read_text(encoding="utf-8")
    if document["script"] == "simplified":
        squeezed = "".join(raw.replace(",", "，").replace(":", "：").split())
        assert all("".join(fact["text"].split()) in squeezed for fact in document["people"])


@pytest.mark.parametrize("index", range(5))
def test_dates_have_the_shape_the_contract_names(documents: list[dict[str, Any]], index: int) -> None:
    for date in documents[index]["dates"]:
        assert date["kind"] in KINDS and isinstance(date["certain"], bool)
        assert (date["start"] is None) == (date["end"] is None)
        assert (date["start"] is None) == (date["precision"] == "none")
        if date["start"] is None:
            assert len(date["month_day"]) == 2 and date["certain"] is False
        else:
            assert date["month_day"] is None and date["start"] <= date["end"]


def test_what_the_seeds_say(documents: list[dict[str, Any]]) -> None:
    by = {document["id"][:3]: document for document in documents}
    assert by["000"]["agency"]["name"] == "山东省海洋局" and by["000"]["place"] == "济南"
    assert [(d["start"], d["certain"]) for d in by["000"]["dates"]] == [("2024-01-30", True)]
    assert [(d["start"], d["certain"]) for d in by["001"]["dates"]] == [("2024-02-05", False)]
    assert by["001"]["title_origin"] == "derived" and by["001"]["source_name"] == "青岛市海洋发展局"
    assert {d["kind"]: d["start"] for d in by["002"]["dates"]} == {"reposted": "2020-12-18", "held": None}
    assert by["003"]["metadata"]["文号"] is None and by["003"]["work_year"] == 2023
    assert by["004"]["dates"] == [] and by["004"]["series"] == "精致模范机关创建系列党建访谈录⑦"
    assert by["004"]["people"][0]["roles"] == ["受访"]
    assert sum(by["001"]["edits"].values()) > 30 and by["001"]["removed"] > 900
    assert "\n" in by["003"]["text"] and not by["003"]["text"].startswith("威海市海洋发展局2023年工作思路")
