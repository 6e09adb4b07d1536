"""Locking a copy of the plan with a password in the window, and opening what is inside one."""

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from plandesk.ui.dialogs.new_password import NewPasswordDialog
from plandesk.ui.widgets.places import Place

pytest.importorskip("sqlcipher3")
WORDS = "three words 'quoted'"


@pytest.fixture
def answers(monkeypatch, tmp_path):
    """Answers the dialogs in order: names of files to write, and passwords."""
    given = {"names": [], "passwords": [], "asked": []}

    def name(*_):
        return str(tmp_path / given["names"].pop(0)), ""

    def password(_parent, _title, text, _mode):
        given["asked"].append(text)
        return given["passwords"].pop(0), True

    def accept(dialog):
        dialog.first.setText(WORDS)
        dialog.again.setText(WORDS)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(QInputDialog, "getText", password)
    monkeypatch.setattr(NewPasswordDialog, "exec", accept)
    return given


def test_a_copy_is_locked_and_opened_again_with_its_password(window, answers, tmp_path):
    rows = {row.ref: row.title for row in window.plan.model.all_rows()}
    answers["names"] = ["to send.plandesk-locked", "again.plandesk", "again.plandesk"]
    window.host.run_command(Place.BACKUPS, "lock_copy")
    locked = tmp_path / "to send.plandesk-locked"
    assert locked.is_file()
    assert rows["A1.1"].encode() not in locked.read_bytes()
    answers["passwords"] = ["wrong", WORDS]
    assert window.files.open_path(locked)
    assert "does not open with this password" in answers["asked"][1]
    assert window.bridge.document.path == tmp_path / "again.plandesk"
    assert {row.ref: row.title for row in window.plan.model.all_rows()} == rows
    assert not list(tmp_path.glob("*.unlocked*"))


def test_without_a_password_nothing_is_opened_and_the_plan_stays(window, answers, tmp_path):
    before = window.bridge.document.path
    answers["names"] = ["a.plandesk-locked"]
    window.host.run_command(Place.BACKUPS, "lock_copy")
    answers["passwords"] = [""]
    assert not window.files.open_path(tmp_path / "a.plandesk-locked")
    assert window.bridge.document.path == before


def test_a_new_password_must_be_typed_twice(qtbot):
    dialog = NewPasswordDialog("Lock a copy", "Lock", "plan.plandesk-locked")
    qtbot.addWidget(dialog)
    ok = dialog.go
    assert not ok.isEnabled()
    qtbot.keyClicks(dialog.first, "one two three")
    qtbot.keyClicks(dialog.again, "one two")
    assert not ok.isEnabled()
    qtbot.keyClicks(dialog.again, " three")
    assert ok.isEnabled()
    assert dialog.password == "one two three"
