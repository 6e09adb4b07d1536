"""Every file of the faulty set through every door: time, memory, Cancel, and the plan untouched."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from plandesk.errors import Cancelled, UserError
from plandesk.excel import worker as workers
from plandesk.excel.worker import Reading, ReadingWorker
from plandesk.reports.attachments import Consent
from plandesk.services.document import Document
from plandesk.services.returns.incoming import preview_returns
from plandesk.services.trackers.reading import guess_tracker, read_guess

SECONDS, MEGABYTES = 20.0, 600

pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@dataclass
class Cost:
    """The longest time a file took, and the most memory that the reading process had."""

    seconds: float = 0.0
    name: str = ""
    megabytes: int = 0

    def note(self, name: str, seconds: float) -> None:
        if seconds > self.seconds:
            self.seconds, self.name = seconds, name
        running = workers._SPARE._running
        if running is not None and sys.platform.startswith("linux"):
            status = Path(f"/proc/{running.process.pid}/status").read_text("ascii")
            peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
            self.megabytes = max(self.megabytes, int(peak.split()[1]) // 1024)


@pytest.fixture
def cases(shared_data):
    folder = shared_data / "badfiles"
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))
    found = [folder / each["file"] for each in listed if each["family"] != "sqlite"]
    assert len(found) > 80, "the set is not whole"
    return found


DOORS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "return": ("plandesk.excel.returns.read:read_return", (None,)),
    "tracker": ("plandesk.excel.trackers.book:open_tracker_file", (None,)),
    "register": ("plandesk.excel.register_book:read_register_book", ({"ref", "title"},)),
    "attachment": ("plandesk.reports.attachments:checked", ("name", Consent(), False)),
    "paper": ("plandesk.reports.attachments:checked", ("name", Consent(), True)),
    "plan as JSON": ("plandesk.services.plan_json:from_json", ()),
    "plan in a pack": ("plandesk.services.plan_json:from_pack", ()),
}


@pytest.mark.parametrize("door", list(DOORS))
def test_each_file_is_read_or_refused_in_time_and_within_the_memory(
    cases, door, record_property, trial
):
    function, more = DOORS[door]
    cost, faults = Cost(), []
    for path in cases:
        start = time.monotonic()
        with ReadingWorker() as worker:
            asked = Reading(function, path.name, (path, *more))
            (result,) = worker.results([asked])
        cost.note(path.name, time.monotonic() - start)
        trial("file of the faulty set through a door")
        if result.error is not None:
            assert result.error.message
            assert result.error.hint or result.error.message
            faults += [f"{path.name}: {each}" for each in getattr(result.error, "__notes__", ())]
    print(f"\n{door}: {cost}")  # noqa: T201 - the figure, shown with -s
    record_property("cost", str(cost))
    assert not faults, "\n".join(faults)
    assert cost.seconds <= SECONDS, cost
    assert cost.megabytes <= MEGABYTES, cost


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_file_changes_the_plan_without_a_preview(cases, sample_file):
    with Document.open(sample_file):
        pass
    before = digest(sample_file)
    with Document.open(sample_file) as document:
        files = preview_returns(document, cases).files
        assert len(files) >= len(cases)
        for path in cases:
            if path.suffix in {".xlsx", ".xlsm", ".xls"}:
                with contextlib.suppress(UserError):
                    read_guess(guess_tracker(path))
    assert digest(sample_file) == before


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes are made in another way there")
@pytest.mark.parametrize("door", ["return", "tracker", "register", "plan as JSON"])
def test_cancel_works_within_a_second_whatever_is_being_read(door, tmp_path):
    function, more = DOORS[door]
    path = tmp_path / "endless.xlsx"
    os.mkfifo(path)  # whoever reads it waits for ever
    asked = [0.0]
    begun = time.monotonic()

    def step(*_: object) -> None:
        if time.monotonic() - begun > 1.0:
            asked[0] = asked[0] or time.monotonic()
            raise Cancelled

    with ReadingWorker() as worker, pytest.raises(Cancelled):
        list(worker.results([Reading(function, path.name, (path, *more))], step))
    assert asked[0]
    assert time.monotonic() - asked[0] < 1.0
