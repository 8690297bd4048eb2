"""Where the templates, the static files and the knowledge lie: inside the package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from .errors import MeetingsiteError

_PACKAGE = Path(__file__).parent


def folder(name: Literal["templates", "static", "knowledge"]) -> Path:
    """The folder *name*. Raises MeetingsiteError when the installation is not whole."""
    for place in (_PACKAGE / name, _PACKAGE.parent.parent / name):
        if place.is_dir():
            return place
    raise MeetingsiteError(f"安装不完整：缺少 {name}/。", path=_PACKAGE, remedy="重新安装 meetingsite。")
