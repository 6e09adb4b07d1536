"""A large plan is opened and read beside the window."""

import pytest
from PySide6.QtWidgets import QLabel

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.ui import plan_reading, plan_state


@pytest.fixture
def every_plan_is_large(window, monkeypatch):
    monkeypatch.setattr(plan_reading, "FILE_AT_ONCE", 0)
    monkeypatch.setattr(plan_state, "AT_ONCE", 0)


@pytest.fixture
def other_file(sample_file, tmp_path):
    path = tmp_path / "other.plandesk"
    path.write_bytes(sample_file.read_bytes())
    return path


pytestmark = pytest.mark.usefixtures("every_plan_is_large")


def titles(window):
    return [row.title for row in window.plan.model.all_rows()]


def test_the_former_plan_stays_until_the_large_one_can_be_seen(qtbot, window, other_file):
    before, said = window.bridge.document, []
    rows = titles(window)
    with qtbot.waitSignal(window.bridge.opened):
        assert window.files.open_path(other_file, then=lambda: said.append("shown"))
        assert window.bridge.document is before
        assert titles(window) == rows
    assert window.bridge.document.path == other_file
    assert sorted(titles(window)) == sorted(row.title for row in window.state.rows())
    assert window.plan.model.shown_actions() == (230, 230)
    qtbot.waitUntil(lambda: said == ["shown"])
    assert window.settings.last_file == other_file


def test_what_is_opened_last_is_what_shows(qtbot, window, sample_file, other_file):
    with qtbot.waitSignal(window.bridge.opened):
        window.files.open_path(other_file)
        window.files.open_path(sample_file)
    assert window.bridge.document.path == sample_file
    with Document.open(other_file) as document:  # nobody holds the other one
        assert not document.is_read_only


def test_the_start_page_says_what_is_opened_and_welcomes_again_where_that_fails(
    qtbot, window, tmp_path
):
    window.bridge.close()
    heading = window.start.findChildren(QLabel)[1].text
    broken = tmp_path / "broken.plandesk"
    broken.write_bytes(b"written by another program")
    with qtbot.waitSignal(window.files.opening.ended):
        window.files.open_path(broken)
        assert "broken.plandesk" in heading()
    assert not window.bridge.is_open
    assert heading() == "Welcome to PlanDesk"
    assert "broken.plandesk" in window.messages.message.text


def test_a_step_taken_while_the_plan_is_read_is_seen_afterwards(qtbot, window):
    row = next(window.plan.model.all_rows())
    with qtbot.waitSignal(window.state.reloaded):
        assert window.state.read_beside()
        assert window.bridge.run(SetTitle(row.id, "Written meanwhile"))
    assert window.plan.model.row_by_id(row.id).title == "Written meanwhile"
    assert not window.state.reading.busy


def test_another_period_of_a_large_plan_shows_once_it_is_read(qtbot, window):
    shown = window.state.period
    other = next(each for each in window.state.periods if each != shown)
    with qtbot.waitSignal(window.state.reloaded):
        window.state.choose_period(other.id)
        assert window.state.period == shown
    assert window.state.period == other
    current = {row.id: row.current for row in window.state.rows()}
    assert {row.id: row.current for row in window.plan.model.all_rows()} == current


def test_a_plan_that_is_let_go_of_is_read_no_longer(window):
    assert window.state.read_beside()
    window.bridge.close()
    assert not window.state.reading.busy
    assert window.plan.model.is_empty
