"""原文对照: nothing of the source is missing, nothing is added, and each change names its rule."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from html_page import HtmlPage
from meetingsite.model import CleanDocument, Edit, RawDocument
from meetingsite.pages.comparison import comparison
from sample_corpus import sample

_INS = re.compile(r"<(ins|rt)[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def cleaned(raw: str, edits: tuple[Edit, ...]) -> CleanDocument:
    return CleanDocument(RawDocument("x", "x.txt", "", "utf-8", b"", raw), "", edits, "plain", "simplified")


@st.composite
def edited(draw: st.DrawFn) -> CleanDocument:
    raw = draw(st.text(alphabet="会议<&，,\n\r 1", max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=12)))
    edits, end = [], -1
    for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
        if start > end:
            edits.append(
                Edit(
                    start,
                    stop,
                    draw(st.sampled_from(["", "，", "换行"])),
                    draw(st.sampled_from(["甲", "乙", "traditional"])),
                )
            )
            end = stop
    return cleaned(raw, tuple(edit for edit in edits if edit.start < edit.end or edit.replacement))


def source_of(markup: str) -> str:
    """The source a reader sees: without what was put in, without the signs for line ends."""
    return html.unescape(_TAG.sub("", _INS.sub("", markup))).replace("↵", "")


@given(edited())
def test_every_line_shows_its_source(clean: CleanDocument) -> None:
    view = comparison(clean, {})
    lines = re.split(r"\r\n|\r|\n", clean.raw.text)
    assert [source_of(line.html) for line in view.lines] == (lines[:-1] if len(lines) > 1 and not lines[-1] else lines)


@given(edited())
def test_every_edit_is_counted_and_shown(clean: CleanDocument) -> None:
    view = comparison(clean, {"甲": "甲规则"})
    assert sum(rule.count for rule in view.rules) == len(clean.edits)
    put_in = [html.unescape(found) for line in view.lines for _, found in _INS.findall(line.html)]
    assert put_in == [edit.replacement for edit in clean.edits if edit.replacement]
    removed = sum(edit.end - edit.start for edit in clean.edits if not edit.replacement)
    assert sum(rule.removed for rule in view.rules) == removed
    shown = {rule.label for line in view.lines for rule, _ in line.rules}
    assert shown == {{"甲": "甲规则"}.get(edit.rule, edit.rule) for edit in clean.edits}


def test_the_sample_shows_rules_lines_and_what_is_gone() -> None:
    entry = next(entry for entry in sample().entries if entry.id == "100_forum")
    view = comparison(entry.document.clean, {})
    commas = entry.document.clean.raw.text.count(",")
    assert [(rule.label, rule.count) for rule in view.rules] == [
        ("全角标点", commas),
        ("论坛干扰码", 1),
        ("论坛栏目", 1),
    ]
    assert [line.gone for line in view.lines] == [False] * 5 + [True] * 4
    assert '<del title="论坛干扰码">: b8 h  r; O9 h</del>' in view.lines[1].html


def test_invisible_characters_are_named() -> None:
    view = comparison(cleaned("会\u200b议\x00\u202e", (Edit(1, 2, "", "零宽字符"),)), {})
    assert view.lines[0].html == '会<del title="零宽字符">[U+200B]</del>议[U+0000][U+202E]'


def test_what_was_converted_stands_above_the_source() -> None:
    edits = (Edit(0, 2, "会议", "traditional"), Edit(2, 3, "", "乙"), Edit(3, 4, "", "traditional"))
    view = comparison(cleaned("會議、了\n", edits), {"traditional": "繁体转简体"})
    assert view.lines[0].html == (
        '<ruby title="繁体转简体">會議<rt lang="zh-Hans">会议</rt></ruby><del title="乙">、</del><del title="繁体转简体">了</del>'
    )
    assert source_of(view.lines[0].html) == "會議、了"


def test_an_empty_source_has_one_empty_line() -> None:
    assert [line.html for line in comparison(cleaned("", ()), {}).lines] == [""]


@given(edited())
def test_the_page_has_each_line_once_with_its_rules(clean: CleanDocument) -> None:
    view = comparison(clean, {"甲": "<甲>"})
    page = HtmlPage.of(view.rows.encode())
    assert page.problems == []
    assert [line.attributes["id"] for line in page.classed("line")] == [f"L{line.number}" for line in view.lines]
    assert [line.words for line in page.classed("raw")] == [
        html.unescape(_TAG.sub("", line.html)) for line in view.lines
    ]
    told = [f"{rule.label} ×{count}" if count > 1 else rule.label for line in view.lines for rule, count in line.rules]
    assert [rule.words for rule in page.all("li")] == told
    assert len(page.classed("gone")) == sum(line.gone for line in view.lines)
