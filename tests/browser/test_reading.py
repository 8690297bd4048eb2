"""What a reader does: find, read, check, copy, print; on a phone, in the dark, with the keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from sample_corpus import sample

from .conftest import Reader

ENTRIES = {entry.id: entry for entry in sample().entries}
ONE_OF_EACH = (
    "index.html", "about.html", "review.html", "review/inferred.html", "agencies/index.html",
    "agencies/威海市海洋发展局.html", "agencies/unknown.html", "agencies/regions/山东省.html", "dates/index.html",
    "dates/2023.html", "dates/undated.html", "topics/index.html", "topics/海洋经济.html", "topics/candidates.html",
    "people/index.html", "people/张建东-山东省海洋局.html", "people/surnames/张.html", "documents/100_forum.html",
    "documents/103_portal.html", "documents/104_interview.html", "documents/105_hostile.html",
    "sources/100_forum.html", "sources/102_traditional.html", "review/contradictory.html", "review/refused.html",
    "agencies/自然资源部/cited.html", "agencies/自然资源部/1.html", "people/张建东-山东省海洋局/cited.html",
    "documents/103_portal/cited.html", "changes.html", "documents/298_plain.html", "search.html",
)  # fmt: skip

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour[3] > 0.5) return colour;
    }
    return [255, 255, 255, 1];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("[aria-hidden=true], .skip")) continue;
    const [a, b] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) poor.push(walker.currentNode.data.trim().slice(0, 20) + " " + ratio.toFixed(2));
  }
  return poor;
}"""
SMALL_TARGETS = """(least) => [...document.querySelectorAll("a, button, summary, input")].filter((element) => {
  if (!element.checkVisibility() || element.closest(".skip, .text p, .raw, p, blockquote")) return false;
  const box = (element.closest("label") || element).getBoundingClientRect();
  return box.width > 0 && (box.width < least - 0.5 || box.height < least - 0.5);
}).map((element) => `${element.className} ${element.textContent.trim().slice(0, 12)} ${
  Math.round(element.getBoundingClientRect().width)}×${Math.round(element.getBoundingClientRect().height)}`)"""


def test_home_agency_document_topic_and_back(any_reader: Reader) -> None:
    page = any_reader.open("index.html")
    page.get_by_role("link", name="机关", exact=True).first.click()
    page.get_by_role("link", name="山东省海洋局").click()
    assert page.locator("h1").inner_text() == "山东省海洋局"
    page.get_by_role("link", name=re.compile("2024年全省海洋工作")).click()
    assert page.locator(".prov").inner_text().startswith("召开")
    page.locator(".rail").get_by_role("link", name="浒苔防治").click()
    assert page.locator("h1").inner_text() == "浒苔防治"
    page.locator("blockquote .at").last.click()
    assert page.url.endswith("documents/100_forum.html#p3")
    page.get_by_role("link", name="会议文献阅览室").click()
    assert page.url.endswith("/index.html")
    assert any_reader.problems == []


def test_facts_lead_to_their_words_and_the_ledger(any_reader: Reader) -> None:
    page = any_reader.open("documents/101_derived.html")
    page.locator(".rail .basis").nth(1).click()
    marked = page.locator("mark:target")
    assert marked.inner_text() == "总结2023年全市海洋发展工作，谋划部署2024年重点工作"
    page = any_reader.open("documents/100_forum.html")
    page.get_by_role("link", name=re.compile("整理 .* 处")).click()
    page.locator("del", has_text="b8 h").wait_for()  # which fails where there are two, too
    page.get_by_role("link", name="论坛干扰码").wait_for()
    assert any_reader.problems == []


@pytest.mark.parametrize("path", ONE_OF_EACH)
def test_one_page_of_each_kind(reader: Reader, path: str) -> None:
    """Nothing to complain of, nothing from outside, contrast in both schemes, targets, no sideways scrolling."""
    page = reader.open(path)
    assert page.locator("h1").count() == 1
    assert page.evaluate(SMALL_TARGETS, 24) == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate(CONTRAST) == [], scheme
    for width in (1280, 360, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert reader.problems == []


def test_copied_text_is_the_clean_text(reader: Reader) -> None:
    for key in ("100_forum", "103_portal", "104_interview"):
        page = reader.open(f"documents/{key}.html")
        copied = page.evaluate("""() => {
            getSelection().selectAllChildren(document.querySelector(".text"));
            return getSelection().toString();
        }""")
        assert [line for line in copied.split("\n") if line] == ENTRIES[key].document.body.split("\n")


def test_the_switch_wins_over_the_system_and_is_kept(reader: Reader) -> None:
    page = reader.open("index.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(252, 251, 248)"
    page.get_by_text("阅读设置").click()
    page.get_by_label("深色").check()
    assert page.evaluate(ground) == "rgb(21, 21, 19)"
    reader.open("documents/100_forum.html")
    assert page.evaluate(ground) == "rgb(21, 21, 19)"
    page.get_by_text("阅读设置").click()
    size = page.evaluate("getComputedStyle(document.querySelector('.text')).fontSize")
    page.get_by_label("特大").check()
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).fontSize") > size
    assert all(key.startswith("会议文献阅览室.") for key in page.evaluate("Object.keys(localStorage)"))
    assert reader.problems == []


def test_a_citation_names_title_agency_date_paragraph_and_address(browser: Browser, site_folder: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = Reader(context.new_page(), site_folder).open("documents/100_forum.html")
    page.locator(".pn").nth(1).click()
    page.get_by_text("已复制第2段的引文").wait_for()
    block = ENTRIES["100_forum"].document.blocks[1]
    expected = "《2024年全省海洋工作暨党风廉政视频会议在济南召开》，山东省海洋局，2024年1月30日，第2段，"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(expected) and copied.endswith(f"100_forum.html#{block.anchor}")
    context.close()


def test_the_keyboard_alone_reaches_a_paragraph(reader: Reader) -> None:
    page = reader.open("documents/100_forum.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#p2"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("o")
    page.wait_for_url("**/sources/100_forum.html")
    assert reader.problems == []


def test_keys_below_the_last_paragraph_stay_with_it(reader: Reader) -> None:
    page = reader.open("documents/100_forum.html")
    last = page.locator("a.pn").last.get_attribute("href")
    for key in "jk":
        page.evaluate("document.activeElement.blur(); document.body.style.paddingBottom = '200vh'")
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.getAttribute('href')") == last, key


def tab_to(page: Page, name: str | re.Pattern[str], role: str = "link") -> None:
    """Press Tab until the element called *name* has the focus; on the way every focus must be seen."""
    wanted = page.get_by_role(role, name=name).first.element_handle()  # type: ignore[arg-type]
    for _ in range(250):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """(wanted) => {
                const at = document.activeElement;
                const style = getComputedStyle(at);
                const box = at.getBoundingClientRect();
                const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
                return { there: at === wanted, body: at === document.body,
                         seen: inside && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
            }""",
            wanted,
        )
        assert state["body"] or state["seen"], page.evaluate("document.activeElement.outerHTML")
        if state["there"]:
            return
    raise AssertionError(f"Tab does not reach {name}")


@pytest.mark.parametrize("width", [1280, 360])
def test_tab_and_enter_alone_lead_from_home_to_a_backlink(reader: Reader, width: int) -> None:
    page = reader.open("index.html")
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 800})
    steps: list[tuple[str | re.Pattern[str], str]] = [
        ("人物", "people/index.html"),
        ("张建东", "people/张建东-山东省海洋局.html"),
        (re.compile("^第3次通报"), "documents/303_naming.html"),
        ("威海市海洋发展局2023年工作思路", "documents/103_portal.html"),
        (re.compile("全部 60 篇"), "documents/103_portal/cited.html"),
        ("第1段", "documents/300_naming.html#p1"),
    ]
    for name, path in steps:
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert unquote(page.url).endswith(path)
    assert reader.problems == []


def test_hostile_text_runs_nothing(reader: Reader) -> None:
    dialogs: list[str] = []
    reader.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for path in ("documents/105_hostile.html", "sources/105_hostile.html", "index.html", "review.html"):
        reader.open(path)
    assert dialogs == [] and reader.problems == []


def test_print_has_the_agency_in_red_and_no_navigation(reader: Reader) -> None:
    page = reader.open("documents/103_portal.html")
    page.emulate_media(media="print")
    assert page.locator(".letterhead").is_visible() and page.locator(".letterhead").inner_text() == "威海市海洋发展局"
    assert not page.locator("nav").first.is_visible()
    assert page.locator(".cite").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.text')).fontSize") == "21.3333px"
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 2


def test_a_correction_is_copied_as_it_is(browser: Browser, site_folder: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = Reader(context.new_page(), site_folder).open("review/inferred.html")
    page.locator("details.fold > summary").last.click()
    page.get_by_role("button", name="复制").last.click()
    page.get_by_text("已复制订正").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        'agency:\n  was: 山东省海洋局\n  now: 山东省海洋局  # 核对无误就照旧\n  note: ""  # 谁核对过，据什么\n'
    )
    context.close()


def test_a_member_of_a_list_can_be_addressed(any_reader: Reader) -> None:
    page = any_reader.open("documents/101_derived.html")
    page.get_by_role("link", name="二是").click()
    member = page.locator(".it:target")
    assert member.inner_text() == "二是落地突破一批创新示范的重大平台。"
    assert page.url.rpartition("#")[2] == member.get_attribute("id")
    assert any_reader.problems == []
