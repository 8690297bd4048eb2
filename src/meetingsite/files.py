"""The files of one build: those alone are made anew whose inputs have changed since they were written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import BinaryIO, NamedTuple

from . import changes, version
from .cards import Card
from .changes import Journal
from .config import Config
from .errors import LinkError
from .export import DOCUMENTS, REFUSED, Record, record, refused_json, write_documents
from .output import Output
from .pages.outline import Page, outline
from .plan import Site, SiteSettings
from .progress import Progress
from .render import Renderer
from .resources import folder
from .search import Part, Searchable, parts
from .search.parts import File as SearchFile
from .searching import named, read_register, searchable
from .segment import segmenter
from .store import Entries, Store
from .transaction import Content
from .workers import Workers
from .write import JOURNAL

_INDEX = "search"  # the note of the store that has the files of each part of the index
_BATCH = 24  # pages a worker renders at once
_FEW = 400  # pages that are made within the time in which a worker starts
_PARTS = 100  # small parts of the index a worker makes at once: work for a while, as this process makes a large one
_FEW_PARTS = 48  # that are made within the time in which a worker starts


class Frame(NamedTuple):
    """What rendering depends on besides the page and the documents."""

    templates: Path
    made_by: bytes  # the hash of the templates
    settings: SiteSettings
    rules: tuple[tuple[str, str], ...]  # Chinese names of rules
    code: bytes
    cache: Path  # a folder of ours


class StorePlace(NamedTuple):
    """Where a worker finds the documents: the store of one build."""

    store: Path
    build: bytes  # tells this build's store from one that lay in its place before


class _Task(NamedTuple):
    frame: Frame
    place: StorePlace
    page: Page


class _PartTask(NamedTuple):
    place: StorePlace
    part: Part
    cards: list[Card]


class Files:
    """The files of one build, those alone made anew whose inputs have changed."""

    def __init__(
        self,
        config: Config,
        store: Store,
        output: Output,
        site: Site,
        digests: Mapping[str, bytes],
        rules: Mapping[str, str],
        workers: Workers,
        progress: Progress,
    ) -> None:
        """*site* is what is planned, *digests* are those of its documents' entries by id, *rules* the Chinese names of rules;
        *output* says what is there, *store* has the documents."""
        settings = SiteSettings(config.title, config.base_url)
        templates = folder("templates")
        self._frame = Frame(
            templates,
            version.files(templates),
            settings,
            tuple(sorted(rules.items())),
            version.code(),
            store.path.parent,
        )
        self._place = StorePlace(store.path, os.urandom(8))
        self._output, self._store, self._site, self._digests = output, store, site, digests
        self._workers, self._progress = workers, progress
        self._linked: set[str] = set()

    def of_journal(self, journal: Journal) -> Iterator[tuple[str, bytes | None]]:
        """The journal, its pages and tombstones: the last files, after all others. Raises LinkError as they do."""
        renderer = _renderer(self._frame)
        for page in changes.pages(journal):
            content = None
            if not self._output.current(page.path, renderer.key(page, ())):
                content, linked = renderer.render(page, {})
                self._linked |= linked
            yield page.path, content
        yield self._always(JOURNAL, changes.journal_json(journal))
        for target in sorted(target for target in self._linked if target not in self._output):
            raise LinkError(f"没有这一页：{target}。", remedy="检查模板、说明页和订正里的链接。")

    def contents(self) -> Iterator[tuple[str, Content | None]]:
        """Every file of the site but those of the journal."""
        yield from self._pages()
        static = folder("static")
        for file in sorted(path for path in static.rglob("*") if path.is_file()):
            yield self._always(f"static/{file.relative_to(static).as_posix()}", file.read_bytes())
        yield self._always(REFUSED, refused_json(self._site.refused))
        self._output.keep(DOCUMENTS)
        yield DOCUMENTS, self._documents()
        yield from self._index()

    def close(self) -> None:
        """Let go of what this process has opened to render and of what its keys were made of, which one that serves would
        heap up; worker processes end by themselves."""
        if _entries.cache_info().currsize:
            _entries(self._place).close()
            _entries.cache_clear()
        _renderer.cache_clear()

    def _always(self, path: str, content: bytes) -> tuple[str, bytes]:
        """A file that is made in every build."""
        self._output.make(path)
        return path, content

    def _pages(self) -> Iterator[tuple[str, bytes | None]]:
        renderer = _renderer(self._frame)
        settings = self._frame.settings
        kept: list[str] = []

        def stale() -> Iterator[_Task]:
            for page in outline(self._site, settings):
                path = intern(page.path)
                if self._output.current(
                    path, renderer.key(page, map(self._digests.__getitem__, page.needs + page.quotes))
                ):
                    kept.append(path)
                else:
                    yield _Task(self._frame, self._place, page)

        with self._progress.stage("写网页") as stage:
            for path, content, linked in self._workers.map(render_pages, stale(), _BATCH, _FEW):
                self._linked.update(map(intern, linked))
                stage.step()
                yield intern(path), content
                yield from ((path, None) for path in kept)
                kept.clear()
        yield from ((path, None) for path in kept)

    def _index(self) -> Iterator[tuple[str, bytes | None]]:
        """The search index, in parts of which only those are made anew whose documents have changed."""
        register = read_register(self._output.folder).with_documents(self._site.cards)
        for path, content in register.files():
            yield self._always(path, content)
        digests = {id: card.data for id, card in self._site.cards.items()}
        before: dict[str, list[str]] = self._store.note(_INDEX) or {}
        after: dict[str, list[str]] = {}
        stale: list[Part] = []
        for part in parts(register, digests, named(self._site)):
            key = self._part_key(part)
            paths = before.get(part.key)
            if paths and all(self._output.current(path, key) for path in paths):
                after[part.key] = paths
                yield from ((path, None) for path in paths)
            else:
                stale.append(part)
        with self._progress.stage("编索引", sum(map(_weight, stale))) as stage:
            for part, files in self._made_parts(stale):
                after[part.key] = []
                for path, content in files:
                    after[part.key].append(path)
                    self._output.make(path, self._part_key(part))
                    yield path, content
                stage.step(_weight(part))
        self._store.keep_note(_INDEX, after)

    def _part_key(self, part: Part) -> bytes:
        return version.digest(self._frame.code + part.key.encode())

    def _made_parts(self, stale: list[Part]) -> Iterator[tuple[Part, Iterable[SearchFile]]]:
        """The files of each part: the workers make the small ones meanwhile."""
        small = [part for part in stale if part.kind == "texts"]
        tasks = (_PartTask(self._place, part, [self._site.cards[id] for id in part.ids if id]) for part in small)
        made = zip(small, self._workers.map(make_parts, tasks, _PARTS, _FEW_PARTS), strict=True)
        for part in stale:
            if part.kind != "texts":
                yield part, part.files(self._without_text if part.kind == "facets" else self._whole)
        yield from made

    def _whole(self, id: str) -> Searchable:
        return searchable(self._site.cards[id], self._store.quotable(id))

    def _without_text(self, id: str) -> Searchable:
        return searchable(self._site.cards[id])

    def _documents(self) -> Content | None:
        program, old = self._store.note("documents") or (b"", [])
        if program != self._frame.code:
            old = []
        pieces = [Record(card.id, self._digests[card.id], card.row.copy_of, 0) for card in self._site.cards.values()]
        before = self._output.untouched(DOCUMENTS)
        if before and [piece[:3] for piece in old] == [piece[:3] for piece in pieces]:
            return None
        self._output.make(DOCUMENTS)

        def write(target: BinaryIO) -> None:
            written = write_documents(pieces, self._record, before, old, target)
            self._store.keep_note("documents", (self._frame.code, written))

        return write

    def _record(self, piece: Record) -> bytes:
        if piece.copy_of is None:
            return self._store.record(piece.id)
        return record(self._store.entry(piece.id), piece.copy_of)


def _weight(part: Part) -> int:
    """How much work a part of the index is, beside others: its documents or names."""
    return len(part.ids) + len(part.named)


def render_pages(batch: list[_Task]) -> list[tuple[str, bytes, frozenset[str]]]:
    """What a worker makes of some pages: path, content, the pages it links to."""
    return [_rendered(task) for task in batch]


def _rendered(task: _Task) -> tuple[str, bytes, frozenset[str]]:
    held = _entries(task.place)
    page = task.page
    shown = {id: held.quotable(id) for id in page.quotes} | {id: held[id] for id in page.needs}
    return page.path, *_renderer(task.frame).render(page, shown)


def make_parts(batch: list[_PartTask]) -> list[list[SearchFile]]:
    """What a worker makes of some parts of the search index."""
    return [list(task.part.files(_fetch(task, _entries(task.place)))) for task in batch]


def _fetch(task: _PartTask, held: Entries) -> Callable[[str], Searchable]:
    cards = {card.id: card for card in task.cards}
    return lambda id: searchable(cards[id], held.quotable(id))


@lru_cache(maxsize=1)
def _renderer(frame: Frame) -> Renderer:
    return Renderer(frame.templates, frame.settings, dict(frame.rules), frame.code, frame.cache)


@lru_cache(maxsize=1)
def _entries(place: StorePlace) -> Entries:
    segmenter.cache_clear()  # a worker that has read documents holds most of a dictionary
    return Entries(place.store)
