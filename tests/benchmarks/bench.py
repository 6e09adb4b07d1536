"""Run every benchmark of this folder, one after the other, and print one table.

``python packaging/bootstrap.py bench`` runs it. ``--short`` leaves out the large plans, ``--json
FILE`` writes the table as JSON, names choose benchmarks. A race that breaks its budget is run
again: a machine is sometimes busy, a slow program always. Ends with 1 when one is broken twice.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import races

HERE = Path(__file__).resolve().parent


def run(script: Path, *, short: bool) -> tuple[list[dict[str, Any]], str]:
    """Run one benchmark; return its races, and what went wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        gathered = Path(folder) / "races"
        environment = {**os.environ, races.GATHER: str(gathered)}
        if short:
            environment[races.SHORT] = "1"
        done = subprocess.run(
            [sys.executable, script], env=environment, capture_output=True, text=True, check=False
        )
        said = gathered.read_text(encoding="utf-8").splitlines() if gathered.exists() else []
    found = [json.loads(text) for text in said]
    broken = any(not race.get("kept", True) for race in found)
    trouble = done.stderr.strip() if done.returncode and not broken else ""
    return found, trouble


def twice(script: Path, *, short: bool) -> tuple[list[dict[str, Any]], str]:
    """Run a benchmark, and once more where a budget was broken; keep each race's better run."""
    found, trouble = run(script, short=short)
    if any(not race.get("kept", True) for race in found):
        again, trouble = run(script, short=short)
        better = {race["name"]: race for race in again}
        found = [min(race, better.get(race["name"], race), key=_ratio) for race in found]
    return found, trouble


def _ratio(race: dict[str, Any]) -> float:
    return race.get("ratio", 0.0)


def main() -> int:
    """Run them, print the table, and tell whether all budgets were kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="benchmarks, such as start or returns")
    parser.add_argument("--short", action="store_true", help="small plans only")
    parser.add_argument("--json", metavar="FILE", help="write the table as JSON")
    args = parser.parse_args()
    scripts = [
        script
        for script in sorted(HERE.glob("bench_*.py"))
        if not args.names or script.stem.removeprefix("bench_") in args.names
    ]
    print(races.head(), flush=True)
    table: list[dict[str, Any]] = []
    failed = False
    for script in scripts:
        found, trouble = twice(script, short=args.short)
        for race in found:
            print(races.line(race), flush=True)
            failed |= not race.get("kept", True)
        if trouble:
            failed = True
            print(f"{script.name} could not be run: {trouble.splitlines()[-1]}", file=sys.stderr)
        table += found
    if args.json:
        about = {"python": platform.python_version(), "cores": os.cpu_count()}
        text = json.dumps({"machine": about, "races": table}, indent=1)
        Path(args.json).write_text(text + "\n", encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
