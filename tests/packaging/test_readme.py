"""What the README says to type, typed: its jobs in their order, and the tests it names."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[2] / "README.md"
# What a council may be told to look at again is no failure: 1 says that something needs a person.
EXPECTED = {"check": 1}


def jobs() -> list[list[str]]:
    """The commands in the table of jobs, from top to bottom."""
    table = README.read_text(encoding="utf-8").split("## The jobs")[1].split("\n## ")[0]
    found = [shlex.split(said) for said in re.findall(r"\| `plandesk ([^`]+)` \|", table)]
    return [words for words in found if not any("://" in word for word in words)]  # needs a server


def typed(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run one command there, as somebody who has nothing but the program."""
    alone = {"HOME": str(folder), "PATH": os.defpath, "PYTHONPATH": str(README.parent)}
    command = [sys.executable, "-m", "plandesk", *words]
    return subprocess.run(
        command, cwd=folder, env=alone, capture_output=True, text=True, check=False
    )


def test_every_test_the_readme_names_is_there():
    named = re.findall(r"tests/[\w/.]+", README.read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [name for name in named if not (README.parent / name).exists()] == []


def test_every_picture_the_readme_shows_is_there():
    shown = re.findall(r"!\[[^]]+]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert len(shown) >= 3
    assert [name for name in shown if not (README.parent / name).is_file()] == []


@pytest.mark.long
def test_the_jobs_of_the_readme_can_be_done_one_after_the_other(tmp_path):
    assert len(jobs()) >= 11
    for words in jobs():
        if words[:2] == ["tracker", "import"]:
            typed(tmp_path, "export", "plan.plandesk", "--xlsx", "tracker.xlsx")
        done = typed(tmp_path, *words)
        said = f"plandesk {' '.join(words)}: {done.stdout}{done.stderr}"
        assert done.returncode == EXPECTED.get(words[0], 0), said
    assert len(list((tmp_path / "returns").glob("*.xlsx"))) > 10
    assert {path.suffix for path in (tmp_path / "pack").iterdir()} >= {".pdf"}
    assert (tmp_path / "copy.plandesk").is_file()
