"""YAML read strictly into dataclasses: every mistake is an error that names file, line, key and remedy, and all mistakes
of a file are told at once.

YAML's own guesses are switched off: ``no``, ``2024-01-30`` and ``12:30`` stay the text that was written; a field
declared ``int`` or ``bool`` is converted here, by its declared type. Duplicate and unknown keys are refused.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from .errors import FieldError, YamlError, one_or_several, reason

T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# What libyaml and PyYAML say of the mistakes people make, and what that means; others are told in their words.
_PROBLEMS = (
    (r"mapping values are not allowed.*", "这里不该再有冒号", "值里有冒号，就给值加引号；每个键一行。"),
    (r"found a tab character.*", "用制表符缩进了", "用空格缩进。"),
    (r"found character .*that cannot start any token", "值不能以 @、%、` 等符号开头", "给值加引号。"),
    (r"(block )?sequence entries are not allowed.*", "列表不能与键写在同一行", "“- ”另起一行，或写成 [甲, 乙]。"),
    (r"but found another document|expected '<document start>'.*", "文件里不止一份 YAML", "去掉多余的 --- 或 % 行。"),
    (r"(could not find|while scanning).*expected ':'", "缺少冒号", "写成“键: 值”，冒号后有空格。"),
    (r"found unexpected end of stream|found unexpected document indicator", "引号没有成对", "补上缺的引号。"),
    (r"(did not find expected|expected) ('[,}\]]'|',' or '[}\]]').*", "括号没有成对，或缺少逗号", "检查 [ ] 和 { }。"),
    (r"found undefined alias.*|.*alphabetic or numeric character.*", "值不能以 * 或 & 开头", "给值加引号。"),
    (
        r"did not find expected .*|expected <block end>.*",
        "缩进不一致，或列表与“键: 值”混在一起",
        "同一层的各行左边对齐。",
    ),
    (r"could not determine a constructor.*|found undefined tag.*", "值不能以 ! 开头", "给值加引号。"),
    (r"found unknown escape character.*", "双引号里的反斜杠不对", "改用单引号。"),
)


_TRUTH = dict.fromkeys(("yes", "on", "true", "1", "是"), "true") | dict.fromkeys(
    ("no", "off", "false", "0", "否"), "false"
)
_HALF = "全角的冒号、逗号在 YAML 里不算，改成半角。"
_WIDE = re.compile("[^\"' ][：，]")


@dataclasses.dataclass(frozen=True, slots=True)
class Marked(Generic[T]):
    """A value that knows where it is written: declare a field ``Marked[str]`` to report what only its user can check."""

    value: T
    line: int  # from 1
    column: int  # from 1


def load(path: Path, kind: type[T], data: bytes | None = None) -> T:
    """The YAML file at *path*, or *data* if it was read already, as one *kind*: a dataclass, or ``tuple[X, ...]``, ``dict[str, X]``, ``str``, ``int``,
    ``bool``, ``X | None``, ``Marked[X]`` of such. Fields with a default may be left out.

    Raises YamlError with path, line and column (from 1) and a remedy; SeveralErrors, which is one, for several mistakes.
    """
    try:
        text = (path.read_bytes() if data is None else data).decode("utf-8-sig")
    except FileNotFoundError:
        raise YamlError("没有这个文件。", path=path, remedy="检查路径和文件名。") from None
    except UnicodeDecodeError as error:
        raise YamlError(
            f"不是 UTF-8 文本（第 {error.start} 字节）。", path=path, remedy="用 UTF-8 编码另存。"
        ) from None
    except OSError as error:
        raise YamlError(f"读不出来：{reason(error)}。", path=path, remedy="检查路径和权限。") from None
    return loads(text, path, kind)


def loads(text: str, path: Path, kind: type[T]) -> T:
    """Like :func:`load`, for *text* already read from *path*."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        lines = text.splitlines()
        there = lines[mark.line][mark.column :] if mark and mark.line < len(lines) else ""
        problem, remedy = _told(error.problem or "", there)
        about = lines[max(0, mark.line - 1) : mark.line + 1] if mark else []
        remedy += _HALF if any(map(_WIDE.search, about)) else ""
        raise YamlError(
            f"不是合格的 YAML：{problem}。",
            path=path,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
            remedy=remedy,
        ) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError("有不可见的控制字符。", path=path, line=line, remedy="删去它。") from None
    if node is None:
        node = yaml.MappingNode("tag:yaml.org,2002:map", [], _START, _START)
    return typing.cast(T, _convert(node, kind, path))


def _told(problem: str, there: str) -> tuple[str, str]:
    """YAML's *problem* in the reader's words, and the remedy; *there* is what stands where it was met."""
    if there.startswith("\t"):
        problem = "found a tab character"
    for english, chinese, remedy in _PROBLEMS:
        if match := re.fullmatch(english, problem, re.DOTALL):
            return match.expand(chinese), remedy
    return problem, "检查缩进、冒号后的空格与引号是否成对。"


_START = yaml.Mark("", 0, 0, 0, "", 0)


def _fail(node: Any, path: Path, message: str, remedy: str) -> YamlError:
    mark = node.start_mark
    return YamlError(message, path=path, line=mark.line + 1, column=mark.column + 1, remedy=remedy)


def _convert(node: Any, kind: Any, path: Path) -> Any:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        if isinstance(node, yaml.ScalarNode) and node.value in ("", "null", "~") and not node.style:
            return None
        return _convert(node, next(a for a in args if a is not type(None)), path)
    if origin is Marked:
        return Marked(_convert(node, args[0], path), node.start_mark.line + 1, node.start_mark.column + 1)
    if dataclasses.is_dataclass(kind):
        return _mapping(node, kind, path)
    if origin is tuple:
        if not isinstance(node, yaml.SequenceNode):
            raise _fail(node, path, "这里应当是一个列表。", _as_list(node, args[0]))
        return tuple(_converted(((child, args[0]) for child in node.value), path, []))
    if origin is dict:
        wrong: list[YamlError] = []
        pairs = _pairs(node, path, "", wrong)
        values = _converted(((child, args[1]) for _, _, child in pairs), path, wrong)
        return dict(zip((key for key, _, _ in pairs), values, strict=True))
    if not isinstance(node, yaml.ScalarNode):
        raise _fail(node, path, "这里应当是一个值，不是列表或映射。", "只写一个值；值里有括号或“: ”，就给它加引号。")
    if origin is typing.Literal:
        if node.value in args:
            return node.value
        raise _fail(node, path, f"不认识“{node.value}”。", f"写 {'、'.join(args)} 之一。")
    if kind is bool:
        if node.value in ("true", "false"):
            return node.value == "true"
        meant = _TRUTH.get(node.value.lower(), "true 或 false")
        raise _fail(node, path, f"“{node.value}”不是 true 或 false。", f"写 {meant}。")
    if kind is int:
        try:
            return int(node.value)
        except ValueError:
            raise _fail(node, path, f"“{node.value}”不是整数。", "只写阿拉伯数字，如 4。") from None
    return node.value


def _converted(nodes: Iterable[tuple[Any, Any]], path: Path, wrong: list[YamlError]) -> list[Any]:
    """Each node as its kind. Raises YamlError for all mistakes in them and those in *wrong*, by their places."""
    values = []
    for node, kind in nodes:
        try:
            values.append(_convert(node, kind, path))
        except YamlError as error:
            wrong.append(error)
    if wrong:
        raise one_or_several(sorted(wrong, key=lambda error: (error.line or 0, error.column or 0)))
    return values


def _as_list(node: Any, kind: Any) -> str:
    """How to write *node* as a list of *kind*."""
    keys = (
        "、".join(field.name.rstrip("_") for field in dataclasses.fields(kind))
        if dataclasses.is_dataclass(kind)
        else ""
    )
    if isinstance(node, yaml.MappingNode):
        return "第一个键前加“- ”，其余的键与它左边对齐。"
    if keys:
        return f"每条一行，以“- ”开头，用大括号：- {{键: 值, 键: 值}}；可用的键：{keys}。"
    return f"写成 [{node.value}]，或每项一行，以“- ”开头。"


def _as_mapping(node: Any, keys: str) -> str:
    """How to write *node* as a mapping that may have *keys*."""
    written = f"写成“键: 值”，每个键一行，冒号后空一格{keys and f'；可用的键：{keys}'}。"
    if isinstance(node, yaml.SequenceNode):
        return f"去掉“- ”或 [ ]；{written}"
    return written + (_HALF if _WIDE.search(node.value) else "")


def _pairs(node: Any, path: Path, keys: str, wrong: list[YamlError]) -> list[tuple[str, Any, Any]]:
    """The pairs of a mapping that may have *keys*: the key, where it stands, its value; what is amiss with keys goes to *wrong*."""
    if not isinstance(node, yaml.MappingNode):
        raise _fail(node, path, "这里应当是“键: 值”的映射。", _as_mapping(node, keys))
    pairs, seen = [], set()
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            wrong.append(_fail(key, path, "键不是一个词。", "写成“键: 值”，键不能是列表或映射。"))
        elif key.value in seen:
            wrong.append(_fail(key, path, f"键“{key.value}”写了两次。", "合并或删去其中一处。"))
        else:
            seen.add(key.value)
            pairs.append((key.value, key, child))
    return pairs


@cache
def _declared(kind: Any) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    """The fields of a dataclass by their keys, and their types by name."""
    return {f.name.rstrip("_"): f for f in dataclasses.fields(kind)}, typing.get_type_hints(kind)


def _mapping(node: Any, kind: Any, path: Path) -> Any:
    fields, hints = _declared(kind)
    wrong: list[YamlError] = []
    places, meant = {}, set()
    for name, key, child in _pairs(node, path, "、".join(fields), wrong):
        if name in fields:
            places[fields[name].name] = child
            continue
        near = difflib.get_close_matches(name, fields, 1)
        meant.update(near)
        remedy = f"是不是“{near[0]}”？" if near else f"可用的键：{'、'.join(fields)}。"
        wrong.append(_fail(key, path, f"不认识的键“{name}”。", remedy + (_HALF if _WIDE.search(name) else "")))
    for name, field in fields.items():
        missing = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if missing and field.name not in places and name not in meant:
            wrong.append(_fail(node, path, f"缺少键“{name}”。", f"补上“{name}: …”。"))
    values = _converted(((child, hints[name]) for name, child in places.items()), path, wrong)
    try:
        return kind(**dict(zip(places, values, strict=True)))
    except FieldError as error:
        raise _fail(places.get(error.name, node), path, str(error), error.remedy) from None
