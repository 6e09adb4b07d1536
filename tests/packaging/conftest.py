"""The set-up scripts, importable by their own names as they are when they run."""

from __future__ import annotations

import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
assert (SCRIPTS / "bootstrap.py").is_file()
sys.path.insert(0, str(SCRIPTS))
