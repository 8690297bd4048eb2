"""What a person should know after a build, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from . import names
from .errors import REMEDIES, shown

if TYPE_CHECKING:
    from .changes import Build, Change
    from .model import Refused
    from .report import Report

_IGNORED = "ignored"  # the code of files that are not meant to be documents
_LISTED = 20  # newly refused documents named on the screen; the rest is in data/refused.json
_NAMED = 5  # documents named of each kind of change; the rest is on changes.html


def summary(report: Report, output: Path) -> list[str]:
    """What a person should know after a build, one line an item."""
    changes = f"更新 {report.changed} 个文件，删除 {report.removed} 个"
    if not report.changed and not report.removed:
        changes = "与上次相同，没有改动文件"
    lines = [f"收入 {report.documents} 篇文稿；{changes}。"]
    if report.build:
        lines += _news(report.build)
    refused = [entry for entry in report.refused if entry.code != _IGNORED]
    lines += _refused([entry for entry in refused if entry not in report.known], len(refused))
    if ignored := len(report.refused) - len(refused):
        lines.append(f"略过 {ignored} 个不是文稿的文件，见 data/refused.json。")
    if waiting := dict(report.waiting):
        counts = "、".join(f"{word} {waiting[name]} 篇" for name, word in names.LISTS.items() if name in waiting)
        lines.append(f"待核：{counts}，见 {printable(shown(output / 'review.html'))}")
    return [*lines, f"打开 {printable(shown(output / 'index.html'))}"]


def _refused(new: list[Refused], all_: int) -> Iterator[str]:
    """The *new* ones among *all_* refused files; those that an earlier build told are only counted."""
    known = f"，{all_ - len(new)} 个与上次相同" if new else "，与上次相同"
    if all_:
        where = "" if len(new) == all_ else f"{known}，见 data/refused.json"
        yield f"未能收入 {all_} 个文件{where}{'：' if new and not where else '。'}"
    if new and len(new) < all_:
        yield f"这次新的 {len(new)} 个："
    yield from map(refusal, new[:_LISTED])
    if len(new) > _LISTED:
        yield f"  …… 另有 {len(new) - _LISTED} 个，见 data/refused.json"


def _news(build: Build) -> Iterator[str]:
    """``新收 1 篇：……``, ``改动 2 篇：……（订正）``; why pages changed that no document explains."""
    if build.why and not build.first:
        yield f"与上次不同的还有：{'、'.join(names.REASONS[why] for why in build.why)}。"
    for kind, name in names.CHANGES.items():
        changes = getattr(build, kind)
        if changes:
            titles = [_title(change, kind) for change in changes[:_NAMED]]
            more = " 等，全部见 changes.html" if len(changes) > _NAMED else ""
            yield f"{name} {len(changes)} 篇：{'、'.join(titles)}{more}"


def _title(change: Change, kind: str) -> str:
    reasons = [names.REASONS[one] for one in change.why]
    if change.was:
        reasons.append(f"原题《{change.was}》" if kind == "changed" else f"这个地址以前是《{change.was}》的")
    if change.to:
        reasons.append(f"{change.id} → {change.to}")
    return printable(f"《{change.title}》" + (f"（{'、'.join(reasons)}）" if reasons else ""))


def refusal(refused: Refused) -> str:
    """``  甲.txt  空文件：没有文字。补上文字，或移走这个文件。（empty）``"""
    return printable(f"  {refused.path}  {refused.message}{REMEDIES.get(refused.code, '')}（{refused.code}）")


def printable(text: str) -> str:
    """*text* without what would move the cursor or colour the terminal: file names may hold anything."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)
