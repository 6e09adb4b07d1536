"""Plans to work on: a copy of the sample in a real file, with a clock that tests can turn."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from plandesk.services.document import Document

ON_SERVER = "PLANDESK_TEST_ON_SERVER"  # the same tests, on a plan that a server keeps


@dataclass(slots=True)
class Clock:
    """A clock that stands still until a test turns it."""

    now: dt.datetime = dt.datetime(2024, 5, 2, 9, 0)  # noqa: DTZ001

    def __call__(self) -> dt.datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def plan_path(sample_file: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_file, tmp_path / "plan.plandesk"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def doc(plan_path: Path, clock: Clock, request: pytest.FixtureRequest):
    place = request.getfixturevalue("shared") if ON_SERVER in os.environ else plan_path
    with Document.open(place, who="J. Brown", clock=clock) as document:
        yield document
