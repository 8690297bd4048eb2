"""The data files of the knowledge as they are written, for the tests that look at every entry."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from meetingsite.knowledge import FOLDER, agencies, dates, labels, noise, phrases, posts, script, topics

KINDS: dict[str, Any] = {
    "agencies.yaml": agencies.AgencyFile,
    "dates.yaml": dates._File,
    "labels.yaml": labels.Labels,
    "noise.yaml": noise.Noise,
    "phrases.yaml": phrases._File,
    "posts.yaml": posts._File,
    "script.yaml": script.ScriptFixes,
    "topics.yaml": topics._File,
}
YAMLS = sorted(path.name for path in FOLDER.glob("*.yaml"))


def entries(value: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Every dataclass in *value*, with the names of the keys that lead to it."""
    if dataclasses.is_dataclass(value):
        yield place, value
        for field in dataclasses.fields(value):
            yield from entries(getattr(value, field.name), f"{place} {field.name}")
    elif isinstance(value, tuple):
        for child in value:
            yield from entries(child, place)
    elif isinstance(value, dict):
        for child in value.values():
            yield from entries(child, place)
