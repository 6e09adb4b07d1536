"""The first day: ways to begin, a role that changes the first page, tips that never come back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from plandesk.services.ops.edit import SetTitle
from plandesk.ui.actions import ActionId
from plandesk.ui.settings import Role
from plandesk.ui.widgets.places import Place


@pytest.fixture
def welcome(window):
    window.actions_[ActionId.CLOSE].trigger()
    return window


def words_of(page):
    return [one.text() for one in page.findChildren(QPushButton) if one.isVisible()]


def test_the_welcome_page_offers_every_way_to_begin(welcome):
    said = words_of(welcome.start)
    assert said == [
        *("Open the sample plan", "New plan", "Bring in a tracker"),
        *("New plan from a pack", "Open plan"),
    ]


def test_the_keyboard_stays_on_the_first_way_to_begin(qtbot, welcome, tmp_path):
    welcome.activateWindow()
    qtbot.waitUntil(welcome.isActiveWindow)
    letter = tmp_path / "letter.plandesk"
    letter.write_text("Dear all, " * 400_000)  # large enough to be opened beside the window
    with qtbot.waitSignal(welcome.files.opening.ended):
        welcome.files.open_path(letter)
    assert "not a PlanDesk plan" in welcome.messages.message.text
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Open the sample plan"


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.OFFICER, Place.TODAY),
        (Role.MANAGER, Place.RETURNS),
        (Role.SECRETARY, Place.PACKS),
    ],
)
def test_the_role_is_the_page_a_plan_opens_on(welcome, plan_file, role, place):
    buttons = welcome.host.first_run.role.choice.buttons
    buttons[list(Role).index(role)].click()
    assert welcome.settings.role is role
    assert welcome.files.open_path(plan_file)
    assert welcome.host.where() == str(place)


def test_without_a_role_a_plan_opens_on_its_table(welcome, plan_file):
    role = welcome.host.first_run.role
    assert not any(each.isChecked() for each in role.choice.buttons)
    assert "which page" in role.about.text()
    assert welcome.files.open_path(plan_file)
    assert welcome.pages.currentWidget() is welcome.plan


def test_a_role_locks_nothing(welcome, plan_file):
    welcome.host.first_run.role.choice.buttons[2].click()
    welcome.files.open_path(plan_file)
    welcome.host.go(Place.PLAN)
    assert welcome.pages.currentWidget() is welcome.plan
    assert welcome.actions_[ActionId.ADD_ACTION].isEnabled()


def test_there_are_four_tips_at_most_and_keys_go_through_them(qtbot, window):
    tips = window.host.first_run.tips
    tips.show()
    seen = []
    while tips.shown is not None:
        seen.append(tips.shown.text.text())
        assert QApplication.focusWidget() is tips.shown.next
        assert tips.shown.next.accessibleDescription() == seen[-1]
        qtbot.keyClick(tips.shown.next, Qt.Key.Key_Space)
    assert 1 <= len(seen) <= 4
    assert len(set(seen)) == len(seen)


def test_esc_sends_the_tips_away_and_gives_the_focus_back(qtbot, window):
    window.plan.view.setFocus()
    tips = window.host.first_run.tips
    tips.show()
    qtbot.keyClick(tips.shown.next, Qt.Key.Key_Escape)
    assert tips.shown is None
    assert window.plan.view.hasFocus()


def test_tips_come_once_and_again_only_when_asked_for(qtbot, window):
    tips = window.host.first_run.tips
    tips.offer()
    qtbot.waitUntil(lambda: tips.shown is not None)
    tips.dismiss()
    tips.offer()
    QApplication.sendPostedEvents()
    assert tips.shown is None
    window.actions_[ActionId.TIPS].trigger()
    assert tips.shown is not None
    tips.dismiss()


def test_tips_stay_inside_the_window(qtbot, window):
    tips = window.host.first_run.tips
    for zoom in (100, 200):
        window.look.set_zoom(zoom)
        tips.show()
        while tips.shown is not None:
            assert window.rect().contains(tips.shown.geometry())
            tips.step()
    window.look.set_zoom(100)


def test_tips_go_when_work_begins_and_when_the_plan_is_closed(window):
    tips = window.host.first_run.tips
    tips.show()
    window.plan.view.setFocus()
    window.bridge.run(SetTitle(next(iter(window.plan.model.all_rows())).id, "Begun"), window)
    assert tips.shown is None
    assert window.plan.view.hasFocus()
    tips.show()
    window.actions_[ActionId.CLOSE].trigger()
    assert tips.shown is None


def test_f6_comes_to_a_tip_that_was_left(window):
    tips = window.host.first_run.tips
    tips.show()
    reached = []
    for _ in range(6):
        window.actions_[ActionId.NEXT_PANE].trigger()
        reached.append(QApplication.focusWidget())
    assert tips.shown.next in reached
    assert window.plan.view in reached
    tips.dismiss()
