"""What goes into the bundle and what stays out; the spec and the tests read the same lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

# Python packages that hooks or optional imports would bring along although nothing here uses them.
UNUSED_MODULES = (
    "tkinter",
    "_tkinter",
    "turtle",
    "idlelib",
    "ensurepip",
    "lib2to3",
    "pydoc_data",
    "unittest",
    "pytest",
    "readline",
    "curses",
    "_curses",
    "ssl",  # nothing here speaks to a network; without it nothing can by accident
    "_ssl",
    "numpy",
    "pandas",
    "matplotlib",
    "IPython",
    "setuptools",
    "pkg_resources",
    "pip",
    "mypy",
    "greenlet",  # only for SQLAlchemy's asyncio
    "psycopg2",
    "MySQLdb",
    "sqlalchemy.dialects.mysql",
    "sqlalchemy.dialects.oracle",
    "sqlalchemy.dialects.mssql",
    "sqlalchemy.testing",
    "alembic.testing",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
    "PIL.ImageQt",
    "PIL._avif",  # 8 MB for pictures that no report takes
    "PIL._webp",
    "PIL._imagingtk",
    "PIL._imagingcms",
    "PIL._imagingft",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtOpenGL",
    "PySide6.QtSql",
    "PySide6.QtTest",
)
# What PyInstaller would run before each start: it loads Qt, archives and processes for programs
# that may miss them, a tenth of a second before the shortest command. Qt finds its plugins by
# itself, and the variables that would name them reach whatever the program opens.
IDLE_STARTUP_HOOKS = {"pyi_rth_inspect", "pyi_rth_multiprocessing", "pyi_rth_pyside6"}
# Qt's plugins by folder: only these are loaded by a program of widgets.
QT_PLUGINS = {
    "platforms": {
        "qxcb",
        "qwayland",
        "qoffscreen",
        "qwindows",
        "qcocoa",
    },
    "imageformats": {"qsvg", "qjpeg", "qico", "qicns"},
    "iconengines": {"qsvgicon"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"adwaita", "bradient"},
    "xcbglintegrations": set(),
}
# Qt's libraries that the kept plugins and modules link; every other libQt6*/Qt6*.dll stays out.
QT_LIBRARIES = {
    "Core",
    "DBus",
    "Gui",
    "Svg",
    "WaylandClient",
    "Widgets",
    "XcbQpa",
}
QT_TRANSLATIONS = {"qtbase_en", "qtbase_cy"}
_QT_LIBRARY = re.compile(r"^(?:libQt6|Qt6|Qt)(?P<name>[A-Z]\w+?)(?:\.so\.\d.*|\.dll|\.dylib)?$")
# Every desktop has these and they must fit its drivers and settings (a C++ library older than the
# graphics driver's stops the window; fonts and sessions are set up by the system), or they are
# mended by the system's own updates (OpenSSL). The .deb asks for them by name.
SYSTEM_LIBRARIES = re.compile(
    r"^lib(?:stdc\+\+|gcc_s|X11|X11-xcb|Xau|Xdmcp|bsd|md|dbus-1|systemd|gcrypt|gpg-error|cap"
    r"|glib-2\.0|gthread-2\.0|gobject-2\.0|gio-2\.0|pcre2-8|fontconfig|freetype|png16|expat"
    r"|brotlidec|brotlicommon|uuid|zstd|lz4|crypto|ssl)\.so\."
)
# Drawing through OpenGL and reading bitmaps in software of 2 to 20 MB that no widget asks for.
_SOFTWARE_GL = re.compile(r"^(?:opengl32sw|d3dcompiler_47)\.dll$")


def is_wanted(destination: str) -> bool:
    """Tell whether a file that PyInstaller found belongs into the bundle; ``/`` between folders."""
    path = PurePosixPath(destination.replace("\\", "/"))
    parts = path.parts
    if _SOFTWARE_GL.match(path.name):
        return False
    if len(parts) == 1 and SYSTEM_LIBRARIES.match(path.name):
        return False
    if "plugins" in parts and "PySide6" in parts:
        return _wanted_plugin(path)
    if "PySide6" in parts and "translations" in parts:
        return path.stem in QT_TRANSLATIONS
    library = _QT_LIBRARY.match(path.name)
    if library is not None and ("PySide6" in parts or path.name.startswith("libQt6")):
        return library["name"] in QT_LIBRARIES
    return True


def _wanted_plugin(path: PurePosixPath) -> bool:
    name = path.name.split(".")[0].removeprefix("lib")
    return name in QT_PLUGINS.get(path.parent.name, set())


def wanted(entries: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Keep the wanted entries of one of PyInstaller's tables (destination, source, kind)."""
    return [entry for entry in entries if is_wanted(entry[0])]


def without_orphans(
    entries: list[tuple[str, str, str]], needs: Callable[[str], Iterable[str]]
) -> list[tuple[str, str, str]]:
    """Drop system libraries that only a dropped plugin had asked for.

    ``needs`` gives the names of the libraries that a file links. System libraries lie at the top
    of the bundle; whatever lies in a folder belongs to a Python package and is kept.
    """
    at_top = {name: source for name, source, _ in entries if "/" not in name and ".so" in name}
    asked = [source for name, source, _ in entries if name not in at_top]
    kept: set[str] = {name for name in at_top if name.startswith("libpython")}
    asked += [at_top[name] for name in kept]
    while asked:
        for library in needs(asked.pop()):
            if library in at_top and library not in kept:
                kept.add(library)
                asked.append(at_top[library])
    return [entry for entry in entries if entry[0] not in at_top or entry[0] in kept]
