"""What the body of a document might lead to: agencies, people, titles in 《》 and meetings, by name.

Read from one document alone, so that nothing here depends on what else the collection holds; whether a name has a page
is for the plan to say. Precision first: a short form (市海洋局) is read by where the document is at home, a person by
agency and post, a meeting by place and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...keys import plain_title
from ...knowledge import Knowledge
from ...model import Entry, Reference, Span
from .agencies import named_agencies
from .meetings import meetings_named
from .people import acting, colleagues, holders

_TITLE = re.compile(r"《([^《》\n]{4,200})》")


def references(entry: Entry, knowledge: Knowledge) -> tuple[Reference, ...]:
    """Every name in the blocks of *entry* that may have a page, in order of the text; names may overlap."""
    document = entry.document
    agency = entry.facts.agency
    home = knowledge.regions.at_path(agency.region) if agency else None
    found: list[Reference] = [*acting(entry)]
    for block in document.blocks:
        span = block.span
        found.extend(_titles(document.text, span))
        found.extend(meetings_named(document.text, span, home, knowledge.regions))
        for at, name in named_agencies(document.text, span, home, knowledge):
            found.append(Reference(at, "agency", name))
            found.extend(holders(document.text, Span(at.end, span.end), name))
        found.extend(colleagues(entry, span))
    return tuple(sorted(set(found)))


def _titles(text: str, block: Span) -> Iterator[Reference]:
    for match in _TITLE.finditer(text, *block):
        yield Reference(Span(*match.span(1)), "title", plain_title(match[1]))
