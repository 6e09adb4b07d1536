"""The test command says what failed, and fails with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from checks import (
    TRIAL_TESTS,
    TRIALS,
    Check,
    chooses_workers,
    passed,
    pytest_command,
    quick_checks,
    run_benchmarks,
)
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
    assert command[1:] == ["-m", "pytest", "-n", "2", "--dist", "worksteal", "-k", "undo"]


@pytest.mark.parametrize("option", ["-n0", "-n", "--numprocesses=4", "no:xdist", "--pdb"])
def test_options_may_choose_the_workers(environment, option):
    assert chooses_workers(option)
    assert "2" not in pytest_command(environment, [option])


def test_absent_benchmarks_are_said_to_be_absent(environment):
    with pytest.raises(Trouble, match="no benchmarks in this checkout"):
        run_benchmarks(environment, [])


def test_the_trials_read_every_number_that_the_command_sets():
    """A number that no test reads would promise trials that nobody makes."""
    checkout = Path(__file__).resolve().parents[2]
    places = [checkout / place for place in TRIAL_TESTS]
    files = [
        file for place in places for file in ([place] if place.is_file() else place.glob("*.py"))
    ]
    read = "".join(file.read_text(encoding="utf-8") for file in files)
    assert all(place.exists() for place in places)
    assert [name for name in TRIALS if name not in read] == []
