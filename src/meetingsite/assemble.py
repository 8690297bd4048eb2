"""From source folders to the published site: the data flow of a build that has something to do."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from . import changes
from .candidates import rank_candidates
from .changes import Journal
from .config import Config
from .errors import SHOWN, ConfigError
from .export import read_refused
from .files import Files
from .gather import Gathered, Gathering
from .link import link
from .model import Refused
from .output import Output
from .plan import Site, plan
from .progress import Progress
from .read import IGNORED
from .report import Report
from .shipped import Wording, shipped_wording
from .store import Store
from .summary import refusal
from .transaction import Content
from .workers import Workers
from .write import publish


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Within it the garbage collector hardly looks: millions of small tuples stay to the end, and none is in a cycle."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_rare_collections()
def assemble(
    config: Config,
    store: Store,
    gathering: Gathering,
    workers: Workers,
    made_by: Mapping[str, str],
    today: date,
    progress: Progress,
) -> tuple[Report, bytes]:
    """Link, plan, render and publish what *gathering* reads. *workers* render; *made_by* are the hashes of all that decides
    what becomes of the sources. The other answer is the :func:`.fingerprint.digest` of the output.

    Raises MeetingsiteError, the site that was there untouched.
    """
    # What the workers that read meanwhile are not needed for.
    wording = shipped_wording(store.path.parent)
    output = Output(config.output, store)
    before, known = changes.read_journal(config.output), read_refused(config.output)
    gathered = gathering.result(progress)
    if config.strict:
        _strict(gathered.refused)
    publishable(gathered, config.sources)
    site = planned(gathered, wording)
    after = changes.compared(before, site.cards.values(), made_by, today)
    site = replace(site, earlier=after.earlier())
    files = Files(config, store, output, site, gathered.digests, wording.rules, workers, progress)
    del gathered  # the cards as they were before the plan
    kept = before

    def closing(changed: bool) -> Iterable[tuple[str, Content | None]]:
        nonlocal kept
        build = after.builds[-1]
        if changes.differs(build) or (changed and build.why):  # else only what somebody damaged is mended
            kept = after
        return files.of_journal(kept)

    try:
        published = publish(config.output, files.contents(), closing)
        left = output.remember()
    finally:
        files.close()
    report = Report(
        documents=len(site.cards),
        refused=site.refused,
        waiting=tuple(sorted(Counter(name for card in site.cards.values() for name in card.findings).items())),
        changed=published.changed,
        removed=published.removed,
        build=_news(kept, before),
        known=known,
    )
    return report, left


def planned(gathered: Gathered, wording: Wording) -> Site:
    """What was *gathered*, linked and put on its lists; *wording* tells which phrases may become topics."""
    phrases = rank_candidates((dict(card.phrases) for card in gathered.cards), wording.least, wording.most)
    return plan(link(gathered.cards), gathered.refused, phrases)


def publishable(gathered: Gathered, sources: Sequence[Path]) -> None:
    """Raises ConfigError where there is nothing to publish."""
    if not gathered.cards:
        serious = [item for item in gathered.refused if item.code != IGNORED]
        shown = "；".join(f"{item.path}：{item.message}" for item in serious[:5]) or "文件夹里没有文稿。"
        raise ConfigError(f"没有一篇可以发布的文稿。{shown}", path=sources[0], remedy="放进 .txt 文稿后再生成。")


def _strict(refused: Iterable[Refused]) -> None:
    serious = [item for item in refused if item.code != IGNORED]
    if serious:
        named = "\n".join(map(refusal, serious[:SHOWN]))
        more = f"\n  …… 另有 {len(serious) - SHOWN} 个" if len(serious) > SHOWN else ""
        message = f"有 {len(serious)} 个文件不能收入，--strict 要求全部收入：\n{named}{more}"
        raise ConfigError(message, remedy="改正或移走它们。")


def _news(now: Journal, before: Journal) -> changes.Build | None:
    return now.builds[-1] if now is not before else None
