"""Documents for tests, made from text the way a reader would write it down."""

from __future__ import annotations

import hashlib

from meetingsite.model import Block, CleanDocument, Document, Field, RawDocument, Span


def document_from(text: str, family: str = "plain") -> Document:
    """A Document of *text* (already clean): first line the title; then ``标签：值`` lines are metadata, ``来源：`` the
    source line, lines of at most 40 characters starting with 记者/通讯员/（记者 the by-line; every other line is a paragraph."""
    raw = RawDocument("test", "test.txt", hashlib.sha256(text.encode()).hexdigest(), "utf-8", text.encode(), text)
    clean = CleanDocument(raw, text, (), family, "simplified")
    title, title_span, metadata, blocks = "", None, [], []
    byline = source_line = source_name = None
    position = 0
    for line in text.split("\n"):
        span = Span(position, position + len(line))
        position += len(line) + 1
        label, colon, value = line.partition("：")
        if not line:
            continue
        if not title:
            title, title_span = line, span
        elif label == "来源" and len(line) < 40:
            source_line, source_name = span, value
        elif not blocks and colon and len(label) <= 8 and len(line) < 40 and not line.endswith("。"):
            start = span.start + len(label) + 1
            metadata.append(
                Field(label, value or None, Span(start, span.end) if value else Span(span.start, start - 1))
            )
        elif line.startswith(("记者", "通讯员", "（记者")) and len(line) <= 40:
            byline = span
        else:
            blocks.append(Block("paragraph", span, f"x{len(blocks):08x}"))
    return Document(
        clean,
        title,
        "given",
        title_span,
        tuple(metadata),
        byline,
        None,
        source_line,
        source_name,
        (),
        tuple(blocks),
        (),
    )
