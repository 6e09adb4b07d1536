"""How large the program is as one folder and as a Debian package, and how soon it answers.

Only where ``bootstrap.py bundle`` or ``deb`` has made them; the peer is the same command run by
the Python of this checkout.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from races import Race, in_turn, leave_out, say, whole_process

DIST = Path(__file__).resolve().parents[2] / "dist"
FOLDER_MB, PACKAGE_MB, START = 160, 50, 1.3


def megabytes(paths: list[Path]) -> float:
    """Return how much room files take, links counted once, in millions of bytes."""
    return sum(path.stat().st_size for path in paths if not path.is_symlink()) / 1e6


def start(program: Path) -> bool:
    """Race the bundle's answer about a sample that it wrote with that of this checkout."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acts = []
        for command in ([program], [sys.executable, "-m", "plandesk"]):
            plan = folder / f"{len(acts)}.plandesk"
            subprocess.run([*command, "sample", plan], check=True, capture_output=True)
            acts.append(whole_process([*command, "info", plan]))
        ours, limit = in_turn(*acts)
    return say(Race("the bundle answers", ours, "the checkout answers", limit, START))


def main() -> int:
    """Weigh and time what there is."""
    program = DIST / "plandesk" / ("plandesk.exe" if sys.platform == "win32" else "plandesk")
    kept = []
    if program.is_file():
        size = megabytes([path for path in program.parent.rglob("*") if path.is_file()])
        kept.append(say(Race("size of the bundle", size, "fixed", FOLDER_MB, unit="MB")))
        kept.append(start(program))
    else:
        leave_out("size and start of the bundle", "no bundle was built")
    packages = sorted(DIST.glob("*.deb"))
    if packages:
        size = megabytes(packages[-1:])
        kept.append(say(Race("size of the Debian package", size, "fixed", PACKAGE_MB, unit="MB")))
    else:
        leave_out("size of the Debian package", "no package was built")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
