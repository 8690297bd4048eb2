"""The whole collection, read as a build reads it and published nowhere: what a person should know about it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .assemble import planned, publishable
from .changes import Journal
from .config import Config
from .corrections import DOUBTS
from .files import Files
from .gather import Gathering
from .model import Entry, Refused
from .output import Output
from .pages.wording import is_inferred_date
from .progress import SILENT, Progress
from .read import IGNORED
from .shipped import shipped_wording
from .store import Store
from .summary import refusal
from .workers import Workers

_UNKNOWN_AGENCY, _UNKNOWN_DATE, _CLASH = "机关不详", "日期不详", "互相矛盾"
_AGENCY, _DATE, _PERSON = "推定的机关", "推定的日期", "推定的人物"


@dataclass
class CheckReport:
    """What was found. Documents are named by their path."""

    documents: int = 0
    refused: list[Refused] = field(default_factory=list)  # files that should have given a document and did not
    ignored: int = 0
    files: int = 0  # of the site that a build would publish
    warnings: int = 0
    doubts: dict[str, tuple[str, list[str]]] = field(default_factory=dict)  # by code: the first message, documents
    unsure: dict[str, list[str]] = field(
        default_factory=lambda: {name: [] for name in (_UNKNOWN_AGENCY, _UNKNOWN_DATE, _CLASH, _AGENCY, _DATE, _PERSON)}
    )


def check(config: Config, progress: Progress = SILENT) -> CheckReport:
    """Read, link, plan and render everything of *config*, so that every link is resolved, and write nothing.

    Raises MeetingsiteError as a build does, but for a refused document, even where *config* is strict: the caller
    tells of all that were refused and then fails.
    """
    with (
        tempfile.TemporaryDirectory(prefix="meetingsite-") as folder,
        Workers(config.jobs) as workers,
        Store(Path(folder)) as store,
    ):
        gathered = Gathering(config, store, workers).result(progress)
        publishable(gathered, config.sources)
        wording = shipped_wording()
        site = planned(gathered, wording)
        checked = CheckReport(len(site.cards))
        checked.refused = [item for item in site.refused if item.code != IGNORED]
        checked.ignored = len(site.refused) - len(checked.refused)
        checked.files = _rendered(
            Files(config, store, Output(config.output, store), site, gathered.digests, wording.rules, workers, progress)
        )
        for id in site.cards:
            _look(store.entry(id), checked)
    return checked


def _rendered(files: Files) -> int:
    """How many files there are, all of them rendered."""
    try:
        return sum(1 for _ in files.contents()) + sum(1 for _ in files.of_journal(Journal(documents={})))
    finally:
        files.close()


def _look(entry: Entry, checked: CheckReport) -> None:
    path, facts = entry.document.clean.raw.path, entry.facts
    checked.warnings += len(entry.warnings)
    for code, message in {warning.code: warning.message for warning in reversed(entry.warnings)}.items():
        checked.doubts.setdefault(code, (message, []))[1].append(path)
    for name, found in (
        (_UNKNOWN_AGENCY, facts.agency is None),
        (_UNKNOWN_DATE, entry.own_date is None),
        (_CLASH, any(name == "contradictory" for name, _ in entry.findings)),
        (_AGENCY, facts.agency is not None and not facts.agency.certain),
        (_DATE, any(map(is_inferred_date, facts.dates))),
        (_PERSON, not all(person.certain for person in facts.people)),
    ):
        if found:
            checked.unsure[name].append(path)


def summary(checked: CheckReport) -> Iterator[str]:
    """The report, a line an item."""
    counts = f"可收入 {checked.documents} 篇文稿，未能收入 {len(checked.refused)} 个文件，略过 {checked.ignored} 个"
    yield f"{counts}；全部链接都通，共 {checked.files} 个文件。"
    if checked.refused:
        yield f"未能收入 {len(checked.refused)} 个文件："
        yield from map(refusal, checked.refused)
    if checked.warnings:
        yield f"可疑的 {checked.warnings} 处，按种类："
    for code, (first, paths) in sorted(checked.doubts.items()):
        yield f"  {DOUBTS.get(code, code)}（{code}）{len(paths)} 篇，如：{first}"
        yield from (f"    {path}" for path in paths)
    for name, paths in checked.unsure.items():
        if not paths:
            continue
        yield f"{name}：{len(paths)} 篇"
        yield from (f"    {path}" for path in paths)
