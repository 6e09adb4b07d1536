"""What happens to the plan file behind PlanDesk's back: it is noticed, and said in plain words."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from plandesk.errors import FileMoved, FileProblem, PlanChanged, UserError
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import plan_rows


@pytest.fixture
def plan(tmp_path, sample_file):
    folder = tmp_path / "plans"
    folder.mkdir()
    return shutil.move(sample_file, folder / "plan.plandesk")


def titles(path):
    with Document.open(path, read_only=True) as document, document.read() as session:
        return {row.title for row in plan_rows(session, None)}


def edit(document, title):
    with document.read() as session:
        row = plan_rows(session, None)[0]
    document.run(SetTitle(row.id, title))


def move(plan):
    plan.rename(plan.with_name("elsewhere.plandesk"))


def delete(plan):
    plan.unlink()


def rename_folder(plan):
    plan.parent.rename(plan.parent.with_name("other plans"))


def delete_folder(plan):
    shutil.rmtree(plan.parent)


def replace_by_older(plan):
    older = plan.with_name("older")
    shutil.copy(plan.parent.parent / "older.plandesk", older)
    older.replace(plan)


def replace_by_text(plan):
    text = plan.with_name("text")
    text.write_text("Not a plan at all.\n" * 400)
    text.replace(plan)


def replace_by_folder(plan):
    plan.unlink()
    plan.mkdir()


def overwrite_by_older(plan):
    plan.write_bytes((plan.parent.parent / "older.plandesk").read_bytes())


def overwrite_by_twin(plan):
    """As many steps as the open plan, but others: what a synchronised folder may lay there."""
    plan.write_bytes((plan.parent.parent / "twin.plandesk").read_bytes())


def empty(plan):
    os.truncate(plan, 0)


def edit_elsewhere(plan):
    copy = shutil.copy(plan, plan.parent.parent / "copy.plandesk")
    with Document.open(copy, who="A. Colleague") as other:
        edit(other, "Changed by a colleague")
        edit(other, "And once more")
    plan.write_bytes(copy.read_bytes())


def forget_lock(plan):
    plan.with_name(plan.name + ".lock").unlink()


CASES = {
    move: (FileMoved, "moved or deleted"),
    delete: (FileMoved, "moved or deleted"),
    rename_folder: (FileMoved, "moved or deleted"),
    delete_folder: (FileMoved, "moved or deleted"),
    replace_by_older: (FileMoved, "replaced by another file"),
    replace_by_text: (FileMoved, "replaced by another file"),
    replace_by_folder: (FileMoved, "replaced by another file"),
    overwrite_by_older: (PlanChanged, "changed by another program"),
    overwrite_by_twin: (PlanChanged, "changed by another program"),
    empty: (FileMoved, "emptied by another program"),
    edit_elsewhere: (PlanChanged, "changed by A. Colleague at .*Retitle|changed by A. Colleague"),
}


@pytest.mark.parametrize("happens", CASES, ids=lambda case: case.__name__.replace("_", " "))
def test_what_another_program_does_to_the_file_stops_the_next_edit_in_words(plan, happens, trial):
    trial("moved, replaced, emptied, read only")
    kind, words = CASES[happens]
    with Document.open(plan) as other:
        edit(other, "An older state")
        shutil.copy(plan, plan.parent.parent / "older.plandesk")
    twin = shutil.copy(plan, plan.parent.parent / "twin.plandesk")
    with Document.open(twin) as other:
        edit(other, "What the twin has")
    with Document.open(plan) as document:
        edit(document, "What was saved")
        happens(plan)
        there = [path for path in plan.parent.parent.rglob("*.plandesk") if path.is_file()]
        before = {path: path.read_bytes() for path in there}
        with pytest.raises(kind, match=words) as told:
            edit(document, "What must not be called saved")
        assert told.value.hint
        for path, content in before.items():
            assert path.read_bytes() == content, "nothing was written anywhere"
    for path in before:
        with suppress(UserError):
            assert "What must not be called saved" not in titles(path)


def test_a_lock_file_that_was_deleted_does_not_stop_an_edit(plan):
    with Document.open(plan) as document:
        forget_lock(plan)
        edit(document, "Saved all the same")
    assert "Saved all the same" in titles(plan)


@pytest.fixture
def own_folder(sample_file):
    """A folder of a person who is not root, to whom nothing is read only, with the sample."""
    folder = Path(tempfile.mkdtemp(prefix="plandesk-own-"))
    plan = Path(shutil.copy(sample_file, folder / "plan.plandesk"))
    root = os.geteuid() == 0
    if root:
        for path in (folder, plan):
            os.chown(path, 65534, 65534)
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="folders are protected in another way on Windows")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_plan_made_read_only_keeps_the_edit_out_and_names_the_folder(own_folder, what, trial):
    trial("moved, replaced, emptied, read only")
    plan = own_folder / "plan.plandesk"
    with Document.open(plan) as document:
        edit(document, "Saved")
        if what == "file":
            plan.chmod(0o444)
        else:
            own_folder.chmod(0o555)
        with pytest.raises(FileProblem, match=str(own_folder)):
            edit(document, "Not saved")
        own_folder.chmod(0o755)
    assert "Not saved" not in titles(plan)
