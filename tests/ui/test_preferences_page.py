"""The settings of the person: each holds at once, is kept, and can be put back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QLocale

from plandesk.store.places import second_backup_root
from plandesk.ui import i18n
from plandesk.ui.days import DayForm, choose_form, long_day, short_day
from plandesk.ui.settings import AppSettings, Role, ThemeChoice
from plandesk.ui.widgets.places import Place

DAY = dt.date(2024, 4, 3)


@pytest.fixture
def page(window):
    window.host.go(Place.PREFERENCES)
    yield window.pages.currentWidget()
    choose_form(DayForm.WORDS)
    i18n.keep_still(on=False)
    window.look.set_choice(ThemeChoice.LIGHT)
    window.look.set_zoom(100)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_look_changes_at_once_and_is_kept(window, page, settings):
    choose(page.theme, ThemeChoice.DARK)
    choose(page.zoom, 150)
    assert window.look.theme.dark
    assert window.look.zoom == 150
    assert (settings.theme, settings.zoom) == (ThemeChoice.DARK, 150)


def test_the_menu_follows_the_page(window, page):
    from plandesk.ui.actions import ActionId

    choose(page.theme, ThemeChoice.DARK)
    assert window.actions_[ActionId.THEME_DARK].isChecked()
    assert not window.actions_[ActionId.THEME_LIGHT].isChecked()


def test_the_page_follows_the_menu_and_the_keys(window, page):
    from plandesk.ui.actions import ActionId

    window.actions_[ActionId.THEME_DARK].trigger()
    window.actions_[ActionId.ZOOM_IN].trigger()
    assert page.theme.currentData() == ThemeChoice.DARK
    assert page.zoom.currentData() == window.look.zoom == 110


@pytest.mark.parametrize(
    ("form", "short"),
    [
        (DayForm.WORDS, "3 Apr 2024"),
        (DayForm.NUMBERS, "03/04/2024"),
        (DayForm.ISO, "2024-04-03"),
    ],
)
def test_dates_are_written_as_chosen(page, settings, form, short):
    choose(page.days, form)
    assert short_day(DAY) == short
    assert settings.days is form


def test_every_page_writes_its_dates_as_chosen(window, page):
    choose(page.days, DayForm.ISO)
    window.host.go(Place.TODAY)
    assert "2024-04-30" in window.pages.currentWidget().about.text()
    window.host.go(Place.PERIODS)
    assert "2024-05-10" in window.pages.currentWidget().about.text()
    window.host.go(Place.HISTORY)
    history = window.pages.currentWidget()
    history.choice.choose(1)
    when = history.file.index(0, 1).data()
    assert when.startswith("2024-05-01, ")


def test_dates_follow_the_language(page):
    before = QLocale()
    QLocale.setDefault(QLocale("cy"))
    assert long_day(DAY) == "3 Ebrill 2024"
    QLocale.setDefault(before)


def test_second_copies_go_to_the_chosen_folder(window, page, tmp_path):
    from plandesk.store.backup import make_backup

    page.keep_copies_in(tmp_path / "safe")
    assert second_backup_root() == tmp_path / "safe"
    plan = window.bridge.document.path
    make_backup(plan, "test", dt.datetime(2024, 4, 3, 9, 0, tzinfo=dt.UTC))
    assert len(list((tmp_path / "safe").rglob("*.plandesk"))) == 1
    page.usual.click()
    assert second_backup_root() != tmp_path / "safe"


def test_with_reduced_motion_a_note_stays_until_dismissed(window, page):
    page.still.click()
    assert i18n.is_still()
    window.toast.say("Saved")
    assert window.toast.isVisibleTo(window)
    assert not window.toast._timer.isActive()
    window.toast._leave.click()
    assert not window.toast.isVisible()


def test_new_boards_get_the_clear_days_of_the_person(window, page, settings):
    page.clear_days.setValue(3)
    assert settings.clear_days == 3


def test_roles_in_packs_are_the_default_of_the_person(window, page):
    page.roles.click()
    window.host.go(Place.PACKS)
    assert window.pages.currentWidget().options.roles.isChecked()


def test_a_reset_puts_all_back_but_keeps_the_plans(window, page, settings, plan_file):
    choose(page.theme, ThemeChoice.DARK)
    choose(page.role, Role.SECRETARY)
    choose(page.days, DayForm.ISO)
    page.reset.click()
    assert window.messages.message is not None
    page.put_back()
    fresh = AppSettings(settings._store.fileName())
    assert (settings.theme, settings.days) == (ThemeChoice.SYSTEM, DayForm.WORDS)
    assert not fresh.role_chosen
    assert settings.last_file == plan_file


def test_nothing_of_the_person_is_written_into_the_plan(window, page, plan_file):
    before = window.bridge.document.undo_titles
    choose(page.theme, ThemeChoice.DARK)
    choose(page.role, Role.MANAGER)
    assert window.bridge.document.undo_titles == before
