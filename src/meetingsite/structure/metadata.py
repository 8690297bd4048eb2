"""A portal's metadata block: labels and values, several on a line, with empty values, or label and value on lines of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..clean.lines import Line
from ..knowledge.labels import Labels
from ..model import Field, Span

_NEAR = 4  # lines in which the elements of minutes stand together
_LED = 3  # labels of a line of metadata that begins with who wrote it
_VALUE_LIMIT = 60  # longer "values" on a line without further labels are sentences
_TITLE_MINIMUM = 8
# 【发布日期：2019-01-14|】 【】
_BRACKETS = re.compile(r"(?<=\d)[】\]](?:\s*[【\[]\s*[】\]]?)+\s*$")
# 新闻中心 > 大陆 > 社会: where the page lies
_PATH = re.compile(r"[>＞»][^>＞»]+[>＞»]")
# 服务对象： alone on its line: a label that the vocabulary does not know, not the value of the label above it
_LABEL_ALONE = re.compile(r"(?:[•·●*]\s*)?[一-鿿/（）() ]{2,14}[:：]")
# a label of this line that the vocabulary does not know: "服务类型：" behind a blank
_OTHER_LABEL = re.compile(r"(?<=\s)(?P<label>[一-鿿/（）()]{2,10})\s*[:：]")


# 编辑：旦增 2024-05-30 17：20：00: the day is the page's, not part of the name
_NAME_AND_DAY = re.compile(
    r"(?P<name>[^\d，。|｜]{2,20}?)(?:\s*[|｜]\s*|\s+)(?P<day>\d{4}-\d{1,2}-\d{1,2}(?:\s+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?)"
)


class MetadataBlock(NamedTuple):
    """What was read: the pairs in order, the indices of the lines they take, and the days that stand behind a name there."""

    fields: tuple[Field, ...]
    lines: frozenset[int]
    days: tuple[Span, ...]


def metadata_block(lines: list[Line], stop: int, labels: Labels) -> MetadataBlock:
    """The metadata among *lines* before index *stop* (where the body begins). Spans are clean offsets."""
    fields: list[Field] = []
    taken: set[int] = set()
    minutes = any(labels.minutes_label.match(line.words) for line in lines[: stop + _NEAR])
    bare = {i: match for i in range(stop) if (match := labels.bare_label.fullmatch(lines[i].words))}
    for index in range(stop):
        if index in taken:
            continue
        line = lines[index]
        found = _on_line(line, labels, loose=not minutes)
        if found:
            taken.add(index)
            fields += found
            if found[-1].value is None and len(bare) > 1 and _is_value(lines, index + 1, stop, labels):
                taken.add(index + 1)
                fields[-1] = _field(found[-1].label, lines[index + 1])
        elif (alone := bare.get(index)) and len(bare) > 1:
            taken.add(index)
            label = alone["label"].replace(" ", "")
            if _is_value(lines, index + 1, stop, labels):
                taken.add(index + 1)
                fields.append(_field(label, lines[index + 1]))
            else:
                fields.append(Field(label, None, Span(line.start, line.end)))
    parted = [_parted(field, labels) for field in fields]
    return MetadataBlock(tuple(field for field, _ in parted), frozenset(taken), tuple(day for _, day in parted if day))


def _parted(field: Field, labels: Labels) -> tuple[Field, Span | None]:
    """*field* without the day behind its name, and that day."""
    named = field.value and field.label in (*labels.source, *labels.byline)
    match = _NAME_AND_DAY.fullmatch(field.value) if named and field.value else None
    if not match:
        return field, None
    start = field.span.start
    return Field(field.label, match["name"], Span(start, start + match.end("name"))), Span(
        start + match.start("day"), start + match.end("day")
    )


def _field(label: str, value: Line) -> Field:
    return Field(label, value.words, Span(value.start, value.end))


def _is_value(lines: list[Line], index: int, stop: int, labels: Labels) -> bool:
    if index >= stop or _LABEL_ALONE.fullmatch(lines[index].words) or _PATH.search(lines[index].words):
        return False
    words = lines[index].words
    if index + 1 < len(lines) and len(words) >= _TITLE_MINIMUM and labels.title_word.search(words):
        following = lines[index + 1].words
        if not labels.bare_label.fullmatch(following) and not labels.metadata_label.match(following):
            return False  # the last label has no value, and the title follows
    return (
        not labels.bare_label.fullmatch(words) and not labels.metadata_label.match(words) and len(words) < _VALUE_LIMIT
    )


def _on_line(line: Line, labels: Labels, loose: bool) -> list[Field]:
    """The pairs of a line that begins with a label: ``索引号：… 发布单位：…``."""
    known = list(labels.metadata_label.finditer(line.words))
    first = known[0] if known and known[0].start() == 0 else None
    if loose and first is None:
        first = labels.loose_label.match(line.words)
    if first is None and known and len(labels.glued_label.findall(line.words)) >= _LED:
        first = labels.glued_label.match(line.words)  # 通讯员：李某 来源：…… 发布时间：……
    if first is None:
        return []
    marks = [first, *known, *_OTHER_LABEL.finditer(line.words)]
    marks += [m for m in labels.loose_label.finditer(line.words) if known or m.start() == 0 or loose]
    marks.sort(key=lambda m: (m.start(), -m.end()))
    kept = [m for i, m in enumerate(marks) if i == 0 or m.start() >= marks[i - 1].end()]
    if len(kept) == 1 and (len(line.words) - kept[0].end() > _VALUE_LIMIT or line.words.endswith("。")):
        return []
    fields = []
    for mark, following in zip(kept, [*(m.start() for m in kept[1:]), len(line.words)], strict=True):
        label = "boxed" if mark.groupdict().get("boxed") else "label"
        value = _BRACKETS.sub("", line.words[mark.end() : following]).strip().rstrip(" 【|｜")
        value = value if "【" in value else value.rstrip(" 】")
        value = value if "[" in value else value.rstrip(" ]")
        at = line.start + (line.words.find(value, mark.end()) if value else mark.start(label))
        span = Span(at, at + len(value or mark[label]))
        fields.append(Field(mark[label].replace(" ", ""), value or None, span))
    return fields
