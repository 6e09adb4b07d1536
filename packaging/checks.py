"""Run the whole suite: style, types, import rules and tests, in words a newcomer can read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from environment import Environment
from trouble import Trouble

# A worker that is done takes tests over from one that is held up by a long one.
_TWO_WORKERS = ("-n", "2", "--dist", "worksteal")


@dataclass(frozen=True)
class Check:
    """One tool of the suite, and what it looks at."""

    title: str
    command: tuple[str, ...]


def quick_checks(environment: Environment) -> list[Check]:
    """The checks that come before the tests."""
    python = str(environment.python)
    ruff = (python, "-m", "ruff")
    linter = str(environment.command("lint-imports"))  # its cache has answered for older sources
    return [
        Check("code style (ruff check)", (*ruff, "check", ".")),
        Check("code layout (ruff format)", (*ruff, "format", "--check", ".")),
        Check("types (pyright)", (python, "-m", "pyright")),
        Check("import rules (lint-imports)", (linter, "--no-cache")),
    ]


def pytest_command(environment: Environment, options: list[str]) -> list[str]:
    """Build the test command: two workers, unless the options say otherwise."""
    workers = () if any(chooses_workers(option) for option in options) else _TWO_WORKERS
    return [str(environment.python), "-m", "pytest", *workers, *options]


def chooses_workers(option: str) -> bool:
    """Tell whether an option of pytest already says how many workers to use."""
    return option.startswith(("-n", "--numprocesses", "--pdb")) or option == "no:xdist"


def passed(check: Check, folder: Path) -> bool:
    """Run one check; its own words are shown only when it finds something."""
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    outcome = "ok" if done.returncode == 0 else "FAILED"
    print(f"  {check.title:<32} {outcome:<6} {time.monotonic() - began:5.1f} s")
    if done.returncode:
        print("\n".join(f"    {line}" for line in done.stdout.rstrip().splitlines()))
    return done.returncode == 0


def run_suite(environment: Environment, options: list[str]) -> int:
    """Run every check and every test, whatever fails on the way; 0 only when all passed."""
    print("\nChecks of the source:")
    failed = [c.title for c in quick_checks(environment) if not passed(c, environment.checkout)]
    print("\nTests (about the plan file, returns, packs, the window and the command line):")
    sys.stdout.flush()
    status = run_pytest(environment, options)
    if failed:
        print(f"Not passed: {'; '.join(failed)} (see above).", file=sys.stderr)
    return status or (1 if failed else 0)


def run_pytest(environment: Environment, options: list[str]) -> int:
    """Run pytest with its output as it comes; returns its exit status."""
    command = pytest_command(environment, options)
    surroundings = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=environment.checkout, env=surroundings, check=False
    ).returncode


# How often each trial of the plan file is made: at full length, and in continuous integration.
TRIALS = {
    "PLANDESK_KILLS": ("1000", "100"),  # kill -9 in each kind of work
    "PLANDESK_FAULTS": ("all", "40"),  # points of writing at which the disk fails
    "PLANDESK_CUTS": ("10000", "1000"),  # states of the disk after a power cut
    "PLANDESK_FLIPS": ("2000", "300"),  # flipped bits
    "PLANDESK_OPENS": ("1000", "100"),  # openings of a sound plan
    "PLANDESK_SCHEDULES": ("500", "50"),  # orders of two writers' steps
    "PLANDESK_WALKS": ("10000", "100"),  # sequences of thirty steps
    "PLANDESK_MERGES": ("10000", "500"),  # pairs of copies that are merged
    "PLANDESK_MUTANTS": ("20000", "400"),  # broken files of all kinds together
    "PLANDESK_TEXTS": ("5000", "300"),  # texts through pages and sheets
}
TRIAL_TESTS = (
    "tests/trust",
    "tests/services/test_random_walk.py",
    "tests/services/test_merge.py",
    "tests/services/test_rescue.py",
    "tests/services/test_clean_copy.py",
    "tests/store/test_migration_faults.py",
)


def run_trials(environment: Environment, options: list[str]) -> int:
    """Try the plan file in every way there is, each as often as ``TRIALS`` says."""
    short = "--short" in options
    os.environ.setdefault("PLANDESK_TIMEOUT", "0")  # however long it takes
    for name, counts in TRIALS.items():
        os.environ.setdefault(name, counts[short])
        print(f"  {name:<20} {os.environ[name]}")
    sys.stdout.flush()
    os.environ["PLANDESK_TABLE"] = "1"  # of trials, runs and what they found, at the end
    rest = [option for option in options if option != "--short"]
    places = [] if any(option.startswith("tests/") for option in rest) else list(TRIAL_TESTS)
    return run_pytest(environment, ["--timeout=0", *rest, *places])


def run_benchmarks(environment: Environment, options: list[str]) -> int:
    """Measure speed, one benchmark at a time so that none disturbs another."""
    script = environment.checkout / "tests" / "benchmarks" / "bench.py"
    if not script.exists():
        raise Trouble(
            "There are no benchmarks in this checkout (tests/benchmarks/bench.py).",
            "Get a version that has them.",
        )
    command = [str(environment.python), str(script), *options]
    return subprocess.run(command, cwd=environment.checkout, check=False).returncode
