"""The built bundle against the unbundled program; only when asked for (packaging/README.md)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from build_environment import BuildEnvironment
from bundle import LIMIT_MB, program_of, size_of

CHECKOUT = Path(__file__).resolve().parents[2]
BUNDLE = CHECKOUT / "dist" / "plandesk"

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        not os.environ.get("PLANDESK_TRY_BUNDLE"),
        reason="takes minutes and a built bundle: packaging/README.md says how to run it",
    ),
]


def test_the_bundle_does_what_the_unbundled_program_does():
    python = BuildEnvironment(CHECKOUT).python
    command = [str(python), "packaging/smoke.py", str(program_of(BUNDLE))]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="asks the loader of Linux what was loaded")
def test_a_command_starts_without_qt(tmp_path):
    program = str(program_of(BUNDLE))
    surroundings = {"HOME": str(tmp_path), "LD_DEBUG": "files"}
    command = [program, "presets"]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    assert "libpython3" in done.stderr
    assert "libQt6" not in done.stderr


def test_the_bundle_is_within_its_limit():
    assert size_of(BUNDLE) <= LIMIT_MB * 1e6


def test_the_bundle_brings_the_licences_and_no_web_engine():
    assert "How to replace Qt" in (BUNDLE / "LICENCES.txt").read_text(encoding="utf-8")
    names = [path.name for path in BUNDLE.rglob("*")]
    assert [name for name in names if "WebEngine" in name or "Qml" in name] == []
