"""A plan on a server: two people change it at the same time, and neither loses anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from plandesk.errors import FileProblem, PlanChanged, UsageError, UserError
from plandesk.services.copies.between import copy_between
from plandesk.services.copies.rescue import check_file
from plandesk.services.document import Document
from plandesk.services.export import export_json
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.ratings import SetRating
from plandesk.services.ops.structure import AddItem
from plandesk.services.queries.detail import item_detail
from plandesk.services.queries.plan_tree import current_period, plan_rows


@pytest.fixture
def ann(shared):
    with Document.open(shared, who="Ann") as document:
        yield document


@pytest.fixture
def bob(shared):
    with Document.open(shared, who="Bob") as document:
        yield document


def item(document, ref):
    with document.read() as session:
        return next(row.id for row in plan_rows(session, None) if row.ref == ref)


def title(document, ref):
    with document.read() as session:
        return next(row.title for row in plan_rows(session, None) if row.ref == ref)


def test_a_plan_goes_to_a_server_and_back_with_all_its_history(sample_file, shared, tmp_path):
    back = tmp_path / "back.plandesk"
    told = copy_between(shared, back)
    assert told.items > 400
    for name, place in (("was", sample_file), ("is", back)):
        with Document.open(place, read_only=True) as document, document.read() as session:
            assert not check_file(document)
            export_json(session, tmp_path / f"{name}.json")
    assert (tmp_path / "is.json").read_bytes() == (tmp_path / "was.json").read_bytes()


def test_nothing_is_copied_over_a_plan_that_is_there(sample_file, shared):
    with pytest.raises(UsageError, match="holds a plan already"):
        copy_between(sample_file, shared)


def test_what_two_people_change_in_different_rows_holds_for_both(ann, bob):
    heard = []
    bob.listen(lambda step, _: heard.append((step.title, step.reload)))
    ann.run(SetTitle(item(ann, "A2.4"), "By Ann"))
    bob.run(SetTitle(item(bob, "A2.5"), "By Bob"))
    assert heard == [("Change title of A2.5", True)], "what Ann did has to be read as well"
    assert (title(ann, "A2.4"), title(ann, "A2.5")) == ("By Ann", "By Bob")
    assert not check_file(ann)


def test_the_second_of_two_changes_to_one_row_is_refused_in_words(ann, bob):
    row = item(ann, "A2.4")
    ann.run(SetTitle(row, "By Ann"))
    with pytest.raises(PlanChanged, match=r"A2\.4 was changed by Ann at .* at the same time"):
        bob.run(SetTitle(row, "By Bob"))
    assert title(bob, "A2.4") == "By Ann"
    bob.run(SetTitle(row, "By Bob, who has seen it"))
    assert title(ann, "A2.4") == "By Bob, who has seen it"


def test_looking_again_reads_what_others_did_and_is_no_trouble(ann, bob):
    heard = []
    bob.listen(lambda step, _: heard.append(step.reload))
    bob.look_again()
    assert not heard
    ann.run(SetTitle(item(ann, "A2.4"), "By Ann"))
    bob.look_again()
    assert heard == [True]


def test_only_ones_own_steps_are_undone_and_only_where_nobody_went_on(ann, bob):
    first, second = item(ann, "A2.4"), item(ann, "A2.5")
    before = title(ann, "A2.5")
    ann.run(SetTitle(second, "By Ann"))
    ann.run(SetTitle(first, "By Ann"))
    bob.look_again()
    bob.run(SetTitle(first, "By Bob"))
    with pytest.raises(PlanChanged, match=r"A2\.4 was changed by Bob"):
        ann.undo()
    ann.undo()
    assert (title(bob, "A2.4"), title(bob, "A2.5")) == ("By Bob", before)
    ann.redo()
    assert title(bob, "A2.5") == "By Ann"
    assert not check_file(bob)


def test_new_rows_of_two_people_get_ids_of_their_own(ann, bob):
    parent = item(ann, "A2")
    for document, words in ((ann, "From Ann"), (bob, "From Bob")):
        document.look_again()
        document.run(AddItem(1, parent, words))
    with ann.read() as session:
        rows = [row for row in plan_rows(session, None) if row.title.startswith("From ")]
    assert {row.title for row in rows} == {"From Ann", "From Bob"}
    assert len({row.id for row in rows}) == 2


def test_a_backup_of_it_is_a_plan_file_here(ann, tmp_path):
    ann.run(SetTitle(item(ann, "A2.4"), "By Ann"))
    kept = ann.backup("by hand")
    assert tmp_path in kept.parents
    with Document.open(kept, read_only=True) as copy:
        assert not check_file(copy)
        assert title(copy, "A2.4") == "By Ann"


def test_a_writer_who_dies_in_the_middle_leaves_nothing_and_holds_up_nobody(shared, ann):
    before = title(ann, "A2.4")
    child = (
        "import os, sys\n"
        "from plandesk.services.document import Document\n"
        "from plandesk.services.ops.edit import SetTitle\n"
        "from plandesk.store.server import server_address\n"
        "class Dying(SetTitle):\n"
        "    def apply(self, session):\n"
        "        super().apply(session)\n"
        "        session.flush()\n"
        "        os._exit(9)\n"
        "Document.open(server_address(sys.argv[1])).run(Dying(int(sys.argv[2]), 'Half'))\n"
    )
    words = [sys.executable, "-c", child, shared.url.render_as_string(), str(item(ann, "A2.4"))]
    assert subprocess.run(words, check=False).returncode == 9
    assert title(ann, "A2.4") == before
    ann.run(SetTitle(item(ann, "A2.4"), "By Ann"))
    assert not check_file(ann)


def test_three_programs_writing_at_once_lose_nothing(shared, ann):
    child = (
        "import sys\n"
        "from plandesk.services.document import Document\n"
        "from plandesk.services.ops.structure import AddItem\n"
        "from plandesk.store.server import server_address\n"
        "with Document.open(server_address(sys.argv[1]), who=sys.argv[3]) as document:\n"
        "    for number in range(12):\n"
        "        document.run(AddItem(1, int(sys.argv[2]), f'{sys.argv[3]} {number}'))\n"
    )
    address = shared.url.render_as_string()
    writers = [
        subprocess.Popen([sys.executable, "-c", child, address, str(item(ann, ref)), who])
        for ref, who in (("A2", "Bob"), ("A4", "Cy"), ("B1", "Di"))
    ]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    with ann.read() as session:
        titles = {row.title for row in plan_rows(session, None)}
    assert {f"{who} {number}" for who in ("Bob", "Cy", "Di") for number in range(12)} <= titles
    assert not check_file(ann)


def test_a_server_that_goes_away_is_told_in_words_and_what_was_done_is_there_after(server, ann):
    row = item(ann, "A2.4")
    ann.run(SetTitle(row, "Before"))
    server.stop("immediate")
    try:
        with pytest.raises(FileProblem, match="cannot be reached"):
            ann.run(SetTitle(row, "After"))
    finally:
        server.start()
    assert title(ann, "A2.4") == "Before"
    ann.run(SetTitle(row, "After"))
    assert title(ann, "A2.4") == "After"
    assert not check_file(ann)


def test_commands_take_an_address_in_place_of_a_file(cli, shared):
    address = shared.url.set(drivername="postgresql").render_as_string(hide_password=False)
    assert cli("set", address, "A2.4", "title=By command") == 0
    assert cli("show", address, "A2.4") == 0
    assert "By command" in cli.out
    assert cli("check", address) in (0, 1)
    assert cli("restore", address, "--from", "x") == 2
    assert "is on a server, and this needs a plan file" in cli.err


def test_ratings_go_through_the_same_rules(ann, bob):
    with ann.read() as session:
        period = current_period(session)
    ann.run(SetRating((item(ann, "A2.4"),), period.id, "amber"))
    with bob.read() as session:
        rated = item_detail(session, item(bob, "A2.4")).updates
    assert any(each.rating == "amber" for each in rated)
    with pytest.raises(UserError, match="Blue"):
        bob.run(SetRating((item(bob, "A2.4"),), period.id, "blue"))
