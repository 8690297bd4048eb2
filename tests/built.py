"""Sites built in memory from hand-made collections."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from meetingsite import changes, resources
from meetingsite.cards import Card
from meetingsite.errors import LinkError
from meetingsite.export import DOCUMENTS, REFUSED
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.model import Entry, Reference
from meetingsite.pages.citations import Named, mentions
from meetingsite.pages.desk import Shown
from meetingsite.pages.outline import Page, outline
from meetingsite.pages.quotable import quotable
from meetingsite.plan import Site, SiteSettings, plan
from meetingsite.reader import card
from meetingsite.render import Renderer
from meetingsite.search import Register, index_files
from meetingsite.searching import named, searchable
from meetingsite.stages import completed
from sample_corpus import Corpus, large, sample, withdrawn

ROOT = Path(__file__).parent.parent
TITLE = "会议文献阅览室"
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
RULES = {"全角标点": "半角标点改全角"}
MAKERS = dict.fromkeys(("program", "knowledge", "templates", "settings"), "0" * 32)


@cache
def known() -> Knowledge:
    """The knowledge the package ships."""
    return Knowledge.load()


def planned(corpus: Corpus) -> Site:
    """The plan of the site of *corpus*."""
    cards = _cards(corpus.entries)
    linked = [one._replace(row=one.row._replace(copy_of=corpus.copies.get(one.id))) for one in cards]
    return plan(linked, corpus.refused, corpus.candidates)


def places(corpus: Corpus, key: str) -> list[tuple[Reference, Named]]:
    """The names in the document *key* of *corpus* that lead to a page, where they stand."""
    entry = next(entry for entry in corpus.entries if entry.id == key)
    return mentions(completed(entry, known()).references, planned(corpus).named[key])


def shown(page: Page, entries: Mapping[str, Entry]) -> dict[str, Shown]:
    """What *page* is given: of *entries* those it needs, of others what it quotes."""
    return {key: quotable(entries[key]) for key in page.quotes} | {key: entries[key] for key in page.needs}


def renderer(settings: SiteSettings | None = None, templates: Path = TEMPLATES) -> Renderer:
    """What makes the pages of a test's site."""
    return Renderer(templates, settings or SiteSettings(TITLE), RULES)


def built(
    corpus: Corpus, settings: SiteSettings | None = None, templates: Path = TEMPLATES, gone: tuple[Entry, ...] = ()
) -> dict[str, bytes]:
    """Every file of the site of *corpus*, by path; the data files, which others write, are empty. *gone* are documents
    that were published before, when the first of *corpus* was not yet.

    Raises LinkError, as a build does, when a page links to what is not there. Each page gets the documents it says it
    needs and no others.
    """
    settings = settings or SiteSettings(TITLE)
    entries = {entry.id: completed(entry, known()) for entry in corpus.entries}
    files = {DOCUMENTS: b"[]", REFUSED: b"[]"}
    files |= {f"static/{path.relative_to(STATIC).as_posix()}": path.read_bytes() for path in _files(STATIC)}
    made = renderer(settings, templates)
    linked: set[str] = set()
    site = planned(corpus)
    journal = changes.Journal()
    if gone:
        journal = changes.compared(journal, _cards((*corpus.entries[1:], *gone)), MAKERS, date(2024, 5, 1))
    journal = changes.compared(journal, site.cards.values(), MAKERS, date(2024, 6, 1))
    files[changes.JOURNAL] = changes.journal_json(journal)
    found = {key: searchable(site.cards[key], quotable(entry)) for key, entry in entries.items()}
    files |= dict(index_files(Register().with_documents(found), found, [*named(site)]))
    for page in chain(outline(site, settings), changes.pages(journal)):
        assert page.path not in files, f"{page.path} is there twice"
        files[page.path], targets = made.render(page, shown(page, entries))
        linked |= targets
    if gone := linked - files.keys():
        raise LinkError(f"no such pages: {sorted(gone)}")
    return files


def house_with_a_broken_link(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find templates in *folder* whose last kind of page links to an agency that has none."""
    for source in (TEMPLATES, STATIC, FOLDER):
        shutil.copytree(source, folder / source.name)
    page = folder / "templates/source.html"
    link = "{% block main %}<a href=\"{{ link('agency', '某机关') }}\">x</a>"
    page.write_text(page.read_text(encoding="utf-8").replace("{% block main %}", link), encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", folder)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _cards(entries: Iterable[Entry]) -> list[Card]:
    return [card(completed(entry, known()), known()) for entry in entries]


@cache
def built_sample() -> dict[str, bytes]:
    """The site of the sample collection, with an address of its own."""
    return built(sample(), SiteSettings(TITLE, base_url="https://example.org/site/"), gone=withdrawn())


@cache
def built_large() -> dict[str, bytes]:
    """The site of the larger sample collection."""
    return built(large(), SiteSettings(TITLE, base_url="https://example.org/site/"), gone=withdrawn())
