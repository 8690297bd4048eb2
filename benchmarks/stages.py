"""What each per-document stage costs on a document of about 1,300 characters: ``python benchmarks/stages.py [ROUNDS]``.

Prints the processor time of each stage in ms (median and minimum over the rounds) and its share of the whole. Machines are
shared: read the shares and ratios, not the milliseconds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

from meetingsite.clean import clean  # noqa: E402 - the checkout's own package, found by the line above
from meetingsite.doubts import doubts  # noqa: E402
from meetingsite.extract import EXTRACTORS, extract  # noqa: E402
from meetingsite.extract.phrases import phrase_counts  # noqa: E402
from meetingsite.knowledge import Knowledge  # noqa: E402
from meetingsite.read import SourceFile, read  # noqa: E402
from meetingsite.structure import structure  # noqa: E402

LENGTH = 1300


def main(rounds: int) -> None:
    """Time every stage on a forum post cut to LENGTH characters and on a plan of the same length."""
    knowledge = Knowledge.load()
    spent: defaultdict[str, list[float]] = defaultdict(list)
    documents = [cut(path) for path in sorted((ROOT / "seeds").glob("*.txt"))[1::2]]
    for _ in range(rounds):
        for source in documents:
            raw = timed(spent, "read", lambda source=source: read(source))
            cleaned = timed(spent, "clean", lambda raw=raw: clean(raw, knowledge))
            document = timed(spent, "structure", lambda cleaned=cleaned: structure(cleaned, knowledge))
            for name, extractor in EXTRACTORS:
                timed(spent, f"extract {name}", lambda f=extractor, d=document: f(d, knowledge))
            facts = extract(document, knowledge)
            timed(spent, "doubts", lambda d=document, f=facts: doubts(d, f))
            timed(spent, "phrases (jieba)", lambda d=document: phrase_counts(d.body, knowledge))
    report(spent)


def cut(path: Path) -> SourceFile:
    """The first LENGTH characters of *path*, as a file of its own in a temporary folder."""
    target = Path(tempfile.mkdtemp()) / path.name
    target.write_text(path.read_text(encoding="utf-8")[:LENGTH], encoding="utf-8")
    return SourceFile(path.stem, path.name, target)


def timed(spent: defaultdict[str, list[float]], name: str, stage):  # type: ignore[no-untyped-def]
    """Run *stage*, add its processor time in ms to *spent*, give its result."""
    start = time.process_time()
    result = stage()
    spent[name].append((time.process_time() - start) * 1000)
    return result


def report(spent: dict[str, list[float]]) -> None:
    """One line a stage, and the sum with and without jieba."""
    whole = sum(median(times) for times in spent.values())
    print(f"{'stage':18}{'median ms':>10}{'min ms':>9}{'share':>8}")
    for name, times in spent.items():
        print(f"{name:18}{median(times):10.2f}{min(times):9.2f}{median(times) / whole:8.0%}")
    without = whole - median(spent["phrases (jieba)"])
    print(f"{'all':18}{whole:10.2f}\n{'all without jieba':18}{without:10.2f}   aim: below 5 ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
