"""A table of what the trials of the plan file were, how many runs they had, and what they found.

A test calls ``trial("what it tries")`` once a run; when it fails, that is what was found. The
table is written at the end where PLANDESK_TABLE is set, as ``bootstrap.py trust`` does.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable

import pytest

_KEPT = "trial"

Trial = Callable[..., None]


@pytest.fixture
def trial(request: pytest.FixtureRequest) -> Trial:
    """Count a run, or several, of what a test tries."""
    counts: dict[str, list[object]] = {}

    def count(what: str, runs: int = 1) -> None:
        if what not in counts:
            counts[what] = [what, 0]
            request.node.user_properties.append((_KEPT, counts[what]))
        counts[what][1] += runs

    return count


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the table."""
    if not os.environ.get("PLANDESK_TABLE"):
        return
    runs, found = Counter[str](), Counter[str]()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            for name, value in report.user_properties:
                if name == _KEPT and report.when == "call":
                    runs[value[0]] += value[1]
                    found[value[0]] += report.failed
    terminalreporter.section("trials of the plan file")
    wide = max(map(len, runs), default=5)
    terminalreporter.write_line(f"{'trial':<{wide}}  {'runs':>9}  found")
    for what in sorted(runs):
        terminalreporter.write_line(f"{what:<{wide}}  {runs[what]:>9,}  {found[what]:>5}")
