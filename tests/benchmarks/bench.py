"""Run every benchmark of this folder, one after the other, and print one table.

``python packaging/bootstrap.py bench`` runs it. ``--short`` leaves out the large plans and what
has no peer, ``--json FILE`` writes the table as JSON, ``--readme`` writes it into the README;
``--from FILE`` takes it from such JSON instead of measuring. Names choose benchmarks. A race that
breaks its budget is run again: a machine is sometimes busy, a slow program always. Ends with 1
when one is broken twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import races
import readme_table

HERE = Path(__file__).resolve().parent


def run(script: Path, *, short: bool) -> tuple[list[dict[str, Any]], str]:
    """Run one benchmark; return its races, and what went wrong with it."""
    with tempfile.TemporaryDirectory() as folder:
        gathered = Path(folder) / "races"
        environment = {**os.environ, races.GATHER: str(gathered)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # programs have their compiled files
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
    """Run them or read what they said, print the table, and tell whether budgets were kept."""
    args = _asked()
    if args.earlier:
        told, failed = json.loads(Path(args.earlier).read_text(encoding="utf-8")), False
    else:
        told, failed = _measured(args)
    if args.json:
        Path(args.json).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if args.readme:
        readme_table.put_into(HERE.parents[1] / "README.md", told)
    return 1 if failed else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="benchmarks, such as start or returns")
    parser.add_argument("--short", action="store_true", help="small plans and ratios only")
    parser.add_argument("--json", metavar="FILE", help="write the table as JSON")
    parser.add_argument("--readme", action="store_true", help="write the table into the README")
    parser.add_argument("--from", dest="earlier", metavar="FILE", help="take it from such JSON")
    return parser.parse_args()


def _measured(args: argparse.Namespace) -> tuple[dict[str, Any], bool]:
    """Return the machine with all races, and whether any budget was broken."""
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
    return {"machine": _machine(), "races": table}, failed


def _machine() -> dict[str, Any]:
    """Say what the races were run on."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cores": os.cpu_count(),
        "on": dt.datetime.now(dt.UTC).date().isoformat(),
    }


if __name__ == "__main__":
    sys.exit(main())
