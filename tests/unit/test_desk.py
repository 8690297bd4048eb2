"""What is made once for many pages is on each of them what it would be if made for it alone."""

from __future__ import annotations

import pickle

import pytest
from jinja2 import DictLoader, Environment

from built import TITLE, planned, renderer, shown
from html_page import HtmlPage
from meetingsite.pages.desk import Desk
from meetingsite.pages.outline import Page, outline
from meetingsite.pages.paging import Sheet
from meetingsite.plan import SiteSettings
from meetingsite.rows import Day, Host, Row
from sample_corpus import large, sample

ROW = Row(
    "000",
    "渔港<>“建设”&现场会",
    Day("held", "2024-01-30", "2024-01-30", "day", True, None),
    None,
    Host("山东省海洋局", "province", "山东省", True, "山东省海洋局"),
)
PAGES = {page.path: page for page in outline(planned(sample()), SiteSettings(TITLE))}
MADE = renderer()


def desk(macros: str) -> Desk:
    environment = Environment(loader=DictLoader({"parts.html": macros}), autoescape=True)
    return Desk(environment.get_template("parts.html"), {})


def key_of(page: Page) -> bytes:
    return MADE.key(page, [id.encode() for id in page.needs + page.quotes])


@pytest.mark.parametrize(
    ("path", "document", "agency"),
    [
        ("dates/undated.html", "../documents/000.html", "../agencies/"),
        ("index.html", "documents/000.html", "agencies/"),
        ("agencies/某局.html", "../documents/000.html", ""),
        ("documents/001/cited.html", "../../documents/000.html", "../../agencies/"),
        ("documents/001.html", "000.html", "../agencies/"),
    ],
)
def test_a_row_is_made_once_and_its_links_fit_every_page(path: str, document: str, agency: str) -> None:
    context = {**PAGES["dates/undated.html"].context, "sheet": Sheet(0, (ROW,), None, None)}
    html, linked = MADE.render(Page(path, "date.html", context), {})
    view = HtmlPage.of(html)
    links = {a.words: a.attributes["href"] for a in view.all("a")}
    assert links[ROW.title] == document
    assert links["山东省海洋局"] == agency + "%E5%B1%B1%E4%B8%9C%E7%9C%81%E6%B5%B7%E6%B4%8B%E5%B1%80.html"
    assert {"documents/000.html", "agencies/山东省海洋局.html"} <= linked


def test_text_that_looks_like_the_place_of_a_link_is_none() -> None:
    made = desk('{% macro row(link, row) %}{{ row }}<a href="{{ link("document", "1") }}">{{ row }}</a>{% endmacro %}')
    made.lay("index.html", {})
    assert made.same("row", "<>") == '&lt;&gt;<a href="documents/1.html">&lt;&gt;</a>'
    assert made.linked == {"documents/1.html"}


def test_each_page_begins_with_no_links() -> None:
    made = desk('{% macro row(link, row) %}<a href="{{ link("document", row) }}">{{ row }}</a>{% endmacro %}')
    made.lay("index.html", {})
    made.same("row", "1")
    made.lay("people/a.html", {})
    assert made.same("row", "1") == '<a href="../documents/1.html">1</a>'
    made.lay("index.html", {})
    assert made.linked == frozenset()
    assert made.same("row", "2") == '<a href="documents/2.html">2</a>'


def test_the_order_of_pages_changes_none_of_them() -> None:
    entries = {entry.id: entry for entry in sample().entries}
    listed = [page for page in PAGES.values() if page.template not in ("", "review.html", "reviews.html")]
    given = [(page, shown(page, entries)) for page in listed]
    forwards = [MADE.render(*pair) for pair in given]
    other = renderer()
    backwards = [other.render(*pair) for pair in reversed(given)]
    assert forwards == backwards[::-1]


def test_equal_pages_have_equal_keys_whatever_they_share() -> None:
    """Pages from elsewhere are equal but not the same: what is one string there may be two here."""
    for page in outline(planned(large()), SiteSettings(TITLE)):
        other = pickle.loads(pickle.dumps(page))
        assert key_of(page) == key_of(other), page.path


@pytest.mark.parametrize(
    "changed",
    [
        ROW._replace(id="001"),
        ROW._replace(title="渔港"),
        ROW._replace(date=None),
        ROW._replace(date=ROW.date._replace(certain=False)),  # type: ignore[union-attr]
        ROW._replace(reposted=ROW.date),
        ROW._replace(agency=ROW.agency._replace(key="x")),  # type: ignore[union-attr]
        ROW._replace(copy_of="002"),
    ],
)
def test_the_key_of_a_page_sees_all_of_a_row(changed: Row) -> None:
    one, other = (Page("x.html", "date.html", {"sheet": (0, (row,), None, None)}) for row in (ROW, changed))
    assert key_of(one) != key_of(other)
