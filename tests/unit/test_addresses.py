"""Where pages lie, and how one leads to another."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from built import built_sample
from meetingsite.errors import LinkError
from meetingsite.ids import is_safe
from meetingsite.pages.addresses import UNKNOWN, address, agency_key, href, person_page

LISTS = ("agency", "region", "date", "topic", "person", "surname", "reviews")
STRANGE = ("<b>专题</b>", "A" * 300, "有 空格", "../../etc", "con", "a/b", "#%?", "")


def test_an_unknown_kind_has_no_address() -> None:
    with pytest.raises(LinkError, match="没有“gone”这种网页"):
        address("gone", "100_forum")


@pytest.mark.parametrize(
    ("kind", "key", "sheet", "path"),
    [
        ("home", "", 0, "index.html"),
        ("agencies", "", 0, "agencies/index.html"),
        ("missing", "", 0, "404.html"),
        ("agency", "自然资源部", 0, "agencies/自然资源部.html"),
        ("agency", "自然资源部", 3, "agencies/自然资源部/3.html"),
        ("agency-cited", "自然资源部", 0, "agencies/自然资源部/cited.html"),
        ("agency-cited", "自然资源部", 2, "agencies/自然资源部/cited/2.html"),
        ("region", "山东省", 0, "agencies/regions/山东省.html"),
        ("date", "2024", 1, "dates/2024/1.html"),
        ("date", "undated", 0, "dates/undated.html"),
        ("topic", "海洋经济", 0, "topics/海洋经济.html"),
        ("candidates", "", 0, "topics/candidates.html"),
        ("candidates", "", 2, "topics/candidates/2.html"),
        ("person", "张建东-山东省海洋局", 0, "people/张建东-山东省海洋局.html"),
        ("surname", "张", 0, "people/surnames/张.html"),
        ("document", "100_forum", 0, "documents/100_forum.html"),
        ("document-cited", "100_forum", 0, "documents/100_forum/cited.html"),
        ("source", "100_forum", 0, "sources/100_forum.html"),
        ("raw", "100_forum", 0, "sources/100_forum.txt"),
        ("reviews", "inferred", 1, "review/inferred/1.html"),
        ("data", "documents.json", 0, "data/documents.json"),
    ],
)
def test_addresses(kind: str, key: str, sheet: int, path: str) -> None:
    assert address(kind, key, sheet) == path


def test_a_topic_cannot_hide_the_page_of_candidates() -> None:
    assert address("topic", "candidates") != address("candidates")


def test_every_name_in_the_output_is_safe() -> None:
    parts = {part.rpartition(".")[0] or part for path in built_sample() for part in path.split("/")}
    assert [part for part in parts - {"index"} if not is_safe(part)] == []


@pytest.mark.parametrize("kind", ["region", "topic", "surname"])
def test_any_name_gives_a_safe_path_of_its_own(kind: str) -> None:
    paths = [address(kind, name) for name in STRANGE]
    assert len({path.casefold() for path in paths}) == len(STRANGE)
    names = [path.rpartition("/")[2].removesuffix(".html") for path in paths]
    assert all(is_safe(name) for name in names) and {path.count("/") for path in paths} == {
        address(kind, "名").count("/")
    }


def test_a_name_that_would_hide_another_page_is_hashed_and_others_are_not() -> None:
    for name in (UNKNOWN, "regions", "index"):
        assert agency_key(name) != name and is_safe(agency_key(name))
    assert agency_key("自然资源部") == "自然资源部"
    assert person_page("张建东", "山东省海洋局") == "张建东-山东省海洋局"
    assert is_safe(person_page("<i>", "a/b")) and person_page("甲", "乙-丙") != person_page("甲", "乙")


@pytest.mark.parametrize("kind", LISTS)
def test_the_sheets_of_two_lists_never_meet(kind: str) -> None:
    one = {address(kind, "甲", sheet) for sheet in range(4)}
    other = {address(kind, "乙", sheet) for sheet in range(4)}
    assert len(one) == len(other) == 4 and not one & other


@pytest.mark.parametrize(
    ("origin", "target", "anchor", "expected"),
    [
        ("index.html", "agencies/自然资源部.html", "", "agencies/%E8%87%AA%E7%84%B6%E8%B5%84%E6%BA%90%E9%83%A8.html"),
        ("documents/100_forum.html", "index.html", "", "../index.html"),
        ("documents/100_forum.html", "sources/100_forum.html", "", "../sources/100_forum.html"),
        ("documents/100_forum.html", "documents/100_forum.html", "p1", "#p1"),
        ("documents/100_forum.html", "documents/100_forum.html", "", "100_forum.html"),
        ("documents/100_forum.html", "documents/101_x.html", "p 1", "101_x.html#p%201"),
        ("agencies/甲/1.html", "agencies/甲.html", "y2024", "../../agencies/%E7%94%B2.html#y2024"),
        ("agencies/甲/1.html", "agencies/甲/2.html", "", "2.html"),
        ("agencies/甲.html", "agencies/甲/2.html", "", "%E7%94%B2/2.html"),
        ("agencies/甲.html", "agencies/甲乙.html", "", "%E7%94%B2%E4%B9%99.html"),
        ("agencies/甲/cited/1.html", "documents/a.html", "", "../../../documents/a.html"),
    ],
)
def test_links_are_relative_and_percent_encoded(origin: str, target: str, anchor: str, expected: str) -> None:
    assert href(origin, target, anchor) == expected


def test_every_link_between_two_pages_leads_from_the_one_to_the_other() -> None:
    paths = [path for path in built_sample() if path.endswith(".html")][::7]
    for origin in paths:
        for target in paths:
            link = href(origin, target)
            here = origin.split("/")[:-1]
            for part in unquote(link).split("/"):
                here = here[:-1] if part == ".." else [*here, part]
            assert "/".join(here) == target
