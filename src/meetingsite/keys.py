"""What tells that two documents mean the same person, meeting, title or agency: keys of names that may have a page."""

from __future__ import annotations

from typing import NamedTuple

from .model import ReferenceKind


class Meeting(NamedTuple):
    """The meeting a document is named after."""

    place: str  # the path of whose meeting it is: 中国, 山东省
    words: str  # its name without place and year
    year: str  # in the title; "" where there is none


def meeting_key(meeting: Meeting) -> str:
    """The name of a reference to *meeting*; :func:`read_meeting` reads it."""
    return "\t".join(meeting)


def read_meeting(key: str) -> Meeting:
    """What :func:`meeting_key` wrote."""
    return Meeting(*key.split("\t"))


def person_key(agency: str, name: str) -> str:
    """How a person is told from others: the agency's name, or the document's id where that is not known, and the name."""
    return f"{agency}\t{name}"


def plain_title(title: str) -> str:
    """*title* as it is compared: without blanks."""
    return "".join(title.split())


def name_line(kind: ReferenceKind, name: str) -> str:
    """A line of :attr:`.Card.names`."""
    return f"{kind} {name}"
