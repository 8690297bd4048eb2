"""What one worker makes of some documents: each with its card and all else that the store keeps of it."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from .cards import card, headings
from .errors import YamlError
from .export import record
from .extract.segment import Cut, segmenter
from .knowledge import Knowledge
from .knowledge.shipped import shipped_knowledge
from .model import Entry, Refused
from .pages.quotable import quotable
from .read import Loaded
from .stages import process
from .store import Result, packed, sealed


def read_documents(cache: Path | None, batch: list[Loaded]) -> list[Result | YamlError]:
    """*batch* through all stages; in the place of a document whose correction cannot be used, why. *cache*: a folder of
    ours on this machine."""
    knowledge = shipped_knowledge()
    found = [_processed(loaded, knowledge) for loaded in batch]
    texts = [headings(one.document) for one in found if isinstance(one, Entry)]
    cut = segmenter(knowledge.vocabulary, cache).cut_for(texts) if texts else None
    return [_result(one, loaded.correction, knowledge, cut) for one, loaded in zip(found, batch, strict=True)]


def _processed(loaded: Loaded, knowledge: Knowledge) -> Entry | Refused | YamlError:
    try:
        return process(loaded, knowledge)
    except YamlError as error:
        return error


def _result(
    found: Entry | Refused | YamlError, correction: bytes | None, knowledge: Knowledge, cut: Cut | None
) -> Result | YamlError:
    if isinstance(found, YamlError):
        return found
    if isinstance(found, Refused):
        return Result(b"", sealed(found))
    entry, own = packed(found), record(found)
    known = card(found, knowledge, correction, cut, own)
    return Result(
        blake2b(entry, digest_size=16).digest(), sealed(known), entry, packed(own), sealed(tuple(quotable(found)))
    )
