"""``make check-web``: search in Firefox over file:// and http, driven by npm's puppeteer-core.

The name keeps this file out of ``make test``, which needs neither npm nor Firefox.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

import search_site
from search_reader import plain
from search_site import sample

from .check_html import served

DRIVER = Path(__file__).parent / "firefox.mjs"
QUERIES = (
    "海洋强省",
    "作会议",
    "海洋经济高质量发展",
    "175.3亿元",
    "5G",
    "滸苔",
    "乾縣",
    "会",
    "，",
    "ﬁle",
    "c++",
    "<b>不是标签</b>",
    "𠮷",
)

ODD = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    ".*",
    "(",
    "[",
    "\\",
    '"',
    "-",
    "。。。",
    "%",
    "&q=",
    "\0",
)


def seen(pages: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """What Firefox shows at each address, after a click on a selector where there is one."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if not firefox:
        pytest.fail("没有找到 Firefox。请安装 firefox-esr 或 firefox 后再试。", pytrace=False)
    result = subprocess.run(
        ["node", str(DRIVER), firefox],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    shown: list[dict[str, Any]] = json.loads(result.stdout)
    return shown


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("火 狐#1")
    search_site.write(folder, sample())
    if request.param == "file":
        yield f"{folder.as_uri()}/"
    else:
        with served(folder) as http:
            yield http


def test_the_exact_number_of_documents(address: str) -> None:
    pages = seen([(f"{address}search.html?q={quote(query)}", "") for query in QUERIES])
    for query, page in zip(QUERIES, pages, strict=True):
        count = len(plain(sample(), query))
        assert count and page["status"] == f"共找到 {count} 篇", query
        assert page["hits"] and page["problems"] == []


def test_a_hit_opens_with_its_words_marked(address: str) -> None:
    (page,) = seen([(f"{address}search.html?q={quote('浒苔绿潮')}", ".hit h2 a")])
    assert page["marks"] == ["浒苔绿潮"] and page["problems"] == []
    assert page["steps"].startswith("第 1 处，共 1 处")


@pytest.mark.parametrize("damage", [None, b"", b"SEARCH.chunk("])
def test_a_missing_or_damaged_file_gives_a_message(tmp_path: Path, damage: bytes | None) -> None:
    search_site.write(tmp_path, sample()[:4])
    for name in ("first", "0"):
        file = tmp_path / f"search/latest/{name}.js"
        whole = file.read_bytes()
        if damage is None:
            file.unlink()
        else:
            file.write_bytes(damage)
        (page,) = seen([(f"{tmp_path.as_uri()}/search.html?q={quote('海洋')}", "")])
        assert f"search/latest/{name}.js 缺失或残缺" in page["trouble"]
        file.write_bytes(whole)


def test_odd_queries_give_an_answer_and_run_nothing(address: str) -> None:
    odd = (*ODD, "海" * (10_000 if address.startswith("file:") else 801))
    for query, page in zip(odd, seen([(f"{address}search.html?q={quote(one)}", "") for one in odd]), strict=True):
        assert page["status"].startswith("共找到") or page["trouble"], query[:20]
        assert page["problems"] == [] and page["foreign"] == 0, query[:20]
