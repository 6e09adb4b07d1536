"""What goes into the bundle: what a program of widgets needs, and no library nobody asks for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from bundle_contents import (
    QT_LIBRARIES,
    SYSTEM_LIBRARIES,
    UNUSED_MODULES,
    is_wanted,
    wanted,
    without_orphans,
)

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plandesk"


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\Qt6Widgets.dll",
        "PySide6/Qt/lib/QtGui.framework/Versions/A/QtGui",
        "PySide6/QtWidgets.abi3.so",
        "PySide6/QtWidgets.pyd",
        "libxcb-cursor.so.0",
        "libsqlite3.so.0",
        "resources/fonts/OpenSans-Regular.ttf",
        "plandesk/store/migrations/v0001_first_tables.sql",
    ],
)
def test_what_the_window_needs_goes_in(name):
    assert is_wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "libQt6Network.so.6",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qt_de.qm",
        "libstdc++.so.6",
        "libcrypto.so.3",
    ],
)
def test_what_it_does_not_need_stays_out(name):
    assert not is_wanted(name)


def test_a_library_of_a_package_is_kept_though_the_system_has_one_of_that_name():
    assert is_wanted("pillow.libs/libfreetype.so.6")
    assert not is_wanted("libfreetype.so.6")
    assert SYSTEM_LIBRARIES.match("libX11.so.6")
    assert not SYSTEM_LIBRARIES.match("libxcb-cursor.so.0")


def test_a_library_that_only_a_dropped_plugin_asked_for_is_dropped_too():
    entries = [
        ("PySide6/plugins/platforms/libqxcb.so", "/a/qxcb", "BINARY"),
        ("libxcb-cursor.so.0", "/b/cursor", "BINARY"),
        ("libxcb-image.so.0", "/b/image", "BINARY"),
        ("libgtk-3.so.0", "/b/gtk", "BINARY"),
        ("libcairo.so.2", "/b/cairo", "BINARY"),
        ("libpython3.11.so.1.0", "/b/python", "BINARY"),
        ("base_library.zip", "/b/base", "DATA"),
    ]
    needs = {
        "/a/qxcb": ["libxcb-cursor.so.0", "libc.so.6"],
        "/b/cursor": ["libxcb-image.so.0"],
        "/b/gtk": ["libcairo.so.2"],
    }
    kept = without_orphans(wanted(entries), lambda source: needs.get(source, []))
    assert [name for name, _, _ in kept] == [
        "PySide6/plugins/platforms/libqxcb.so",
        "libxcb-cursor.so.0",
        "libxcb-image.so.0",
        "libpython3.11.so.1.0",
        "base_library.zip",
    ]


def imported_names() -> set[str]:
    found: set[str] = set()
    paths = list(PACKAGE.rglob("*.py"))
    assert len(paths) > 100
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_nothing_that_plandesk_imports_is_left_out():
    names = imported_names()
    left_out = {
        name
        for name in names
        for unused in UNUSED_MODULES
        if name == unused or name.startswith(f"{unused}.")
    }
    assert left_out == set()


def test_every_qt_module_that_plandesk_imports_has_its_library_in_the_bundle():
    used = {m[1] for name in imported_names() if (m := re.match(r"PySide6\.Qt(\w+)", name))}
    assert {"Core", "Gui", "Widgets"} <= used
    assert used <= QT_LIBRARIES


def test_the_spec_is_python_and_takes_the_resources():
    text = (ROOT / "packaging" / "plandesk.spec").read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert {"Analysis", "EXE", "COLLECT", "BUNDLE"} <= {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert '"resources"' in text


def test_the_starter_becomes_a_reader_before_anything_else():
    source = (PACKAGE / "__main__.py").read_text(encoding="utf-8")
    assert source.index("serve_if_asked(sys.argv") < source.index("plandesk.cli.main import")
