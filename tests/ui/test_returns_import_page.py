# ruff: noqa: F811 - tests ask for the fixtures that are imported here
import zipfile
from pathlib import Path

import pytest
from filled_returns import (  # noqa: F401
    DATA,
    FINANCE,
    INCLUSION,
    SEND,
    books,
    budget,
    fill,
    issued,
    page,
    plan_file,
)
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from plandesk.services.ops.ratings import SetRating
from plandesk.services.queries.import_lines import LineState
from plandesk.services.queries.returns import ReturnState
from plandesk.ui import page_work, plan_state
from plandesk.ui.itemmodels.row_roles import RowRole
from plandesk.ui.panels.returns.import_answers import KEEP, TAKE
from plandesk.ui.panels.returns.page import IMPORT, REGISTER

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ScriptedChooser:
    """Answers the questions for files and folders."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def folder(self, *_):
        return self.path

    def target(self, _parent, _caption, name, _kinds):
        return self.path / name


def import_(qtbot, page, *paths):
    with qtbot.waitSignal(page.import_.session.previewed, timeout=60_000):
        page.import_paths(list(paths))


def line(page, name, file=None):
    return next(
        each
        for each in page.import_.session.lines()
        if f"{each.ref}.{each.field}" == name and file in {None, each.file}
    )


def rating_of(window, ref):
    return next(row.current for row in window.state.rows() if row.ref == ref)


def apply(qtbot, page):
    with qtbot.waitSignal(page.import_.session.applied, timeout=20_000) as told:
        page.import_.go.click()
    return told.args


def test_a_filled_return_is_previewed_and_applied_as_one_step(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Schools Forum agreed it."}})
    before = rating_of(window, "B2.3")
    import_(qtbot, page, books[FINANCE])
    assert page.tabs.currentIndex() == IMPORT
    assert line(page, "B2.3.rating").state is LineState.NEW
    assert page.import_.go.text() == "&Apply 2 changes"
    assert apply(qtbot, page) == [2, 1, 0]
    said = "2 changes applied from 1 return"
    qtbot.waitUntil(lambda: window.toast._text.text() == said)  # once the register is drawn
    assert page.tabs.currentIndex() == REGISTER
    assert page.register.count.text() == "1 of 16 returned"
    qtbot.waitUntil(lambda: rating_of(window, "B2.3") == "green")
    window.toast._button.click()
    assert rating_of(window, "B2.3") == before
    assert page.register.count.text() == "0 of 16 returned"


def test_the_register_of_a_large_plan_is_read_once_after_an_import(
    qtbot, window, page, books, monkeypatch
):
    monkeypatch.setattr(plan_state, "AT_ONCE", 0)  # as if it were large
    monkeypatch.setattr(page_work, "AT_ONCE", 0)
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, books[FINANCE])
    shown = []
    page.register.renewed.connect(lambda: shown.append(rating_of(window, "B2.3")))
    apply(qtbot, page)
    qtbot.waitUntil(lambda: window.toast._text.text() == "1 change applied from 1 return")
    assert page.tabs.currentIndex() == REGISTER
    assert page.register.count.text() == "1 of 16 returned"
    assert shown == ["green"]  # and after the plan's table, not beside it


def test_the_same_file_again_says_so_and_offers_nothing(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, books[FINANCE])
    apply(qtbot, page)
    import_(qtbot, page, books[FINANCE])
    said = [each.finding.message for each in page.import_.changes.found._found]
    assert any("already imported" in each for each in said)
    assert "Imported before" in page.import_.files.index(0).data(RowRole.SECOND_LINE)


def test_filing_the_same_file_again_offers_no_undo_of_what_came_before(qtbot, page, window, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, books[FINANCE])
    apply(qtbot, page)
    steps = window.bridge.document.undo_titles
    import_(qtbot, page, books[FINANCE])
    page.import_.go.click()
    said = "Nothing is new: these returns were filed before."
    qtbot.waitUntil(lambda: window.toast._text.text() == said)
    assert not window.toast._button.isVisibleTo(window.toast)
    assert window.bridge.document.undo_titles == steps
    assert not page.import_.session.chosen()


def test_use_amber_puts_a_misspelling_right(qtbot, page, books):
    fill(books[DATA], {"D2.2": {"rating": "Ambr", "progress": "Agreed."}})
    import_(qtbot, page, books[DATA])
    assert line(page, "D2.2.rating").state is LineState.PROBLEM
    assert line(page, "D2.2.progress").state is LineState.WAITING
    findings = page.import_.changes.findings
    assert findings.model().index(0, 0).data(RowRole.OFFER) == "Use Amber"
    findings.setCurrentIndex(findings.model().index(0, 0))
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        qtbot.keyClick(findings, Qt.Key.Key_Space)
    assert line(page, "D2.2.rating").state is LineState.NEW
    assert line(page, "D2.2.rating").returned == "amber"
    assert page.import_.go.text() == "&Apply 2 changes"


def test_a_conflict_starts_unticked_and_can_be_taken(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    item = next(row.id for row in window.state.rows() if row.ref == "B2.3")
    window.bridge.run(SetRating((item,), window.state.period_id, "grey", "not started again"))
    import_(qtbot, page, books[FINANCE])
    found = line(page, "B2.3.rating")
    assert found.state is LineState.CONFLICT
    assert not page.import_.session.is_ticked(found)
    page.import_.changes.select(found)
    page.import_.detail.answer.choice.choose(TAKE)
    assert page.import_.session.is_ticked(found)
    assert page.import_.go.text() == "&Apply 1 change"


def test_keeping_the_plans_value_settles_a_conflict(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Agreed."}})
    item = next(row.id for row in window.state.rows() if row.ref == "B2.3")
    window.bridge.run(SetRating((item,), window.state.period_id, "grey", "not begun after all"))
    import_(qtbot, page, books[FINANCE])
    page.import_.changes.select(line(page, "B2.3.rating"))
    page.import_.detail.answer.choice.choose(KEEP)
    assert page.import_.changes.tree.currentIndex().siblingAtColumn(5).data() == "Plan kept"
    assert apply(qtbot, page) == [1, 1, 0]
    page.register.select(page.register.model.row_at(0).reference)
    states = {row.lead: row.state for row in page.register.model.rows}
    assert states[FINANCE] is ReturnState.IMPORTED
    assert rating_of(window, "B2.3") == "grey"


def test_of_two_leads_who_differ_only_one_can_be_taken(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    fill(books[INCLUSION], {"B2.3": {"rating": "Grey"}})
    import_(qtbot, page, books[FINANCE], books[INCLUSION])
    session = page.import_.session
    first, second = line(page, "B2.3.rating", 0), line(page, "B2.3.rating", 1)
    assert {first.state, second.state} == {LineState.CONFLICT}
    session.set_ticks([first], on=True)
    session.set_ticks([second], on=True)
    assert [session.is_ticked(first), session.is_ticked(second)] == [False, True]


def test_a_warning_needs_a_reason_before_it_is_taken(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"forecast": "when funds allow"}})
    import_(qtbot, page, books[FINANCE])
    held = line(page, "B2.3.forecast")
    assert held.held
    page.import_.session.set_ticks([held], on=True)
    assert page.import_.reason_bar.isVisible()
    assert not page.import_.go.isEnabled()
    qtbot.keyClicks(page.import_.reason, "The lead has explained it")
    assert page.import_.go.isEnabled()
    apply(qtbot, page)
    reference = books[FINANCE].stem.rsplit(" - ", 1)[1]
    page.register.select(reference)
    assert "The lead has explained it" in page.register.detail.past.text()


def test_one_answer_is_taken_for_a_reason_of_its_own(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Blue", "progress": "All of it is done."}})
    import_(qtbot, page, books[FINANCE])
    held = line(page, "B2.3.rating")
    page.import_.changes.select(held)
    box = page.import_.detail.reason
    assert box.isVisible()
    assert not box.take.isEnabled()
    box.text.setFocus()
    qtbot.keyClicks(box.text, "The board saw it working")
    box.take.click()
    assert page.import_.session.is_ticked(held)
    assert not page.import_.reason_bar.isVisible()
    apply(qtbot, page)
    assert rating_of(window, "B2.3") == "blue"
    page.register.select(books[FINANCE].stem.rsplit(" - ", 1)[1])
    assert "B2.3.rating: The board saw it working" in page.register.detail.past.text()


def test_a_red_without_its_reason_is_given_one_here(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Red", "progress": "No bids.", "reason": None}})
    import_(qtbot, page, books[FINANCE])
    page.import_.changes.select(line(page, "B2.3.rating"))
    box = page.import_.detail.reason
    assert box.isVisible()
    box.text.setPlainText("No bids. Advertised again in June.")
    with qtbot.waitSignal(page.import_.session.previewed, timeout=60_000):
        box.take.click()
    assert line(page, "B2.3.rating").take
    apply(qtbot, page)
    assert rating_of(window, "B2.3") == "red"


def test_a_row_without_a_key_can_be_matched_left_or_added(qtbot, window, page, books):
    extra = {"+": {"title": "A wholly new piece of work", "rating": "Green", "progress": "Begun."}}
    fill(books[FINANCE], extra)
    import_(qtbot, page, books[FINANCE])
    session = page.import_.session
    row = next(each for each in session.lines() if each.unmatched)
    page.import_.changes.select(row)
    match = page.import_.detail.match
    assert match.isVisible()
    session.leave(row)
    assert session.counts()[LineState.UNMATCHED] == 0
    count = len(window.state.rows())
    with qtbot.waitSignal(session.previewed, timeout=20_000):
        match.add.click()
    qtbot.waitUntil(lambda: not session.work.busy, timeout=20_000)
    assert len(window.state.rows()) == count + 1
    assert not any(each.unmatched for each in session.lines())
    assert any(each.title == "A wholly new piece of work" for each in session.lines())


def test_what_is_no_return_says_so_and_can_be_a_tracker(qtbot, window, page, books, tmp_path):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, budget(tmp_path), books[FINANCE])
    files = page.import_.files
    outcomes = [files.index(at).data(RowRole.SECOND_LINE) for at in range(files.rowCount())]
    assert outcomes == ["1 change", "Not taken: not a return", "1 change"]
    findings = page.import_.changes.findings
    findings.setCurrentIndex(findings.model().index(0, 0))
    qtbot.keyClick(findings, Qt.Key.Key_Space)
    assert window.pages.currentWidget().objectName() == "TrackerPage"


def test_a_folder_is_read_whole_and_a_file_taken_out_of_it(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, books[FINANCE].parent)
    assert len(page.import_.session.files) == 16
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        page.import_.list.setCurrentIndex(page.import_.files.index(1))
        qtbot.keyClick(page.import_.list, Qt.Key.Key_Delete)
    assert len(page.import_.session.files) == 15


def test_files_are_dropped_on_the_page(qtbot, page, books):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(books[FINANCE]))])
    action, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(9, 9), action, data, left, none)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        page.dropEvent(QDropEvent(QPointF(9, 9), action, data, left, none))
    assert len(page.import_.session.files) == 1


def test_a_change_of_the_plan_reads_the_files_again_and_keeps_the_ticks(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Agreed."}})
    import_(qtbot, page, books[FINANCE])
    session = page.import_.session
    session.set_ticks([line(page, "B2.3.progress")], on=False)
    item = next(row.id for row in window.state.rows() if row.ref == "B2.3")
    with qtbot.waitSignal(session.previewed, timeout=20_000):
        window.bridge.run(SetRating((item,), window.state.period_id, "grey", "not started again"))
    assert line(page, "B2.3.rating").state is LineState.CONFLICT
    assert not session.is_ticked(line(page, "B2.3.progress"))


def test_a_question_unticks_the_change_and_goes_back_as_a_note(qtbot, page, books, tmp_path):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Agreed."}})
    import_(qtbot, page, books[FINANCE])
    asked = line(page, "B2.3.progress")
    page.import_.changes.select(asked)
    qtbot.keyClicks(page.import_.detail.question, "Agreed by whom?")
    page.import_.detail.question.commit()
    assert not page.import_.session.is_ticked(asked)
    page.import_.writing.chooser = ScriptedChooser(tmp_path / "back")
    page.import_.copies.setFocus()
    page.import_.copies.click()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("back/*to fix.xlsx"))), timeout=20_000)
    qtbot.waitUntil(lambda: not page.import_.session.work.busy)
    assert page.import_.copies.hasFocus()
    book = load_workbook(next(tmp_path.glob("back/*to fix.xlsx")))
    assert "Agreed by whom?" in book["Actions"][asked.cell].comment.text
    assert "Fix list" in book.sheetnames


def test_the_report_says_what_was_decided(qtbot, page, books, tmp_path):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Agreed."}})
    import_(qtbot, page, books[FINANCE])
    page.import_.session.set_ticks([line(page, "B2.3.progress")], on=False)
    page.import_.writing.chooser = ScriptedChooser(tmp_path)
    page.import_.report.click()
    text = (tmp_path / "Returns report.txt").read_text("utf-8-sig")
    assert "1 of 2 changes ticked" in text
    assert "[x] B2.3 rating" in text
    assert "[ ] B2.3 progress" in text


def test_words_can_be_changed_before_they_are_taken(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"progress": "Agreed."}})
    import_(qtbot, page, books[FINANCE])
    page.import_.changes.select(line(page, "B2.3.progress"))
    answer = page.import_.detail.answer
    answer.edit.click()
    answer.text.setPlainText("Agreed by Schools Forum on 2 April.")
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        answer.use.click()
    assert line(page, "B2.3.progress").returned == "Agreed by Schools Forum on 2 April."


def test_cancel_leaves_the_plan_as_it_was(qtbot, window, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green"}})
    import_(qtbot, page, books[FINANCE])
    commits = window.bridge.document.commits
    page.import_.cancel.click()
    assert page.tabs.currentIndex() == REGISTER
    assert not page.import_.session.files
    assert window.bridge.document.commits == commits


def test_a_project_tick_takes_what_is_new_below_it(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"rating": "Green", "progress": "Agreed."}})
    import_(qtbot, page, books[FINANCE])
    model = page.import_.changes.model
    top = model.index(0, 0)
    role = Qt.ItemDataRole.CheckStateRole
    assert top.data(role) == CHECKED
    model.setData(top, UNCHECKED, role)
    assert page.import_.go.text() == "File &as received"
    model.setData(model.index(0, 0, top), CHECKED, role)
    assert top.data(role) == Qt.CheckState.PartiallyChecked


def test_the_difference_of_a_text_is_marked_and_not_by_colour_alone(qtbot, page, books):
    fill(books[FINANCE], {"B2.3": {"progress": "Schools Forum wants a third set of figures."}})
    import_(qtbot, page, books[FINANCE])
    page.import_.changes.select(line(page, "B2.3.progress"))
    html = page.import_.detail.returned.text.text()
    assert "text-decoration: underline" in html
    assert "text-decoration: line-through" in html


def test_enter_on_a_finding_goes_to_its_line(qtbot, page, books):
    fill(books[DATA], {"D2.2": {"rating": "Ambr"}, "D2.3": {"progress": "A new source was found."}})
    import_(qtbot, page, books[DATA])
    page.import_.changes.select(line(page, "D2.3.progress"))
    findings = page.import_.changes.findings
    findings.setCurrentIndex(findings.model().index(0, 0))
    qtbot.keyClick(findings, Qt.Key.Key_Return)
    assert page.import_.changes.current().ref == "D2.2"
    assert page.import_.detail.heading.text() == "D2.2 Rating"


def test_a_zip_is_read_and_taken_out_whole(qtbot, page, books, tmp_path):
    archive = tmp_path / "April.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for lead in (FINANCE, SEND):
            packed.write(books[lead], f"returns/{books[lead].name}")
    import_(qtbot, page, archive, books[DATA])
    assert [file.lead for file in page.import_.session.files] == [FINANCE, SEND, DATA]
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        page.import_.session.remove(0)
    assert [file.lead for file in page.import_.session.files] == [DATA]


def test_closing_the_plan_forgets_the_import(qtbot, window, page, books):
    import_(qtbot, page, books[FINANCE])
    page.import_paths([books[SEND]])  # still being read when the plan closes
    window.bridge.close()
    qtbot.waitUntil(lambda: not page.import_.session.work.busy)
    assert not page.import_.session.files


@pytest.mark.long
def test_no_bad_workbook_upsets_the_page_or_changes_the_plan(
    qtbot, window, page, plan_file, shared_data
):
    before = plan_file.read_bytes()
    import_(qtbot, page, shared_data / "badfiles")
    session = page.import_.session
    assert len(session.files) > 50
    assert not session.chosen()
    for number in range(page.import_.files.rowCount()):
        page.import_.list.setCurrentIndex(page.import_.files.index(number))
        assert page.import_.detail.heading.text()
    assert page.import_.go.text() == "Nothing to import"
    assert not page.import_.go.isEnabled()
    assert plan_file.read_bytes() == before
