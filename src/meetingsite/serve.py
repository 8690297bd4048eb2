"""The site on this machine's own address, built again when something changes, with open pages that follow.

Each page goes out with a script that asks once a second whether the site is still the one it shows. It asks by loading
a script, the one thing from the same origin that the pages' own rule (Content-Security-Policy) lets a script do; the
answer says to reload, or why the latest build failed. Nothing of this is written to disk.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
import socketserver
import sys
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote, unquote_to_bytes

from .config import Config
from .errors import ConfigError, reason
from .fingerprint import of_path
from .watch import watch
from .write import JOURNAL, MANIFEST

PORT = 8000
ADDRESS = "127.0.0.1"
_TRIED = 100  # ports
_OURS = "/.meetingsite/"  # no page of the site begins with a dot
_NAMES = re.compile(r"(?:localhost|127\.0\.0\.1)(?::[0-9]+)?", re.IGNORECASE)
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
_PAGE, _SCRIPT, _PLAIN = _TYPES[".html"], _TYPES[".js"], _TYPES[".txt"]
_BASE = re.compile(rb'<base href="[^"]*">')  # of 404.html: where the site will be, not where it is now
_RELOAD = """"use strict";
(() => {
  const address = document.currentScript.src.replace("reload.js", "state.js");
  const ask = () => {
    const script = document.createElement("script");
    script.src = `${address}&at=${Date.now()}`;
    script.onload = script.onerror = () => {
      script.remove();
      setTimeout(ask, 1000);
    };
    document.head.append(script);
  };
  addEventListener("load", () => setTimeout(ask, 1000));
})();
"""
_FINE = b'document.getElementById("meetingsite-failed")?.remove();'
_FAILED = """"use strict";
(() => {
  let box = document.getElementById("meetingsite-failed");
  if (!box) {
    box = document.createElement("pre");
    box.id = "meetingsite-failed";
    box.setAttribute("role", "alert");
    box.style.cssText = "position: sticky; top: 0; z-index: 9; margin: 0; padding: 1em; white-space: pre-wrap;"
      + "font: 1rem/1.6 sans-serif; background: #8a1c1c; color: #fff";
    document.body.prepend(box);
  }
  const text = %s;
  if (box.textContent !== text) box.textContent = text;
})();
"""
_MESSAGE = "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>{0}</title></head><p>{0}</p></html>\n"


class Server(ThreadingHTTPServer):
    """Serves one folder at a time on ADDRESS; bound, but not yet answering, when it is made."""

    daemon_threads = True
    request_queue_size = 64  # a page asks for its files at once; with the usual 5 the sixth may wait a second
    allow_reuse_address = os.name != "nt"  # there it would let two servers have one port

    def __init__(self, port: int = PORT) -> None:
        """On *port* or the next free one; 0: on any. Raises ConfigError where there is none."""
        self.folder: Path | None = None  # None: there is no site yet
        self.failure = ""  # why the latest build did not succeed
        self._run, self._turn = secrets.token_hex(4), 0
        for number in range(port, min(port + _TRIED, 65536)) if port else [0]:
            try:
                super().__init__((ADDRESS, number), _Handler)
                return
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    message = f"不能用端口 {number}：{reason(error)}。"
                    raise ConfigError(message, remedy="用 --port 换一个，例如 8000。") from None
        raise ConfigError(f"端口 {port} 和它后面的都有人用。", remedy="用 --port 换一个。")

    @property
    def url(self) -> str:
        """Where a browser finds the site."""
        return f"http://{ADDRESS}:{self.server_port}/"

    @property
    def state(self) -> str:
        """Names what is served now: another one after each :meth:`turn`, and in each run of the program."""
        return f"{self._run}-{self._turn}"

    def turn(self) -> None:
        """The site has changed: open pages reload."""
        self._turn += 1

    def server_bind(self) -> None:
        """Without the look-up of the machine's name, which can take seconds and is not needed."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no error."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def serve(
    load: Callable[[], Config],
    build: Callable[[Config], bool],
    say: Callable[[str], object],
    fail: Callable[[str], object],
    *,
    port: int = PORT,
    config_file: Path | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Serve the site and :func:`.watch.watch` what it is made of, until Ctrl-C or *stop*.

    *build* answers whether the site changed. Raises MeetingsiteError when the settings are wrong from the start, or no
    port is free.
    """
    with Server(port) as server:
        server.folder = _site(load())

        published = _journal(server.folder)

        def rebuild(config: Config) -> None:
            nonlocal published
            changed, folder, before = build(config), _site(config), published
            server.failure, published = "", _journal(folder)
            if changed or folder != server.folder or published != before:
                server.folder = folder
                server.turn()

        def failed(why: str) -> None:
            server.failure = why
            fail(why)

        answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        answering.start()
        try:
            say(f"用浏览器打开 {server.url} ；改动后自动重新生成，打开的网页随之更新。按 Ctrl-C 结束。")
            watch(load, rebuild, say, failed, config_file=config_file, stop=stop)
        finally:
            server.shutdown()
            answering.join()


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version, sys_version = "meetingsite", ""
    timeout = 30  # seconds for a browser that says nothing

    def do_GET(self) -> None:
        state = self.server.state  # before a file is opened: a page of before a change must not pass for a new one
        if not self._is_for_us():
            return self._answer(HTTPStatus.FORBIDDEN, _PLAIN, "这里只答 localhost 和 127.0.0.1。\n".encode())
        path, _, query = self.path.partition("?")
        if path == _OURS + "reload.js":
            return self._answer(HTTPStatus.OK, _SCRIPT, _RELOAD.encode())
        if path == _OURS + "state.js":
            same = query.split("&")[0] == state
            return self._answer(HTTPStatus.OK, _SCRIPT, self._told() if same else b"location.reload();")
        if self.server.folder is None:
            return self._message(HTTPStatus.SERVICE_UNAVAILABLE, "还没有可看的网站：正在生成，或没有成功。", state)
        names = _names(path)
        found = _find(self.server.folder, names)
        if found and found.is_dir():
            where = "/" + quote("/".join(names or [])) + "/"
            return self._answer(HTTPStatus.FOUND, _PLAIN, b"", ("Location", where))
        self._send(found, state)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for what builds say."""

    def _told(self) -> bytes:
        """Why the latest build failed, on the page; or nothing of it any more."""
        failure = self.server.failure
        return (_FAILED % json.dumps(failure)).encode() if failure else _FINE

    def _is_for_us(self) -> bool:
        """Not so for a page of elsewhere whose name was made to point to this machine (DNS rebinding)."""
        hosts = self.headers.get_all("Host", [])
        return len(hosts) == 1 and _NAMES.fullmatch(hosts[0]) is not None

    def _send(self, found: Path | None, state: str) -> None:
        status = HTTPStatus.OK
        file = _open(found)
        if file is None and self.server.folder:
            status, found = HTTPStatus.NOT_FOUND, _find(self.server.folder, ["404.html"])
            file = _open(found)
        if file is None or found is None:
            return self._message(HTTPStatus.NOT_FOUND, "没有这一页。", state)
        with file:
            kind = _TYPES.get(found.suffix.lower(), "application/octet-stream")
            if kind == _PAGE:
                self._answer(status, kind, _with_script(_BASE.sub(b'<base href="/">', file.read(), count=1), state))
            else:
                self._head(status, kind, os.fstat(file.fileno()).st_size)
                if self.command != "HEAD":
                    shutil.copyfileobj(file, self.wfile)

    def _message(self, status: HTTPStatus, text: str, state: str) -> None:
        self._answer(status, _PAGE, _with_script(_MESSAGE.format(text).encode(), state))

    def _answer(self, status: HTTPStatus, kind: str, content: bytes, *more: tuple[str, str]) -> None:
        self._head(status, kind, len(content), *more)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, kind: str, length: int, *more: tuple[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        for name, value in more:
            self.send_header(name, value)
        self.end_headers()


def _site(config: Config) -> Path | None:
    """The output folder, if a build wrote it: what is not a site of ours is not shown to anybody."""
    output = Path(os.path.realpath(config.output))
    return output if (output / MANIFEST).is_file() else None


def _journal(folder: Path | None) -> str:
    """Tells one publication in *folder* from another, whoever built it."""
    return of_path(folder / JOURNAL) if folder else ""


def _names(path: str) -> list[str] | None:
    """The names in the *path* of a request, a directory's with ``index.html`` at the end; None: it names no file of a
    site. ``/dates/2024%E5%B9%B4.html`` → ``["dates", "2024年.html"]``
    """
    try:
        text = unquote_to_bytes(path.encode("latin-1")).decode("utf-8")  # http.server reads the bytes as Latin-1
    except UnicodeError:
        return None
    first, *names = text.split("/")
    if first or not names or {"\\", ":", "\0"} & {*text}:
        return None
    if names[-1] == "":
        names[-1] = "index.html"
    return None if any(not name or name.startswith(".") for name in names) else names


def _find(folder: Path, names: list[str] | None) -> Path | None:
    """What *names* lead to in *folder*, itself a real path; None also where a link leads out of it."""
    if names is None:
        return None
    try:
        found = folder.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: links in a circle
        return None
    return found if found.is_relative_to(folder) else None


def _open(path: Path | None) -> BinaryIO | None:
    """The file *path*, unless it is none, or went away."""
    try:
        return path.open("rb") if path and path.is_file() else None
    except OSError:
        return None


def _with_script(page: bytes, state: str) -> bytes:
    tag = f'<script src="{_OURS}reload.js?{state}" defer></script>'.encode()
    head, end, rest = page.partition(b"</head>")
    return head + tag + end + rest if end else page + tag
