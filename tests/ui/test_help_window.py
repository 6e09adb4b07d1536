"""F1 opens the page about where one is; search, links, back, and the keys work."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication

from plandesk.services.guide.pages import read_help
from plandesk.ui.actions import ActionId
from plandesk.ui.pages import PAGES
from plandesk.ui.widgets.places import Place

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def help_window(qtbot, window):
    shown = window.host.help.open_page("start-a-plan")
    qtbot.waitExposed(shown)
    yield shown
    shown.close()


def opened(window):
    window.actions_[ActionId.HELP].trigger()
    return window.host.help.open_page(window.host.help._help.view.page.name)


@pytest.mark.parametrize(
    ("place", "page"),
    [
        (Place.PLAN, "work-in-the-plan"),
        (Place.RETURNS, "issue-returns"),
        (Place.REVIEW, "refresh-review"),
        (Place.PACKS, "build-a-pack"),
        (Place.PERIODS, "close-a-period"),
        (Place.PREFERENCES, "your-settings"),
    ],
)
def test_f1_opens_the_page_about_where_one_is(window, place, page):
    window.host.go(place)
    shown = opened(window)
    assert shown.view.page.name == page
    shown.close()


def test_importing_has_a_page_of_its_own(window):
    window.host.go(Place.RETURNS)
    window.pages.currentWidget().tabs.setCurrentIndex(2)
    shown = opened(window)
    assert shown.view.page.name == "import-returns"
    shown.close()


def test_without_a_plan_the_help_says_how_to_start_one(window):
    window.actions_[ActionId.CLOSE].trigger()
    shown = opened(window)
    assert shown.view.page.name == "start-a-plan"
    shown.close()


def test_every_place_of_the_window_has_a_page():
    named = set(read_help().places)
    assert {str(spec.place) for spec in PAGES} <= named
    assert "start" in named


def test_f1_is_the_help_and_ctrl_question_mark_the_sheet_of_keys(window):
    assert window.actions_[ActionId.HELP].shortcut().toString() == "F1"
    assert window.actions_[ActionId.SHORTCUTS].shortcut().toString() == "Ctrl+?"


def test_a_search_narrows_the_pages_and_enter_opens_the_first(qtbot, help_window):
    qtbot.keyClicks(help_window.words, "supplement")
    assert help_window.list.count() > 0
    qtbot.keyClick(help_window.words, Key.Key_Return)
    assert help_window.view.page.name == "publish"


def test_a_misspelling_is_offered_what_was_meant(qtbot, help_window):
    help_window.words.setText("publsh")
    assert help_window.list.count() == 0
    assert help_window.near.text() == "publish"
    help_window.near.click()
    assert help_window.words.text() == "publish"
    assert help_window.list.count() > 0


def test_links_lead_on_and_back_leads_home(help_window):
    help_window.view.anchorClicked.emit(QUrl("page:bring-in-a-tracker"))
    assert help_window.view.page.name == "bring-in-a-tracker"
    help_window.go_back()
    assert help_window.view.page.name == "start-a-plan"
    help_window.go_forward()
    assert help_window.view.page.name == "bring-in-a-tracker"


def test_a_link_out_of_the_program_leads_nowhere(help_window):
    help_window.view.anchorClicked.emit(QUrl("https://example.org"))
    assert help_window.view.page.name == "start-a-plan"


def test_esc_clears_the_search_then_closes(qtbot, help_window):
    help_window.words.setText("pack")
    help_window._leave()
    assert help_window.words.text() == ""
    help_window._leave()
    assert not help_window.isVisible()


def test_pictures_fit_the_page_and_are_shown(qtbot, help_window):
    help_window.resize(700, 500)
    qtbot.waitUntil(lambda: not help_window.view._soon.isActive())
    QApplication.sendPostedEvents()
    help_window.view._write()
    assert help_window.view.document().idealWidth() <= help_window.view.viewport().width() + 1
    html = help_window.view.toHtml()
    assert "pictures/start.png" in html


def test_a_page_is_written_once_however_often_its_size_changes(help_window):
    help_window.show_page("reference-returns")
    assert help_window.view.toPlainText().count("How long an answer may be") == 1


def test_the_manual_is_saved_from_the_window(qtbot, window, help_window, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    target = tmp_path / "manual.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    help_window.manual_asked.emit()
    qtbot.waitUntil(lambda: target.exists() and not window.host.jobs.busy, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")
