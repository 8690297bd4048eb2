"""The lists of the site: what stands on them, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from built import planned
from meetingsite.ids import is_safe
from meetingsite.pages.lists import PAGE_SIZE
from meetingsite.pages.outline import waiting
from meetingsite.pages.paging import HEAD, numbers, sheets
from meetingsite.pages.wording import date_words, province
from meetingsite.plan import Site
from sample_corpus import Corpus, many, plain, sample


@pytest.fixture
def site() -> Site:
    return planned(sample())


def test_newest_by_own_date_then_undated_by_id(site: Site) -> None:
    dates = [row.date.start if row.date else None for row in site.newest]
    known = [date for date in dates if date]
    assert known == sorted(known, reverse=True)
    assert dates[len(known) :] == [None] * 3
    assert [row.id for row in site.newest[len(known) :]] == ["102_traditional", "104_interview", "105_hostile"]


def test_a_copy_is_counted_once(site: Site) -> None:
    assert "212_plain" in site.cards and "212_plain" not in [row.id for row in site.newest]
    shelf = next(shelf for shelf in site.agencies if shelf.key == "舟山市海洋与渔业局")
    assert [row.id for row in shelf.rows] == ["204_plain", "208_plain", "200_plain"]
    assert [copy.id for copy in site.copies["200_plain"]] == ["212_plain"]


def test_a_copy_of_another_agency_stays_on_its_own_shelf() -> None:
    original = plain(1, 2020, "自然资源部", "national", "中国")
    copy = plain(2, 2020, "山东省海洋局", "province", "山东省")
    site = planned(Corpus((original, copy), copies={copy.id: original.id}))
    assert [row.id for row in site.newest] == [original.id]
    assert {shelf.name: len(shelf.rows) for shelf in site.agencies} == {"自然资源部": 1, "山东省海洋局": 1}


def test_agencies_by_level(site: Site) -> None:
    levels = [shelf.agency.level for shelf in site.agencies if shelf.agency]
    assert levels == sorted(levels, key=["national", "province", "city", "county", "other"].index)
    assert site.unknown.rows[0].id == "105_hostile"


def test_one_name_is_one_person_only_within_an_agency() -> None:
    entry = sample().entries[0]
    other = plain(1, 2020, "自然资源部", "national", "中国")
    other = replace(other, facts=replace(other.facts, people=entry.facts.people))
    nobody = plain(2, 2020, "自然资源部", "national", "中国")
    nobody = replace(nobody, facts=replace(nobody.facts, agency=None, people=entry.facts.people))
    site = planned(Corpus((entry, other, nobody)))
    shelves = [person for person in site.people if person.name == "张建东"]
    assert sorted(person.agency.name if person.agency else "" for person in shelves) == [
        "",
        "山东省海洋局",
        "自然资源部",
    ]
    assert len({person.key for person in shelves}) == 3


def test_names_that_would_hide_a_page_are_hashed() -> None:
    names = ("unknown", "index", "regions", "A" * 100, "有 空格")
    site = planned(Corpus(tuple(plain(n, 2020, name, "other", "中国") for n, name in enumerate(names))))
    keys = [shelf.key for shelf in site.agencies]
    assert len({key.casefold() for key in keys}) == len(names)
    assert all(is_safe(key) and key not in names for key in keys)


def test_an_addition_changes_the_head_alone() -> None:
    before, after = (planned(many(count)).agencies[0] for count in (120, 121))
    old, new = ({s.number: s.items for s in sheets(shelf.rows, PAGE_SIZE)} for shelf in (before, after))
    assert [number for number in new if new[number] != old[number]] == [HEAD]
    assert [len(items) for items in new.values()] == [71, 50]


def test_pages_of_a_list() -> None:
    for count in range(40):
        pages = sheets(range(count), 7)
        assert [item for page in pages for item in page.items] == list(range(count))
        assert all(len(page.items) == 7 for page in pages[1:]) and len(pages[0].items) < 14
        assert [page.number for page in reversed(pages[1:])] == list(numbers(count, 7))
        by_number = {page.number: page for page in pages}
        assert all(by_number[page.older].newer == page.number for page in pages if page.older is not None)


def test_reviews_are_what_the_review_page_lists(site: Site) -> None:
    counts = {name: len(rows) for name, rows in waiting(site).items()}
    assert counts == {"refused": 2, "warnings": 2, "contradictory": 1, "inferred": 2, "unresolved": 3}
    assert [row.id for row in waiting(site)["inferred"]] == ["101_derived", "100_forum"]


@pytest.mark.parametrize(
    ("region", "expected"),
    [
        ("山东省威海市荣成市", "山东省"),
        ("内蒙古自治区呼和浩特市", "内蒙古自治区"),
        ("新疆维吾尔自治区", "新疆维吾尔自治区"),
        ("上海市浦东新区", "上海市"),
        ("香港特别行政区", "香港特别行政区"),
        ("黑龙江省", "黑龙江省"),
        ("中国", "中国"),
        ("东京", "东京"),
        ("", "地区不详"),
    ],
)
def test_province(region: str, expected: str) -> None:
    assert province(region) == expected


@pytest.mark.parametrize(
    ("start", "end", "precision", "expected"),
    [
        ("2024-01-30", "2024-01-30", "day", "2024年1月30日"),
        ("2018-05-09", "2018-05-10", "day", "2018年5月9日至10日"),
        ("2018-05-31", "2018-06-01", "day", "2018年5月31日至6月1日"),
        ("2018-12-31", "2019-01-01", "day", "2018年12月31日至2019年1月1日"),
        ("2024-01-01", "2024-01-31", "month", "2024年1月"),
        ("2024-01-01", "2024-12-31", "year", "2024年"),
    ],
)
def test_dates_in_words(start: str, end: str, precision: str, expected: str) -> None:
    date = sample().entries[0].facts.dates[0]
    assert date_words(replace(date, start=start, end=end, precision=precision)) == expected  # type: ignore[arg-type]


def test_dates_whose_year_is_not_known() -> None:
    date = replace(sample().entries[0].facts.dates[0], start=None, end=None)
    assert date_words(replace(date, month_day=("05-09", "05-10"))) == "5月9日至10日（年份不详）"
    assert date_words(replace(date, month_day=("05-31", "06-01"))) == "5月31日至6月1日（年份不详）"
    assert date_words(date) == "日期不详"
