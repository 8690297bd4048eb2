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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures of the labelled sets, whichever process measured them."""
    reports = [report for group in ("passed", "failed") for report in terminalreporter.getreports(group)]
    lines = sorted(text for report in reports for name, text in report.user_properties if name == "labelled")
    if lines:
        terminalreporter.section("labelled sets")
        terminalreporter.write_line("\n".join(map(str, lines)))
