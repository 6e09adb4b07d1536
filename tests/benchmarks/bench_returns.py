"""How long returns take: 34 and 340 imported against datamaps, and written against bare openpyxl.

Run it with the environment's Python. ``PLANDESK_DATAMAPS`` names the ``datamaps`` program (version
1.1.9 of its package) in an environment of its own; without it the race against it is left out and
said so. Every time is that of a whole process, in turn with its peer in the same run; prints the
medians and exits with 1 when a budget is broken.
"""

from __future__ import annotations

import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import races
from openpyxl import load_workbook

from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.outgoing import IssueRequest, issue_returns
from plandesk.services.samples.source import sample_content

ROUNDS = 3
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
ACTIONS_A_RETURN = 7
IMPORT, WORK, MANY, WRITE = 1.5, 1.0, 0.8, 1.5
PEER = os.environ.get("PLANDESK_DATAMAPS") or shutil.which("datamaps")
BARE = """
import sys
from pathlib import Path
from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
for number in range(int(sys.argv[1])):
    book = Workbook()
    edge = Side(style="thin", color="8A939D")
    box, wrap = Border(edge, edge, edge, edge), Alignment(wrap_text=True, vertical="top")
    for name, rows, columns in (("Read me", 38, 2), ("Actions", 8, 11), ("Ratings", 8, 3)):
        sheet = book.create_sheet(name)
        for row in range(rows):
            for column in range(columns):
                cell = sheet.cell(row + 1, column + 1, f"Words of row {row}, column {column}.")
                cell.alignment, cell.border = wrap, box
                cell.font = Font(name="Calibri", size=11, bold=not row)
                if column > 4:
                    cell.protection = Protection(locked=False)
        sheet.protection.sheet = True
    actions = book["Actions"]
    for letter in "FGHIJ":
        kind = {"F": "list", "H": "date"}.get(letter, "textLength")
        first = {"F": "Ratings!$A$4:$A$8", "H": "DATE(2000,1,1)"}.get(letter, "1000")
        check = DataValidation(type=kind, formula1=first, allow_blank=True)
        check.add(f"{letter}2:{letter}8")
        actions.add_data_validation(check)
    for letter in "EF":
        for colour in ("3F9A72", "C0392B", "E69F00", "2E8B57", "999999"):
            actions.conditional_formatting.add(
                f"{letter}2:{letter}8",
                FormulaRule([f'LEFT({letter}2,3)="{colour[:3]}"'],
                            fill=PatternFill("solid", bgColor=colour)),
            )
    book.save(Path(sys.argv[2]) / f"{number}.xlsx")
"""


@dataclass(frozen=True, slots=True)
class Race:
    """One thing measured: our command and its peer's, both fresh before every round."""

    name: str
    ours: Callable[[], None]
    peer: Callable[[], None]
    budget: float


def plan_with(path: Path, returns: int) -> None:
    """Write a plan whose open actions have so many leads, seven actions each (230 for 34).

    Ten leads have a project between them, as in the sample.
    """
    content = sample_content()
    actions = [item for item in content.items if item.level is Level.ACTION]
    above = next(item for item in content.items if item.key == actions[0].parent)
    top = next(item for item in content.items if item.key == above.parent)
    keys = [f"project {number}" for number in range(-(-returns // 10))]
    made = [top, *(replace(above, key=key, ref=f"Z{at}") for at, key in enumerate(keys, start=1))]
    total = 230 * returns // 34
    for number in range(total):
        at = number * returns // total
        lead = f"Head of service {at + 1}"
        one = actions[number % len(actions)]
        made.append(
            replace(
                one, key=f"action {number}", parent=keys[at // 10],
                ref=f"Z{at // 10 + 1}.{number + 1}",
                leads=(lead,), sponsors=(), outcome=None,
            )
        )  # fmt: skip
    whole = replace(content, items=tuple(made), links=(), entries=(), entry_links=())
    with Document.create(path) as document:
        document.run(AddContent(whole))


def issue(plan: Path, folder: Path) -> list[Path]:
    """Issue the returns and fill each in, as leads would."""
    with Document.open(plan) as document:
        with document.read() as session:
            period = current_period(session)
        assert period is not None
        request = IssueRequest(period.id, folder, contact="Office")
        files = [each.file for each in issue_returns(document, request)]
    for path in files:
        book = load_workbook(path)
        ws = book["Actions"]
        for row in range(2, ws.max_row + 1):
            ws[f"F{row}"] = "Amber"
            ws[f"G{row}"] = f"Update of row {row}: agreed with partners, next step in May."
            ws[f"H{row}"] = "Autumn 2025"
        book.save(path)
    for stray in folder.glob("E-mails*"):
        stray.unlink()
    return files


def ours(*words: str) -> None:
    """Run our own command, as installed."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "plandesk.cli", *words]
    subprocess.run(command, check=True, env=environment, **QUIET)


def import_race(folder: Path, count: int, budget: float) -> Race:
    """Make the race of an import: the same files for both, the plan a fresh copy each round."""
    plan = folder / f"plan{count}.plandesk"
    plan_with(plan, count)
    returns = folder / f"returns{count}"
    files = issue(plan, returns)
    assert len(files) == count, f"{len(files)} returns were issued, not {count}"
    home = folder / "home"
    home.mkdir(exist_ok=True)
    peers = folder / f"peers{count}"
    shutil.copytree(returns, peers)
    write_datamap(peers / "datamap.csv")
    fresh = folder / "fresh.plandesk"

    def take() -> None:
        shutil.copy(plan, fresh)
        ours("returns", "import", str(fresh), str(returns))

    def peer() -> None:
        shutil.rmtree(home / "Documents" / "datamaps" / "output", ignore_errors=True)
        (home / "Documents" / "datamaps" / "output").mkdir(parents=True)
        command = [str(PEER), "import", "templates", "-m", "--inputdir", str(peers)]
        environment = {**os.environ, "HOME": str(home)}
        subprocess.run(command, check=True, env=environment, **QUIET)

    return Race(f"import {count} returns, against datamaps", take, peer, budget)


def write_datamap(target: Path) -> None:
    """Write what datamaps is told to read: the same cells that we read."""
    with target.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("cell_key", "template_sheet", "cell_reference", "type"))
        rows.writerow(("Plan", "Read me", "A1", "TEXT"))
        for row in range(2, ACTIONS_A_RETURN + 2):
            for letter in "ABCDEFGHIJK":
                rows.writerow((f"{letter}{row}", "Actions", f"{letter}{row}", "TEXT"))


def write_race(folder: Path, count: int) -> Race:
    """Make the race of writing: our whole workbooks against bare cells in as many sheets."""
    plan = folder / f"plan{count}.plandesk"
    with Document.open(plan) as document:
        while document.undo_titles and document.undo_titles[0].startswith("Issue"):
            document.undo()
    fresh, out, bare = folder / "fresh.plandesk", folder / "out", folder / "bare"

    def write() -> None:
        shutil.copy(plan, fresh)
        shutil.rmtree(out, ignore_errors=True)
        ours("returns", "issue", str(fresh), "--out", str(out))

    def peer() -> None:
        bare.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-c", BARE, str(count), str(bare)], check=True)

    return Race(f"write {count} returns, against bare openpyxl", write, peer, WRITE)


def seconds(act: Callable[[], None]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def run(race: Race) -> bool:
    """Run both in turn and tell whether the budget holds."""
    race.ours(), race.peer()
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        mine.append(seconds(race.ours))
        theirs.append(seconds(race.peer))
    us, peer = statistics.median(mine), statistics.median(theirs)
    against = "datamaps" if "datamaps" in race.name else "bare openpyxl"
    return races.say(races.Race(race.name, us, against, peer, race.budget))


def without_start(one: Race, many: Race) -> bool:
    """Race what many returns take beyond what one takes: the work without the start."""
    acts = (one.ours, many.ours, one.peer, many.peer)
    for act in acts:
        act()
    rounds = [[seconds(act) for act in acts] for _ in range(ROUNDS)]
    # The least of each: a busy moment in one of two would be taken for all of their difference.
    one_ours, many_ours, one_theirs, many_theirs = map(min, zip(*rounds, strict=True))
    us, peer = many_ours - one_ours, many_theirs - one_theirs
    return races.say(races.Race(f"{many.name}, without the start", us, "datamaps", peer, WORK))


def main() -> int:
    """Run every race; 1 when a budget is broken."""
    kept = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if PEER is None:
            races.leave_out("import of returns", "datamaps is not installed")
            plan = folder / "plan34.plandesk"
            plan_with(plan, 34)
        else:
            some = import_race(folder, 34, IMPORT)
            kept &= run(some)
            kept &= without_start(import_race(folder, 1, IMPORT), some)
        kept &= run(write_race(folder, 34))
        if PEER is not None:
            kept &= run(import_race(folder, 340, MANY))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
