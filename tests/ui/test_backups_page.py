"""The page of kept copies: what each holds is shown before it is brought back."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.store.backup import list_backups
from plandesk.ui.widgets.message_bar import Kind
from plandesk.ui.widgets.places import Place


def edit(document, title):
    with document.read() as session:
        row = next(row for row in plan_rows(session, None) if row.ref == "A2.4")
    document.run(SetTitle(row.id, title))


def titles(document):
    with document.read() as session:
        return {row.title for row in plan_rows(session, None)}


@pytest.fixture
def page(qtbot, window):
    """The page, with a copy from before an edit."""
    window.bridge.document.backup("by hand")
    edit(window.bridge.document, "Changed since")
    window.host.go(Place.BACKUPS)
    page = window.host.page(Place.BACKUPS)
    qtbot.waitUntil(page.restore.isEnabled, timeout=20_000)
    return page


def test_a_copy_says_when_and_why_it_was_made_what_it_holds_and_what_differs(window, page):
    QAbstractItemModelTester(page.copies, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert page.copies.rowCount() == 1
    assert page.copies.index(0, 1).data() == "by hand"
    assert "by hand" in page.title.text()
    assert "rows of the plan" in page.counts.text()
    assert page.told.text().startswith("1 step was taken since")
    assert page.changes.rowCount() == 1
    assert page.changes.index(0, 0).data() == "A2.4"
    assert "Changed since" in page.changes.index(0, 4).data()


def test_bringing_it_back_can_be_undone_by_the_kept_file(qtbot, window, page):
    path = window.bridge.document.path
    with qtbot.waitSignal(window.bridge.opened, timeout=20_000):
        page.restore.click()
        assert not window.bridge.is_open, "the copy takes the plan's place beside the window"
        page.host.bring_back(path, lambda _: pytest.fail("it was pressed twice"))
    qtbot.waitUntil(lambda: window.messages.message is not None)
    assert "Changed since" not in titles(window.bridge.document)
    message = window.messages.message
    assert message.kind is Kind.SUCCESS
    aside = next(window.bridge.document.path.parent.glob("plan replaced *.plandesk"))
    assert aside.name in message.text
    (undo,) = message.offers
    assert undo.text == "Undo"
    with qtbot.waitSignal(window.bridge.opened, timeout=20_000):
        undo.act()
    assert "Changed since" in titles(window.bridge.document)
    qtbot.waitUntil(page.restore.isEnabled, timeout=20_000)


def test_a_copy_that_cannot_take_its_place_leaves_the_plan_open(qtbot, window, page):
    page.copies.rows[0].path.write_bytes(b"no plan")
    with qtbot.waitSignal(window.bridge.opened, timeout=20_000):
        page.restore.click()
    assert window.messages.message.kind is Kind.ERROR
    assert "Changed since" in titles(window.bridge.document)


def test_back_up_now_keeps_one_that_differs_in_nothing(qtbot, window, page):
    page.now.click()
    qtbot.waitUntil(lambda: len(page.copies.rows) == 2, timeout=20_000)
    qtbot.waitUntil(lambda: page.told.text() == "Nothing was done since.", timeout=20_000)
    assert page.same.isVisible()
    assert not page.restore.isEnabled(), "there is nothing to bring back"


def test_without_any_it_says_when_they_are_made(window):
    window.host.go(Place.BACKUPS)
    page = window.host.page(Place.BACKUPS)
    assert page.empty.isVisible()
    assert not page.split.isVisible()
    assert page.now.isEnabled()


def test_a_damaged_copy_cannot_be_brought_back(qtbot, window):
    copy = window.bridge.document.backup("by hand")
    copy.write_bytes(copy.read_bytes()[:5000])
    for other in list_backups(window.bridge.document.path):
        other.path.write_bytes(copy.read_bytes())
    window.host.go(Place.BACKUPS)
    page = window.host.page(Place.BACKUPS)
    qtbot.waitUntil(lambda: "damaged" in page.counts.text(), timeout=20_000)
    assert not page.restore.isEnabled()


def test_giving_a_copy_leaves_the_history_out(window, tmp_path, monkeypatch):
    from PySide6.QtWidgets import QFileDialog

    edit(window.bridge.document, "ZEBRAWORD")
    edit(window.bridge.document, "As it reads now")
    target = tmp_path / "given.plandesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.host.run_command(Place.BACKUPS, "give_copy")
    assert b"ZEBRAWORD" not in target.read_bytes()
    with Document.open(target, read_only=True) as document:
        assert "As it reads now" in titles(document)
