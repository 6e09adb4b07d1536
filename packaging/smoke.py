"""Use a built program where there is no Python, and hold its output against the unbundled one.

usage: PYTHON packaging/smoke.py PROGRAM      (a Python that has PlanDesk and its libraries)

Every step runs twice: PROGRAM with an empty environment in a folder of its own, and ``PYTHON -m
plandesk``. What differs is shown, and the exit status is 1.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from openpyxl import load_workbook
from screen import Shot, virtual_screen

CHECKOUT = Path(__file__).resolve().parent.parent
TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)?")
CODES = re.compile(r"\b[0-9a-f]{16,64}\b")
ROUNDS = 11
WINDOWS = 9
MOST_START = 1.3
ANSWER = {"F": "Blue", "G": "Tried by the packaging test.", "H": None}


class Differs(Exception):
    """The two programs did not do the same."""


@dataclass
class Trial:
    """One of the two programs, with a folder of its own to work in."""

    command: list[str]
    folder: Path
    empty: bool
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        (self.folder / "home").mkdir(parents=True, exist_ok=True)

    @property
    def surroundings(self) -> dict[str, str]:
        """A home and nothing else: no PATH to a Python, no language, no display."""
        if self.empty and os.name != "nt":
            return {"HOME": str(self.folder / "home")}
        return {**os.environ, "HOME": str(self.folder / "home")}

    def run(self, *words: str) -> str:
        """Run one command and return what it printed; raises Differs with what it said."""
        done = subprocess.run(
            [*self.command, *words],
            cwd=self.folder,
            env=self.surroundings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        if done.returncode not in (0, 1):  # 1: done, with something to look at
            raise Differs(
                f"{' '.join(words)}: status {done.returncode}\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def told(self, *words: str) -> dict:
        """Run one command and return its JSON answer without this folder's name."""
        said = self.run(*words, "--json")
        return json.loads(said.replace(json.dumps(str(self.folder))[1:-1], "."))


def cells_of(path: Path) -> list[list[object]]:
    """Return every cell of every sheet of a workbook."""
    book = load_workbook(path)
    return [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book]


def pages_of(path: Path) -> list[str]:
    """Return the text of every page of a PDF; the fingerprint of the plan's history is blanked."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
    return [CODES.sub("(code)", text) for text in texts]


def same(what: str, bundled: object, unbundled: object) -> None:
    """Raise Differs with the first difference."""
    if bundled == unbundled:
        return
    ours, theirs = (json.dumps(one, indent=1, default=str) for one in (bundled, unbundled))
    at = next((n for n, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    start = max(0, at - 80)
    raise Differs(f"{what} differ:\n  {ours[start : at + 80]!r}\n  {theirs[start : at + 80]!r}")


def without_times(answer: dict) -> dict:
    """Blank what follows the clock or chance: times, stamps and fingerprints."""
    text = TIMES.sub("(time)", json.dumps(answer))
    return json.loads(CODES.sub("(code)", text))


def fill_return(path: Path) -> None:
    """Answer the first action of a return, as a lead would."""
    book = load_workbook(path)
    for column, value in ANSWER.items():
        if value is not None:
            book["Actions"][f"{column}2"] = value
    book.save(path)


def use(trial: Trial) -> dict[str, object]:
    """Do the job of a period; returns everything that came out of it, to be compared."""
    found: dict[str, object] = {"version": trial.run("--version"), "help": trial.run("--help")}
    trial.told("--version")  # it may have other versions of libraries, but it has to say them
    if not trial.empty:  # both work on the same sample: its identifiers are made by chance
        sample = trial.folder.parent / "bundled" / "fresh.plandesk"
        (trial.folder / "plan.plandesk").write_bytes(sample.read_bytes())
    else:
        trial.run("sample", "plan.plandesk")
        fresh = (trial.folder / "plan.plandesk").read_bytes()
        (trial.folder / "fresh.plandesk").write_bytes(fresh)
    found["info"] = trial.told("info", "plan.plandesk")
    trial.run("export", "plan.plandesk", "--json", "plan.json", "--xlsx", "plan.xlsx")
    found["plan as JSON"] = without_times(
        json.loads((trial.folder / "plan.json").read_text("utf-8"))
    )
    found["plan as workbook"] = cells_of(trial.folder / "plan.xlsx")
    found["returns"] = trial.told("returns", "issue", "plan.plandesk", "--out", "returns")
    books = sorted((trial.folder / "returns").glob("*.xlsx"))
    found["cells of the returns"] = {book.name: cells_of(book) for book in books}
    fill_return(books[0])
    found["import"] = without_times(trial.told("returns", "import", "plan.plandesk", str(books[0])))
    found["after the import"] = trial.told("info", "plan.plandesk")
    if found["after the import"] == found["info"]:
        raise Differs("The import of a filled return changed nothing.")
    found["check"] = without_times(trial.told("check", "plan.plandesk"))
    pack = trial.told("pack", "list", "plan.plandesk")["packs"][0]["title"]
    words = ("pack", "build", "plan.plandesk", pack, "--out", "pack")
    found["pack"] = without_times(trial.told(*words, "--public", "--full", "--html", "--xlsx"))
    papers = sorted((trial.folder / "pack").glob("*.pdf"))
    if len(papers) < 2:
        raise Differs(f"The pack has {len(papers)} PDF, not a public and a full one.")
    found["pages of the packs"] = {paper.name: pages_of(paper) for paper in papers}
    return found


def compare(bundled: Trial, unbundled: Trial) -> None:
    """Do the job with both and hold every result against the other."""
    ours, theirs = use(bundled), use(unbundled)
    for what, result in ours.items():
        same(what, without_sizes(result), without_sizes(theirs[what]))
        print(f"  same as unbundled: {what}{extent(result)}")


def without_sizes(result: object) -> object:
    """Leave out the sizes of files: a PDF made a second later may be a byte longer."""
    if isinstance(result, dict):
        return {k: without_sizes(v) for k, v in result.items() if k not in ("bytes", "size")}
    return [without_sizes(each) for each in result] if isinstance(result, list) else result


def extent(result: object) -> str:
    """Say how much was compared."""
    if isinstance(result, dict) and all(isinstance(each, list) for each in result.values()):
        return f" ({len(result)} files, {sum(len(each) for each in result.values())} parts)"
    return ""


def compare_starts(bundled: Trial, unbundled: Trial) -> None:
    """Measure by the clock how long both take to answer; raises Differs above the limit."""

    def answer(trial: Trial) -> float:
        began = time.perf_counter()
        trial.run("info", "plan.plandesk")
        return time.perf_counter() - began

    answer(bundled), answer(unbundled)  # the first start reads the files from the disk
    hold("“info” takes", [in_turns(bundled, unbundled, answer, at) for at in range(ROUNDS)])


def compare_windows(bundled: Trial, unbundled: Trial, picture: Path) -> None:
    """Open the window of both on a virtual screen and compare what is seen and when."""
    shots: dict[bool, Shot] = {}

    def first_window(trial: Trial) -> float:
        with virtual_screen() as screen:
            shots[trial.empty] = screen.photograph([*trial.command, "plan.plandesk"], trial)
        return shots[trial.empty].first

    pairs = [in_turns(bundled, unbundled, first_window, at) for at in range(WINDOWS)]
    ours, theirs = shots[True], shots[False]
    ours.image.save(picture)
    alike = ours.likeness(theirs)
    print(f"  window: {picture.name}, {alike:.1%} of the points as unbundled")
    if ours.colours < 50 or alike < 0.97:
        raise Differs(f"The window is not the same (see {picture}).")
    hold("the first window takes", pairs)


def in_turns(
    bundled: Trial, unbundled: Trial, measure: Callable[[Trial], float], at: int
) -> tuple[float, float]:
    """Measure both one after the other, the other one first in every second pair.

    Whatever else the machine does meets both; the seconds of the bundled program come first.
    """
    order = (bundled, unbundled) if at % 2 else (unbundled, bundled)
    times = {trial.empty: measure(trial) for trial in order}
    return times[True], times[False]


def hold(what: str, pairs: list[tuple[float, float]]) -> None:
    """Hold the middle ratio of the pairs against the limit; raises Differs above it."""
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    told = f"{what} {ours:.2f} s bundled, {theirs:.2f} s unbundled: {ratio:.2f} times"
    if ratio > MOST_START:
        raise Differs(f"{told}, and at most {MOST_START} is allowed.")
    print(f"  {told}")


def main(arguments: list[str]) -> int:
    """Compare a built program with the checkout's; exit status 1 where they differ."""
    program = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="plandesk-try-") as scratch:
        bundled = Trial([str(program)], Path(scratch) / "bundled", empty=True)
        unbundled = Trial([sys.executable, "-m", "plandesk"], Path(scratch) / "unbundled", False)
        try:
            compare(bundled, unbundled)
            compare_starts(bundled, unbundled)
            if sys.platform.startswith("linux"):
                compare_windows(bundled, unbundled, CHECKOUT / "build" / "bundle-window.png")
        except Differs as fault:
            print(f"\n{fault}", file=sys.stderr)
            return 1
    print("The bundle does what the unbundled program does.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
