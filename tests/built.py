"""Sites built in memory from hand-made collections."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from meetingsite.knowledge import Knowledge
from meetingsite.model import Corpus
from meetingsite.plan import Settings, Site, plan
from meetingsite.render import render

ROOT = Path(__file__).parent.parent
TEMPLATES, STATIC = ROOT / "templates", ROOT / "static"
RULES = {"全角标点": "半角标点改全角"}


@cache
def known() -> Knowledge:
    """The knowledge the package ships."""
    return Knowledge.load()


def planned(corpus: Corpus, settings: Settings | None = None) -> Site:
    """The plan of the site of *corpus*."""
    return plan(corpus, settings or Settings(), known())


def built(corpus: Corpus, settings: Settings | None = None) -> dict[str, bytes]:
    """Every file of the site of *corpus*, by path; the data files, which others write, are empty."""
    settings = settings or Settings()
    site = planned(corpus, settings)
    files = [*render(corpus, site, settings, templates=TEMPLATES, static=STATIC, rules=RULES)]
    assert len({path for path, _ in files}) == len(files)
    return {"data/documents.json": b"[]", "data/refused.json": b"[]", **dict(files)}


@cache
def built_sample() -> dict[str, bytes]:
    """The site of the sample collection, with an address of its own."""
    from sample_corpus import sample

    return built(sample(), Settings(base_url="https://example.org/site/"))


@cache
def built_large() -> dict[str, bytes]:
    """The site of the larger sample collection."""
    from sample_corpus import large

    return built(large(), Settings(base_url="https://example.org/site/"))
