"""Every link and anchor of a built site leads somewhere; every page is whole, accessible in form, and safe."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote, urlsplit

import pytest

from built import built, built_sample
from html_page import HtmlPage
from sample_corpus import many

CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'"
PATHS = sorted(path for path in built_sample() if path.endswith(".html"))


def parsed(files: dict[str, bytes]) -> dict[str, HtmlPage]:
    return {path: HtmlPage.of(data) for path, data in files.items() if path.endswith(".html")}


PAGES = parsed(built_sample())


def broken(files: dict[str, bytes], pages: dict[str, HtmlPage]) -> list[str]:
    """Every link of the site that leads nowhere, with the page it stands on."""
    ids = {path: set(page.ids()) for path, page in pages.items()}
    found = []
    for path, page in pages.items():
        for link in page.links():
            parts = urlsplit(link)
            if path == "404.html" and link == "https://example.org/site/":
                continue
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
            )
            anchor = unquote(parts.fragment)
            if parts.scheme or parts.netloc or link.startswith("/") or target not in files:
                found.append(f"{path} → {link}")
            elif anchor and anchor not in ids.get(target, set()):
                found.append(f"{path} → {link} (no such anchor)")
    return found


def test_every_link_and_anchor_leads_somewhere() -> None:
    assert broken(built_sample(), PAGES) == []


def test_the_checker_sees_a_broken_link() -> None:
    page = HtmlPage.of(b'<a href="gone.html">x</a><a href="#gone">y</a><a href="https://example.org/">z</a>')
    assert len(broken({"index.html": b""}, {"index.html": page})) == 3


def test_links_hold_when_lists_have_many_pages() -> None:
    files = built(many(130))
    assert "agencies/自然资源部/1.html" in files
    assert broken(files, parsed(files)) == []


def test_every_page_is_reached_from_the_home_page() -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        for link in PAGES[path].links() if path in PAGES else ():
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(urlsplit(link).path)))
            if link[:1] != "#" and target in built_sample():
                waiting.append(target)
    loaded = {path for path in built_sample() if path.startswith(("search/", "data/search/"))}  # by search.html
    assert sorted(set(built_sample()) - reached - loaded) == ["404.html", "documents/099_before.html"]  # one of once


@pytest.mark.parametrize("path", PATHS)
def test_the_form_of_every_page(path: str) -> None:
    page = PAGES[path]
    assert page.problems == []
    assert len(page.ids()) == len(set(page.ids())), "an id stands twice"
    assert [meta.attributes["content"] for meta in page.all("meta") if "http-equiv" in meta.attributes] == [CSP]
    assert page.all("html")[0].attributes["lang"] == "zh-Hans"
    assert len(page.all("h1")) == 1 and len(page.all("main")) == 1 and len(page.all("title")) == 1
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False)), levels
    for element in page.elements:
        assert "style" not in element.attributes and element.tag not in ("style", "iframe", "object")
        assert element.tag != "form" or (
            path in ("search.html", "index.html") and element.attributes["action"] == "search.html"
        )
        assert not [name for name in element.attributes if name.startswith("on")]
        assert element.tag != "script" or (element.attributes["src"].endswith(".js") and not element.words)
        for name in ("aria-labelledby", "aria-describedby"):
            assert element.attributes.get(name, page.ids()[0]) in page.ids()
    for link in page.all("a"):
        assert link.words.strip() or link.attributes.get("aria-label"), "a link without a name"
        assert "a" not in link.parents, "a link inside a link"
    for table in page.all("table"):
        assert table.words and "caption" in [e.tag for e in page.elements if "table" in e.parents]
    assert all(cell.attributes.get("scope") for cell in page.all("th"))


def test_links_are_files_spelled_out_and_percent_encoded() -> None:
    links = {link for page in PAGES.values() for link in page.links() if not link.startswith("https:")}
    assert all(re.fullmatch(r"[A-Za-z0-9_.~/%-]*(#[A-Za-z0-9_.~%-]+)?", link) for link in links)
    assert not [link for link in links if urlsplit(link).path.endswith("/")]


def test_our_javascript_is_small() -> None:
    """On every page but that of searching, which alone loads what searches. The index is data."""
    sizes = {
        path: len(data) for path, data in built_sample().items() if path.endswith(".js") and path.startswith("static/")
    }
    loaded: set[str] = set()
    for path, page in PAGES.items():
        links = [element.attributes["src"] for element in page.all("script")]
        scripts = {posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in links}
        scripts = {script for script in scripts if not script.startswith("search/")}
        loaded |= scripts
        assert sum(sizes[script] for script in scripts) <= (50_000 if path == "search.html" else 15_000), path
    assert set(sizes) == loaded
