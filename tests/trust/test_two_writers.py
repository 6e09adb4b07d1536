"""Two programs write to one plan, as happens on a share where the lock file does not help.

``PLANDESK_SCHEDULES`` is how many random orders of their steps are tried.
"""

import os
import random

import pytest

from plandesk.errors import FileLocked, PlanChanged
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.ops.detail import AddComment
from plandesk.services.queries.plan_tree import plan_rows

if os.name == "nt":
    pytest.skip("needs fork", allow_module_level=True)

SCHEDULES = int(os.environ.get("PLANDESK_SCHEDULES", "20" if os.environ.get("CI") else "6"))
LIMIT = int(os.environ.get("PLANDESK_TIMEOUT", "3600"))  # seconds

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(LIMIT),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


class Officer:
    """A program of its own that takes one step each time it is told to, and says how it went."""

    def __init__(self, plan, name):
        told, self._tell = os.pipe()
        self._hear, said = os.pipe()
        self.child = os.fork()
        if not self.child:
            os.close(self._tell)
            os.close(self._hear)
            try:
                work(plan, name, told, said)
            finally:
                os._exit(1)
        os.close(told)
        os.close(said)

    def start_step(self):
        os.write(self._tell, b"1")

    def end_step(self):
        """What the step came to: the texts saved, and what was said to the officer."""
        return os.read(self._hear, 4096).decode().split("\n")

    def leave(self):
        os.write(self._tell, b"0")
        os.waitpid(self.child, 0)
        os.close(self._tell)
        os.close(self._hear)


def work(plan, name, told, said):
    """Comment on rows; the loser of a race looks again and does it once more."""
    document = Document.open(plan, who=name)
    plan.with_name(plan.name + ".lock").unlink()  # what a careless share does
    dice = random.Random(name)
    number = 0
    os.write(said, b"open")
    while os.read(told, 1) == b"1":
        number += 1
        text, heard = f"{name} {number}", []
        while True:
            with document.read() as session:
                row = dice.choice(plan_rows(session, None))
            try:
                document.run(AddComment(row.id, text, name, document.now))
            except (PlanChanged, FileLocked) as refusal:
                heard.append(str(refusal))
            else:
                break
        os.write(said, "\n".join([text, *heard]).encode())


def comments(plan):
    with Document.open(plan, read_only=True) as document, document.read() as session:
        assert file_problems(session) == []
        rows = session.connection().exec_driver_sql("SELECT text FROM comment").fetchall()
    return {row[0] for row in rows}


def test_no_step_is_lost_and_the_loser_is_told_who_and_what(sample_file, trial):
    dice = random.Random(SCHEDULES)
    fresh = sample_file.read_bytes()
    losses = []
    for _ in range(SCHEDULES):
        sample_file.write_bytes(fresh)
        officers = []
        for name in ("A. Officer", "B. Officer"):
            officers.append(Officer(sample_file, name))
            assert officers[-1].end_step() == ["open"]
        saved = set()
        for _ in range(6):
            together = dice.choice([[0], [1], [0, 1], [1, 0]])
            for one in together:
                officers[one].start_step()
            for one in together:
                text, *heard = officers[one].end_step()
                saved.add(text)
                losses += heard
        for officer in officers:
            officer.leave()
        assert saved <= comments(sample_file), "a saved step is lost"
        trial("two programs at one plan")
    assert losses
    for said in losses:
        assert "Officer at " in said or "in use by another program" in said, said
