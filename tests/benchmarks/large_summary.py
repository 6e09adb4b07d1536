"""Builds the pack of a summary as PDF, loading no more than that needs: one side of a race.

``python large_summary.py PROJECTS FILE`` builds one, and prints the seconds that this took without
the start of the program, and the most memory the process held, in MiB.
Every action has another text, as in a plan: what is set once and shown again would cost nothing.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "reports"))

import pack_samples as made
from sizes import LETTERS

from plandesk.reports.build import build_pack
from plandesk.reports.content import ActionGroup, ActionSummary, AgendaEntry

WORDS = (
    *("agree", "publish", "review", "train", "visit", "report", "repair", "recruit", "plan"),
    *("open", "assess", "record", "share", "lead", "the", "a", "new", "all", "each", "local"),
    *("joint", "early", "clear", "weekly", "for", "with", "in", "by", "at", "children", "homes"),
    *("schools", "partners", "teams", "families", "staff", "carers", "places", "services"),
)


def summary_of(projects: int) -> ActionSummary:
    """Return a summary whose actions have texts as long as those of the large plans."""
    chance = random.Random(projects)
    streams = made.action_summary(projects, 7).streams
    made_long = tuple(
        replace(
            stream, projects=tuple(_with_long_texts(group, chance) for group in stream.projects)
        )
        for stream in streams
    )
    return ActionSummary(made_long, "January 2024", "April 2024")


def _with_long_texts(group: ActionGroup, chance: random.Random) -> ActionGroup:
    rows = (
        replace(row, title=" ".join(chance.choices(WORDS, k=LETTERS // 2))[:LETTERS])
        for row in group.rows
    )
    return replace(group, rows=tuple(rows))


if __name__ == "__main__":
    import resource  # not on Windows, where the rows are read as well

    entry = AgendaEntry("1", "Action summary", summary_of(int(sys.argv[1])))
    start = time.perf_counter()
    build_pack(made.pack(entry), Path(sys.argv[2]))
    print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
