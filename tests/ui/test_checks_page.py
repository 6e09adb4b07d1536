import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.services.ops.assurance import AcceptFinding
from plandesk.services.queries.detail import find_ref
from plandesk.services.samples.source import planted_findings
from plandesk.ui import findings_watch
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.CHECKS)
    return window.pages.currentWidget()


def refs(page):
    return {page.model.index(row, 1).data() for row in range(page.model.rowCount())}


def test_the_page_lists_what_was_planted_in_the_sample(page):
    assert refs(page) == {planted.ref for planted in planted_findings()}
    assert page.counts.text() == "7 to look at, 0 accepted with a reason"


def test_the_model_keeps_qts_rules(page):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    page.refresh()


def test_enter_goes_to_the_row_in_the_plan(qtbot, window, page):
    row = page.model.row_of("overdue-but-green", _subject(page, "E1.3"))
    page.view.setCurrentIndex(page.model.index(row, 0))
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert window.pages.currentWidget() is window.plan
    assert window.plan.view.currentIndex().siblingAtColumn(0).data() == "E1.3"


def test_a_finding_is_accepted_with_a_reason_by_keyboard_and_asked_again_by_undo(
    qtbot, window, page
):
    page.view.setCurrentIndex(page.model.index(1, 0))
    ref = page.current().ref
    page.view.setFocus()
    page.reason.setFocus()
    assert not page.accept.isEnabled()
    qtbot.keyClicks(page.reason, "The board knows")
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(page.reason, Qt.Key.Key_Return)
    assert ref not in refs(page)
    assert page.counts.text() == "6 to look at, 1 accepted with a reason"
    page.accepted.setChecked(True)
    assert ref in refs(page)
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.undo()
    assert page.counts.text() == "7 to look at, 0 accepted with a reason"


def test_a_plan_in_order_says_so(window, page):
    for finding in list(page._all):
        page.view.setCurrentIndex(
            page.model.index(page.model.row_of(finding.code, finding.subject), 0)
        )
        page.reason.setText("Known")
        page._accept()
    assert page.model.rowCount() == 0
    assert page.empty.isVisibleTo(page)
    assert not page.detail.isVisibleTo(page)


def test_the_kinds_of_check_narrow_the_list(page):
    page.group.setCurrentIndex(page.group.findData("reconcile"))
    assert refs(page) == {"E4"}


def _subject(page, ref):
    return next(one.subject for one in page._all if one.ref == ref)


def test_the_foot_of_the_window_counts_what_waits_and_leads_to_it(qtbot, window):
    watch = window.host.findings
    with qtbot.waitSignal(watch.changed):
        watch.ask()
    button = window.status._checks
    assert button.text() == "7 to check"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    page = window.pages.currentWidget()
    assert page.model.rowCount() == 7


def test_the_count_follows_the_plan_by_itself(qtbot, window):
    watch = window.host.findings
    with qtbot.waitSignal(watch.changed):
        watch.ask()
    with window.bridge.read() as session:
        op = AcceptFinding("unknown-ref", "B2.3", "It is in the schools plan.")
        assert find_ref(session, "B2.3")
    with qtbot.waitSignal(watch.changed):
        window.bridge.run(op)
    assert window.status._checks.text() == "6 to check"


def test_a_large_plan_is_checked_beside_the_window(qtbot, window, monkeypatch):
    monkeypatch.setattr(findings_watch, "AT_ONCE", 0)
    window.host.go(Place.CHECKS)
    page = window.pages.currentWidget()
    assert page.counts.text() == "Checking the plan…"
    with qtbot.waitSignal(window.host.findings.changed):
        pass
    assert page.counts.text() == "7 to look at, 0 accepted with a reason"


def test_a_reason_that_is_being_typed_outlives_the_next_check(window, page):
    page.reason.setText("The board kno")
    page.refresh()
    assert page.reason.text() == "The board kno"
