"""``make check-web``: axe on one page of each kind, light and dark, on a desk and on a phone; no rule is switched off.

The name keeps this file out of ``make test``, which needs no npm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .test_reading import ONE_OF_EACH

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map(
    (rule) => `${rule.id}: ${rule.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(" | ")}`)"""


def violations(page: Page) -> list[str]:
    """The rules the page breaks, each with the first elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_one_page_of_each_kind(page: Page, site_folder: Path, path: str) -> None:
    page.goto((site_folder / path).as_uri())
    assert violations(page) == []


def test_the_reading_panel_when_it_is_open(page: Page, site_folder: Path) -> None:
    page.goto((site_folder / "documents/100_forum.html").as_uri())
    page.get_by_text("阅读设置").click()
    assert violations(page) == []


def test_axe_sees_what_is_wrong(page: Page) -> None:
    page.set_content("<title>题</title><img src='data:,'>")
    assert [rule for rule in violations(page) if rule.startswith("image-alt")]
