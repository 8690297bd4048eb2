"""Pages as bytes. Pure: the same page, documents, templates and settings give the same bytes, in any process."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template

from .model import Entry, Person, Row, Span
from .pages import lists, wording
from .pages.addresses import address, href
from .pages.citations import Named, first_places, mentions
from .pages.comparison import comparison
from .pages.marked import Mark
from .pages.outline import RAW, Page
from .pages.passages import Passage, passages
from .pages.prose import prose
from .pages.rail import NO_AGENCY, NO_DATE, NO_PEOPLE, NO_TOPIC, rail
from .pages.reading import Page as Reading
from .pages.reading import regions
from .pages.shelves import LEVELS
from .plan import Settings
from .review.snippets import snippet

QUOTES = 3  # sentences of one document that are quoted in one place
_PROSE = "about.md"
_REFERENCE = re.compile(r'{%-?\s*(?:extends|import|include|from)\s+"([^"]+)"')  # ours are always written out
# What HTML may not contain: control characters, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# What holds Rows in the context of a page; elsewhere they would only be hashed more slowly.
_WITH_ROWS = frozenset(["row", "newest", "sheet", "citing", "agency_neighbours", "topic_neighbours", "lists"])
_PLAIN = frozenset([str, int, bool, type(None)])
_SILENT = {"agency": NO_AGENCY, "date": NO_DATE, "people": NO_PEOPLE, "topic": NO_TOPIC}


class Renderer:
    """The templates with what all pages share."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        rules: Mapping[str, str],
        code: bytes = b"",
        cache: Path | None = None,
    ) -> None:
        """*folder* has the templates; *rules* gives the Chinese name of a cleaning rule, which otherwise is shown by its
        own name, and of a topic's rule, which otherwise is not shown; *code* stands for the program in keys; *cache* is
        a folder in which nobody else can write, for compiled templates."""
        self._folder, self._rules = folder, rules
        environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=FileSystemBytecodeCache(str(cache)) if cache else None,
        )
        environment.filters.update(
            date_words=wording.date_words,
            date_short=wording.date_short,
            machine=wording.machine,
            by_year=lists.by_year,
            by_month=lists.by_month,
        )
        environment.globals.update(
            settings=settings,
            level_names=wording.LEVEL_NAMES,
            levels=LEVELS,
            kinds=wording.KINDS,
            families=wording.FAMILIES,
            scripts=wording.SCRIPTS,
            province=wording.province,
            remedies=wording.REMEDIES,
            address=address,
        )
        self._environment = environment
        self._templates: dict[str, Template] = {}
        self._digests: dict[str, bytes] = {}
        self._rows: dict[int, tuple[Row, str]] = {}
        shared = [settings.title, settings.base_url, settings.language, sorted(rules.items())]
        self._shared = code + json.dumps(shared, ensure_ascii=False).encode()

    def key(self, page: Page, digests: Iterable[bytes]) -> bytes:
        """What the bytes of *page* depend on, hashed; *digests* are those of the documents it needs, in order."""
        if page.template == RAW:
            return b"".join(digests)
        hashed = blake2b(self._shared, digest_size=16)
        hashed.update(self._template_digest(page.template))
        context = {name: self._folded(value) if name in _WITH_ROWS else value for name, value in page.context.items()}
        hashed.update(json.dumps((page.path, context), ensure_ascii=False).encode("utf-8", "surrogatepass"))
        for digest in digests:
            hashed.update(digest)
        return hashed.digest()

    def _folded(self, value: Any) -> Any:
        """*value* with a hash in the place of each Row, which stands on many pages."""
        kind = type(value)
        if kind is Row:
            known = self._rows.get(id(value))
            if known is None:
                text = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
                known = value, blake2b(text, digest_size=12).hexdigest()
                self._rows[id(value)] = known  # with the row itself, so that its id is nobody else's
            return known[1]
        if kind in _PLAIN:
            return value
        if isinstance(value, dict):
            return {key: self._folded(one) for key, one in value.items()}
        return [self._folded(one) for one in value]

    def render(self, page: Page, entries: Mapping[str, Entry]) -> tuple[bytes, frozenset[str]]:
        """The content of *page*, for which *entries* has the documents it needs; and the pages it links to, by path."""
        if page.template == RAW:
            return entries[page.needs[0]].document.clean.raw.data, frozenset()
        if page.template not in self._templates:
            self._templates[page.template] = self._environment.get_template(page.template)
        linked: set[str] = set()

        def link(kind: str, key: str = "", *, sheet: int = 0, anchor: str = "") -> str:
            target = address(kind, key, sheet)
            linked.add(target)
            return href(page.path, target, anchor)

        context: dict[str, Any] = {
            "base": None,
            "path": page.path,
            "section": re.split(r"[/.]", page.path, maxsplit=1)[0],
            "static": "../" * page.path.count("/") + "static",
            "link": link,
            **page.context,
            **_Texts(entries).helpers(),
        }
        if page.template == "document.html":
            context |= self._reading(entries[page.context["id"]], page.context["named"], link)
        elif page.template == "source.html":
            entry = entries[page.context["id"]]
            context |= {"entry": entry, "view": comparison(entry.document.clean, self._rules)}
        elif page.template == "about.html":
            context["prose"] = prose(self._folder / _PROSE, link)
        html = self._templates[page.template].render(context)
        return _FORBIDDEN.sub("\ufffd", html).encode("utf-8"), frozenset(linked)

    def _reading(self, entry: Entry, named: Iterable[Named], link: Any) -> dict[str, Any]:
        """The reading view of one document."""
        document = entry.document
        found = first_places(mentions(entry.references, map(Named._make, named)), but=entry.id)
        links = [
            Mark(*reference.span, "a", (("class", "px"), ("href", link(name.page, name.key))))
            for reference, name in found
        ]
        page = Reading(document, links)
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

    def _template_digest(self, name: str) -> bytes:
        """A hash of the template *name*, of all it includes, and of the prose it shows."""
        if name not in self._digests:
            hashed = blake2b(digest_size=16)
            waiting, seen = [name], {name}
            while waiting:
                source = (self._folder / waiting.pop()).read_bytes()
                hashed.update(source)
                for other in _REFERENCE.findall(source.decode("utf-8")):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
            if name == "about.html":
                hashed.update((self._folder / _PROSE).read_bytes())
            self._digests[name] = hashed.digest()
        return self._digests[name]


class _Texts:
    """What templates may ask of the documents a page needs."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def helpers(self) -> dict[str, Any]:
        """The functions by the names templates know them by."""
        return {
            "quotes": self.quotes,
            "topic_words": self.topic_words,
            "naming": self.naming,
            "acting": self.acting,
            "findings": self.findings,
            "correction_for": self.correction_for,
        }

    def quotes(self, key: str, spans: Iterable[Span], most: int = QUOTES) -> list[Passage]:
        """The first sentences of the document *key* in which one of *spans* stands."""
        document = self._entries[key].document
        return passages(document, regions(document), tuple(spans), most)

    def topic_words(self, key: str, topic: str) -> tuple[Span, ...]:
        """The words that put the document *key* under *topic*."""
        return next(fact.spans for fact in self._entries[key].facts.topics if fact.id == topic)

    def naming(self, key: str, names: Iterable[tuple[str, str]]) -> list[Span]:
        """Where the document *key* uses one of *names*."""
        wanted = {tuple(name) for name in names}
        return [reference.span for reference in self._entries[key].references if reference[1:] in wanted]

    def acting(self, key: str, name: str) -> Person:
        """The person *name* as the document *key* has them."""
        return next(person for person in self._entries[key].facts.people if person.name == name)

    def findings(self, key: str, name: str) -> Any:
        """What stands on the list *name* of 待核 of the document *key*."""
        return dict(self._entries[key].findings)[name]  # type: ignore[index]

    def correction_for(self, key: str, name: str, shared: bool) -> Any:
        """The correction to paste for all of it."""
        fixes = (fix for finding in self.findings(key, name) for fix in finding.fixes)
        return snippet(self._entries[key].document.clean.raw, fixes, shared=shared)
