"""A real browser over file://, on the sample site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from built import built_large

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)


def installed_browser() -> str:
    """The path of an installed browser; the test run fails where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    pytest.fail(f"没有找到浏览器（{'、'.join(BROWSERS)}）。请安装 Chromium、Chrome 或 Edge 后再试。", pytrace=False)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as files, under a path that needs encoding."""
    folder = tmp_path_factory.mktemp("站 点#1")
    for path, data in built_large().items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = installed_browser()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


class Reader:
    """A page that keeps what went wrong and what was asked for outside the site."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder
        self.problems: list[str] = []
        page.on("console", lambda message: self.problems.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("requestfailed", self._failed)
        page.on("request", lambda request: self._asked(request.url))

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            self.problems.append(f"failed: {request.url}")

    def _asked(self, url: str) -> None:
        if not url.startswith((self.folder.as_uri(), "data:")):
            self.problems.append(f"outside: {url}")

    def open(self, path: str) -> Page:
        self.page.goto((self.folder / path).as_uri())
        return self.page


@pytest.fixture(params=["with-scripts", "without-scripts"])
def any_reader(request: pytest.FixtureRequest, browser: Browser, site_folder: Path) -> Iterator[Reader]:
    context = browser.new_context(java_script_enabled=request.param == "with-scripts")
    yield Reader(context.new_page(), site_folder)
    context.close()


@pytest.fixture
def reader(browser: Browser, site_folder: Path) -> Iterator[Reader]:
    context = browser.new_context()
    yield Reader(context.new_page(), site_folder)
    context.close()
