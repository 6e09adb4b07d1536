"""One race: what PlanDesk takes, against a limit or a peer measured in the same run.

A benchmark says each of its races with ``say``; ``bench.py`` runs all benchmarks, gathers what
they said and prints one table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

GATHER = "PLANDESK_RACES"
SHORT = "PLANDESK_SHORT"


@dataclass(frozen=True, slots=True)
class Race:
    """A measured race: seconds (or ``unit``), against what, and the ratio allowed at most.

    ``limit`` is what the peer took, or a fixed limit in the same unit where there is no peer.
    """

    name: str
    ours: float
    against: str
    limit: float
    budget: float = 1.0
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """Return how many times the limit we take."""
        return self.ours / self.limit

    @property
    def kept(self) -> bool:
        """Tell whether the budget is kept."""
        return self.ratio <= self.budget


def is_short() -> bool:
    """Tell whether only the short form is asked for: small plans, ratios only."""
    return bool(os.environ.get(SHORT))


def say(race: Race) -> bool:
    """Print a race, hand it to whoever gathers them, and tell whether it kept its budget."""
    print(line(asdict(race) | {"ratio": race.ratio, "kept": race.kept}), flush=True)
    _gather({**asdict(race), "ratio": race.ratio, "kept": race.kept})
    return race.kept


def leave_out(name: str, why: str) -> None:
    """Say that a race was not run, and why."""
    print(f"{name:46} left out: {why}", flush=True)
    _gather({"name": name, "left_out": why})


def _gather(said: dict[str, Any]) -> None:
    target = os.environ.get(GATHER)
    if target:
        with Path(target).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(said) + "\n")


def line(said: dict[str, Any]) -> str:
    """Return one line of the table."""
    if "left_out" in said:
        return f"{said['name']:46} left out: {said['left_out']}"
    unit = said["unit"]
    digits = 0 if unit != "s" else 3
    return (
        f"{said['name']:46} "
        f"{said['ours']:9.{digits}f} {unit:3} {said['limit']:9.{digits}f} {unit:3} "
        f"{said['ratio']:6.2f}  {said['budget']:5.2f}  {'ok  ' if said['kept'] else 'OVER'}  "
        f"{said['against']}"
    )


def head() -> str:
    """Return the head of the table."""
    return f"{'race':46} {'ours':>13} {'limit':>13} {'ratio':>6} {'budget':>6}        against"


def processor_seconds() -> float:
    """Return how long the processors worked for this process and for those it waited for."""
    if sys.platform == "win32":
        return time.process_time()
    import resource

    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(told.ru_utime + told.ru_stime for told in map(resource.getrusage, kinds))


def clock() -> Callable[[], float]:
    """Return what measures: the clock on the wall; in the short form the work of the processors.

    The short form runs where other work goes on, whose share of the time means nothing.
    """
    return processor_seconds if is_short() else time.perf_counter


def seconds(act: Callable[[], object]) -> float:
    """Return how long one call takes."""
    now = clock()
    start = now()
    act()
    return now() - start


def in_turn(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int = 5
) -> tuple[float, float]:
    """Run two acts in turn, so that a busy moment hits both; return the pair of middle ratio."""
    ours(), theirs()  # both warm
    pairs = [(seconds(ours), max(seconds(theirs), 1e-9)) for _ in range(rounds)]
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[rounds // 2]


def whole_process(command: Sequence[str | Path], **surroundings: str) -> Callable[[], object]:
    """Return a call that runs a command from start to end, with compiled files in place."""
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment = {**known, **surroundings}
    words = [str(word) for word in command]
    return lambda: subprocess.run(words, env=environment, check=True, capture_output=True)
