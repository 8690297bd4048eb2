"""From source folders to index cards: every document read, those that an earlier build has read taken from the store."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from . import fingerprint, version
from .cards import Card, card, headings
from .config import Config
from .errors import RefusedError
from .export import record
from .extract.segment import Cut, segmenter
from .fingerprint import SETTLED
from .knowledge import Knowledge
from .model import Entry, Refused
from .pages.quotable import quotable
from .progress import Progress
from .read import Loaded, SourceFile, discover, load
from .resources import folder
from .stages import process, refused
from .store import Result, Store, card_of, packed, sealed
from .workers import Workers

_BATCH = 12  # documents a worker takes at once


class Gathered(NamedTuple):
    """All documents of the sources."""

    cards: tuple[Card, ...]  # ordered by id
    refused: tuple[Refused, ...]
    digests: Mapping[str, bytes]  # of each document's entry, by id
    read: int  # documents that went through the stages now


class _Task(NamedTuple):
    loaded: Loaded
    signature: bytes
    key: bytes


def gather(config: Config, store: Store, workers: Workers, progress: Progress) -> Gathered:
    """Read the sources of *config*; what is new goes into *store*. Raises MeetingsiteError."""
    found = discover(config.sources)
    held = store.documents()  # those not met yet
    made_by = version.code() + version.knowledge(folder("knowledge"))
    cards: list[Card] = []
    refusals = list(found.refused)
    digests: dict[str, bytes] = {}

    def take(id: str, digest: bytes, result: Card | Refused) -> None:
        if isinstance(result, Refused):
            refusals.append(result)
        else:
            cards.append(result)
            digests[id] = digest
        stage.step()

    def unknown() -> Iterator[_Task]:
        for source in found.files:
            known, now = held.pop(source.id, None), signature(source, made_by)
            if known and now and known.signature == now:
                take(source.id, known.digest, card_of(known, store.path))
                continue
            try:
                loaded = load(source)
            except RefusedError as error:
                take(source.id, b"", refused(source, error))
                continue
            key = _key(made_by, loaded)
            if known and known.key == key:
                store.sign(source.id, now)
                take(source.id, known.digest, card_of(known, store.path))
            else:
                yield _Task(loaded, now, key)

    done = 0
    tasks: deque[_Task] = deque()  # those given out, in order, until their results come

    def given() -> Iterator[Loaded]:
        for task in unknown():
            tasks.append(task._replace(loaded=task.loaded._replace(data=b"", correction=None)))
            yield task.loaded

    here = None if config.cluster else store.path.parent
    with progress.stage("读文稿", len(found.files)) as stage:
        for result in workers.map(partial(read_documents, here), given(), _BATCH):
            task = tasks.popleft()
            id = task.loaded.source.id
            store.keep(id, task.signature, task.key, result)
            take(id, result.digest, card_of(result, store.path))
            done += 1
    store.forget(held)
    store.commit()
    cards.sort(key=lambda card: card.id)
    return Gathered(tuple(cards), tuple(sorted(refusals)), digests, done)


def read_documents(cache: Path | None, batch: list[Loaded]) -> list[Result]:
    """What a worker makes of some documents. *cache*: a folder of ours on its machine."""
    knowledge = shipped_knowledge()
    found = [process(loaded, knowledge) for loaded in batch]
    texts = [headings(one.document) for one in found if isinstance(one, Entry)]
    cut = segmenter(knowledge.vocabulary, cache).cut_for(texts) if texts else None
    return [_result(one, loaded.correction, knowledge, cut) for one, loaded in zip(found, batch, strict=True)]


def shipped_knowledge() -> Knowledge:
    """The knowledge of the package, read once in each process, and again when it has changed."""
    place = folder("knowledge")
    return _knowledge(place, fingerprint.shown([place]).digest)


@lru_cache(maxsize=1)
def _knowledge(place: Path, _: bytes) -> Knowledge:
    return Knowledge.load(place)


def _result(found: Entry | Refused, correction: bytes | None, knowledge: Knowledge, cut: Cut | None) -> Result:
    if isinstance(found, Refused):
        return Result(b"", sealed(found))
    entry, own = packed(found), record(found)
    known = card(found, knowledge, correction, cut, own)
    return Result(
        blake2b(entry, digest_size=16).digest(), sealed(known), entry, packed(own), sealed(tuple(quotable(found)))
    )


def _key(made_by: bytes, loaded: Loaded) -> bytes:
    hashed = blake2b(made_by, digest_size=16)
    source = loaded.source
    for part in (source.id.encode(), source.path.encode(), loaded.data, loaded.correction):
        hashed.update(b"-" if part is None else b"%d:" % len(part) + part)
    hashed.update(os.fsencode(source.correction) if source.correction else b"")
    return hashed.digest()


def signature(source: SourceFile, made_by: bytes) -> bytes:
    """What the file system shows of *source* and its correction without opening them, and *made_by*, the program that
    read them; empty where a later change might not show."""
    parts = [made_by.hex(), source.path]
    latest = 0
    for path in (source.location, source.correction):
        if path is None:
            continue
        try:
            status = os.lstat(path)
        except OSError:
            return b""
        latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
        parts.append(f"{path}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}")
    return b"" if latest > time.time_ns() - SETTLED else "\n".join(parts).encode("utf-8", "surrogateescape")
