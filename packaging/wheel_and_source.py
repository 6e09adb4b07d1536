"""Build the wheel and the source archive, and install each into an environment of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from build_environment import build_environment
from bundle import version_of
from environment import tail
from trouble import Trouble

NEEDED = (
    "plandesk/_resources/fonts/OpenSans-Regular.ttf",
    "plandesk/_resources/icons/plandesk.svg",
    "plandesk/_resources/licences/Qt.txt",
    "plandesk/_resources/sample/plan.toml",
    "plandesk/store/migrations/v0001_first_tables.sql",
)


def wheel_command(checkout: Path, options: list[str]) -> int:
    """Build both and try both (``--no-try``: only build)."""
    environment = build_environment(checkout)
    print("Building the wheel and the source archive ...")
    environment.run("-m", "build", "--outdir", "dist", ".")
    version = version_of(checkout)
    wheel = checkout / "dist" / f"plandesk-{version}-py3-none-any.whl"
    source = checkout / "dist" / f"plandesk-{version}.tar.gz"
    look_into(wheel)
    for path in (wheel, source):
        print(f"  {path.relative_to(checkout)}  {path.stat().st_size / 1e6:.1f} MB")
        if "--no-try" not in options:
            install_and_use(path)
    return 0


def look_into(wheel: Path) -> None:
    """Raise Trouble where the wheel lacks resources."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise Trouble(
            f"The wheel lacks {', '.join(missing)}.", "See [tool.hatch] in pyproject.toml."
        )


def install_and_use(path: Path) -> None:
    """Install one archive into a new environment and use the command from elsewhere."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="plandesk-pip-") as scratch:
        folder = Path(scratch) / "env"
        quietly(sys.executable, "-m", "venv", str(folder))
        scripts = folder / ("Scripts" if os.name == "nt" else "bin")
        quietly(str(scripts / "python"), "-m", "pip", "install", "--no-input", str(path))
        command = str(scripts / "plandesk")
        quietly(command, "sample", "plan.plandesk", cwd=scratch)
        info = json.loads(quietly(command, "info", "plan.plandesk", "--json", cwd=scratch))
        quietly(command, "pack", "build", "plan.plandesk", "Board pack", "--out", "p", cwd=scratch)
        made = [paper.name for paper in (Path(scratch) / "p").glob("*.pdf")]
    actions = info["plans"][0]["counts"]["level3"]
    print(
        f"    pip install, sample ({actions} actions) and board pack ({len(made)} PDF) work "
        f"({time.monotonic() - began:.0f} s)"
    )


def quietly(*command: str, cwd: str | None = None) -> str:
    """Run a program and return what it printed; raises Trouble with its last words."""
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = tail(done.stdout + done.stderr)
        raise Trouble(f"“{' '.join(command[:4])}” failed:\n{said}", "Mend what it says.")
    return done.stdout
