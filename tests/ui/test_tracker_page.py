"""Bringing a tracker in through the real window, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot
from tracker_books import ROWS, colours_book, words_book
from tracker_walk import go_on, keep_at, open_book, page_of, rows_of, to_the_end

from plandesk.excel.trackers.mapping import RowKind
from plandesk.excel.trackers.words import Field
from plandesk.ui.main_window import MainWindow
from plandesk.ui.panels.trackers.work import Stage
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look
from plandesk.ui.widgets.step_strip import StepState


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


# ---- a plan of its own


def test_the_start_page_offers_it_and_a_plan_comes_of_it(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    steps = [Stage.FILE, Stage.SHEETS, Stage.COLUMNS, Stage.VALUES, Stage.PREVIEW]
    assert to_the_end(qtbot, page) == steps
    assert page.next.text() == "Br&ing in 6 rows"
    keep_at(monkeypatch, tmp_path / "parks")
    page.next.click()
    qtbot.waitUntil(lambda: bare.state.plan is not None, timeout=20_000)
    assert bare.state.plan is not None
    assert (tmp_path / "parks.plandesk").is_file()
    assert rows_of(bare)["A1.1"].title == "Mow the meadows twice a year"
    assert bare.pages.currentWidget() is bare.plan
    said = " ".join(label.text() for label in bare.messages.findChildren(QLabel))
    assert "came in from parks.xlsx" in said
    assert bare.plan.view.currentIndex().isValid()


def test_without_a_place_to_keep_it_nothing_happens(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    to_the_end(qtbot, page)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: ("", "")))
    page.next.click()
    assert page.stage is Stage.PREVIEW
    assert not list(tmp_path.glob("*.plandesk"))


def test_a_file_that_is_no_workbook_is_said_in_the_bar(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "letter.xlsx"
    path.write_bytes(b"Dear all, this is a letter.")
    with qtbot.waitSignal(bare.bridge.refused, timeout=20_000) as told:
        bare.host.bring_in_tracker(path)
    assert "letter.xlsx" in str(told.args)
    assert not page_of(bare).next.isEnabled()


def test_a_workbook_dropped_on_the_window_opens_the_page(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    book = words_book(tmp_path / "parks.xlsx")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(book))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(bare, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(bare, QDropEvent(QPointF(50, 50), copy, data, left, none))
    qtbot.waitUntil(lambda: page_of(bare).work.guess is not None, timeout=20_000)
    assert page_of(bare).work.path == book


# ---- back and forth, and corrections


def test_back_keeps_every_answer(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    to_the_end(qtbot, page)
    page.strip.asked.emit(Stage.COLUMNS)
    assert page.stage is Stage.COLUMNS
    columns = page.steps[Stage.COLUMNS]
    due = next(at for at, each in enumerate(columns.table.rows) if each.column.heading == "Due")
    columns.table.setData(columns.table.index(due, 2), Field.LEFT_OUT)
    go_on(qtbot, page)
    assert go_on(qtbot, page) is Stage.PREVIEW
    page.back.click()
    page.back.click()
    assert page.stage is Stage.COLUMNS
    assert columns.table.index(due, 2).data() == "Leave this column out"
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    assert all(not each.due for each in page.work.reading.content.items)


def test_a_value_in_doubt_is_listed_first_and_confirmed(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    page._go(Stage.VALUES)
    values = page.steps[Stage.VALUES].values
    assert values.index(0, 0).data() == "“Ambr”"
    assert page.note.text() == "1 value to check."
    values.setData(values.index(0, 1), "amber")
    assert values.index(0, 2).data() == "Confirmed by you"
    assert page.note.text() == ""
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    said = {each.ref: each for each in page.work.reading.content.items}
    assert [each.rating for each in said["A1.2"].updates] == ["red", "amber"]


def test_a_colour_that_no_rating_has_is_given_one(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, bare, colours_book(tmp_path / "fills.xlsx"))
    page._go(Stage.VALUES)
    values = page.steps[Stage.VALUES].values
    assert values.index(0, 0).data() == "#7030A0"
    assert values.index(0, 1).data() == "Not rated"
    values.setData(values.index(0, 1), "grey")
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    ratings = [each.updates[0].rating for each in page.work.reading.content.items if each.updates]
    assert ratings == ["amber", "green", "green", "grey", "red"]


def test_a_sheet_can_be_left_out_and_a_row_taken_for_something_else(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    go_on(qtbot, page)
    step = page.steps[Stage.SHEETS]
    row = next(each for each in range(step.grid.rowCount()) if step.grid.number(each) == 5)
    assert step.grid.index(row, 0).data() == "Action"
    step.grid.setData(step.grid.index(row, 0), RowKind.NOTE)
    assert step.grid.index(row, 0).data() == "Leave out"
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    assert "A1.2" not in {each.ref for each in page.work.reading.content.items}
    page._show(Stage.SHEETS)
    step.sheets.setData(
        step.sheets.index(0, 0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole
    )
    assert "Tick a sheet" in page.note.text()
    assert not page.next.isEnabled()


def test_the_period_of_a_column_can_be_named_anew(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    page._go(Stage.COLUMNS)
    label = page.steps[Stage.COLUMNS].periods._fields[1][0]
    label.setText("Spring 2024")
    label.editingFinished.emit()
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    assert [each.label for each in page.work.reading.content.periods] == [
        "January 2024",
        "Spring 2024",
    ]


def test_numbers_add_up_and_open_their_rows(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    rows = [*ROWS[:3], ["A1.3", "", "", "", "", "", "", ""], *ROWS[3:5]]
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx", rows))
    to_the_end(qtbot, page)
    step = page.steps[Stage.PREVIEW]
    counts = {key: button.count.number for key, button in step.rows.buttons.items()}
    parts = ("taken", "headings", "repeated_headers", "other", "not_understood")
    assert counts["read"] == sum(counts[part] for part in parts)
    assert counts["not_understood"] == 1
    for key, count in step._counts.items():
        step.open(key)
        if key != "changes":
            assert len(step.table.rows) == count.number, key
    step.rows.buttons["not_understood"].click()
    assert step.table.index(0, 0).data() == "Actions, row 6"
    assert "A1.3" in step.table.index(0, 2).data()


# ---- files, keyboard, names


def test_report_and_recipe_are_written(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*ROWS[:3], ["A1.3", "", "", "", "", "", "", ""], *ROWS[3:5]]
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx", rows))
    to_the_end(qtbot, page)
    keep_at(monkeypatch, tmp_path / "report.txt")
    page.report.click()
    text = (tmp_path / "report.txt").read_text("utf-8-sig")
    assert "Not understood (1)\n  Actions, row 6: it has the ref" in text
    keep_at(monkeypatch, tmp_path / "parks.toml")
    page.recipe.click()
    page.work.use_recipe(tmp_path / "parks.toml")
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20_000)
    assert page.work.guess is not None
    assert page.work.guess.mapping.source.endswith("parks.toml")


def test_choices_open_from_the_keyboard(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    page._go(Stage.VALUES)
    step = page.steps[Stage.VALUES]
    step.list.setFocus()
    step.list.setCurrentIndex(step.values.index(0, 0))
    qtbot.keyClick(step.list, Qt.Key.Key_Return)
    menu = step.list.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["Blue", "Red", "Amber", "Green", "Grey", "Not rated"]
    green = next(action for action in menu.actions() if action.text() == "Green")
    green.trigger()
    menu.close()
    assert step.values.index(0, 2).data() == "Changed by you"


def test_the_strip_says_where_one_is(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "parks.xlsx"))
    go_on(qtbot, page)
    states = [button.state for button in page.strip._buttons]
    assert states[:3] == [StepState.DONE, StepState.HERE, StepState.AHEAD]
    assert states[4] is StepState.SKIPPED
    assert page.strip._buttons[0].accessibleName() == "Step 1, File: done"


# ---- what councils keep


@pytest.mark.parametrize(
    ("name", "rows", "new"),
    [
        ("legacy_tracker_colours.xlsx", 315, 565),
        ("legacy_tracker_letters.xlsx", 361, 550),
        ("service_plans_2016.xlsx", 265, 254),
    ],
)
def test_real_trackers_need_no_correction(
    qtbot: QtBot,
    bare: MainWindow,
    shared_data: Path,
    tmp_path: Path,
    name: str,
    rows: int,
    new: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_book(qtbot, bare, shared_data / "trackers" / name)
    page.straight.click()
    qtbot.waitUntil(lambda: page.stage is Stage.PREVIEW, timeout=20_000)
    assert page.work.reading is not None
    assert page.work.reading.counts.read == rows
    assert page.work.reading.counts.not_understood == 0
    keep_at(monkeypatch, tmp_path / "kept.plandesk")
    page.next.click()
    qtbot.waitUntil(lambda: bare.state.plan is not None, timeout=20_000)
    assert len(bare.state.rows()) == new


def test_a_csv_file_is_walked_in_the_same_way(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Ref;Action;Lead;RAG\nA1.1;Mow the meadows;Jo Lee;Green\n", "utf-8")
    page = open_book(qtbot, bare, path)
    to_the_end(qtbot, page)
    assert page.work.reading is not None
    assert page.work.reading.counts.taken == 1


def test_the_book_is_read_and_never_written(qtbot: QtBot, bare: MainWindow, tmp_path: Path) -> None:
    book = words_book(tmp_path / "parks.xlsx")
    before = book.read_bytes()
    page = open_book(qtbot, bare, book)
    to_the_end(qtbot, page)
    assert book.read_bytes() == before
    assert openpyxl.load_workbook(book).sheetnames == ["Actions", "Notes"]


def test_how_a_csv_file_is_written_is_shown_and_can_be_corrected(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "tracker.csv"
    path.write_bytes("Ref;Action;Lead;Due\nA1.1;Open the café;Jo Lee;03/04/2024\n".encode("cp1252"))
    page = open_book(qtbot, bare, path)
    box = page.steps[0].csv
    assert box.isVisible()
    assert (box.delimiter.currentData(), box.encoding.currentData()) == ("semicolon", "windows")
    assert "may begin with the day or the month" in box.doubts.text()
    with qtbot.waitSignal(page.work.opened):
        box.dates.setCurrentIndex(box.dates.findData("month"))
        box.dates.activated.emit(box.dates.currentIndex())
    assert page.work.guess is not None
    assert page.work.guess.book.sheets[0].cell(2, 4).text == "4 March 2024"
    assert "day or the month" not in box.doubts.text()


def test_a_key_too_many_does_not_change_the_title_at_the_end(
    qtbot: QtBot, bare: MainWindow, tmp_path: Path
) -> None:
    page = open_book(qtbot, bare, words_book(tmp_path / "tracker.xlsx"))
    to_the_end(qtbot, page)
    assert "&n" not in page.next.text().casefold()  # what was Next does not bring it in unseen
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert page.stage is Stage.PREVIEW
    assert page.steps[Stage.PREVIEW].title.text() == "Parks and roads tracker"
    assert page.focusWidget() is page.steps[Stage.PREVIEW].list
