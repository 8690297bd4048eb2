"""meetingsite explain: what it says of a document, where the words stand, and how it is laid out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import meetingsite
from meetingsite import cli
from meetingsite.config import Config
from meetingsite.errors import ConfigError
from meetingsite.explain import explain, find_source, layout, mending
from meetingsite.explain import outside as outside_note
from meetingsite.explain.findings import Explanation, Outcome, Places, Quote, Section
from meetingsite.explain.layout import shortened, visible, wrapped
from meetingsite.explain.parts import of_cleaning
from meetingsite.knowledge import Knowledge
from meetingsite.model import CleanDocument, Refused
from meetingsite.read import SourceFile, load
from meetingsite.stages import steps
from meetingsite.streams import columns
from processor_time import at_most
from seeds import ROOT, SEEDS

PACKAGE = Path(meetingsite.__file__).parent
DEV = sorted((ROOT / "tests/labelled/dev").glob("*[a-z0-9].txt"))
FORUM = (
    "全市水利工作会议召开 [复制链接]\r\n"
    "来源:赣州市水利局\r\n"
    "3月5日,全市水利工作会议召开,总结2023年工作,部署2024年任务。市水利局局长李明出席会议并讲话。% @: a% _- `, I0 W0 j7 u\r\n"
    "一是抓防汛,压实责任。二是抓灌区,提升能力。\r\n"
    "举报 使用道具\r\n"
)


def _explained(path: Path, knowledge: Knowledge) -> Explanation:
    return explain(find_source(path, Config()), knowledge)


def _finding(explanation: Explanation, key: str) -> Outcome:
    return next(f for section in explanation.sections for f in section.findings if f.key == key)


def _section(explanation: Explanation, key: str) -> list[str]:
    return [finding.key for section in explanation.sections if section.key == key for finding in section.findings]


@pytest.fixture
def forum(tmp_path: Path, knowledge: Knowledge) -> Explanation:
    path = tmp_path / "帖子.txt"
    path.write_bytes(FORUM.encode())
    return _explained(path, knowledge)


def test_every_stage_has_its_section(forum: Explanation) -> None:
    assert [s.name for s in forum.sections] == ["文件", "清理", "结构", "事实", "没有找到", "请看一看"]
    assert forum.refused is None and forum.refused_by == ""


def test_edits_are_quoted_in_their_surroundings(forum: Explanation) -> None:
    chrome = _finding(forum, "forum-chrome")
    assert chrome.name == "论坛界面文字"
    assert chrome.value.startswith("2 处，删去 ")
    assert Quote(1, 11, " [复制链接]", "", "作会议召开", "\r\n来源:赣") in [
        Quote(q.line, q.column, q.words, q.replacement, q.before[-5:], q.after) for q in chrome.quotes
    ]
    place, _, here = chrome.mend.partition("；这里：")
    assert place == "knowledge/noise.yaml 规则 forum-chrome（lines、pieces、tails、cards、要留下的发帖日期看 stamps）"
    assert here.startswith("pieces “") and "复制链接" in here
    comma = _finding(forum, "fullwidth-punctuation").quotes[1]
    assert (comma.line, comma.column, comma.words, comma.replacement) == (3, 5, ",", "，")


def test_lines_and_facts_are_quoted_with_rule_and_place(forum: Explanation) -> None:
    source = _finding(forum, "source_line")
    assert (source.value, source.quotes[0].line, source.quotes[0].words) == ("名称：赣州市水利局", 2, "赣州市水利局")
    agency = _finding(forum, "agency")
    assert agency.value == "赣州市水利局（市级，江西省赣州市）"
    held = _finding(forum, "held")
    assert (held.value, held.certain, held.quotes) == ("2024年3月5日", False, (Quote(3, 1, "3月5日"),))
    assert held.basis is not None and held.basis.words.startswith("2024")
    assert held.mend.startswith("knowledge/dates.yaml")
    person = _finding(forum, "person")
    assert person.value == "李明，市水利局局长，角色：出席 讲话"
    assert "post-name" in person.rule
    assert _finding(forum, "list").value == "“一是”一类，2 项"
    assert _finding(forum, "place").name == "地点不详"


def test_family_is_told_with_its_votes(forum: Explanation, tmp_path: Path, knowledge: Knowledge) -> None:
    assert "论坛帖 ← 规则 forum-chrome 2 处" in _finding(forum, "family").value
    path = tmp_path / "b.txt"
    path.write_text(
        "索引号：1234\n全市水利工作会议召开\n本报讯（记者 李明）3月5日，全市水利工作会议在赣州召开，部署任务。\n",
        encoding="utf-8",
    )
    family = _finding(_explained(path, knowledge), "family")
    assert family.value.startswith("报纸（newspaper）；")
    assert [quote.line for quote in family.quotes] == [1, 3]


@pytest.mark.parametrize("path", [*SEEDS, *DEV], ids=lambda path: path.stem)
def test_every_quotation_stands_where_it_says(path: Path, knowledge: Knowledge) -> None:
    explanation = _explained(path, knowledge)
    encoding = _finding(explanation, "encoding").value.partition("：")[0]
    raw = path.read_bytes().decode(encoding)
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", raw))]
    edited = bytearray(len(raw) + 1)
    quotes = [quote for section in explanation.sections for finding in section.findings for quote in finding.quotes]
    for quote in quotes:
        at = starts[quote.line - 1] + quote.column - 1
        if quote.replacement is not None:
            assert raw.startswith(quote.words, at)
            edited[at : at + len(quote.words)] = b"\1" * len(quote.words)
    kept = [quote for quote in quotes if quote.replacement is None]
    assert kept
    for quote in kept:
        at = starts[quote.line - 1] + quote.column - 1
        assert raw[at] == quote.words[0] or edited[at]


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_screen(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.script(["explain", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == path.name
    assert max(map(columns, lines)) <= layout.WIDTH
    assert all(line.isprintable() for line in lines)
    assert [line for line in lines if line.startswith("【")][:4] == ["【文件】", "【清理】", "【结构】", "【事实】"]


def test_json_has_every_quotation(capsys: pytest.CaptureFixture[str], knowledge: Knowledge) -> None:
    assert cli.main(["explain", "--json", str(SEEDS[0])]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["refused"]) == (SEEDS[0].stem, None)
    shown = {section["key"]: section["findings"] for section in told["sections"]}
    assert list(shown) == ["read", "clean", "structure", "facts", "missing", "warnings"]
    full = next(finding for finding in shown["clean"] if finding["key"] == "fullwidth-punctuation")
    assert len(full["quotes"]) == int(full["value"].split()[0]) > 10
    assert full["quotes"][0].keys() == {"line", "column", "words", "replacement", "before", "after"}


CHINESE = "全市水利工作会议召开\n3月5日，全市水利工作会议在赣州召开，总结工作，部署任务，市水利局局长李明讲话。\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (CHINESE.encode(), "utf-8：全文是合格的 UTF-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig：文件开头有字节顺序标记"),
        (CHINESE.encode("utf-16"), "utf-16：文件开头有字节顺序标记"),
        (CHINESE.encode("gb18030"), "gb18030：不是合格的 UTF-8；按内容认出"),
        (CHINESE.encode("utf-16-le"), "utf-16-le：不是合格的 UTF-8；按内容认出"),
        (CHINESE.encode() + b"\xff", "utf-8：不是合格的 UTF-8；按内容认出"),
        (CHINESE.encode().decode("gb18030", "ignore").encode(), "utf-8"),
        ("今天召开水利工作会议，部署任务。".encode().decode("cp1252", "ignore").encode(), "utf-8"),
    ],
)
def test_how_the_encoding_was_recognised(tmp_path: Path, knowledge: Knowledge, data: bytes, says: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    explanation = _explained(path, knowledge)
    if explanation.refused:
        assert explanation.refused.code == "mojibake" and explanation.refused_by == "读取"
    else:
        assert _finding(explanation, "encoding").value.startswith(says)


def test_a_way_back_from_mojibake_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("中国水利工作会议在江西赣州召开会上要求部署任务".encode().decode("latin-1").encode())
    value = _finding(_explained(path, knowledge), "encoding").value
    assert value.startswith("utf-8>cp1252>utf-8：按 utf-8 读是乱码；编回 cp1252，再按 utf-8 读")
    path.write_bytes(path.read_bytes().decode("latin-1").encode())
    twice = _finding(_explained(path, knowledge), "encoding").value
    assert twice.count("编回 cp1252，再按 utf-8 读") == 2


@pytest.mark.parametrize(
    ("data", "code", "stage", "sections"),
    [
        (b"", "empty", "读取", ["read"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary", "读取", ["read"]),
        ("· · ·\n————————\n".encode(), "no-text", "分清结构", ["read", "clean"]),
    ],
)
def test_refused(
    tmp_path: Path,
    knowledge: Knowledge,
    capsys: pytest.CaptureFixture[str],
    data: bytes,
    code: str,
    stage: str,
    sections: list[str],
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    explanation = _explained(path, knowledge)
    assert explanation.refused is not None
    assert (explanation.refused.code, explanation.refused_by) == (code, stage)
    assert [section.key for section in explanation.sections] == sections
    assert cli.main(["explain", str(path)]) == 0
    assert f"不能收入。阶段：{stage}；代码：{code}；" in capsys.readouterr().out
    assert json.loads(layout.as_json(explanation))["refused"]["code"] == code


def test_what_was_not_found(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "谈谈读书\n读书使人明理。书要慢慢地读，读了要想，想了要做，这样才有长进。2019年的旧话了。\n", encoding="utf-8"
    )
    explanation = _explained(path, knowledge)
    assert _section(explanation, "facts") == []
    assert {"agency", "date", "place", "person", "topic"} <= set(_section(explanation, "missing"))
    assert _finding(explanation, "agency").value.endswith("文中认出的机关名：没有。")


def test_a_topic_named_only_in_passing_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "全市水利工作会议召开\n3月5日，全市水利工作会议在赣州召开。\n与会人员会前参观了文化遗产展览。\n",
        encoding="utf-8",
    )
    assert _finding(_explained(path, knowledge), "passing").value == "文物 1 处"


def test_agencies_and_dates_that_no_rule_took_are_quoted(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "a.txt"
    text = (
        "谈谈读书\n读书使人明理，书要慢慢地读。水利部的老李说，自2019年5月3日以来，他天天读书，读了要想，想了要做。\n"
    )
    path.write_text(text, encoding="utf-8")
    explanation = _explained(path, knowledge)
    assert [quote.words for quote in _finding(explanation, "agency").quotes] == ["水利部"]
    assert [quote.words for quote in _finding(explanation, "date").quotes] == ["2019年5月3日"]


def test_what_an_editor_changed_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.txt").write_text(
        "防汛工作会议情况\n6月12日，防汛工作会议召开，部署全市防汛工作。\n", encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text("agency: {was: 不详, now: 甘肃省水利厅, note: 据函询}\n", encoding="utf-8")
    explanation = explain(find_source(tmp_path / "a.txt", Config(sources=(tmp_path,))), knowledge)
    assert _finding(explanation, "correction").value == "a.yaml"
    note = next(f for section in explanation.sections if section.key == "corrections" for f in section.findings)
    assert (note.name, note.value) == ("机关", "不详 → 甘肃省水利厅；据函询")
    assert note.mend == "文稿旁边的订正文件第 1 行"
    agency = _finding(explanation, "agency")
    assert (agency.quotes, agency.mend) == ((), "文稿旁边的订正文件")


def test_a_long_text_is_explained_quickly(tmp_path: Path, knowledge: Knowledge) -> None:
    """Lines that tell of their family all through the text: only those near its ends are asked."""
    path = tmp_path / "a.txt"
    path.write_text("".join(f"本报讯（记者 李明）第{i}场会议召开。\n" for i in range(30_000)), encoding="utf-8")
    document = find_source(path, Config())
    assert isinstance(document, SourceFile)
    clean = next(result for result in steps(load(document), knowledge) if isinstance(result, CleanDocument))
    assert clean.text.count("\n") > 29_000
    with at_most(2):
        assert [*of_cleaning(clean, Places(clean), knowledge)]


def test_a_file_outside_the_source_folders_is_told_as_such(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "a.txt").write_bytes(FORUM.encode())
    note = outside_note(tmp_path / "a.txt", Config())
    explanation = explain(find_source(tmp_path / "a.txt", Config()), knowledge, note)
    assert "--source" in _finding(explanation, "outside").value


def test_the_source_is_what_a_build_would_take(tmp_path: Path) -> None:
    config = Config(sources=(tmp_path / "seeds",))
    (tmp_path / "seeds/2024").mkdir(parents=True)
    for name in ("seeds/2024/总结.txt", "seeds/.x.txt", "elsewhere.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "seeds/2024/总结.yaml").write_text("title: 海\n", encoding="utf-8")
    inside = find_source(tmp_path / "seeds/2024/../2024/总结.txt", config)
    assert isinstance(inside, SourceFile)
    assert inside.path == "2024/总结.txt" and inside.correction is not None
    outside = find_source(tmp_path / "elsewhere.txt", config)
    assert isinstance(outside, SourceFile)
    assert (outside.id, outside.path, outside.correction) == ("elsewhere", "elsewhere.txt", None)
    for name in ("elsewhere.txt.yaml", "elsewhere.yaml"):
        (tmp_path / name).write_text("title: 海\n", encoding="utf-8")
        corrected = find_source(tmp_path / "elsewhere.txt", config)
        assert isinstance(corrected, SourceFile) and corrected.correction == tmp_path / name
    assert outside_note(tmp_path / "seeds/2024/总结.txt", config) == ""
    assert "seeds）里" in outside_note(tmp_path / "elsewhere.txt", config)
    (tmp_path / "link").symlink_to(tmp_path / "seeds")
    for path, sources in (("link/2024/总结.txt", "seeds"), ("seeds/2024/总结.txt", "link")):
        same = find_source(tmp_path / path, Config(sources=(tmp_path / sources,)))
        assert isinstance(same, SourceFile) and (same.id, same.path) == (inside.id, inside.path)
    ignored = find_source(tmp_path / "seeds/.x.txt", config)
    correction = find_source(tmp_path / "seeds/2024/总结.yaml", config)
    assert isinstance(ignored, Refused) and isinstance(correction, Refused)
    assert (ignored.code, correction.code) == ("ignored", "correction")


@pytest.mark.parametrize(("name", "says"), [("nothing.txt", "没有这个文件"), ("", "是文件夹")])
def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        find_source(tmp_path / name, Config())
    assert cli.main(["explain", str(tmp_path / name)]) == 1
    assert says in capsys.readouterr().err


def test_the_command_needs_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 2
    assert "缺少文稿的路径" in capsys.readouterr().err


def test_every_cleaning_rule_has_a_place(knowledge: Knowledge) -> None:
    places = {rule: mending.of_edit(rule, knowledge) for rule in knowledge.noise.rules}
    assert [rule for rule, place in places.items() if place.endswith("程序 ")] == []
    assert places["forum-jammer"] == "程序 clean/forum_jammer.py"
    assert places["traditional"].startswith("knowledge/script.yaml")
    assert places["editor-drop"] == places["correction"] == mending.CORRECTION
    for module in {name for place in places.values() for name in re.findall(r"clean/\w+\.py", place)}:
        assert (PACKAGE / module).is_file()


def _rules(pattern: str, names: str) -> set[str]:
    """What the modules of the extractors give as rules."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((PACKAGE / "extract").glob(names))]
    return {match[1] for text in texts for match in re.finditer(pattern, text)}


def test_every_date_rule_is_explained() -> None:
    used = _rules(r'Candidate\([^\n"]*(?:"[a-z]+", )?\w+, "([a-z-]+)"\)', "dates/*.py")
    assert len(used) > 10
    assert used == set(mending.DATES)
    assert mending.of_date("metadata-written") == ("元数据的栏目名", "knowledge/dates.yaml 的 labels，kind: written")
    assert all(mend for _, mend in map(mending.of_date, used))


def test_every_rule_for_people_is_explained() -> None:
    used = _rules(r'Mention\((?:(?!Body).)*, "([a-z-]+)"\)', "people/*.py")
    assert len(used) > 5
    assert used == set(mending.PEOPLE)


def test_every_knowledge_entry_named_exists(knowledge: Knowledge) -> None:
    """knowledge/dates.yaml 的 acting、holding: the file is there and has these keys."""
    said = [
        *(mend for _, mend in mending.DATES.values()),
        *map(mending.of_agency, ("发布单位", "信息来源", "来源", "文号")),
    ]
    said += [mending.of_edit(rule, knowledge) for rule in knowledge.noise.rules]
    named = [match.groups() for text in said for match in re.finditer(r"knowledge/(\w+\.\w+) 的 ([a-z_、]+)", text)]
    assert len(named) > 10
    for name, keys in named:
        text = (PACKAGE / "knowledge" / name).read_text(encoding="utf-8")
        assert [key for key in keys.split("、") if not re.search(rf"^{key}:", text, re.MULTILINE)] == []


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("会议", 4), ("会a议", 5), ("‹", 1), ("e\u0301", 1), ("，", 2)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_nothing_moves_the_cursor() -> None:
    assert visible("甲\r\n乙\t\x1b[31m\u202e\u3000丙") == "甲↵乙 [U+001B][31m[U+202E]  丙"


def test_long_words_lose_their_middle() -> None:
    assert shortened("会议指出", 8) == "会议指出"
    cut = shortened("会议指出，要压实责任，抓好落实。", 20)
    assert cut == "会议指出……好落实。"
    assert columns(cut) <= 20


def test_wrapping_keeps_words_and_punctuation_together() -> None:
    lines = list(wrapped("改 knowledge/noise.yaml 的“规则”，再看（一遍）。", 2, 30))
    assert [line.strip() for line in lines] == ["改 knowledge/noise.yaml 的", "“规则”，再看（一遍）。"]
    assert list(wrapped("abcdefgh", 2, 6)) == ["  abcd", "  efgh"]
    assert list(wrapped("", 3)) == ["   "]


def test_a_long_name_takes_a_line_of_its_own_and_an_empty_section_says_so() -> None:
    finding = Outcome("x", "名" * 20, "值" * 60, quotes=tuple(Quote(1, n, "字") for n in range(1, 6)), mend="某处")
    lines = list(layout.lines(Explanation("a", "a.txt", (Section("s", "节", (finding,)), Section("t", "空", ())))))
    assert lines[-1] == "【空】无"
    assert "…… 另有 2 处" in "".join(lines)
    assert max(map(columns, lines)) <= layout.WIDTH
