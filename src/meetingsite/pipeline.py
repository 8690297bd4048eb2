"""A build as a user asks for it: one at a time, only if there is something to do, from nothing where that is asked for.

What there is to do, :mod:`.gather` and :mod:`.assemble` do; they are imported when they are needed, since that takes
longer than to see that nothing has changed, and the second while the workers read already.
"""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from . import fingerprint, version
from .config import Config
from .errors import ConfigError
from .progress import SILENT, Progress
from .report import Report
from .resources import folder
from .store import Store, StoreError
from .write import beside, claim

if TYPE_CHECKING:
    from .workers import Workers

_LAST = "last"  # the note of the store that holds the fingerprint and the report of the last build


def build(config: Config, progress: Progress = SILENT, today: date | None = None) -> Report:
    """Read the sources of *config* and publish the site. *today* stands in the journal.

    Raises MeetingsiteError, the site that was there untouched.
    """
    with claim(config.output, config.sources):
        place = beside(config.output)
        if config.fresh:
            Store.remove(place)
        day = today or _today()
        try:
            return _build(config, place, progress, day)
        except StoreError:  # what it holds can be found out again, and may take the room that is lacking
            Store.remove(place)
        try:
            return _build(config, place, progress, day)
        except StoreError:
            Store.remove(place)
            raise


def _build(config: Config, place: Path, progress: Progress, today: date) -> Report:
    makers = made_by(config)
    sources = fingerprint.shown(config.sources)
    with Store(place) as store:
        inputs = (*makers.values(), config.strict, sources.digest)
        last = store.note(_LAST)
        if last is not None and last[0] == inputs and last[1] == fingerprint.digest(fingerprint.lines(config.output)):
            known: Report = last[2]
            return known
        store.keep_note(_LAST, None)
        from .workers import Workers

        with Workers(config.jobs) as workers, _readers(config, workers) as readers:
            from .gather import Gathering

            gathering = Gathering(config, store, readers)
            from .assemble import assemble

            report, left = assemble(config, store, gathering, workers, makers, today, progress)
        if sources.settled:
            unchanged = replace(report, changed=0, removed=0, build=None, known=frozenset(report.refused))
            store.keep_note(_LAST, (inputs, left, unchanged))
        store.commit()
    return report


def _readers(config: Config, workers: Workers) -> AbstractContextManager[Workers]:
    """Who reads the documents: *workers*, or those of a cluster."""
    if config.cluster is None:
        return nullcontext(workers)
    from .cluster import cluster

    return cluster(config.cluster)


def made_by(config: Config) -> dict[str, str]:
    """Hashes of all that decides what becomes of the sources."""
    settings = f"{config.title}\n{config.base_url}".encode()
    return {
        "program": version.code().hex(),
        "knowledge": version.knowledge(folder("knowledge")).hex(),
        "templates": (version.files(folder("templates")) + version.files(folder("static"))).hex(),
        "settings": version.digest(settings).hex(),
    }


def _today() -> date:
    """The day of the user's clock, or of SOURCE_DATE_EPOCH, which reproducible builds set. Raises ConfigError where that
    is no number of seconds of a year we can write."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        message = f"环境变量 SOURCE_DATE_EPOCH 不是 1970 年以来的秒数：{epoch[:40]}。"
        raise ConfigError(message, remedy="写整数秒，或不设这个变量。") from None
