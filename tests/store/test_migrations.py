import contextlib
import hashlib
import sqlite3
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from plandesk.errors import FileProblem
from plandesk.models.tables import metadata
from plandesk.store import file as plan_file
from plandesk.store.backup import list_backups
from plandesk.store.engine import writing_engine
from plandesk.store.file import APPLICATION_ID, SCHEMA_VERSION, create_plan_file, open_plan_file
from plandesk.store.migrations.runner import migrate, steps


def schema(path):
    """Every table with its columns and indexes, whatever order they were written in."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        tables = {}
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
            indexes = connection.execute(f"PRAGMA index_list({name})").fetchall()
            keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
            tables[name] = (
                sorted(column[1:] for column in columns),
                sorted((i[2], _columns(connection, i[1])) for i in indexes),
                sorted(key[2:5] for key in keys),
            )
        return tables


def _columns(connection, index):
    return tuple(row[2] for row in connection.execute(f"PRAGMA index_info('{index}')"))


def old_file(path, version=0):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        connection.commit()


def test_there_is_a_step_to_every_version():
    assert list(steps()) == list(range(1, SCHEMA_VERSION + 1))


def test_the_steps_make_the_same_tables_as_the_models(tmp_path):
    stepped, made = tmp_path / "stepped.plandesk", tmp_path / "made.plandesk"
    old_file(stepped)
    engine = writing_engine(stepped)
    with engine.begin() as connection:
        migrate(connection, 0)
    engine.dispose()
    create_plan_file(made).close()
    assert len(schema(made)) == len(metadata.tables) > 15
    assert schema(stepped) == schema(made)


def test_an_older_file_is_brought_up_to_date_when_it_is_opened(tmp_path):
    path = tmp_path / "old.plandesk"
    old_file(path)
    opened = open_plan_file(path)
    opened.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
    (kept,) = list_backups(path)
    assert kept.reason == "before update from version 0"


def test_an_older_file_is_not_updated_by_reading_it(tmp_path):
    path = tmp_path / "old.plandesk"
    old_file(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(FileProblem, match="older PlanDesk"):
        open_plan_file(path, read_only=True)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_step_that_fails_leaves_the_file_as_it_was_and_can_be_tried_again(tmp_path, monkeypatch):
    path = tmp_path / "old.plandesk"
    old_file(path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE person (id INTEGER)")  # in the way of the step
        connection.commit()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    for _ in range(2):
        with pytest.raises(Exception, match="person already exists"):
            open_plan_file(path)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == before
        assert not list(tmp_path.glob("*.update*"))
        assert not list(tmp_path.glob("*.lock"))


def test_the_kept_tables_are_those_of_the_models():
    """Before a release: run packaging/freeze_schema.py. After one: write the next step."""
    place = Path(plan_file.__file__).parents[2] / "packaging" / "freeze_schema.py"
    spec = spec_from_file_location("freeze_schema", place)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    if SCHEMA_VERSION == 1:
        assert module.FIRST.read_text(encoding="utf-8") == module.first_tables()
