"""A search page as a reader opens it: a new browser profile each time, so that nothing is cached."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from urllib.parse import quote

from measure import BenchmarkError
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from served import Served

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
PATIENCE = 60_000  # ms

# Notes when the number is announced and, unless it is 0, a hit stands there; and when ten do, or all.
_NOTE = """
new MutationObserver(() => {
  const said = /共找到 ([\\d,]+) 篇/.exec(document.querySelector("[role=status]")?.textContent);
  const number = said && Number(said[1].replace(",", "")), hits = document.querySelectorAll("HITS").length;
  if (said && (!number || hits)) window.shown ??= performance.now();
  if (said && hits >= Math.min(number, 10)) window.ten ??= performance.now();
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One query, asked in a new browser several times."""

    announced: int  # N of 共找到 N 篇
    milliseconds: float  # from the start of the navigation to the first hits; the median
    ten: float  # to ten hits, or all where they are fewer; the median
    files: int  # loaded by then and after, but for the page and its style
    bytes: int  # of these, as they went over the line


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window. Raises BenchmarkError when there is none."""
    with sync_playwright() as playwright:
        path = next(filter(os.path.exists, BROWSERS), None)
        if not path:
            raise BenchmarkError("No Chromium: install the package chromium.")
        yield playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])


@contextmanager
def asked(chromium: Browser, site: Served, query: str, hits: str) -> Iterator[Page]:
    """The search page of *site* in a new profile, once it shows the hits of *query*; *hits* selects them.

    The window is so high that ten hits stand in it.
    """
    with chromium.new_context(viewport={"width": 1280, "height": 2000}) as profile:
        page = profile.new_page()
        page.add_init_script(_NOTE.replace("HITS", hits))
        page.goto(f"{site.address}search.html?q={quote(query)}")
        try:
            page.wait_for_function("window.ten !== undefined", timeout=PATIENCE)
        except TimeoutError:
            said = page.locator("main").inner_text()[:300]
            raise BenchmarkError(f"{page.url}: no hits after {PATIENCE // 1000} s, but: {said}") from None
        page.wait_for_load_state("networkidle")
        yield page


def announced(page: Page) -> int:
    """N of 共找到 N 篇."""
    said = re.search(r"共找到 ([\d,]+) 篇", page.locator("[role=status]").first.inner_text())
    return int(said[1].replace(",", "")) if said else 0


def visit(chromium: Browser, site: Served, query: str, hits: str, times: int) -> Visit:
    """Ask *query* once so that the server has all it needs, then *times* times to measure."""
    shown: list[tuple[float, float]] = []
    for _ in range(1 + times):
        site.start_account()
        with asked(chromium, site, query, hits) as page:
            shown.append(tuple(page.evaluate("[window.shown, window.ten]")))
            number = announced(page)
    first, ten = map(median, zip(*shown[1:], strict=True))
    return Visit(number, first, ten, *site.account())
