"""Backlinks: who names a thing, in which sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from built import built, planned
from html_page import HtmlPage
from meetingsite.model import Entry
from meetingsite.pages.outline import CITED
from sample_corpus import Corpus, Draft, plain, sample


def naming(number: int, text: str) -> Entry:
    """A document of 中国渔业协会, which says *text*."""
    entry = plain(number, 2020, "中国渔业协会", "other", "中国")
    draft = Draft(entry.id).headed(f"第{number}篇").block(f"第一句不说。第{number}次：{text}第三句也不说。")
    return replace(entry, document=draft.document(), facts=replace(entry.facts, topics=(), agency=None, dates=()))


def test_a_page_quotes_the_sentence_and_leads_to_its_paragraph() -> None:
    files = built(Corpus((*sample().entries, naming(30, "自然资源部部署有关工作，自然资源部要求落实。"))))
    page = HtmlPage.of(files["agencies/自然资源部.html"])
    quote = page.all("blockquote")[-1]
    assert quote.words.strip() == "第30次：自然资源部部署有关工作，自然资源部要求落实。第1段"
    assert [mark.words for mark in page.all("mark")] == ["自然资源部", "自然资源部"]
    assert "../documents/230_plain.html#p1" in list(page.links())


def test_documents_that_a_page_lists_anyway_do_not_cite_it() -> None:
    site = planned(sample())
    assert ("agency", "山东省海洋局") not in site.citations
    assert ("person", "张建东-山东省海洋局") not in site.citations
    assert all(key != row.id for (_, key), found in site.citations.items() for row in found)


def test_a_copy_cites_only_where_its_original_does_not() -> None:
    entries = (naming(30, "自然资源部要求落实。"), naming(31, "自然资源部要求落实。"))
    both = planned(Corpus((*sample().entries, *entries))).citations["agency", "自然资源部"]
    assert [row.id for row in both] == ["230_plain", "231_plain"]
    once = planned(Corpus((*sample().entries, *entries), copies={"231_plain": "230_plain"}))
    assert [row.id for row in once.citations["agency", "自然资源部"]] == ["230_plain"]


def test_many_citations_have_pages_of_their_own() -> None:
    few, many = (
        built(Corpus((*sample().entries, *(naming(30 + n, "自然资源部要求落实。") for n in range(count)))))
        for count in (CITED, CITED + 3)
    )
    assert "agencies/自然资源部/cited.html" not in few
    head, rest = HtmlPage.of(many["agencies/自然资源部.html"]), HtmlPage.of(many["agencies/自然资源部/cited.html"])
    assert len(head.all("blockquote")) == CITED and len(rest.all("blockquote")) == CITED + 3
    assert "自然资源部/cited.html" in re.sub("%E8.*?/", "自然资源部/", " ".join(head.links()))
    assert f"全部 {CITED + 3} 篇" in head.all("main")[0].words


def test_documents_and_people_are_told_who_names_them() -> None:
    text = "传达《威海市海洋发展局2023年工作思路》，山东省海洋局局长张建东讲话。"
    files = built(Corpus((*sample().entries, naming(30, text))))
    for path in ("documents/103_portal.html", "people/张建东-山东省海洋局.html", "agencies/山东省海洋局.html"):
        page = HtmlPage.of(files[path])
        section = page.classed("cited")
        assert len(section) == 1 and "第30次" in section[0].words, path
