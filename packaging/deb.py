"""Make the Debian package out of the bundle: menu entry, icons, file type, manual page."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tempfile
from email.utils import formatdate
from pathlib import Path

from build_environment import BuildEnvironment, build_environment
from bundle import build_bundle, elf_files, size_report, try_bundle, version_of
from system_packages import (
    advice,
    apt_install,
    debian_packages,
    libraries_not_found,
    may_use_apt,
    owner_of,
)
from trouble import Trouble

LIMIT_MB = 50
ICON_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
CONTROL = """\
Package: plandesk
Version: {version}
Architecture: {architecture}
Maintainer: The PlanDesk developers <plandesk@localhost>
Installed-Size: {size}
Depends: {depends}
Recommends: xdg-utils, shared-mime-info, hicolor-icon-theme
Suggests: xdg-desktop-portal
Section: misc
Priority: optional
Description: keep a council's improvement plan, its returns and board packs
 PlanDesk holds an improvement plan as a tree of workstreams, projects, actions
 and milestones with ratings for each reporting period, sends a workbook to
 each lead and takes it back with every change shown before it happens, and
 builds the board pack as tagged PDF.
 .
 One window, one file, no network: everything stays on this computer. Python,
 Qt and everything else it needs beyond a desktop's own libraries are inside.
"""
CONTROL_STUB = "Source: plandesk\n\nPackage: plandesk\nArchitecture: any\n"
DEBIAN_CHANGES = """\
plandesk ({version}) unstable; urgency=medium

  * Version {version}; what changed is in NEWS.gz.

 -- The PlanDesk developers <plandesk@localhost>  {date}
"""
LICENCE_HEAD = """\
PlanDesk is free software under the MIT licence. This package also holds Python, Qt and further
libraries, fonts and icons. What they are and under what licences they may be used follows; the
notice on Qt says how to replace it. On Debian systems the texts of the GNU licences are also in
/usr/share/common-licenses.

"""


def deb_command(checkout: Path, options: list[str]) -> int:
    """Build the bundle and its package (``--keep``: of the bundle that is there already)."""
    for tool in ("dpkg-deb", "dpkg-shlibdeps"):
        if shutil.which(tool) is None:
            raise Trouble(
                f"There is no “{tool}” here: a Debian package is made on Debian or a relative.",
                "Run this, then try again:\n  sudo apt-get install -y dpkg-dev",
            )
    environment = build_environment(checkout)
    folder = checkout / "dist" / "plandesk"
    if "--keep" not in options or not folder.is_dir():
        folder = build_bundle(environment)
        print(size_report(folder))
        try_bundle(environment, folder)
    package = build_deb(environment, folder)
    size = package.stat().st_size / 1e6
    print(f"\n{package.relative_to(checkout)}: {size:.1f} MB (at most {LIMIT_MB} MB)")
    if size > LIMIT_MB:
        raise Trouble("The package is too large.", "See what weighs most in the bundle.")
    print("Try it in a clean Debian 12 with:  sudo packaging/try_deb.sh")
    return 0


def build_deb(environment: BuildEnvironment, folder: Path) -> Path:
    """Lay the files out as Debian wants them and pack them; returns the package."""
    checkout, version = environment.checkout, version_of(environment.checkout)
    root = checkout / "build" / "deb"
    shutil.rmtree(root, ignore_errors=True)
    inside = root / "usr" / "lib" / "plandesk"
    shutil.copytree(folder, inside, symlinks=True)
    (inside / "LICENCES.txt").unlink(missing_ok=True)  # the same text is Debian's copyright file
    drop_debian_copies(inside / "_internal")
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "plandesk").symlink_to("../lib/plandesk/plandesk")
    lay_out_share(environment, root / "usr" / "share", folder)
    set_modes(root)
    control = root / "DEBIAN"
    control.mkdir(mode=0o755)
    architecture = said("dpkg", "--print-architecture")
    text = CONTROL.format(
        version=version,
        architecture=architecture,
        size=sum(p.lstat().st_size for p in root.rglob("*") if p.is_file()) // 1024,
        depends=", ".join(dependencies(inside)),
    )
    (control / "control").write_text(text, encoding="utf-8")
    (control / "md5sums").write_text(checksums(root), encoding="utf-8")
    target = checkout / "dist" / f"plandesk_{version}_{architecture}.deb"
    said("dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(root), str(target))
    return target


def lay_out_share(environment: BuildEnvironment, share: Path, folder: Path) -> None:
    """Put the menu entry, file type, icons, manual page and papers into their places."""
    checkout, extra = environment.checkout, environment.checkout / "build" / "bundle-extra"
    linux = checkout / "packaging" / "linux"
    put(linux / "plandesk.desktop", share / "applications" / "plandesk.desktop")
    put(linux / "plandesk-mime.xml", share / "mime" / "packages" / "plandesk.xml")
    put(linux / "lintian-overrides", share / "lintian" / "overrides" / "plandesk")
    icons, svg = share / "icons" / "hicolor", checkout / "resources" / "icons" / "plandesk.svg"
    for size in ICON_SIZES:
        picture = extra / f"plandesk-{size}.png"
        put(picture, icons / f"{size}x{size}" / "apps" / "plandesk.png")
        put(picture, icons / f"{size}x{size}" / "mimetypes" / "application-x-plandesk.png")
    put(svg, icons / "scalable" / "apps" / "plandesk.svg")
    put(svg, icons / "scalable" / "mimetypes" / "application-x-plandesk.svg")
    page = share / "man" / "man1" / "plandesk.1"
    page.parent.mkdir(parents=True)
    environment.run("packaging/man_page.py", str(page))
    zipped(page)
    papers = share / "doc" / "plandesk"
    papers.mkdir(parents=True)
    licences = (folder / "LICENCES.txt").read_text(encoding="utf-8")
    (papers / "copyright").write_text(LICENCE_HEAD + licences, encoding="utf-8")
    put(checkout / "CHANGELOG.md", papers / "NEWS")
    changed = formatdate((checkout / "CHANGELOG.md").stat().st_mtime)
    changes = DEBIAN_CHANGES.format(version=version_of(checkout), date=changed)
    (papers / "changelog").write_text(changes, encoding="utf-8")
    zipped(papers / "NEWS")
    zipped(papers / "changelog")


def drop_debian_copies(inside: Path) -> None:
    """Leave Debian's own libraries to Debian, which mends them: the package depends on them."""
    for path in [path for path in elf_files(inside) if path.parent == inside]:
        if not path.name.startswith("libpython") and owner_of(path.name):
            path.unlink()


def put(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def zipped(path: Path) -> None:
    """Replace a file by its gzip, without a time or name in it."""
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    path.unlink()


def set_modes(root: Path) -> None:
    """Give every file the rights Debian wants, whatever this person's own defaults are."""
    starter = root / "usr" / "lib" / "plandesk" / "plandesk"
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == starter else 0o644)


def checksums(root: Path) -> str:
    """List the MD5 sums of the files, as dpkg checks them."""
    import hashlib

    lines = []
    for path in sorted((root / "usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(root)}\n")
    return "".join(lines)


def dependencies(inside: Path) -> list[str]:
    """Ask Debian's own tool which packages hold the libraries that are not in the bundle."""
    files = [str(path) for path in elf_files(inside)]
    require_libraries(files, str(inside / "_internal"))
    own = sorted({str(path.parent) for path in elf_files(inside) if ".so" in path.name})
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "debian").mkdir()
        (Path(scratch) / "debian" / "control").write_text(CONTROL_STUB)
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", *(f"-l{one}" for one in own)]
        done = subprocess.run(
            [*command, *(f"-e{file}" for file in files)],
            cwd=scratch,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"shlibs:Depends=(.*)", done.stdout)
    if done.returncode or found is None:
        raise Trouble(
            f"What the program needs could not be worked out:\n{done.stderr[-1500:]}",
            "Install the packages of the libraries that are named, then try again.",
        )
    return found[1].split(", ")


def require_libraries(files: list[str], inside: str) -> None:
    """Get what some plugin links and this machine lacks, else its package cannot be named."""
    surroundings = {**os.environ, "LD_LIBRARY_PATH": inside}
    command = ["ldd", *files]
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    missing = libraries_not_found(done.stdout)
    if not missing or (may_use_apt() and apt_install(debian_packages(missing))):
        return
    raise Trouble(f"These libraries are not here: {', '.join(missing)}.", advice(missing))


def said(*command: str) -> str:
    """Run a tool of Debian and return what it printed; raises Trouble with its words."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{command[0]} failed:\n{done.stderr}", "Mend what it says.")
    return done.stdout.strip()
