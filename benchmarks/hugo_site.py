"""The texts of texts.py as clean Markdown for Hugo, with taxonomies and a plain theme (the folder hugo/)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from texts import HERE, Document, document


def prepare(folder: Path, numbers: range) -> None:
    """Make a Hugo site in *folder* out of the documents *numbers*."""
    shutil.copytree(HERE / "hugo", folder)
    (folder / "content" / "documents").mkdir(parents=True)
    for number in numbers:
        put(folder, document(number))


def path(folder: Path, text: Document) -> Path:
    """Where the site in *folder* keeps *text*."""
    return folder / "content" / "documents" / f"{text.name}.md"


def put(folder: Path, text: Document) -> None:
    """Write *text* into the site in *folder*."""
    path(folder, text).write_text(markdown(text), encoding="utf-8")


def markdown(text: Document) -> str:
    """Front matter (YAML, whose strings may be JSON's) and the paragraphs."""
    fields: dict[str, object] = {
        "title": text.title,
        "agencies": [text.agency],
        "topics": [text.topic],
        "people": text.people,
    }
    if text.date:
        fields |= {"date": text.date.isoformat(), "years": [str(text.date.year)]}
    front = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"---\n{front}\n---\n\n" + "\n\n".join(text.paragraphs) + "\n"
