"""Under what licences everything that PlanDesk ships may be used, read where it is installed.

Nothing is written down by hand that could go stale: libraries say it in their own installed
descriptions. A bundle has no such descriptions, so its build collects them once into a file.
"""

from __future__ import annotations

import dataclasses
import functools
import importlib.metadata as metadata
import json
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plandesk import __version__, resources

COLLECTED = "licences.json"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_TEXT = re.compile(r"(?i)(^|/)(licen[cs]es?|copying|notice|authors)([._-][^/]*)?$")
_IN_LICENCES = re.compile(r"(?i)\.dist-info/(licenses/|build_licenses/|licen[cs]e)")
_QT_PARTS = ("pyside6", "shiboken6")
_QT_NOTICE = "licences/Qt.txt"


@dataclass(frozen=True, slots=True)
class Licence:
    """One part that is shipped: what it is, its licence in a few words, and the full text."""

    name: str
    version: str
    kind: str
    licence: str
    text: str
    address: str = ""


@functools.cache
def shipped_licences() -> tuple[Licence, ...]:
    """Return every part with its licence: PlanDesk, Qt and Python first, the others by name."""
    collected = resources.root() / COLLECTED
    if collected.is_file():
        return read_licences(collected)
    return collected_licences()


def collected_licences() -> tuple[Licence, ...]:
    """Collect the licences from the installed libraries and from the resources."""
    libraries = sorted(
        (_of_library(each) for each in installed_parts("plandesk")),
        key=lambda part: (not _is_qt(part.name), part.name.casefold()),
    )
    return (_of_plandesk(), *libraries, _of_python(), *_of_resources())


def licence_of(name: str, kind: str = "library") -> Licence:
    """Return the licence of one installed library by its name."""
    return dataclasses.replace(_of_library(metadata.distribution(name)), kind=kind)


def read_licences(path: Path) -> tuple[Licence, ...]:
    """Read a file that ``write_licences`` wrote."""
    return tuple(Licence(**part) for part in json.loads(path.read_text(encoding="utf-8")))


def write_licences(path: Path, parts: Iterable[Licence]) -> None:
    """Write parts with their licences as JSON."""
    text = json.dumps([dataclasses.asdict(part) for part in parts], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def licences_text(parts: Sequence[Licence]) -> str:
    """Return all of it as one plain text: a list, then the texts, each text once."""
    lines = ["PlanDesk and everything that is shipped with it", ""]
    lines += [f"{part.name} {part.version}".ljust(40) + part.licence for part in parts]
    seen: dict[str, str] = {}
    for part in parts:
        lines += ["", "=" * 78, f"{part.name} {part.version}: {part.licence}", part.address, ""]
        lines.append(f"(as {seen[part.text]})" if part.text in seen else part.text)
        seen.setdefault(part.text, part.name)
    return "\n".join(lines) + "\n"


def installed_parts(name: str) -> list[metadata.Distribution]:
    """Return the installed libraries that one needs, and what those need in turn."""
    found: dict[str, metadata.Distribution] = {}
    asked = list(_needs(metadata.distribution(name)))
    while asked:
        wanted = asked.pop()
        if _plain(wanted) in found:
            continue
        try:
            part = metadata.distribution(wanted)
        except metadata.PackageNotFoundError:
            continue  # wanted on other systems only
        found[_plain(wanted)] = part
        asked.extend(_needs(part))
    return list(found.values())


def _needs(part: metadata.Distribution) -> Iterator[str]:
    for requirement in part.requires or ():
        words, _, condition = requirement.partition(";")
        name = _NAME.match(words.strip())
        if name is not None and "extra" not in condition:
            yield name[0]


def _plain(name: str) -> str:
    """Fold a name as package indexes do, so that ``rl_accel`` and ``rl-accel`` are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _is_qt(name: str) -> bool:
    return _plain(name).startswith(_QT_PARTS)


def _of_library(part: metadata.Distribution) -> Licence:
    name = part.metadata["Name"]
    return Licence(
        name=name,
        version=part.version,
        kind="library",
        licence=_in_short(part),
        text=_qt_text() if _is_qt(name) else _texts_of(part),
        address=_address(part),
    )


def _in_short(part: metadata.Distribution) -> str:
    """Name the licence: as stated, or by its class, else by the first line of its text."""
    for stated in (*_said(part, "License-Expression"), *_said(part, "License")):
        if stated.strip() and "\n" not in stated.strip():
            return stated.strip().split(" (see ")[0]
    classes = [
        each.split(" :: ")[-1]
        for each in _said(part, "Classifier")
        if each.startswith("License ::")
    ]
    return ", ".join(classes) or next(iter(_texts_of(part).splitlines()), "").strip()


def _address(part: metadata.Distribution) -> str:
    pairs = [each.partition(", ") for each in _said(part, "Project-URL")]
    for word in ("homepage", "home", "source", "repository", "documentation"):
        for label, _, link in pairs:
            if label.casefold().startswith(word):
                return link
    return next(iter([*_said(part, "Home-page"), *(link for _, _, link in pairs)]), "")


def _said(part: metadata.Distribution, name: str) -> list[str]:
    return [str(each) for each in part.metadata.get_all(name) or ()]


def _texts_of(part: metadata.Distribution) -> str:
    """Return every licence text that a library brought along, one after another."""
    paths = sorted(
        {
            str(file): file
            for file in part.files or ()
            if _IN_LICENCES.search(file.as_posix())
            or (".dist-info/" in file.as_posix() and _TEXT.search(file.as_posix()))
        }.items()
    )
    texts = [_read(Path(str(file.locate()))) for _, file in paths]
    return "\n\n".join(text for text in texts if text)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _of_plandesk() -> Licence:
    text = _texts_of(metadata.distribution("plandesk"))
    beside = resources.root().parent / "LICENSE"
    return Licence("PlanDesk", __version__, "program", "MIT", text or _read(beside))


def _of_python() -> Licence:
    text = _read(resources.path("licences/Python.txt"))
    version = platform.python_version()
    return Licence("Python", version, "library", "PSF-2.0", text, "https://www.python.org/")


def _qt_text() -> str:
    names = (_QT_NOTICE, "licences/LGPL-3.0.txt", "licences/GPL-3.0.txt")
    return "\n\n".join(_read(resources.path(name)) for name in names)


def _of_resources() -> tuple[Licence, ...]:
    """The fonts and icons: their texts lie beside them."""
    return (
        Licence(
            "Open Sans",
            "",
            "font",
            "Apache-2.0",
            _read(resources.path("fonts/LICENCE-OpenSans.txt")),
        ),
        Licence(
            "DejaVu Sans",
            "",
            "font",
            "Bitstream Vera and Arev licences",
            _read(resources.path("fonts/LICENCE-DejaVu.txt")),
            "https://dejavu-fonts.github.io/",
        ),
        Licence(
            "Lucide",
            "",
            "icons",
            "ISC",
            _read(resources.path("icons/lucide/LICENSE")),
            "https://lucide.dev/",
        ),
    )
