"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real papers, trackers and faulty files, where the machine has it."""
    checkout = Path(__file__).resolve().parent.parent
    root = Path(os.environ.get("PLANDESK_SHARED", checkout.parent / "shared"))
    if not (root / "data" / "trackers").is_dir():
        pytest.skip(f"the shared data is not here (looked in {root}; set PLANDESK_SHARED)")
    return root / "data"
