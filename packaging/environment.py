"""Make and mend the checkout's own Python environment, ``.venv``."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

from system_packages import require_qt_libraries, require_venv_module
from trouble import Trouble

STAMP = "plandesk-setup.json"
UNFINISHED = "plandesk-unfinished"
LOG = "plandesk-install.log"
NAME = re.compile(r"[A-Za-z0-9._-]*")
# Asked of the environment's own Python: what is here, and whose sources it would run.
QUESTION = """
import importlib.metadata as m, importlib.util as u, json, sys
def has(name):
    try:
        return bool(m.version(name))
    except m.PackageNotFoundError:
        return False
spec = u.find_spec("plandesk")
print(json.dumps({
    "python": list(sys.version_info[:3]),
    "missing": [name for name in sys.argv[1:] if not has(name)],
    "source": spec.origin if spec else None,
}))
"""
NETWORK_SIGNS = (
    "name resolution",
    "Failed to establish a new connection",
    "NewConnectionError",
    "Network is unreachable",
    "getaddrinfo failed",
    "nodename nor servname",
    "ProxyError",
    "Read timed out",
    "ConnectTimeoutError",
)


@dataclass(frozen=True)
class Wanted:
    """What the environment must hold: the packages asked for, and a fingerprint of the asking."""

    packages: tuple[str, ...]
    fingerprint: str


def wanted(checkout: Path, dev: bool) -> Wanted:
    """Read from pyproject.toml what must be installed, with or without the developers' tools."""
    return wanted_with(checkout, ("dev",) if dev else ())


def wanted_with(checkout: Path, extras: tuple[str, ...]) -> Wanted:
    """Read from pyproject.toml what must be installed, with some of its optional parts."""
    with (checkout / "pyproject.toml").open("rb") as file:
        table = tomllib.load(file)
    project = table["project"]
    requirements = [*project.get("dependencies", [])]
    for extra in extras:
        requirements += project.get("optional-dependencies", {}).get(extra, [])
    asked = {
        "checkout": str(checkout),  # a moved environment keeps its old paths
        "build": table.get("build-system", {}).get("requires", []),
        "requirements": sorted(requirements),
        "scripts": project.get("scripts", {}),
        "python": project.get("requires-python", ""),
    }
    certain = [one for one in requirements if ";" not in one]  # the rest depend on the system
    packages = tuple(NAME.match(one)[0] for one in certain)
    text = json.dumps(asked, sort_keys=True).encode()
    return Wanted(packages, hashlib.sha256(text).hexdigest())


class Environment:
    """The Python environment of one checkout."""

    def __init__(self, checkout: Path) -> None:
        self.checkout = checkout
        self.folder = checkout / ".venv"

    @property
    def scripts(self) -> Path:
        """The folder of commands, which Windows names differently."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def command(self, name: str) -> Path:
        """The path of an installed command."""
        return self.scripts / (f"{name}.exe" if os.name == "nt" else name)

    @property
    def python(self) -> Path:
        """The environment's own Python."""
        return self.command("python")

    @property
    def pyside(self) -> Path:
        """The folder of the installed Qt binding."""
        found = sorted(self.folder.glob("[Ll]ib/**/site-packages/PySide6"))
        return found[0] if found else self.folder / "PySide6"

    def shown(self, name: str) -> str:
        """The path of a command as a person in the checkout would type it."""
        path = self.command(name)
        return str(path.relative_to(self.checkout) if path.is_relative_to(self.checkout) else path)

    def look(self, packages: tuple[str, ...]) -> dict | None:
        """Ask the environment's Python what it holds; None when it does not answer."""
        if not self.python.exists():
            return None
        command = [str(self.python), "-I", "-c", QUESTION, "pip", *packages]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, timeout=60, cwd=self.checkout
            )
            return json.loads(done.stdout)
        except (OSError, subprocess.SubprocessError, ValueError):
            return None

    def stamped(self) -> list[str]:
        """The fingerprints of what was installed here, completely."""
        try:
            return json.loads((self.folder / STAMP).read_text(encoding="utf-8"))["installed"]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def stamp(self, *done: Wanted) -> None:
        """Remember that everything asked for is in place."""
        text = json.dumps({"installed": [one.fingerprint for one in done]}, indent=1)
        (self.folder / STAMP).write_text(text + "\n", encoding="utf-8")
        (self.folder / UNFINISHED).unlink(missing_ok=True)

    def verdict(self, want: Wanted, oldest: tuple[int, int] = (3, 11)) -> tuple[str, str]:
        """Decide between ("ready" | "install" | "make") and say why."""
        if not self.folder.exists():
            return "make", ""
        seen = self.look(want.packages)
        if seen is None or "pip" in seen["missing"]:
            return "make", "The environment in .venv is broken; it is made again."
        if (self.folder / UNFINISHED).exists():
            return "make", "The last set-up was interrupted; .venv is made again."
        if tuple(seen["python"][:2]) < oldest:
            return "make", "The Python in .venv is too old; it is made again."
        if want.fingerprint not in self.stamped():
            return "install", ""
        source = seen["source"] and Path(seen["source"]).resolve().parent.parent
        if seen["missing"] or source != self.checkout.resolve():
            return "install", "Something is missing in .venv; it is put back."
        return "ready", ""

    def make(self) -> None:
        """Make the environment anew, with nothing in it but pip."""
        require_venv_module(importlib.util.find_spec("ensurepip") is not None)
        command = [sys.executable, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Trouble(
                f"Python could not make {self.folder}:\n{tail(done.stdout + done.stderr)}",
                "Mend what it says (is the disk full, or the folder read-only?), then try again.",
            )

    def install(self, dev: bool) -> None:
        """Install PlanDesk from this checkout with everything it needs; the log stays in .venv."""
        unfinished = self.folder / UNFINISHED
        unfinished.touch()
        command = [str(self.python), "-m", "pip", "install", "--no-input", "--progress-bar", "off"]
        command += ["--disable-pip-version-check", "--editable", ".[dev]" if dev else "."]
        log = self.folder / LOG
        with log.open("w", encoding="utf-8") as out:
            failed = follow(command, self.checkout, out)
        if failed:
            said = log.read_text(encoding="utf-8")
            if "Installing collected packages" not in said:
                unfinished.unlink()  # nothing was touched: what worked before still works
            raise install_trouble(said, log)


def follow(command: list[str], folder: Path, log) -> int:
    """Run pip, keep what it says in the log, and name each package as its turn comes."""
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            log.write(line)
            log.flush()
            if line.startswith("Collecting "):
                print(f"  {NAME.match(line.split()[1])[0]}")
            elif line.startswith("Installing collected"):
                print("  unpacking ...")
    return process.returncode


def install_trouble(output: str, log: Path) -> Trouble:
    """Turn pip's last words into what happened and what to do."""
    if any(sign in output for sign in NETWORK_SIGNS):
        return Trouble(
            "The packages PlanDesk needs could not be fetched: the network does not answer.",
            "Connect this computer (behind a proxy, set HTTPS_PROXY), then run the same command "
            f"again.\nOnce set up, PlanDesk needs no network. The whole log: {log}",
        )
    return Trouble(
        f"The packages PlanDesk needs could not be installed:\n{tail(output)}",
        f"Mend what it says, then run the same command again. The whole log: {log}",
    )


def tail(text: str, lines: int = 15) -> str:
    """Keep the last lines, where the reason is."""
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:])


def prepare(checkout: Path, dev: bool) -> Environment:
    """Bring the environment to what pyproject.toml asks for; does nothing when it is."""
    began = time.monotonic()
    environment = Environment(checkout)
    lean, full = wanted(checkout, dev=False), wanted(checkout, dev=True)
    state, reason = environment.verdict(full if dev else lean)
    if reason:
        print(reason)
    if state == "make":
        print("Making the Python environment in .venv ...")
        environment.make()
    if state != "ready":
        print("Installing PlanDesk and what it needs (a few minutes the first time) ...")
        environment.install(dev)
        environment.stamp(*([lean, full] if dev else [lean]))
    require_qt_libraries(environment.pyside)
    if state == "ready":
        print("PlanDesk is set up in .venv; nothing to install.")
    else:
        print(f"PlanDesk is set up in .venv ({time.monotonic() - began:.0f} s).")
    return environment
