"""A plan of each version opens, is brought up to date, and says what it said."""

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import periods, plan_rows
from plandesk.store.backup import list_backups
from plandesk.store.file import SCHEMA_VERSION

PLANS = sorted((Path(__file__).parent / "plans").glob("version-*.plandesk"))


def version(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def test_there_is_a_plan_of_every_version():
    """After a new version: keep a plan of the one before, made by that version's own program."""
    assert [path.stem for path in PLANS] == [f"version-{n}" for n in range(1, SCHEMA_VERSION + 1)]
    assert [version(path) for path in PLANS] == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("kept", PLANS, ids=lambda path: path.stem)
def test_it_opens_says_what_it_said_and_goes_on_living(kept, tmp_path):
    path = Path(shutil.copy(kept, tmp_path / "plan.plandesk"))
    with Document.open(path) as document:
        with document.read() as session:
            rows = {row.ref: row.title for row in plan_rows(session, None)}
            assert [one.label for one in periods(session)] == ["April 2024"]
            assert file_problems(session) == []
        assert rows == {
            "A": "Leadership",
            "A1": "A structure that lasts",
            "A1.1": "Appoint to all posts",
        }
        document.run(SetTitle(3, "Changed by this version"))
        document.undo()
        with document.read() as session:
            assert file_problems(session) == []
    assert version(path) == SCHEMA_VERSION
    assert bool(list_backups(path)) == (version(kept) < SCHEMA_VERSION)
