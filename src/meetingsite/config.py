"""All settings of a build as one frozen value, from ``meetingsite.yaml`` and the command line, which goes first."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .errors import FieldError, YamlError

FILE_NAME = "meetingsite.yaml"


@dataclass(frozen=True, slots=True)
class Config:
    """What to build from what. Relative paths are relative to the working folder."""

    sources: tuple[Path, ...] = (Path("seeds"),)
    output: Path = Path("site")
    title: str = "会议文稿阅览室"
    base_url: str | None = None  # where the site will be published, ending in "/"; None: not known, nothing absolute
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    cluster: str | None = None  # the address of a Dask scheduler whose workers read the documents
    fresh: bool = False  # ignore what an earlier build left
    strict: bool = False  # a refused document stops the build; those refused as "ignored" do not
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """The keys of ``meetingsite.yaml``; every one may be left out. Paths are relative to the file."""

    sources: tuple[str, ...] | None = None
    output: str | None = None
    title: str | None = None
    base_url: str | None = None
    jobs: int | None = None
    strict: bool | None = None

    def __post_init__(self) -> None:
        """Raises FieldError for a value that cannot be used."""
        if self.sources is not None and not self.sources:
            raise FieldError("sources", "sources 里没有文件夹。", "至少写一个，如 [seeds]；或删去这一行。")
        for name, paths in (("sources", self.sources or ()), ("output", () if self.output is None else (self.output,))):
            if any("\0" in path for path in paths):
                raise FieldError(name, f"{name} 里的路径有不能用的字符。", "双引号里的 \\ 会转义，改用单引号。")
            if "" in paths:
                raise FieldError(name, f"{name} 里的路径不能为空。", "写文件夹的路径，或删去这一行。")
        if self.title is not None and not self.title.strip():
            raise FieldError("title", "title 不能为空。", "写网站的名称，或删去这一行。")
        if self.jobs is not None and self.jobs < 1:
            raise FieldError("jobs", "jobs 至少是 1。", "写 1 或更大的整数；删去这一行就与处理器核数相同。")
        if self.base_url is not None and not _is_web_address(self.base_url):
            message = f"base_url“{self.base_url}”不是网址。"
            raise FieldError("base_url", message, _web_address_like(self.base_url))


def load(path: Path | None, overrides: Mapping[str, Any]) -> Config:
    """The settings of the file *path* (None: ``meetingsite.yaml`` of the working folder, if it is there), replaced by
    *overrides*: fields of Config that the command line gave.

    Raises YamlError for a file that is missing, unreadable or wrong.
    """
    if path is None and not Path(FILE_NAME).exists():
        misnamed = Path(FILE_NAME).with_suffix(".yml")
        if misnamed.exists():
            raise YamlError("设置文件的后缀须是 .yaml。", path=misnamed, remedy=f"改名为 {FILE_NAME}，或移走它。")
        return replace(Config(), **overrides)
    from . import yamlfile  # which a build without a settings file need not wait for

    path = path or Path(FILE_NAME)
    settings = yamlfile.load(path, Settings)
    given: dict[str, Any] = {
        key: value for key in ("title", "jobs", "strict") if (value := getattr(settings, key)) is not None
    }
    if settings.sources:
        given["sources"] = tuple(path.parent / source for source in settings.sources)
    if settings.output:
        given["output"] = path.parent / settings.output
    if settings.base_url:
        given["base_url"] = settings.base_url.rstrip("/") + "/"
    return replace(Config(), **{**given, **overrides})


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and not any(char.isspace() or char in "\"'<>" for char in text)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and plain


def _web_address_like(text: str) -> str:
    """A remedy: *text* as a web address where only the beginning is missing."""
    whole = f"https://{text}"
    return (
        f"写成 {whole}。"
        if "://" not in text and "." in text and _is_web_address(whole)
        else "写成 https://example.org/ 这样。"
    )
