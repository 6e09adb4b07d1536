"""Plan files as they come back from sticks, clouds and other programs: each fault of the manifest.

The files of the manifest have tables of their own, so the same faults are made in our plans too.
"""

import contextlib
import hashlib
import json
import sqlite3

import pytest

from plandesk.errors import UserError
from plandesk.services.copies.rescue import check_file
from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import plan_rows

PAGE = 4096


def sql(*statements):
    """Say a fault in SQL, as another program would do it."""

    def spoil(path):
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for statement in statements:
                connection.execute(statement)

    return spoil


def bytes_at(start, data):
    def spoil(path):
        content = bytearray(path.read_bytes())
        at = start if isinstance(start, int) else content.index(start)
        content[at : at + len(data)] = data
        path.write_bytes(content)

    return spoil


def another_wal(path):
    """Lay the log of another database beside it, as a synced folder may."""
    other = path.with_name("other")
    with contextlib.closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE plan_item (id INTEGER PRIMARY KEY, title TEXT)")
        connection.execute("INSERT INTO plan_item VALUES (1, 'of another file')")
        log = other.with_name("other-wal").read_bytes()
    path.with_name(path.name + "-wal").write_bytes(log)


TITLE = "Set out how services will be grouped"
REFUSED = {
    "empty": (lambda path: path.write_bytes(b""), "empty"),
    "text": (lambda path: path.write_bytes(b"To whom it may concern. " * 250), "not a PlanDesk"),
    "header zeroed": (bytes_at(0, bytes(100)), "damaged"),
    "no application id": (sql("PRAGMA application_id = 0"), "not a PlanDesk"),
    "newer": (sql("PRAGMA user_version = 99"), "newer|last saved by"),
    "trigger": (
        sql(
            "CREATE TRIGGER blank AFTER UPDATE ON item_update BEGIN "
            "UPDATE item_update SET progress = ''; END"
        ),
        "trigger",
    ),
    "half migrated": (sql("CREATE TABLE _alembic_tmp_plan_item (id INTEGER)"), "_alembic_tmp"),
}
NOTICED = {
    "lost blocks": (bytes_at(20 * PAGE, bytes(2 * PAGE)), ""),
    "silent flip": (bytes_at(TITLE.encode(), b"R"), ""),
    "altered title": (sql("UPDATE plan_item SET title = 'Other' WHERE ref = 'A2.1'"), "A2.1"),
    "history edited": (
        sql("UPDATE change_set SET who = 'Nobody' WHERE id = (SELECT max(id) FROM change_set)"),
        "altered from entry",
    ),
    "cycle": (
        sql(
            "UPDATE plan_item SET parent_id = (SELECT id FROM plan_item WHERE ref = 'A2') "
            "WHERE ref = 'A'"
        ),
        "A does not say",
    ),
    "no such rating": (
        sql("UPDATE item_update SET rating = 'mauve' WHERE id = (SELECT min(id) FROM item_update)"),
        "item_update",
    ),
}
ACCEPTED = {
    "nothing": sql(),
    "large pages": sql("PRAGMA page_size = 65536", "VACUUM"),
    "much free space": sql(
        "CREATE TABLE spare (text)",
        "INSERT INTO spare SELECT hex(randomblob(900)) FROM plan_item, period LIMIT 3000",
        "DROP TABLE spare",
    ),
}


def fingerprint(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("fault", REFUSED)
def test_it_is_refused_in_words_and_never_written_to(sample_file, fault):
    spoil, words = REFUSED[fault]
    spoil(sample_file)
    before = fingerprint(sample_file)
    with pytest.raises(UserError, match=words) as refusal:
        Document.open(sample_file)
    assert refusal.value.hint
    assert fingerprint(sample_file) == before


@pytest.mark.parametrize("fault", NOTICED)
def test_it_is_noticed_and_the_place_is_named(sample_file, fault):
    spoil, words = NOTICED[fault]
    spoil(sample_file)
    before = fingerprint(sample_file)
    try:
        with Document.open(sample_file, read_only=True) as document:
            said = check_file(document)
            if not fault.startswith("lost"):
                with document.read() as session:
                    assert len(plan_rows(session, None)) > 200
    except UserError as problem:
        said = [str(problem)]
    assert any(words in each for each in said), said
    assert fingerprint(sample_file) == before


@pytest.mark.parametrize("state", ACCEPTED)
def test_what_is_only_unusual_opens_and_is_sound(sample_file, state):
    ACCEPTED[state](sample_file)
    with Document.open(sample_file) as document:
        assert check_file(document) == []


@pytest.mark.parametrize("read_only", [True, False])
def test_the_log_of_another_database_is_never_mixed_in(sample_file, read_only):
    another_wal(sample_file)
    before = fingerprint(sample_file)
    ending = "-wal" if read_only else "-wal set aside"
    log = sample_file.with_name(f"{sample_file.name}{ending}")
    with Document.open(sample_file, read_only=read_only) as document:
        assert document.foreign_log == log
        assert check_file(document) == []
        with document.read() as session:
            assert "of another file" not in {row.title for row in plan_rows(session, None)}
    assert fingerprint(sample_file) == before
    assert log.stat().st_size > 0


def test_the_command_tells_once_of_a_log_that_it_set_aside(sample_file, cli):
    another_wal(sample_file)
    said = "sample.plandesk-wal beside sample.plandesk is of another file. It was not read."
    assert cli("info", sample_file) == 0
    assert cli.err == f"{said}\n"
    assert "of another file" not in cli.out
    assert cli("set", sample_file, "A1.1", "title=Another title") == 0
    assert cli.err == f"{said} It is now sample.plandesk-wal set aside.\n"
    assert cli("info", sample_file) == 0
    assert cli.err == ""


def test_no_file_of_the_manifest_is_opened_or_written_to(shared_data, tmp_path, trial):
    rows = json.loads((shared_data / "badfiles" / "manifest.json").read_text("utf-8"))
    names = [row["file"] for row in rows if row["family"] == "sqlite"]
    assert len(names) > 15
    for name in names:
        path = tmp_path / f"{name}desk"
        path.write_bytes((shared_data / "badfiles" / name).read_bytes())
        before = fingerprint(path)
        with pytest.raises(UserError):
            Document.open(path)
        assert fingerprint(path) == before, name
        trial("plan of the faulty set")
