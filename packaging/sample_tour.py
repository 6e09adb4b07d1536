"""Show PlanDesk on its sample plan: in the window, or as files where there is no display."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from environment import Environment
from trouble import Trouble

SAMPLE = "sample.plandesk"


def has_display() -> bool:
    """Tell whether a window could be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def sample_place(home: Path, checkout: Path) -> Path:
    """Choose where the reader's own copy of the sample goes: their documents, if there are any."""
    documents = home / "Documents"
    folder = documents / "PlanDesk" if documents.is_dir() else checkout / "build"
    return folder / SAMPLE


def open_window(environment: Environment) -> int:
    """Open the window on the reader's copy of the sample; returns when the window is closed."""
    sample = sample_place(Path.home(), environment.checkout)
    if sample.exists():
        print(f"Opening your copy of the sample plan: {sample}")
        print("(Delete that file to start from a fresh one.)")
    else:
        sample.parent.mkdir(parents=True, exist_ok=True)
        plandesk(environment, "sample", str(sample))
        print(f"Opening a copy of the sample plan: {sample}")
    command = [str(environment.command("plandesk")), str(sample)]
    return subprocess.run(command, check=False).returncode


def plandesk(environment: Environment, *arguments: str) -> dict:
    """Run one command of PlanDesk and return its JSON answer; raises Trouble with its words."""
    command = [str(environment.command("plandesk")), *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        answer = {}
    if done.returncode or not answer:
        error = answer.get("error", {})
        said = error.get("message") or done.stderr.strip() or done.stdout.strip() or "no answer"
        raise Trouble(
            f"{shlex.join(['plandesk', *arguments])}\nended with status {done.returncode}: {said}",
            error.get("hint") or "If the words above do not help, please report them.",
            status=done.returncode or 1,
        )
    return answer


def show_as_files(environment: Environment) -> int:
    """Do the window's job on the sample without a display, and say where the files are."""
    folder = environment.checkout / "build" / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sample = folder / SAMPLE
    print("\nThere is no display here, so PlanDesk does the same job and leaves files to look at.")
    plandesk(environment, "sample", str(sample))
    info = plandesk(environment, "info", str(sample))
    show(sample, environment, describe_plan(info))
    period = latest_period(info)
    issued = plandesk(
        environment,
        *("returns", "issue", str(sample), "--period", period, "--out", str(folder / "returns")),
    )
    count = len(issued["returns"])
    show(folder / "returns", environment, f"{count} returns for {period}, one workbook per lead")
    for paper in build_pack(environment, sample, folder / "pack"):
        pages = f", {paper['pages']} pages" if paper.get("pages") else ""
        show(Path(paper["path"]), environment, f"board pack ({paper['kind']}){pages}")
    picture = folder / "window.png"
    photograph(environment, sample, picture)
    show(picture, environment, "the window, as it looks on a display")
    print(f"\nEverything is in {folder}")
    print(
        f"On a computer with a display the same command opens the window; or type:\n"
        f"  {environment.shown('plandesk')} {sample.relative_to(environment.checkout)}"
    )
    return 0


def build_pack(environment: Environment, sample: Path, out: Path) -> list[dict]:
    """Build the sample's first pack, public and full; returns the files that were made."""
    packs = plandesk(environment, "pack", "list", str(sample))["packs"]
    if not packs:
        raise Trouble("The sample plan holds no pack.", "Please report this.")
    name = packs[0]["title"]
    built = plandesk(environment, "pack", "build", str(sample), name, "--out", str(out))
    return built["files"]


def latest_period(info: dict) -> str:
    """Choose the reporting period to ask returns for: the last that is open."""
    labels = [period["label"] for period in info["periods"] if period["state"] == "open"]
    if not labels:
        raise Trouble("The sample plan has no open reporting period.", "Please report this.")
    return labels[-1]


def describe_plan(info: dict) -> str:
    """Say in half a line what the plan holds, in its own level names."""
    plan = info["plans"][0]
    counts = (plan["counts"][f"level{number}"] for number in (1, 2, 3))
    parts = [
        f"{count} {name.lower()}s" for count, name in zip(counts, plan["levels"], strict=False)
    ]
    return f"the sample plan: {', '.join(parts)}"


def photograph(environment: Environment, sample: Path, picture: Path, size: str = "") -> None:
    """Draw the window into a PNG file, offscreen unless the caller set a display."""
    command = [str(environment.python), "-m", "plandesk.ui.photograph", str(sample), str(picture)]
    surroundings = dict(os.environ)
    if not has_display():
        surroundings["QT_QPA_PLATFORM"] = "offscreen"
    done = subprocess.run(
        [*command, *(["--size", size] if size else [])],
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not picture.exists():
        raise Trouble(
            f"The window could not be drawn:\n{done.stderr.strip() or done.stdout.strip()}",
            "If the words above do not help, please report them.",
        )


def show(path: Path, environment: Environment, words: str) -> None:
    """Print one result: where it is and what it is."""
    with suppress(ValueError):
        path = path.resolve().relative_to(environment.checkout)
    print(f"  {path!s:<48} {words}")
