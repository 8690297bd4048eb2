"""``make check-web``: every page as the Nu HTML checker sees it, errors and warnings alike; nothing is ignored.

The pages are served over HTTP, as on a static host: over ``file://`` the checker cannot tell what ``'self'`` in the
Content-Security-Policy means and warns of every script. The name keeps this file out of ``make test``, which needs
neither Java nor npm.
"""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from built import ROOT, TITLE, built
from meetingsite.config import Config
from meetingsite.pipeline import build
from meetingsite.plan import SiteSettings
from sample_corpus import large

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of *folder* on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def complaints(folder: Path, address: str) -> list[str]:
    """What the checker says of every page in *folder*."""
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    assert pages
    allow = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # this machine's own address
    command = ["java", allow, "-jar", str(CHECKER), "--format", "json", *(address + quote(page) for page in pages)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr or result.stdout)["messages"]
    assert (result.returncode == 0) == (not any(message["type"] == "error" for message in messages))
    return [f"{m['url']}:{m.get('lastLine')}: {m['type']} {m.get('subType', '')}: {m['message']}" for m in messages]


def test_the_seeds(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with served(tmp_path) as root:
        address = f"{root}site/"
        build(Config(sources=(ROOT / "seeds",), output=folder, base_url=address, jobs=1))
        assert complaints(folder, address) == []


def test_the_sample_with_its_hostile_document(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        for path, data in built(large(), SiteSettings(TITLE, base_url=address)).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        assert complaints(tmp_path, address) == []


def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang=zh><title>题</title><p><div></p>", encoding="utf-8")
    with served(tmp_path) as address:
        assert complaints(tmp_path, address) != []
