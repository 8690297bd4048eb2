"""A folder over http as a static host serves it, compressed, with an account of what was loaded."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = {".html", ".js", ".css", ".json", ".svg"}
PAGE = {".html", ".css", ".svg", ".ico"}  # what the page would load without a search


@dataclass
class Served:
    """A folder at an address."""

    folder: Path
    port: int = 0
    _loaded: list[tuple[str, int]] = field(default_factory=list)
    _bodies: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def address(self) -> str:
        """Of the folder, with / at the end."""
        return f"http://127.0.0.1:{self.port}/"

    def start_account(self) -> None:
        """Forget what was loaded."""
        self._loaded.clear()

    def account(self) -> tuple[int, int]:
        """Files and bytes loaded since then, as they went over the line, but for the page and its style."""
        counted = [size for path, size in self._loaded if Path(path).suffix not in PAGE]
        return len(counted), sum(counted)

    def body(self, path: str) -> bytes | None:
        """What goes over the line for *path*, kept once it is compressed; None for a file that is not there."""
        if path not in self._bodies:
            file = self.folder / path
            if not file.is_file():
                return None
            plain = file.read_bytes()
            self._bodies[path] = gzip.compress(plain) if file.suffix in COMPRESSED else plain
        self._loaded.append((path, len(self._bodies[path])))
        return self._bodies[path]


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """*folder* on a free port of this machine, as long as the block lasts."""
    account = Served(folder)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # a head and its body in one piece

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            body = account.body(path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(body or b"")))
            if Path(path).suffix in COMPRESSED and body is not None:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        account.port = server.server_port
        Thread(target=server.serve_forever, daemon=True).start()
        yield account
        server.shutdown()
