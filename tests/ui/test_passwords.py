"""Returns and full packs that only a password opens, asked for in the window."""

# ruff: noqa: F811 - tests ask for the fixtures that are imported here
import pikepdf
import pytest
from filled_returns import books, issued, page, plan_file  # noqa: F401
from PySide6.QtWidgets import QDialog, QInputDialog

from plandesk.excel.filekind import FileKind, recognise
from plandesk.excel.locked_books import unlocked
from plandesk.ui.dialogs.new_password import NewPasswordDialog
from plandesk.ui.panels.returns.import_unlock import UnlockButton
from plandesk.ui.panels.returns.page import ISSUE
from plandesk.ui.widgets.places import Place

pytest.importorskip("msoffcrypto")

WORDS = "several words are safer"


@pytest.fixture
def typed(monkeypatch):
    """What is typed when a password is asked for, the next one first; "" leaves the box."""
    words = [WORDS]

    def answer(dialog):
        said = words.pop(0)
        dialog.first.setText(said)
        dialog.again.setText(said)
        return QDialog.DialogCode.Accepted if said else QDialog.DialogCode.Rejected

    def asked(*_):
        said = words.pop(0)
        return said, bool(said)

    monkeypatch.setattr(NewPasswordDialog, "exec", answer)
    monkeypatch.setattr(QInputDialog, "getText", asked)
    return words


def test_returns_go_out_locked_and_the_password_is_forgotten(qtbot, page, typed, tmp_path):
    page.tabs.setCurrentIndex(ISSUE)
    form, folder = page.issue.form, tmp_path / "locked"
    form.folder.setText(str(folder))
    form.locked.click()
    with qtbot.waitSignal(page.issue.issued, timeout=60_000):
        page.issue.go.click()
    sent = [path for path in folder.glob("*.xlsx") if "E-mails" not in path.name]
    assert len(sent) == 16
    for path in sent:
        assert recognise(path.read_bytes()) is FileKind.PASSWORD
        assert recognise(unlocked(path.read_bytes(), path.name, WORDS)) is FileKind.WORKBOOK
    assert not form.password
    assert not form.locked.isChecked()


def test_a_password_that_is_not_given_leaves_the_workbooks_open(page, typed):
    typed[:] = [""]
    page.issue.form.locked.click()
    assert not page.issue.form.locked.isChecked()
    assert not page.issue.form.password


def test_a_locked_return_is_read_with_its_password(qtbot, page, books, typed, tmp_path):
    from plandesk.excel.locked_books import locked

    whole = next(iter(books.values()))
    path = tmp_path / "locked.xlsx"
    path.write_bytes(locked(whole.read_bytes(), WORDS))
    session, shown = page.import_.session, page.import_
    unlock = shown.tools.findChild(UnlockButton)
    with qtbot.waitSignal(session.previewed, timeout=60_000):
        page.import_paths([path])
    assert unlock.locked() == "locked.xlsx"
    assert unlock.isVisibleTo(shown.tools)
    typed[:] = ["other words", WORDS]
    for still in (True, False):
        with qtbot.waitSignal(session.previewed, timeout=60_000):
            unlock.click()
        assert bool(unlock.locked()) is still
    assert session.can_file
    assert not unlock.isVisibleTo(shown.tools)
    shown.give_up()
    assert WORDS not in repr(vars(session))


def test_the_full_pack_opens_only_with_its_password_and_the_public_one_without(
    qtbot, window, typed, tmp_path
):
    window.host.go(Place.PACKS)
    packs = window.pages.currentWidget()
    packs.public.setChecked(True)
    packs.full.setChecked(True)
    packs.options.locked.trigger()
    assert packs.options.locked.isChecked()
    with qtbot.waitSignal(packs.work.changed, timeout=60_000):
        packs.build_into(tmp_path / "out")
    qtbot.waitUntil(lambda: not packs.options.locked.isChecked(), timeout=120_000)
    (public,) = (tmp_path / "out").glob("*public*.pdf")
    (full,) = (tmp_path / "out").glob("*full*.pdf")
    pikepdf.open(public).close()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(full)
    pikepdf.open(full, password=WORDS).close()
    assert not packs.options.wish(tmp_path, (True, True, False)).password
