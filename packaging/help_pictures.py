#!/usr/bin/env python3
"""Take the pictures of the help from the running program, at a size that prints well.

usage: .venv/bin/python packaging/help_pictures.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from environment import Environment
from sample_tour import SAMPLE, plandesk
from screenshots import display
from trouble import Trouble

WIDTH, COLOURS = 1000, 256
SIZE = "1200x675"
BEFORE_ISSUE = "returns-issue"  # shown before anything is sent: later nobody is ticked
# The scene of the gallery that shows what a picture of the help is about.
SCENES = {
    "start": "start",
    "tracker": "tracker-3",
    "issue": BEFORE_ISSUE,
    "import": "returns-preview",
    "period": "period",
    "review": "review-0",
    "packs": "packs",
    "history": "history-file",
    "plan": "inspector-UpdatePage",
    "preferences": "preferences",
}
# The part of a picture that is kept, from the top: the welcome is empty below.
KEPT = {"start": 0.75}


def filled_return(source: Path, target: Path) -> None:
    """Answer a return as a lead does: one rating up, one down, with a word on each."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    sheet = book["Actions"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    rating = next(at for name, at in heads.items() if name.endswith("Rating now"))
    progress = next(at for name, at in heads.items() if name.endswith("Progress this period"))
    for row, (word, said) in enumerate(
        (("Green", "The backlog is cleared and stays so."), ("Red", "Two schools left the pilot.")),
        start=2,
    ):
        sheet.cell(row, rating).value = word
        sheet.cell(row, progress).value = said
    book.save(target)


def scenes(environment: Environment, scratch: Path) -> Path:
    """Bring the sample into a state worth showing, and photograph every scene."""
    sample, returns = scratch / SAMPLE, scratch / "returns"
    plandesk(environment, "sample", str(sample))
    tracker = str(scratch / "tracker.xlsx")
    environment_run(environment, ("-m", "plandesk.cli", "export", str(sample), "--xlsx", tracker))
    early, shots = scratch / "early", scratch / "shots"
    photographs(environment, sample, early, "--only", BEFORE_ISSUE)
    plandesk(environment, "returns", "issue", str(sample), "--out", str(returns))
    plandesk(environment, "review", "start", str(sample), "--title", "Refresh 2024")
    first = sorted(returns.glob("*.xlsx"))[0]
    back = scratch / "back.xlsx"
    filled_return(first, back)
    photographs(environment, sample, shots, "--returns", str(back), "--tracker", tracker)
    for later in shots.glob(f"???-{BEFORE_ISSUE}.png"):
        shutil.copy(next(early.glob(f"???-{BEFORE_ISSUE}.png")), later)
    return shots


def photographs(environment: Environment, plan: Path, folder: Path, *options: str) -> None:
    """Photograph the scenes of the window on a plan into a folder."""
    words = ("-m", "plandesk.ui.photograph", str(plan), str(folder), "--all", "--size", SIZE)
    environment_run(environment, words, options)


def environment_run(environment: Environment, *parts: tuple[str, ...]) -> None:
    """Run a module of the checkout."""
    words = [word for part in parts for word in part]
    subprocess.run([str(environment.python), *words], check=True, cwd=environment.checkout)


def main() -> int:
    """Take the scenes and keep those that the help shows, small."""
    from PIL import Image

    checkout = Path(__file__).resolve().parent.parent
    environment = Environment(checkout)
    folder = checkout / "resources" / "help" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["LOGNAME"] = "J. Brown"  # an officer who is in no plan, not whoever takes them
    with tempfile.TemporaryDirectory(prefix="PlanDesk-") as name, display():
        shots = scenes(environment, Path(name))
        for picture, scene in SCENES.items():
            found = sorted(shots.glob(f"???-{scene}.png"))
            if not found:
                happened = f"The gallery has no scene {scene} for the picture {picture}."
                raise Trouble(happened, "Name one of those it takes in SCENES.")
            with Image.open(found[0]) as shot:
                kept = round(shot.height * KEPT.get(picture, 1.0))
                wide = shot.convert("RGB").crop((0, 0, shot.width, kept))
            tall = round(wide.height * WIDTH / wide.width)
            small = wide.resize((WIDTH, tall), Image.Resampling.LANCZOS)
            target = folder / f"{picture}.png"
            small.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
            print(f"{target.relative_to(checkout)}: {target.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(1)
