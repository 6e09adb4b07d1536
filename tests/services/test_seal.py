import random
import sqlite3

import pytest

from plandesk.services.document import Document
from plandesk.services.ops.edit import SetTitle
from plandesk.services.ops.structure import RemoveItems
from plandesk.services.queries.detail import find_ref
from plandesk.services.seal import damaged_rows, seal_holds


def holds(document):
    with document.read() as session:
        return seal_holds(session.connection())


def meddle(path, sql, *values):
    connection = sqlite3.connect(path)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def test_the_seal_holds_through_edits_undo_and_redo(sample):
    with sample.read() as session:
        action, project = find_ref(session, "A1.1"), find_ref(session, "B2")
    assert holds(sample)
    sample.run(SetTitle(action, "Another title"))
    sample.run(RemoveItems((project,)))
    assert holds(sample)
    sample.undo()
    sample.undo()
    assert holds(sample)
    sample.redo()
    assert holds(sample)


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ("UPDATE plan_item SET title = title || '.' WHERE ref = 'A1.7'", "plan_item"),
        ("UPDATE item_update SET rating = 'red' WHERE id = 7", "item_update"),
        ("DELETE FROM evidence WHERE id = 3", "evidence"),
        (
            "INSERT INTO person (uid, name, kind, email, phone, post) "
            "VALUES ('x', 'y', 'z', '', '', '')",
            "person",
        ),
    ],
)
def test_a_change_behind_its_back_breaks_the_seal_and_the_row_is_named(sample_file, sql, table):
    meddle(sample_file, sql)
    with Document.open(sample_file, read_only=True) as document, document.read() as session:
        assert not seal_holds(session.connection())
        rows = damaged_rows(session.connection())
        assert len(rows) == 1, rows[:4]
        (row,) = rows
        assert row.table == table
        if table == "plan_item":
            assert (row.ref, row.fields) == ("A1.7", ("title",))


def test_most_flipped_bits_in_content_are_noticed(sample_file):
    content = sample_file.read_bytes()
    dice = random.Random(7)
    noticed = changed = 0
    with Document.open(sample_file, read_only=True) as document:
        clean = _content(document)
    for _ in range(60):
        damaged = bytearray(content)
        place = dice.randrange(4096, len(content))
        damaged[place] ^= 1 << dice.randrange(8)
        sample_file.write_bytes(damaged)
        verdict = _open_and_compare(sample_file, clean)
        if verdict is not None:
            changed += 1
            noticed += verdict
    assert changed > 5
    assert noticed == changed


def _open_and_compare(path, clean):
    """True: noticed; False: changed without notice; None: nothing that is read was changed."""
    try:
        with Document.open(path, read_only=True) as document:
            same = _content(document) == clean
            if same:
                return None
            return not holds(document)
    except Exception:  # noqa: BLE001 - SQLite may say it in many ways
        return True


def _content(document):
    from sqlalchemy import select

    from plandesk.services.seal import _sealed_tables

    with document.read() as session:
        return {
            table.name: session.connection().execute(select(table)).fetchall()
            for table in _sealed_tables()
        }
