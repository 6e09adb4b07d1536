"""The log tells what was done and what failed, and never a word of a plan."""

from __future__ import annotations

import logging
import os
import stat
from typing import Any

import pytest

from plandesk.excel.returns.schema import Severity
from plandesk.services import logs
from plandesk.services.fault import fault_text, write_fault_report
from plandesk.services.logs import Address, log_folder, note, note_failure, note_findings
from plandesk.services.ops.plan_settings import SetPlanSetting
from plandesk.services.queries.plan_tree import plans

MARK = "Zanzibarquokka"


def logged() -> str:
    return "".join(path.read_text("utf-8") for path in sorted(log_folder().glob("*")))


def test_a_step_is_noted_by_its_kind_and_size(sample):
    with sample.read() as session:
        plan = plans(session)[0]
    sample.run(SetPlanSetting(plan.id, "footer", MARK))
    sample.undo()
    assert "step op=SetPlanSetting rows=1" in logged()
    assert "step replayed rows=1" in logged()
    assert MARK not in logged()


def test_text_has_no_way_into_a_line():
    text: Any = MARK
    note("tried", one=Address(MARK), two=Address("H5"), three=text, four=Severity.ERROR)
    note_findings("return", [("error", "no-rating", "G6:G8"), (MARK, f"x {MARK}", MARK)])
    note_failure("failed", KeyError(MARK), code=3)
    said = logged()
    assert MARK not in said
    assert "tried one=? two=H5 three=? four=ERROR" in said
    assert "return error no-rating G6:G8" in said
    assert "kind=KeyError" in said


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_this_person_may_read_the_log():
    before = os.umask(0)
    try:
        note("started")
    finally:
        os.umask(before)
    (path,) = log_folder().iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_never_grows_beyond_five_files_of_a_megabyte(monkeypatch):
    monkeypatch.setattr(logs, "BYTES", 2_000)
    for number in range(400):
        note("line", number=number)
    files = sorted(log_folder().iterdir())
    assert len(files) == logs.FILES == 5
    assert max(path.stat().st_size for path in files) <= 2_000
    assert "number=399" in logged()
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_work_goes_on_where_nothing_can_be_logged(tmp_path, monkeypatch, capfd):
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("PLANDESK_DATA", str(tmp_path / "a file"))
    note("started")
    assert capfd.readouterr() == ("", "")
    assert logging.raiseExceptions  # ours alone is silent


def test_a_report_names_places_and_kinds_along_the_whole_chain():
    def inner():
        raise ValueError(f'{MARK}\n{MARK}: line two\n  File "{MARK}", line 3, in {MARK}')

    try:
        try:
            inner()
        except ValueError as error:
            raise LookupError(MARK) from error
    except LookupError as error:
        text, path = fault_text(error), write_fault_report(error)
    assert MARK not in text
    assert "LookupError at" in text
    assert "because of ValueError at" in text
    assert "inner" in text
    assert "SQLite" in text
    assert path.read_text("utf-8") == text
    assert path.is_relative_to(log_folder().parent)
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "fault kind=LookupError" in logged()
    assert MARK not in logged()


def test_reports_of_faults_do_not_pile_up():
    folder = log_folder().parent / "reports"
    folder.mkdir(parents=True)
    for number in range(40):
        (folder / f"report-20200101-{number:06}-1.txt").write_text("old")
    path = write_fault_report(KeyError())
    assert path.exists()
    assert len(list(folder.iterdir())) == 20
