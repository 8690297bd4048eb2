"""The whole collection, read as a build reads it and published nowhere: what a person should know about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .config import Config
from .model import Corpus, Entry, Refused
from .pages.shelves import is_inferred_date
from .pipeline import collect, files
from .read import IGNORED


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found."""

    corpus: Corpus
    files: int  # of the site that a build would publish

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The files that should have given a document and did not."""
        return tuple(item for item in self.corpus.refused if item.code != IGNORED)


def check(config: Config) -> Checked:
    """Read, link, plan and render everything of *config*, so that every link is resolved, and write nothing.

    Raises MeetingsiteError as a build does, but for a refused document, even where *config* is strict: the caller
    tells of all that were refused and then fails.
    """
    collection = collect(replace(config, strict=False))
    return Checked(collection.site.corpus, sum(1 for _ in files(collection)))


def summary(checked: Checked) -> Iterator[str]:
    """The report, a line an item; documents are named by their path."""
    entries, refused = checked.corpus.entries, checked.refused
    ignored = len(checked.corpus.refused) - len(refused)
    yield f"可收入 {len(entries)} 篇文稿，未能收入 {len(refused)} 个文件，略过 {ignored} 个；全部链接都通，共 {checked.files} 个文件。"
    if refused:
        yield f"未能收入 {len(refused)} 个文件："
        yield from (f"  {path}  {message}（{code}）" for path, code, message in refused)
    warnings: dict[str, list[Entry]] = {}
    for entry in entries:
        for code in dict.fromkeys(warning.code for warning in entry.warnings):
            warnings.setdefault(code, []).append(entry)
    if warnings:
        yield f"需要看一看的 {sum(len(entry.warnings) for entry in entries)} 处："
    for code, found in sorted(warnings.items()):
        first = next(warning.message for warning in found[0].warnings if warning.code == code)
        yield f"  {code}  {len(found)} 篇，如：{first}"
        yield from _paths(found)
    for what, found in (
        ("机关不详", [entry for entry in entries if entry.facts.agency is None]),
        ("日期不详", [entry for entry in entries if entry.own_date is None]),
        ("推定的机关", [entry for entry in entries if entry.facts.agency and not entry.facts.agency.certain]),
        ("推定的日期", [entry for entry in entries if any(map(is_inferred_date, entry.facts.dates))]),
        ("推定的人物", [entry for entry in entries if not all(person.certain for person in entry.facts.people)]),
    ):
        yield f"{what}：{len(found)} 篇"
        yield from _paths(found)


def _paths(entries: Iterable[Entry]) -> Iterator[str]:
    yield from (f"    {entry.document.clean.raw.path}" for entry in entries)
