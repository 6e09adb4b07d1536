"""A plan survives a disk that fails and a power cut at any moment of any operation.

``PLANDESK_FAULTS`` is at how many points each fault is tried (all of them with ``all``), and
``PLANDESK_CUTS`` how many disks after a power cut are looked at.
"""

import hashlib
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from faulty_disk import Disk, Fault, Script, build, can_build, read_log

from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.store.backup import list_backups

if not can_build():
    pytest.skip("needs Linux and a C compiler", allow_module_level=True)

from each_op import OPERATIONS

BUSY = bool(os.environ.get("CI"))
FAULTS = os.environ.get("PLANDESK_FAULTS", "40" if BUSY else "15")
CUTS = int(os.environ.get("PLANDESK_CUTS", "1000" if BUSY else "60"))
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


@pytest.fixture(scope="module")
def folder():
    """A folder in memory where there is one: a failing disk need not be slow as well."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


class Plans:
    """Copies of a plan, each in a folder of its own that goes when it is sound."""

    def __init__(self, fresh, folder):
        self._fresh, self._folder, self._made = fresh, folder, 0
        with Document.open(self.new(), read_only=True) as document:
            self._commits = document.commits

    def new(self, content=b""):
        self._made += 1
        folder = self._folder / str(self._made)
        folder.mkdir()
        plan = folder / "plan.plandesk"
        plan.write_bytes(content or self._fresh)
        return plan

    def disk(self, plan):
        """Return a disk that holds the plan as it was at first."""
        return Disk.holding(plan, self._fresh, self._commits)


@pytest.fixture(scope="module")
def plans(_sample_bytes, folder):
    return Plans(_sample_bytes, folder)


class Morning:
    """Opens plans as officers do the next morning; the same bytes are looked through once."""

    def __init__(self):
        self._sound = set()
        self._commits = {}

    def opens(self, plan, saved):
        """Everything called saved is in the file, nothing is half done, and the file is whole."""
        left = self._left(plan)
        if left not in self._commits:
            with Document.open(plan, who="Next morning") as document:
                self._commits[left] = document.commits
            for path in (plan, *(kept.path for kept in list_backups(plan))):
                self._look_through(path)
        assert saved <= self._commits[left] <= saved + 1, "a saved step is lost"
        shutil.rmtree(plan.parent)

    def _left(self, plan):
        """Return what tells one folder from another: the names in it, and what each file holds."""
        files = (path for path in plan.parent.rglob("*") if path.is_file())
        return frozenset(
            (str(path.relative_to(plan.parent)), hashlib.sha256(path.read_bytes()).digest())
            for path in files
        )

    def _look_through(self, path):
        content = hashlib.sha256(path.read_bytes()).digest()
        if content not in self._sound:
            with Document.open(path, read_only=True) as document, document.read() as session:
                assert file_problems(session) == []
            self._sound.add(content)


@pytest.fixture(scope="module")
def morning():
    return Morning()


def some(total, salt):
    """Where a fault is tried: at every point there is, or so many spread over all of them."""
    number = total if FAULTS == "all" else min(int(FAULTS), total)
    return sorted(random.Random(salt).sample(range(1, total + 1), number))


def lay(view, old, plan):
    """Write the files of a disk into the folder of a plan."""
    for path, content in view.items():
        new = plan.parent / Path(path).relative_to(old.parent)
        new.parent.mkdir(exist_ok=True)
        new.write_bytes(content)


@pytest.fixture(scope="module")
def whole(script, plans, folder):
    """The plan that each operation was done to, and every change of the disk meanwhile."""
    plan, log = plans.new(), folder / "log"
    run = script.run(plan, log=log)
    assert run.status == 0, run.said
    assert len(run.lines("saved")) > 40
    return plan, run, list(read_log(log))


# --- killed ---------------------------------------------------------------------------------------


def test_killed_at_a_point_of_writing_nothing_saved_is_lost(
    whole, script, plans, folder, morning, trial
):
    _, run, _ = whole
    points = some(run.points, "kill")
    few = max(2, min(20, len(points) // 10))  # each takes as long as all operations together
    for at in points[:: len(points) // few]:
        plan, log = plans.new(), folder / "log of one killed"
        disk = plans.disk(plan)
        killed = script.run(plan, Fault("k", at), log=log)
        assert killed.status == 9, f"not killed at {at}: {killed.said}"
        for change in read_log(log):
            disk.play(*change)
        there = {str(path): path.read_bytes() for path in plan.parent.rglob("*") if path.is_file()}
        assert there == disk.now(), "the disk is not told of by its log"
        morning.opens(plan, disk.saved)
        trial("kill -9 at a chosen write")


def test_killed_at_every_point_of_writing_nothing_saved_is_lost(whole, plans, morning, trial):
    """What a killed program leaves is what it had written: no need to kill it so many times."""
    old, _, log = whole
    disk = plans.disk(old)
    points = set(some(sum(change[0] in "WTCULR" for change in log), "point"))
    passed = 0
    for change in log:
        disk.play(*change)
        passed += change[0] in "WTCULR"
        if passed in points:
            points.remove(passed)
            plan = plans.new()
            lay(disk.now(), old, plan)
            morning.opens(plan, disk.saved)
            trial("killed: what is left at a point of writing")
    assert not points


# --- a disk that fails ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def steps(script, plans):
    """Each operation, and the plan as those before it left it."""
    plan, found = plans.new(), []
    for name in OPERATIONS:
        before = plan.read_bytes()
        run = script.run(plan, only=name)
        assert run.status == 0, run.said
        if run.lines("saved"):
            found.append((name, before))
    assert len(found) > 60
    return found


class Bench:
    """One operation, ready to be done to one plan as often as a fault is tried."""

    def __init__(self, script, plans, name, before):
        self._script, self._plans, self._name = script, plans, name
        self._plan = plans.new(before)
        self.folder = self._plan.parent
        script.make_ready(self._plan, name)
        with Document.open(self._plan, read_only=True) as document:
            self.commits = document.commits
        self._there = {path: path.read_bytes() for path in self._files()}

    def _files(self):
        return [path for path in self._plan.parent.rglob("*") if path.is_file()]

    def run(self, fault):
        """Do it, and return how it went and a copy of the plan with all that lies beside it."""
        run = self._script.run(self._plan, fault, only=self._name)
        after = self._plans.new(b"-")
        lay({path: path.read_bytes() for path in self._files()}, self._plan, after)
        after.with_name(after.name + ".lock").unlink(missing_ok=True)  # of the one made ready
        for path in self._files():
            if path not in self._there:
                path.unlink()
        for path, content in self._there.items():
            path.write_bytes(content)
        return run, after


def tried(script, plans, steps, mode):
    """Yield an operation made ready, and at which of its changes of the disk it fails."""
    dice = random.Random(mode)
    every = FAULTS == "all"
    for name, before in steps if every else dice.choices(steps, k=int(FAULTS)):
        bench = Bench(script, plans, name, before)
        counted, after = bench.run(Fault(mode, sys.maxsize))
        shutil.rmtree(after.parent)
        total = counted.points
        for at in range(1, total + 1) if every or not total else [dice.randint(1, total)]:
            yield name, bench, at


CAUSES = {
    "f": ("no room",),
    "s": ("no room",),
    "e": ("reports a fault", "no room or no right"),  # a log that cannot even be begun
}


@pytest.mark.parametrize("forever", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("mode", ["f", "e", "s"], ids=["full", "failing", "half written"])
def test_a_disk_that_fails_leaves_the_plan_whole_and_the_officer_told(
    script, plans, steps, morning, mode, forever, trial
):
    row = {"f": "disk full", "e": "read or write fails", "s": "half a write"}[mode]
    told = 0
    for name, bench, at in tried(script, plans, steps, mode):
        run, plan = bench.run(Fault(mode, at, forever))
        assert run.status == 0, f"{name}, {at}: {run.said[-3:]}"
        for said in run.lines("problem"):
            told += 1
            message, hint = said.split(" | ")
            assert str(bench.folder) in message, f"{name}, {at}: no folder: {said}"
            assert any(cause in message for cause in CAUSES[mode]), f"{name}, {at}: why? {said}"
            assert hint.endswith("."), said
        assert forever or run.lines("saved"), f"{name}, {at}: not taken on the second try"
        morning.opens(plan, run.saved or bench.commits)
        trial(f"{row}, {'for good' if forever else 'once'}")
    assert told


# --- the power goes -------------------------------------------------------------------------------


def states(disk, log, number, dice):
    """Yield so many disks after a power cut, spread over the whole log."""
    cuts = sorted(dice.randrange(len(log) + 1) for _ in range(number))
    for place, change in enumerate([*log, None]):
        while cuts and cuts[0] == place:
            cuts.pop(0)
            yield disk.after_cut(dice), disk.saved
        if change is not None:
            disk.play(*change)


def test_after_a_power_cut_everything_saved_is_there(whole, plans, morning, trial):
    old, _, log = whole
    for view, saved in states(plans.disk(old), log, CUTS, random.Random(CUTS)):
        plan = plans.new()
        lay(view, old, plan)
        morning.opens(plan, saved)
        trial("power cut")


def test_the_simulation_would_notice_a_plan_that_does_not_sync(whole, plans):
    old, _, log = whole
    disk, bad = plans.disk(old), 0
    for change in log:
        if change[0] not in "SD":
            disk.play(*change)
    dice = random.Random(1)
    for _ in range(10):
        plan = plans.new()
        lay(disk.after_cut(dice), old, plan)
        try:
            Morning().opens(plan, disk.saved)
        except Exception:  # noqa: BLE001 - any way of noticing will do
            bad += 1
    assert bad
