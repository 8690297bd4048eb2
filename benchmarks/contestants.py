"""The two that size.py measures: each keeps its own source of the same texts and builds it into a folder it is told."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import corpus
import hugo_site
from measure import BenchmarkError, Cost, run
from texts import Document, document

STEPS = ("cold", "unchanged", "added", "changed", "deleted", "template")
CHANGED, DELETED = 0, 1  # the numbers of the documents that change and go


class Contestant(Protocol):
    """A generator with its source. Steps are made one after the other, each upon the one before."""

    name: str
    steps: tuple[str, ...]  # of STEPS

    def reset(self) -> None:
        """Bring the source back to where the first step starts."""

    def change(self, step: str) -> None:
        """Do to the source what *step* says."""

    def build(self, output: Path) -> Cost:
        """Build the source into *output*, which may hold the site of the step before."""


class _Texts:
    """Changes documents through *write*, which puts one into a source, and *path*, which says where it lies there."""

    def __init__(self, count: int, write: Callable[[Document], object], path: Callable[[Document], Path]) -> None:
        self._count, self._write, self._path = count, write, path

    def reset(self) -> None:
        self._path(document(self._count)).unlink(missing_ok=True)
        for number in (CHANGED, DELETED):
            self._write(document(number))

    def change(self, step: str) -> None:
        if step == "added":
            self._write(document(self._count))
        elif step == "changed":
            text = document(CHANGED)
            more = f"{text.paragraphs[-1]}会后，与会人员进行了座谈。"
            self._write(dataclasses.replace(text, paragraphs=(*text.paragraphs[:-1], more)))
        elif step == "deleted":
            self._path(document(DELETED)).unlink()


class Meetingsite:
    """The program of a checkout, copied into *folder* so that the checkout may change meanwhile, on *count* raw texts."""

    name = "meetingsite"
    steps: tuple[str, ...] = STEPS

    def __init__(self, folder: Path, project: Path, python: str, count: int) -> None:
        """Raises BenchmarkError when *project* is no checkout."""
        self.program, self.python, self._source = folder / "program", python, folder / "raw"
        self.program.mkdir(parents=True)
        try:
            shutil.copy(project / "build.py", self.program)
            for part in ("src", "templates", "static"):
                shutil.copytree(project / part, self.program / part, ignore=shutil.ignore_patterns("__pycache__"))
            self._template = self.program / "templates" / "base.html"
            self._as_found = self._template.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise BenchmarkError(f"{project} is no checkout of meetingsite: no {error.filename}") from None
        corpus.write(self._source, range(count))
        self._texts = _Texts(
            count, lambda text: corpus.put(self._source, text), lambda text: corpus.path(self._source, text)
        )
        self._warm_up(folder / "warm-up")

    def reset(self) -> None:
        self._texts.reset()
        self._template.write_text(self._as_found, encoding="utf-8")

    def change(self, step: str) -> None:
        self._texts.change(step)
        if step == "template":
            changed = self._as_found.replace("</body>", "<p hidden>改</p>\n</body>")
            self._template.write_text(changed, encoding="utf-8")

    def build(self, output: Path) -> Cost:
        return self._run(self._source, output)

    def _run(self, source: Path, output: Path) -> Cost:
        return run([self.python, "build.py", "--source", source, "--output", output], self.program)

    def _warm_up(self, folder: Path) -> None:
        """Have Python's byte code and jieba's dictionary cached before anything is measured, as on the user's second run."""
        corpus.write(folder / "raw", range(3))
        self._run(folder / "raw", folder / "out" / "site")


class Hugo:
    """Hugo on *count* clean texts in Markdown. It keeps pages whose document is gone, so it takes no part in that."""

    name = "Hugo"
    steps: tuple[str, ...] = ("cold", "unchanged", "added", "changed")

    def __init__(self, folder: Path, hugo: Path, count: int) -> None:
        self._source, self._hugo = folder / "markdown", hugo
        hugo_site.prepare(self._source, range(count))
        self._texts = _Texts(
            count, lambda text: hugo_site.put(self._source, text), lambda text: hugo_site.path(self._source, text)
        )

    def reset(self) -> None:
        self._texts.reset()

    def change(self, step: str) -> None:
        self._texts.change(step)

    def build(self, output: Path) -> Cost:
        cache = output.with_name("cache")
        places: list[str | Path] = ["--source", self._source, "--destination", output, "--cacheDir", cache]
        return run([self._hugo, "--noBuildLock", "--quiet", *places], self._source)


def contestants(folder: Path, project: Path | None, python: str, hugo: Path | None, count: int) -> list[Contestant]:
    """Those that take part, with their sources of *count* documents in *folder*: the *project* and *hugo* that are given."""
    taking_part: list[Contestant] = []
    if project:
        taking_part.append(Meetingsite(folder / "meetingsite", project, python, count))
    if hugo:
        taking_part.append(Hugo(folder / "hugo", hugo, count))
    return taking_part
