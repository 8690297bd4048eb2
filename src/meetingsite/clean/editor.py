"""An editor's pieces of text at work while a document is cleaned: ``drop``, ``join`` and ``keep`` of its correction file.

What is dropped or joined is an edit like any other, so the ledger's promises hold. ``keep`` makes none: it takes care that
the rules' own edits over its words are not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..knowledge import Knowledge
from ..model import Edit, RawDocument, Script, Span
from ..names import SCRIPTS
from .blank_lines import blank_lines
from .ledger import Ledger

_VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060\ufeff]")
_UNSEEN = frozenset(["line-end", "invisible", "blank", "blank-line"])  # what these take away no page could show


class Editor:
    """The pieces of one document; does nothing where there is no correction."""

    def __init__(self, raw: RawDocument) -> None:
        """Raises YamlError where a ``keep`` is not in the source, or more than once."""
        self._source, self._correction = raw.text, raw.correction
        self._pieces = raw.correction.file.text if raw.correction else ()
        self._kept = {
            piece: raw.correction.find_raw(piece.keep, raw.text)
            for piece in self._pieces
            if raw.correction and piece.keep
        }
        self._spared: set[Span] = set()

    def spare(self, edits: list[Edit], ledger: Ledger) -> list[Edit]:
        """*edits*, in coordinates of the ledger's text, without what takes away words that are to be kept.

        A removal that goes beyond those words keeps its other parts: ``相关焦点|本文另附表格|另一则新闻``.
        """
        for raw in self._kept.values():
            kept = _now(raw, ledger.edits)
            edits = [part for edit in edits for part in self._outside(edit, kept, raw, ledger.text)]
        return edits

    def _outside(self, edit: Edit, kept: Span, raw: Span, text: str) -> Iterable[Edit]:
        start, end = max(edit.start, kept.start), min(edit.end, kept.end)
        if edit.replacement.strip() or start >= end or not _VISIBLE.search(text, start, end):
            return [edit]
        self._spared.add(raw)
        parts = (Span(edit.start, start), Span(end, edit.end))
        return [edit._replace(start=p.start, end=p.end, replacement="") for p in (_core(p, text) for p in parts) if p]

    def revise(self, ledger: Ledger, knowledge: Knowledge) -> None:
        """Carry the pieces out, in the order they are written, on the text that all rules have left.

        Raises YamlError for a piece that does not fit the text.
        """
        if self._correction is None:
            return
        for piece in self._pieces:
            if piece.drop:
                span = self._correction.find(piece.drop, ledger.text, self._source)
                ledger.apply([Edit(*span, "", "editor-drop")])
            elif piece.join:
                span = self._correction.find_join(piece.join, ledger.text)
                ledger.apply([Edit(*span, "", "editor-join")])
            elif piece.keep and (raw := self._kept[piece]) not in self._spared and not ledger.restore(*raw, _UNSEEN):
                raise self._correction.misfit(piece.keep, "这一段没有被删，也没有被改。", "删去这条订正。")
        ledger.apply(blank_lines(ledger.text, knowledge))

    def script(self, decided: Script) -> Script:
        """The script of the document: *decided* by its characters, or as the editor says."""
        change = self._correction.file.script if self._correction else None
        if self._correction is None or change is None:
            return decided
        self._correction.expect(change, "文字", SCRIPTS[decided], decided)
        found = self._correction.choice(change.now, SCRIPTS)
        if found == decided:
            raise self._correction.idle(change, "文字")
        return found


def _now(raw: Span, edits: Iterable[Edit]) -> Span:
    """Where raw[start:end] stands after *edits*; a replacement that it only touches belongs to it."""
    start, end, shift = None, raw.end, 0
    for edit in edits:
        if edit.start >= raw.end:
            break
        if start is None and edit.end > raw.start:
            start = min(edit.start, raw.start) + shift
        end = max(end, edit.end)
        shift += len(edit.replacement) - (edit.end - edit.start)
    return Span(raw.start + shift if start is None else start, end + shift)


def _core(span: Span, text: str) -> Span | None:
    """*span* without the blanks and line breaks at its edges; None where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
