"""The golden site: a small collection as it is published, kept as files, so that every change of a page is seen."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from meetingsite.config import Config
from meetingsite.jsonfile import json_bytes
from meetingsite.pipeline import build
from meetingsite.progress import Progress
from meetingsite.write import JOURNAL, MANIFEST

FOLDER = Path(__file__).parent
SITE = FOLDER / "site"


def published() -> dict[str, bytes]:
    """Every file of the site of ``source/`` by path, without the static files, which are kept once already, and what
    publishing adds to any site. Left out are the search index, which has tests of its own, and the hashes of the
    program, which change with every line of it."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        config = Config(sources=(FOLDER / "source",), output=output, base_url="https://example.org/read/", jobs=1)
        build(config, Progress(), date(2024, 6, 1))
        found = _files(output)
    journal = json.loads(found[JOURNAL])
    found[JOURNAL] = json_bytes(journal | {"made_by": dict.fromkeys(journal["made_by"], "")}, 2)
    return {
        path: data
        for path, data in found.items()
        if path not in (MANIFEST, ".nojekyll") and path[:7] not in ("static/", "search/")
    }


def kept() -> dict[str, bytes]:
    """The files of ``site/``."""
    return _files(SITE)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
