"""What the pages say: the document's own words, facts with the words they rest on, 不详 where nothing is said."""

from __future__ import annotations

import html
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from built import RULES, TEMPLATES, TITLE, built, built_sample
from html_page import HtmlPage
from meetingsite.errors import LinkError
from meetingsite.ids import anchor_of
from meetingsite.model import Entry, Facts
from meetingsite.pages.addresses import address, href
from meetingsite.pages.prose import prose
from meetingsite.pages.reading import item_anchors
from meetingsite.plan import SiteSettings
from sample_corpus import HOSTILE_TITLE, Corpus, Draft, plain, sample, withdrawn

ENTRIES = {entry.id: entry for entry in sample().entries}
TEXT_BLOCK = re.compile(
    r'<div class="blk" id="(x[0-9a-f-]+)"><(\w+) class="[^"]+" id="p(\d+)">(.*?)<a class="pn"', re.DOTALL
)


def page(path: str) -> HtmlPage:
    return HtmlPage.of(built_sample()[path])


def words(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_the_same_input_gives_the_same_bytes() -> None:
    settings = SiteSettings(TITLE, base_url="https://example.org/site/")
    assert built(sample(), settings, gone=withdrawn()) == built_sample()


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_text_on_the_page_is_the_clean_text(entry: Entry) -> None:
    blocks = TEXT_BLOCK.findall(built_sample()[f"documents/{entry.id}.html"].decode())
    assert [words(markup) for *_, markup in blocks] == entry.document.body.replace("\0", "\ufffd").split("\n")
    assert [anchor for anchor, *_ in blocks] == [block.anchor for block in entry.document.blocks]
    assert [int(number) for _, _, number, _ in blocks] == list(range(1, len(blocks) + 1))


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_every_fact_leads_to_the_words_it_rests_on(entry: Entry) -> None:
    text, facts = entry.document.text, entry.facts
    spans = [fact.span for fact in (*facts.dates, *facts.people, *([facts.agency] if facts.agency else []))]
    spans += [date.basis for date in facts.dates if date.basis] + [topic.spans[0] for topic in facts.topics]
    view = page(f"documents/{entry.id}.html")
    links = [link for link in view.classed("basis") if link.tag == "a"]
    targets = {element.attributes["id"]: element.words for element in view.elements if "id" in element.attributes}
    shown = {targets[link.attributes["href"][1:]] for link in links}
    assert {span.of(text) for span in spans} <= shown


def test_raw_files_keep_their_bytes_and_a_harmless_name() -> None:
    for entry in ENTRIES.values():
        assert built_sample()[f"sources/{entry.id}.txt"] == entry.document.clean.raw.data


def test_provenance_comes_first_and_rings_mark_what_was_inferred() -> None:
    view = page("documents/101_derived.html")
    bar = view.classed("prov")[0]
    assert bar.words.split() == [
        *("召开", "2024年2月5日", "青岛市海洋发展局", "来源", "青岛市海洋发展局", "未作改动", "原文")
    ]
    assert "年份推定，据" in built_sample()["documents/101_derived.html"].decode()
    assert "题名由正文词句拟成" in built_sample()["documents/101_derived.html"].decode()
    assert len(view.classed("ring")) > len(page("documents/103_portal.html").classed("ring"))


def test_what_the_text_does_not_say_is_called_unknown() -> None:
    text = built_sample()["documents/105_hostile.html"].decode()
    assert text.count("<b>不详</b>") == 3
    assert "机关不详" in text and "没有能断定主体的机关名" in text
    undated = built_sample()["dates/undated.html"].decode()
    assert "转载 2020-12-18" in undated and "5月9日" not in undated
    assert "5月9日至10日（年份不详）" in built_sample()["documents/102_traditional.html"].decode()
    assert '<span class="none">空</span>' in built_sample()["documents/103_portal.html"].decode()


def test_hostile_text_shows_as_text() -> None:
    for path, data in built_sample().items():
        if not path.endswith(".html"):
            continue
        text = data.decode()
        assert "<script>" not in text and "<img" not in text and "<i>渔船" not in text and "<b>专题" not in text, path
        assert "onerror=alert(1)>" not in text and 'onclick="alert' not in text, path
    view = page("documents/105_hostile.html")
    assert view.all("h1")[0].words == HOSTILE_TITLE
    assert view.all("title")[0].words.startswith(HOSTILE_TITLE)
    assert view.all("article")[0].attributes["data-cite-title"] == HOSTILE_TITLE
    assert "{{ config }}" in view.all("article")[0].words
    assert HOSTILE_TITLE in page("index.html").all("main")[0].words


def test_characters_html_cannot_hold_do_not_reach_a_page() -> None:
    entry = plain(1, 2020, "自然资源部", "national", "中国")
    document = replace(entry.document, title="坏\x00\x1b\ud800\ufffe题")
    files = built(Corpus((replace(entry, document=document),)))
    assert (
        HtmlPage.of(files[f"documents/{entry.id}.html"])
        .all("title")[0]
        .words.startswith("坏\ufffd\ufffd\ufffd\ufffd题")
    )


def test_headings_items_and_turns_keep_their_markers() -> None:
    portal = page("documents/103_portal.html")
    assert [h.words[:6] for h in portal.classed("lv1")] == ["一、全力以赴", "二、全力以赴"]
    assert [(h.tag, h.words) for h in portal.classed("lv2")] == [("h3", "（一）总体要求"), ("h3", "（一）重点任务")]
    assert [mark.words for mark in portal.classed("mk")][:3] == ["一、", "（一）", "1."]
    assert {mark.attributes.get("id") for mark in portal.classed("mk")} >= {"m1-1", "m1-3", "m2-2"}
    assert [lead.words for lead in portal.classed("ld")][:1] == ["健全大抓经济工作机制。"]
    talk = page("documents/104_interview.html")
    assert [mark.words for mark in talk.classed("mk")] == ["齐鲁晚报·齐鲁壹点：", "邢海文：", "问：", "答："]
    assert [mark.words for mark in page("documents/101_derived.html").classed("en")] == ["一是", "二是", "三是"]


def test_members_of_lists_have_permanent_anchors() -> None:
    document = ENTRIES["101_derived"].document
    anchors = item_anchors(document)
    words = [item.span.of(document.text) for item in anchors]
    assert list(anchors.values()) == [anchor_of(word, Counter()) for word in words]
    view = page("documents/101_derived.html")
    items = {element.attributes["id"]: element.words for element in view.classed("it")}
    assert items == dict(zip(anchors.values(), words, strict=True))
    handles = [(a.attributes["id"], a.attributes["href"][1:]) for a in view.classed("en")]
    assert handles == [(f"m1-{n}", anchor) for n, anchor in enumerate(anchors.values(), 1)]


def test_a_member_that_is_a_whole_paragraph_has_the_paragraphs_anchor() -> None:
    document = ENTRIES["102_traditional"].document
    members = [item for found in document.lists for item in found.items]
    assert members and [item_anchors(document)[item] for item in members] == [
        document.blocks[item.block].anchor for item in members
    ]
    assert page("documents/102_traditional.html").classed("it") == []


def test_the_anchor_of_a_member_survives_better_cleaning_elsewhere() -> None:
    text = "会议要求：一是抓好渔港。二是抓好渔船。"
    one = Draft("900_test").headed("标题").block(text).listed("一是", "一是", "二是").document()
    other = (
        Draft("900_test").headed("别的标题").block("多出的一段。").block(text).listed("一是", "一是", "二是").document()
    )
    assert list(item_anchors(one).values()) == list(item_anchors(other).values())


def test_a_marker_inside_a_title_that_is_linked_is_no_link() -> None:
    draft = (
        Draft("900_test")
        .headed("标题")
        .block("学习《海洋工作，一是渔港，二是渔船》精神。")
        .listed("一是", "一是", "二是")
    )
    cited = plain(1, 2020, "自然资源部", "national", "中国")
    cited = replace(cited, document=replace(cited.document, title="海洋工作，一是渔港，二是渔船"))
    view = HtmlPage.of(built(Corpus((cited, Entry(draft.document(), Facts()))))["documents/900_test.html"])
    assert [link.words for link in view.classed("px")] == ["海洋工作，一是渔港，二是渔船"]
    assert [mark.tag for mark in view.classed("en")] == ["b", "b"]
    assert not [link for link in view.all("a") if "a" in link.parents]


def test_copies_point_to_their_original_and_back() -> None:
    assert "转载自" in built_sample()["documents/212_plain.html"].decode()
    assert "212_plain.html" in built_sample()["documents/200_plain.html"].decode()
    assert "212_plain" not in built_sample()["dates/2019.html"].decode()


def test_a_document_that_is_gone_leaves_its_address_and_is_named_in_the_changes() -> None:
    gone, moved = page("documents/298_plain.html"), page("documents/099_before.html")
    assert gone.all("h1")[0].words == "已撤下 自然资源部召开2020年度工作会议"
    assert "2024-06-01 起撤下" in gone.all("main")[0].words
    assert "100_forum.html" in list(moved.links()) and "改了名" in moved.all("main")[0].words
    text = page("changes.html").all("main")[0].words
    assert "第一次生成，收入文献 20 篇" in text and "收入文献 19 篇" in text
    assert [heading.words for heading in page("changes.html").all("h3")] == ["撤下1", "改名1"]
    naming = [path for path, data in built_sample().items() if path.endswith(".html") and b"298_plain.html" in data]
    assert naming == ["changes.html"]


def test_topic_pages_quote_the_words() -> None:
    view = page("topics/浒苔防治.html")
    assert [mark.words for mark in view.all("mark")][1:] == ["浒苔", "浒苔", "浒苔", "绿潮"]
    quotes = [quote.words for quote in view.all("blockquote")]
    assert any("全省岸滩清理浒苔同比减少约93%，浒苔绿潮防控处置成效显著。" in quote for quote in quotes)


def test_candidates_are_called_candidates() -> None:
    text = built_sample()["topics/candidates.html"].decode()
    assert "海洋强省建设" in text and "不是事实" in text


def test_review_lists_refused_files_and_doubts() -> None:
    text = built_sample()["review.html"].decode()
    assert "空.txt" in text and "文件是空的。" in text and "&lt;b&gt;.bin" in text
    assert "召开的年份文中没有，只有月日。" in text
    assert "documents/101_derived.html#p1" in text


def test_a_404_page_only_where_the_address_is_known() -> None:
    assert b'<base href="https://example.org/site/">' in built_sample()["404.html"]
    assert "404.html" not in built(sample(), SiteSettings(TITLE))
    assert [path for path, data in built_sample().items() if b"<base" in data and path.endswith(".html")] == [
        "404.html"
    ]


def test_rules_are_named_in_chinese_where_a_name_is_given() -> None:
    text = built_sample()["sources/100_forum.html"].decode()
    assert RULES["全角标点"] in text and "论坛干扰码" in text


def test_prose_links_are_addresses_of_pages(tmp_path: Path) -> None:
    files = built(sample())
    assert b'href="data/documents.json"' in files["about.html"] and b'href="review.html"' in files["about.html"]
    bad = tmp_path / "bad.md"
    bad.write_text("[没有](page:gone) <script>", encoding="utf-8")
    with pytest.raises(LinkError):
        prose(bad, lambda kind, key: href("about.html", address(kind, key)))


def test_a_link_to_a_page_that_is_not_there_is_found(tmp_path: Path) -> None:
    """What the build, and every test through ``built``, would catch: a kind that exists, of something that does not."""
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    (tmp_path / "templates/about.md").write_text("[没有](page:document/gone)", encoding="utf-8")
    with pytest.raises(LinkError, match=r"documents/gone\.html"):
        built(sample(), templates=tmp_path / "templates")
