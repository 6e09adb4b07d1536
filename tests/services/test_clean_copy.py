"""A copy to give away holds the plan as it stands, and not a byte of what was left out."""

import pytest

from plandesk.errors import NoRoom, UsageError
from plandesk.services.copies.clean_copy import give_copy
from plandesk.services.copies.file_check import file_problems
from plandesk.services.copies.kept_copies import about_copy
from plandesk.services.document import Document
from plandesk.services.ops.detail import AddComment, AddEvidence, AttachedFile, EvidenceText
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.packs import AddPack, AddPackEntry, StorePaper
from plandesk.services.ops.periods import ClosePeriod
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.agendas import packs
from plandesk.services.queries.plan_tree import current_period, plan_rows

MARKERS = (b"ZEBRAWORD", b"OTTERWORD", b"HERONWORD", b"LYNXWORD", b"Mallard-Officer")


def rows(document):
    with document.read() as session:
        return {row.ref or row.title: row for row in plan_rows(session, None)}


@pytest.fixture
def used(sample_file):
    """The sample after a removed word, a removed row, an exempt paper, and a closed period."""
    with Document.open(sample_file, who="Mallard-Officer") as document:
        action = rows(document)["A2.3"]
        document.run(SetTitle(action.id, "About ZEBRAWORD, which nobody may read"))
        with document.read() as session:
            period = current_period(session)
        document.run(ClosePeriod(period.id, accept="Agreed"))
        document.run(SetTitle(action.id, "The senior structure"))
        gone = rows(document)["A2.4"]
        document.run(AddComment(gone.id, "OTTERWORD was said", "someone", document.now))
        document.run(RemoveItems((gone.id,)))
        kept = AttachedFile("minutes.txt", b"Minutes that stay. " * 300)
        document.run(AddEvidence(action.id, EvidenceText("Minutes"), file=kept))
        paper = StorePaper("exempt.pdf", b"HERONWORD " * 3000)
        document.run(paper)
        document.run(AddPack(action.plan_id, "Board pack", entries=()))
        with document.read() as session:
            pack = next(one for one in packs(session) if one.title == "Board pack")
        exempt = EntrySpec(
            kind=EntryKind.PAPER,
            title="LYNXWORD",
            file_hash=paper.hash,
            exempt_paragraph="3",
            exempt_reason="Names a person",
        )
        document.run(AddPackEntry(pack.id, exempt))
        document.run(AddPackEntry(pack.id, EntrySpec(kind=EntryKind.NOTE, title="An open note")))
        yield document


def test_no_byte_of_what_was_left_out_is_in_the_copy(used, tmp_path):
    there = used.path.read_bytes()
    assert all(marker in there for marker in MARKERS), "the plan itself holds them all"
    given = give_copy(used, tmp_path / "to give.plandesk")
    content = given.path.read_bytes()
    assert [marker for marker in MARKERS if marker in content] == []
    assert b"Minutes that stay." in content
    assert given.steps > 5
    assert (given.exempt, given.files) == (1, 1)
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".clean", ".part")]


def test_the_copy_is_the_plan_as_it_stands_and_goes_on_living(used, tmp_path):
    given = give_copy(used, tmp_path / "to give.plandesk")
    about = about_copy(used, given.path)
    assert about.problems == ()
    assert about.changes == ()
    assert about.then.items == about.now.items
    with Document.open(given.path) as copy:
        assert rows(copy)["A2.3"].title == "The senior structure"
        copy.run(SetTitle(rows(copy)["A2.3"].id, "Changed by the receiver"))
        copy.undo()
        with copy.read() as session:
            assert file_problems(session) == []


def test_the_plan_itself_is_not_changed_by_giving_a_copy(used, tmp_path):
    before = used.path.read_bytes()
    give_copy(used, tmp_path / "to give.plandesk")
    assert used.path.read_bytes() == before


def test_the_command_gives_a_copy_and_refuses_to_overwrite(cli, sample_file, tmp_path):
    target = tmp_path / "given.plandesk"
    said = cli.json("backup", sample_file, "--to", target, "--clean")
    assert (cli.code, said["clean"]) == (0, True)
    assert said["left_out"]["steps"] >= 1
    assert cli("backup", sample_file, "--to", target, "--clean") == UsageError.code
    assert cli("backup", sample_file, "--clean") == UsageError.code
    assert "--to" in cli.err


def test_a_full_disk_leaves_no_copy(used, tmp_path, monkeypatch):
    import shutil

    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5))
    with pytest.raises(NoRoom):
        give_copy(used, tmp_path / "to give.plandesk")
    assert not list(tmp_path.glob("to give*"))
