"""Which document is a repost of another."""

from __future__ import annotations

from documents import document_from
from meetingsite.link import link
from meetingsite.model import DateFact, Entry, Facts, Span

SENTENCES = [f"会议研究第{n}项议题并决定由市水利局牵头推进落实" for n in "一二三四五六七八"]


def _entry(key: str, sentences: list[str], family: str = "plain", date: str | None = None) -> Entry:
    document = document_from(f"{key}会议召开\n{'。'.join(sentences)}。", family)
    raw = document.clean.raw
    raw = type(raw)(key, raw.path, raw.sha256, raw.encoding, raw.data, raw.text)
    clean = type(document.clean)(raw, document.text, (), family, "simplified")
    document = type(document)(
        clean, document.title, "given", document.title_span, (), None, None, None, None, (), document.blocks, ()
    )
    dates = (DateFact("held", date, date, "day", True, None, Span(0, 1), "test"),) if date else ()
    return Entry(document, Facts(dates=dates))


def _copies(*entries: Entry) -> dict[str, str | None]:
    return {entry.id: entry.copy_of for entry in link(entries)}


def test_a_repost_points_to_the_agency_page() -> None:
    portal, repost = (
        _entry("b", SENTENCES, "portal"),
        _entry("a", [*SENTENCES, "转载站又添了一句不相干的闲话在这里"], "repost"),
    )
    assert _copies(repost, portal) == {"a": "b", "b": None}


def test_of_two_equal_pages_the_older_is_the_original_and_then_the_first_by_id() -> None:
    assert _copies(_entry("a", SENTENCES, date="2024-02-02"), _entry("b", SENTENCES, date="2024-02-01")) == {
        "a": "b",
        "b": None,
    }
    assert _copies(_entry("a", SENTENCES), _entry("b", SENTENCES)) == {"a": None, "b": "a"}


def test_three_of_a_kind_have_one_original() -> None:
    copies = _copies(
        _entry("a", SENTENCES, "forum"), _entry("b", SENTENCES, "portal"), _entry("c", SENTENCES, "repost")
    )
    assert copies == {"a": "b", "b": None, "c": "b"}


def test_formulas_in_common_make_no_copy() -> None:
    ours = [
        *SENTENCES[:2],
        "本市今年完成堤防加固工程十二公里",
        "本市去年新建泵站三座并投入运行",
        "本市水库除险加固全部完成",
    ]
    theirs = [
        *SENTENCES[:2],
        "我县完成灌区改造面积五万亩左右",
        "我县组织防汛演练二十余场次",
        "我县建成农村供水工程九处",
    ]
    assert _copies(_entry("a", ours), _entry("b", theirs)) == {"a": None, "b": None}
