"""A plan survives kill -9 at any moment: what was called saved is there, nothing is half done.

``PLANDESK_KILLS`` is how often each kind of work is killed (100 when the variable CI is set).
"""

import os
import random
import select
import signal
import sqlite3
import time

import pytest

from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.store.backup import list_backups
from plandesk.store.file import SCHEMA_VERSION, open_plan_file

if os.name == "nt":
    pytest.skip("needs fork and SIGKILL", allow_module_level=True)

import writers

KILLS = int(os.environ.get("PLANDESK_KILLS", "100" if os.environ.get("CI") else "8"))
LIMIT = int(os.environ.get("PLANDESK_TIMEOUT", "3600"))  # seconds
LONGEST = 0.12  # seconds that a writer is left alone

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(LIMIT),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


def round_time(kind, path):
    """Return the seconds that one round of a writer takes here and now."""
    child, listening = writers.start(kind, path, 1)
    try:
        os.read(listening, 65536)
        began = time.monotonic()
        os.read(listening, 65536)
        return time.monotonic() - began
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(listening)


def kill_at_random(kind, path, dice, longest=LONGEST):
    """Let the writer work for a moment, kill it, and return the last step it called saved."""
    child, listening = writers.start(kind, path, dice.randrange(10**6))
    said = b""
    deadline = time.monotonic() + 30
    wait = dice.uniform(0.0, longest)
    try:
        while time.monotonic() < deadline:
            ready, _, _ = select.select([listening], [], [], wait if said else 30)
            if not ready:
                break
            fresh = os.read(listening, 65536)
            if not fresh:
                break
            if not said:
                deadline = time.monotonic() + wait
            said += fresh
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        while fresh := os.read(listening, 65536):
            said += fresh
    finally:
        os.close(listening)
    assert b"failed" not in said, said
    return int(said.split()[-1])


def check(path, saved):
    """Everything called saved is in the file, and the file is whole."""
    with Document.open(path, who="Next morning") as document:
        assert saved <= document.commits <= saved + 1
        with document.read() as session:
            assert file_problems(session) == []


@pytest.mark.parametrize(
    "kind", [writers.edit, writers.bring_in, writers.close_periods, writers.back_up]
)
def test_killed_in_the_middle_nothing_saved_is_lost(kind, sample_file, trial):
    dice = random.Random(kind.__name__)
    fresh = sample_file.read_bytes()
    for run in range(KILLS):
        if run % 10 == 0:
            sample_file.write_bytes(fresh)  # else the plan grows without end
        saved = kill_at_random(kind, sample_file, dice)
        check(sample_file, saved)
        for backup in list_backups(sample_file):
            open_plan_file(backup.path, read_only=True).close()
            backup.path.unlink()
        trial(f"kill -9: {kind.__name__.replace('_', ' ')}")


def test_killed_while_restoring_there_is_always_a_whole_plan(sample_file, trial):
    dice = random.Random(5)
    for _ in range(KILLS):
        saved = kill_at_random(writers.restore, sample_file, dice)
        check(sample_file, saved)
        for aside in sample_file.parent.glob("sample replaced *"):
            open_plan_file(aside, read_only=True).close()
            aside.unlink()
        trial("kill -9: restore")


def test_killed_while_being_brought_up_to_date_there_is_the_old_plan_or_the_new(sample_file, trial):
    dice = random.Random(6)
    fresh = sample_file.read_bytes()
    longest, updated = 1.5 * round_time(writers.bring_up_to_date, sample_file), 0
    for _ in range(KILLS):
        sample_file.write_bytes(fresh)
        kill_at_random(writers.bring_up_to_date, sample_file, dice, longest)
        with sqlite3.connect(sample_file) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            updated += version != SCHEMA_VERSION
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.close()
        check(sample_file, 1)
        for backup in list_backups(sample_file):
            backup.path.unlink()
        for left in sample_file.parent.glob("*.update*"):
            left.unlink()  # a copy that was being worked on; the next update makes its own
        trial("kill -9: migration")
    assert KILLS < 20 or 0 < updated < KILLS


def test_the_check_would_notice_a_torn_step(sample_file):
    saved = writers.commits(sample_file)
    connection = sqlite3.connect(sample_file)
    connection.execute("UPDATE plan_item SET title = 'half done' WHERE id = 5")
    connection.commit()
    connection.close()
    with pytest.raises(AssertionError):
        check(sample_file, saved)
