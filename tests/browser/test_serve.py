"""An open page follows the site under its own Content-Security-Policy, over a real server."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from meetingsite.serve import Server


@pytest.fixture
def server(site_folder: Path, tmp_path: Path) -> Iterator[Server]:
    folder = tmp_path / "site"
    folder.mkdir()
    shutil.copytree(site_folder / "static", folder / "static")
    shutil.copy(site_folder / "about.html", folder)
    with Server(0) as made:
        made.folder = folder.resolve()
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_an_open_page_reloads_when_the_site_has_changed(browser: Browser, server: Server) -> None:
    assert server.folder
    about = server.folder / "about.html"
    text = about.read_text(encoding="utf-8")
    assert "script-src 'self'" in text
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(server.url + "about.html")
    page.evaluate("window.untouched = true")

    with page.expect_response("**/.meetingsite/state.js*") as asked:
        pass
    assert asked.value.ok
    server.failure = "订正写错了。\n  → 改好它。"
    expect(page.get_by_role("alert")).to_have_text(server.failure)
    server.failure = ""
    expect(page.get_by_role("alert")).to_have_count(0)
    about.write_text(text.replace("<h1", "<p id=news>新的一版</p><h1", 1), encoding="utf-8")
    with page.expect_response("**/.meetingsite/state.js*"):
        pass
    assert page.evaluate("window.untouched") is True  # a file alone is no new site: the build is not over

    server.turn()
    expect(page.locator("#news")).to_have_text("新的一版")
    assert page.evaluate("window.untouched") is None
    assert page.locator("script[src*='state.js']").count() <= 1  # they do not pile up
    assert problems == []
    context.close()
