"""A session that was not closed, a damaged plan, and the copy that is brought back in its place."""

import contextlib
import errno
import os
import shutil
import signal
import sqlite3
from pathlib import Path

import pytest

from plandesk.errors import FileMoved, FileProblem, FileTooNew, NoRoom, NotWritten, PlanChanged
from plandesk.services.copies.file_check import file_problems
from plandesk.services.copies.rescue import check_file, is_sound, newest_sound_backup
from plandesk.services.copies.restore import restore_backup
from plandesk.services.document import Document
from plandesk.services.export import export_json, export_xlsx
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.periods import ClosePeriod
from plandesk.services.plan_writer import file_fact
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.store import file as plan_file
from plandesk.store.backup import list_backups
from plandesk.store.facts import UNCLEAN


def edit(document, title="Changed"):
    with document.read() as session:
        row = plan_rows(session, None)[0]
    document.run(SetTitle(row.id, title))


def marked(path):
    with Document.open(path, read_only=True) as document, document.read() as session:
        return file_fact(session.connection(), UNCLEAN) is not None


def damage(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE plan_item SET title = title || '?' WHERE id = 5")
        connection.commit()


def leave_without_closing(path):
    child = os.fork()
    if not child:
        edit(Document.open(path), "The last thing saved")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


def test_looking_at_a_plan_does_not_mark_it(sample_file):
    before = sample_file.read_bytes()
    with Document.open(sample_file) as document:
        assert not document.was_left_open
    assert sample_file.read_bytes() == before


def test_the_first_edit_marks_the_file_and_closing_takes_the_mark_out(sample_file):
    with Document.open(sample_file) as document:
        edit(document)
        assert marked(sample_file)
        with Document.open(sample_file, read_only=True) as other:
            assert not other.was_left_open, "it is in somebody's hands"
        copy = document.backup("a copy")
    assert not marked(copy), "a copy is nobody's session"
    assert not marked(sample_file)


@pytest.mark.skipif(os.name == "nt", reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_session_that_was_not_closed_is_known_at_the_next_opening_and_forgotten_after(
    sample_file,
):
    leave_without_closing(sample_file)
    with Document.open(sample_file) as document:
        assert document.was_left_open
        assert check_file(document) == []
    with Document.open(sample_file) as document:
        assert not document.was_left_open


def test_a_damaged_plan_is_replaced_by_the_newest_copy_that_is_sound(sample_file):
    with Document.open(sample_file) as document:
        document.backup("the good one")
        edit(document)
    with Document.open(sample_file) as document:
        document._clock = lambda: list_backups(sample_file)[0].made.replace(year=2099, tzinfo=None)
        bad = document.backup("made later")
    second = next(sample_file.parent.rglob(f"backups/*/{bad.name}"))
    damage(bad)
    damage(second)
    damage(sample_file)
    journal = sample_file.with_name(sample_file.name + "-wal")
    journal.write_bytes(b"what a crash left")
    copy = newest_sound_backup(sample_file)
    assert copy is not None
    assert copy.reason == "the good one"
    aside = restore_backup(sample_file, copy.path, damaged=True)
    assert aside is not None
    assert aside.name.endswith(".plandesk.damaged")
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what a crash left"
    assert not journal.exists()
    assert is_sound(sample_file)


def test_a_restore_that_finds_no_room_leaves_the_plan_and_its_journal_where_they_are(
    sample_file, monkeypatch
):
    with Document.open(sample_file) as document:
        kept = document.backup("the good one")
    journal = sample_file.with_name(f"{sample_file.name}-journal")
    journal.write_bytes(b"what a crash left half done")

    def refused(*_):
        raise OSError(errno.EPERM, "no links here")

    def full(_source, target):
        Path(target).write_bytes(b"half of it")
        raise OSError(errno.ENOSPC, "no room", str(target))

    monkeypatch.setattr("os.link", refused)
    monkeypatch.setattr("shutil.copy2", full)
    before = sorted(path.name for path in sample_file.parent.iterdir())
    with pytest.raises(FileProblem, match="could not put the backup in the place") as told:
        restore_backup(sample_file, kept, damaged=True)
    assert "The plan is whole." in told.value.hint
    assert sorted(path.name for path in sample_file.parent.iterdir()) == before
    assert journal.read_bytes() == b"what a crash left half done"


def test_without_a_sound_copy_none_is_offered(sample_file):
    assert newest_sound_backup(sample_file) is None


def test_a_file_that_sqlite_itself_calls_torn_is_described_in_words(sample_file):
    damage(sample_file)
    with Document.open(sample_file) as document:
        (said,) = check_file(document)
    assert "title" in said


def test_after_sleep_a_change_by_another_program_is_noticed_and_read(sample_file, tmp_path):
    copy = shutil.copy(sample_file, tmp_path / "copy.plandesk")
    with Document.open(copy, who="A. Colleague") as other:
        edit(other, "Changed by a colleague")
    with Document.open(sample_file) as document:
        document.look_again()  # nothing happened
        sample_file.write_bytes(copy.read_bytes())
        with pytest.raises(PlanChanged, match=r"A\. Colleague"):
            document.look_again()
        document.look_again()
        edit(document, "Goes on")
        sample_file.unlink()
        with pytest.raises(FileMoved, match="moved or deleted"):
            document.look_again()


def test_a_full_disk_refuses_a_backup_and_what_would_make_one_first(sample, monkeypatch):
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2_000_000))
    with pytest.raises(NoRoom, match=r"has 2 MB free and about \d+ MB are needed") as told:
        sample.backup("by hand")
    assert str(sample.path.parent) in told.value.message
    assert not list_backups(sample.path)
    target = sample.path.with_name("out")
    with sample.read() as session:
        for export in (export_json, export_xlsx):
            with pytest.raises(NoRoom, match="could not write out"):
                export(session, target)
        period = current_period(session)
    with pytest.raises(NoRoom, match="could not write a backup"):
        sample.run(ClosePeriod(period.id, accept="Agreed"))
    assert not target.exists()


def test_a_write_that_fails_says_so_and_can_be_tried_again(sample):
    in_the_way = sample.path.with_name(sample.path.name + "-journal")
    in_the_way.mkdir()  # no journal can be made, as on a full disk
    with pytest.raises(NotWritten, match="could not write") as told:
        edit(sample, "Typed")
    assert str(sample.path.parent) in told.value.message
    in_the_way.rmdir()
    edit(sample, "Typed")
    with sample.read() as session:
        assert plan_rows(session, None)[0].title == "Typed"
        assert file_problems(session) == []


def raise_version(path, version, facts):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
        connection.execute("ALTER TABLE plan_item ADD COLUMN colour TEXT")
        for fact in facts:
            connection.execute("INSERT OR REPLACE INTO file_fact VALUES (?, ?)", fact)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


def test_a_newer_file_that_says_so_can_be_read_but_not_written(sample_file):
    newer = plan_file.SCHEMA_VERSION + 1
    raise_version(sample_file, newer, [("min reader", "1"), ("saved by", "9.3")])
    before = sample_file.read_bytes()
    with pytest.raises(FileTooNew, match=r"last saved by PlanDesk 9\.3\. This is ") as told:
        Document.open(sample_file)
    assert told.value.can_be_read
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        assert plan_rows(session, None)
    assert sample_file.read_bytes() == before


def test_a_newer_file_that_needs_a_newer_program_is_not_even_read(sample_file):
    newer = plan_file.SCHEMA_VERSION + 1
    raise_version(sample_file, newer, [("min reader", str(newer))])
    before = sample_file.read_bytes()
    for read_only in (False, True):
        with pytest.raises(FileTooNew, match="Update PlanDesk") as told:
            Document.open(sample_file, read_only=read_only)
        assert not told.value.can_be_read
    assert sample_file.read_bytes() == before


def test_a_plan_that_lies_elsewhere_now_is_moved_and_not_damaged(sample, sample_file):
    sample_file.rename(sample_file.with_name("elsewhere.plandesk"))
    with pytest.raises(FileMoved, match="was moved or deleted"):
        check_file(sample)
    sample_file.with_name("elsewhere.plandesk").rename(sample_file)
