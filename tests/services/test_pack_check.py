"""Whether a plan still holds what a printed pack showed."""

import contextlib
import sqlite3

import pikepdf
import pytest

from plandesk.errors import UserError
from plandesk.reports.enclosure import attach_plan, plan_in
from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.packs.building import BuildWish, build_pack
from plandesk.services.packs.keeping import keep_build
from plandesk.services.packs.still_holds import check_pack
from plandesk.services.queries.packs.agendas import packs
from plandesk.services.queries.plan_tree import plan_rows


@pytest.fixture
def built(sample, tmp_path):
    """The sample with a pack built and kept of it: the full and the public version."""
    with sample.read() as session:
        name = packs(session)[0].title
    build = build_pack(sample, name, BuildWish(tmp_path))
    keep_build(sample, build)
    return {result.kind: result.path for result in build.results}


def check(document, path):
    with document.read() as session:
        return check_pack(session, path)


def edit(document, title):
    with document.read() as session:
        row = next(row for row in plan_rows(session, None) if row.level == 3)
    document.run(SetTitle(row.id, title))


def tamper(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()


@pytest.mark.parametrize("kind", ["full", "public"])
def test_the_plan_holds_what_its_pack_showed_also_after_later_edits(sample, built, kind):
    edit(sample, "Changed after the board")
    found = check(sample, built[kind])
    assert found.holds
    assert found.built == built[kind].name
    assert found.plan_inside is True
    assert found.steps_since >= 2
    assert [change.after for change in found.since] == ["Changed after the board"]


def test_a_changed_plan_inside_is_noticed(sample, built, tmp_path):
    forged = tmp_path / "forged.pdf"
    said = plan_in(built["full"])
    with sample.read() as session:
        title = next(row for row in plan_rows(session, None) if row.level == 3).title
    assert title.encode() in said
    with pikepdf.open(built["full"]) as pdf:
        attach_plan(pdf, said.replace(title.encode(), b"What was never said"), "plan.json")
        pdf.save(forged)
    found = check(sample, forged)
    assert found.built == ""
    assert found.plan_inside is False
    assert not found.holds


def test_a_record_that_was_changed_before_the_pack_does_not_hold_it(sample, built):
    tamper(sample.path, "UPDATE change_set SET who = 'Nobody' WHERE id = 1")
    found = check(sample, built["full"])
    assert found.altered_from == 1
    assert not found.holds


def test_a_pack_of_another_plan_is_not_known(built, tmp_path):
    from plandesk.services.new_plan import new_from_preset

    other = tmp_path / "other.plandesk"
    new_from_preset(other, "improvement-plan")
    with Document.open(other) as document:
        found = check(document, built["public"])
    assert found.step is None
    assert not found.holds


def test_a_pdf_without_a_code_is_refused_in_words(sample, tmp_path):
    path = tmp_path / "letter.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    with pytest.raises(UserError, match="bear no plan history"):
        check(sample, path)
    path.write_bytes(b"no PDF at all")
    with pytest.raises(UserError, match="no PDF"):
        check(sample, path)
    with pytest.raises(UserError, match="does not exist"):
        check(sample, tmp_path / "absent.pdf")


def test_the_command_says_so_and_its_status_too(cli, sample, built):
    sample.close()
    said = cli.json("check", sample.path, "--pack", built["public"])
    assert (cli.code, said["pack"]["holds"]) == (0, True)
    assert cli("check", sample.path, "--pack", built["full"]) == 0
    assert "still holds what the pack showed" in cli.out
    tamper(sample.path, "UPDATE change_set SET who = 'Nobody' WHERE id = 1")
    assert cli("check", sample.path, "--pack", built["full"]) == 1
    assert "does not hold what the pack showed" in cli.out
