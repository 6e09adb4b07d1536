"""Bringing a tracker into a plan that exists: matched, previewed, one step, undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tracker_books import ROWS, colours_book, words_book
from tracker_walk import go_on, open_book, rows_of, to_the_end

from plandesk.services.trackers.match import How
from plandesk.ui.dialogs.new_plan import NewPlan
from plandesk.ui.main_window import MainWindow
from plandesk.ui.panels.trackers.match_step import MatchStep, Shown
from plandesk.ui.panels.trackers.work import Stage, Target
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look


@pytest.fixture
def bare(qtbot: QtBot, settings: AppSettings, look: Look) -> Iterator[MainWindow]:
    """The window with no plan open."""
    made = MainWindow(settings, look)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def parks(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> MainWindow:
    """The window, open on a plan that was made of the tracker."""
    from plandesk.services.trackers.bringing_in import TrackerJob, bring_in

    bring_in(TrackerJob(words_book(tmp_path / "first.xlsx"), tmp_path / "plan.plandesk"))
    assert bare.files.open_path(tmp_path / "plan.plandesk")
    return bare


def later_book(path: Path) -> Path:
    rows = [list(row) for row in ROWS[:5]]
    rows[1][5] = "R"
    rows[2] = ["", "Plant some four hundred trees", *rows[2][2:]]
    rows.append(["A2.9", "Paint the crossings", "Jo Lee", "2025", "", "G", "", ""])
    return words_book(path, rows)


def test_an_empty_plan_has_nothing_to_match(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    first = NewPlan("Parks", "improvement-plan", "April 2024", dt.date(2024, 4, 30))
    assert bare.files.make(first, tmp_path / "empty.plandesk")
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    assert page.work.target is Target.THIS
    assert Stage.MATCH not in to_the_end(qtbot, page)
    page.next.click()
    qtbot.waitUntil(lambda: bare.pages.currentWidget() is bare.plan, timeout=20_000)
    assert "A2.1" in rows_of(bare)
    assert [each.label for each in bare.state.periods] == ["January 2024", "April 2024"]


def test_a_tracker_of_another_plan_is_noticed(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    rows = [["Z9: Warm homes"], ["Z9.1", "Insulate lofts", "Mo Ali", "", "A", "G", "", ""]]
    page = open_book(qtbot, parks, words_book(tmp_path / "other.xlsx", rows))
    to_the_end(qtbot, page)
    assert page.note.text().startswith("None of its actions is in this plan yet.")
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    to_the_end(qtbot, page)
    assert page.note.text() == "January 2024 is closed: its ratings stay as they are."


def test_changes_come_in_as_one_step_and_go_again(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    before = rows_of(parks)
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    assert Stage.MATCH in to_the_end(qtbot, page)
    preview = page.steps[Stage.PREVIEW]
    preview.open("changes")
    said = [preview.table.index(row, 2).data() for row in range(len(preview.table.rows))]
    assert "A1.1:  Green  →  Red" in said
    with qtbot.waitSignal(parks.bridge.changed, timeout=20_000):
        page.next.click()
    qtbot.waitUntil(lambda: parks.pages.currentWidget() is parks.plan)
    after = rows_of(parks)
    assert after["A1.1"].current == "red"
    assert after["A2.9"].title == "Paint the crossings"
    assert list((tmp_path / "plan backups").glob("*"))
    document = parks.bridge.document
    assert document is not None
    assert len(document.undo_titles) == 1
    assert _press(parks, "Undo")
    assert rows_of(parks) == before


def _press(window: MainWindow, words: str) -> bool:
    for button in window.messages.findChildren(QPushButton):
        if button.text() == words:
            button.click()
            return True
    return False


def test_last_times_answers_are_used_and_can_be_put_aside(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    told = page.steps[Stage.FILE].told
    assert told.isVisibleTo(page)
    assert told.isChecked()
    told.click()
    assert page.work.guess is page.work.plain
    assert not told.isChecked()


def test_a_row_matched_by_text_can_be_new_left_out_or_another(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    page._go(Stage.MATCH)
    qtbot.waitUntil(lambda: page.stage is Stage.MATCH)
    step = page.steps[Stage.MATCH]
    assert isinstance(step, MatchStep)
    step.show_box.setCurrentIndex(step.show_box.findData(Shown.TEXT))
    row = next(each for each in step.table.rows if each.title.startswith("Plant some"))
    assert row.match is not None
    assert row.match.ref == "A1.2"
    at = step.table.rows.index(row)
    for answer, how in (("leave", How.LEFT_OUT), ("new", How.NEW), ("guess", How.TEXT)):
        step.show_box.setCurrentIndex(step.show_box.findData(Shown.ALL))
        at = next(n for n, each in enumerate(step.table.rows) if each.key == row.key)
        with qtbot.waitSignal(page.work.jobs.changed, timeout=20_000):
            step.table.setData(step.table.index(at, 2), answer)
        qtbot.waitUntil(lambda: not page.work.busy)
        assert step.table.rows[at].how is how
    mend = rows_of(parks)["A2.1"].id
    step.table.setData(step.table.index(at, 2), mend)
    qtbot.waitUntil(lambda: step.table.rows[at].match.item_id == mend, timeout=20_000)


def test_the_same_tracker_again_says_so(qtbot: QtBot, parks: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, parks, words_book(tmp_path / "again.xlsx"))
    page._go(Stage.PREVIEW)
    qtbot.waitUntil(lambda: page.stage is Stage.PREVIEW)
    assert page.note.text() == "The plan already says all that the tracker says."
    assert not page.next.isEnabled()


def test_a_further_plan_in_the_same_file(qtbot: QtBot, parks: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, parks, colours_book(tmp_path / "fills.xlsx"))
    page.work.aim(Target.ANOTHER)
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20_000)
    assert Stage.MATCH not in to_the_end(qtbot, page)
    page.next.click()
    qtbot.waitUntil(lambda: parks.pages.currentWidget() is parks.plan, timeout=20_000)
    assert len(parks.state.plans) == 2
    assert parks.state.plan is not None
    assert parks.state.plan.title == "Fills"
    assert "B1.5" in rows_of(parks)


def test_ratings_of_no_named_period_go_to_the_latest_of_the_plan(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, parks, colours_book(tmp_path / "fills.xlsx"))
    assert page.work.guess is not None
    assert [each.label for each in page.work.guess.mapping.periods] == ["April 2024"]


def test_a_change_of_the_plan_meanwhile_is_matched_anew(
    qtbot: QtBot, parks: MainWindow, tmp_path: Path
) -> None:
    from plandesk.services.ops.ratings import SetRating

    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    to_the_end(qtbot, page)
    assert page.work.account is not None
    before = page.work.account.changed
    item, period = rows_of(parks)["A1.1"].id, parks.state.period_id
    assert period is not None
    parks.bridge.run(SetRating((item,), period, "red"))
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20_000)
    assert page.work.account is not None
    assert page.work.account.changed == before - 1


def test_every_control_has_a_name(qtbot: QtBot, parks: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    nameless: set[str] = set()
    for _ in Stage:
        for widget in page.findChildren(QWidget):
            focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if focus and widget.isVisible() and not widget.accessibleName():
                nameless.add(f"{page.stage.name}: {type(widget).__name__} {widget.objectName()}")
        if page.stage is not Stage.PREVIEW:
            go_on(qtbot, page)
    assert not {each for each in nameless if "qt_" not in each}, nameless


def test_item_models_hold_under_the_tester(qtbot: QtBot, parks: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, parks, later_book(tmp_path / "later.xlsx"))
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    steps = page.steps
    models = [
        steps[Stage.SHEETS].sheets,
        steps[Stage.SHEETS].grid,
        steps[Stage.COLUMNS].table,
        steps[Stage.VALUES].values,
        steps[Stage.VALUES].people,
        steps[Stage.MATCH].table,
        steps[Stage.PREVIEW].table,
    ]
    testers = [QAbstractItemModelTester(model, fatal) for model in models]
    to_the_end(qtbot, page)
    for key in list(steps[Stage.PREVIEW]._counts):
        steps[Stage.PREVIEW].open(key)
    assert len(testers) == len(models)
