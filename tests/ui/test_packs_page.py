import shutil

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QFileDialog

from plandesk.services.dropped import meant_as_papers
from plandesk.services.packs.outline import TITLES, EntryKind
from plandesk.services.queries.packs.agendas import packs
from plandesk.ui.widgets.places import Place

pytestmark = pytest.mark.long


@pytest.fixture
def page(window):
    window.host.go(Place.PACKS)
    return window.pages.currentWidget()


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Ofsted letter.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    return path


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.busy and not page.drawing.rest.isActive(), timeout=60000)


def agenda(window):
    with window.bridge.read() as session:
        return [entry.spec for entry in packs(session)[0].entries]


def test_the_preview_shows_the_pack_and_finds_words(qtbot, page):
    wait(qtbot, page)
    assert page.view.pages > 20
    assert page.where.text() == f"Page 1 of {page.view.pages}"
    assert page.view.find("Exceptions")
    assert page.view.page > 1


def test_the_first_change_makes_the_default_agenda_the_plans_own(qtbot, window, page, paper):
    assert page.current().id is None
    page.agenda.attach([paper])
    assert page.current().id is not None
    assert agenda(window)[-1].title == "Ofsted letter"
    window.bridge.undo()
    assert len(agenda(window)) == 6
    wait(qtbot, page)


def test_items_move_and_go_and_keep_their_words(qtbot, window, page):
    page._own()
    page.agenda.view.setCurrentIndex(page.agenda.model.index(1, 0))
    qtbot.mouseClick(page.agenda.up, Qt.MouseButton.LeftButton)
    assert [spec.kind.value for spec in agenda(window)][:2] == ["dashboard", "covering-report"]
    assert agenda(window)[0].purpose == "information"
    assert page.agenda.view.currentIndex().row() == 0
    qtbot.mouseClick(page.agenda.remove, Qt.MouseButton.LeftButton)
    assert len(agenda(window)) == 5
    wait(qtbot, page)


def test_an_exempt_item_needs_paragraph_and_reason_together(qtbot, window, page):
    page._own()
    page.form.exempt.setChecked(True)
    page.form.paragraph.setText("3")
    page.form.commit()
    assert not agenda(window)[0].exempt_paragraph
    page.form.reason.setText("Names a supplier")
    page.form.commit()
    assert agenda(window)[0].exempt_paragraph == "3"
    assert "Exempt, paragraph 3" in page.agenda.model.index(0, 1).data(
        Qt.ItemDataRole.AccessibleTextRole
    )
    wait(qtbot, page)


def test_both_versions_are_built_beside_the_window(qtbot, window, page, tmp_path):
    wait(qtbot, page)
    page.build_into(tmp_path / "out")
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=60000)
    assert window.messages.message.text.startswith("Built in ")
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2
    assert not list((tmp_path / "out").glob("*.part"))


def test_a_new_pack_starts_from_the_last_agenda_the_template_or_nothing(qtbot, window, page, paper):
    page.agenda.attach([paper])
    page.new.menu().aboutToShow.emit()
    assert page.new.as_last.text() == "&As “Board pack”, without its papers"
    page.new.from_template()
    assert (page.current().title, len(page.current().entries)) == ("Board pack April 2024", 6)
    page.new.empty()
    assert page.current().entries == ()
    page.chooser.setCurrentText("Board pack")
    page._show_pack()
    page.new_pack()
    assert page.current().title == "Board pack April 2024 (3)"
    assert len(page.current().entries) == 6
    page.cover_form.title.setText("Board pack for June")
    page.cover_form.commit()
    assert page.chooser.currentText() == "Board pack for June"  # not the first of the list
    page.cover_form.on.setText("31/02/2024")
    page.cover_form.commit()
    assert "must be a day" in window.messages.message.text
    page.cover_form.on.setText("26 June 2024")
    page.cover_form.commit()
    assert page.current().meeting_on.isoformat() == "2024-06-26"
    wait(qtbot, page)


def test_the_agenda_keeps_qts_rules(qtbot, page):
    QAbstractItemModelTester(
        page.agenda.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    page._own()
    wait(qtbot, page)


def test_checks_say_what_to_do_and_lead_to_the_item(qtbot, window, page):
    page._own()
    wait(qtbot, page)
    said = [row.cells[0].text for row in page.side.checks.rows]
    assert "The meeting has no date" in said
    assert any(text.startswith("Accessible: tagged") for text in said)
    assert any(text.endswith(" MB") for text in said)
    page.agenda._add("note")
    wait(qtbot, page)
    at = next(
        number
        for number, row in enumerate(page.side.checks.rows)
        if row.cells[0].text == "Item 2 has no text"
    )
    page.agenda.choose(0)
    page.side.check_view.activated.emit(page.side.checks.index(at, 0))
    assert page.agenda.view.currentIndex().row() == 1
    assert page.side.tabs.at == 0


def test_days_to_the_meeting_are_counted_as_its_date_is_typed(qtbot, window, page):
    page._own()
    page.cover_form.on.setText("3 June 2024")
    assert "Publish by 23 May 2024: 5 clear days before 3 June 2024" in page.cover_form.days.text()
    page.cover_form.on.setText("3 J")
    assert page.cover_form.days.text() == ""
    wait(qtbot, page)


def test_a_build_is_kept_and_late_items_go_into_a_supplement(qtbot, window, page, tmp_path):
    wait(qtbot, page)
    assert not page.late.isEnabled()
    window.host.run_command(Place.PACKS, "start_supplement")
    assert "Build the pack first" in window.messages.message.hint
    window.messages.dismiss()
    page.build_into(tmp_path)
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=60000)
    wait(qtbot, page)
    assert page.side.tabs.buttons[2].text() == "Built (2)"
    pages = page.view.pages
    page.start_supplement()
    page.late_form.reason.setText("The audit ended late")
    qtbot.keyClick(page.late_form.reason, Qt.Key.Key_Return)
    assert page.current().supplement_to_id is not None
    assert page.current().late_reason == "The audit ended late"
    assert page.chooser.count() == 2, "one supplement, not one for each who hears the key"
    assert not page.build_button.isEnabled(), "nothing is in it yet"
    form = page.form
    shown = (form.heading.text(), form.title.text(), form.text.toPlainText())
    assert shown == ("", "", ""), "nothing of the pack before is left beside it"
    qtbot.waitUntil(lambda: page.preview.where.text() == "No preview yet")
    page.agenda._add("note")
    assert page.agenda.model.index(0, 0).data() == "7", "numbers go on from the pack"
    wait(qtbot, page)
    assert page.view.pages == 3
    assert page.view.find(f"Page {pages + 3} of {pages + 3}")


def test_a_pressed_thumbnail_brings_its_page(qtbot, page):
    wait(qtbot, page)
    assert page.preview.strip.pages == page.view.pages
    page.preview.strip.page_pressed.emit(7)
    assert page.view.page == 7
    assert page.preview.strip._marked == 7
    page.preview.larger.click()
    assert page.view.page == 7
    wide = page.view._scale()
    turn_wheel(page.view, -120)
    assert page.view._scale() < wide
    turn_wheel(page.preview.strip, 120)
    assert page.view._scale() == wide, "over the thumbnails the pages are meant too"
    qtbot.keyClick(page.view, Qt.Key.Key_Minus)
    assert page.view._scale() < wide
    assert page.view.page == 7


def turn_wheel(view, by):
    """Turn the wheel over a view with Ctrl held."""
    ctrl, phase = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    spot, none = QPointF(20, 20), Qt.MouseButton.NoButton
    wheel = QWheelEvent(spot, spot, QPoint(), QPoint(0, by), none, ctrl, phase, False)
    QApplication.sendEvent(view.viewport(), wheel)


def test_an_item_that_is_chosen_brings_its_first_page(qtbot, page):
    wait(qtbot, page)
    page.agenda.view.setFocus()
    qtbot.keyClick(page.agenda.view, Qt.Key.Key_Down)
    assert says(page, "2. Dashboard")
    qtbot.keyClick(page.agenda.view, Qt.Key.Key_End)
    assert says(page, "6. Returns from leads")
    page.view.go(1)
    assert page.agenda.current().spec.kind is EntryKind.RETURNS, "turning pages chooses nothing"
    page.form.title.setText("Returns of managers")
    page.form.commit()
    wait(qtbot, page)
    assert page.view.page == 1, "what is drawn anew stays where it is"
    page.agenda._add("risks")
    wait(qtbot, page)
    assert says(page, "7. Risk register"), "an item that was added, once it is drawn"
    page.agenda.choose(0)
    page.agenda.view.stepped.emit(1)
    page.agenda.choose(0)
    assert says(page, "2. Dashboard"), "an item that was moved, where it still is"
    wait(qtbot, page)


def says(page, words):
    """Tell whether the page at the top of the preview has these words."""
    return words in page.view._document[page.view.page - 1].get_textpage().get_text_range()


def test_ins_opens_the_menu_of_the_agenda_and_adds_nothing_to_the_plan(qtbot, window, page):
    page._own()
    rows, menu = len(window.state.rows()), page.agenda.add.menu()

    def choose():
        assert menu.words.hasFocus()
        qtbot.keyClicks(menu.words, "risk")
        qtbot.keyClick(menu.words, Qt.Key.Key_Return)

    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, choose))
    page.agenda.view.setFocus()
    page.agenda.choose(5)
    qtbot.keyClick(page.agenda.view, Qt.Key.Key_Insert)
    assert agenda(window)[-1].kind is EntryKind.RISKS
    assert len(window.state.rows()) == rows
    assert window.pages.currentWidget() is page
    wait(qtbot, page)


def test_a_build_stops_the_preview_which_is_drawn_again_after_it(qtbot, window, page, tmp_path):
    told = []
    page.drawing.drawn.connect(lambda *_: told.append("drawn"))

    def follow(job):
        job.cancelled.connect(lambda: told.append("stopped"))
        job.succeeded.connect(lambda _: told.append(job.title))

    window.host.jobs.started.connect(follow)
    qtbot.waitUntil(lambda: page.work.busy, timeout=20000)
    page.build_into(tmp_path)
    page.drawing.rest.timeout.emit()  # a preview that is asked for while the build waits
    qtbot.waitUntil(lambda: window.messages.message is not None, timeout=60000)
    wait(qtbot, page)
    assert told == ["stopped", "Building Board pack", "Drawing the preview", "drawn"]
    assert window.messages.message.text.startswith("Built in ")
    assert page.view.pages > 20


def test_everything_an_agenda_can_hold_is_in_the_menu_and_found_by_typing(qtbot, window, page):
    page._own()
    menu = page.agenda.add.menu()
    known = {title for kind, title in TITLES.items() if kind is not EntryKind.PAPER}
    offered = [below for one in menu.actions() if one.menu() for below in one.menu().actions()]
    own = [one for one in menu.actions() if one.isVisible() and not one.menu()]
    assert {one.text() for one in (*offered, *own)} == {*known, "Paper (PDF)…", ""}
    with qtbot.waitExposed(menu):
        menu.popup(page.mapToGlobal(page.rect().center()))
    assert menu.words.hasFocus()
    qtbot.keyClicks(menu.words, "risk")
    assert [one.text() for one in menu.shown()] == ["Risk register"]
    qtbot.keyClick(menu.words, Qt.Key.Key_Return)
    assert not menu.isVisible()
    assert agenda(window)[1].kind is EntryKind.RISKS
    wait(qtbot, page)


def test_an_item_is_dragged_or_moved_by_key_and_removed_by_key(qtbot, window, page):
    page._own()
    before = [spec.kind for spec in agenda(window)]
    view, model = page.agenda.view, page.agenda.model
    data = model.mimeData([model.index(0, 0)])
    copy, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    spot = view.visualRect(model.index(2, 0)).bottomLeft().toPointF()
    none = Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(spot, copy, data, left, none))
    assert [spec.kind for spec in agenda(window)][:3] == [before[1], before[2], before[0]]
    assert view.currentIndex().row() == 2
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [spec.kind for spec in agenda(window)][:3] == [before[1], before[0], before[2]]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert len(agenda(window)) == len(before) - 1
    window.bridge.undo()
    assert len(agenda(window)) == len(before)
    wait(qtbot, page)


def test_an_item_that_is_half_exempt_is_never_built_as_if_it_were_public(
    qtbot, window, page, tmp_path
):
    wait(qtbot, page)
    page._own()
    form = page.form
    form.exempt.setChecked(True)
    assert form.gap.isVisibleTo(form)
    form.title.setText("A claim")
    form.title.editingFinished.emit()
    assert form.exempt.isChecked()
    page.build_into(tmp_path / "out")
    assert "“A claim” is not exempt yet." in window.messages.message.text
    assert not (tmp_path / "out").exists()
    form.paragraph.setText("3")
    window.messages.dismiss()
    page.agenda.choose(1)
    assert "“A claim” is not exempt yet." in window.messages.message.text
    page.agenda.choose(0)
    assert not form.exempt.isChecked()
    form.exempt.setChecked(True)
    form.paragraph.setText("3")
    form.reason.setText("Talks go on.")
    form.reason.editingFinished.emit()
    assert not form.gap.isVisibleTo(form)
    assert agenda(window)[0].exempt_paragraph == "3"
    form.reason.clear()
    form.reason.editingFinished.emit()
    assert agenda(window)[0].exempt_reason == "Talks go on."
    form.exempt.setChecked(False)
    assert agenda(window)[0].exempt_paragraph == ""
    wait(qtbot, page)


def test_a_paper_is_replaced_in_its_place(qtbot, window, page, paper, monkeypatch):
    page.agenda.attach([paper], 1)
    was = agenda(window)[1]
    other = paper.with_name("Ofsted letter, signed.pdf")
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 595))
        pdf.save(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(other)], ""))
    assert page.form.other.isVisibleTo(page.form)
    qtbot.mouseClick(page.form.other, Qt.MouseButton.LeftButton)
    assert agenda(window)[1].title == was.title
    assert agenda(window)[1].file_hash != was.file_hash
    page.agenda.choose(0)
    assert not page.form.other.isVisibleTo(page.form)
    wait(qtbot, page)


def drop(view, at, *paths):
    """Drag files over the agenda and let go at a place, as the desktop does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(view.viewport(), enter)
    if enter.isAccepted():
        QApplication.sendEvent(view.viewport(), QDropEvent(at, copy, data, left, none))
    return enter.isAccepted()


def test_papers_go_where_they_are_dropped_and_a_letter_is_told_to_become_pdf(
    qtbot, window, page, paper, tmp_path
):
    page.agenda.attach([paper])
    view, model = page.agenda.view, page.agenda.model
    above_the_third = view.visualRect(model.index(2, 0)).topLeft().toPointF() + QPointF(9, 2)
    second = paper.with_name("Audit letter.pdf")
    shutil.copy(paper, second)
    assert drop(view, above_the_third, paper, second)
    assert [spec.title for spec in agenda(window)][2:4] == ["Ofsted letter", "Audit letter"]
    assert view.currentIndex().row() == 2
    assert page.form.title.text() == "Ofsted letter"
    window.bridge.undo()
    assert len(agenda(window)) == 7
    letter, book = tmp_path / "Letter.docx", tmp_path / "A1 Smith.xlsx"
    for path in (letter, book):
        path.write_bytes(b"PK")
    assert meant_as_papers([letter, book]) == [letter]  # a workbook is a return: the window's
    assert drop(view, above_the_third, letter)
    message = window.messages.message
    assert f"{message.text} {message.hint}".startswith("Letter.docx is not a PDF. Save or print")
    assert len(agenda(window)) == 7
    wait(qtbot, page)


def test_the_default_agenda_is_edited_at_once_and_its_text_is_kept_when_left(qtbot, window, page):
    assert page.current().id is None
    page.form.text.setFocus()
    qtbot.keyClicks(page.form.text, "First ")
    page.form.title.setFocus()
    assert page.current().id is not None
    assert agenda(window)[0].text.startswith("First # Purpose")
    page.form.text.setFocus()
    qtbot.keyClicks(page.form.text, "Second ")
    path = window.bridge.document.path
    window.bridge.close()
    window.bridge.open(path)
    assert "Second " in agenda(window)[0].text
