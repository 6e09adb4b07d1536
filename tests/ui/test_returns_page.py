# ruff: noqa: F811 - tests ask for the fixtures that are imported here
from filled_returns import (  # noqa: F401
    DATA,
    FINANCE,
    SEND,
    books,
    fill,
    issued,
    page,
    plan_file,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QFileDialog,
    QLineEdit,
)

from plandesk.ui.itemmodels.returns_model import ReturnColumn
from plandesk.ui.panels.returns.issue_form import TOGETHER
from plandesk.ui.panels.returns.page import IMPORT, ISSUE, REGISTER

# The register ------------------------------------------------------------------------------------


def test_without_returns_the_page_says_whom_to_issue_them_to(page):
    register = page.register
    assert register.stack.currentWidget() is register.none
    assert register.none._heading.text() == "No returns for April 2024"
    assert register.none._text.text() == "Issue them to the 16 leads with open actions."


def test_the_register_lists_who_has_what(page, books):
    register = page.register
    assert register.stack.currentWidget() is register.table
    assert register.model.rowCount() == len(books) == 16
    assert register.count.text() == "0 of 16 returned"
    assert [each.text() for each in register.shown.buttons][1] == "Outstanding 16"


def test_the_register_is_sorted_by_what_a_column_means(page, books):
    register = page.register
    column = ReturnColumn.ROWS
    here = register.current()
    register.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    open_rows = [row.rows - row.answered for row in register.model.rows]
    assert open_rows == sorted(open_rows, reverse=True)
    assert len(set(open_rows)) > 1
    assert register.current() == here


def test_the_register_is_narrowed_by_words(qtbot, page, books):
    qtbot.keyClicks(page.register.text, "send")
    leads = {row.lead for row in page.register.model.rows}
    assert leads == {SEND}
    assert page.register.detail.lead.text() == SEND


def test_the_chase_messages_name_each_lead_who_has_not_answered(qtbot, page, books):
    page.register.chase.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.count("Subject: ") == 16
    assert books[SEND].name in copied


def test_issue_again_ticks_that_lead_alone(page, books):
    page.register.select(books[SEND].stem.rsplit(" - ", 1)[1])
    page.register.detail.issue.click()
    assert page.tabs.currentIndex() == ISSUE
    assert [each.lead for each in page.issue.leads.chosen()] == [SEND]
    assert "1 lead gets a new one." in page.issue.summary.text()


# Issuing -----------------------------------------------------------------------------------------


def test_everyone_with_open_actions_is_ticked_and_one_workbook_is_shown(window, page):
    window.findChild(object, "issue_returns").trigger()
    assert page.tabs.currentIndex() == ISSUE
    assert len(page.issue.leads.chosen()) == 16
    assert page.issue.go.text().split() == ["&Issue", "16", "returns"]
    assert page.issue.draft.rowCount() == page.issue.leads.row_at(0).rows


def test_issuing_writes_the_workbooks_and_fills_the_register(qtbot, window, page, tmp_path):
    page.issue_returns()
    page.issue.form.folder.setText(str(tmp_path / "April"))
    page.issue.form.contact.setText("Improvement team")
    page.issue.form.due.setText("")
    qtbot.keyClicks(page.issue.form.due.line, "3 May 2024")
    assert page.issue.form.due.line.toolTip() == "Friday 3 May 2024"
    with qtbot.waitSignal(page.issue.issued, timeout=30_000):
        page.issue.go.click()
    assert len(list((tmp_path / "April").glob("*R-*.xlsx"))) == 16
    assert len(list((tmp_path / "April").glob("E-mails*.xlsx"))) == 1
    assert page.tabs.currentIndex() == REGISTER
    assert page.register.model.rowCount() == 16
    assert page.register.current().due.isoformat() == "2024-05-03"
    assert window.messages.message.text == "16 returns issued."


def test_the_answers_are_looked_for_where_the_workbooks_were_written(
    qtbot, window, page, tmp_path, monkeypatch
):
    begun = []

    def choose(_parent, _caption, folder, _kinds):
        begun.append(folder)
        return [str(tmp_path / "inbox" / "A5.xlsx")] if len(begun) == 2 else [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    (tmp_path / "inbox").mkdir()
    window.settings.last_folder = str(tmp_path)
    page.import_.ask_files()
    page.issue_returns()
    page.issue.form.folder.setText(str(tmp_path / "April"))
    with qtbot.waitSignal(page.issue.issued, timeout=30_000):
        page.issue.go.click()
    page.import_.ask_files()  # answers that came back elsewhere: the next are looked for there
    page.import_.session.clear()
    page.import_.ask_files()
    assert begun == [str(tmp_path / at) for at in ("", "April", "inbox")]
    assert window.settings.last_folder == str(tmp_path), "packs are not kept among returns"


def test_the_names_of_the_tabs_have_room_to_grow(page):
    tabs = page.tabs
    tabs.setTabText(IMPORT, "Import (34)")
    assert tabs.tabRect(IMPORT).right() < tabs.width()
    assert not any(arrow.isVisibleTo(tabs) for arrow in tabs.findChildren(QAbstractButton))


def test_a_due_date_that_has_gone_by_is_said_before_anything_is_issued(page):
    page.issue_returns()
    page.issue.form.due.setText("3 May 2024")
    assert "has gone by" in page.issue.summary.text()
    page.issue.form.due.setText("3 May 2090")
    assert "has gone by" not in page.issue.summary.text()


def test_a_due_date_that_is_none_stops_issuing(qtbot, page):
    page.issue_returns()
    page.issue.form.due.setText("soonish")
    assert page.issue.form.due.note.text() == "no date can be read from this"
    assert not page.issue.go.isEnabled()


def test_a_stopped_issue_leaves_no_file_and_no_register(qtbot, window, page, tmp_path):
    page.issue_returns()
    page.issue.form.folder.setText(str(tmp_path / "April"))
    window.host.jobs.started.connect(lambda job: job.cancel())
    with qtbot.waitSignal(page.issue.work.stopped, timeout=20_000):
        page.issue.go.click()
    assert not list(tmp_path.glob("April/*.xlsx"))
    page.tabs.setCurrentIndex(REGISTER)
    assert page.register.stack.currentWidget() is page.register.none


def test_by_project_a_lead_gets_several_workbooks(page):
    page.issue_returns()
    page.issue.form.per.choose(1)
    assert max(len(each.drafts) for each in page.issue.leads.all()) > 1


def test_space_ticks_the_chosen_leads(qtbot, page):
    page.issue_returns()
    people = page.issue.people
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Space)
    qtbot.keyClick(people, Qt.Key.Key_Down)
    qtbot.keyClick(people, Qt.Key.Key_Space)
    assert len(page.issue.leads.chosen()) == 14


def test_a_combined_return_holds_what_the_team_has_said(qtbot, page, tmp_path):
    page.issue_returns()
    page.issue.form.per.choose(TOGETHER)
    page.issue.form.folder.setText(str(tmp_path / "on"))
    assert not page.issue.go.isEnabled()
    qtbot.keyClicks(page.issue.form.sent_by, "Education team")
    with qtbot.waitSignal(page.issue.issued, timeout=20_000):
        page.issue.go.click()
    assert len(list(tmp_path.glob("on/Education team*.xlsx"))) == 1
    assert page.register.stack.currentWidget() is page.register.none


# Keeping Qt's rules ------------------------------------------------------------------------------


def test_the_models_keep_qts_rules(qtbot, page, books):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = [
        page.register.model,
        page.issue.leads,
        page.issue.draft,
        page.import_.files,
        page.import_.changes.model,
        page.import_.changes.found,
    ]
    testers = [QAbstractItemModelTester(model, fatal, page) for model in models]
    fill(books[FINANCE], {"B2.3": {"rating": "Gren", "progress": "Agreed."}})
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        page.import_paths(list(books.values()))
    page.import_.changes.filters[-1].setChecked(True)
    page.import_.session.set_ticks(page.import_.session.lines(), on=True)
    page.issue_returns()
    page.register.shown.choose(1)
    assert len(testers) == len(models)


def test_everything_that_takes_the_keyboard_has_a_name(qtbot, page, books):
    with qtbot.waitSignal(page.import_.session.previewed, timeout=20_000):
        page.import_paths([books[FINANCE]])
    kinds = (QAbstractButton, QAbstractScrollArea, QComboBox, QLineEdit)
    nameless = [
        (type(each).__name__, each.objectName(), type(each.parent()).__name__)
        for kind in kinds
        for each in page.findChildren(kind)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and not each.accessibleName()
        if not each.objectName().startswith(("qt_", "ScrollLeft", "ScrollRight"))
        if not isinstance(each.parent(), QComboBox)
        if not isinstance(each.parent().parent(), QComboBox)  # the list that a box drops down
    ]
    assert not nameless
