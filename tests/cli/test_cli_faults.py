"""How a command ends when PlanDesk itself is at fault, and what its versions are."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from plandesk.cli import plan
from plandesk.services.logs import log_folder
from plandesk.store.engine import writing_engine

MARK = "Zanzibarquokka"


def test_a_fault_ends_with_70_and_says_where_its_report_is(cli, sample_file, monkeypatch):
    def broken(_session):
        raise RuntimeError(f"about {MARK}")

    monkeypatch.setattr(plan, "file_info", broken)  # no command of ours has a fault to offer
    assert cli("info", sample_file) == 70
    assert MARK not in cli.err
    report = Path(cli.err.rsplit(" written to ", 1)[1].strip().rstrip("."))
    assert "RuntimeError" in report.read_text("utf-8")
    assert MARK not in report.read_text("utf-8")
    assert cli("info", sample_file, "--json") == 70
    assert json.loads(cli.out)["error"]["code"] == 70
    assert "Traceback" not in cli.out + cli.err


def test_the_log_names_the_command_and_not_what_it_was_given(cli, sample_file):
    assert cli("set", sample_file, "A1.1", f"title={MARK}") == 0
    assert cli("show", sample_file, MARK) != 0
    said = "".join(path.read_text("utf-8") for path in log_folder().iterdir())
    assert "command handler=plandesk.cli.plan:_set code=0" in said
    assert "command refused handler=plandesk.cli.plan:_show code=" in said
    assert MARK not in said
    assert sample_file.name not in said


def test_what_a_failed_statement_held_is_not_in_its_message(sample_file):
    engine = writing_engine(sample_file)
    statement = text("insert into stored_file(hash, name) values (:hash, :name)")
    with pytest.raises(IntegrityError, match="parameters hidden") as caught, engine.begin() as rows:
        rows.execute(statement, {"hash": "1", "name": MARK})
    engine.dispose()
    assert MARK not in str(caught.value)


def test_the_versions_are_said_as_json(cli):
    versions = cli.json("--version")["versions"]
    assert versions["sqlite"] == sqlite3.sqlite_version
    assert int(versions["reportlab"].split(".")[0]) >= 5
    assert versions["defusedxml"]
