"""An editor's title for a document."""

from __future__ import annotations

from dataclasses import replace

from ..model import Document


def correct_title(document: Document) -> Document:
    """*document* with the title of its correction file, if that sets one; what is printed keeps its span.

    Raises YamlError where the title is no longer what the editor expects.
    """
    correction = document.clean.raw.correction
    change = correction.file.title if correction else None
    if correction is None or change is None:
        return document
    correction.expect(change, "题名", document.title)
    title = " ".join(change.now.value.split())
    if title == document.title and document.title_origin == "given":
        raise correction.idle(change, "题名")
    printed = document.title_span if document.title_origin == "given" else None
    return replace(document, title=title, title_origin="corrected", title_span=printed)
