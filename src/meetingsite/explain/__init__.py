"""One document, stage by stage: what was done, on which words, by which rule, and where to mend it.

The stages are the pipeline's own and only their results are read, so that an explanation cannot disagree with a build.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from ..config import Config
from ..errors import ConfigError, RefusedError, shown
from ..ids import document_id
from ..knowledge import Knowledge
from ..model import CleanDocument, Document, Entry, RawDocument, Refused
from ..read import SourceFile, discover, load
from ..read import refused as refusal
from ..stages import steps
from .facts import of_facts, of_silence
from .findings import Explanation, Outcome, Places, Section
from .parts import of_cleaning, of_corrections, of_file, of_structure

# By what a document had become when it was refused: the stage that refused it.
_STAGES = ((Document, "提取事实"), (CleanDocument, "分清结构"), (RawDocument, "清理"))
T = TypeVar("T")


def find_source(path: Path, config: Config) -> SourceFile | Refused:
    """The document at *path* as a build of *config* would take it; outside its source folders, the file with the
    correction beside it.

    Raises ConfigError where there is no such file.
    """
    if not path.is_file():
        raise ConfigError("是文件夹。" if path.is_dir() else "没有这个文件。", path=path, remedy="写一篇文稿的路径。")
    if root := _root(path, config):
        found, place = discover(config.sources), _place(path)
        inside = shown(place.relative_to(os.path.realpath(root)).as_posix())
        taken: list[SourceFile | Refused] = [f for f in found.files if _place(f.location) == place]
        taken += [refused for refused in found.refused if refused.path == inside]
        return taken[0] if taken else Refused(inside, "correction", "这是订正文件；请写它所订正的文稿。")
    name = os.fsencode(path.name)
    beside = next((found for found in (path.with_suffix(".yaml"), Path(f"{path}.yaml")) if found.is_file()), None)
    return SourceFile(document_id(name), name.decode("utf-8", "replace"), path, beside)


def outside(path: Path, config: Config) -> str:
    """What to know of the id of the file at *path* where it lies in no source folder of *config*; else nothing."""
    if _root(path, config):
        return ""
    sources = "、".join(map(shown, config.sources))
    return f"不在来源文件夹（{sources}）里：编号只当它放在来源文件夹的最上层；它的来源文件夹用 --source 写出"


def _root(path: Path, config: Config) -> Path | None:
    """The source folder that *path* lies in."""
    place = _place(path)
    return next((root for root in config.sources if place.is_relative_to(os.path.realpath(root))), None)


def _place(path: Path) -> Path:
    """Where the file at *path* really lies; a link stays one, for no build follows it."""
    return Path(os.path.realpath(path.parent), path.name)


def explain(source: SourceFile | Refused, knowledge: Knowledge, note: str = "") -> Explanation:
    """What every stage made of *source*; where one refuses it, as far as it came. *note*: what to know of its id."""
    if isinstance(source, Refused):
        return Explanation("", source.path, (), source, "查找文稿")
    try:
        results = list(steps(load(source), knowledge))
    except RefusedError as error:
        results = [refusal(source, error)]
    refused = _last(results, Refused)
    stage = next((name for kind, name in _STAGES if _last(results, kind)), "读取") if refused else ""
    raw, clean = _last(results, RawDocument), _last(results, CleanDocument)
    document, entry = _last(results, Document), _last(results, Entry)
    sections = [Section("read", "文件", tuple(of_file(source, raw, note)))]
    if clean:
        places = Places(clean)
        sections.append(Section("clean", "清理", tuple(of_cleaning(clean, places, knowledge))))
        if document:
            sections.append(Section("structure", "结构", tuple(of_structure(document, places))))
            if document.corrections:
                sections.append(Section("corrections", "编者订正", tuple(of_corrections(document))))
        if entry:
            sections.append(Section("facts", "事实", tuple(of_facts(entry, places, knowledge))))
            sections.append(Section("missing", "没有找到", tuple(of_silence(entry, places, knowledge))))
            warnings = tuple(Outcome(code, code, message) for code, message in entry.warnings)
            sections.append(Section("warnings", "请看一看", warnings))
    return Explanation(source.id, source.path, tuple(sections), refused, stage)


def _last(results: Sequence[object], kind: type[T]) -> T | None:
    return next((result for result in reversed(results) if isinstance(result, kind)), None)
