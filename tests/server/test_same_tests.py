"""The tests of the services, run again on plans that a server keeps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SERVICES = Path(__file__).parent.parent / "services"
FILES = ("test_document.py", "test_plan_ops.py", "test_plan_settings.py", "test_clipboard.py")


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.usefixtures("server")  # leaves it out where there is none
def test_what_holds_for_a_file_holds_for_a_server():
    words = ["-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-m", "not of_a_file and not long"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words, *(str(SERVICES / name) for name in FILES)],
        env={**os.environ, "PLANDESK_TEST_ON_SERVER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
