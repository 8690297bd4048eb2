"""The stages every document goes through alone, in any order, in any process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, cast

from .clean import clean
from .correction_file import all_misfits
from .corrections import Correction
from .doubts import doubts
from .errors import RefusedError, YamlError
from .extract import extract
from .extract.references import references
from .knowledge import Knowledge
from .model import Document, Entry, RawDocument, Refused
from .read import Loaded, read, refused, warnings
from .review import review
from .structure import structure


def _read(loaded: Loaded, _: Knowledge) -> RawDocument:
    return read(loaded)


def examine(document: Document, knowledge: Knowledge) -> Entry:
    """*document* with its facts, doubts, references and what waits for a person."""
    facts, correction = extract(document, knowledge), document.clean.raw.correction
    found = (*warnings(document.clean.raw), *doubts(document, facts, knowledge))
    return completed(Entry(document, facts, correction.unsettled(found) if correction else found), knowledge)


def completed(entry: Entry, knowledge: Knowledge) -> Entry:
    """*entry* with what its facts and text lead to."""
    return replace(entry, references=references(entry, knowledge), findings=review(entry, knowledge))


DOCUMENT_STAGES: tuple[Callable[[Any, Knowledge], Any], ...] = (
    _read,  #      Loaded        → RawDocument    encoding, SHA-256, decoded text, the editor's corrections
    clean,  #      RawDocument   → CleanDocument  text + a ledger of every edit
    structure,  #  CleanDocument → Document       title, metadata, headings, turns, enumerations
    examine,  #    Document      → Entry          agency, dates, people, topics, each with its words and rule; doubts
)


def process(loaded: Loaded, knowledge: Knowledge) -> Entry | Refused:
    """One document through all of DOCUMENT_STAGES."""
    *_, result = steps(loaded, knowledge)
    return cast("Entry | Refused", result)


def steps(loaded: Loaded, knowledge: Knowledge) -> Iterator[Any]:
    """What each of DOCUMENT_STAGES makes of one document, in order; the last is its Entry, or Refused by that stage.

    A defect of ours that one text brings to light must not keep the others from being published: it is refused with
    code ``defect`` and named on the screen and on the review page. A correction is somebody's work and never lost in
    silence: raises YamlError where it cannot be used, does not fit, or its document is refused; SeveralErrors, which is one,
    where it does not fit in several places.
    """
    value: Any = loaded
    raw: RawDocument | None = None
    try:
        for stage in DOCUMENT_STAGES:
            value = stage(value, knowledge)
            raw = raw or value
            yield value
    except YamlError as error:
        raise (_all_misfits(error, raw, knowledge) if raw else error) from None
    except RefusedError as error:
        yield refused(loaded.source, error)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        what = f"{type(error).__name__}: {error}"[:200]
        yield Refused(loaded.source.path, "defect", f"处理这篇时程序出错（{what}），请报告。")


def _all_misfits(first: YamlError, raw: RawDocument, knowledge: Knowledge) -> YamlError:
    """*first*, which stopped the stages after the reading of *raw*, with all else that does not fit in its correction."""

    def attempt(correction: Correction) -> None:
        value: Any = replace(raw, correction=correction)
        with suppress(RefusedError):
            for stage in DOCUMENT_STAGES[1:]:
                value = stage(value, knowledge)

    return all_misfits(first, raw.correction, attempt) if raw.correction else first
