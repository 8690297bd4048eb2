"""Participants: the cases a Chinese reader wrote, the figures they give together, and what must never happen."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_files import read_cases
from documents import document_from
from meetingsite.extract.people.participants import extract_people
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.posts import Posts
from meetingsite.knowledge.regions import Regions
from meetingsite.model import Person
from processor_time import at_most


class Expected(NamedTuple):
    name: str
    posts: frozenset[str]
    roles: frozenset[str]


class Case(NamedTuple):
    title: str
    text: str
    people: tuple[Expected, ...]


@cache
def knowledge() -> Knowledge:
    return cast(Knowledge, SimpleNamespace(posts=Posts.load(FOLDER), regions=Regions.load(FOLDER)))


def people(text: str) -> dict[str, Person]:
    return {person.name: person for person in extract_people(document_from(text), knowledge())}


def norm(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def people_cases() -> list[Case]:
    cases = []
    for name, text, expected in read_cases("people"):
        rows = [[cell.strip() for cell in line.split("|")] for line in expected.splitlines() if line.strip()]
        wanted = tuple(
            Expected(who, frozenset(norm(p) for p in re.split("[，；]", posts) if p), frozenset(roles.split()))
            for who, posts, roles in rows
        )
        cases.append(Case(name, text, wanted))
    return cases


ALL = people_cases()


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_case(case: Case) -> None:
    found = people(case.text)
    assert set(found) == {wanted.name for wanted in case.people}
    for wanted in case.people:
        assert {norm(post) for post in found[wanted.name].posts} == wanted.posts
        assert all(set(role.split("/")) & set(found[wanted.name].roles) for role in wanted.roles)


def test_there_are_cases_of_every_kind() -> None:
    assert len(ALL) >= 190
    assert sum(not case.people for case in ALL) >= 40


@pytest.mark.parametrize("case", ALL, ids=[case.title for case in ALL])
def test_a_fact_quotes_the_text(case: Case) -> None:
    document = document_from(case.text)
    for person in extract_people(document, knowledge()):
        assert person.rule and person.roles and person.mentions
        for span in person.mentions:
            words = norm(span.of(document.text))
            assert words == person.name or (words.startswith(person.name[0]) and words.endswith(person.name[-2:]))
        words = norm(person.span.of(document.text))
        assert person.name in words or words.startswith(person.name[0]) or words.endswith(person.name[-2:])


def test_a_name_printed_with_a_blank() -> None:
    found = people("会议\n厅长韦 韬主持会议。会上，韦韬作了讲话。")["韦韬"]
    assert len(found.mentions) == 2
    assert {"主持", "讲话"} <= set(found.roles)


def test_the_fuller_post_stands_for_the_shorter() -> None:
    assert people("会议\n局长林海出席。省海洋局局长林海作了讲话。")["林海"].posts == ("省海洋局局长",)


def test_only_a_verb_of_speaking_is_not_certain() -> None:
    found = people("会议\n市长林海强调，要抓好落实。副市长周文主持会议。")
    assert not found["林海"].certain
    assert found["周文"].certain


def test_a_row_of_a_table_begins_at_its_number() -> None:
    text = "述职会\n序号\n单位\n述职人\n好\n1\n甲县\n王大海\n38\n6\n2\n乙县\n李小山\n35\n"
    assert set(people(text)) == {"王大海", "李小山"}


def test_half_width_commas_split_posts_too() -> None:
    posts = people("会议\n省委海洋办副主任,省海洋局党组成员、副局长燕飞主持会议。")["燕飞"].posts
    assert posts == ("省委海洋办副主任", "省海洋局党组成员、副局长")


def test_cited_leader_takes_part_where_the_title_says_so() -> None:
    text = "\n习近平总书记出席座谈会并发表重要讲话。"
    assert "习近平" not in people("某市召开座谈会" + text)
    assert set(people("习近平出席座谈会" + text)["习近平"].roles) >= {"出席", "讲话"}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from("局长副市书记张王李建国出席会议主持并讲话、，。：；（）和由在·\n 》《传达批示"), max_size=120
    )
)
def test_any_text_is_read_without_a_crash(chars: list[str]) -> None:
    document = document_from("题名\n" + "".join(chars))
    for person in extract_people(document, knowledge()):
        assert 2 <= len(person.name) <= 30
        assert 0 <= person.span.start < person.span.end <= len(document.text)


@pytest.mark.parametrize(
    "unit",
    [
        "局长",
        "副市长张三、",
        "张三和",
        "出席",
        "出席：",
        "主持 ",
        "、局长，",
        "作",
        "（",
        "《",
        "阿·",
        "局长张 ",
        "在局长张三陪同下，",
        "当选局长",
        "听取局张三、",
        "中心的张三、",
        "王小山、",
        "序号\n1\n",
        "参加人员：\n",
        "扎西",
        "局长（",
        "　",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    knowledge()
    text = "题名\n" + unit * (40_000 // len(unit))
    with at_most(5):
        people(text)
