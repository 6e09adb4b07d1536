"""What people see when something goes wrong, and pictures of the window from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from plandesk.errors import UserError
from plandesk.ui.errors import CrashDialog, attempt, crash_report
from plandesk.ui.gallery import Props, scenes
from plandesk.ui.main_window import MainWindow
from plandesk.ui.widgets.message_bar import Kind, Message, MessageBar, Offer


def test_a_refusal_is_said_with_what_to_do(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)

    def refuse() -> None:
        raise UserError("April is closed.", "Reopen the period.")

    assert not attempt(bar, refuse)
    assert bar.message == Message(Kind.ERROR, "April is closed.", "Reopen the period.")
    assert not bar.isHidden()


def test_an_offer_is_taken_once_and_the_bar_goes(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.show_message(
        Message(Kind.INFO, "Three changes.", offers=(Offer("Undo", lambda: done.append("undone")),))
    )
    button = next(each for each in bar.findChildren(type(bar._buttons[0])) if each.text() == "Undo")
    button.click()
    assert done == ["undone"]
    assert bar.isHidden()


def test_a_crash_report_has_versions_and_places_but_no_word_of_the_plan() -> None:
    secret = "Foster carers of Elm Street"
    try:
        raise KeyError(secret)
    except KeyError as error:
        report = crash_report(error)
    assert "KeyError" in report
    assert "test_ui_errors.py" in report
    assert "PlanDesk" in report
    assert "Qt" in report
    assert secret not in report


def test_the_crash_dialog_says_that_the_plan_is_safe(qtbot: QtBot) -> None:
    dialog = CrashDialog("PlanDesk 1\nKeyError at")
    qtbot.addWidget(dialog)
    texts = [child.text() for child in dialog.children() if hasattr(child, "text")]
    assert any("Your plan is safe" in text for text in texts)


def test_the_crash_that_is_photographed_was_one(window: MainWindow) -> None:
    boxes = {name: set_up for name, set_up in scenes(window, Props()) if name == "box-crash"}
    box = boxes["box-crash"]()
    report = box.findChild(QPlainTextEdit).toPlainText()
    box.close()
    places = report.partition("AttributeError at\n")[2].split("\n")
    assert len([place for place in places if "document.py" in place]) > 1


def photograph(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the picture command as people do, without a display."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "plandesk.ui.photograph", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_picture_of_the_window_is_taken(plan_file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = photograph(str(plan_file), str(picture), "--size", "1000x600", "--theme", "dark")
    assert (done.returncode, done.stderr) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_no_picture_without_a_plan(tmp_path: Path) -> None:
    done = photograph(str(tmp_path / "gone.plandesk"), str(tmp_path / "window.png"))
    assert done.returncode == 1
    assert "gone.plandesk" in done.stderr
    assert not (tmp_path / "window.png").exists()
