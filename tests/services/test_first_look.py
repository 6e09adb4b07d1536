"""What is seen of a plan before it is open is what opening it shows, or nothing at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from plandesk.services.document import Document
from plandesk.services.first_look import first_look
from plandesk.services.ops.edit import SetTitle
from plandesk.services.queries.plan_tree import current_period, plan_rows, plans
from plandesk.store.header import SCHEMA_VERSION


def test_it_is_what_the_open_plan_shows(sample_file):
    seen = first_look(sample_file)
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        assert seen.plan == plans(session)[0]
        assert seen.period == current_period(session)
        assert seen.rows == plan_rows(session, seen.period.id)
    assert len(seen.rows) > 230


def test_it_leaves_the_file_as_it_was_and_open_to_others(sample_file):
    before = sample_file.read_bytes()
    assert first_look(sample_file) is not None
    assert sample_file.read_bytes() == before
    assert [path.name for path in sample_file.parent.iterdir()] == [sample_file.name]
    with Document.open(sample_file) as document:
        assert first_look(sample_file) is not None
        document.run(SetTitle(first_look(sample_file).rows[0].id, "Another title"))


def test_whatever_opening_would_refuse_or_mend_is_not_looked_at(sample_file, tmp_path):
    whole = sample_file.read_bytes()
    empty, text, half, mixed = (tmp_path / name for name in ("empty", "text", "half", "mixed"))
    empty.write_bytes(b"")
    text.write_text("not a plan")
    half.write_bytes(whole)
    half.with_name("half-journal").write_bytes(b"a step that was left half done")
    mixed.write_bytes(whole)
    mixed.with_name("mixed-wal").write_bytes(b"the log of another file")
    cut = tmp_path / "cut"
    cut.write_bytes(whole[: len(whole) // 3])
    newer = tmp_path / "newer"
    newer.write_bytes(whole)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for path in (empty, text, half, mixed, cut, newer, tmp_path, tmp_path / "missing"):
        assert first_look(path) is None, path.name


def test_a_plan_that_somebody_is_writing_is_not_waited_for(sample_file):
    with closing(sqlite3.connect(sample_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert first_look(sample_file) is None


def test_values_that_make_no_sense_are_left_to_the_check(sample_file):
    with closing(sqlite3.connect(sample_file)) as connection:
        connection.execute("UPDATE plan_item SET due_latest = 'soon' WHERE level = 3")
        connection.commit()
    assert first_look(sample_file) is None
