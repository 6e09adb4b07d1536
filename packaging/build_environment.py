"""The environment that builds what is shipped: PlanDesk, what it needs, and the builders."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from environment import UNFINISHED, Environment, install_trouble, tail, wanted_with
from system_packages import require_qt_libraries
from trouble import Trouble

EXTRA = "bundle"
LOG = "plandesk-install.log"


class BuildEnvironment(Environment):
    """An environment apart from ``.venv``: developers' tools must not slip into a bundle."""

    def __init__(self, checkout: Path) -> None:
        super().__init__(checkout)
        self.folder = checkout / "build" / "bundle-venv"

    def bring_up(self) -> None:
        """Install what pyproject.toml asks for, unless it is there."""
        want = wanted_with(self.checkout, (EXTRA,))
        state, _ = self.verdict(want)
        if state == "ready":
            return
        began = time.monotonic()
        print("Making the environment that builds (build/bundle-venv) ...")
        if state == "make":
            self.make()
        (self.folder / UNFINISHED).touch()
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
        command += ["--disable-pip-version-check", "--editable", f".[{EXTRA}]"]
        done = subprocess.run(
            command, cwd=self.checkout, capture_output=True, text=True, check=False
        )
        if done.returncode:
            log = self.folder / LOG
            log.write_text(done.stdout + done.stderr, encoding="utf-8")
            raise install_trouble(done.stdout + done.stderr, log)
        self.stamp(want)
        print(f"  done ({time.monotonic() - began:.0f} s)")

    def run(self, *words: str, quiet: bool = True, **surroundings: str) -> str:
        """Run a program of this environment in the checkout; raises Trouble with its last words."""
        done = subprocess.run(
            [str(self.python), *words],
            cwd=self.checkout,
            env=with_surroundings(**surroundings),
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            said = tail(done.stdout or "", 25)
            raise Trouble(f"“{' '.join(words[:3])}” failed:\n{said}", "Mend what it says.")
        return done.stdout or ""


def with_surroundings(**more: str) -> dict[str, str]:
    """Return this process's environment variables with some more."""
    import os

    return {**os.environ, "PYTHONUTF8": "1", **more}


def build_environment(checkout: Path) -> BuildEnvironment:
    """Return the environment that builds, ready to use."""
    environment = BuildEnvironment(checkout)
    environment.bring_up()
    if sys.platform.startswith("linux"):
        require_qt_libraries(environment.pyside)
    return environment
