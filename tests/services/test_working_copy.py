"""A plan in a shared folder is worked on as a copy on this computer and published at the end."""

import shutil

import pytest

from plandesk.errors import FileLocked, PlanChanged
from plandesk.services.copies.working_copy import take_copy, unpublished
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import plan_rows
from plandesk.store.backup import list_backups


def edit(path, title):
    with Document.open(path) as document:
        with document.read() as session:
            row = plan_rows(session, None)[0]
        document.run(SetTitle(row.id, title))


def titles(path):
    with Document.open(path, read_only=True) as document, document.read() as session:
        return {row.title for row in plan_rows(session, None)}


def publish(copy):
    with Document.open(copy.path) as document:
        return copy.publish(document)


def test_it_is_published_with_a_backup_and_then_goes(sample_file):
    copy = take_copy(sample_file)
    with pytest.raises(FileLocked):
        Document.open(sample_file)
    edit(copy.path, "Written on the train")
    assert "Written on the train" not in titles(sample_file)
    assert publish(copy)
    assert "Written on the train" in titles(sample_file)
    assert [one.reason for one in list_backups(sample_file)] == ["before publishing"]
    assert not publish(copy), "nothing new"
    copy.let_go()
    assert not copy.path.exists()
    with Document.open(sample_file) as document:
        assert not document.was_left_open


def test_what_was_never_published_is_found_and_taken_up_again(sample_file):
    copy = take_copy(sample_file)
    edit(copy.path, "Not published")
    copy.let_go()
    assert copy.path.exists()
    left = unpublished(sample_file)
    assert left is not None
    again = take_copy(sample_file)
    assert "Not published" in titles(again.path)
    assert publish(again)
    again.let_go()
    assert unpublished(sample_file) is None
    assert "Not published" in titles(sample_file)


def test_a_copy_that_cannot_be_read_is_neither_thrown_away_nor_written_over(sample_file):
    copy = take_copy(sample_file)
    edit(copy.path, "Not published")
    whole = copy.path.read_bytes()
    copy.path.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    broken = copy.path.read_bytes()
    copy.let_go()
    assert copy.path.read_bytes() == broken
    again = take_copy(sample_file)
    assert again.path == copy.path
    assert copy.path.read_bytes() == broken, "a backup may still mend it"
    again.let_go()
    copy.path.write_bytes(whole)
    assert "Not published" in titles(copy.path)


def test_an_original_that_somebody_changed_meanwhile_is_never_overwritten(sample_file, tmp_path):
    copy = take_copy(sample_file)
    theirs = shutil.copy(sample_file, tmp_path / "theirs.plandesk")
    edit(theirs, "Theirs")
    sample_file.write_bytes(theirs.read_bytes())
    edit(copy.path, "Mine")
    with pytest.raises(PlanChanged, match="changed by somebody else"):
        publish(copy)
    assert "Theirs" in titles(sample_file)
    assert "Mine" in titles(copy.path)
    copy.let_go()


def test_after_a_merge_of_what_they_did_it_can_be_published(sample_file, tmp_path):
    from plandesk.services.copies.merge import prepare_merge

    copy = take_copy(sample_file)
    theirs = shutil.copy(sample_file, tmp_path / "theirs.plandesk")
    edit(theirs, "Theirs")
    sample_file.write_bytes(theirs.read_bytes())
    with Document.open(copy.path) as document:
        preview = prepare_merge(document, sample_file)
        document.run(preview.op, source=preview.source)
        assert copy.publish(document)
    assert "Theirs" in titles(sample_file)
    copy.let_go()
