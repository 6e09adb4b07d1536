"""Files dropped on any page go where they belong; the count beside Returns follows the imports."""

# ruff: noqa: F811 - tests ask for the fixtures that are imported here
from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from filled_returns import FINANCE, books, budget, fill, issued, plan_file  # noqa: F401
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from plandesk.services.dropped import sort_dropped
from plandesk.ui.widgets.places import Place

PLACES = (Place.PLAN, Place.TODAY, Place.PERIODS, Place.CHECKS, Place.PACKS, Place.SETTINGS)


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go, as the desktop does; tells whether they were taken."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), copy, data, left, none))
    return True


def previewed(qtbot, window, *paths):
    """Drop on the window and wait for the preview of the import."""
    window.host.go(Place.RETURNS)
    session = window.pages.currentWidget().import_.session
    window.host.go(Place.TODAY)
    with qtbot.waitSignal(session.previewed, timeout=60_000):
        assert drop(window, *paths)
    return window.pages.currentWidget()


def counted(window):
    model = window.places._model
    items = [model.item(at) for at in range(model.rowCount())]
    return next(each.accessibleText() for each in items if each.text() == "Returns")


@pytest.mark.parametrize("place", PLACES)
def test_a_return_dropped_on_any_page_is_imported(qtbot, window, books, place):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    window.host.go(Place.RETURNS)
    page = window.pages.currentWidget()
    window.host.go(place)
    with qtbot.waitSignal(page.import_.session.previewed, timeout=60_000):
        assert drop(window, books[FINANCE])
    assert window.pages.currentWidget() is page
    assert [file.lead for file in page.import_.session.files] == [FINANCE]


def test_a_folder_and_a_zip_of_returns_are_imported(qtbot, window, books, tmp_path):
    page = previewed(qtbot, window, tmp_path / "out")
    assert len(page.import_.session.files) == len(books)
    page.import_.session.clear()
    archive = tmp_path / "back.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(books[FINANCE], "any name.xlsx")
    page = previewed(qtbot, window, archive)
    assert [file.lead for file in page.import_.session.files] == [FINANCE]


def test_a_tracker_goes_to_the_pages_that_bring_trackers_in(window, tmp_path):
    assert drop(window, budget(tmp_path))
    page = window.pages.currentWidget()
    assert type(page).__name__ == "TrackerPage"


def test_a_tracker_opened_as_a_plan_is_brought_in_instead(window, tmp_path):
    book = budget(tmp_path)
    assert not window.files.open_path(book)
    message = window.messages.message
    assert message.text == f"{book.name} is a workbook, not a plan."
    assert "tracker" in message.hint
    window.messages.first_button.click()
    assert type(window.pages.currentWidget()).__name__ == "TrackerPage"
    assert window.pages.currentWidget().work.jobs.busy, "it is reading the workbook"
    window.host.jobs.cancel_all()


def test_a_return_opened_as_a_plan_is_imported_instead(qtbot, window, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    window.host.go(Place.RETURNS)
    session = window.pages.currentWidget().import_.session
    window.host.go(Place.PLAN)
    assert not window.files.open_path(books[FINANCE])
    assert "it is a return" in window.messages.message.hint
    with qtbot.waitSignal(session.previewed, timeout=60_000):
        window.messages.first_button.click()
    assert [file.lead for file in session.files] == [FINANCE]


def test_a_return_opened_without_its_plan_asks_for_the_plan_first(window, books):
    window.bridge.close()
    assert not window.files.open_path(books[FINANCE])
    assert "open the plan that it belongs to" in window.messages.message.hint
    assert window.messages.first_button.text() == "Open plan…"


def test_a_return_is_known_by_its_name_its_identity_or_its_keys(books, tmp_path):
    plain = tmp_path / "no name.xlsx"
    plain.write_bytes(books[FINANCE].read_bytes())
    assert sort_dropped([plain]).returns == (plain,)
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(bare, "w") as new:
        for info in old.infolist():
            if not info.filename.startswith("docProps/"):
                new.writestr(info.filename, old.read(info))
    assert sort_dropped([bare]).returns == (bare,)
    other = budget(tmp_path)
    assert sort_dropped([other]).trackers == (other,)
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    assert sort_dropped([broken]).trackers == (broken,)


def test_a_paper_goes_to_the_pack(window, tmp_path):
    from pikepdf import Pdf

    paper = tmp_path / "Minutes.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    assert drop(window, paper)
    assert type(window.pages.currentWidget()).__name__ == "PacksPage"
    assert any(step.endswith("Minutes.pdf") for step in window.bridge.document.undo_titles)


def test_a_plan_is_opened_and_other_files_are_left_alone(window, sample_file, tmp_path):
    note = tmp_path / "note.docx"
    note.write_text("words")
    assert not drop(window, note)
    before = window.bridge.document
    assert drop(window, sample_file)
    assert window.bridge.document is before, "another copy of this plan may be meant to be merged"
    message = window.messages.message
    assert "is another copy of this plan" in message.text
    merge, instead = message.offers
    assert merge.text == "Merge it…"
    instead.act()
    assert window.bridge.document is not before


def test_the_count_beside_returns_follows_what_comes_back(qtbot, window, books):
    assert counted(window) == "Returns 0 of 16"
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    page = previewed(qtbot, window, books[FINANCE])
    with qtbot.waitSignal(page.import_.session.applied, timeout=60_000):
        page.import_.go.click()
    assert counted(window) == "Returns 1 of 16"
    window.bridge.undo()
    assert counted(window) == "Returns 0 of 16"
