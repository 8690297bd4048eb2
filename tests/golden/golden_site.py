"""The golden site: a small collection as it is published, kept as files, so that every change of a page is seen."""

from __future__ import annotations

from pathlib import Path

from meetingsite.config import Config
from meetingsite.pipeline import collect, files

FOLDER = Path(__file__).parent
SITE = FOLDER / "site"


def published() -> dict[str, bytes]:
    """Every file of the site of ``source/`` by path, without the static files, which are kept once already."""
    config = Config(sources=(FOLDER / "source",), base_url="https://example.org/read/", jobs=1)
    return {path: data for path, data in files(collect(config)) if not path.startswith("static/")}


def kept() -> dict[str, bytes]:
    """The files of ``site/``."""
    return {path.relative_to(SITE).as_posix(): path.read_bytes() for path in SITE.rglob("*") if path.is_file()}
