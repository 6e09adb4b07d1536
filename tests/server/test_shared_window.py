"""The window on a shared plan: opened by its address, and kept up with what others do."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.store.server import server_address
from plandesk.ui.dialogs.shared_plan import SharedPlanDialog
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings, ThemeChoice
from plandesk.ui.theme import Look
from plandesk.ui.widgets.places import Place

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    found = qapp.findChild(Look)
    look = found if isinstance(found, Look) else Look(qapp, ThemeChoice.LIGHT, 100)
    made = MainWindow(AppSettings(tmp_path / "plandesk.ini"), look)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


@pytest.fixture
def bob(shared):
    with Document.open(shared, who="Bob") as document:
        yield document


def row(window, ref):
    return next(row for row in window.plan.model.all_rows() if row.ref == ref)


def test_it_opens_keeps_up_with_others_and_says_who_was_first(qtbot, window, shared, bob):
    assert window.host.shared.open(shared)
    assert window.windowTitle().endswith(" – shared – PlanDesk")
    assert window.plan.model.rowCount() == 5
    action = row(window, "A2.4").id
    bob.run(SetTitle(action, "By Bob"))
    window.host.shared.look()
    assert row(window, "A2.4").title == "By Bob"
    bob.run(SetTitle(action, "By Bob again"))
    assert not window.plan.edits.set_title(action, "By me")
    assert "was changed by Bob" in window.messages.message.text
    assert row(window, "A2.4").title == "By Bob again"
    assert window.plan.edits.set_title(action, "By me, knowing it")
    bob.look_again()
    with bob.read() as session:
        from plandesk.services.queries.plan_tree import plan_rows

        assert any(each.title == "By me, knowing it" for each in plan_rows(session, None))


def test_a_server_that_is_away_keeps_what_was_typed_until_it_is_back(window, shared, server):
    window.host.shared.open(shared)
    action = row(window, "A2.4").id
    server.stop("immediate")
    try:
        window.plan.edits.set_title(action, "Typed meanwhile")
        assert "cannot be reached" in window.messages.message.text
        assert "Typed meanwhile" in window.messages.message.hint
    finally:
        server.start()
    assert window.bridge.retry()
    assert row(window, "A2.4").title == "Typed meanwhile"


def test_backups_of_it_are_listed_but_do_not_take_its_place(qtbot, window, shared):
    window.host.shared.open(shared)
    kept = window.bridge.document.backup("by hand")
    window.host.go(Place.BACKUPS)
    page = window.host.page(Place.BACKUPS)
    assert [one.path for one in page.copies.rows] == [kept]
    window.host.bring_back(kept, lambda _: pytest.fail("it took its place"))
    assert "cannot be put in the place of a shared plan" in window.messages.message.text


def test_the_address_is_asked_for_and_remembered_without_the_password(qtbot, window, shared):
    address = "postgresql://ann@plans/better"
    window.settings.remember_shared_plan(
        str(server_address("postgresql://ann:secret@plans/better"))
    )
    dialog = SharedPlanDialog(window.settings.shared_plans, window)
    qtbot.addWidget(dialog)
    assert dialog.address.currentText() == address
    dialog.password.setText("secret")
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.answer().url.password == "secret"
    assert "secret" not in str(dialog.answer())
    dialog.address.setCurrentText("plans/better")
    dialog.accept()
    assert "begins with postgresql://" in dialog.trouble.text()
