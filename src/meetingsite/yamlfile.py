"""YAML read strictly into dataclasses: every mistake is an error that names file, line, key and remedy.

YAML's own guesses are switched off: ``no``, ``2024-01-30`` and ``12:30`` stay the text that was written; a field
declared ``int`` or ``bool`` is converted here, by its declared type. Duplicate and unknown keys are refused.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import types
import typing
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from .errors import YamlError, reason

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


_HALF = "全角的冒号、逗号在 YAML 里不算，改成半角。"
_WIDE = re.compile("[^\"' ][：，]")


class FieldError(ValueError):
    """Raised by a dataclass that does not accept the value of the field *name*: told with the place of that value."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


@dataclasses.dataclass(frozen=True, slots=True)
class Marked(Generic[T]):
    """A value that knows where it is written: declare a field ``Marked[str]`` to report what only its user can check."""

    value: T
    line: int  # from 1
    column: int  # from 1


def load(path: Path, kind: type[T], data: bytes | None = None) -> T:
    """The YAML file at *path*, or *data* if it was read already, as one *kind*: a dataclass, or ``tuple[X, ...]``, ``dict[str, X]``, ``str``, ``int``,
    ``bool``, ``X | None``, ``Marked[X]`` of such. Fields with a default may be left out.

    Raises YamlError with path, line and column (from 1) and a remedy.
    """
    try:
        text = (path.read_bytes() if data is None else data).decode("utf-8-sig")
    except FileNotFoundError:
        raise YamlError("没有这个文件。", path=path, remedy="检查文件名，或从设置中去掉它。") from None
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
            raise _fail(node, path, "这里应当是一个列表。", "每项一行，以“- ”开头，或写成 [甲, 乙]。")
        return tuple(_convert(child, args[0], path) for child in node.value)
    if origin is dict:
        return {key: _convert(child, args[1], path) for key, _, child in _pairs(node, path)}
    if not isinstance(node, yaml.ScalarNode):
        raise _fail(node, path, "这里应当是一个值，不是列表或映射。", "写成“键: 值”。")
    if kind is bool:
        if node.value in ("true", "false"):
            return node.value == "true"
        raise _fail(node, path, f"“{node.value}”不是 true 或 false。", "写 true 或 false。")
    if kind is int:
        try:
            return int(node.value)
        except ValueError:
            raise _fail(node, path, f"“{node.value}”不是整数。", "写一个整数。") from None
    return node.value


def _pairs(node: Any, path: Path) -> list[tuple[str, Any, Any]]:
    if not isinstance(node, yaml.MappingNode):
        remedy = "检查缩进和冒号后的空格。"
        if isinstance(node, yaml.ScalarNode) and _WIDE.search(node.value):
            remedy += _HALF
        raise _fail(node, path, "这里应当是“键: 值”的映射。", remedy)
    pairs, seen = [], set()
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _fail(key, path, "键不是一个词。", "写成“键: 值”，键不能是列表或映射。")
        if key.value in seen:
            raise _fail(key, path, f"键“{key.value}”写了两次。", "合并或删去其中一处。")
        seen.add(key.value)
        pairs.append((key.value, key, child))
    return pairs


@cache
def _declared(kind: Any) -> tuple[dict[str, dataclasses.Field[Any]], dict[str, Any]]:
    """The fields of a dataclass by their keys, and their types by name."""
    return {f.name.rstrip("_"): f for f in dataclasses.fields(kind)}, typing.get_type_hints(kind)


def _mapping(node: Any, kind: Any, path: Path) -> Any:
    fields, hints = _declared(kind)
    values, places = {}, {}
    for name, key, child in _pairs(node, path):
        if name not in fields:
            near = difflib.get_close_matches(name, fields, 1)
            remedy = f"是不是“{near[0]}”？" if near else f"可用的键：{'、'.join(fields)}。"
            remedy += _HALF if _WIDE.search(name) else ""
            raise _fail(key, path, f"不认识的键“{name}”。", remedy)
        values[fields[name].name] = _convert(child, hints[fields[name].name], path)
        places[fields[name].name] = child
    for name, field in fields.items():
        missing = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if missing and field.name not in values:
            raise _fail(node, path, f"缺少键“{name}”。", f"补上“{name}: …”。")
    try:
        return kind(**values)
    except ValueError as error:
        place = places.get(error.name, node) if isinstance(error, FieldError) else node
        raise _fail(place, path, str(error), "按提示改正这一项。") from None
