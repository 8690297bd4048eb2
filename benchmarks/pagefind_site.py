"""The published texts as plain pages, indexed by Pagefind."""

from __future__ import annotations

import gzip
import html
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from measure import Cost, run
from texts import HERE

BUNDLE = "pagefind"  # the folder of the index, in that of the pages
_SIGNATURE = b"pagefind_dcd"  # before the JSON of a fragment


def prepare(folder: Path, documents: Iterable[dict[str, Any]]) -> None:
    """A page for each of *documents* (of documents.json), its title and its text, and one to search them."""
    (folder / "documents").mkdir(parents=True)
    for document in documents:
        page(folder, document["id"]).write_text(_html(document), encoding="utf-8")
    shutil.copy(HERE / "pagefind" / "search.html", folder)


def page(folder: Path, id: str) -> Path:
    """Where *folder* keeps the document *id*."""
    return folder / "documents" / f"{id}.html"


def _html(document: dict[str, Any]) -> str:
    title = html.escape(document["title"])
    body = "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in document["text"].split("\n"))
    head = f'<!doctype html>\n<html lang="zh-CN">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    return f"{head}<body>\n<main data-pagefind-body>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"


def index(folder: Path, program: Path) -> Cost:
    """Have *program* make the index of *folder*."""
    return run([program, "--silent", "--site", folder, "--output-subdir", BUNDLE, "--glob", "documents/*.html"], folder)


def ids(folder: Path) -> dict[str, str]:
    """The id of each document by the name that Pagefind gives its fragment."""
    found = {}
    for fragment in (folder / BUNDLE / "fragment").iterdir():
        record = json.loads(gzip.decompress(fragment.read_bytes()).removeprefix(_SIGNATURE))
        found[fragment.stem] = Path(record["url"]).stem
    return found
