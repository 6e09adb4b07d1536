"""Folders for a while: gone when they are done with, and after a kill with the next one."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from plandesk.store.scratch import scratch_folder, sweep_scratch


@pytest.fixture(autouse=True)
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_goes_when_it_is_done_with(place):
    with scratch_folder() as name:
        (Path(name) / "paper.pdf").write_bytes(b"exempt")
        sweep_scratch()
        assert (Path(name) / "paper.pdf").exists()
    assert list(place.iterdir()) == []


def test_what_a_killed_program_left_goes_with_the_next_folder_and_nothing_else_does(place):
    program = (
        "import sys, tempfile; tempfile.tempdir = sys.argv[1];"
        "from plandesk.store.scratch import scratch_folder; folder = scratch_folder();"
        "open(folder.name + '/plan', 'w').close(); print(folder.name, flush=True); input()"
    )
    command = [sys.executable, "-c", program, str(place)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    (place / "plandesk-scratch-notes").mkdir()  # somebody else's, whatever its name
    with subprocess.Popen(command, **pipes) as other:
        left = Path(other.stdout.readline().strip())
        sweep_scratch()
        assert (left / "plan").exists(), "it is still at work"
        other.kill()
    with scratch_folder() as mine:
        assert {path.name for path in place.iterdir()} == {
            "plandesk-scratch-notes",
            Path(mine).name,
        }
