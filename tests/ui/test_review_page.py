import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.services.ops.structure import RemoveItems
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.services.queries.review import reviews
from plandesk.ui.widgets.places import Place


@pytest.fixture
def page(window):
    window.host.go(Place.REVIEW)
    return window.pages.currentWidget()


@pytest.fixture
def queue(qtbot, window, page):
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(page.queue.start_form.name, Qt.Key.Key_Return)
    return page.queue


def review(window):
    with window.bridge.read() as session:
        (found,) = reviews(session)
    return found


def ref(queue):
    return queue.view.currentIndex().siblingAtColumn(0).data()


def outcomes(window):
    with window.bridge.read() as session:
        rows = plan_rows(session, None)
    return {row.ref: row.outcome for row in rows}


def test_a_review_is_answered_with_the_keyboard_alone(qtbot, window, queue):
    assert queue.progress.text() == "0 of 26"
    queue.view.setFocus()
    first = ref(queue)
    qtbot.keyClick(queue.view, Qt.Key.Key_1)
    assert queue.progress.text() == "1 of 26"
    assert ref(queue) == first
    qtbot.keyClick(queue.view, Qt.Key.Key_N)
    assert ref(queue) != first
    qtbot.keyClick(queue.view, Qt.Key.Key_P)
    assert ref(queue) == first
    qtbot.keyClick(queue.view, Qt.Key.Key_S)
    assert ref(queue) != first
    assert sum(review(window).outcomes.values()) == 1


def test_what_is_typed_is_kept_when_going_on(qtbot, window, queue):
    queue.form.assessment.setPlainText("Right and rated right.")
    queue.form._choices[0].buttons[0].click()
    qtbot.mouseClick(queue.form.next, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(queue.form.back, Qt.MouseButton.LeftButton)
    assert queue.form.assessment.toPlainText() == "Right and rated right."
    assert queue.form._choices[0].at == 0


def test_nothing_changes_in_the_plan_until_the_review_is_applied(qtbot, window, queue):
    before = outcomes(window)
    first = ref(queue)
    queue.form.choose_outcome(0)
    assert outcomes(window) == before
    queue.foot._ask()
    assert "1 Completed and embedded" in window.messages.message.text
    with qtbot.waitSignal(window.bridge.changed):
        window.messages.message.offers[0].act()
    after = outcomes(window)
    assert {ref for ref in after if after[ref] != before[ref]} == {first}
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.undo()
    assert outcomes(window) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_S], ids=["next", "not reviewed"])
def test_after_the_last_row_enter_leads_to_applying_the_review(qtbot, window, queue, key):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    before = outcomes(window)
    queue.view.setFocus()
    queue.view.selectAll()
    qtbot.keyClick(queue.view, Qt.Key.Key_1)
    queue.view.setCurrentIndex(queue.model.index(queue.model.rowCount() - 1, 0))
    qtbot.keyClick(queue.view, key)
    assert queue.foot.apply_button.hasFocus()
    assert "26 of 26 reviewed" in window.toast._text.text()
    qtbot.keyClick(queue.foot.apply_button, Qt.Key.Key_Return)
    asked = window.messages.first_button
    assert asked.text() == "Apply 26 outcomes"
    assert asked.hasFocus()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert window.messages.isHidden()
    assert outcomes(window) == before
    qtbot.keyClick(queue.foot.apply_button, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.keyClick(window.messages.first_button, Qt.Key.Key_Space)
    after = outcomes(window)
    assert sum(after[ref] != before[ref] for ref in after) == 26


def test_a_row_that_its_answer_filters_out_gives_its_place_to_the_next(qtbot, queue):
    queue.filter.setCurrentIndex(1)
    queue._show()
    queue.view.setCurrentIndex(queue.model.index(2, 0))
    after = queue.model.index(3, 0).data()
    queue.view.setFocus()
    qtbot.keyClick(queue.view, Qt.Key.Key_1)
    assert ref(queue) == after


def test_one_outcome_is_given_to_many_chosen_actions(window, queue):
    assert queue.form.many.isHidden()
    queue.view.selectAll()
    assert queue.form.many.text().startswith("26 rows are chosen.")
    queue.form.choose_outcome(1)
    assert queue.progress.text() == "26 of 26"
    queue.view.setCurrentIndex(queue.model.index(3, 0))
    assert queue.form.many.isHidden()


def test_the_queue_can_be_narrowed_to_what_is_not_reviewed(window, queue):
    queue.form.choose_outcome(0)
    queue.filter.setCurrentIndex(1)
    queue._show()
    assert queue.model.rowCount() == 25


def test_the_board_recalls_a_closed_action(qtbot, window, page):
    page.show_spotlight()
    panel = page.spotlight
    assert panel.model.rowCount() == 204
    panel.filter.setText("A1.1 ")
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    panel.reason.setText("Is it still read?")
    with qtbot.waitSignal(window.bridge.changed):
        qtbot.mouseClick(panel.recall, Qt.MouseButton.LeftButton)
    assert "Is it still read?" in panel.model.index(0, 4).data()


def test_the_ledger_balances_and_its_numbers_open_their_rows(window, page):
    page.show_ledger()
    model = page.ledger.model
    assert page.ledger.about.text() == "It balances."
    assert [model.index(0, column).data() for column in (2, model.columnCount() - 1)] == [
        "230",
        "26",
    ]
    page.ledger._open(model.index(0, model.columnCount() - 1))
    assert window.pages.currentWidget() is window.plan
    assert window.plan.model.shown_actions()[0] == 26


def test_what_changed_lists_ratings_in_words(window, page):
    page.show_changes()
    told = [page.changes.model.index(row, 4).data() for row in range(page.changes.model.rowCount())]
    assert "Red > Green" in told


def test_the_models_keep_qts_rules(window, queue, page):
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (queue.model, page.spotlight.model, page.ledger.model, page.changes.model)
    for at, model in enumerate(models):
        QAbstractItemModelTester(model, fatal, page)
        page.choice.choose(at)
    queue.form.choose_outcome(2)


def test_a_review_may_look_at_every_level_and_at_what_is_closed(qtbot, window, page):
    start = page.queue.start_form
    start.closed.setChecked(True)
    assert start.start.isEnabled()
    qtbot.mouseClick(start.start, Qt.MouseButton.LeftButton)
    assert page.queue.progress.text() == "0 of 230"
    page.queue.start()
    for tick in start.levels.values():
        tick.setChecked(False)
    assert not start.start.isEnabled()


def test_a_review_may_look_at_what_the_plans_filter_leaves(qtbot, window):
    window.host.go(Place.PLAN)
    window.plan.bar.text.setText("posts")
    qtbot.waitUntil(lambda: bool(window.host.shown_rows()))
    shown = window.host.shown_rows()
    assert shown
    window.host.go(Place.REVIEW)
    queue = window.pages.currentWidget().queue
    queue.start()
    assert f"({len(shown)} rows)" in queue.start_form.scope.itemText(1)
    queue.start_form.scope.setCurrentIndex(1)
    queue.start_form.closed.setChecked(True)
    qtbot.mouseClick(queue.start_form.start, Qt.MouseButton.LeftButton)
    with window.bridge.read() as session:
        rows = {row.id: row for row in plan_rows(session, None)}
    wanted = sum(rows[item].level == 3 for item in shown)
    assert queue.progress.text() == f"0 of {wanted}"


def test_the_plan_is_shown_in_another_scale_and_each_count_opens_its_rows(qtbot, window, page):
    page.show_scale()
    panel = page.scale
    panel.scales.setCurrentIndex(panel.scales.findData("RAG"))
    panel.scales.activated.emit(panel.scales.currentIndex())
    assert panel.about.text().startswith("Amber stands for Amber and Green.")
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    assert QAbstractItemModelTester(panel.model, fatal, panel).model() is panel.model
    number = panel.counts.index(1, 2)
    assert number.data() == "19"
    panel.counts_view.activated.emit(number)
    assert window.plan.model.shown_actions()[0] == 19
    window.host.go(Place.REVIEW)
    panel.view.setCurrentIndex(panel.model.index(3, 0))
    ref = panel.model.index(3, 0).data()
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert window.plan.view.currentIndex().siblingAtColumn(0).data() == ref


def numbers_of(panel):
    """Every cell of a table that counts rows."""
    model = panel.model
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.cell(model.index(row, column))
            if cell is not None and cell.text.isdigit():
                yield model.index(row, column), cell


def test_every_figure_of_the_ledger_opens_just_the_rows_it_counts(window, page):
    page.show_ledger()
    panel, walked = page.ledger, 0
    for index, cell in list(numbers_of(panel)):
        assert len(set(cell.rows)) == len(cell.rows) == int(cell.text)
        panel.view.activated.emit(index)
        assert window.pages.currentWidget() is window.plan
        assert window.plan.model.shown_actions()[0] == int(cell.text)
        window.host.go(Place.REVIEW)
        walked += 1
    assert walked > 100


def test_a_figure_whose_rows_were_taken_out_leads_to_the_list_of_leavers(window, page):
    with window.bridge.read() as session:
        ids = [row.id for row in plan_rows(session, None) if row.ref in ("D2.1", "D2.2")]
    window.bridge.run(RemoveItems(tuple(ids)))
    page.show_ledger()
    panel = page.ledger
    found = [(at, cell) for at, cell in numbers_of(panel) if len(cell.rows) < int(cell.text)]
    assert found
    whole = [at for at, cell in found if not cell.rows]
    panel.view.activated.emit(whole[0])
    assert panel.shown.at == 1
