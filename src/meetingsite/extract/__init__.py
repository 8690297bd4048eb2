"""What the text says about who, when and what: each fact with the words it rests on and the rule that read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..knowledge import Knowledge
from ..model import Document, Facts
from .agencies import extract_agency
from .dates import extract_dates, extract_work_year
from .editor import correct_facts
from .people import extract_people
from .place import extract_place
from .topics import extract_topics

Extractor = Callable[[Document, Knowledge], Any]

EXTRACTORS: tuple[tuple[str, Extractor], ...] = (  # the field of Facts, and who fills it
    ("agency", extract_agency),
    ("dates", extract_dates),
    ("work_year", extract_work_year),
    ("place", extract_place),
    ("people", extract_people),
    ("topics", extract_topics),
)


def extract(document: Document, knowledge: Knowledge) -> Facts:
    """All facts of *document*, corrected by its editor; where nobody says, None or ().

    Raises YamlError for a correction that does not fit.
    """
    facts = Facts(**{field: extractor(document, knowledge) for field, extractor in EXTRACTORS})
    return correct_facts(facts, document, knowledge)
