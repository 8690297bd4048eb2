"""待核: every doubt with its passage and a correction that can be pasted and works."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from built import TITLE, built, known, planned
from html_page import HtmlPage
from meetingsite import correction_file
from meetingsite.errors import YamlError
from meetingsite.extract import extract
from meetingsite.extract.editor import correct_facts
from meetingsite.model import REVIEW_LISTS, Agency, DateFact, Entry, Finding, Person, Refused, ReviewList, Span, Warning
from meetingsite.pages.outline import outline, waiting
from meetingsite.pages.quotable import quotable
from meetingsite.plan import SiteSettings
from meetingsite.review import contradictory, inferred, review, suspicious, unresolved
from meetingsite.snippets import correction_name, drop_fix, stem, title_fix, written
from meetingsite.stages import completed
from sample_corpus import Corpus, Draft, plain, sample

ENTRIES = {entry.id: entry for entry in sample().entries}


def dated(entry: Entry, *dates: tuple[str, str]) -> Entry:
    facts = tuple(DateFact(kind, day, day, "day", True, None, Span(0, 2), "题名") for kind, day in dates)  # type: ignore[arg-type]
    return replace(entry, facts=replace(entry.facts, dates=facts))


def listed(name: ReviewList) -> list[tuple[Entry, tuple[Finding, ...], str]]:
    """The documents of the sample that stand on a list of 待核, with what is found and what to paste."""
    found = []
    for row in waiting(planned(sample()))[name]:
        entry = completed(ENTRIES[row.id], known())
        findings = dict(entry.findings)[name]
        found.append((entry, findings, quotable(entry).case(name).fix))
    assert found
    return found


def test_what_was_inferred_is_confirmed_by_pasting(tmp_path: Path) -> None:
    """Pasted and signed, the correction makes certain what was inferred, and the case is closed; unsigned it stops."""
    for entry, _, paste in listed("inferred"):
        file = tmp_path / "a.yaml"
        file.write_text(paste, encoding="utf-8")
        with pytest.raises(YamlError, match="这里是空的"):
            correction_file.load(file)
        file.write_text(paste.replace('note: ""', "note: 已对照原文核对"), encoding="utf-8")
        correction = correction_file.load(file)
        clean = replace(entry.document.clean, raw=replace(entry.document.clean.raw, correction=correction))
        facts = correct_facts(entry.facts, replace(entry.document, clean=clean), known())
        assert facts.agency and facts.agency.certain and all(date.certain for date in facts.dates)
        assert (facts.agency.name, [d.start for d in facts.dates]) == (
            entry.facts.agency and entry.facts.agency.name,
            [d.start for d in entry.facts.dates],
        )
    assert {finding.label for finding in inferred(ENTRIES["101_derived"])} == {"题名", "召开日期"}


def test_a_title_to_confirm_is_offered_once(tmp_path: Path) -> None:
    """Two blocks ``title:`` pasted into one file would stop the build."""
    entry = completed(ENTRIES["101_derived"], known())
    entry = replace(entry, warnings=(Warning("derived-title", "文中没有标题行，题名取自正文首句。"),))
    fixes = [fix for _, findings in review(entry, known()) for finding in findings for fix in finding.fixes]
    assert [fix.key for fix in fixes].count("title") == 1
    assert "推定" in suspicious(entry)[0].advice


def test_what_nobody_knows_is_left_for_the_editor_to_write(tmp_path: Path) -> None:
    for _, _, paste in listed("unresolved"):
        assert 'now: ""' in paste
        file = tmp_path / "a.yaml"
        file.write_text(paste, encoding="utf-8")
        with pytest.raises(YamlError, match="这里是空的"):
            correction_file.load(file)
        file.write_text(paste.replace('""', "已填"), encoding="utf-8")
        assert correction_file.load(file).notes
    assert [finding.value for finding in unresolved(ENTRIES["102_traditional"])] == ["5月9日至10日（年份不详）"]
    assert [finding.label for finding in unresolved(ENTRIES["105_hostile"])] == ["机关", "日期"]


def test_a_foreign_word_is_marked_and_can_be_dropped() -> None:
    draft = Draft("900_test").headed("标题").block("开展海洋科研机构 and 海洋企业大走访活动。")
    message = "“展海洋科研机构 and 海洋企业大走访”：中文里夹着英文虚词，疑似改动过。"
    entry = Entry(draft.document(), ENTRIES["103_portal"].facts, (Warning("foreign-word", message),))
    found = suspicious(entry)[0]
    assert [span.of(draft.text) for span in found.spans] == ["and"]
    assert written(found.fixes) == "text:\n  - drop: and\n    note: 夹在中文里的英文虚词"
    twice = Draft("900_test").headed("标题").block("机构 and 企业 and 船东。").document()
    message = "“机构 and 企业 and 船东。”：中文里夹着英文虚词。"
    found = suspicious(replace(entry, document=twice, warnings=(Warning("foreign-word", message),)))[0]
    assert found.fixes == () and found.advice


def test_a_warning_without_its_words_is_still_shown() -> None:
    found = suspicious(ENTRIES["105_hostile"])[0]
    assert found.spans == () and found.value.startswith("<script>") and found.advice


@pytest.mark.parametrize(
    ("dates", "title", "values"),
    [
        ((("held", "2024-01-30"), ("published", "2024-01-29")), "某会召开", ["发布于2024年1月29日，却说2024年1月30日才召开"]),
        ((("held", "2024-01-30"), ("reposted", "2023-01-30")), "某会召开", ["转载于2023年1月30日，却说2024年1月30日才召开"]),
        ((("held", "2024-01-30"), ("published", "2024-01-30")), "某会召开", []),
        ((("held", "2024-01-30"), ("published", "2024-01-29")), "关于召开某会的通知", []),
        ((("held", "2024-01-30"), ("written", "2024-01-29")), "某会召开", []),
        ((("held", "2024-01-30"), ("held", "2024-02-01")), "某会召开", ["召开日期有两个：2024年1月30日，2024年2月1日"]),
        ((("other", "2024-01-30"), ("other", "2024-02-01")), "某会召开", []),
    ],
)  # fmt: skip
def test_dates_that_cannot_both_be(dates: tuple[tuple[str, str], ...], title: str, values: list[str]) -> None:
    entry = dated(plain(1, 2024, "自然资源部", "national", "中国"), *dates)
    entry = replace(entry, document=replace(entry.document, title=title))
    assert [finding.value for finding in contradictory(entry, known())] == values


@pytest.mark.parametrize(
    ("own", "printed", "clash"),
    [
        ("威海市海洋发展局", "威海市海洋局", True),
        ("威海市海洋发展局", "威海市海洋发展局", False),
        ("威海市海洋发展局", "威海市人民政府", False),  # it hosts the page
        ("威海市海洋发展局", "青岛市海洋发展局", False),
        ("威海市海洋发展局", "威海市海洋局召开会议", False),
    ],
)
def test_another_agency_of_the_same_place_is_printed(own: str, printed: str, clash: bool) -> None:
    draft = Draft("900_test").headed("标题")
    draft.front.append(draft.line(printed))
    draft.block(f"{own}召开会议。")
    entry = Entry(
        draft.document(), replace(ENTRIES["103_portal"].facts, agency=draft.agency(own, "city", "山东省威海市"))
    )
    found = contradictory(entry, known())
    assert [finding.label for finding in found] == (["机关"] if clash else [])
    if clash:
        assert [span.of(draft.text) for span in found[0].spans] == [printed, own]


def test_an_office_that_publishes_for_all_contradicts_nobody() -> None:
    """Macau's 新闻局 stands on every page of that government's news."""
    own, place = "澳门特别行政区旅游局", "澳门特别行政区"
    draft = Draft("900_test").headed("标题")
    draft.front.append(draft.line("澳门特别行政区政府新闻局"))
    draft.block(f"{own}召开会议。")
    facts = replace(ENTRIES["103_portal"].facts, agency=draft.agency(own, "province", place))
    assert contradictory(Entry(draft.document(), facts), known()) == ()


def test_two_agencies_printed_and_none_chosen() -> None:
    draft = Draft("900_test").headed("标题")
    for name in ("威海市海洋局", "威海市水务局"):
        draft.front.append(draft.line(name))
    entry = Entry(draft.block("会议召开。").document(), replace(ENTRIES["103_portal"].facts, agency=None))
    assert [finding.value for finding in contradictory(entry, known())] == ["印着几个机关：威海市海洋局、威海市水务局"]


def test_an_uncertain_person_can_be_removed() -> None:
    entry = ENTRIES["100_forum"]
    person = Person("王超", (), (), entry.document.blocks[3].span, "名单", False)
    entry = replace(entry, facts=replace(entry.facts, people=(person,)))
    assert "people:\n  - remove: 王超" in written(fix for finding in inferred(entry) for fix in finding.fixes)


def at(path: str, number: int) -> Entry:
    entry = plain(number, 2020, "自然资源部", "national", "中国")
    raw = replace(entry.document.clean.raw, path=path)
    nobody = replace(entry.facts, agency=None)
    return replace(entry, document=replace(entry.document, clean=replace(entry.document.clean, raw=raw)), facts=nobody)


def test_file_names() -> None:
    """As the pages have them: with its suffix only where another file of the folder has the same stem."""
    paths = ("甲/a.txt", "乙/a.txt", "乙/a.md", "b.v1.txt", "c.txt")
    entries = tuple(at(path, number) for number, path in enumerate(paths))
    corpus = Corpus(entries, (Refused("c.bin", "binary", "不是文本。"),))
    pages = [
        HtmlPage.of(data) for path, data in built(corpus).items() if path in ("review.html", "review/unresolved.html")
    ]
    assert len(pages) == 2
    for page in pages:
        names = re.findall(r"[\w.]+\.yaml", " ".join(element.words for element in page.classed("fix-head")))
        assert names == ["c.txt.yaml", "b.v1.yaml", "a.md.yaml", "a.txt.yaml", "a.yaml"]  # the newest first


def test_what_the_file_of_a_correction_is_called() -> None:
    assert [correction_name(path, False) for path in ("甲/a.txt", "b.v1.txt")] == ["a.yaml", "b.v1.yaml"]
    assert [correction_name(path, True) for path in ("甲/a.txt", "乙/a.md")] == ["a.txt.yaml", "a.md.yaml"]
    assert [stem(path) for path in ("a.txt", "乙/a.md", "b.v1.txt", "c")] == ["a", "乙/a", "b.v1", "c"]


def test_a_document_that_is_corrected_already_is_told_which_file_to_add_to(tmp_path: Path) -> None:
    file = tmp_path / "a.txt.yaml"
    file.write_text("work_year: {was: 不详, now: 2023, note: 试}\n", encoding="utf-8")
    entry = at("a.txt", 1)
    raw = replace(entry.document.clean.raw, correction=correction_file.load(file))
    corrected = replace(entry, document=replace(entry.document, clean=replace(entry.document.clean, raw=raw)))
    assert [quotable(one).correction for one in (entry, corrected)] == [None, "a.txt.yaml"]


def test_any_words_are_written_as_yaml(tmp_path: Path) -> None:
    for words in (
        "- 题: 名 # 一",
        "“引”'号\"",
        "yes",
        "a\x00\x1b\ud7ffb",
        "  两端空  ",
        "｛｝：",
        "!tag &x *y",
        "长" * 300,
    ):
        entry = replace(ENTRIES["103_portal"], document=replace(ENTRIES["103_portal"].document, title=words))
        file = tmp_path / "a.yaml"
        text = written([title_fix(entry), drop_fix(words, "x")])
        file.write_text(text.replace('note: ""', "note: 核对过", 1), encoding="utf-8")
        loaded = correction_file.load(file).file
        assert loaded.title and loaded.title.was.value == words
        assert loaded.text[0].drop and loaded.text[0].drop.value == words


def test_the_page_quotes_the_passage() -> None:
    entry, findings, _ = next(case for case in listed("inferred") if case[0].id == "100_forum")
    assert findings[0].spans[0].of(entry.document.text) == "省海洋局"
    page = HtmlPage.of(built(sample())["review/inferred.html"])
    assert "省海洋局" in [mark.words for mark in page.all("mark")]


def test_the_lists_are_those_of_the_single_readings_and_empty_ones_are_left_out() -> None:
    for entry in ENTRIES.values():
        readings = {
            "warnings": suspicious(entry),
            "contradictory": contradictory(entry, known()),
            "inferred": inferred(entry),
            "unresolved": unresolved(entry),
        }
        found = review(entry, known())
        assert dict(found) == {name: findings for name, findings in readings.items() if findings}
        assert [name for name, _ in found] == [name for name in REVIEW_LISTS if readings[name]]


def test_the_pages_of_the_lists_ask_for_the_documents_they_quote() -> None:
    pages = {page.path: page for page in outline(planned(sample()), SiteSettings(TITLE))}
    rows = {name: [row.id for row in rows] for name, rows in waiting(planned(sample())).items() if name != "refused"}
    assert all(list(pages[f"review/{name}.html"].quotes) == ids for name, ids in rows.items())
    assert set(pages["review.html"].quotes) == {id for ids in rows.values() for id in ids}
    assert pages["review/refused.html"].quotes == ()


def test_documents_really_read_give_no_false_contradiction() -> None:
    """A plain report, read from its text: nothing about it contradicts itself."""
    text = "1月30日，山东省海洋局召开全省海洋工作会议。"
    document = Draft("900_test").headed("山东省海洋局召开2024年全省海洋工作会议").block(text).document()
    facts = extract(document, known())
    assert isinstance(facts.agency, Agency)
    assert contradictory(Entry(document, facts), known()) == ()
