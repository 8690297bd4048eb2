"""Structure, case by case: what each line of a clean text is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from case_files import Case, read_cases
from meetingsite.clean import clean
from meetingsite.errors import RefusedError
from meetingsite.ids import anchor_of
from meetingsite.knowledge import Knowledge
from meetingsite.model import Block, CleanDocument, Document
from meetingsite.structure import structure
from meetingsite.structure.lists import number
from seeds import SEEDS, raw_document

KINDS = {"paragraph": "段", "question": "问", "answer": "答"}


def _document(text: str, knowledge: Knowledge) -> Document:
    return structure(clean(raw_document(text), knowledge), knowledge)


def _line(block: Block, text: str) -> str:
    kind = f"标题{block.level}" if block.kind == "heading" else KINDS[block.kind]
    words, lead = block.span.of(text), block.lead
    if block.kind == "heading":
        return f"{kind}: {words}"
    if lead:
        start = lead.start - block.span.start
        words = f"{words[:start]}〔{lead.of(text)}〕{words[start + lead.end - lead.start :]}"
    if block.marker:
        length = block.marker.end - block.marker.start
        words = f"【{words[:length]}】{words[length:]}"
    return f"{kind}: {words}"


def _shown(document: Document, all_lists: bool) -> str:
    text = document.text
    lines = [f"元数据: {field.label}={field.value or ''}" for field in document.metadata]
    lines.append(f"{'题名' if document.title_origin == 'given' else '导出题名'}: {document.title}")
    for name, span in (("署名", document.byline), ("系列", document.series), ("来源", document.source_line)):
        if span:
            lines.append(f"{name}: {span.of(text)}")
    if document.source_name:
        lines.append(f"来源名: {document.source_name}")
    lines += [f"其他: {span.of(text)}" for span in document.front]
    lines += [_line(block, text) for block in document.blocks]
    for found in document.lists:
        lines.append(f"枚举: {found.style} {len(found.items)}")
        if all_lists:
            lines.append(f"末项: {found.items[-1].span.of(text)}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", read_cases("structure"), ids=lambda case: case.name)
def test_case(case: Case, knowledge: Knowledge) -> None:
    assert _shown(_document(case.given, knowledge), all_lists="末项: " in case.expected) == case.expected


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem[:3])
def test_every_line_of_a_seed_is_something(path: Path, knowledge: Knowledge) -> None:
    document = _document(path.read_bytes().decode("utf-8"), knowledge)
    covered = [block.span for block in document.blocks] + list(document.front)
    covered += [s for s in (document.byline, document.series, document.source_line, document.title_span) if s]
    covered += [field.span for field in document.metadata]
    at = 0
    for line in document.text.split("\n"):
        assert any(at <= span.start < at + len(line) for span in covered), line
        at += len(line) + 1


def test_a_text_without_body_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(RefusedError) as caught:
        structure(CleanDocument(raw_document("会议"), "全市会议召开", (), "plain", "simplified"), knowledge)
    assert caught.value.code == "no-text"


def test_anchors_survive_punctuation_and_count_repeats() -> None:
    seen: Counter[str] = Counter()
    first = anchor_of("会议强调，要抓好落实。", seen)
    assert anchor_of("会议强调,要抓好落实！", seen) == f"{first}-2"
    assert anchor_of("会议要求", seen) != first
    assert len(first) == 9 and first[0] == "x"


@pytest.mark.parametrize(
    ("digits", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("7", 7), ("⑦", 7), ("一二", 0)],
)
def test_numbers(digits: str, value: int) -> None:
    assert number(digits) == value
