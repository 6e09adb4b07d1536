"""Setting up for real: a small project of our own, made, left alone, changed and mended.

The project builds itself, so that nothing is fetched and the test runs without a network.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from environment import LOG, UNFINISHED, Environment, prepare
from trouble import Trouble

PROJECT = """\
[build-system]
requires = []
build-backend = "tiny_backend"
backend-path = ["."]
[project]
name = "plandesk"
version = "1"
dependencies = [{dependencies}]
[project.optional-dependencies]
dev = []
"""
BACKEND = """\
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    about = "plandesk-1.dist-info"
    needs = "".join(f"Requires-Dist: {n}\\n" for n in open("needs.txt").read().split())
    files = {
        "plandesk.pth": os.getcwd() + "\\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\\nName: plandesk\\nVersion: 1\\n{needs}",
        f"{about}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{about}/RECORD"] = "".join(f"{n},,\\n" for n in [*files, f"{about}/RECORD"])
    name = "plandesk-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""
pytestmark = pytest.mark.long


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A checkout in a folder whose name has a space, as on many desktops."""
    folder = tmp_path / "My PlanDesk"
    (folder / "plandesk").mkdir(parents=True)
    (folder / "plandesk" / "__init__.py").write_text("here = __file__\n")
    (folder / "tiny_backend.py").write_text(BACKEND)
    ask_for(folder)
    return folder


def ask_for(checkout: Path, *packages: str) -> None:
    """Declare what the project depends on."""
    listed = ", ".join(f'"{name}"' for name in packages)
    (checkout / "pyproject.toml").write_text(PROJECT.format(dependencies=listed))
    (checkout / "needs.txt").write_text("\n".join(packages))


def imported_from(environment: Environment) -> Path:
    """Where the environment finds PlanDesk."""
    command = [str(environment.python), "-c", "import plandesk; print(plandesk.here)"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=os.sep)
    return Path(done.stdout.strip())


def test_it_is_made_once_and_mended_when_broken(checkout, capsys):
    environment = prepare(checkout, dev=True)
    assert "Making the Python environment" in capsys.readouterr().out
    assert imported_from(environment) == checkout / "plandesk" / "__init__.py"

    prepare(checkout, dev=True)
    prepare(checkout, dev=False)
    said = capsys.readouterr().out
    assert said == "PlanDesk is set up in .venv; nothing to install.\n" * 2

    environment.python.unlink()
    prepare(checkout, dev=True)
    assert "is broken; it is made again" in capsys.readouterr().out
    assert imported_from(environment).is_relative_to(checkout)


def test_a_package_that_cannot_be_had_is_told_and_harms_nothing(checkout, monkeypatch, capsys):
    environment = prepare(checkout, dev=True)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(checkout))
    ask_for(checkout, "a-package-nobody-has")
    with pytest.raises(Trouble, match="a-package-nobody-has") as trouble:
        prepare(checkout, dev=True)
    assert str(environment.folder / LOG) in trouble.value.remedy
    assert not (environment.folder / UNFINISHED).exists()

    ask_for(checkout)
    capsys.readouterr()
    prepare(checkout, dev=True)
    assert "nothing to install" in capsys.readouterr().out


def test_a_place_that_cannot_be_written_is_told(checkout):
    (checkout / ".venv").write_text("a file is in the way\n")
    with pytest.raises(Trouble, match=r"could not make .*\.venv"):
        prepare(checkout, dev=False)
