"""Which system packages are asked for, and how the command reads."""

from __future__ import annotations

import sys
from pathlib import Path

import PySide6
import pytest
import system_packages
from system_packages import advice, apt_text, debian_package, debian_packages
from trouble import Trouble

LDD = """\
/somewhere/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffc)
\tlibxcb-cursor.so.0 => not found
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
/somewhere/libqoffscreen.so:
\tlibEGL.so.1 => not found
"""


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libfreetype.so.6", "libfreetype6"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libX11.so.6", "libx11-6"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libwayland-cursor.so.0", "libwayland-cursor0"),
        ("libzstd.so.1", "libzstd1"),
    ],
)
def test_debian_packages_are_named_after_their_library(library, package):
    assert debian_package(library) == package


def test_two_libraries_of_one_package_ask_for_it_once():
    assert debian_packages(["libgthread-2.0.so.0", "libglib-2.0.so.0"]) == ["libglib2.0-0"]


def test_libraries_that_the_loader_misses_are_found_once():
    assert system_packages.libraries_not_found(LDD) == ["libEGL.so.1", "libxcb-cursor.so.0"]


def test_the_command_can_be_typed_as_it_stands():
    text = apt_text(["libegl1", "libgl1"])
    assert text == "sudo apt-get update && sudo apt-get install -y libegl1 libgl1"


def on_path(monkeypatch, folder: Path, *programs: str) -> None:
    """Let only these programs be found."""
    for name in programs:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="system packages are a matter of Linux")
@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("apt-get", "sudo apt-get install -y libegl1"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)'"),
        ("pacman", "Install the packages of your system"),
    ],
)
def test_the_advice_fits_the_system(monkeypatch, tmp_path, program, words):
    on_path(monkeypatch, tmp_path, program)
    assert words in advice(["libEGL.so.1"])


@pytest.mark.skipif(sys.platform == "win32", reason="system packages are a matter of Linux")
def test_a_tool_that_is_absent_is_asked_for_by_its_package(monkeypatch, tmp_path):
    on_path(monkeypatch, tmp_path, "Xvfb")
    wanted = system_packages.missing_tools(system_packages.TEST_TOOLS)
    assert wanted == ["poppler-utils", "xclip"]


def test_a_python_without_venv_is_told_the_package(monkeypatch, tmp_path):
    on_path(monkeypatch, tmp_path)
    system_packages.require_venv_module(has_module=True)
    with pytest.raises(Trouble, match="without its 'venv' module"):
        system_packages.require_venv_module(has_module=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ldd is a program of Linux")
def test_the_parts_of_qt_are_where_the_search_looks():
    folder = Path(PySide6.__file__).parent
    assert [name for name in system_packages.QT_PARTS if not (folder / name).exists()] == []
    assert system_packages.missing_qt_libraries(folder) == []
