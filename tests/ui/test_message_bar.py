"""The bar over the page: its words wear the colour of their kind, and the keyboard comes to it."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from plandesk.models.types import Level
from plandesk.services.queries.plan_options import rating_refused
from plandesk.ui.actions import ActionId
from plandesk.ui.widgets.message_bar import Kind, Message, Offer
from plandesk.ui.widgets.places import Place


def test_the_words_of_a_message_take_the_colour_of_its_kind_after_another(window):
    colours = {}
    for kind in Kind:
        window.messages.show_message(Message(kind, "Said."))
        colours[kind] = window.messages._text.palette().color(QPalette.ColorRole.WindowText)
    assert colours == {kind: window.look.colour(str(kind)) for kind in Kind}
    window.messages.dismiss()


def test_f6_comes_to_what_a_message_offers(window):
    taken = []
    window.messages.show_message(
        Message(Kind.INFO, "Do it?", offers=(Offer("Do it", lambda: taken.append(1)),))
    )
    reached = []
    for _ in range(6):
        window.actions_[ActionId.NEXT_PANE].trigger()
        reached.append(QApplication.focusWidget())
    offered = window.messages.first_button
    assert offered in reached
    offered.click()
    assert taken
    assert window.messages.first_button is None


def test_a_message_that_goes_gives_the_keyboard_back_to_the_page(window):
    window.host.go(Place.PREFERENCES)
    page = window.pages.currentWidget()
    page.reset.setFocus()
    page.reset.click()
    window.messages.first_button.setFocus()
    window.messages.first_button.click()
    assert QApplication.focusWidget() is page.reset


def test_what_was_refused_on_a_page_does_not_stay_over_the_next_one(window):
    blue = "blue"
    with window.bridge.read() as session:
        item = next(
            row.id
            for row in window.plan.model.all_rows()
            if row.level == Level.ACTION
            and rating_refused(session, row.id, window.state.period_id, blue)
        )
    window.plan.edits.rate([item], blue)
    refused = window.messages.message
    assert refused.offers
    window.host.go(Place.PLAN)
    assert window.messages.message is refused, "it is still about what is shown"
    window.host.bring_in_tracker()
    assert window.messages.message is None
    assert window.messages.isHidden()


def test_what_is_about_the_file_stays_over_every_page(window, tmp_path):
    window.files.open_path(tmp_path / "gone.plandesk")
    said = window.messages.message
    assert said.text.endswith("does not exist.")
    window.host.go(Place.SETTINGS)
    assert window.messages.message is said


def test_f6_comes_to_what_is_offered_without_a_plan(qtbot, window, tmp_path):
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.bridge.close()
    (tmp_path / "tracker.csv").write_text("Ref,Action\nA1,Mow")
    window.files.open_path(tmp_path / "tracker.csv")
    first = QApplication.focusWidget()
    for wanted in (window.messages.first_button, first):
        window.actions_[ActionId.NEXT_PANE].trigger()
        assert QApplication.focusWidget() is wanted


def test_what_was_said_of_a_file_goes_once_another_one_is_open(window, plan_file, tmp_path):
    window.bridge.close()
    window.files.open_path(tmp_path / "gone.plandesk")
    assert window.messages.message is not None
    assert window.files.open_path(plan_file)
    assert window.messages.message is None
