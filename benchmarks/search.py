"""The site's own search beside Pagefind: ``python benchmarks/search.py --count 1000``. README.md says how to read it.

Both index the titles and texts of one corpus (data/documents.json of the site that is built first) and are asked the
same queries in Chromium over http. Plain substring search over the same titles and texts is the truth.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from contestants import Meetingsite
from engines import Engine, own_engine, pagefind_engine
from measure import MEBIBYTE, BenchmarkError, find_tool
from playwright.sync_api import Browser
from queries import Quality, Query, quality, queries, truth
from served import served
from tables import machine, save, table
from texts import ROOT
from visits import Visit, asked, browser, visit

NO_PAGEFIND = (
    "Install it (pip install pagefind-bin-extended, or npm install pagefind with node_modules/.bin on PATH), "
    "say where it is (--pagefind PATH), or do without (--skip-pagefind)."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One query and how an engine answers it."""

    name: str
    query: Query
    visit: Visit
    quality: Quality

    @property
    def exact(self) -> bool:
        """All hits and only these, and the number that was announced."""
        return self.quality.exact and self.visit.announced == self.quality.true


def ask(engines: Sequence[Engine], documents: list[dict[str, Any]], chromium: Browser, times: int) -> Iterator[Answer]:
    """Every query of each engine in turn, *times* times."""
    for query in queries():
        true = truth(query, documents)
        for engine in engines:
            with served(engine.folder) as site:
                seen = visit(chromium, site, query.typed, engine.hits, times)
                with asked(chromium, site, query.typed, engine.hits) as page:
                    found = engine.ids(page)
            yield Answer(engine.name, query, seen, quality(found, true))


def report(engines: Sequence[Engine], answers: Sequence[Answer]) -> str:
    """The tables: the indexes, every query, and the queries in all."""
    indexes = []
    for engine in engines:
        cost, made = engine.cost, engine.index
        memory, size = round(cost.memory / MEBIBYTE), made.bytes / 1e6
        indexes.append([engine.name, cost.seconds, cost.processor, memory, made.files, size])
    rows = []
    for answer in answers:
        seen, how_good = answer.visit, answer.quality
        shares = [_percent(how_good.recall), _percent(how_good.precision)]
        loaded = [seen.files, seen.bytes / 1000, round(seen.milliseconds), round(seen.ten)]
        rows.append(
            [answer.query.typed, answer.query.kind, answer.name, how_good.true, seen.announced, *shares, *loaded]
        )
    medians = []
    for engine in engines:
        own = [answer for answer in answers if answer.name == engine.name]
        kilobytes, time, ten = zip(*map(_loaded, own), strict=True)
        middle = [median(kilobytes), max(kilobytes), round(median(time)), round(median(ten))]
        medians.append([engine.name, *middle, sum(answer.exact for answer in own), len(own)])
    heads = (
        ["index", "seconds", "processor", "MiB", "files", "MB"],
        ["query", "kind", "engine", "true", "found", "recall", "precision", "files", "kB", "ms", "ten"],
        ["median of the queries", "kB", "most kB", "ms", "ten", "exactly right", "of"],
    )
    return "\n\n".join(table(head, part) for head, part in zip(heads, (indexes, rows, medians), strict=True))


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"


def _loaded(answer: Answer) -> tuple[float, float, float]:
    return answer.visit.bytes / 1000, answer.visit.milliseconds, answer.visit.ten


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description="Searches the same texts with meetingsite and Pagefind and compares.")
    parser.add_argument("--count", type=int, default=1000, help="number of documents (default 1000)")
    parser.add_argument("--repeat", type=int, default=3, help="visits for each query; medians are shown (default 3)")
    parser.add_argument("--project", type=Path, default=ROOT, help="the checkout to measure (default: this one)")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs it (default: this one)")
    parser.add_argument("--pagefind", type=Path, help="the program pagefind (default: its package, or on PATH)")
    parser.add_argument("--skip-pagefind", action="store_true", help="measure meetingsite alone")
    parser.add_argument("--skip-meetingsite", action="store_true", help="measure Pagefind alone, on the same texts")
    parser.add_argument("--work", type=Path, help="a new folder that is kept (default: a temporary one)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every figure as JSON")
    return parser.parse_args()


def measured(options: argparse.Namespace, work: Path) -> tuple[list[Engine], list[Answer]]:
    """Build the corpus and both indexes in *work*, and ask."""
    program, site = (
        Meetingsite(work / "meetingsite", options.project.resolve(), options.python, options.count),
        work / "site",
    )
    pagefind = options.pagefind
    if not pagefind and not options.skip_pagefind:
        pagefind = find_tool("pagefind", "pagefind_bin_extended/pagefind_extended", NO_PAGEFIND)
    program.build(site)
    documents = json.loads((site / "data" / "documents.json").read_text(encoding="utf-8"))
    engines = [] if options.skip_meetingsite else [own_engine(program, site, work)]
    if pagefind:
        engines.append(pagefind_engine(pagefind, documents, work))
    with browser() as chromium:
        return engines, list(ask(engines, documents, chromium, options.repeat))


def main() -> None:
    """Measure, print, save."""
    options = arguments()
    work = (options.work or Path(tempfile.mkdtemp(prefix="search-"))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    try:
        engines, answers = measured(options, work)
        print(f"{machine()}, {options.count:,} documents, median of {options.repeat}\n\n{report(engines, answers)}")
        if options.json:
            indexes = [{"name": it.name, "cost": asdict(it.cost), "index": asdict(it.index)} for it in engines]
            save(options.json, {"machine": machine(), "indexes": indexes, "answers": [asdict(it) for it in answers]})
    except BenchmarkError as error:
        sys.exit(f"search.py: {error}")
    except KeyboardInterrupt:
        sys.exit("search.py: stopped")
    finally:
        if not options.work:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
