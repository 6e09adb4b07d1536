"""An officer's day through the real window by keyboard alone, undone to the last row."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings, ThemeChoice
from plandesk.ui.theme import Look

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")
# The history grows with each step and each undo, and the facts count them: that is their purpose.
_GROWING = ("change_", "file_fact", "sqlite_", "alembic")


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a file, but for those that only grow."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as file:
        names = [
            row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        kept = [name for name in names if not name.startswith(_GROWING)]
        found = {name: sorted(file.execute(f'SELECT * FROM "{name}"'), key=repr) for name in kept}
    file.close()
    return found


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The window as it starts, with no plan open."""
    found = qapp.findChild(Look)
    look = found if isinstance(found, Look) else Look(qapp, ThemeChoice.LIGHT, 100)
    made = MainWindow(AppSettings(tmp_path / "plandesk.ini"), look)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


class Officer:
    """Presses keys wherever the focus is, as a person does."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self._window = qtbot, window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """Press one key."""
        self._qtbot.keyClick(self._focus(), key, modifiers or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        """Type words."""
        self._qtbot.keyClicks(self._focus(), text)

    def go_to(self, ref: str) -> None:
        """Jump to a ref through the palette."""
        self.press(Key.Key_K, CTRL)
        self.type(ref)
        self.press(Key.Key_Return)
        current = self._window.plan.model.row_by_id(self._window.plan.current_id() or 0)
        assert current is not None
        assert current.ref == ref

    def walk_to(self, column: Column) -> None:
        """Walk the cursor along the row to a column."""
        view = self._window.plan.view
        for _ in range(len(Column)):
            here = view.currentIndex().column()
            if here == column:
                return
            self.press(Key.Key_Right if here < column else Key.Key_Left)
        assert view.currentIndex().column() == column

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


def chosen_refs(window: MainWindow) -> list[str]:
    rows = (window.plan.model.row_by_id(item) for item in window.plan.selected_ids())
    return [row.ref for row in rows if row is not None]


def row(window: MainWindow, ref: str):
    return next(each for each in window.plan.model.all_rows() if each.ref == ref)


def test_a_day_of_edits_is_undone_row_for_row(
    qtbot: QtBot, window: MainWindow, sample_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "plan.plandesk"))
    assert window.files.open_path(path)
    document = window.bridge.document
    assert document is not None
    before = contents(path)
    assert len(before["plan_item"]) > 300
    officer = Officer(qtbot, window)
    officer.go_to("A2.1")
    find_and_leave(officer, window)
    rate_five(officer, window)
    assign_a_lead(officer, window)
    paste_twenty(officer, window)
    renumber(officer, window)
    steps = len(document.undo_titles)
    assert steps >= 8
    assert contents(path) != before
    window.plan.view.setFocus()
    for _ in range(steps):
        officer.press(Key.Key_Z, CTRL)
    assert document.undo_titles == []
    assert contents(path) == before


def find_and_leave(officer: Officer, window: MainWindow) -> None:
    officer.press(Key.Key_F, CTRL)
    officer.type("recruit")
    shown, total = window.plan.model.shown_actions()
    assert 0 < shown < total
    officer.press(Key.Key_F3)
    assert window.plan.view.hasFocus()
    officer.press(Key.Key_X, CTRL | SHIFT)
    assert window.plan.model.shown_actions()[0] == total


def rate_five(officer: Officer, window: MainWindow) -> None:
    for number in range(1, 6):
        ref = f"A2.{number}"
        officer.go_to(ref)
        codes = [value.code for value in window.state.words.scale.values]
        wanted = next(
            at for at, code in enumerate(codes[1:4], 1) if code != row(window, ref).current
        )
        officer.press(Key(Key.Key_1 + wanted), CTRL)
        assert row(window, ref).current == codes[wanted]


def assign_a_lead(officer: Officer, window: MainWindow) -> None:
    officer.go_to("A2.1")
    officer.walk_to(Column.LEAD)
    for _ in range(3):
        officer.press(Key.Key_Down, SHIFT)
    refs = chosen_refs(window)
    assert len(refs) == 4
    officer.press(Key.Key_E, CTRL | SHIFT)
    officer.press(Key.Key_Tab)
    officer.type("Head of Assurance")
    officer.press(Key.Key_Return)
    assert {row(window, ref).leads for ref in refs} == {("Head of Assurance",)}


def paste_twenty(officer: Officer, window: MainWindow) -> None:
    actions = [each for each in window.plan.model.all_rows() if each.level == 3][:20]
    lines = [
        f"{each.ref}\t{each.title} (agreed)\t{20 + n} March 2027" for n, each in enumerate(actions)
    ]
    block = "Ref\tTitle\tLead\tDue\r\n"
    block += "".join(
        "{}\t{}\tHead of Assurance\t{}\r\n".format(*line.split("\t")) for line in lines
    )
    data = QMimeData()
    data.setText(block)
    QGuiApplication.clipboard().setMimeData(data)
    officer.press(Key.Key_V, CTRL)
    assert window.tools.paste.isVisible()
    officer.press(Key.Key_Return)
    assert all(row(window, each.ref).title.endswith(" (agreed)") for each in actions)


def renumber(officer: Officer, window: MainWindow) -> None:
    officer.go_to("A2.1")
    follower = row(window, "A2.2").id
    officer.press(Key.Key_Delete)
    officer.press(Key.Key_K, CTRL)
    officer.type("renumber")
    officer.press(Key.Key_Return)
    part = QApplication.focusWidget()
    assert isinstance(part, QComboBox)
    while not part.currentText().strip().startswith("A2 "):
        before = part.currentIndex()
        officer.press(Key.Key_Down)
        assert part.currentIndex() > before
    for _ in range(8):
        officer.press(Key.Key_Tab)
        button = QApplication.focusWidget()
        if isinstance(button, QPushButton) and button.text().startswith("Re&number"):
            break
    officer.press(Key.Key_Space)
    moved = window.plan.model.row_by_id(follower)
    assert moved is not None
    assert moved.ref == "A2.1"
