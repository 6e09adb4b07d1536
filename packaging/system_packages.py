"""Find what the operating system lacks for Qt, Python and the tests, and get it if allowed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from trouble import Trouble

QT_PARTS = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtSvg.abi3.so",
    "QtPrintSupport.abi3.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
QT_WAYLAND = "Qt/plugins/platforms/libqwayland.so"
# Debian names a library's package after the library and its version; these break the rule.
ODD_PACKAGES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
    "libbrotlicommon.so.1": "libbrotli1",
}
TEST_TOOLS = {"pdftotext": "poppler-utils", "Xvfb": "xvfb", "xclip": "xclip"}
OFFICE_TOOLS = {"soffice": "libreoffice-calc-nogui"}


def libraries_not_found(ldd_output: str) -> list[str]:
    """Pick the libraries that ``ldd`` could not find, each once, in order of their names."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", ldd_output, re.MULTILINE)))


def missing_qt_libraries(pyside: Path) -> list[str]:
    """Ask the system's loader which libraries the installed Qt would look for in vain."""
    ldd = shutil.which("ldd")
    if not sys.platform.startswith("linux") or ldd is None:
        return []
    names = [*QT_PARTS, *([QT_WAYLAND] if os.environ.get("WAYLAND_DISPLAY") else [])]
    parts = [str(pyside / name) for name in names if (pyside / name).exists()]
    if not parts:
        return []
    done = subprocess.run([ldd, *parts], capture_output=True, text=True, check=False)
    return libraries_not_found(done.stdout)


def debian_package(library: str) -> str:
    """Name the Debian package of a library file such as ``libxcb-cursor.so.0``."""
    if library in ODD_PACKAGES:
        return ODD_PACKAGES[library]
    stem, _, version = library.partition(".so.")
    stem = stem.lower().replace("_", "-")
    return f"{stem}-{version}" if stem[-1].isdigit() else f"{stem}{version}"


def debian_packages(libraries: Iterable[str]) -> list[str]:
    """Name the Debian packages of some libraries, each once."""
    return sorted({debian_package(library) for library in libraries})


def advice(libraries: Iterable[str]) -> str:
    """Say exactly what to type on this kind of system to get the libraries."""
    libraries = list(libraries)
    if shutil.which("apt-get"):
        return f"Run this, then try again:\n  {apt_text(debian_packages(libraries))}"
    if shutil.which("dnf"):
        wanted = " ".join(shlex.quote(f"{name}()(64bit)") for name in libraries)
        return f"Run this, then try again:\n  sudo dnf install {wanted}"
    return "Install the packages of your system that hold these libraries, then try again."


def apt_text(packages: Iterable[str]) -> str:
    """Write the command that a person with rights would type."""
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def may_use_apt() -> bool:
    """Tell whether this is Debian or a relative of it, and we have the right to install."""
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(packages: Iterable[str]) -> bool:
    """Install Debian packages, refreshing the package lists only when the first try fails."""
    install = ("install", "-y", "--no-install-recommends", *packages)
    print(f"Installing system packages: {' '.join(install[3:])}")
    failed = _apt(*install)
    if failed:
        failed = _apt("update") or _apt(*install)
    if failed:
        print(f"  apt-get could not: {failed}")
    return not failed


def _apt(*arguments: str) -> str:
    """Run apt-get without questions; returns why it failed, or nothing."""
    done = subprocess.run(
        ["apt-get", "-q", "-o", "Acquire::Retries=2", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return ""
    reasons = re.findall(r"^[EW]: (.*)", done.stderr, re.MULTILINE)
    return " ".join(reasons[:2]) or f"it ended with status {done.returncode}"


def require_qt_libraries(pyside: Path) -> None:
    """Get the system libraries that Qt lacks; raises Trouble with the command when it cannot."""
    missing = missing_qt_libraries(pyside)
    if missing and may_use_apt() and apt_install(debian_packages(missing)):
        missing = missing_qt_libraries(pyside)
    if missing:
        raise Trouble(
            f"The window needs system libraries that are not here: {', '.join(missing)}.",
            advice(missing),
        )


def require_venv_module(has_module: bool) -> None:
    """Get Python's own venv parts, which Debian packs apart; raises Trouble when it cannot."""
    if has_module:
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if may_use_apt() and apt_install([package]):
        return
    remedy = (
        f"Run this, then try again:\n  {apt_text([package])}"
        if shutil.which("apt-get")
        else "Install the 'venv' and 'ensurepip' parts of your Python, then try again."
    )
    raise Trouble("This Python comes without its 'venv' module.", remedy)


def missing_tools(tools: dict[str, str]) -> list[str]:
    """Name the packages of the programs that are not on the path."""
    return [package for program, package in tools.items() if shutil.which(program) is None]


def install_test_tools() -> None:
    """Get the programs that some tests use; tests of an absent program say so and are skipped.

    LibreOffice is large, so it is fetched only where tests run unattended (``CI`` is set).
    """
    if not sys.platform.startswith("linux"):
        return
    tools = TEST_TOOLS | (OFFICE_TOOLS if os.environ.get("CI") else {})
    packages = missing_tools(tools)
    if not packages or (may_use_apt() and apt_install(packages) and not missing_tools(tools)):
        return
    print(f"Some tests will be skipped: these are not installed: {', '.join(packages)}.")
    if shutil.which("apt-get"):
        print(f"To have them run too:  {apt_text(packages)}")


def debian_copyrights(libraries: Iterable[str]) -> list[dict[str, str]]:
    """Return what Debian says about the makers and licences of some of its libraries.

    One entry for each package, in the form of the licence list; libraries that came from elsewhere
    are not Debian's to describe and are left out.
    """
    found: dict[str, dict[str, str]] = {}
    for library in libraries:
        package = "" if library.startswith("libpython") else owner_of(library)
        notice = Path("/usr/share/doc") / package / "copyright"
        if package and package not in found and notice.is_file():
            text = notice.read_text(encoding="utf-8", errors="replace").strip()
            found[package] = {
                "name": package,
                "version": version_of(package),
                "kind": "system library",
                "licence": licences_named(text),
                "text": text,
            }
    return sorted(found.values(), key=lambda part: part["name"])


def owner_of(library: str) -> str:
    """Name the installed Debian package that holds a library, or nothing."""
    if shutil.which("dpkg") is None:
        return ""
    for folder in ("/usr/lib", "/lib"):
        pattern = f"{folder}/*/{library}"
        done = subprocess.run(
            ["dpkg", "-S", pattern], capture_output=True, text=True, check=False, timeout=60
        )
        if done.returncode == 0 and done.stdout:
            return done.stdout.splitlines()[0].split(": ")[0].split(",")[0].partition(":")[0]
    return ""


def licences_named(copyright_text: str) -> str:
    """Pick the names of the licences out of a Debian copyright file, each once."""
    names = re.findall(r"^License: *(\S.{0,30})$", copyright_text, re.MULTILINE)
    if not names:
        return "MIT-like; see the text" if "free of charge" in copyright_text else "see the text"
    different = list(dict.fromkeys(name.strip() for name in names))
    return ", ".join(different[:4]) + (" and others" if len(different) > 4 else "")


def version_of(package: str) -> str:
    """The version of an installed Debian package."""
    command = ["dpkg-query", "-W", "-f", "${Version}", package]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.split("\n")[
        0
    ]
