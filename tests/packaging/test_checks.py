"""The test command says what failed, and fails with it."""

from __future__ import annotations

import sys

import pytest
from checks import Check, chooses_workers, passed, pytest_command, quick_checks, run_benchmarks
from environment import Environment
from trouble import Trouble


@pytest.fixture
def environment(tmp_path) -> Environment:
    """An environment that is only a name."""
    return Environment(tmp_path)


def test_a_check_that_passes_is_one_quiet_line(tmp_path, capsys):
    assert passed(Check("sums", (sys.executable, "-c", "print('noise')")), tmp_path)
    said = capsys.readouterr().out
    assert said.startswith("  sums ")
    assert " ok " in said
    assert "noise" not in said


def test_a_check_that_fails_shows_its_reasons(tmp_path, capsys):
    assert not passed(Check("sums", (sys.executable, "-c", "exit('one is not two')")), tmp_path)
    said = capsys.readouterr().out
    assert "FAILED" in said
    assert "    one is not two" in said


def test_style_types_and_import_rules_come_before_the_tests(environment):
    commands = [" ".join(check.command) for check in quick_checks(environment)]
    for tool in ("ruff check", "ruff format --check", "pyright", "lint-imports"):
        assert [command for command in commands if tool in command]


def test_tests_run_on_two_workers_and_take_options(environment):
    command = pytest_command(environment, ["-k", "undo"])
    assert command[1:] == ["-m", "pytest", "-n", "2", "-k", "undo"]


@pytest.mark.parametrize("option", ["-n0", "-n", "--numprocesses=4", "no:xdist", "--pdb"])
def test_options_may_choose_the_workers(environment, option):
    assert chooses_workers(option)
    assert "2" not in pytest_command(environment, [option])


def test_absent_benchmarks_are_said_to_be_absent(environment):
    with pytest.raises(Trouble, match="no benchmarks in this checkout"):
        run_benchmarks(environment, [])
