"""Reports of faults of the program: where it broke and with what versions, never plan text."""

from __future__ import annotations

import datetime as dt
import platform
import re
import sqlite3
import tempfile
from pathlib import Path

from plandesk import __version__

_FRAME = re.compile(r'^\s+File "(?P<file>[^"]+)", line (?P<line>\d+), in (?P<where>.+)$')


def fault_text(trace: str) -> str:
    """Return a report of a traceback that keeps places and kinds and drops every value."""
    lines = [
        f"PlanDesk {__version__}",
        f"Python {platform.python_version()} on {platform.platform()}",
        f"SQLite {sqlite3.sqlite_version}",
        "",
    ]
    last = ""
    for line in trace.splitlines():
        frame = _FRAME.match(line)
        if frame:
            lines.append(f"{Path(frame['file']).name}:{frame['line']} in {frame['where']}")
        elif line and not line[0].isspace():
            last = line.split(":", maxsplit=1)[0]
    # The message of an exception may quote the plan; its kind never does.
    return "\n".join([*lines, "", last, ""])


def write_fault_report(trace: str) -> Path:
    """Write the report to a new file for the user alone, and return its path."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S")
    folder = Path(tempfile.mkdtemp(prefix="plandesk-fault-"))
    report = folder / f"report-{stamp}.txt"
    report.write_text(fault_text(trace), encoding="utf-8")
    return report
