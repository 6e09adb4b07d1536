"""About PlanDesk: every part with its licence, found by typing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from plandesk import __version__
from plandesk.services.licences import shipped_licences
from plandesk.ui.actions import ActionId
from plandesk.ui.dialogs.about import AboutDialog


@pytest.fixture
def about(qtbot, window) -> AboutDialog:
    dialog = AboutDialog(window.look, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def names(dialog: AboutDialog) -> list[str]:
    return [part.name for part in dialog.model.rows]


def test_everything_that_is_shipped_is_listed_from_plandesk_on(about):
    assert names(about) == [part.name for part in shipped_licences()]
    assert names(about)[0] == "PlanDesk"
    assert about.text.toPlainText().startswith("MIT")


def test_typing_finds_a_part_by_its_name_or_licence(qtbot, about):
    qtbot.keyClicks(about.words, "lgpl")
    assert names(about) == ["PySide6_Essentials", "shiboken6"]
    assert "How to replace Qt" in about.text.toPlainText()
    about.words.setText("nothing is called so")
    assert names(about) == []
    assert "Clear the search" in about.text.toPlainText()


def test_the_text_follows_the_cursor(qtbot, about):
    about.view.setFocus()
    shown = about.text.toPlainText()
    qtbot.keyClick(about.view, Qt.Key.Key_End)
    last = shipped_licences()[-1]
    assert about.text.toPlainText() != shown
    assert last.text[:60] in about.text.toPlainText()


def test_return_in_the_search_line_keeps_the_box_open(qtbot, about):
    qtbot.keyClick(about.words, Qt.Key.Key_Return)
    assert about.isVisible()


def test_the_versions_can_be_copied(qtbot, about):
    qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    said = QGuiApplication.clipboard().text().splitlines()
    assert said[0] == f"PlanDesk {__version__}"
    assert [line.split()[0] for line in said[1:4]] == ["Python", "Qt", "SQLite"]


def test_the_help_menu_opens_it(qtbot, window):
    opened = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        opened.append(type(shown))
        shown.close()

    QTimer.singleShot(0, look)
    window.actions_[ActionId.ABOUT].trigger()
    assert opened == [AboutDialog]
