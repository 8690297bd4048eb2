"""Search as a reader does it, over file:// and http: the queries of issue 6, filters, keys, a phone, damaged files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, expect

import search_site
from meetingsite.search import fold
from search_reader import plain
from search_site import document, sample

from .check_html import served
from .test_reading import CONTRAST, SMALL_TARGETS


@dataclass(frozen=True)
class Site:
    """A site in a folder, and the address it is read at."""

    folder: Path
    address: str

    def search(self, query: str = "", **filters: str) -> str:
        asked = {"q": query, **filters} if query else filters
        return f"{self.address}/search.html?" + "&".join(f"{name}={quote(value)}" for name, value in asked.items())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("检 索#1")
    search_site.write(folder, sample())
    return folder


@pytest.fixture(scope="module", params=["file", "http"])
def site(request: pytest.FixtureRequest, written: Path) -> Iterator[Site]:
    if request.param == "file":
        yield Site(written, written.as_uri())
        return
    with served(written) as http:
        yield Site(written, http.rstrip("/"))


@pytest.fixture(scope="module")
def folder(written: Path) -> Site:
    """The site over file:// alone: for what does not depend on how it is read."""
    return Site(written, written.as_uri())


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong, and from which nothing outside may be asked for."""
    context = browser.new_context()
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "requestfailed", lambda request: problems.append(request.url) if "ABORTED" not in str(request.failure) else None
    )
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    yield page
    context.close()
    assert problems == []


def found(page: Page, count: int) -> None:
    """The status line says so many documents."""
    expect(page.get_by_role("status")).to_contain_text(f"共找到 {count} 篇")


def listed(page: Page, count: int) -> None:
    """So many hits are listed once the reader has come down to the last."""
    page.wait_for_function(
        """(count) => {
          const hits = document.querySelectorAll(".hit");
          if (hits.length) hits[hits.length - 1].scrollIntoView();
          return hits.length >= count;
        }""",
        arg=count,
    )
    expect(page.locator(".hit")).to_have_count(count)


@pytest.mark.parametrize(
    "query",
    ["海洋强省", "洋强省", "作会议", "海洋经济高质量发展", "175.3亿元", "5G", "５ｇ", "滸苔", "乾縣", "萧乾", "会", "，", "ﬁle", "file", "c++", "a.b*c(d)[e]", "<b>不是标签</b>", "𠮷"],
)  # fmt: skip
def test_the_exact_number_of_documents(site: Site, page: Page, query: str) -> None:
    page.goto(site.search(query))
    truth = plain(sample(), query)
    assert truth
    found(page, len(truth))
    listed(page, min(len(truth), 10))
    first = unquote(page.locator(".hit h2 a").first.get_attribute("href") or "")
    assert first.split("/documents/")[1].split(".html")[0] in truth


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("海洋 高质量", {"a1", "a2"}),
        ("海洋　-威海", {"a1", "a2"}),
        ("“海洋经济高质量发展”", {"a1"}),
        ('"新增file 3份"', {"a2"}),
        ('海洋 -"强省"', {"b1"}),
        ("-会 -，", set()),
        ("海洋 - -威海", {"a1", "a2"}),
        ("-会", {"a2", "c1"}),
    ],
)
def test_several_words_quotes_and_exclusions(folder: Site, page: Page, query: str, ids: set[str]) -> None:
    page.goto(folder.search(query))
    found(page, len(ids))
    links = [unquote(link.get_attribute("href") or "") for link in page.locator(".hit h2 a").all()]
    assert {link.split("/documents/")[1].split(".html")[0] for link in links} == ids


def test_browser_and_build_fold_alike(folder: Site, page: Page) -> None:
    page.goto(folder.search())
    texts = [
        "２０２４年　滸苔 ＡＩ",
        "ΟΔΟΣ ς",
        "ｶﾞ㊟㈱",
        "ﬁ\u200b…：，",
        "e\u0301É İ",
        "著力乾縣後\ufa0e\uf900",
        "𠮷\ue0100",
        "\u1100\u1161",
        "a \u2003\n b ",
    ]
    page.evaluate("() => SEARCH.needFolds()")
    assert [page.evaluate("(text) => SEARCH.fold(text)", text) for text in texts] == [fold(text) for text in texts]


def test_title_first_then_density_then_the_newest(page: Page, tmp_path: Path) -> None:
    rest = "有关部门要加强配合。"
    ranked = [
        document("z", "渔港建设", rest * 30, date="1999"),
        document("b", "一", "渔港，渔港，渔港。" + rest * 5, date="1999-05-01"),
        document("c", "二", "说到渔港。" + rest * 5, date="2024-05-02", year="2024"),
        document("a", "三", "说到渔港。" + rest * 5, date="2024-05-01", year="2024"),
        document("d", "四", "说到渔港。" + rest * 5, date="2023-12-31", year="2023"),
        document("e", "五", "说到渔港。" + rest * 5, date="2023-12", year="2023"),
        document("f", "六", "说到渔港。" + rest * 5),
        document("g", "七", "说到渔港。" + rest * 30, date="2024-05-02", year="2024"),
    ]
    search_site.write(tmp_path, ranked)
    page.goto(f"{tmp_path.as_uri()}/search.html?q={quote('渔港')}")
    found(page, 8)
    listed(page, 8)
    assert page.locator(".hit h2").all_inner_texts() == [one.title for one in ranked]
    assert page.locator(".hit .detail").first.inner_text().startswith("1999年 · 机关不详")
    assert page.locator(".hit .detail").nth(5).inner_text().startswith("2023年12月 · ")


def test_a_hit_opens_at_its_paragraph_and_steps_through(site: Site, page: Page) -> None:
    page.goto(site.search("海洋 浒苔"))
    hit = page.locator(".hit").first
    assert set(hit.locator(".snippet mark").all_inner_texts()) == {"海洋", "浒苔"}
    hit.locator("h2 a").click()
    page.wait_for_url("**/documents/a1.html?q=*#p2")
    marks = page.locator("mark.found")
    assert marks.all_inner_texts() == ["海洋", "海洋", "海洋", "海洋", "浒苔"]
    steps = page.get_by_role("region", name="检索词在本篇")
    expect(steps).to_contain_text("第 4 处，共 5 处")
    expect(page.locator("mark.now")).to_have_text("海洋")
    steps.get_by_role("button", name="下一处").click()
    expect(page.locator("mark.now")).to_have_text("浒苔")
    steps.get_by_role("button", name="下一处").click()
    expect(steps).to_contain_text("第 1 处，共 5 处")
    steps.get_by_role("button", name="去掉标记").click()
    assert marks.count() == 0
    assert page.locator("#p1").inner_text().startswith("1月30日，全省海洋工作会议")
    page.go_back()
    found(page, 1)
    assert page.locator("input[name=q]").input_value() == "海洋 浒苔"


def test_a_snippet_shows_each_word_once(page: Page, tmp_path: Path) -> None:
    far = "有关部门要加强配合，" * 20
    search_site.write(tmp_path, [document("a", "一篇", f"海洋{far}海洋与渔港{far}渔港", "渔港")])
    page.goto(f"{tmp_path.as_uri()}/search.html?q={quote('渔港 海洋')}")
    expect(page.locator(".snippet")).to_have_count(1)
    assert page.locator(".snippet mark").all_inner_texts() == ["海洋", "渔港"]
    search_site.write(tmp_path, [document("a", "一篇", f"海洋{far}", f"{far}渔港")])
    page.goto(f"{tmp_path.as_uri()}/search.html?q={quote('渔港 海洋')}")
    assert page.locator(".snippet mark").all_inner_texts() == ["海洋", "渔港"]
    assert page.locator(".snippet .at").all_inner_texts() == ["第1段", "第2段"]


def test_filters_count_and_stay_in_the_address(site: Site, page: Page) -> None:
    page.goto(site.search("会议"))
    found(page, 53)
    filters = page.get_by_label("筛选")
    filters.get_by_role("button", name="山东省海洋局 1").click()
    found(page, 1)
    expect(page.get_by_role("status")).to_contain_text("筛选前 53 篇")
    page.reload()
    found(page, 1)
    expect(filters.get_by_role("button", name="山东省海洋局 1")).to_have_attribute("aria-pressed", "true")
    expect(filters.get_by_role("button", name="2024 1", exact=True)).to_be_visible()
    page.go_back()
    found(page, 53)
    filters.get_by_role("button", name="2003 7").click()
    filters.get_by_role("button", name="论坛帖 7").click()
    found(page, 7)
    page.get_by_role("link", name="全部清除").click()
    found(page, 53)


def test_more_hits_come_on_request_and_after_a_reload(site: Site, page: Page) -> None:
    page.goto(site.search("会议"))
    listed(page, 10)
    first = page.locator(".hit h2 a").first.get_attribute("href")
    for count in (20, 30):
        page.get_by_role("button", name="再看 10 篇").click()
        expect(page.locator(".hit")).to_have_count(count)
        expect(page.locator(".hit h2 a").nth(count - 10)).to_be_focused()
    page.reload()
    expect(page.locator(".hit")).to_have_count(30)
    assert page.locator(".hit h2 a").first.get_attribute("href") == first
    expect(page.locator(".onward")).to_contain_text("已列 30 篇，共 53 篇")
    page.goto(site.search("会议", n="1000000"))
    listed(page, 53)
    assert page.get_by_role("button", name="再看").count() == 0


def test_back_leads_to_where_the_reader_was(site: Site, page: Page) -> None:
    page.goto(site.search("会议"))
    listed(page, 10)
    page.locator(".hit h2 a").nth(8).scroll_into_view_if_needed()
    down = page.evaluate("scrollY")
    page.locator(".hit h2 a").nth(8).click()
    page.wait_for_url("**/documents/*")
    page.go_back()
    expect(page.locator(".hit")).to_have_count(10)
    page.wait_for_function("(down) => Math.abs(scrollY - down) < 50", arg=down)


def test_what_is_pressed_stays_until_it_is_let_go(folder: Site, page: Page) -> None:
    """Results that come between press and release do not take the click away."""
    page.goto(folder.search("会议"))
    found(page, 53)
    page.evaluate(
        """() => {
          const search = SEARCH.lookup.search;
          SEARCH.lookup.search = async (query) => {
            const found = await search(query);
            await new Promise((go) => (window.answer = go));
            return found;
          };
        }"""
    )
    filters = page.get_by_label("筛选")
    filters.get_by_role("button", name="2003 7").click()
    page.wait_for_function("() => Boolean(window.answer)")
    filters.get_by_role("button", name="2004 7").hover()
    page.mouse.down()
    page.evaluate(
        "async () => { window.answer(); window.answer = null; await new Promise((go) => setTimeout(go, 100)); }"
    )
    page.mouse.up()
    page.wait_for_function("() => Boolean(window.answer)")
    page.evaluate("() => window.answer()")
    found(page, 7)
    expect(page.get_by_label("筛选").get_by_role("button", name="2004 7")).to_have_attribute("aria-pressed", "true")


def test_a_filter_keeps_the_focus(folder: Site, page: Page) -> None:
    page.goto(folder.search("会议"))
    found(page, 53)
    button = page.get_by_label("筛选").get_by_role("button", name="2003 7")
    button.focus()
    page.keyboard.press("Enter")
    found(page, 7)
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    found(page, 53)
    expect(button).to_be_focused()


def test_filters_that_leave_nothing_say_so(folder: Site, page: Page) -> None:
    page.goto(folder.search("会议", year="1066"))
    found(page, 0)
    page.get_by_role("link", name="清除筛选").click()
    found(page, 53)


def test_hits_in_groups_with_counts(site: Site, page: Page) -> None:
    page.goto(site.search("会议"))
    found(page, 53)
    page.get_by_role("link", name="年份", exact=True).click()
    groups = page.locator(".group")
    expect(groups.first).to_have_text("20242 篇")
    listed(page, 10)
    button = page.get_by_role("button", name="再看")
    while button.count():
        count = page.locator(".hit").count()
        button.click()
        expect(page.locator(".hit")).not_to_have_count(count)
    assert groups.all_inner_texts()[-2:] == ["2000\n8 篇", "年份不详\n1 篇"]
    expect(page.locator(".hit")).to_have_count(2 + 7 * 3 + 1)  # of 2024, three of each of seven years, without a year
    found(page, 53)
    page.reload()
    expect(groups.first).to_have_text("20242 篇")
    page.get_by_role("link", name="2000", exact=True).click()
    found(page, 8)
    assert "by=" not in page.url and "year=2000" in page.url
    page.go_back()
    page.get_by_role("link", name="专题", exact=True).click()
    expect(groups).to_have_text(["浒苔防治1 篇", "海洋经济1 篇", "渔船管控1 篇", "未归专题51 篇"])
    listed(page, 6)
    found(page, 53)
    page.get_by_role("link", name="不分").click()
    listed(page, 10)
    assert groups.count() == 0


def test_pages_by_name_come_first(folder: Site, page: Page) -> None:
    page.goto(folder.search("海洋"))
    jump = page.get_by_role("region", name="直达")
    assert jump.get_by_role("link").all_inner_texts() == ["海洋经济", "威海市海洋发展局", "山东省海洋局"]
    page.goto(folder.search("張建東"))
    expect(jump).to_contain_text("人物 · 山东省海洋局")
    href = unquote(jump.get_by_role("link").get_attribute("href") or "")
    assert href.endswith("/people/张建东-山东省海洋局.html")


def test_nothing_found_says_what_was_searched_and_what_to_try(folder: Site, page: Page) -> None:
    page.goto(folder.search("海洋強國"))
    found(page, 0)
    expect(page.locator(".empty")).to_contain_text("检索了 55 篇的题名和正文")
    expect(page.locator(".empty")).to_contain_text("按“海洋强国”检索")
    page.locator(".empty").get_by_role("link", name="海洋强", exact=True).click()
    found(page, 2)
    page.goto(folder.search("会议 不存在的词"))
    expect(page.locator(".empty li")).to_have_text(["会议 53 篇", "不存在的词 0 篇"])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("海" * 10_000, "检索词超过 800 字"),
        (" ".join(f"词{n}" for n in range(30)), "检索词有 30 个，最多 20 个"),
    ],
)
def test_a_query_beyond_measure_is_refused_with_a_reason(folder: Site, page: Page, query: str, said: str) -> None:
    page.goto(folder.search())
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_role("alert")).to_contain_text(said)


@pytest.mark.parametrize(
    "query",
    ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", ".*", "(", "[", "\\", "^$", "\"", "“", "-", "--", "。。。", "？！", "%", "&q=", "\ud800", "a\udc00海", "\0", "𝒳", "__proto__"],
)  # fmt: skip
def test_odd_queries_give_an_answer_and_run_nothing(folder: Site, page: Page, query: str) -> None:
    page.goto(folder.search())
    page.evaluate("(value) => { document.querySelector('[name=q]').value = JSON.parse(value); }", json.dumps(query))
    page.get_by_role("button", name="检索").click()
    expect(
        page.locator("[data-part=status], [data-part=trouble]")
        .filter(has_text="篇")
        .or_(page.locator("[data-part=trouble]").filter(has_text="请"))
        .first
    ).to_be_visible()
    assert page.locator("main img, main [onerror], main script:not([src])").count() == 0


@pytest.mark.parametrize("query", ["-", "－ -"])
def test_a_minus_before_nothing_is_answered_with_what_it_is_for(folder: Site, page: Page, query: str) -> None:
    page.goto(folder.search(query))
    expect(page.locator("[data-part=trouble]")).to_contain_text("如“-会议”")
    page.goto(folder.search('"-"'))
    expect(page.locator("[data-part=status], [data-part=empty]").filter(has_text="篇").first).to_be_visible()


def test_a_long_quotation_is_found(folder: Site, page: Page) -> None:
    page.goto(folder.search("会议指出，" * 30))
    found(page, 50)
    page.goto(folder.search('"' + sample()[0].paragraphs[1][1] + '"'))
    found(page, 1)


@pytest.mark.parametrize("damage", ["missing", "truncated", "other"])
@pytest.mark.parametrize(
    "path", ["index.js", "common.js", "latest/first.js", "latest/0.js", "texts/0.js", "facets/0.js", "names/0.js"]
)
def test_a_damaged_file_gives_a_message(browser: Browser, tmp_path: Path, damage: str, path: str) -> None:
    search_site.write(tmp_path, sample()[:4])
    file = tmp_path / "search" / path
    data = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(data[: len(data) // 2] if damage == "truncated" else b"")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{tmp_path.as_uri()}/search.html?q={quote('海洋')}")
    expect(page.get_by_role("alert")).to_contain_text(f"search/{path} 缺失或残缺")
    expect(page.get_by_role("link", name="机关")).to_be_visible()
    assert page.locator("input[name=q]").input_value() == "海洋"
    file.write_bytes(data)
    page.get_by_role("button", name="检索").click()
    found(page, 3)
    context.close()


def test_chunks_of_another_build_are_not_mixed_in(browser: Browser, tmp_path: Path) -> None:
    search_site.write(tmp_path, sample()[:4])
    chunk = tmp_path / "search/latest/0.js"
    old = chunk.read_bytes()
    search_site.write(tmp_path, sample()[:3])
    chunk.write_bytes(old)
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/search.html?q={quote('海洋')}")
    expect(page.get_by_role("alert")).to_contain_text("search/latest/0.js 缺失或残缺")
    page.close()


def test_the_keyboard_alone_goes_from_the_query_to_a_document(site: Site, page: Page) -> None:
    page.goto(site.search("海洋"))
    found(page, 3)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.get_by_role("searchbox").input_value() == "海洋"
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".hit h2 a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".jump a").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/a2.html?q=*")


def test_a_phone_the_dark_and_small_fingers(folder: Site, page: Page) -> None:
    for query in ("海洋", "不存在", ""):
        page.goto(folder.search(query))
        if query:
            expect(page.get_by_role("status")).to_contain_text("共找到")
        assert page.locator("h1").count() == 1
        assert page.evaluate(SMALL_TARGETS, 24) == []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert page.evaluate(CONTRAST) == [], scheme
        for width in (1280, 360, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_page_offers_the_indexes(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.search("海洋"))
    for name in ("机关", "时间", "专题", "人物"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
    expect(page.get_by_text("检索要用 JavaScript")).to_be_visible()
    context.close()


def test_a_query_loads_what_it_needs(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.search("浒苔绿潮"))
    found(page, 1)
    texts = [url for url in asked if "/texts/" in url]
    assert len(texts) == 1 and len(asked) == len(set(asked)) < 30
    assert all(url.startswith((site.address, "data:")) for url in asked)
