"""Which document is a repost of another."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from built import known
from documents import document_from
from meetingsite.cards import SENTENCE_BYTES, Card
from meetingsite.link import link, originals
from meetingsite.model import DateFact, Entry, Facts, Span
from meetingsite.reader import card

SENTENCES = [f"会议研究第{n}项议题并决定由市水利局牵头推进落实" for n in "一二三四五六七八"]


def _card(key: str, sentences: list[str], family: str = "plain", date: str | None = None) -> Card:
    document = document_from(f"{key}会议召开\n{'。'.join(sentences)}。", family)
    raw = document.clean.raw
    raw = type(raw)(key, raw.path, raw.sha256, raw.encoding, raw.data, raw.text)
    clean = type(document.clean)(raw, document.text, (), family, "simplified")
    document = type(document)(
        clean, document.title, "given", document.title_span, (), None, None, None, None, (), document.blocks, ()
    )
    dates = (DateFact("held", date, date, "day", True, None, Span(0, 1), "test"),) if date else ()
    return card(Entry(document, Facts(dates=dates)), known())


def _copies(*cards: Card) -> dict[str, str | None]:
    return {one.id: one.row.copy_of for one in link(cards)}


def test_a_repost_points_to_the_agency_page() -> None:
    portal, repost = (
        _card("b", SENTENCES, "portal"),
        _card("a", [*SENTENCES, "转载站又添了一句不相干的闲话在这里"], "repost"),
    )
    assert _copies(repost, portal) == {"a": "b", "b": None}


def test_of_two_equal_pages_the_older_is_the_original_and_then_the_first_by_id() -> None:
    assert _copies(_card("a", SENTENCES, date="2024-02-02"), _card("b", SENTENCES, date="2024-02-01")) == {
        "a": "b",
        "b": None,
    }
    assert _copies(_card("a", SENTENCES), _card("b", SENTENCES)) == {"a": None, "b": "a"}


def test_three_of_a_kind_have_one_original() -> None:
    copies = _copies(_card("a", SENTENCES, "forum"), _card("b", SENTENCES, "portal"), _card("c", SENTENCES, "repost"))
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
    assert _copies(_card("a", ours), _card("b", theirs)) == {"a": None, "b": None}


def test_linking_sets_the_original_and_nothing_else() -> None:
    cards = (_card("a", SENTENCES), _card("b", SENTENCES), _card("c", SENTENCES[:1]))
    found = link(cards)
    assert [one.row.copy_of for one in found] == [None, "a", None]
    assert tuple(one._replace(row=one.row._replace(copy_of=None)) for one in found) == cards


def test_the_order_of_the_cards_decides_nothing() -> None:
    cards = (_card("a", SENTENCES, "forum"), _card("b", SENTENCES[:5]), _card("c", SENTENCES[3:], "repost"))
    expected = {"a": "b", "c": "b"}
    assert all(originals(order) == expected for order in permutations(cards))


@given(st.lists(st.lists(st.sampled_from(SENTENCES), unique=True, min_size=1), max_size=6))
def test_an_original_is_held_and_no_copy_itself(collections: list[list[str]]) -> None:
    cards = [_card(f"k{number}", sentences) for number, sentences in enumerate(collections)]
    found = originals(cards)
    assert found.keys() | set(found.values()) <= {one.id for one in cards}
    assert not found.keys() & set(found.values())


def test_a_sentence_that_many_documents_have_is_a_formula() -> None:
    few, many = ([_card(f"k{number:02}", SENTENCES[:4]) for number in range(count)] for count in (25, 26))
    assert len(originals(few)) == 24
    assert originals(many) == {}


def test_a_card_keeps_the_longer_sentences_alone_each_once_whatever_their_signs() -> None:
    one = _card("a", [SENTENCES[0], "短句", SENTENCES[1]])
    other = _card("b", [SENTENCES[1], SENTENCES[0].replace("议题", "议题，"), SENTENCES[0], "会议结束"])
    assert one.sentences == other.sentences and len(one.sentences) == 2 * SENTENCE_BYTES


def test_files_that_are_the_same_are_copies_however_short() -> None:
    cards = [_card(key, SENTENCES[:1])._replace(source=source) for key, source in (("a", "1"), ("b", "2"), ("c", "1"))]
    assert originals(cards) == {"c": "a"}
