"""Fixtures all tests share."""

from __future__ import annotations

import pytest

from meetingsite.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge the package ships."""
    return Knowledge.load()
