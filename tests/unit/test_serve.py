"""A real server on a free port, asked over real sockets."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from http.client import HTTPConnection
from pathlib import Path

import pytest

from meetingsite.config import Config
from meetingsite.errors import ConfigError, MeetingsiteError
from meetingsite.serve import _FINE, Server, serve

ROOT = Path(__file__).parents[2]
PAGE = "<!doctype html><html><head><title>海</title></head><body>海洋</body></html>"
LONG = 20


@pytest.fixture
def folder(tmp_path):
    site = tmp_path / "站 点"
    for name, text in {
        "index.html": PAGE,
        "dates/2024年.html": PAGE,
        "dates/index.html": PAGE.replace("海洋", "时间"),
        "static/site.css": "body { color: red }",
        "static/site.js": "海",
        "static/icon.svg": "<svg/>",
        "data/documents.json": "[]",
        "data/files.json": "[]",
        "sources/a.html.txt": "<script>alert(1)</script>",
        ".git/config": "secret",
        "strange.bin": "\0",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return site


@pytest.fixture
def server(folder):
    with Server(0) as made:
        made.folder = folder.resolve()
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(server, path, method="GET", **headers):
    """The answer to a request, its body in ``.content``; the path goes out as it is."""
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=LONG)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        response.content = response.read()
        return response
    finally:
        connection.close()


def raw(server, request: bytes) -> bytes:
    """What comes back for the very bytes *request*."""
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=LONG) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def script(state):
    return f'<script src="/.meetingsite/reload.js?{state}" defer></script>'


@pytest.mark.parametrize("path", ["/", "/index.html", "/?q=1", "/index.html?a=/../b"])
def test_a_page_has_the_script_but_not_on_disk(server, folder, path):
    answer = ask(server, path)
    assert answer.status == 200
    assert answer.content.decode() == PAGE.replace("</head>", script(server.state) + "</head>")
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE


def test_headers(server):
    answer = ask(server, "/data/documents.json")
    assert answer.content == b"[]"
    assert answer.headers["Content-Length"] == "2"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/index.html", "text/html; charset=utf-8"),
        ("/static/site.css", "text/css; charset=utf-8"),
        ("/static/site.js", "text/javascript; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml; charset=utf-8"),
        ("/data/documents.json", "application/json; charset=utf-8"),
        ("/sources/a.html.txt", "text/plain; charset=utf-8"),
        ("/strange.bin", "application/octet-stream"),
    ],
)
def test_kinds(server, path, kind):
    answer = ask(server, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_head_has_no_body(server):
    for path in ("/index.html", "/static/site.css", "/no.html"):
        whole, head = ask(server, path), ask(server, path, "HEAD")
        assert (head.status, head.content) == (whole.status, b"")
        assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_other_methods_are_refused(server):
    assert ask(server, "/", "POST").status == 501
    assert ask(server, "/", "OPTIONS").status == 501


def test_chinese_names(server):
    assert ask(server, "/dates/2024%E5%B9%B4.html").status == 200
    request = "GET /dates/2024年.html HTTP/1.0\r\nHost: localhost\r\n\r\n".encode()
    assert raw(server, request).startswith(b"HTTP/1.0 200")  # as some send it
    assert ask(server, "/dates/2024%C4%EA.html").status == 404  # GBK
    assert ask(server, "/dates/2024%ED%A0%80.html").status == 404  # half a pair


def test_folders(server):
    answer = ask(server, "/dates")
    assert (answer.status, answer.headers["Location"]) == (302, "/dates/")
    assert "时间" in ask(server, "/dates/").content.decode()
    assert ask(server, "/static/").status == 404  # no list of files
    assert ask(server, "/dates/index.html/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/dates/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/dates/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/out/secret.txt",
        "/secret-link.txt",
        "/circle",
        "/.git/config",
        "/%2egit/config",
        "/index.html%00.txt",
        "/c:/secret.txt",
        "/./index.html",
        "/" + "长" * 300 + ".html",
        "/" + "a/" * 5000,
        "/pipe",
        "*",
        "http://127.0.0.1/index.html",
        "index.html",
    ],
)
def test_nothing_but_the_site_is_served(server, folder, path):
    (folder / "out").symlink_to(folder.parent)
    (folder / "secret-link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "circle").symlink_to("circle")
    os.mkfifo(folder / "pipe")
    answer = raw(server, f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.0 404")
    assert b"secret" not in answer


def test_a_link_inside_the_site_is_followed(server, folder):
    (folder / "latest.html").symlink_to("index.html")
    assert ask(server, "/latest.html").status == 200


def test_no_redirect_leads_elsewhere(server, folder):
    (folder / "evil.org").mkdir()
    for path in ("//evil.org", "///evil.org", "/evil.org", "/%2fevil.org", "/%5cevil.org"):
        assert ask(server, path).headers["Location"] in (None, "/evil.org/")
    assert ask(server, "/evil.org").status == 302
    (folder / "a\r\nX-Evil: 1").mkdir()
    answer = ask(server, "/a%0d%0aX-Evil:%201")
    assert answer.headers["X-Evil"] is None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9"])
def test_names_of_this_machine(server, host):
    assert ask(server, "/", Host=host).status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.org", "evil.org:8000", "localhost.evil.org", "127.0.0.1.evil.org", "", "localhost:8000@evil.org", "0"],
)
def test_other_names_are_refused(server, host):
    for path in ("/", "/data/documents.json", "/.meetingsite/state.js"):
        answer = ask(server, path, Host=host)
        assert answer.status == 403
        assert "海洋" not in answer.content.decode()


def test_no_name_or_two_are_refused(server):
    assert raw(server, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 403")
    two = raw(server, b"GET / HTTP/1.0\r\nHost: localhost\r\nHost: evil.org\r\n\r\n")
    assert two.startswith(b"HTTP/1.0 403")


def test_only_this_machine_is_answered(server):
    assert server.socket.getsockname()[0] == "127.0.0.1"


def test_missing_page(server, folder):
    answer = ask(server, "/documents/no.html")
    assert (answer.status, "没有这一页" in answer.content.decode()) == (404, True)
    page = '<html><head><base href="https://example.org/海/"></head><body>找不到</body></html>'
    (folder / "404.html").write_text(page, encoding="utf-8")
    answer = ask(server, "/documents/no.html")
    assert (answer.status, answer.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    expected = f'<html><head><base href="/">{script(server.state)}</head><body>找不到</body></html>'
    assert answer.content.decode() == expected


def test_the_script_asks_about_the_state_of_its_page(server):
    before = ask(server, "/")
    address = re.search(r'src="(/\.meetingsite/reload\.js\?[^"]+)"', before.content.decode())[1]
    assert ask(server, address).headers["Content-Type"] == "text/javascript; charset=utf-8"
    question = address.replace("reload.js", "state.js") + "&at=1"
    assert ask(server, question).content == _FINE
    server.failure = "</script>坏了"
    assert json.dumps("</script>坏了").encode() in ask(server, question).content
    server.turn()
    assert ask(server, question).content == b"location.reload();"
    assert script(server.state) in ask(server, "/").content.decode()
    assert server.state not in address


def test_a_page_of_an_earlier_run_reloads(server):
    with Server(0) as earlier:
        assert earlier.state != server.state
        assert ask(server, f"/.meetingsite/state.js?{earlier.state}").content == b"location.reload();"


def test_no_site_yet(server):
    server.folder = None
    answer = ask(server, "/")
    assert answer.status == 503
    assert "还没有可看的网站" in answer.content.decode()
    assert script(server.state) in answer.content.decode()


def test_a_file_is_whole_while_it_is_replaced(server, folder):
    pages = [b"<p>" + bytes([letter]) * 300_000 for letter in b"ab"]
    target, stop = folder / "big.html", threading.Event()
    target.write_bytes(pages[0])

    def replace():
        for turn in range(10_000):
            (folder / "new").write_bytes(pages[turn % 2])
            (folder / "new").replace(target)
            if stop.is_set():
                return

    thread = threading.Thread(target=replace)
    thread.start()
    try:
        for _ in range(30):
            answer = ask(server, "/big.html")
            assert answer.status == 200
            assert answer.content.removesuffix(script(server.state).encode()) in pages
    finally:
        stop.set()
        thread.join()


def test_a_browser_that_goes_away_is_no_error(server, folder, capfd):
    (folder / "big.bin").write_bytes(bytes(20_000_000))
    with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
        connection.sendall(b"GET /big.bin HTTP/1.0\r\nHost: localhost\r\n\r\n")
        connection.recv(10)
    assert ask(server, "/").status == 200
    time.sleep(0.2)
    assert capfd.readouterr().err == ""


def test_many_at_once(server):
    idle = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(20)]
    try:
        assert ask(server, "/").status == 200
    finally:
        for connection in idle:
            connection.close()


def test_the_next_free_port():
    with Server(0) as first, Server(first.server_port) as second:
        assert first.server_port < second.server_port <= first.server_port + 99
        assert second.url == f"http://127.0.0.1:{second.server_port}/"


def test_no_port_to_be_had(monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Server, "server_bind", refuse)
    with pytest.raises(ConfigError, match="不能用端口 80：没有权限"):
        Server(80)

    def taken(self):
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(Server, "server_bind", taken)
    with pytest.raises(ConfigError, match="端口 65530"):
        Server(65530)


class Site:
    """``serve`` in a thread, with a build that copies the text of the one source file into the home page."""

    def __init__(self, tmp_path: Path) -> None:
        self.config = Config(sources=(tmp_path / "seeds",), output=tmp_path / "site")
        self.source, self.page = tmp_path / "seeds" / "a.txt", tmp_path / "site" / "index.html"
        self.source.parent.mkdir()
        self.source.write_text("甲", encoding="utf-8")
        self.said: list[str] = []
        self.failed: list[str] = []
        self.stop, self.hold = threading.Event(), threading.Event()
        self.hold.set()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        serve(
            lambda: self.config,
            lambda config: self.build(config),
            self.said.append,
            self.failed.append,
            port=0,
            stop=self.stop,
        )

    def build(self, config: Config) -> bool:
        assert self.hold.wait(LONG)
        text = self.source.read_text(encoding="utf-8")
        if text == "坏":
            raise MeetingsiteError("坏了。")
        before = self.page.read_text(encoding="utf-8") if self.page.exists() else ""
        (config.output / "data").mkdir(parents=True, exist_ok=True)
        self.page.write_text(f"<p>{text}</p>", encoding="utf-8")
        (config.output / "data" / "files.json").touch()
        return text not in before

    def url(self) -> str:
        self.until(lambda: self.said)
        return re.search("http://127.0.0.1:[0-9]+/", self.said[0])[0]

    def get(self) -> str:
        with urllib.request.urlopen(self.url(), timeout=LONG) as answer:
            return answer.read().decode()

    def state(self, page: str) -> bytes:
        address = re.search(r"\.meetingsite/reload\.js\?[^\"]+", page)[0].replace("reload.js", "state.js")
        with urllib.request.urlopen(self.url() + address, timeout=LONG) as answer:
            return answer.read()

    def until(self, condition) -> None:
        end = time.monotonic() + LONG
        while not condition():
            assert time.monotonic() < end
            time.sleep(0.02)


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path)
    yield made
    made.hold.set()
    made.stop.set()
    if made.thread.ident:
        made.thread.join(LONG)
    assert not made.thread.is_alive()


def test_serve_builds_and_follows_changes(site):
    site.thread.start()
    site.until(lambda: "甲" in _try(site))
    page = site.get()
    assert site.state(page) == _FINE
    site.source.write_text("乙", encoding="utf-8")
    site.until(lambda: site.state(page) == b"location.reload();")
    assert "<p>乙</p>" in site.get()
    assert any("a.txt" in line for line in site.said)


def test_a_build_that_fails_leaves_the_old_site_and_does_not_reload(site):
    site.thread.start()
    site.until(lambda: "甲" in _try(site))
    page = site.get()
    site.source.write_text("坏", encoding="utf-8")
    site.until(lambda: site.failed)
    assert site.failed[0].startswith("坏了。")
    assert json.dumps(site.failed[0]).encode() in site.state(page)
    assert "<p>甲</p>" in site.get()
    site.source.write_text("丙", encoding="utf-8")
    site.until(lambda: site.state(page) == b"location.reload();")
    assert "<p>丙</p>" in site.get()


def test_a_build_that_changes_nothing_does_not_reload(site):
    site.thread.start()
    site.until(lambda: "甲" in _try(site))
    page, told = site.get(), len(site.said)
    site.source.write_text("甲", encoding="utf-8")
    site.until(lambda: len(site.said) > told)
    time.sleep(0.2)
    assert site.state(page) == _FINE


def test_what_another_build_published_reloads(site):
    site.thread.start()
    site.until(lambda: "甲" in _try(site))
    page = site.get()
    site.page.write_text("<p>另一个构建的</p>", encoding="utf-8")
    (site.config.output / "data/changes.json").write_text("{}", encoding="utf-8")
    site.build = lambda config: False  # it has done all there was to do
    site.source.touch()
    site.until(lambda: site.state(page) == b"location.reload();")


def test_before_the_first_build_the_old_site_is_there_or_nothing(site):
    site.hold.clear()
    site.thread.start()
    assert _try(site) == "503"
    site.hold.set()
    site.until(lambda: "甲" in _try(site))
    site.stop.set()
    site.thread.join(LONG)

    site.said.clear()
    site.stop.clear()
    site.hold.clear()
    site.source.write_text("乙", encoding="utf-8")
    site.thread = threading.Thread(target=site._run)
    site.thread.start()
    assert "<p>甲</p>" in site.get()
    site.hold.set()
    site.until(lambda: "乙" in site.get())


def test_a_folder_that_is_no_site_of_ours_is_not_shown(site):
    site.page.parent.mkdir()
    (site.page.parent / "index.html").write_text("private", encoding="utf-8")
    site.source.write_text("坏", encoding="utf-8")
    site.thread.start()
    site.until(lambda: site.failed)
    assert _try(site) == "503"


def _try(site: Site) -> str:
    try:
        return site.get()
    except urllib.error.HTTPError as error:
        error.close()
        return str(error.code)


SCRIPT = """
import sys
from pathlib import Path
from meetingsite.config import Config
from meetingsite.serve import serve
folder = Path(sys.argv[1])
config = Config(sources=(folder,), output=folder / ".." / "site")
serve(lambda: config, lambda _: print("built", flush=True) or True, lambda text: print(text, flush=True), print, port=0)
print("ended", flush=True)
"""


def test_ctrl_c_ends_it_and_frees_the_port(tmp_path):
    (tmp_path / "seeds").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path / "seeds"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    try:
        port = int(re.search("127.0.0.1:([0-9]+)/", process.stdout.readline())[1])
        assert process.stdout.readline() == "built\n"
        with socket.create_connection(("127.0.0.1", port)):  # one that is open does not keep it
            process.send_signal(signal.SIGINT)
            output, errors = process.communicate(timeout=LONG)
        assert (process.returncode, output, errors) == (0, "ended\n", "")
        with Server(port) as again:
            assert again.server_port == port
    finally:
        process.kill()
