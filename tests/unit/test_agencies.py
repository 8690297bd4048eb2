"""Which agency a document belongs to: text cases a Chinese reader can add to, and what text cases cannot say."""

from __future__ import annotations

import dataclasses
import pickle
from pathlib import Path

import pytest

from case_files import read_cases
from documents import document_from
from meetingsite.errors import YamlError
from meetingsite.extract.agencies.host import extract_agency
from meetingsite.extract.agencies.mentions import find_agencies, resolve
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.agencies import Agencies
from meetingsite.knowledge.regions import Regions
from meetingsite.model import Span
from processor_time import at_most


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


def _cases() -> list[tuple[str, str, str]]:
    return [(case.name, case.given.strip(), case.expected.strip()) for case in read_cases("agencies")]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in _cases()])
def test_agency_of_case(knowledge: Knowledge, text: str, expected: str) -> None:
    agency = extract_agency(document_from(text), knowledge)
    got = f"{agency.name} | {agency.level} | {agency.region}" if agency else "null"
    assert got == expected, agency
    assert agency is None or agency.span.of(text).strip()


def test_a_derived_title_may_name_a_meeting_only_listened_to(knowledge: Knowledge) -> None:
    text = (
        "国务院召开全国农田水利建设电视电话会议\n国务院召开全国农田水利建设电视电话会议，县水利局局长在分会场参加会议。"
    )
    given = document_from(text)
    derived = dataclasses.replace(given, title_origin="derived")
    agency = extract_agency(given, knowledge)
    assert agency is not None and agency.name == "国务院"
    assert extract_agency(derived, knowledge) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("由生态环境部和自然资源部主办", ["生态环境部", "自然资源部"]),
        ("省委海洋办常务副主任，省海洋局党组书记", ["省委海洋办", "省海洋局"]),
        ("崂山区发展和改革局、即墨区海洋发展局、蓝谷管理局", ["崂山区发展和改革局", "即墨区海洋发展局", "蓝谷管理局"]),
        ("各市海洋局、沿海7市海洋局、全省水利厅", []),
        ("党委政府、市委员会、市政协委员、财政部分资金", []),
        ("威海关于推进工作", []),
    ],
)
def test_mentions(knowledge: Knowledge, text: str, words: list[str]) -> None:
    assert [m.span.of(text) for m in find_agencies(text, knowledge)] == words


def test_a_short_form_means_the_agency_of_the_home(knowledge: Knowledge) -> None:
    (mention,) = find_agencies("市海洋发展局", knowledge)
    assert not mention.settled
    assert resolve(mention, None) is None
    for place, name in (("青岛市", "青岛市海洋发展局"), ("荣成市", "荣成市海洋发展局"), ("上海市", "上海市海洋发展局")):
        found = resolve(mention, knowledge.regions.named(place)[0])
        assert found is not None and found.name == name
    assert resolve(mention, knowledge.regions.named("山东省")[0]) is None


def test_a_line_beside_the_title_is_the_last_resort(knowledge: Knowledge) -> None:
    document = document_from("写好“海洋篇”\n威海市海洋局\n重点抓好各项工作。")
    front = document.blocks[0].span
    document = dataclasses.replace(document, front=(front,), blocks=document.blocks[1:])
    agency = extract_agency(document, knowledge)
    assert agency is not None and (agency.name, agency.span) == ("威海市海洋局", front)


def test_hostile_text_is_read_in_linear_time(knowledge: Knowledge) -> None:
    """0.01 s; minutes if it were quadratic."""
    text = "市委会议和，" * 20_000 + "\n" + "在威海市委省市区政府第届次和、" * 20_000
    with at_most(5):
        extract_agency(document_from(text), knowledge)


def test_a_form_with_two_meanings_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "agencies.yaml").read_text(encoding="utf-8")
    (tmp_path / "agencies.yaml").write_text(
        text.replace("- {name: 外交部}", "- {name: 外交部, short: [国防部]}"), encoding="utf-8"
    )
    with pytest.raises(YamlError, match="两个意思"):
        Agencies.load(tmp_path, Regions.load(FOLDER))


def test_knowledge_survives_pickling(knowledge: Knowledge) -> None:
    agencies = pickle.loads(pickle.dumps(knowledge.agencies))
    assert agencies.body("水利厅") == knowledge.agencies.body("水利厅")
    assert Span(0, 1) == (0, 1)
