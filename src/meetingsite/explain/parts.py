"""What the stages before the facts did: how the bytes were read, what was cleaned, which line is what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..clean import family_of
from ..encodings import SAMPLE, lost, readability
from ..knowledge import Knowledge
from ..model import CleanDocument, Document, Edit, RawDocument, Span
from ..names import FAMILIES, SCRIPTS
from ..read import SourceFile
from .findings import Outcome, Places
from .mending import CORRECTION, of_edit

_REACH = 60  # lines from either end that are asked for their family; those further in have no vote
_BLOCKS = {"heading": "小标题", "paragraph": "段落", "question": "问", "answer": "答"}
_ORIGINS = {"given": "原文印出", "derived": "取自正文首句，原文没有题名行", "corrected": "取自订正文件"}

_FRONT = "是页面的话：knowledge/noise.yaml；是正文或元数据：knowledge/labels.yaml；规矩在程序 structure/front.py"


def of_file(source: SourceFile, raw: RawDocument | None, note: str = "") -> Iterator[Outcome]:
    """The file, its encoding and how that was recognised; only the file where it could not be read. *note*: what to know
    of its id."""
    yield Outcome("id", "编号", source.id)
    if note:
        yield Outcome("outside", "来源", note)
    if source.correction:
        yield Outcome("correction", "订正文件", source.correction.name)
    if raw:
        yield Outcome("size", "大小", f"{len(raw.data)} 字节，{len(raw.text)} 字")
        yield Outcome("sha256", "SHA-256", raw.sha256)
        yield Outcome("encoding", "编码", f"{raw.encoding}：{_recognised(raw)}", mend="程序 encodings.py")


def _recognised(raw: RawDocument) -> str:
    """How the encoding was told: by its mark, by its form, or by what it says."""
    first, *way_back = raw.encoding.split(">")
    if way_back:
        steps = "；又".join(
            f"编回 {wrong}，再按 {right} 读" for wrong, right in zip(way_back[::2], way_back[1::2], strict=True)
        )
        return f"按 {first} 读是乱码；{steps}，全文成文，据此还原"
    if first in ("utf-8-sig", "utf-16", "utf-32"):
        return "文件开头有字节顺序标记（BOM）"
    try:
        raw.data.decode("utf-8")
    except UnicodeDecodeError:
        bad = f"；另有 {lost(raw.text)} 处坏字节" if lost(raw.text) else ""
        share = readability(raw.text[:SAMPLE])
        return f"不是合格的 UTF-8；按内容认出：这样读，非 ASCII 字符中 {share:.0%} 是常用字{bad}"
    if first == "utf-8":
        return "全文是合格的 UTF-8，没有字节顺序标记"
    return f"按内容认出：这样读，非 ASCII 字符中 {readability(raw.text[:SAMPLE]):.0%} 是常用字"


def of_cleaning(clean: CleanDocument, places: Places, knowledge: Knowledge) -> Iterator[Outcome]:
    """Family with its votes, script, and the edits rule by rule, most edits first."""
    yield _family(clean, places, knowledge)
    mend = "" if clean.script == "simplified" else of_edit("traditional", knowledge)
    yield Outcome("script", "文字", SCRIPTS[clean.script], mend=mend)
    by_rule: dict[str, list[Edit]] = {}
    for edit in clean.edits:
        by_rule.setdefault(edit.rule, []).append(edit)
    for rule, edits in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        label = knowledge.noise.rules[rule].label if rule in knowledge.noise.rules else rule
        removed = sum(edit.end - edit.start for edit in edits if not edit.replacement)
        value = f"{len(edits)} 处" + (f"，删去 {removed} 字" if removed else "")
        quotes = tuple(places.edit(edit) for edit in edits)
        yield Outcome(
            rule, label, value, rule, quotes=quotes, mend=of_edit(rule, knowledge, (quote.words for quote in quotes))
        )


def _family(clean: CleanDocument, places: Places, knowledge: Knowledge) -> Outcome:
    """The votes of the rules, and of the lines: ``family_of`` is asked about each line alone, in its place."""
    rules = Counter(edit.rule for edit in clean.edits if edit.rule in knowledge.noise.rules)
    votes = [
        f"{FAMILIES[family]} ← 规则 {rule} {count} 处"
        for rule, count in rules.items()
        if (family := knowledge.noise.rules[rule].family)
    ]
    quotes = []
    lines, position = clean.text.split("\n"), 0
    for index, line in enumerate(lines):
        if min(index, len(lines) - index) < _REACH and (family := family_of(line, (), knowledge)) != "plain":
            alone = "\n" * index + line + "\n" * (len(lines) - index - 1)
            if family_of(alone, (), knowledge) == family:
                quotes.append(places.quote(Span(position, position + len(line))))
                votes.append(f"{FAMILIES[family]} ← 第 {quotes[-1].line} 行")
        position += len(line) + 1
    value = f"{FAMILIES[clean.family]}（{clean.family}）；{'，'.join(votes) or '没有迹象'}"
    mend = "knowledge/noise.yaml 的 families、rules 的 family；knowledge/labels.yaml 的 metadata"
    return Outcome("family", "来路", value, quotes=tuple(quotes), mend=mend)


def of_structure(document: Document, places: Places) -> Iterator[Outcome]:
    """Title, every other line that is not body, the blocks by kind, the enumerations."""
    labels = "knowledge/labels.yaml 的"
    origin = f"{document.title}；{_ORIGINS[document.title_origin]}"
    yield Outcome("title", "题名", origin, quotes=places.quotes(document.title_span), mend=f"{labels} title_words")
    for field in document.metadata:
        value = f"{field.label}：{'（空）' if field.value is None else field.value}"
        yield Outcome("metadata", "元数据", value, quotes=places.quotes(field.span), mend=f"{labels} metadata、loose")
    lines = (
        ("source_line", "来源行", document.source_line, f"{labels} source"),
        ("byline", "署名", document.byline, f"{labels} byline"),
        ("series", "栏目行", document.series, _FRONT),
        *(("front", "题旁或文末的其他行", span, _FRONT) for span in document.front),
    )
    for key, name, span, mend in lines:
        if span:
            value = f"名称：{document.source_name}" if key == "source_line" and document.source_name else ""
            yield Outcome(key, name, value, quotes=places.quotes(span), mend=mend)
    for kind, name in _BLOCKS.items():
        blocks = [block for block in document.blocks if block.kind == kind]
        if blocks:
            mend = f"{labels} {'askers、answers' if kind in ('question', 'answer') else 'heading_endings'}"
            length = sum(block.span.end - block.span.start for block in blocks)
            quotes = tuple(places.quote(block.span) for block in blocks)
            yield Outcome(kind, name, f"{len(blocks)} 个，{length} 字", quotes=quotes, mend=mend)
    for number, enumeration in enumerate(document.lists, 1):
        quotes = tuple(places.quote(item.span) for item in enumeration.items)
        value = f"“{enumeration.style}”一类，{len(quotes)} 项"
        yield Outcome("list", f"列举 {number}", value, quotes=quotes, mend="程序 structure/lists.py")


def of_corrections(document: Document) -> Iterator[Outcome]:
    """What an editor changed, in the order of the correction file."""
    for note in document.corrections:
        value = f"{note.was or '（无）'} → {note.now or '（删去）'}" + (f"；{note.note}" if note.note else "")
        yield Outcome("correction", note.field, value, mend=f"{CORRECTION}第 {note.line} 行")
