"""A plan that another program moved, replaced or changed: what was typed finds its way into it."""

import os
import shutil
from pathlib import Path

import pytest
from file_trouble import (
    edit,
    full_disk,
    lay_in_its_place,
    stand_on,
    take,
    titles,
    written_by_a_colleague,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from plandesk.services.document import Document
from plandesk.services.ops.new_plan import preset_plan
from plandesk.services.ops.structure import RemoveItems
from plandesk.ui.itemmodels.plan_columns import Column
from plandesk.ui.widgets.message_bar import Kind


def test_a_plan_that_was_moved_is_located_and_what_was_typed_is_saved_there(
    window, plan_file, monkeypatch
):
    moved = plan_file.with_name("elsewhere.plandesk")
    row = next(iter(window.plan.model.all_rows()))
    plan_file.rename(moved)
    window.plan.edits.set_title(row.id, "Typed after the move")
    message = window.messages.message
    assert "was moved or deleted by another program" in message.text
    assert [one.text for one in message.offers] == ["Save as…", "Locate…", "Retry"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    take(window, "Locate…")
    assert window.bridge.document.path == moved
    assert "Typed after the move" in titles(moved)


def test_after_following_a_moved_plan_nothing_is_said_of_a_crash(qtbot, window, plan_file):
    edit(window.bridge.document, "Changed here, so the file says that a session runs")
    moved = plan_file.rename(plan_file.with_name("elsewhere.plandesk"))
    window.files.moves.go_on_with(moved)
    assert window.bridge.document.was_left_open
    with qtbot.waitSignal(window.care.checked, timeout=20_000):
        window.care.check()
    assert window.messages.message is None


@pytest.mark.parametrize("state", ["gone on by a colleague", "an older state"])
def test_a_plan_that_was_replaced_is_opened_again_and_looked_at_first(window, plan_file, state):
    other = Path(shutil.copy(plan_file, plan_file.with_name("other")))
    row = stand_on(window, "A2.4", Column.TITLE)
    if state == "an older state":
        edit(window.bridge.document, "Saved, and then replaced")
    else:
        with Document.open(other, who="A. Colleague") as theirs:
            edit(theirs, "Theirs")
    lay_in_its_place(plan_file, other)
    window.plan.edits.set_title(row.id, "Mine")
    message = window.messages.message
    assert "was replaced by another file of that name" in message.text
    assert [one.text for one in message.offers] == ["Open it again", "Save as…", "Locate…"]
    take(window, "Open it again")
    message = window.messages.message
    assert "Mine" not in titles(plan_file), "not unasked"
    assert "“Mine”" in message.hint
    if state == "an older state":
        assert "It is an older state or another copy." in message.hint
        assert [one.text for one in message.offers] == ["Copy what I typed"]
        assert not window.bridge.unsaved
    else:
        assert "Theirs" in {each.title for each in window.plan.model.all_rows()}
        take(window, "Make my change now")
        assert {"Mine", "Theirs"} <= titles(plan_file)


def test_a_plan_replaced_by_something_else_is_saved_as_from_its_backup(
    window, plan_file, tmp_path, monkeypatch
):
    edit(window.bridge.document, "In the backup")
    window.bridge.document.backup("a copy")
    row = stand_on(window, "A2.4", Column.TITLE)
    other = plan_file.with_name("text")
    other.write_text("Not a plan at all.\n" * 400)
    lay_in_its_place(plan_file, other)
    window.plan.edits.set_title(row.id, "Mine")
    take(window, "Open it again")
    assert "is not a PlanDesk plan" in window.messages.message.text
    assert "“Mine”" in window.messages.message.hint
    target = tmp_path / "saved.plandesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    take(window, "Save a copy elsewhere…")
    assert {"In the backup", "Mine"} <= titles(target)
    assert plan_file.read_text().startswith("Not a plan at all.")


def offered_by(window):
    message = window.messages.message
    return [one.text for one in message.offers] if message is not None else []


def kind_shown(window):
    return window.messages.message.kind if window.messages.message is not None else None


def test_a_plan_that_was_emptied_gets_its_backup_back_and_what_was_typed(qtbot, window, plan_file):
    window.bridge.document.backup("a copy")
    row = stand_on(window, "A2.4", Column.TITLE)
    window.inspector.load()
    os.truncate(plan_file, 0)
    window.plan.edits.set_title(row.id, "Mine")
    message = window.messages.message
    assert "was emptied by another program" in message.text
    offered = [one.text for one in message.offers]
    assert offered == ["Look for a sound backup", "Save as…", "Locate…"]
    take(window, "Look for a sound backup")
    # The check after opening may say meanwhile what is known already.
    qtbot.waitUntil(lambda: "Bring it back" in offered_by(window), timeout=20_000)
    take(window, "Bring it back")
    qtbot.waitUntil(lambda: kind_shown(window) is Kind.SUCCESS, timeout=20_000)
    assert not window.bridge.unsaved
    assert "Mine" in titles(plan_file)


def test_what_is_not_saved_never_goes_into_another_plan(window, plan_file, tmp_path, monkeypatch):
    moved = plan_file.rename(plan_file.with_name("elsewhere.plandesk"))
    row = next(iter(window.plan.model.all_rows()))
    window.plan.edits.set_title(row.id, "Typed after the move")
    other = tmp_path / "other.plandesk"
    with Document.create(other) as made:
        made.run(preset_plan("Another plan", "service-plan", ()))
    before = titles(other)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    take(window, "Locate…")
    assert window.messages.message.text == "other.plandesk is another plan."
    assert "“Typed after the move”" in window.messages.message.hint
    assert window.bridge.document.path == plan_file, "the plan that is looked for stays open"
    assert not window.close()
    assert titles(other) == before
    moved.rename(plan_file)
    assert window.close()
    assert "Typed after the move" in titles(plan_file)
    assert titles(other) == before


def test_a_plan_that_is_gone_is_located_also_where_nothing_was_typed(
    window, plan_file, monkeypatch
):
    moved = plan_file.rename(plan_file.with_name("elsewhere.plandesk"))
    window.care.look_again()
    message = window.messages.message
    assert message.hint == "Put the plan back, or open it where it is now."
    assert [one.text for one in message.offers] == ["Save as…", "Locate…"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    take(window, "Locate…")
    assert window.bridge.document.path == moved
    assert window.messages.message is None


def test_a_plan_that_was_deleted_is_saved_elsewhere_from_its_backup(
    window, plan_file, tmp_path, monkeypatch
):
    window.bridge.document.backup("a copy")
    row = next(iter(window.plan.model.all_rows()))
    plan_file.unlink()
    window.plan.edits.set_title(row.id, "Typed after the deletion")
    target = tmp_path / "saved.plandesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    take(window, "Save as…")
    assert window.bridge.document.path == target
    assert "Typed after the deletion" in titles(target)


def test_a_plan_that_is_gone_without_a_backup_is_not_blamed_on_the_new_place(
    window, plan_file, tmp_path, monkeypatch
):
    row = next(iter(window.plan.model.all_rows()))
    content = plan_file.read_bytes()
    plan_file.unlink()
    window.plan.edits.set_title(row.id, "Typed after the deletion")
    target = tmp_path / "saved.plandesk"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    take(window, "Save as…")
    message = window.messages.message
    assert message.text == "plan.plandesk was moved or deleted by another program."
    assert "There is nothing to copy. Put the plan back" in message.hint
    assert "Typed after the deletion" in message.hint
    assert not target.exists()
    plan_file.write_bytes(content)
    take(window, "Save as…")
    assert window.bridge.document.path == target
    assert "Typed after the deletion" in titles(target)


def test_what_a_colleagues_change_stood_in_the_way_of_is_made_after_it_on_demand(
    qtbot, window, plan_file
):
    row = stand_on(window, "A2.4", Column.TITLE)
    written_by_a_colleague(plan_file, "Theirs")
    window.plan.edits.set_title(row.id, "Mine, typed at the same time")
    message = window.messages.message
    assert "was changed by A. Colleague at" in message.text
    assert "Not saved yet: “Mine, typed at the same time”." in message.hint
    assert [one.text for one in message.offers] == ["Make my change now", "Leave it out"]
    assert window.status._saved.text() == "1 change not saved"
    assert "Theirs" in {each.title for each in window.plan.model.all_rows()}
    window.plan.edits.set_title(row.id + 1, "Something else meanwhile")
    assert window.messages.message == message, "another change does not take the offer away"
    take(window, "Make my change now")
    assert window.messages.message is None
    assert not window.bridge.unsaved
    wanted = {"Theirs", "Mine, typed at the same time", "Something else meanwhile"}
    assert wanted <= titles(plan_file)


def deleted_by_a_colleague(plan, row):
    copy = Path(shutil.copy(plan, plan.with_name("theirs")))
    with Document.open(copy, who="A. Colleague") as other:
        other.run(RemoveItems((row.id,)))
    plan.write_bytes(copy.read_bytes())
    copy.unlink()


@pytest.mark.parametrize("way", ["asked for again", "asked for before the window closes"])
def test_what_was_typed_in_a_row_that_a_colleague_deleted_can_be_taken_along(
    window, plan_file, way
):
    row = stand_on(window, "A2.4", Column.TITLE)
    deleted_by_a_colleague(plan_file, row)
    window.plan.edits.set_title(row.id, "Mine, typed at the same time")
    if way == "asked for before the window closes":
        assert not window.close()
    take(window, "Make my change now")
    message = window.messages.message
    assert message.text == "That row is not in the plan any more."
    assert message.hint == "Left out: “Mine, typed at the same time”."
    assert [one.text for one in message.offers] == ["Copy what I typed"]
    assert window.status._saved.text() == "All changes saved"
    assert window.toast._text.text() != "Saved."
    take(window, "Copy what I typed")
    assert QGuiApplication.clipboard().text() == "Mine, typed at the same time"
    assert window.close(), "nothing waits any more"


def test_what_waited_in_vain_is_told_before_the_window_closes(window):
    row = stand_on(window, "A2.4", Column.TITLE)
    with full_disk():
        window.bridge.run(RemoveItems((row.id,)))
        window.plan.edits.set_title(row.id, "Typed while the disk was full")
    assert len(window.bridge.unsaved) == 2
    assert not window.close()
    message = window.messages.message
    assert message.text == "That row is not in the plan any more."
    assert message.hint == "Left out: “Typed while the disk was full”."
    assert [one.text for one in message.offers] == ["Copy what I typed"]
    assert window.close(), "it was told"


def test_the_window_does_not_close_over_it_nor_make_it_unasked(window, plan_file):
    row = stand_on(window, "A2.4", Column.TITLE)
    written_by_a_colleague(plan_file, "Theirs")
    window.plan.edits.set_title(row.id, "Mine")
    assert not window.files.open_path(plan_file), "nor is another plan opened over it"
    assert not window.close()
    message = window.messages.message
    assert message.text == "“Mine” is not saved yet."
    assert [one.text for one in message.offers] == ["Make my change now", "Close without it"]
    assert "Mine" not in titles(plan_file)
    take(window, "Close without it")
    assert not window.isVisible()
    assert "Mine" not in titles(plan_file)


def test_over_another_state_of_the_plan_the_typed_words_can_be_taken_along(window, plan_file):
    older = Path(shutil.copy(plan_file, plan_file.with_name("older")))
    edit(window.bridge.document, "Saved, and then overwritten")
    plan_file.write_bytes(older.read_bytes())
    row = stand_on(window, "A2.4", Column.TITLE)
    typed = "First line of what was typed, long enough to be shortened where it is shown\nSecond"
    window.plan.edits.set_title(row.id, typed)
    message = window.messages.message
    assert "it is an older state or another copy now" in message.text
    assert [one.text for one in message.offers] == ["Copy what I typed"]
    take(window, "Copy what I typed")
    assert QGuiApplication.clipboard().text() == typed
    assert not window.bridge.unsaved, "it could meet other rows there"
    assert window.close()
    assert titles(plan_file) == titles(older)
