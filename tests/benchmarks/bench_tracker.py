"""What bringing in a tracker costs beside what openpyxl alone needs to read the same workbook.

``python tests/benchmarks/bench_tracker.py`` prints processor seconds, each the best of two and
with those of the process that reads files, and exits with 1 when a budget is broken: ten thousand
rows whole (opened, guessed, read, stored with history, seal and undo) at most twice the bare
reading, also where each row brings two milestones with it; their undo at most one and a half
times the import, and ten times the rows at most eleven times the cost (not in the short form: two
minutes more).
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import PatternFill
from races import Race, is_short, leave_out, say

from plandesk.services.document import Document
from plandesk.services.trackers.reading import add_tracker, guess_tracker, read_guess

ROWS = 10_000
READING, UNDO, GROWTH = 2.0, 1.5, 11.0
HEAD = (
    "Ref", "Action", "Lead", "Sponsor", "Due", "Scope", "Previous RAG", "Current RAG", "Progress",
    "Outcome",
)  # fmt: skip


def make(path: Path, rows: int, milestones: int = 0) -> Path:
    """Write a tracker of ten columns with its newest ratings as colours.

    With ``milestones`` a further column holds so many of them in each cell, as bullets.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Actions")
    sheet.append([*HEAD, *(["Milestones"] if milestones else [])])
    fills = [PatternFill("solid", fgColor=rgb) for rgb in ("FF0070C0", "FFFFC000", "FF92D050")]
    for number in range(rows):
        rated = WriteOnlyCell(sheet)
        rated.fill = fills[number % 3]
        ref = f"A{number // 25 + 1}.{number % 25 + 1}"
        text = f"Do thing {number} with care and attention to the people who use it"
        said = f"Work on thing {number} went on well this month"
        lead = f"Head of Service {number % 40}"
        row = [ref, text, lead, "Director of Place", "March 2024", "Council wide", "A", rated]
        steps = [
            f"\u2022 Agree step {step} of {number} by March 2024" for step in range(milestones)
        ]
        sheet.append([*row, said, "Completed", *(["\n".join(steps)] if steps else [])])
    book.save(path)
    return path


def spent() -> float:
    """Return the processor seconds spent by this process and by those that it started."""
    total = time.process_time()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if said[1] == str(os.getpid()):
            total += (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
    return total


def seconds(work: Callable[[], None]) -> float:
    """Return the processor seconds of the better of two runs."""
    best = float("inf")
    for _ in range(2):
        gc.collect()
        start = spent()
        work()
        best = min(best, spent() - start)
    return best


def bare(path: Path) -> None:
    """Read every cell with openpyxl and do nothing with it."""
    book = openpyxl.load_workbook(path)
    assert sum(cell.value is not None for row in book.worksheets[0].iter_rows() for cell in row)


def whole(path: Path, target: Path) -> tuple[float, float]:
    """Bring the tracker into a new file, and undo that; return the seconds of each."""
    target.unlink(missing_ok=True)
    gc.collect()
    start = spent()
    guess = guess_tracker(path)
    reading = read_guess(guess)
    with Document.create(target) as document:
        document.run(add_tracker(reading, guess.recipe(), path.name))
        done = spent()
        document.undo()
        return done - start, spent() - done


def race(name: str, book: Path, target: Path) -> tuple[Race, Race]:
    """Race the import of a workbook with its bare reading, and the undo with the import."""
    reading = seconds(lambda: bare(book))
    runs = [whole(book, target) for _ in range(2)]
    brought, undone = min(run[0] for run in runs), min(run[1] for run in runs)
    return (
        Race(name, brought, "bare openpyxl", reading, READING),
        Race("undo of that import", undone, "the import", brought, UNDO),
    )


def main() -> int:
    """Measure, print, and tell whether every budget held."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        target = here / "plan.plandesk"
        plain = race("tracker of 10,000 rows", make(here / "tracker.xlsx", ROWS), target)
        full = make(here / "milestones.xlsx", ROWS, milestones=2)
        ratios = [*plain, *race("the same with 20,000 milestones", full, target)]
        growth = "growth of an import, ten times the rows"
        if is_short():
            leave_out(growth, "not in the short form")
        else:
            large = make(here / "large.xlsx", 10 * ROWS)
            grown = min(whole(large, here / "large.plandesk")[0] for _ in range(2))
            ratios.append(Race(growth, grown, "10,000", plain[0].ours, GROWTH))
    kept = [say(race) for race in ratios]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
