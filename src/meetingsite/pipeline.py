"""The data flow: what each stage takes and gives, and the order they run in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, cast

from . import corrections, plan, render
from .clean import clean
from .config import Config
from .doubts import doubts
from .errors import ConfigError, RefusedError, YamlError
from .export import data_files
from .extract import extract
from .extract.phrases import phrase_counts, rank_candidates
from .knowledge import Knowledge
from .link import link
from .model import Corpus, Document, Entry, RawDocument, Refused
from .read import IGNORED, SourceFile, discover, read, warnings
from .resources import folder
from .structure import structure
from .write import claim, publish


def _read(source: SourceFile, knowledge: Knowledge) -> RawDocument:
    raw = read(source)
    return replace(raw, correction=corrections.load(source.correction)) if source.correction else raw


def _examine(document: Document, knowledge: Knowledge) -> Entry:
    facts = extract(document, knowledge)
    return Entry(document, facts, (*warnings(document.clean.raw), *doubts(document, facts)))


DOCUMENT_STAGES: tuple[Callable[[Any, Knowledge], Any], ...] = (
    _read,  #      SourceFile    → RawDocument    bytes, encoding, SHA-256, decoded text, the editor's corrections
    clean,  #      RawDocument   → CleanDocument  text + a ledger of every edit
    structure,  #  CleanDocument → Document       title, metadata, headings, turns, enumerations
    _examine,  #   Document      → Entry          agency, dates, people, topics, each with its words and rule; doubts
)
"""Every document goes through these alone, in any order, in any process. What follows needs them all:
link → plan → render → publish, see :func:`build`."""

_POOL_FROM = 48  # documents from which more processes pay: each needs about a second to load its knowledge


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    documents: int
    refused: tuple[Refused, ...]
    warnings: int
    changed: int
    removed: int
    index: Path


@dataclass(frozen=True, slots=True)
class Collection:
    """All documents, read and linked, and the address of every page they will have."""

    knowledge: Knowledge
    site: plan.Site  # its corpus has the documents


class _Result(NamedTuple):
    entry: Entry
    phrases: dict[str, int]


def collect(config: Config) -> Collection:
    """Read the sources of *config*, link and plan; nothing is written. Raises MeetingsiteError."""
    knowledge = Knowledge.load()
    found = discover(config.sources)
    results = list(_results(found.files, knowledge, config.jobs))
    refused = tuple(sorted((*found.refused, *(r for r in results if isinstance(r, Refused)))))
    read_well = [result for result in results if isinstance(result, _Result)]
    _publishable(read_well, refused, config)
    entries = link([result.entry for result in read_well])
    corpus = Corpus(entries, refused, rank_candidates((result.phrases for result in read_well), knowledge))
    return Collection(knowledge, plan.plan(corpus, plan.Settings(config.title, config.base_url), knowledge))


def files(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, made as it is asked for. Raises LinkError for a link to what has no page."""
    site, knowledge = collection.site, collection.knowledge
    rules = {rule: name.label for rule, name in knowledge.noise.rules.items()} | dict(knowledge.topics.rules)
    templates, static = folder("templates"), folder("static")
    pages = render.render(site.corpus, site, site.settings, templates=templates, static=static, rules=rules)
    return chain(pages, data_files(site.corpus, site))


def build(config: Config) -> Report:
    """Read the sources of *config* and publish the site. Raises MeetingsiteError, the site that was there untouched."""
    with claim(config.output, config.sources):
        collection = collect(config)
        published = publish(config.output, files(collection))
    corpus = collection.site.corpus
    return Report(
        documents=len(corpus.entries),
        refused=corpus.refused,
        warnings=sum(len(entry.warnings) for entry in corpus.entries),
        changed=published.changed,
        removed=published.removed,
        index=config.output / "index.html",
    )


def process(source: SourceFile, knowledge: Knowledge) -> Entry | Refused:
    """One document through all of DOCUMENT_STAGES."""
    *_, result = steps(source, knowledge)
    return cast("Entry | Refused", result)


def steps(source: SourceFile, knowledge: Knowledge) -> Iterator[Any]:
    """What each of DOCUMENT_STAGES makes of one document, in order; the last is its Entry, or Refused by that stage.

    A defect of ours that one text brings to light must not keep the others from being published: it is refused with
    code ``defect`` and named on the screen and on the review page. A correction is somebody's work and never lost in
    silence: raises YamlError where it cannot be used, does not fit, or its document is refused.
    """
    value: Any = source
    try:
        for stage in DOCUMENT_STAGES:
            value = stage(value, knowledge)
            yield value
    except RefusedError as error:
        if source.correction:
            message = f"它订正的文稿没有收入：{error}"
            raise YamlError(message, path=source.correction, remedy="改好文稿，或移走这个订正文件。") from None
        yield Refused(source.path, error.code, str(error))
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        what = f"{type(error).__name__}: {error}"[:200]
        yield Refused(source.path, "defect", f"处理这篇时程序出错（{what}），请报告。")


def _publishable(read_well: Sequence[_Result], refused: Sequence[Refused], config: Config) -> None:
    serious = [item for item in refused if item.code != IGNORED]
    if config.strict and serious:
        first = serious[0]
        raise ConfigError(
            f"有 {len(serious)} 篇不能收入，--strict 要求全部收入：{first.message}",
            path=first.path,
            remedy="改正或移走它们。",
        )
    if not read_well:
        shown = "；".join(f"{item.path}：{item.message}" for item in serious[:5]) or "文件夹里没有文稿。"
        raise ConfigError(f"没有一篇可以发布的文稿。{shown}", path=config.sources[0], remedy="放进 .txt 文稿后再生成。")


def _results(files: Sequence[SourceFile], knowledge: Knowledge, jobs: int) -> Iterator[_Result | Refused]:
    if jobs == 1 or len(files) < _POOL_FROM:
        yield from (_result(source, knowledge) for source in files)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker) as pool:
        yield from pool.map(_in_worker, files, chunksize=max(1, min(16, len(files) // (jobs * 4))))


def _result(source: SourceFile, knowledge: Knowledge) -> _Result | Refused:
    entry = process(source, knowledge)
    return entry if isinstance(entry, Refused) else _Result(entry, phrase_counts(entry.document.body, knowledge))


_worker: dict[str, Knowledge] = {}  # of one worker process; filled once, before its first document


def _start_worker() -> None:
    """Ctrl-C is the parent's to answer; a parent that was killed takes its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker["knowledge"] = Knowledge.load()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _in_worker(source: SourceFile) -> _Result | Refused:
    return _result(source, _worker["knowledge"])
