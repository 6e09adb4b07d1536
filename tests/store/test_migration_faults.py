"""An update of an older plan that is killed or fails at any statement leaves the old file."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import sys
import types

import pytest
from sqlalchemy import Column, Integer, Text, event

from plandesk.errors import FileProblem
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.store import file as plan_file
from plandesk.store import migrate, migrations
from plandesk.store.backup import list_backups
from plandesk.store.file import open_plan_file
from plandesk.store.migrations import runner

NEWER = plan_file.SCHEMA_VERSION + 1


def upgrade(operations):
    """A step as a later version might need: a column, filled from the rows, and rows moved."""
    operations.add_column("plan_item", Column("weight", Integer))
    operations.execute("UPDATE plan_item SET weight = 2 * position")
    with operations.batch_alter_table("tag") as batch:
        batch.add_column(Column("colour", Text, server_default="grey"))
    operations.execute("UPDATE tag SET colour = 'blue' WHERE kind = 'source'")
    operations.execute("UPDATE plan SET title = title || ' (updated)'")
    operations.drop_column("plan_item", "weight")
    with operations.batch_alter_table("tag") as batch:
        batch.drop_column("colour")


@pytest.fixture
def a_later_version(monkeypatch):
    """This PlanDesk, as if its next version with one more step were installed."""
    module = types.ModuleType(f"{migrations.__name__}.later")
    module.upgrade = upgrade
    monkeypatch.setitem(sys.modules, module.__name__, module)
    steps = runner.steps()
    monkeypatch.setattr(runner, "steps", lambda: {**steps, NEWER: "later"})
    monkeypatch.setattr(plan_file, "SCHEMA_VERSION", NEWER)


def version(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


def title(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT title FROM plan").fetchone()[0]


class Statements:
    """Counts the statements of an update, and does something at one of them."""

    def __init__(self, monkeypatch):
        self.seen, self.at, self.act = 0, 0, lambda: None
        real = migrate.migrating_engine

        def watched(path):
            engine = real(path)
            event.listen(engine, "before_cursor_execute", self._count)
            return engine

        monkeypatch.setattr(migrate, "migrating_engine", watched)

    def _count(self, *_):
        self.seen += 1
        if self.seen == self.at:
            self.act()


@pytest.fixture
def statements(monkeypatch):
    return Statements(monkeypatch)


def whole(path):
    """What is wrong with a file, but for the row whose words the step itself changed."""
    with Document.open(path) as document, document.read() as session:
        return [said for said in file_problems(session) if not said.startswith("Table plan, ")]


def how_many(statements, path):
    content = path.read_bytes()
    open_plan_file(path).close()
    assert version(path) == NEWER
    number, statements.seen = statements.seen, 0
    path.write_bytes(content)
    return number


def no_disk():
    raise sqlite3.OperationalError("database or disk is full")


def test_failing_at_each_statement_leaves_the_old_file_and_a_retry_works(
    sample_file, a_later_version, statements
):
    number = how_many(statements, sample_file)
    assert number > 12
    before, old = sample_file.read_bytes(), title(sample_file)
    failed = 0
    for at in range(1, number + 1):
        statements.seen, statements.at, statements.act = 0, at, no_disk
        try:
            open_plan_file(sample_file).close()
        except (FileProblem, sqlite3.OperationalError):
            failed += 1
            assert sample_file.read_bytes() == before, f"statement {at}"
        else:  # a look at the schema, for which there is another way
            assert title(sample_file) == f"{old} (updated)", f"statement {at}"
            sample_file.write_bytes(before)
        assert not list(sample_file.parent.glob("*.update*"))
        assert not list(sample_file.parent.glob("*.lock"))
    assert failed >= number - 3
    assert list_backups(sample_file)[0].reason.startswith("before update")
    statements.at = 0
    open_plan_file(sample_file).close()
    assert version(sample_file) == NEWER
    assert title(sample_file) == f"{old} (updated)"


@pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_at_each_statement_the_old_file_is_there_and_a_retry_works(
    sample_file, a_later_version, statements
):
    number = how_many(statements, sample_file)
    before = sample_file.read_bytes()
    for at in range(1, number + 1):
        statements.seen, statements.at = 0, at
        statements.act = lambda: os.kill(os.getpid(), signal.SIGKILL)
        child = os.fork()
        if not child:
            open_plan_file(sample_file)
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        assert sample_file.read_bytes() == before, f"killed at statement {at}"
    statements.at = 0
    open_plan_file(sample_file).close()
    assert version(sample_file) == NEWER
    assert whole(sample_file) == []


def test_the_swap_in_of_the_updated_copy_is_one_rename(sample_file, a_later_version, monkeypatch):
    before = sample_file.read_bytes()
    real = type(sample_file).replace

    def refused(self, target):
        if self.name.endswith(".update"):
            raise PermissionError("held by another program")
        return real(self, target)

    monkeypatch.setattr(type(sample_file), "replace", refused)
    with pytest.raises(FileProblem, match="could not bring"):
        open_plan_file(sample_file)
    assert sample_file.read_bytes() == before
