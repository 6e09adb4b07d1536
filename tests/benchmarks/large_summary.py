"""Builds the pack of a summary as PDF, loading no more than that needs: one side of a race.

``python large_summary.py PROJECTS FILE`` builds one.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "reports"))

import pack_samples as made
from races import LETTERS

from plandesk.reports.build import build_pack
from plandesk.reports.content import ActionGroup, ActionSummary, AgendaEntry


def summary_of(projects: int) -> ActionSummary:
    """Return a summary whose actions have texts as long as those of the large plans."""
    streams = made.action_summary(projects, 7).streams
    made_long = tuple(
        replace(stream, projects=tuple(map(_with_long_texts, stream.projects)))
        for stream in streams
    )
    return ActionSummary(made_long, "January 2024", "April 2024")


def _with_long_texts(group: ActionGroup) -> ActionGroup:
    rows = (
        replace(row, title=(row.title + " and so on" * LETTERS)[:LETTERS]) for row in group.rows
    )
    return replace(group, rows=tuple(rows))


if __name__ == "__main__":
    entry = AgendaEntry("1", "Action summary", summary_of(int(sys.argv[1])))
    build_pack(made.pack(entry), Path(sys.argv[2]))
