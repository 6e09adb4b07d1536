#!/usr/bin/env python3
"""Photograph every scene of the window in each theme and at two zooms, beside each other on a page.

usage: .venv/bin/python packaging/gallery.py [FOLDER] [--only NAME ...]   (default: build/gallery)
"""

from __future__ import annotations

import argparse
import html
import os
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from environment import Environment
from help_pictures import environment_run, filled_return
from sample_tour import SAMPLE, plandesk
from trouble import Trouble

THEMES = ("light", "dark", "high_contrast")
ZOOMS = ("100", "200")
SIZE = "1366x768"  # the smallest screen that councils still hand out

_PAGE = """<!doctype html>
<html lang="en-GB"><meta charset="utf-8"><title>PlanDesk: every scene of the window</title>
<style>body {{ font: 16px sans-serif }} figure {{ margin: 0 }} img {{ width: 100% }}
section {{ display: grid; grid-template-columns: repeat(3, 1fr); gap: 8px }}</style>
<h1>Every scene of the window</h1>
<ul>{contents}</ul>
{scenes}
</html>
"""


def props(environment: Environment, folder: Path) -> tuple[Path, list[str]]:
    """Make a plan that is worth showing, and the files that some scenes need."""
    sample, returns, back = folder / SAMPLE, folder / "returns", folder / "back.xlsx"
    plandesk(environment, "sample", str(sample))
    tracker = folder / "tracker.xlsx"
    environment_run(
        environment, ("-m", "plandesk.cli", "export", str(sample), "--xlsx", str(tracker))
    )
    plandesk(environment, "returns", "issue", str(sample), "--out", str(returns))
    plandesk(environment, "review", "start", str(sample), "--title", "Refresh 2024")
    filled_return(sorted(returns.glob("*.xlsx"))[0], back)
    return sample, ["--returns", str(back), "--tracker", str(tracker)]


def photographs(environment: Environment, folder: Path, only: list[str]) -> list[str]:
    """Take the scenes once in each look; the names of the folders, one a look."""
    looks = list(product(ZOOMS, THEMES))
    for zoom, theme in looks:
        with tempfile.TemporaryDirectory() as scratch:
            plan, files = props(environment, Path(scratch))
            words = [str(plan), str(folder / f"{theme}-{zoom}"), "--all", "--size", SIZE]
            words += ["--theme", theme, "--zoom", zoom, *files, "--only", *only]
            # Without a screen, what is in front and has the focus is the same each time.
            subprocess.run(
                [str(environment.python), "-m", "plandesk.ui.photograph", *words],
                check=True,
                cwd=environment.checkout,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            )
        print(folder / f"{theme}-{zoom}", flush=True)
    return [f"{theme}-{zoom}" for zoom, theme in looks]


def write_page(folder: Path, looks: list[str]) -> Path:
    """Write a page that shows each scene in all looks."""
    names = sorted({picture.name for look in looks for picture in (folder / look).glob("*.png")})
    if not names:
        raise Trouble("No scene has such a name.", "Without --only all of them are taken.")
    contents, scenes = [], []
    for name in names:
        scene = html.escape(name.removesuffix(".png"))
        contents.append(f'<li><a href="#{scene}">{scene}</a></li>')
        shown = [look for look in looks if (folder / look / name).is_file()]
        figures = [
            f'<figure><a href="{look}/{name}"><img loading="lazy" src="{look}/{name}" '
            f'alt="{scene}, {look}"></a><figcaption>{look}</figcaption></figure>'
            for look in shown
        ]
        scenes.append(f'<h2 id="{scene}">{scene}</h2><section>{"".join(figures)}</section>')
    page = folder / "index.html"
    page.write_text(
        _PAGE.format(contents="".join(contents), scenes="\n".join(scenes)), encoding="utf-8"
    )
    return page


def main(arguments: list[str]) -> int:
    """Photograph the window in all looks and write the page."""
    checkout = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=checkout / "build" / "gallery")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="just these scenes")
    asked = parser.parse_args(arguments)
    environment = Environment(checkout)
    folder = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    print(write_page(folder, photographs(environment, folder, asked.only)))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(trouble.status)
