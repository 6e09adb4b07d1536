# ruff: noqa: F811 - tests ask for the fixture that is imported here
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from test_registers_page import entries, page, titles  # noqa: F401

from plandesk.services.ops.registers.entries import EditEntry
from plandesk.services.registers.workbook import export_register
from plandesk.ui.widgets.places import Place

# Workbooks ----------------------------------------------------------------------------------------


def book_of(window, tmp_path, name="risks"):
    path = tmp_path / f"{name}.xlsx"
    with window.bridge.read() as session:
        export_register(session, name, path)
    return path


def changed_book(window, tmp_path):
    from openpyxl import load_workbook

    path = book_of(window, tmp_path)
    book = load_workbook(path)
    sheet = book.active
    for row in sheet.iter_rows():
        for each in row:
            if each.value == "R1":
                sheet.cell(each.row, each.column + 1).value = "Staff leave"
    book.save(path)
    return path


def test_a_workbook_shows_its_differences_and_is_one_step(qtbot, window, page, tmp_path):
    path = changed_book(window, tmp_path)
    page.show_register("risks")
    page.bring_in(path)
    qtbot.waitUntil(lambda: page.book.preview is not None, timeout=20_000)
    assert page.stack.currentWidget() is page.book
    assert page.book.model.rowCount() == 1
    shown = [page.book.model.index(0, at).data() for at in range(5)]
    assert shown[0] == "R1"
    assert shown[4] == "Staff leave"
    assert page.book.view.isColumnHidden(2)  # what was sent: only of a return
    assert page.book.take.text() == "Take 1 &change"
    page.book.take.click()
    assert page.stack.currentWidget() is page.split
    assert titles(page)[0] == "Staff leave"
    window.bridge.undo()
    assert titles(page)[0] != "Staff leave"


def test_a_workbook_that_says_the_same_offers_nothing(qtbot, window, page, tmp_path):
    page.show_register("risks")
    page.bring_in(book_of(window, tmp_path))
    qtbot.waitUntil(lambda: page.book.preview is not None, timeout=20_000)
    assert not page.book.take.isEnabled()
    qtbot.keyClick(page.book, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.split


def test_a_workbook_can_be_dropped_on_the_page(qtbot, window, page, tmp_path):
    path = changed_book(window, tmp_path)
    page.show_register("risks")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: page.book.preview is not None, timeout=20_000)
    assert page.book.model.rowCount() == 1


def test_a_register_is_saved_as_a_workbook(qtbot, window, page, tmp_path):
    target = tmp_path / "Risks.xlsx"
    page.show_register("risks")
    page.chooser.target = lambda *_: target
    page.export_register()
    qtbot.waitUntil(lambda: not window.host.jobs.busy, timeout=20_000)
    assert target.stat().st_size > 2_000


def test_a_register_is_sent_to_its_owners_and_their_answers_come_back(
    qtbot, window, page, tmp_path
):
    from openpyxl import load_workbook

    page.show_register("risks")
    assert page.table.send_button.isHidden()
    page.show_register("equality")
    page.table.send_button.click()
    assert page.stack.currentWidget() is page.send
    owners = [row.owner for row in page.send.model.rows]
    assert owners == ["Head of Data and Insight", "Head of Workforce Development"]
    qtbot.keyClick(page.send.people, Qt.Key.Key_Space)  # the first one is unticked again
    assert page.send.go.text() == "&Write the workbook"
    page.send.form.folder.setText(str(tmp_path / "out"))
    page.send.go.click()
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.split, timeout=20_000)
    books = list((tmp_path / "out").glob("*.xlsx"))
    assert len(books) == 1
    book = load_workbook(books[0])
    sheet = book["Equality return"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, heads["Information gaps"]).value = "Asked from June"
    book.save(books[0])
    ref = sheet.cell(2, 1).value
    entry = next(one for one in entries(window, "equality") if one.ref == ref)
    window.bridge.run(EditEntry(entry.id, (("gaps", "Asked from May"),)), None)
    page.bring_in(books[0])
    qtbot.waitUntil(lambda: page.book.preview is not None, timeout=20_000)
    shown = [page.book.model.index(0, at).data() for at in range(5)]
    assert shown[0] == ref
    assert shown[3:] == ["Asked from May", "Asked from June"]
    assert not page.book.view.isColumnHidden(2)
    assert page.book.take.text() == "Take 1 &change"  # only that it came back
    page.book.newer.click()
    qtbot.waitUntil(lambda: page.book.take.text() == "Take 2 &changes", timeout=20_000)
    page.book.take.click()
    entry = next(one for one in entries(window, "equality") if one.ref == ref)
    assert entry.fields["gaps"] == "Asked from June"


def test_esc_leaves_the_sending_and_f4_hides_and_shows_the_entry(qtbot, window, page):
    page.show_register("equality")
    page.send_register()
    qtbot.keyClick(page.send, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.split
    assert page.entry.isVisibleTo(page)
    window.activateWindow()
    page.table.view.setFocus()
    qtbot.keyClick(page.table.view, Qt.Key.Key_F4)
    assert not page.entry.isVisibleTo(page)
    qtbot.keyClick(page.table.view, Qt.Key.Key_F4)
    assert page.entry.isVisibleTo(page)


# From elsewhere -----------------------------------------------------------------------------------


def test_search_finds_entries_and_opens_them(qtbot, window, page):
    window.host.go(Place.SEARCH)
    search = window.pages.currentWidget()
    search.words.setText("agency workers")
    qtbot.waitUntil(lambda: any(line.register for line in search.model._lines), timeout=20_000)
    at = next(at for at, line in enumerate(search.model._lines) if line.register == "measures")
    search._open(search.model.index(at))
    assert window.pages.currentWidget() is page
    assert page.table.current().entry.ref == "M2"


def test_a_finding_about_an_entry_opens_it(qtbot, window, page):
    risk = entries(window, "risks")[0]
    window.bridge.run(EditEntry(risk.id, (("due", "1 March 2024"),)), None)
    window.host.go(Place.CHECKS)
    checks = window.pages.currentWidget()
    qtbot.waitUntil(lambda: any(one.code == "risk-review" for one in checks._all), timeout=20_000)
    at = next(
        at
        for at in range(checks.model.rowCount())
        if checks.model.row(checks.model.index(at, 0)).code == "risk-review"
    )
    checks.view.setCurrentIndex(checks.model.index(at, 0))
    assert checks.go.text() == "G&o to R1"
    checks.go.click()
    assert window.pages.currentWidget() is page
    assert page.table.current().entry.ref == "R1"
    assert page.table.checks.text() == "1 to check"
    page.table.checks.click()
    assert [line.entry.ref for line in page.table.model.lines] == ["R1"]


def test_today_counts_what_needs_somebody_and_opens_it(window, page):
    window.host.go(Place.TODAY)
    today = window.pages.currentWidget()
    assert today.measures_off.text() == "1 off target"
    assert today.risks_up.text() == "1 risk went up"
    today.measures_off.click()
    assert window.pages.currentWidget() is page
    assert [line.entry.ref for line in page.table.model.lines] == ["M1"]
