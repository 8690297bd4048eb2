"""Dates and work year: text cases a Chinese reader can add to (``tests/cases/dates``), and what text cases cannot say.

In a case ``前|``, ``题|`` and ``源|`` at the start of a line make it a front line, a heading, the source line.
Expected, one a line: ``召开 2024-01-30 推定 1月30日`` (kind, days, whether the year is certain, the words), or
``召开 年份不明 01-30 1月30日``; at last ``年度 2024`` or ``年度 无``.
"""

from __future__ import annotations

import dataclasses
import pickle
import shutil
from datetime import date
from pathlib import Path

import pytest

from case_files import read_cases
from documents import document_from
from meetingsite.errors import YamlError
from meetingsite.extract.dates.expressions import common_year, find, fold, number
from meetingsite.extract.dates.facts import extract_dates
from meetingsite.extract.dates.page import Page
from meetingsite.extract.dates.source import names_beside
from meetingsite.extract.dates.work_year import extract_work_year
from meetingsite.knowledge import FOLDER, Knowledge
from meetingsite.knowledge.dates import DateWords
from meetingsite.model import Document, Span
from processor_time import at_most

KINDS = {"held": "召开", "written": "成文", "published": "发布", "reposted": "转载", "other": "其他"}
WORDS = DateWords.load(FOLDER)


def marked_document(text: str, family: str = "plain") -> Document:
    """A Document of *text* in the notation of the cases."""
    lines = [line.partition("|") for line in text.split("\n")]
    marks = [mark if bar and mark in ("前", "题", "源") else "" for mark, bar, _ in lines]
    plain = [rest if mark else head + bar + rest for mark, (head, bar, rest) in zip(marks, lines, strict=True)]
    document = document_from("\n".join(plain), family)
    spans, position = [], 0
    for line in plain:
        spans.append(Span(position, position + len(line)))
        position += len(line) + 1
    by_mark = {kind: [span for span, mark in zip(spans, marks, strict=True) if mark == kind] for kind in "前题源"}
    away = {*by_mark["前"], *by_mark["源"]}
    blocks = tuple(
        dataclasses.replace(block, kind="heading") if block.span in by_mark["题"] else block
        for block in document.blocks
        if block.span not in away
    )
    metadata = tuple(field for field in document.metadata if not any(s.start <= field.span.start < s.end for s in away))
    source = by_mark["源"][0] if by_mark["源"] else document.source_line
    return dataclasses.replace(
        document, front=tuple(by_mark["前"]), blocks=blocks, metadata=metadata, source_line=source
    )


def told(document: Document, knowledge: Knowledge) -> list[str]:
    """The facts in the notation of the cases."""
    lines = []
    for fact in extract_dates(document, knowledge):
        first, last = (fact.start, fact.end) if fact.start and fact.end else fact.month_day or ("", "")
        days = first if first == last else f"{first}..{last}"
        words = fact.span.of(document.text)
        told_year = f"{days} {'确定' if fact.certain else '推定'}" if fact.start else f"年份不明 {days}"
        lines.append(f"{KINDS[fact.kind]} {told_year} {words}")
    return [*lines, f"年度 {extract_work_year(document, knowledge) or '无'}"]


@pytest.mark.parametrize(
    ("given", "expected"), [pytest.param(c.given, c.expected, id=c.name) for c in read_cases("dates")]
)
def test_dates_of_case(knowledge: Knowledge, given: str, expected: str) -> None:
    assert told(marked_document(given), knowledge) == expected.split("\n")


@pytest.mark.parametrize(
    ("text", "years_and_days"),
    [
        ("5月9日至10日", [(None, "05-09", "05-10")]),
        ("1月22日（星期一）上午至23日下午", [(None, "01-22", "01-23")]),
        ("12月30日至次年1月2日", [(None, "12-30", "01-02")]),
        ("2019年12月31日—2020年1月2日", [(2019, "12-31", "01-02")]),
        ("9月5、6日", [(None, "09-05", "09-06")]),
        ("1月22日、25日", [(None, "01-22", "01-22")]),
        ("二〇二四年一月三十日", [(2024, "01-30", "01-30")]),
        ("二○二三年十二月三十一日", [(2023, "12-31", "12-31")]),
        ("二0二四年元月五日", [(2024, "01-05", "01-05")]),
        ("２０２４年⽉１日", []),
        ("２０２４年１⽉３０⽇", [(2024, "01-30", "01-30")]),
        ("2024- 01- 23 10: 54", [(2024, "01-23", "01-23")]),
        ("2024-01-3016:33", [(2024, "01-30", "01-30")]),
        ("2024-1-316:33", []),
        ("2024.1.22-1.25", [(2024, "01-22", "01-25")]),
        ("民国一百一十三年五月三日", [(2024, "05-03", "05-03")]),
        ("113年11月20日", [(2024, "11-20", "11-20")]),
        ("98年5月3日", []),
        ("20244年1月30日", []),
        ("20241月30日", []),
        ("2024412日", []),
        ("2024年2月30日", []),
        ("2023年2月29日", []),
        ("5月10日至9日", []),
        ("2月3号文件", []),
        ("192.168.1.10", []),
        ("2024-01-30-12345", []),
        ("1月至6月", []),
        ("1—9月份", []),
        ("第5日报", []),
        ("八日至十日在油田召开", [(None, "", "")]),
        ("为期三日，十日谈，七日游", []),
        ("上周五（2日）", [(None, "", "")]),
        ("周二（9月5日）", [(None, "09-05", "09-05")]),
    ],
)
def test_expressions_are_read_as_written_or_not_at_all(
    text: str, years_and_days: list[tuple[int | None, str, str]]
) -> None:
    assert [(e.year, *(e.month_day or ("", ""))) for e in find(fold(text))] == years_and_days


def test_compact_and_day_first_only_under_a_label() -> None:
    assert find("20240123") == find("30/01/2024") == ()
    assert [e.days and e.days.first for e in find("20240123", labelled=True)] == [date(2024, 1, 23)]
    assert [e.days and e.days.first for e in find("30/01/2024", labelled=True)] == [date(2024, 1, 30)]
    assert find("05/06/2024", labelled=True) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("三十一", 31), ("十", 10), ("廿三", 23), ("一百一十三", 113), ("元", 1), ("日", None)]
)
def test_number(text: str, value: int | None) -> None:
    assert number(text) == value


def test_day_before_month_only_where_it_is_printed_so() -> None:
    (expression,) = find("4/11/2016 18:42", labelled=True, day_first=True)
    assert expression.days and expression.days.first == date(2016, 11, 4)


@pytest.mark.parametrize("text", ["Tue, 16 Oct 2018 08:30:00 +0800", "October 16, 2018", "16-Oct-2018"])
def test_english_months_only_under_a_label(text: str) -> None:
    assert find(text) == ()
    assert [e.days and e.days.first for e in find(text, labelled=True)] == [date(2018, 10, 16)]


def test_the_name_behind_the_source_label_decides() -> None:
    document = marked_document("会议召开\n前|2017-11-17 09:12 | 来源：崇左市林业局 | 广西林业网 | 阅读：96")
    assert names_beside(Page.of(document, WORDS), document.front[0]) == ("崇左市林业局",)


def test_two_digit_year_is_of_the_republic_only_in_taiwan() -> None:
    assert common_year("98", taiwan=True) == 2009
    assert common_year("98") is None


def test_a_whole_month_is_held_only_where_a_meeting_is(knowledge: Knowledge) -> None:
    document = marked_document("全省海洋工作会议召开\n2003年3月，全省海洋工作会议在济南召开。")
    (fact,) = extract_dates(document, knowledge)
    assert (fact.start, fact.end, fact.precision) == ("2003-03-01", "2003-03-31", "month")


def test_inferred_year_says_where_it_stands(knowledge: Knowledge) -> None:
    document = marked_document("全市会议召开\n发布时间：2024-01-03\n12月29日，市局召开会议。")
    held = extract_dates(document, knowledge)[0]
    assert held.basis is not None
    assert (held.start, held.certain, held.basis.of(document.text)) == ("2023-12-29", False, "2024-01-03")


def test_derived_title_gives_no_certain_year(knowledge: Knowledge) -> None:
    document = marked_document("2024年全省海洋工作会议召开\n1月30日，会议在济南召开。")
    assert extract_dates(document, knowledge)[0].certain
    derived = dataclasses.replace(document, title_origin="derived")
    assert not extract_dates(derived, knowledge)[0].certain


def test_corrected_title_without_span_still_lends_its_year(knowledge: Knowledge) -> None:
    document = marked_document("会议召开\n1月30日，会议在济南召开。")
    corrected = dataclasses.replace(
        document, title="2024年全省海洋工作会议召开", title_origin="corrected", title_span=None
    )
    (fact,) = extract_dates(corrected, knowledge)
    assert (fact.start, fact.certain, fact.basis) == ("2024-01-30", True, None)
    assert extract_work_year(corrected, knowledge) == 2024


def test_unlabelled_date_of_a_repost_is_reposted(knowledge: Knowledge) -> None:
    text = "全省会议召开\n源|2020-12-18 10:20\n1月30日，会议召开。"
    assert [f.kind for f in extract_dates(marked_document(text, "repost"), knowledge)] == ["held", "reposted"]
    assert [f.kind for f in extract_dates(marked_document(text), knowledge)] == ["held", "published"]


def test_the_source_line_of_a_third_party_makes_yesterday_unknown(knowledge: Knowledge) -> None:
    text = "我市启动普查\n发布时间：2023-05-20\n来源：{}\n昨日，我市召开普查动员会。"
    own = extract_dates(marked_document(text.format("市统计局")), knowledge)
    foreign = extract_dates(marked_document(text.format("大众日报")), knowledge)
    assert [(f.kind, f.start) for f in own] == [("held", "2023-05-19"), ("published", "2023-05-20")]
    assert [(f.kind, f.start) for f in foreign] == [("published", "2023-05-20")]


@pytest.mark.parametrize(
    ("lead", "start"),
    [
        ("昨天冬月十六，业委会把大家请到活动室开业主大会。我们小区一共634户。", "2015-12-26"),
        ("教育局前天下午把全县的校长们喊到县城开了会。我是帮校长做记录的。", "2015-12-25"),
        ("周五上午镇里把人请到文化站开座谈会。俺也去听了。", "2015-12-25"),
        ("昨天，我市召开普查动员会。我市是试点城市。", None),  # news that somebody passes on
        ("昨天，县里召开动员会。“我来说两句。”县长说。", None),
        ("昨天，市政府召开常务会议。会议指出，我们要抓好落实。", None),
        ("近日，县里召开动员会。我去听了。", None),
    ],
)
def test_who_posts_it_himself_says_yesterday_of_his_post(knowledge: Knowledge, lead: str, start: str | None) -> None:
    text = f"小区的会开完了\n前|发表于 2015-12-27 09:10\n{lead}"
    facts = extract_dates(marked_document(text, "forum"), knowledge)
    assert next((fact.start for fact in facts if fact.kind == "held"), None) == start


@pytest.mark.parametrize("lines", ["前|2021\n前|11/\n前|04\n前|07:45:13", "前|2021\n前|11/04 07:45:13"])
def test_year_month_and_day_in_boxes_of_their_own(knowledge: Knowledge, lines: str) -> None:
    document = marked_document(f"生产保供会召开\n{lines}\n11月3日，全国蔬菜生产保供会召开。")
    assert [(f.kind, f.start) for f in extract_dates(document, knowledge)] == [
        ("held", "2021-11-03"),
        ("published", "2021-11-04"),
    ]


def test_numbers_on_lines_of_their_own_are_no_date(knowledge: Knowledge) -> None:
    document = marked_document("生产保供会召开\n前|2021\n前|11\n前|04\n11月3日，全国蔬菜生产保供会召开。")
    assert [(f.kind, f.start) for f in extract_dates(document, knowledge)] == [("held", None)]


def test_a_content_farm_lends_no_year(knowledge: Knowledge) -> None:
    text = "全省会议召开\n源|2020-12-18 每日头条\n12月16日，会议召开。"
    assert [f.start for f in extract_dates(marked_document(text, "repost"), knowledge)] == [None, "2020-12-18"]
    assert [f.start for f in extract_dates(marked_document(text), knowledge)] == ["2020-12-16", "2020-12-18"]


def test_label_at_the_end_of_a_line() -> None:
    assert WORDS.kind_before("来源：某市水利局 发布时间：") == "published"
    assert WORDS.kind_before("来源：岳阳市政府门户网 日期：") == "bare"
    assert WORDS.kind_before("成 文 日 期 ") == "written"
    assert WORDS.kind_before("2024年工作要点") is None


def test_words_survive_pickling() -> None:
    assert pickle.loads(pickle.dumps(WORDS)).kind_of_label("发布日期") == "published"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: held\n    words: [会议,", "kind: holding\n    words: [会议,", "没有“holding”这一类"),
        ("kind: written\n    words: [成文,", "kind: written\n    words: [成文, 发布,", "“发布”写在两类里"),
        ("coming:\n  words: [将,", "coming:\n  words: []\n  # [将,", "“coming”一组没有词"),
    ],
)
def test_contradictions_are_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    shutil.copy(FOLDER / "dates.yaml", tmp_path)
    text = (tmp_path / "dates.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "dates.yaml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(YamlError, match=message):
        DateWords.load(tmp_path)


@pytest.mark.parametrize(
    "piece", ["1月30日，", "2024年", "（", "二", "1月2日至", "2024-01-", "来源：", "。", "在在", "《", "24日、"]
)
def test_hostile_text_takes_linear_time(knowledge: Knowledge, piece: str) -> None:
    text = piece * (300_000 // len(piece))
    document = document_from(f"会议召开\n{text}\n{text[:50]}")
    with at_most(5):
        extract_dates(document, knowledge)
        extract_work_year(document, knowledge)
