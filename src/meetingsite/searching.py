"""The site as the search sees it: documents, names with a page, and the register that the output keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .cards import Card
from .errors import OutputError, reason
from .names import FAMILIES
from .pages.addresses import address
from .pages.quotable import Quotable
from .pages.shelves import by_province
from .pages.wording import machine
from .plan import Site
from .search import NamedPage, Register, RegisterError, Searchable
from .search.register import FOLDER


def read_register(output: Path) -> Register:
    """The register of the site in *output*; an empty one where there is none. Raises OutputError when it is damaged."""
    try:
        files = {f"{FOLDER}/{path.name}": path.read_bytes() for path in sorted((output / FOLDER).glob("*.json"))}
        return Register.read(files)
    except RegisterError as error:
        remedy = "从备份放回它；没有备份就删去这个文件夹，检索的编号从头编起。"
        raise OutputError(f"检索的编号簿坏了（{error}）。", path=output / FOLDER, remedy=remedy) from None
    except OSError as error:
        raise OutputError(f"读不出来：{reason(error)}。", path=output / FOLDER, remedy="检查权限。") from None


def searchable(card: Card, words: Quotable | None = None) -> Searchable:
    """What can be found of a document by its *card* and its *words*; without them what lists of results are filtered and
    sorted by. A function of its object in ``documents.json``, and of no more."""
    row = card.row
    return Searchable(
        id=row.id,
        url=address("document", row.id),
        title=row.title if words else "",
        paragraphs=_paragraphs(words) if words else (),
        agency=row.agency.name if row.agency else None,
        year=row.year or None,
        date=machine(row.date) if row.date else None,
        topics=card.topics,
        kind=FAMILIES.get(card.family, card.family),
    )


def _paragraphs(words: Quotable) -> tuple[tuple[str, str], ...]:
    return tuple((f"p{number}", words.text[start:end]) for number, (start, end) in enumerate(words.paragraphs, 1))


def named(site: Site) -> Iterator[NamedPage]:
    """Agencies, topics, people, years and provinces, each with its page."""
    for shelf in site.agencies:
        yield NamedPage(shelf.name, "agency", address("agency", shelf.key), "", len(shelf.rows))
    for shelf in site.topics:
        yield NamedPage(shelf.name, "topic", address("topic", shelf.key), "", len(shelf.rows))
    for person in site.people:
        note = person.agency.name if person.agency else "机关不详"
        yield NamedPage(person.name, "person", address("person", person.key), note, len(person.rows))
    for shelf in site.years:
        yield NamedPage(shelf.name, "year", address("date", shelf.key), "", len(shelf.rows))
    for name, group in by_province(site.agencies).items():
        yield NamedPage(name, "place", address("region", name), "", sum(len(shelf.rows) for shelf in group))
