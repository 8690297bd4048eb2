"""The two that search.py asks: each a search page over an index of the same titles and texts."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pagefind_site
from contestants import Meetingsite
from measure import BenchmarkError, Changes, Cost, changes, run, snapshot
from playwright.sync_api import Page
from texts import HERE

REGISTER = "data/search/register"
NUMBERS = """async () => {
  const query = new URLSearchParams(location.search).get("q");
  return (await SEARCH.lookup.search(SEARCH.parse(query))).numbers;
}"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search page, search.html in *folder*, over an index."""

    name: str
    folder: Path
    cost: Cost  # of making the index
    index: Changes  # its files
    hits: str  # selects the link of a hit
    ids: Callable[[Page], list[str]]  # of all hits of such a page


def own_engine(program: Meetingsite, site: Path, work: Path) -> Engine:
    """The search of *site*; its index is made once more, alone, into a folder of *work*, to see what that costs.

    Raises BenchmarkError when *site* has no search.
    """
    if not (site / "search.html").is_file():
        raise BenchmarkError("The site has no search.html (--skip-meetingsite does without).")
    data, output = site / "data" / "documents.json", work / "own-index"
    settings = {"PYTHONPATH": str(program.program / "src")}
    cost = run([program.python, HERE / "own_index.py", data, output], work, settings)
    register = [json.loads(part.read_text(encoding="utf-8")) for part in sorted((site / REGISTER).iterdir())]
    by_number = list(chain.from_iterable(register))

    def ids(page: Page) -> list[str]:
        """The page lists ten hits and more on request; this is the list they are taken from."""
        return [by_number[number] for number in page.evaluate(NUMBERS)]

    index = changes({}, snapshot(site / "search"))
    return Engine("meetingsite", site, cost, index, ".hit h2 a", ids)


def pagefind_engine(program: Path, documents: list[dict[str, Any]], work: Path) -> Engine:
    """Pagefind over a page for each of *documents*, in a folder of *work*."""
    folder = work / "pages"
    pagefind_site.prepare(folder, documents)
    cost = pagefind_site.index(folder, program)
    by_fragment = pagefind_site.ids(folder)

    def ids(page: Page) -> list[str]:
        return [by_fragment[name] for name in page.evaluate("window.found")]

    return Engine("Pagefind", folder, cost, changes({}, snapshot(folder / pagefind_site.BUNDLE)), "ol a", ids)
