"""What the table shows is printed, and the highlight report of a project from any of its rows."""

from __future__ import annotations

import subprocess

import pytest

from plandesk.ui.actions import ActionId

pytestmark = pytest.mark.long


def text_of(path) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


@pytest.fixture
def target(window, tmp_path, monkeypatch):
    path = tmp_path / "out.pdf"
    chooser = window.commands.printing.choose
    monkeypatch.setattr(type(chooser), "target", lambda *_: path)
    return path


def printed(qtbot, window, action):
    window.actions_[action].trigger()
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=30000)
    return window.messages.message.text


def test_only_the_rows_that_show_are_printed(qtbot, window, target):
    window.plan.bar.text.setText("A2.1")
    shown = window.plan.model.shown_actions()
    assert 0 < shown[0] < shown[1]
    assert "Printed out.pdf: " in printed(qtbot, window, ActionId.PRINT_VIEW)
    text = text_of(target)
    assert "A2.1" in text
    assert "A3.1" not in text
    assert "Actions as shown" in text


def test_the_report_of_a_project_is_printed_from_one_of_its_actions(qtbot, window, target):
    row = next(row for row in window.plan.model.all_rows() if row.ref == "A2.1")
    window.plan.show_item(row.id)
    assert "Printed out.pdf" in printed(qtbot, window, ActionId.HIGHLIGHT_REPORT)
    text = text_of(target)
    assert "Highlight report: A2" in text
    assert "Direction of travel" in text
