"""Build the one-folder program, say what it weighs, and try it where there is no Python."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from build_environment import BuildEnvironment, build_environment
from system_packages import debian_copyrights
from trouble import Trouble

LIMIT_MB = 160
# Run by the environment that builds: what is installed there is what is shipped.
_WRITE_LICENCES = """
import json, sys
from pathlib import Path
from plandesk.services import licences as l
target, found, text = sys.argv[1:]
parts = [*l.collected_licences(), l.licence_of("pyinstaller", "starter of the bundle")]
parts += [l.Licence(**part) for part in json.loads(found)]
l.write_licences(Path(target), parts)
if text:
    Path(text).write_text(l.licences_text(parts), encoding="utf-8")
"""


def bundle_command(checkout: Path, options: list[str]) -> int:
    """Build the bundle, weigh it and try it (``--no-try``: not); ``--pack``: into one file."""
    environment = build_environment(checkout)
    folder = build_bundle(environment)
    print(size_report(folder))
    if "--no-try" not in options:
        try_bundle(environment, folder)
    if "--pack" in options:
        print(f"\nPacked: {pack_folder(folder)}")
    return 0


def build_bundle(environment: BuildEnvironment) -> Path:
    """Run PyInstaller on the spec; returns the folder with the program."""
    checkout = environment.checkout
    began = time.monotonic()
    print("Building the bundle ...")
    extra = checkout / "build" / "bundle-extra"
    extra.mkdir(parents=True, exist_ok=True)
    environment.run("packaging/draw_icons.py", str(extra))
    environment.run("-c", _WRITE_LICENCES, str(extra / "licences.json"), "[]", "")
    (extra / "version.txt").write_text(version_resource(version_of(checkout)), encoding="utf-8")
    environment.run(
        *("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", "dist", "--workpath", "build/pyinstaller", "packaging/plandesk.spec"),
        PLANDESK_BUNDLE_EXTRA=str(extra),
    )
    folder = checkout / "dist" / "plandesk"
    if sys.platform.startswith("linux"):
        strip_binaries(environment, folder)
        add_system_licences(environment, folder)
    print(f"  {folder.relative_to(checkout)} ({time.monotonic() - began:.0f} s)")
    return folder


def version_of(checkout: Path) -> str:
    """Read the version from the package without importing it."""
    text = (checkout / "plandesk" / "__init__.py").read_text(encoding="utf-8")
    return text.split('__version__ = "')[1].split('"')[0]


def version_resource(version: str) -> str:
    """Write the version as Windows shows it in a program's properties."""
    numbers = [*(int(part) for part in version.split(".")[:3]), 0, 0, 0, 0][:4]
    said = {
        "CompanyName": "The PlanDesk developers",
        "FileDescription": "PlanDesk",
        "FileVersion": version,
        "InternalName": "plandesk",
        "LegalCopyright": "MIT licence",
        "OriginalFilename": "plandesk.exe",
        "ProductName": "PlanDesk",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in said.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={tuple(numbers)}, prodvers={tuple(numbers)}),\n"
        f" kids=[StringFileInfo([StringTable('080904B0', [{strings}])]),\n"
        " VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )


def elf_files(folder: Path) -> Iterator[Path]:
    """Yield the programs and libraries of a folder; links are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def strip_binaries(environment: BuildEnvironment, folder: Path) -> None:
    """Take names for debuggers out of libraries; one that no longer loads is put back.

    Qt's own files stay as their makers built them. The starter carries the program's archive
    behind its end, which stripping would cut off.
    """
    if shutil.which("strip") is None:
        print("  (there is no “strip” here, from Debian's binutils: the bundle will be larger)")
        return
    inside = folder / "_internal"
    for path in elf_files(inside):
        if "PySide6" in path.parts or "shiboken6" in path.parts:
            continue
        whole = path.with_name(path.name + ".whole")
        shutil.copy2(path, whole)
        subprocess.run(["strip", "--strip-unneeded", str(path)], check=False)
        if loads(environment, path, inside):
            whole.unlink()
        else:
            whole.replace(path)
            print(f"  left whole: {path.relative_to(inside)}")


def loads(environment: BuildEnvironment, path: Path, inside: Path) -> bool:
    """Tell whether the system's loader takes a library of the bundle."""
    command = [str(environment.python), "-c", "import ctypes, sys; ctypes.CDLL(sys.argv[1])"]
    surroundings = {**os.environ, "LD_LIBRARY_PATH": str(inside)}
    done = subprocess.run([*command, str(path)], env=surroundings, capture_output=True, check=False)
    return done.returncode == 0


def add_system_licences(environment: BuildEnvironment, folder: Path) -> None:
    """Add the licences of the libraries that came from the building system."""
    inside = folder / "_internal"
    names = [path.name for path in elf_files(inside) if path.parent == inside]
    collected, text = inside / "resources" / "licences.json", folder / "LICENCES.txt"
    found = json.dumps(debian_copyrights(names))
    environment.run("-c", _WRITE_LICENCES, str(collected), found, str(text))


def size_of(folder: Path) -> int:
    """Count the bytes of the files of a folder; a link counts nothing."""
    return sum(p.lstat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def size_report(folder: Path) -> str:
    """Say what the bundle weighs and what weighs most in it; 1 MB is 1,000,000 bytes."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            words = path.relative_to(folder).parts
            parts[words[1] if len(words) > 2 else words[-1]] += path.stat().st_size
    total = sum(parts.values())
    lines = [f"\nThe bundle weighs {total / 1e6:.1f} MB (at most {LIMIT_MB} MB):"]
    lines += [f"  {size / 1e6:6.1f}  {name}" for name, size in parts.most_common(14)]
    if total > LIMIT_MB * 1e6:
        raise Trouble("\n".join(lines), "Find what came in and add it to bundle_contents.py.")
    return "\n".join(lines)


def try_bundle(environment: BuildEnvironment, folder: Path) -> None:
    """Use the bundle in an empty environment and hold its output against the unbundled one."""
    print("\nTrying the bundle in an empty environment:")
    sys.stdout.flush()
    environment.run("packaging/smoke.py", str(program_of(folder)), quiet=False)


def program_of(folder: Path) -> Path:
    """The program of a built folder."""
    return folder / ("plandesk.exe" if os.name == "nt" else "plandesk")


def pack_folder(folder: Path) -> Path:
    """Pack the folder into one file to hand on, with a name that says for what machine."""
    version = version_of(folder.parent.parent)
    stem = f"plandesk-{version}-{sys.platform}-{platform.machine().lower()}"
    if os.name == "nt":
        return Path(
            shutil.make_archive(str(folder.parent / stem), "zip", folder.parent, folder.name)
        )
    target = folder.parent / f"{stem}.tar.xz"
    with tarfile.open(target, "w:xz") as archive:
        archive.add(folder, arcname=stem)
    return target
