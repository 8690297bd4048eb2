"""What each per-document stage costs on a document of about 1,300 characters: ``python benchmarks/stages.py [ROUNDS]``.

Prints the processor time of each stage in ms (median and minimum over the rounds) and its share of the whole. Machines are
shared: read the shares and ratios, not the milliseconds.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import TypeVar

from tables import machine, table
from texts import ROOT

sys.path.insert(0, str(ROOT / "src"))

from meetingsite.clean import clean
from meetingsite.extract import EXTRACTORS
from meetingsite.extract.phrases import phrase_counts
from meetingsite.knowledge import Knowledge
from meetingsite.read import Loaded, SourceFile, read
from meetingsite.stages import examine
from meetingsite.structure import structure

LENGTH = 1300
JIEBA = "phrases (jieba)"
PART = " · "  # begins the name of what is measured within a stage too, and so does not count twice
T = TypeVar("T")
Spent = dict[str, list[float]]


def main(rounds: int) -> None:
    """Time every stage on a forum post cut to LENGTH characters and on a plan of the same length."""
    knowledge = Knowledge.load()
    spent: Spent = defaultdict(list)
    seeds = sorted((ROOT / "seeds").glob("*.txt"))[1::2]
    documents = [
        Loaded(SourceFile(seed.stem, seed.name, seed), seed.read_text(encoding="utf-8")[:LENGTH].encode(), None)
        for seed in seeds
    ]
    for _ in range(rounds):
        for loaded in documents:
            measure(loaded, knowledge, spent)
    print(f"{machine()}, {rounds} rounds\n\n{report(spent)}")


def measure(loaded: Loaded, knowledge: Knowledge, spent: Spent) -> None:
    """Take *loaded* through every stage and add to *spent*."""
    raw = timed(spent, "read", lambda: read(loaded))
    cleaned = timed(spent, "clean", lambda: clean(raw, knowledge))
    document = timed(spent, "structure", lambda: structure(cleaned, knowledge))
    timed(spent, "examine", lambda: examine(document, knowledge))
    for name, extractor in EXTRACTORS:
        timed(spent, PART + name, partial(extractor, document, knowledge))
    timed(spent, JIEBA, lambda: phrase_counts(document.body, knowledge))


def timed(spent: Spent, name: str, stage: Callable[[], T]) -> T:
    """Run *stage*, add its processor time in ms to *spent*, give its result."""
    start = time.process_time()
    result = stage()
    spent[name].append((time.process_time() - start) * 1000)
    return result


def report(spent: Spent) -> str:
    """One line a stage, and the sum with and without jieba."""
    whole = sum(median(times) for name, times in spent.items() if not name.startswith(PART))
    without = whole - median(spent[JIEBA])
    rows: list[list[object]] = [
        [name, median(times), min(times), f"{median(times) / whole:.0%}"] for name, times in spent.items()
    ]
    rows += [
        ["all", whole, None, "100%"],
        ["all without jieba (aim: below 5 ms)", without, None, f"{without / whole:.0%}"],
    ]
    return table(["stage", "median ms", "min ms", "share"], rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
