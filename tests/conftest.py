"""Fixtures all tests share."""

from __future__ import annotations

import pytest
from hypothesis import settings

from meetingsite.knowledge import Knowledge

# The same examples on every machine and run; no deadline, since machines are shared and slow at times.
settings.register_profile("meetingsite", deadline=None, derandomize=True)
settings.load_profile("meetingsite")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The knowledge the package ships."""
    return Knowledge.load()
