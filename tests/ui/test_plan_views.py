"""Filters of several values, saved views, the flat list's places, and reasons of ratings."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from plandesk.models.plan_filter import PlanFilter
from plandesk.models.types import Level
from plandesk.services.queries.plan_options import rating_refused
from plandesk.services.queries.plan_tree import PlanRow
from plandesk.ui.actions import ActionId
from plandesk.ui.itemmodels.choice_list import ChoiceList
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def row(window: MainWindow, ref: str) -> PlanRow:
    """The row with this ref, as the window's model has it."""
    return next(each for each in window.plan.model.all_rows() if each.ref == ref)


def test_the_flat_list_says_where_a_row_is_in_the_plans_words(
    qtbot: QtBot, window: MainWindow
) -> None:
    qtbot.keyClick(window.plan.view, Qt.Key.Key_L, CTRL)
    model, item = window.plan.model, row(window, "A2.4").id
    project, top = row(window, "A2"), row(window, "A")
    assert not window.plan.view.isColumnHidden(Column.PROJECT)
    for column, above in ((Column.PROJECT, project), (Column.WORKSTREAM, top)):
        assert model.index_for(item, column).data() == f"{above.ref} {above.title}"
        level = window.state.words.level(above.level)
        assert model.headerData(column, Qt.Orientation.Horizontal) == level
    window.plan.view.sortByColumn(Column.PROJECT, Qt.SortOrder.DescendingOrder)
    first = model.row_of(model.index(0, 0))
    assert first is not None
    assert first.ref.startswith("E")


def test_several_values_of_a_filter_are_ticked_by_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    lead = window.plan.bar.lead
    lead.setFocus()
    lead.showPopup()
    popup = lead.list
    assert popup.sought.isVisible()
    names = sorted(lead.choices.values(), key=str.casefold)[:2]
    shown: list[int] = []
    for name in names:
        popup.sought.setText(name)
        qtbot.keyClick(popup.sought, Qt.Key.Key_Down)
        qtbot.keyClick(popup.view, Qt.Key.Key_Space)
        shown.append(window.plan.model.shown_actions()[0])
    qtbot.keyClick(popup.view, Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert lead.chosen() == frozenset(names)
    assert lead.currentText() == "2 leads"
    assert 0 < shown[0] < shown[1] < 230
    led = [each for each in window.plan.model.all_rows() if each.level == Level.ACTION]
    assert shown[1] == sum(not lead.chosen().isdisjoint(each.leads) for each in led)
    lead.showPopup()
    popup.any.click()
    assert window.plan.model.shown_actions()[0] == 230


def test_the_list_of_choices_is_a_proper_model(qtbot: QtBot) -> None:
    model = ChoiceList()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.offer([("a", "Ann"), ("b", "Ben")])
    with qtbot.waitSignal(model.ticked):
        model.setData(model.index(1), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    model.narrow("an")
    assert [model.index(0).data(), model.rowCount()] == ["Ann", 1]
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Ann"
    model.offer([("b", "Ben"), ("c", "Cat")])
    model.narrow("")
    assert model.chosen == frozenset({"b"})
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Ben, chosen"
    tester.deleteLater()


def test_a_view_keeps_everything_and_is_renamed_and_replaced(
    qtbot: QtBot, window: MainWindow
) -> None:
    columns, bar, views = window.plan.view.columns, window.plan.bar, window.tools.views
    columns.show_fields(("rating", "due"), {"due": 9.5})
    bar.lead.choose(sorted(bar.lead.choices.values())[:3])
    bar.more.outcome.choose({"", window.state.words.outcomes[0][0]})
    window.plan.view.sortByColumn(Column.DUE, Qt.SortOrder.DescendingOrder)
    window.actions_[ActionId.FLAT_LIST].setChecked(True)
    wanted = bar.filter()
    fields, widths = [spec.field for spec in columns.specs], columns.widths()
    assert widths["due"] == pytest.approx(9.5, abs=0.1)
    assert views.save("Three leads")
    views.actions()[-1].trigger()
    assert not bar.filter()
    assert not window.plan.model.is_flat
    assert columns.sortIndicatorSection() != Column.DUE
    views.actions()[0].trigger()
    assert bar.filter() == wanted
    assert window.plan.model.is_flat
    assert [spec.field for spec in columns.specs] == fields
    assert columns.widths()["due"] == widths["due"]
    assert columns.sortIndicatorSection() == Column.DUE
    assert columns.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    replace, rename, _ = submenus(views.saved)
    rename.actions()[0].trigger()
    views.naming.name.setText("Those three")
    qtbot.keyClick(views.naming.name, Qt.Key.Key_Return)
    assert views.names() == ["Those three"]
    bar.clear()
    bar.overdue.setChecked(True)
    replace, rename, _ = submenus(views.saved)
    replace.actions()[0].trigger()
    bar.clear()
    views.actions()[0].trigger()
    assert bar.filter() == PlanFilter(overdue=True)


def submenus(menu: QMenu) -> list[QMenu]:
    """The menus in a menu."""
    found = (each.menu() for each in menu.actions())
    return [each for each in found if isinstance(each, QMenu)]


def blue_not_earned(window: MainWindow) -> int:
    """Find an action that the rules do not let be Blue yet."""
    period = window.state.period_id
    assert period is not None
    with window.bridge.read() as session:
        return next(
            each.id
            for each in window.plan.model.all_rows()
            if each.level == Level.ACTION and rating_refused(session, each.id, period, "blue")
        )


def test_blue_that_is_not_earned_leads_to_the_reason(qtbot: QtBot, window: MainWindow) -> None:
    item = blue_not_earned(window)
    assert window.plan.show_item(item)
    qtbot.keyClick(window.plan.view, Qt.Key.Key_1, CTRL)
    assert window.messages.message is not None
    (offer,) = window.messages.message.offers
    assert offer.text.startswith("Give the reason…")
    qtbot.keyClick(window.plan.view, Qt.Key.Key_R, CTRL)
    box = window.inspector.rate_box.override
    assert box.isVisible()
    assert window.messages.message is None
    box.reason.setText("The board agreed on 3 April")
    qtbot.keyClick(box.reason, Qt.Key.Key_Return)
    found = window.plan.model.row_by_id(item)
    assert found is not None
    assert found.current == "blue"


def test_the_rows_that_earned_it_are_rated_without_the_others(
    qtbot: QtBot, window: MainWindow
) -> None:
    period = window.state.period_id
    assert period is not None
    item = blue_not_earned(window)
    with window.bridge.read() as session:
        earned = next(
            each.id
            for each in window.plan.model.all_rows()
            if each.level == Level.ACTION
            and each.current != "blue"
            and not rating_refused(session, each.id, period, "blue")
        )
    assert window.plan.show_item(item)
    assert not window.plan.edits.rate([item, earned], "blue")
    message = window.messages.message
    assert message is not None
    assert [offer.text for offer in message.offers][1:] == ["Rate the other one"]
    message.offers[1].act()
    found = window.plan.model.row_by_id(earned)
    assert found is not None
    assert found.current == "blue"


def test_red_without_a_reason_leads_to_it(qtbot: QtBot, window: MainWindow) -> None:
    scale = window.state.words.scale
    assert any(value.needs_reason for value in scale.values)
    place = next(at for at, value in enumerate(scale.values, 1) if value.needs_reason)
    assert window.plan.show_item(row(window, "A2.4").id)
    qtbot.keyClick(window.plan.view, getattr(Qt.Key, f"Key_{place}"), CTRL)
    assert window.toast.isVisible()
    assert "needs a reason" in window.toast.accessibleName()
    qtbot.keyClick(window.plan.view, Qt.Key.Key_R, CTRL)
    assert window.inspector.update_page.texts["why"].isVisible()
    assert window.inspector.item == row(window, "A2.4").id


def test_an_empty_plan_offers_a_tracker_too(qtbot: QtBot, window: MainWindow) -> None:
    tops = window.plan.model.children_of(None)
    assert window.plan.edits.remove(tops)
    texts = [each.text() for each in window.plan.findChildren(QPushButton) if each.isVisible()]
    assert any("Bring in a tracker" in text.replace("&", "") for text in texts)


def test_what_is_below_a_chosen_row_moves_and_copies_with_it(window: MainWindow) -> None:
    view, action = window.plan.view, row(window, "A2.4")
    below = window.plan.model.children_of(action.id)
    assert below
    view.expand(window.plan.model.index_for(action.id))
    assert view.select(action.id)
    flags = view.selectionModel().SelectionFlag
    for item in below:
        index = window.plan.model.index_for(item)
        view.selectionModel().select(index, flags.Select | flags.Rows)
    assert window.plan.selected_ids() == [action.id, *below]
    assert window.plan.top_ids() == [action.id]
    before = len(window.plan.model.ids())
    window.tools.duplicate()
    assert len(window.plan.model.ids()) == before + 1 + len(below)
