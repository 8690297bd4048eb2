"""Editors' prose: Markdown with links into the site, ``[待核](page:review)``, ``[数据](page:data/documents.json)``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt
from markupsafe import Markup

_SCHEME = "page:"


def prose(path: Path, href: Callable[[str, str], str]) -> Markup:
    """The Markdown file at *path* as HTML; HTML in it is shown as text. *href* makes links from (kind, key).

    Raises LinkError for a link to a page that is not there.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(path.read_text(encoding="utf-8"))
    for token in tokens:
        for child in token.children or ():
            target = str(child.attrs.get("href", ""))
            if child.type == "link_open" and target.startswith(_SCHEME):
                kind, _, key = target[len(_SCHEME) :].partition("/")
                child.attrs["href"] = href(kind, key)
    return Markup(parser.renderer.render(tokens, parser.options, {}))
