"""The two commands of the README, as far as they can be tried without installing anything."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest

SCRIPT = Path(bootstrap.__file__)


def ask(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("version", [(3, 11), (3, 11, 7), (3, 14, 0, "final", 0)])
def test_a_new_enough_python_is_accepted(version):
    assert bootstrap.python_complaint(version) == ""


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 10), (3, 10, 99)])
def test_an_old_python_is_told_what_is_wanted(version):
    said = bootstrap.python_complaint(version)
    assert "needs Python 3.11 or newer" in said
    assert f"this is Python {version[0]}.{version[1]}" in said


def test_even_an_old_python_can_read_the_script():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_script_itself_needs_only_the_standard_library():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    names = {alias.name for statement in tree.body for alias in getattr(statement, "names", [])}
    assert names == {"sys", "Path"}


def test_without_a_command_the_usage_is_shown():
    done = ask()
    assert done.returncode == 2
    for command in bootstrap.COMMANDS:
        assert f"\n  {command} " in done.stdout
    promised = re.findall(r"^  ([a-z]+) ", bootstrap.USAGE, re.MULTILINE)
    assert sorted(promised) == sorted(bootstrap.COMMANDS)


def test_an_unknown_command_is_named():
    done = ask("isntall")
    assert done.returncode == 2
    assert "no command 'isntall'" in done.stderr


def test_trouble_is_told_without_a_traceback(capsys):
    from trouble import Trouble

    def troubled(options):
        raise Trouble("The disk is full.", "Make room, then try again.", status=3)

    assert bootstrap.guarded(troubled, []) == 3
    assert capsys.readouterr().err == "\nThe disk is full.\nMake room, then try again.\n"


def test_stopping_is_not_a_fault(capsys):
    def stopped(options):
        raise KeyboardInterrupt

    assert bootstrap.guarded(stopped, []) == 130
    assert "Run the same command again" in capsys.readouterr().err


def test_the_build_machine_runs_the_command_of_the_readme():
    checkout = SCRIPT.parent.parent
    command = "python3 packaging/bootstrap.py test"
    assert command in (checkout / ".ci" / "run").read_text(encoding="utf-8")
    assert command in (checkout / "README.md").read_text(encoding="utf-8")
