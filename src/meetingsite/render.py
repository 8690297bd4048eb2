"""Pages as bytes. Pure: the same page, documents, templates and settings give the same bytes, in any process."""

from __future__ import annotations

import json
import marshal
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from . import names
from .errors import REMEDIES
from .model import LEVELS, Entry
from .pages import lists, wording
from .pages.addresses import address
from .pages.citations import Named, first_places, mentions
from .pages.comparison import comparison
from .pages.desk import Desk, Shown
from .pages.headline import headline
from .pages.marked import Mark
from .pages.outline import RAW, Page
from .pages.rail import NO_AGENCY, NO_DATE, NO_PEOPLE, NO_TOPIC, rail
from .pages.reading import DocumentView
from .plan import SiteSettings
from .rows import Row

_PROSE = "about.md"
_PARTS = "parts.html"  # what all templates may use
_REFERENCE = re.compile(r'{%-?\s*(?:extends|import|include|from)\s+"([^"]+)"')  # ours are always written out
# What HTML may contain: no control characters, surrogates, non-characters.
_ALLOWED = "\t\n\r -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff"
_ALL_ALLOWED = re.compile(f"[{_ALLOWED}]*+")
_FORBIDDEN = re.compile(f"[^{_ALLOWED}]")
_PLAIN = frozenset([str, int, bool, type(None)])
_UNSHARED = 2  # the version of marshal's format in which only the value decides what is written
_ENTRANCES = {kind: address(kind) for kind in names.DOORS}
_SECTION = re.compile(r"[^/.]*")
_SILENT = {"agency": NO_AGENCY, "date": NO_DATE, "people": NO_PEOPLE, "topic": NO_TOPIC}


class Renderer:
    """The templates with what all pages share."""

    def __init__(
        self,
        folder: Path,
        settings: SiteSettings,
        rules: Mapping[str, str],
        code: bytes = b"",
        cache: Path | None = None,
    ) -> None:
        """*folder* has the templates; *rules* gives the Chinese name of a cleaning rule, which otherwise is shown by
        its own name, and of a topic's rule, which otherwise is not shown; *code* stands for the program in keys;
        *cache* is a folder in which nobody else can write, for compiled templates."""
        self._folder, self._rules = folder, rules
        self._environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache else None,
        )
        self._environment.filters.update(
            date_words=wording.date_words,
            date_short=wording.date_short,
            machine=wording.machine,
            by_year=lists.by_year,
            by_month=lists.by_month,
            headline=headline,
        )
        shared = {
            "settings": settings,
            "level_names": names.LEVEL_NAMES,
            "levels": LEVELS,
            "kinds": names.KINDS,
            "families": names.FAMILIES,
            "scripts": names.SCRIPTS,
            "province": wording.province,
            "remedies": REMEDIES,
            "list_names": names.LISTS,
            "change_names": names.CHANGES,
            "reasons": names.REASONS,
            "entrances": names.DOORS,
        }
        self._desk = Desk(self._environment.get_template(_PARTS), shared)
        self._everywhere = {**shared, **self._desk.helpers(), "parts": self._desk.parts, "base": None}
        self._templates: dict[str, Template] = {}
        self._hashes: dict[str, blake2b] = {}
        self._rows: dict[int, tuple[Row, bytes]] = {}
        decided = [settings.title, settings.base_url, sorted(rules.items())]
        self._shared = code + json.dumps(decided, ensure_ascii=False).encode()

    def key(self, page: Page, digests: Iterable[bytes]) -> bytes:
        """What the bytes of *page* depend on, hashed; *digests* are those of the documents it
        needs and quotes, in order."""
        if page.template == RAW:
            return b"".join(digests)
        hashed = self._begun(page.template).copy()
        hashed.update(marshal.dumps((page.path, self._plain(dict(page.context))), _UNSHARED))
        hashed.update(b"".join(digests))
        return hashed.digest()

    def _plain(self, value: Any) -> Any:
        """*value* as marshal takes it, with a hash in the place of each Row, which stands on many pages."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is Row:
            known = self._rows.get(id(value))
            if known is None:
                written = marshal.dumps([one if type(one) in _PLAIN else tuple(one) for one in value], _UNSHARED)
                known = value, blake2b(written, digest_size=16).digest()
                self._rows[id(value)] = known  # with the row itself, so that its id is nobody else's
            return known[1]
        if kind is dict:
            return {name: one if type(one) in _PLAIN else self._plain(one) for name, one in value.items()}
        return [one if type(one) in _PLAIN else self._plain(one) for one in value]

    def render(self, page: Page, documents: Mapping[str, Shown]) -> tuple[bytes, frozenset[str]]:
        """The content of *page*, for which *documents* has those it needs, whole, and those it quotes; and the pages it
        links to, by path."""
        whole = {key: found for key, found in documents.items() if isinstance(found, Entry)}
        if page.template == RAW:
            return whole[page.needs[0]].document.clean.raw.data, frozenset()
        if page.template not in self._templates:
            self._templates[page.template] = self._environment.get_template(page.template)
        self._desk.lay(page.path, documents)
        section = _SECTION.match(page.path).group()  # type: ignore[union-attr]  # which matches everything
        context: dict[str, Any] = {
            **self._everywhere,
            "path": page.path,
            "section": section,
            "entrance": page.path == _ENTRANCES.get(section),
            "static": "../" * page.path.count("/") + "static",
            **page.context,
        }
        if page.template == "document.html":
            context |= self._reading(whole[page.context["id"]], page.context["named"])
        elif page.template == "source.html":
            entry = whole[page.context["id"]]
            context |= {"entry": entry, "view": comparison(entry.document.clean, self._rules)}
        elif page.template == "about.html":
            from .pages.prose import prose  # with markdown-it, for this one page

            context["prose"] = prose(self._folder / _PROSE, self._desk.link)
        html = self._templates[page.template].render(context)
        if not _ALL_ALLOWED.fullmatch(html):  # twice as fast as to look for what is forbidden
            html = _FORBIDDEN.sub("\ufffd", html)
        return html.encode("utf-8"), self._desk.linked

    def _reading(self, entry: Entry, named: Iterable[Named]) -> dict[str, Any]:
        """The reading view of one document."""
        link = self._desk.link
        document = entry.document
        found = first_places(mentions(entry.references, map(Named._make, named)), but=entry.id)
        links = [Mark(*reference.span, "a", "px", href=link(name.page, name.key)) for reference, name in found]
        page = DocumentView(document, links)
        return {
            "facts": rail(entry, page, link, self._rules),
            "entry": entry,
            "document": document,
            "title": page.title(span.of(document.text) for topic in entry.facts.topics for span in topic.spans),
            "body": page.body(),
            "series": page.part(document.series, "series"),
            "byline": page.part(document.byline, "byline"),
            "origin": page.part(document.source_line, "origin"),
            "front": [
                part for number, span in enumerate(document.front, 1) if (part := page.part(span, f"front{number}"))
            ],
            "metadata": [
                (field.label, page.value(field.span) if field.value is not None else None)
                for field in document.metadata
            ],
            "silent": _SILENT,
        }

    def _begun(self, name: str) -> blake2b:
        """A hash of what all pages share and of the template *name* with all it includes and the prose it shows."""
        if name not in self._hashes:
            hashed = blake2b(self._shared, digest_size=16)
            waiting, seen = [name, _PARTS], {name, _PARTS}
            while waiting:
                source = (self._folder / waiting.pop()).read_bytes()
                hashed.update(source)
                for other in _REFERENCE.findall(source.decode("utf-8")):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
            if name == "about.html":
                hashed.update((self._folder / _PROSE).read_bytes())
            self._hashes[name] = hashed
        return self._hashes[name]
