"""A manager's and a secretary's work through the real window by keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.outgoing import IssueRequest, issue_returns
from plandesk.ui.dialogs.choose_files import FolderDialog
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings, Role, ThemeChoice
from plandesk.ui.theme import Look
from plandesk.ui.widgets.places import Place

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
MOST_TABS = 60
pytestmark = [pytest.mark.qt_log_ignore("^This plugin does not support "), pytest.mark.long]


class Person:
    """Presses keys wherever the focus is, and goes by Tab to what a screen reader names."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self._qtbot, self.window = qtbot, window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self._qtbot.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        self._qtbot.keyClicks(self.focus(), text)

    def command(self, words: str) -> None:
        self.press(Key.Key_K, CTRL)
        self.type(words)
        self.press(Key.Key_Return)

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until what has the focus is called this."""
        passed = []
        for _ in range(MOST_TABS):
            here = self.focus()
            if name in (here.accessibleName(), getattr(here, "text", str)()):
                return here
            passed.append(here.accessibleName() or type(here).__name__)
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach “{name}”; it passes {passed}")

    def settled(self) -> None:
        jobs = self.window.host.jobs
        self._qtbot.waitUntil(lambda: not jobs.busy, timeout=60_000)

    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus


def opened(qtbot: QtBot, qapp: QApplication, folder: Path, role: Role) -> MainWindow:
    found = qapp.findChild(Look)
    look = found if isinstance(found, Look) else Look(qapp, ThemeChoice.LIGHT, 100)
    settings = AppSettings(folder / "plandesk.ini")
    settings.role = role
    made = MainWindow(settings, look)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def manager(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    window = opened(qtbot, qapp, tmp_path, Role.MANAGER)
    yield Person(qtbot, window)
    shut(window)


@pytest.fixture
def secretary(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    window = opened(qtbot, qapp, tmp_path, Role.SECRETARY)
    yield Person(qtbot, window)
    shut(window)


def shut(window: MainWindow) -> None:
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def returned(plan: Path, folder: Path) -> list[Path]:
    """Issue to every lead and answer the first two returns."""
    with Document.open(plan) as document:
        with document.read() as session:
            period = current_period(session)
        assert period is not None
        files = issue_returns(document, IssueRequest(period.id, folder))
    back = []
    for each in files[:2]:
        book = load_workbook(each.file)
        sheet = book["Actions"]
        heads = {str(cell.value): cell.column for cell in sheet[1]}
        column = next(at for name, at in heads.items() if name.endswith("Progress this period"))
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column).value = f"Moved on by {each.lead}."
        book.save(each.file)
        back.append(each.file)
    return back


def ratings_and_words(window: MainWindow) -> list[tuple[str, str]]:
    document = window.bridge.document
    assert document is not None
    with document.read() as session:
        from sqlalchemy import select

        from plandesk.models.period import ItemUpdate

        found = session.execute(select(ItemUpdate.item_id, ItemUpdate.progress))
        return sorted((str(row[0]), row[1]) for row in found)


def test_a_manager_takes_in_two_returns_and_sends_on_one(
    qtbot: QtBot, manager: Person, sample_file: Path, tmp_path: Path, monkeypatch
) -> None:
    plan = Path(shutil.copy(sample_file, tmp_path / "plan.plandesk"))
    files, window = returned(plan, tmp_path / "sent"), manager.window
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(f) for f in files], "")
    )
    assert window.files.open_path(plan)
    assert window.host.where() == str(Place.RETURNS)  # the role's first page
    before = ratings_and_words(window)
    manager.press(Key.Key_I, CTRL)
    page = window.pages.currentWidget()
    qtbot.waitUntil(lambda: len(page.import_.session.files) == 2, timeout=60_000)
    manager.settled()
    go = manager.tab_to(page.import_.go.text())
    assert go.text().startswith("&Apply ")
    manager.press(Key.Key_Space)
    manager.settled()
    after = ratings_and_words(window)
    assert after != before
    assert sum("Moved on by" in words for _, words in after) >= 2
    manager.command("Undo")
    manager.settled()
    assert ratings_and_words(window) == before


def test_a_secretary_makes_dates_and_builds_a_pack(
    qtbot: QtBot, secretary: Person, sample_file: Path, tmp_path: Path, monkeypatch
) -> None:
    plan = Path(shutil.copy(sample_file, tmp_path / "plan.plandesk"))
    out, window = tmp_path / "out", secretary.window

    def typed(dialog: FolderDialog) -> int:
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        assert line is not None
        line.setText(str(out))
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(FolderDialog, "exec", typed)
    assert window.files.open_path(plan)
    assert window.host.where() == str(Place.PACKS)
    secretary.command("New pack")
    page = window.pages.currentWidget()
    pack = page.current()
    assert pack is not None
    assert pack.id is not None
    date = secretary.tab_to(page.cover_form.on.accessibleName())
    assert page.cover_form.on.isAncestorOf(date)
    secretary.type("26 June 2024")
    secretary.press(Key.Key_Tab)
    assert str(page.current().meeting_on) == "2024-06-26"
    secretary.tab_to(page.agenda.view.accessibleName())
    secretary.press(Key.Key_End)
    if page.part_bar.isVisibleTo(page):  # a narrow page shows one part at a time
        secretary.tab_to("Agenda")
        secretary.press(Key.Key_Right)
        secretary.press(Key.Key_Right)
    exempt = secretary.tab_to(page.form.exempt.accessibleName())
    assert exempt is page.form.exempt
    secretary.press(Key.Key_Space)
    secretary.tab_to(page.form.paragraph.accessibleName())
    secretary.type("3")
    secretary.tab_to(page.form.reason.accessibleName())
    secretary.type("Talks with a supplier go on.")
    secretary.press(Key.Key_Tab)
    secretary.settled()
    secretary.press(Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=60_000)
    secretary.settled()
    built = sorted(out.glob("*.pdf"))
    assert len(built) == 2, window.messages.message
