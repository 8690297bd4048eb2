"""Agencies of the places around, and the years of a shelf."""

from __future__ import annotations

import re

from built import built, planned
from html_page import HtmlPage
from meetingsite.model import Level
from meetingsite.pages.lists import KIN, Kinship, years_of
from sample_corpus import Corpus, many, plain, sample

PLACES: list[tuple[str, Level, str]] = [
    ("自然资源部", "national", "中国"),
    ("山东省海洋局", "province", "山东省"),
    ("山东省水利厅", "province", "山东省"),
    ("威海市海洋发展局", "city", "山东省威海市"),
    ("荣成市海洋发展局", "county", "山东省威海市荣成市"),
    ("舟山市海洋与渔业局", "city", "浙江省舟山市"),
]


def kin(name: str) -> tuple[list[str], list[str], list[str]]:
    site = planned(Corpus(tuple(plain(n, 2020, *place) for n, place in enumerate(PLACES))))
    found = Kinship(site.agencies).of(next(shelf for shelf in site.agencies if shelf.name == name))
    assert found is not None
    keys = {shelf.name: shelf.key for shelf in site.agencies}
    assert all(key == keys[other] for group, _ in found for key, other in group)
    assert not any(more for _, more in found)
    above, beside, below = ([other for _, other in group] for group, _ in found)
    return above, beside, below


def test_places_above_beside_and_below() -> None:
    assert kin("威海市海洋发展局") == (["山东省海洋局", "山东省水利厅", "自然资源部"], [], ["荣成市海洋发展局"])
    assert kin("山东省海洋局") == (["自然资源部"], ["山东省水利厅"], ["威海市海洋发展局", "荣成市海洋发展局"])
    assert kin("舟山市海洋与渔业局") == (["自然资源部"], [], [])
    assert kin("自然资源部") == (
        [],
        [],
        ["山东省水利厅", "山东省海洋局", "威海市海洋发展局", "舟山市海洋与渔业局", "荣成市海洋发展局"],
    )


def test_a_country_has_every_place_below_it_and_lists_are_bounded() -> None:
    entries = tuple(plain(n, 2020, f"甲{n:02d}市水务局", "city", f"山东省甲{n:02d}市") for n in range(KIN + 5))
    site = planned(Corpus((*entries, plain(90, 2020, "自然资源部", "national", "中国"))))
    ministry = next(shelf for shelf in site.agencies if shelf.name == "自然资源部")
    found = Kinship(site.agencies).of(ministry)
    assert found is not None and len(found.below[0]) == KIN and found.below[1] is True
    few = planned(Corpus((*entries[:KIN], plain(90, 2020, "自然资源部", "national", "中国"))))
    all_of_them = Kinship(few.agencies).of(next(shelf for shelf in few.agencies if shelf.name == "自然资源部"))
    assert all_of_them is not None and len(all_of_them.below[0]) == KIN and all_of_them.below[1] is False
    assert Kinship(site.agencies).of(site.unknown) is None


def test_an_agency_page_shows_its_kin_people_and_years() -> None:
    page = HtmlPage.of(built(sample())["agencies/威海市海洋发展局.html"])
    heads = [heading.words for heading in page.all("h2") if "aside" in heading.parents]
    assert heads == ["人物", "年份", "上级地区的机关", "下级地区的机关"]
    assert "邢海文" in page.all("aside")[0].words
    kin_lists = [section for section in page.all("section") if "地区的机关" in section.words]
    assert kin_lists and not [section for section in kin_lists if re.search(r"\d", section.words)]


def test_only_the_first_page_of_a_list_has_what_changes_with_every_document() -> None:
    files = built(many(120))
    head, sheet = (HtmlPage.of(files[f"agencies/自然资源部{path}.html"]) for path in ("", "/1"))
    assert "文献 120 篇" in head.all("main")[0].words and len(head.all("aside")) == 1
    assert "120" not in sheet.all("main")[0].words and sheet.all("aside") == []


def test_years_lead_to_the_page_on_which_they_begin() -> None:
    shelf = planned(many(120)).agencies[0]
    found = years_of(shelf)
    assert [(year.key, year.documents, year.sheet) for year in found] == [
        ("2004", 8, 0), ("2003", 28, 0), ("2002", 28, 0), ("2001", 28, 0), ("2000", 28, 1),
    ]  # fmt: skip
