"""The dialog for folders takes the folder that was typed, not the one it happens to show."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from plandesk.ui.dialogs.choose_files import FileChooser, FolderDialog
from plandesk.ui.settings import AppSettings


@pytest.fixture
def typed(qtbot, tmp_path):
    """Type a name into the dialog, press Enter, and return the dialog."""

    def type_it(text: str, *, new: bool = True) -> FolderDialog:
        dialog = FolderDialog(None, "Folder for the pack", str(tmp_path), new=new)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        qtbot.addWidget(dialog)
        dialog.open()
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setText(text)
        dialog.accept()
        return dialog

    return type_it


def test_a_folder_is_taken_as_it_was_typed(typed, tmp_path):
    (tmp_path / "packs" / "june").mkdir(parents=True)
    for text in (str(tmp_path / "packs" / "june"), "packs/june", "packs/june/"):
        dialog = typed(text, new=False)
        assert dialog.result() == QDialog.DialogCode.Accepted
        assert dialog.chosen() == tmp_path / "packs" / "june"


def test_a_new_folder_may_be_typed_where_one_can_be_made(typed, tmp_path):
    dialog = typed("june")
    assert dialog.chosen() == tmp_path / "june"
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_nothing_typed_is_the_folder_that_shows(typed, tmp_path):
    assert typed("").chosen() == tmp_path


@pytest.fixture
def home(tmp_path, monkeypatch):
    """Give the person a folder of their own, where nothing says that documents lie elsewhere."""
    own = tmp_path / "home"
    own.mkdir()
    monkeypatch.setenv("HOME", str(own))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(own / "config"))
    return own


def test_file_dialogs_begin_in_the_documents_until_a_folder_was_used(tmp_path, home):
    settings = AppSettings(tmp_path / "settings.ini")
    place = QStandardPaths.StandardLocation.DocumentsLocation
    documents = QStandardPaths.writableLocation(place)
    assert documents == str(home / "Documents")
    Path(documents).mkdir()
    assert FileChooser(settings).begin() == documents
    used = tmp_path / "used"
    used.mkdir()
    settings.last_folder = str(used)
    assert FileChooser(settings).begin() == str(used)
    used.rmdir()
    assert FileChooser(settings).begin() == documents


def test_without_documents_they_begin_in_the_persons_own_folder(tmp_path, home):
    assert FileChooser(AppSettings(tmp_path / "settings.ini")).begin() == str(home)


def test_a_copy_of_the_plan_is_kept_beside_it_unless_somebody_says_elsewhere(
    window, plan_file, monkeypatch
):
    asked = []

    def choose(_parent, _caption, start, _kinds):
        asked.append(Path(start))
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with_copy = plan_file.with_name(f"{plan_file.stem} copy.plandesk")
    window.files.save_copy()
    assert asked == [with_copy]
    assert with_copy.is_file()
    assert str(plan_file.parent) in window.toast._text.text()
