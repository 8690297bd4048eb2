"""Where each page lies in the output: decided by what the page is about alone, never by what else there is."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import quote

from ..errors import LinkError
from ..ids import hashed, published_name
from .paging import HEAD

UNKNOWN = "unknown"  # the agency nobody can tell
_FIXED = {
    "home": "index.html",
    "agencies": "agencies/index.html",
    "dates": "dates/index.html",
    "topics": "topics/index.html",
    "people": "people/index.html",
    "search": "search.html",
    "review": "review.html",
    "about": "about.html",
    "missing": "404.html",
}
_LISTS: dict[str, Callable[[str], str]] = {  # without ".html"; further sheets lie in a folder of this name
    "agency": lambda key: f"agencies/{key}",
    "agency-cited": lambda key: f"agencies/{key}/cited",
    "region": lambda name: f"agencies/regions/{published_name(name)}",
    "date": lambda year: f"dates/{year}",
    "topic": lambda key: f"topics/{_page_name(key, 'candidates')}",
    "candidates": lambda _: "topics/candidates",
    "person": lambda key: f"people/{key}",
    "person-cited": lambda key: f"people/{key}/cited",
    "surname": lambda name: f"people/surnames/{published_name(name)}",
    "document-cited": lambda key: f"documents/{key}/cited",
    "reviews": lambda name: f"review/{name}",
    "changes": lambda _: "changes",
}
_SINGLE: dict[str, Callable[[str], str]] = {
    "document": lambda key: f"documents/{key}.html",
    "source": lambda key: f"sources/{key}.html",
    "raw": lambda key: f"sources/{key}.txt",
    "data": lambda name: f"data/{name}",
}


@lru_cache(maxsize=8192)
def agency_key(name: str) -> str:
    """The key of an agency's page."""
    return _page_name(name, UNKNOWN, "regions")


@lru_cache(maxsize=8192)
def person_page(name: str, agency: str) -> str:
    """The key of a person's page; *agency* is what makes the name one person: an agency's name or a document's id."""
    return _page_name(f"{name}-{agency}", "surnames")


def _page_name(name: str, *reserved: str) -> str:
    """A safe name for the page of *name*, which is none of the *reserved* ones."""
    return hashed(name, name.encode()) if name in reserved else published_name(name)


def address(kind: str, key: str = "", sheet: int = HEAD) -> str:
    """The page's path in the output, not percent-encoded; *sheet* is the number of one page of a list.

    Raises LinkError for a *kind* that no page has.
    """
    if kind in _LISTS:
        path = _LISTS[kind](key)
        return f"{path}/{sheet}.html" if sheet else f"{path}.html"
    if kind in _SINGLE:
        return _SINGLE[kind](key)
    if kind in _FIXED:
        return _FIXED[kind]
    raise LinkError(f"没有“{kind}”这种网页。", remedy="检查模板和说明页里的链接。")


def href(origin: str, target: str, anchor: str = "") -> str:
    """A link from the page at path *origin* to the one at *target*: relative, percent-encoded, the file name spelled
    out."""
    fragment = f"#{quote(anchor)}" if anchor else ""
    if target == origin and fragment:
        return fragment
    folder, up = _folder(origin[: origin.rfind("/") + 1])
    path = _quoted(target)
    return (path[len(folder) :] if path.startswith(folder) else up + path) + fragment


@lru_cache(maxsize=256)
def _folder(folder: str) -> tuple[str, str]:
    """*folder* percent-encoded, and the way out of it."""
    return quote(folder), "../" * folder.count("/")


_quoted = lru_cache(maxsize=8192)(quote)
