"""A drive that does not answer is no fault of the program: every command says so in words."""

import pytest
from gone_drive import gone_drive

from plandesk.cli.main import main
from plandesk.errors import ExitCode

COMMANDS = {
    "info": ("info", "{drive}/plan.plandesk"),
    "set": ("set", "{drive}/plan.plandesk", "A1.1", "title=Never"),
    "check": ("check", "{drive}/plan.plandesk"),
    "new": ("new", "{drive}/new.plandesk", "--preset", "improvement-plan"),
    "sample": ("sample", "{drive}/new.plandesk"),
    "backup": ("backup", "{plan}", "--to", "{drive}/copy.plandesk"),
    "restore": ("restore", "{drive}/plan.plandesk", "--list"),
    "export": ("export", "{plan}", "--xlsx", "{drive}/plan.xlsx"),
    "merge": ("merge", "{plan}", "{drive}/other.plandesk"),
    "pack": ("pack", "build", "{plan}", "Board pack", "--out", "{drive}/out"),
    "returns": ("returns", "issue", "{plan}", "--period", "April 2024", "--out", "{drive}/out"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_says_which_drive_does_not_answer(sample_file, tmp_path, capsys, words):
    drive = tmp_path / "drive"
    said = [word.format(drive=drive, plan=sample_file) for word in words]
    with gone_drive(drive):
        code = main(said)
    told = capsys.readouterr().err
    assert code in (ExitCode.FINDINGS, ExitCode.FILE), "it is no fault of the program"
    assert str(drive) in told
    assert "does not answer" in told or "reports a fault" in told


def test_a_fault_is_still_a_fault(sample_file, monkeypatch, tmp_path):
    def broken(*_):
        raise FileNotFoundError(2, "No such file", str(tmp_path / "resource of ours"))

    monkeypatch.setattr("plandesk.cli.main._noted", broken)
    assert main(["info", str(sample_file)]) == ExitCode.FAULT
