"""How quickly a plan is read and an edit is kept, against the database without us."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from large_plan import plan_of
from races import Race, in_turn, is_short, say, seconds

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import plan_rows

# What the tree shows, as a program without our layers would read it.
RAW = """
SELECT i.id, i.plan_id, i.parent_id, i.level, i.position, i.ref, i.title, i.due, i.due_latest,
       i.due_ongoing, i.reported_elsewhere, i.is_new, i.declared, i.outcome, u.rating, v.rating,
       (SELECT group_concat(p.name, ' / ') FROM item_person ip JOIN person p ON p.id = ip.person_id
        WHERE ip.item_id = i.id)
FROM plan_item i
LEFT JOIN item_update u ON u.item_id = i.id AND u.period_id = 2
LEFT JOIN item_update v ON v.item_id = i.id AND v.period_id = 1
ORDER BY i.level, i.parent_id, i.position
"""
EDITS = 30


def read_raw(path: Path) -> int:
    """Read the tree's columns bare."""
    with closing(sqlite3.connect(path)) as connection:
        return len(connection.execute(RAW).fetchall())


def read_ours(path: Path) -> int:
    """Open the plan as the window does, and read its rows."""
    with Document.open(path, read_only=True) as document, document.read() as session:
        return len(plan_rows(session, None))


def open_race(path: Path, actions: int, budget: float) -> bool:
    """Race our reading against the bare one."""
    assert read_raw(path) == read_ours(path)
    ours, limit = in_turn(lambda: read_ours(path), lambda: read_raw(path), rounds=3)
    name = f"open {actions:,} actions"
    return say(Race(name, ours, "raw sqlite3 select", limit, budget))


def edit_race(path: Path) -> bool:
    """Race one committed edit against the same change through bare sqlite3."""
    with Document.open(path) as document:
        with document.read() as session:
            ids = [row.id for row in plan_rows(session, None)][:EDITS]

        def ours() -> None:
            for number, item in enumerate(ids):
                document.run(SetTitle(item, f"{item} {number} {time.perf_counter()}"))

        def bare() -> None:
            for number, item in enumerate(ids):
                with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                    connection.execute("PRAGMA synchronous = EXTRA")
                    connection.execute("BEGIN IMMEDIATE")
                    said = (f"{item} {number} {time.perf_counter()}", item)
                    connection.execute("UPDATE plan_item SET title = ? WHERE id = ?", said)
                    connection.execute("COMMIT")

        took, limit = in_turn(ours, bare, rounds=3)
    return say(Race("one edit committed", took / EDITS, "raw sqlite3", limit / EDITS, 5))


def main() -> int:
    """Run the races; the large plan only in the long form."""
    kept = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = plan_of(folder / "230.plandesk", 230)
        kept.append(edit_race(small))
        middle = plan_of(folder / "10000.plandesk", 10_000)
        kept.append(open_race(middle, 10_000, 3))
        if not is_short():
            large = plan_of(folder / "100000.plandesk", 100_000)
            kept.append(open_race(large, 100_000, 2))
            once, many = seconds(lambda: read_ours(middle)), seconds(lambda: read_ours(large))
            kept.append(say(Race("growth of opening, 10 x the rows", many, "10,000", once, 11)))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
