"""A plan survives a disk that fails and a power cut at any moment of any operation.

``PLANDESK_FAULTS`` is at how many points each fault is tried (all of them with ``all``), and
``PLANDESK_CUTS`` how many disks after a power cut are looked at.
"""

import os
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from faulty_disk import Disk, Script, build, can_build, read_log

from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.seal import seal_holds

if not can_build():
    pytest.skip("needs Linux and a C compiler", allow_module_level=True)

BUSY = bool(os.environ.get("CI"))
FAULTS = os.environ.get("PLANDESK_FAULTS", "12" if BUSY else "5")
CUTS = int(os.environ.get("PLANDESK_CUTS", "300" if BUSY else "60"))
LIMIT = int(os.environ.get("PLANDESK_TIMEOUT", "7200"))  # seconds

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(LIMIT),
]


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    script = Script(build(tmp_path_factory.mktemp("disk")))
    yield script
    script.close()


@pytest.fixture
def folder():
    """A folder in memory where there is one: a failing disk need not be slow as well."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


class Plans:
    """Fresh copies of the sample, each in a folder of its own that goes when it is sound."""

    def __init__(self, sample, folder):
        self._fresh, self._folder, self._made = sample.read_bytes(), folder, 0

    def new(self):
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir()
        plan = folder / "plan.plandesk"
        plan.write_bytes(self._fresh)
        return plan


@pytest.fixture
def plans(sample_file, folder):
    return Plans(sample_file, folder)


def check(plan, saved):
    """Everything called saved is in the file, nothing is half done, and the file is whole."""
    with Document.open(plan, who="Next morning") as document:
        assert saved <= document.commits <= saved + 1, "a saved step is lost"
        with document.read() as session:
            assert file_problems(session) == []
            assert seal_holds(session.connection())


def points(script, plans):
    """Where the fault is tried: every point of the script, or so many spread over it."""
    run = script.run(plans.new())
    assert run.status == 0, run.said
    assert len(run.lines("saved")) > 40
    total = run.points
    if FAULTS == "all":
        return list(range(1, total + 1))
    # Shares of the script, not numbers: how often a disk is written to varies a little.
    dice = random.Random(int(FAULTS))
    return sorted({1 + int(dice.random() * total) for _ in range(int(FAULTS))})


def test_killed_at_a_point_of_writing_nothing_saved_is_lost(script, plans):
    for at in points(script, plans):
        plan = plans.new()
        run = script.run(plan, "k", at)
        assert run.status == 9, f"not killed at {at}: {run.said}"
        check(plan, run.saved)
        shutil.rmtree(plan.parent)


@pytest.mark.parametrize("forever", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("mode", ["f", "e", "s"], ids=["full", "failing", "half written"])
def test_a_disk_that_fails_leaves_the_plan_whole_and_the_officer_told(script, plans, mode, forever):
    told = 0
    for at in points(script, plans):
        plan = plans.new()
        run = script.run(plan, mode, at, forever=forever)
        assert run.status == 0, f"at {at}: {run.said[-3:]}"
        for said in run.lines("problem"):
            told += 1
            message, hint = said.split(" | ")
            assert plan.stem in message or str(plan.parent) in message, said
            assert hint.endswith("."), said
        check(plan, run.saved)
        shutil.rmtree(plan.parent)
    assert told


def states(disk, log, number, dice):
    """Yield so many disks after a power cut, spread over the whole log."""
    changes = list(read_log(log))
    cuts = sorted(dice.randrange(len(changes) + 1) for _ in range(number))
    for place, change in enumerate([*changes, None]):
        while cuts and cuts[0] == place:
            cuts.pop(0)
            yield disk.after_cut(dice), disk.saved
        if change is not None:
            disk.play(*change)


def lay(view, old, folder):
    """Write a disk's files into a folder."""
    for path, content in view.items():
        new = folder / Path(path).relative_to(old)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(content)


def test_after_a_power_cut_everything_saved_is_there(script, plans, folder):
    plan = plans.new()
    disk, log = Disk.holding(plan), folder / "log"
    assert script.run(plan, log=log).status == 0
    dice = random.Random(CUTS)
    for view, saved in states(disk, log, CUTS, dice):
        after = folder / "after"
        lay(view, plan.parent, after)
        check(after / plan.name, saved)
        shutil.rmtree(after)


def test_the_simulation_would_notice_a_plan_that_does_not_sync(script, plans, folder):
    plan = plans.new()
    disk, log = Disk.holding(plan), folder / "log"
    assert script.run(plan, log=log).status == 0
    dice, bad = random.Random(1), 0
    careless = [change for change in read_log(log) if change[0] not in "SD"]
    for change in careless:
        disk.play(*change)
    for _ in range(10):
        after = folder / "after"
        lay(disk.after_cut(dice), plan.parent, after)
        try:
            check(after / plan.name, disk.saved)
        except Exception:  # noqa: BLE001 - any way of noticing will do
            bad += 1
        shutil.rmtree(after, ignore_errors=True)
    assert bad
