"""When .venv is made, mended or left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from environment import STAMP, UNFINISHED, Environment, install_trouble, tail, wanted

PROJECT = """\
[build-system]
requires = ["hatchling"]
[project]
name = "plandesk"
version = "1"
dependencies = [{dependencies}]
[project.optional-dependencies]
dev = ["Tool-One[extra]>=1", "only-there>=2; sys_platform == 'never'"]
"""


def write_project(folder: Path, dependencies: str = "") -> None:
    (folder / "pyproject.toml").write_text(PROJECT.format(dependencies=dependencies))


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A small checkout without an environment."""
    write_project(tmp_path)
    (tmp_path / "plandesk").mkdir()
    (tmp_path / "plandesk" / "__init__.py").write_text("")
    return tmp_path


@pytest.fixture
def environment(checkout) -> Environment:
    """A real environment in which the checkout's package can be imported, and pip is a name."""
    made = Environment(checkout)
    command = [sys.executable, "-m", "venv", "--without-pip", str(made.folder)]
    subprocess.run(command, check=True, timeout=60)
    (packages,) = made.folder.glob("[Ll]ib/**/site-packages")
    pip = packages / "pip-1.dist-info"
    pip.mkdir()
    (pip / "METADATA").write_text("Metadata-Version: 2.1\nName: pip\nVersion: 1\n")
    (packages / "plandesk.pth").write_text(f"{checkout}\n")
    return made


def test_packages_are_read_from_the_project(checkout):
    write_project(checkout, '"SQLAlchemy>=2.0", "rl_accel"')
    assert wanted(checkout, dev=False).packages == ("SQLAlchemy", "rl_accel")
    assert wanted(checkout, dev=True).packages == ("SQLAlchemy", "rl_accel", "Tool-One")


def test_the_fingerprint_follows_what_is_asked_for(checkout):
    before = wanted(checkout, dev=False)
    assert wanted(checkout, dev=False) == before
    assert wanted(checkout, dev=True).fingerprint != before.fingerprint
    write_project(checkout, '"SQLAlchemy>=2.1"')
    assert wanted(checkout, dev=False).fingerprint != before.fingerprint


def test_a_moved_checkout_is_installed_again(checkout, tmp_path_factory):
    moved = tmp_path_factory.mktemp("moved")
    shutil.copy(checkout / "pyproject.toml", moved)
    assert wanted(moved, dev=False).fingerprint != wanted(checkout, dev=False).fingerprint


def test_nothing_there_means_making_it(checkout):
    assert Environment(checkout).verdict(wanted(checkout, dev=False)) == ("make", "")


def test_an_empty_folder_is_a_broken_environment(checkout):
    (checkout / ".venv").mkdir()
    state, reason = Environment(checkout).verdict(wanted(checkout, dev=False))
    assert state == "make"
    assert "broken" in reason


def test_what_was_stamped_is_ready_and_needs_nothing(checkout, environment):
    lean, full = wanted(checkout, dev=False), wanted(checkout, dev=True)
    assert environment.verdict(lean) == ("install", "")
    environment.stamp(lean)
    assert environment.verdict(lean) == ("ready", "")
    assert environment.verdict(full)[0] == "install"


def test_changed_requirements_are_installed(checkout, environment):
    environment.stamp(wanted(checkout, dev=False))
    write_project(checkout, '"SQLAlchemy>=2.1"')
    assert environment.verdict(wanted(checkout, dev=False)) == ("install", "")


def test_a_package_that_went_missing_is_put_back(checkout, environment):
    write_project(checkout, '"a-package-nobody-has"')
    want = wanted(checkout, dev=False)
    environment.stamp(want)
    state, reason = environment.verdict(want)
    assert state == "install"
    assert "missing" in reason


def test_an_environment_of_another_checkout_is_pointed_here(checkout, environment):
    want = wanted(checkout, dev=False)
    environment.stamp(want)
    (path_file,) = environment.folder.glob("[Ll]ib/**/plandesk.pth")
    path_file.unlink()
    assert environment.verdict(want)[0] == "install"


def test_an_interrupted_set_up_starts_again(checkout, environment):
    want = wanted(checkout, dev=False)
    (environment.folder / UNFINISHED).touch()
    state, reason = environment.verdict(want)
    assert state == "make"
    assert "interrupted" in reason
    environment.stamp(want)
    assert environment.verdict(want)[0] == "ready"


def test_a_python_that_is_gone_is_noticed(checkout, environment):
    want = wanted(checkout, dev=False)
    environment.stamp(want)
    environment.python.unlink()
    assert environment.verdict(want)[0] == "make"


def test_a_python_that_is_too_old_is_replaced(checkout, environment):
    state, reason = environment.verdict(wanted(checkout, dev=False), oldest=(99, 0))
    assert state == "make"
    assert "too old" in reason


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"installed": 3', "null"])
def test_a_damaged_stamp_counts_as_none(checkout, environment, damage):
    (environment.folder / STAMP).write_text(damage)
    assert environment.stamped() == []


def test_a_missing_network_is_told_from_a_refusal(tmp_path):
    log = tmp_path / "install.log"
    offline = install_trouble("... Temporary failure in name resolution ...", log)
    refused = install_trouble("error: metadata-generation-failed", log)
    assert "network does not answer" in offline.happened
    assert "metadata-generation-failed" in refused.happened
    assert str(log) in offline.remedy
    assert str(log) in refused.remedy


def test_only_the_last_words_are_kept():
    assert tail("one\ntwo\nthree\n", lines=2) == "  two\n  three"
