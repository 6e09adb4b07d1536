import ctypes
import datetime as dt
import errno
import hashlib
import json
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from plandesk.errors import (
    BookOpened,
    FileDamaged,
    FileLocked,
    FileProblem,
    FileTooNew,
    NotWritten,
    UsageError,
)
from plandesk.models.tables import metadata
from plandesk.store.backup import backup_folder, copy_plan, list_backups, make_backup
from plandesk.store.engine import migrating_engine, reading_engine, writing_engine
from plandesk.store.file import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    create_plan_file,
    open_plan_file,
)
from plandesk.store.lock import _windows_process_lives
from plandesk.store.places import second_backup_folder


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.plandesk"
    create_plan_file(path).close()
    return path


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def pragma(path, name):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def damage(path, sql):
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_new_file_says_what_it_is(plan):
    assert pragma(plan, "application_id") == APPLICATION_ID
    assert pragma(plan, "user_version") == SCHEMA_VERSION
    assert pragma(plan, "journal_mode") == "delete"


def test_an_open_file_writes_with_the_safe_settings(plan):
    with open_plan_file(plan).writer.connect() as connection:
        ask = lambda name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()  # noqa: E731
        assert ask("synchronous") == 3
        assert ask("foreign_keys") == 1
        assert ask("secure_delete") == 1
        assert ask("trusted_schema") == 0
        assert ask("journal_mode") == "delete"
    plan.with_name("plan.plandesk.lock").unlink()


def test_a_reader_cannot_write(plan):
    opened = open_plan_file(plan, read_only=True)
    with pytest.raises(Exception, match="readonly"), opened.reader.connect() as connection:
        connection.exec_driver_sql("DELETE FROM plan")
    opened.close()


def test_reading_only_leaves_no_trace(plan):
    before = fingerprint(plan)
    open_plan_file(plan, read_only=True).close()
    assert fingerprint(plan) == before
    assert [path.name for path in plan.parent.iterdir()] == ["plan.plandesk"]


def test_an_existing_file_is_not_overwritten(plan):
    before = fingerprint(plan)
    with pytest.raises(UsageError, match="exists already"):
        create_plan_file(plan)
    assert fingerprint(plan) == before


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileProblem, match=r"nowhere\.plandesk does not exist"):
        open_plan_file(tmp_path / "nowhere.plandesk")


def test_an_empty_file_is_not_turned_into_a_plan(tmp_path):
    path = tmp_path / "empty.plandesk"
    path.touch()
    with pytest.raises(FileProblem, match="is empty"):
        open_plan_file(path)
    assert path.stat().st_size == 0


def test_a_text_file_is_not_a_plan(tmp_path):
    path = tmp_path / "letter.plandesk"
    path.write_text("Dear Sir or Madam, " * 40)
    before = fingerprint(path)
    with pytest.raises(FileProblem, match="is not a PlanDesk plan"):
        open_plan_file(path)
    assert fingerprint(path) == before


@pytest.mark.parametrize("name", ["Tracker.xlsx", "old.XLS", "list.csv", "sheet.ods", "m.xlsm"])
def test_a_workbook_is_named_as_one_with_what_takes_it_in(tmp_path, name):
    path = tmp_path / name
    path.write_text("Ref,Action,Rating\n" * 40)
    with pytest.raises(BookOpened, match="is a workbook, not a plan") as refused:
        open_plan_file(path)
    assert "plandesk tracker import" in refused.value.hint
    assert "plandesk returns import" in refused.value.hint


def test_a_pdf_is_named_as_one_with_what_makes_a_plan_of_it(tmp_path):
    path = tmp_path / "Board pack.pdf"
    path.write_bytes(b"%PDF-1.7\n" * 40)
    with pytest.raises(FileProblem, match="is a PDF, not a plan") as refused:
        open_plan_file(path)
    assert "--from-pack" in refused.value.hint


def test_another_programs_database_is_not_a_plan(tmp_path):
    path = tmp_path / "other.plandesk"
    damage(path, "CREATE TABLE song (title)")
    with pytest.raises(FileProblem, match="is not a PlanDesk plan"):
        open_plan_file(path)


def test_a_newer_file_is_left_alone(plan):
    damage(plan, "PRAGMA user_version = 99")
    before = fingerprint(plan)
    with pytest.raises(FileTooNew, match=r"newer PlanDesk.*version 99"):
        open_plan_file(plan)
    assert fingerprint(plan) == before
    assert not plan.with_name(plan.name + ".lock").exists()


def test_a_foreign_trigger_is_refused(plan):
    damage(plan, "CREATE TRIGGER sly AFTER INSERT ON plan BEGIN DELETE FROM person; END")
    with pytest.raises(FileProblem, match="trigger sly"):
        open_plan_file(plan)


def test_a_missing_table_is_named(plan):
    damage(plan, "DROP TABLE former_ref")
    with pytest.raises(FileProblem, match="former_ref is missing"):
        open_plan_file(plan)


def test_a_torn_file_is_called_damaged(plan):
    content = bytearray(plan.read_bytes())
    content[8192:16384] = bytes(8192)
    plan.write_bytes(content)
    with pytest.raises(FileDamaged, match="damaged"):
        open_plan_file(plan)


def test_the_second_officer_is_told_who_has_it(plan):
    lock = plan.with_name(plan.name + ".lock")
    said = {"host": "LAPTOP-42", "user": "J. Brown", "pid": 1, "since": "09:10"}
    lock.write_text(json.dumps(said))
    with pytest.raises(FileLocked, match=r"open on LAPTOP-42 \(J\. Brown, since 09:10\)"):
        open_plan_file(plan)
    open_plan_file(plan, read_only=True).close()


def test_a_lock_left_by_a_dead_program_is_taken_over(plan):
    lock = plan.with_name(plan.name + ".lock")
    gone = {"host": socket.gethostname(), "user": "me", "pid": 2**22 + 1, "since": "09:10"}
    lock.write_text(json.dumps(gone))
    open_plan_file(plan).close()
    assert not lock.exists()


def test_a_lock_left_where_nothing_can_be_written_now_does_not_speak_of_another(plan, monkeypatch):
    gone = {"host": socket.gethostname(), "user": "me", "pid": 2**22 + 1, "since": "09:10"}
    plan.with_name(plan.name + ".lock").write_text(json.dumps(gone))

    def refuse(*_, **__):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(NotWritten, match="you may not write in"):
        open_plan_file(plan)
    open_plan_file(plan, read_only=True).close()


@pytest.mark.parametrize(
    ("handle", "error", "code", "lives"),
    [(0, 87, 0, False), (0, 5, 0, True), (1, 0, 259, True), (1, 0, 0, False)],
    ids=["no such program", "somebody else's", "it runs", "it has ended"],
)
def test_windows_is_asked_whether_the_program_still_runs(monkeypatch, handle, error, code, lives):
    class Kernel:
        """Answers as Windows does, for a system that is not here."""

        def OpenProcess(self, rights, inherit, pid):
            return handle

        def GetExitCodeProcess(self, handle, answer):
            answer._obj.value = code
            return 1

        def CloseHandle(self, handle):
            return 1

    monkeypatch.setitem(vars(ctypes), "WinDLL", lambda *_, **__: Kernel())
    monkeypatch.setitem(vars(ctypes), "get_last_error", lambda: error)
    assert _windows_process_lives(4711) is lives


def test_a_folder_one_may_not_write_in_is_named(read_only_folder):
    with pytest.raises(FileProblem, match="may not write in"):
        open_plan_file(read_only_folder / "sample.plandesk")
    with pytest.raises(FileProblem, match="no right to write in"):
        create_plan_file(read_only_folder / "new.plandesk")


def test_a_plan_in_such_a_folder_can_still_be_read(read_only_folder):
    open_plan_file(read_only_folder / "sample.plandesk", read_only=True).close()


def test_a_backup_opens_and_holds_the_same(plan):
    kept = make_backup(plan, "by hand", dt.datetime(2024, 4, 3, 14, 3, tzinfo=dt.UTC))
    assert kept.name == "plan 2024-04-03 14.03.00 by hand.plandesk"
    open_plan_file(kept, read_only=True).close()
    (found,) = list_backups(plan)
    assert (found.path, found.reason) == (kept, "by hand")


def test_a_backup_is_kept_in_two_places_and_listed_once(plan):
    now = dt.datetime(2024, 4, 3, 14, 3, tzinfo=dt.UTC)
    beside = make_backup(plan, "by hand", now)
    away = second_backup_folder(plan) / beside.name
    assert away.read_bytes() == beside.read_bytes()
    assert [one.path for one in list_backups(plan)] == [beside]
    beside.unlink()
    assert [one.path for one in list_backups(plan)] == [away]


def test_where_no_copy_can_be_kept_beside_the_plan_the_second_place_has_it(plan):
    backup_folder(plan).write_text("a file in the way")
    kept = make_backup(plan, "by hand", dt.datetime(2024, 4, 3, 14, 3, tzinfo=dt.UTC))
    assert kept.parent == second_backup_folder(plan)
    open_plan_file(kept, read_only=True).close()


def test_two_backups_of_one_second_are_both_kept(plan):
    now = dt.datetime(2024, 4, 3, 14, 3, tzinfo=dt.UTC)
    first = make_backup(plan, "by hand", now)
    held = first.read_bytes()
    second = make_backup(plan, "by hand", now)
    assert [one.path for one in list_backups(plan)] == [second, first]
    assert first.read_bytes() == held


def test_old_backups_are_thinned_as_new_ones_are_made(plan):
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    for hours in range(0, 24 * 20, 8):
        make_backup(plan, "of every eight hours", start + dt.timedelta(hours=hours))
    made = [one.made for one in list_backups(plan)]
    assert made[-1] == start
    assert len(made) < 30
    assert len({one.date() for one in made}) >= 14


def test_a_copy_to_nowhere_leaves_nothing_behind(plan, tmp_path):
    with pytest.raises(FileProblem, match="no folder does not exist"):
        copy_plan(plan, tmp_path / "no folder" / "copy.plandesk")
    assert not list(tmp_path.glob("**/*.part"))


def test_every_table_has_one_key_column():
    assert len(metadata.tables) > 10
    for table in metadata.tables.values():
        assert len(table.primary_key.columns) == 1, table.name


def test_opening_a_plan_twice_in_one_program_keeps_the_locks_of_the_first(plan):
    # On Linux, closing any handle on a file drops all of this process's locks on it.
    first = open_plan_file(plan)
    with first.writer.connect() as connection:
        connection.exec_driver_sql("DELETE FROM plan")  # takes the write lock
        open_plan_file(plan, read_only=True).close()
        command = (
            "import sqlite3,sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        )
        done = subprocess.run([sys.executable, "-c", command, plan], capture_output=True, text=True)
        assert "database is locked" in done.stderr
    first.close()


def leave_a_step_half_done(plan, tmp_path):
    child = tmp_path / "writer.py"
    child.write_text(
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "for n in range(2000):\n"
        "    row = (10**6 + n, f'{n}', 'scope', f'{n} ' + 'x' * 99)\n"
        "    c.execute('INSERT INTO tag (id, uid, kind, name) VALUES (?, ?, ?, ?)', row)\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, child, plan], check=False)
    assert plan.with_name(plan.name + "-journal").stat().st_size > 0


def test_a_step_half_done_is_undone_on_opening(plan, tmp_path):
    leave_a_step_half_done(plan, tmp_path)
    half_done = fingerprint(plan)
    reading = open_plan_file(plan, read_only=True)
    with reading.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM tag").scalar() == 0
    reading.close()
    assert fingerprint(plan) == half_done
    open_plan_file(plan).close()
    assert not plan.with_name(plan.name + "-journal").exists()


def test_a_step_that_a_failing_disk_left_half_done_is_in_no_copy(plan, tmp_path):
    opened = open_plan_file(plan)
    leave_a_step_half_done(plan, tmp_path)
    copied = open_plan_file(opened.copy_to(tmp_path / "copy.plandesk"), read_only=True)
    with copied.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM tag").scalar() == 0
    copied.close()
    opened.close()
    assert not plan.with_name(plan.name + "-journal").exists()


@pytest.mark.parametrize("make", [writing_engine, reading_engine, migrating_engine])
def test_a_failure_of_the_database_does_not_say_what_was_typed(plan, make):
    engine = make(plan)
    with pytest.raises(DBAPIError) as told, engine.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "Secret of A2.4"})
    engine.dispose()
    assert "nowhere" in str(told.value)
    assert "Secret of A2.4" not in str(told.value)
