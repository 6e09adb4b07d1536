"""What the window does when the file is in the way: nothing that was typed goes, and it is said."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from file_trouble import damage, edit, full_disk, stand_on, take, titles, written_by_a_colleague
from gone_drive import gone_drive
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from plandesk.services.document import Document
from plandesk.store.backup import list_backups
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.widgets.commit_fields import CommitText
from plandesk.ui.widgets.message_bar import Kind


def test_text_typed_in_the_inspector_stays_on_screen_and_retry_saves_it(qtbot, window, plan_file):
    stand_on(window, "A2.4", Column.TITLE)
    window.inspector.load()
    box = next(
        each
        for each in window.inspector.findChildren(CommitText)
        if each.isEnabled() and not each.isReadOnly() and each.objectName() == "progress"
    )
    with full_disk():
        box.setPlainText("Typed while the disk was full")
        box.commit()
        message = window.messages.message
        assert message.kind is Kind.ERROR
        assert str(plan_file.parent) in message.text
        assert "Typed while the disk was full" in message.hint
        assert box.toPlainText() == "Typed while the disk was full"
        take(window, "Retry")
        assert window.messages.message is not None, "still full: it says so again"
        assert box.toPlainText() == "Typed while the disk was full"
    take(window, "Retry")
    assert not window.bridge.unsaved
    window.bridge.close()
    with Document.open(plan_file, read_only=True) as document, document.read() as session:
        said = session.connection().exec_driver_sql("SELECT progress FROM item_update").all()
    assert ("Typed while the disk was full",) in said


def test_text_typed_in_the_table_is_named_in_the_message_and_retry_saves_it(
    qtbot, window, plan_file
):
    stand_on(window, "A2.4", Column.TITLE)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_F2)
    editor = window.focusWidget()
    assert isinstance(editor, QLineEdit | QPlainTextEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Typed into the cell")
    with full_disk():
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.messages.message is not None)
        assert "“Typed into the cell”" in window.messages.message.hint
        assert window.status._saved.text() == "1 change not saved"
    take(window, "Retry")
    assert window.status._saved.text().startswith("All changes saved")
    assert "Typed into the cell" in titles(plan_file)


def test_what_is_typed_while_the_drive_is_gone_is_saved_when_it_is_back(window, plan_file):
    row = stand_on(window, "A2.4", Column.TITLE)
    with gone_drive(plan_file.parent):
        window.plan.edits.set_title(row.id, "Typed on the train")
        message = window.messages.message
        assert f"cannot reach {plan_file}: its disk or network drive" in message.text
        assert "“Typed on the train”" in message.hint
        assert [one.text for one in message.offers] == ["Retry", "Save a copy elsewhere…"]
        window.care.look_again()
        assert not window.close()
    take(window, "Retry")
    assert not window.bridge.unsaved
    assert "Typed on the train" in titles(plan_file)


def test_a_plan_on_a_drive_that_is_gone_is_refused_in_words(window, plan_file):
    drive = plan_file.with_name("drive")
    with gone_drive(drive):
        assert not window.files.open_path(drive / "plan.plandesk")
    message = window.messages.message
    assert f"cannot reach {drive / 'plan.plandesk'}" in message.text
    assert message.offers == ()
    assert window.bridge.document.path == plan_file, "the plan that is open stays so"


def test_the_window_does_not_close_over_something_unsaved_without_saying_so(
    qtbot, window, plan_file
):
    row = next(iter(window.plan.model.all_rows()))
    with full_disk():
        window.plan.edits.set_title(row.id, "Nearly lost")
        assert not window.close()
        assert window.isVisible()
        assert "“Nearly lost” is not saved yet." in window.messages.message.text
        assert not window.files.open_path(plan_file), "no other plan is opened over it either"
    assert window.close(), "there is room again: it is saved on the way out"
    assert "Nearly lost" in titles(plan_file)


def test_what_was_typed_later_is_not_taken_back_by_what_waited(window, plan_file):
    row = next(iter(window.plan.model.all_rows()))
    with full_disk():
        window.plan.edits.set_title(row.id, "Half of wh")
    window.plan.edits.set_title(row.id, "Half of what was meant")
    assert not window.bridge.unsaved
    assert window.status._saved.text().startswith("All changes saved")
    assert window.close()
    assert "Half of what was meant" in titles(plan_file)


def test_what_waits_goes_in_before_what_is_asked_for_after_it(window, plan_file):
    first, second, third = list(window.plan.model.all_rows())[:3]
    with full_disk():
        window.plan.edits.set_title(first.id, "Asked for first")
        window.plan.edits.set_title(second.id, "Asked for second")
        assert window.status._saved.text() == "2 changes not saved"
        assert "“Asked for second”" in window.messages.message.hint
    window.plan.edits.set_title(third.id, "Asked for third")
    assert not window.bridge.unsaved
    refs = [step.title.split()[-1] for step in window.bridge.document.undo_steps]
    assert refs == [third.ref, second.ref, first.ref]


@pytest.mark.parametrize("name", ["plan itself", "plan of a colleague"])
def test_a_copy_never_takes_the_place_of_a_plan_that_is_open(
    window, plan_file, tmp_path, monkeypatch, name
):
    taken = plan_file
    if name != "plan itself":
        taken = Path(shutil.copy2(plan_file, tmp_path / "other.plandesk"))
    with contextlib.ExitStack() as stack:
        if taken != plan_file:
            stack.enter_context(Document.open(taken))
        before = taken.stat().st_ino, taken.read_bytes()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(taken), ""))
        window.files.save_copy()
        assert window.messages.message.kind is Kind.ERROR
        assert "Nothing was changed" in window.messages.message.hint
        assert (taken.stat().st_ino, taken.read_bytes()) == before


def test_every_opening_is_checked_beside_the_window(qtbot, window, plan_file):
    with qtbot.waitSignal(window.care.checked, timeout=20_000) as told:
        window.care.check()
    assert told.args[0].problems == []
    assert window.messages.message is None


@pytest.mark.skipif(os.name == "nt", reason="needs a program that is gone")
def test_a_session_that_did_not_close_is_told_of_in_one_quiet_line(qtbot, window, plan_file):
    window.bridge.close()
    with contextlib.closing(sqlite3.connect(plan_file)) as connection:
        connection.execute("INSERT INTO file_fact VALUES ('unclean', '2024-05-02T09:00:00')")
        connection.commit()
    assert window.files.open_path(plan_file)
    with qtbot.waitSignal(window.care.checked, timeout=20_000):
        window.care.check()
    message = window.messages.message
    assert message.kind is Kind.INFO
    said = "The last session did not close properly. All saved edits are here."
    assert message.text == said
    window.bridge.close()
    assert window.messages.message is None, "it was about the plan that is closed now"


def test_the_log_of_another_file_beside_the_plan_is_told_of_once(window, plan_file):
    window.bridge.close()
    other = plan_file.with_name("other")
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE plan_item (id INTEGER PRIMARY KEY)")
        shutil.copy(f"{other}-wal", f"{plan_file}-wal")
    assert window.files.open_path(plan_file)
    message = window.messages.message
    assert message.kind is Kind.WARNING
    assert message.text.startswith("plan.plandesk-wal beside this plan is of another file.")
    assert "plan.plandesk-wal set aside" in message.hint
    window.messages.dismiss()
    window.bridge.close()
    assert window.files.open_path(plan_file)
    assert window.messages.message is None


def test_a_damaged_plan_is_named_and_its_newest_sound_backup_brought_back(qtbot, window, plan_file):
    window.bridge.document.backup("the good one")
    before = titles(plan_file)
    window.bridge.close()
    damage(plan_file)
    assert window.files.open_path(plan_file)
    with qtbot.waitSignal(window.care.checked, timeout=20_000):
        window.care.check()
    message = window.messages.message
    assert message.kind is Kind.ERROR
    assert "plan.plandesk is damaged: Table plan_item, row 5" in message.text
    assert "title" in message.text
    assert "the good one" in message.hint
    with qtbot.waitSignal(window.bridge.opened, timeout=20_000):
        take(window, "Bring it back")
    qtbot.waitUntil(lambda: window.messages.message is not None)
    assert window.messages.message.kind is Kind.SUCCESS
    assert titles(plan_file) == before
    assert list(plan_file.parent.glob("*.plandesk.damaged"))


def test_a_plan_too_damaged_to_open_is_offered_its_backup_too(qtbot, window, plan_file):
    window.bridge.document.backup("the good one")
    window.bridge.close()
    content = bytearray(plan_file.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    plan_file.write_bytes(content)
    assert not window.files.open_path(plan_file)
    assert "damaged" in window.messages.message.text
    take(window, "Look for a sound backup")
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=20_000)
    with qtbot.waitSignal(window.bridge.opened, timeout=20_000):
        take(window, "Bring it back")
    assert window.bridge.is_open
    assert window.bridge.can_change


def test_every_half_hour_with_changes_a_backup_is_kept(qtbot, window, plan_file):
    window.care.keep_copy()
    assert not window.care.queue.busy, "nothing was changed"
    assert window.care.half_hour.isActive()
    assert window.care.half_hour.interval() == 30 * 60 * 1000
    edit(window.bridge.document, "Changed")
    with qtbot.waitSignal(window.care.queue.idle, timeout=20_000):
        window.care.keep_copy()
    assert [copy.reason for copy in list_backups(plan_file)] == ["every half hour"]
    window.care.keep_copy()
    assert not window.care.queue.busy


def test_whoever_only_reads_is_told_of_a_change_without_alarm(window, plan_file):
    assert window.files.open_path(plan_file, read_only=True)
    written_by_a_colleague(plan_file, "Theirs")
    window.care.look_again()
    assert window.messages.message.kind is Kind.INFO
    assert "was changed by A. Colleague" in window.messages.message.text


def test_after_sleep_the_window_shows_what_another_program_wrote(window, plan_file, tmp_path):
    copy = Path(shutil.copy(plan_file, tmp_path / "copy.plandesk"))
    with Document.open(copy, who="A. Colleague") as other:
        edit(other, "Changed by a colleague")
    plan_file.write_bytes(copy.read_bytes())
    window.care.look_again()
    assert "A. Colleague" in window.messages.message.text
    assert "Changed by a colleague" in {row.title for row in window.plan.model.all_rows()}


def test_after_sleep_a_change_that_no_step_tells_of_is_found(qtbot, window, plan_file):
    edit(window.bridge.document, "Changed here")
    window.care.look_again()
    assert not window.care.queue.busy, "nobody else wrote to it"
    damage(plan_file)
    with qtbot.waitSignal(window.care.checked, timeout=20_000):
        window.care.look_again()
    assert "plan.plandesk is damaged: Table plan_item, row 5" in window.messages.message.text


def test_in_a_synced_folder_a_local_copy_is_offered_and_published_on_closing(
    window, plan_file, tmp_path, monkeypatch
):
    window.bridge.close()
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    plan = Path(shutil.copy(plan_file, folder / "plan.plandesk"))
    monkeypatch.setenv("OneDrive", str(folder))
    assert window.files.open_path(plan)
    assert "OneDrive copies" in window.messages.message.text
    assert window.messages.message.kind is Kind.WARNING
    take(window, "Work on a local copy")
    assert window.bridge.document.path != plan
    assert not window.bridge.document.path.is_relative_to(folder)
    assert plan.with_name(plan.name + ".lock").exists(), "a second officer is told"
    edit(window.bridge.document, "Written on the train")
    assert "Written on the train" not in titles(plan)
    assert window.close()
    assert "Written on the train" in titles(plan)
    assert not plan.with_name(plan.name + ".lock").exists()


def test_a_copy_that_a_sync_program_left_is_offered_to_compare(window, plan_file, qtbot):
    window.bridge.close()
    other = Path(shutil.copy(plan_file, plan_file.with_name("plan-LAPTOP42.plandesk")))
    with Document.open(other, who="A. Colleague") as document:
        edit(document, "Written on the other laptop")
    assert window.files.open_path(plan_file)
    assert "plan-LAPTOP42.plandesk" in window.messages.message.text
    take(window, "Compare…")
    page = window.pages.currentWidget()
    assert type(page).__name__ == "MergePage"
    qtbot.waitUntil(lambda: page.go.isEnabled(), timeout=20_000)
