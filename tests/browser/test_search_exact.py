"""Whatever a reader types, the browser finds what plain substring search over the texts finds, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

import search_site
from meetingsite.search import Searchable, fold
from search_reader import plain
from search_site import document

SEARCH = """async (query) => {
  await SEARCH.lookup.opened();
  if (!SEARCH.lookup.plain(query)) await SEARCH.needFolds();
  return (await SEARCH.lookup.search(SEARCH.parse(query))).numbers;
}"""
PIECES = ["会议", "海洋", "浒苔", "。", "，", "175.3亿元", "5G", "高质量发展", "乾县", "𠮷", "第", "ＡＩ", " ", "滸", "强省", "会", "-", "GDP增3%"]  # fmt: skip
TRADITIONAL = str.maketrans("会议浒强质发县亿", "會議滸強質發縣億")
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
WRITTEN = (str, str.upper, str.lower, lambda text: text.translate(TRADITIONAL), lambda text: text.translate(WIDE))


def _documents() -> list[Searchable]:
    """Enough for all three segments, and for lists by document and by place."""
    chance = random.Random(6)

    def words(count: int) -> str:
        return "".join(chance.choices(PIECES, k=count))

    return [document(f"{n:04}", f"{words(3)}{n}", *(words(40) for _ in range(n % 4))) for n in range(660)]


DOCUMENTS = _documents()
TEXTS = [text for one in DOCUMENTS for text in (one.title, *(words for _, words in one.paragraphs))]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("site")
    search_site.write(folder, DOCUMENTS)
    page = browser.new_page()
    page.goto(f"{folder.as_uri()}/search.html")
    yield page
    page.close()


@st.composite
def words(draw: st.DrawFn) -> str:
    """Part of a text, of any length from one character on, across all borders; or what may be in none."""
    if draw(st.integers(0, 5)) == 0:
        return "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3)))
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text) - 1))
    return text[start : start + draw(st.sampled_from([1, 2, 3, 4, 5, 7, 12, 60]))]


@st.composite
def terms(draw: st.DrawFn) -> tuple[str, bool, str]:
    """What is typed for some words, whether the words are to be missing, and the words."""
    said = draw(st.sampled_from(WRITTEN))(draw(words()))
    assume(fold(said))
    missing = draw(st.integers(0, 3)) == 0
    if re.search(r"\s", said) or said[0] in "-－" or draw(st.booleans()):
        typed = draw(st.sampled_from(['"{}"', "“{}”"])).format(said)
    else:
        typed = said
    return (draw(st.sampled_from("-－")) if missing else "") + typed, missing, said


@settings(max_examples=200)
@given(st.lists(terms(), min_size=1, max_size=4))
def test_any_query_against_plain_search(page: Page, typed: list[tuple[str, bool, str]]) -> None:
    query = " ".join(text for text, _, _ in typed)
    true = {one.id for one in DOCUMENTS}
    for _, missing, said in typed:
        true = true - plain(DOCUMENTS, said) if missing else true & plain(DOCUMENTS, said)
    assert {f"{number:04}" for number in page.evaluate(SEARCH, query)} == true, query
