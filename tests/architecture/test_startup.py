"""A command answers at once: what is heavy is loaded only by the work that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "reports"
HEAVY = {
    "reportlab",
    "openpyxl",
    "pikepdf",
    "pypdfium2",
    "rapidfuzz",
    "alembic",
}


def loaded_by(*command: str) -> set[str]:
    """Every module that a fresh Python imports while it runs a command."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip() for line in lines}


def families(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_command_line_starts_light_and_without_qt(option):
    loaded = loaded_by("-m", "plandesk.cli", option)
    assert "plandesk.cli.main" in loaded
    assert not families(loaded) & (HEAVY | {"PySide6", "shiboken6"})


def test_the_window_starts_without_the_makers_of_papers_and_without_the_database(tmp_path):
    frame = (
        "from pathlib import Path\n"
        "from plandesk.ui.app import make_application, make_window\n"
        "from plandesk.ui.settings import AppSettings\n"
        f"make_window(make_application(), AppSettings(Path({str(tmp_path / 'x.ini')!r}))).show()"
    )
    loaded = loaded_by("-c", frame)
    assert {"plandesk.ui.app", "PySide6.QtWidgets"} <= loaded
    assert not families(loaded) & (HEAVY | {"sqlalchemy"})


def test_what_a_plan_holds_is_counted_without_the_registers_and_the_readers_of_files(sample_file):
    loaded = loaded_by("-m", "plandesk", "info", str(sample_file))
    assert "plandesk.services.queries.info" in loaded
    queries = "plandesk.services.queries"
    spared = ("plandesk.services.checks", "plandesk.excel.", "plandesk.services.apart")
    spared = (*spared, f"{queries}.registers", f"{queries}.packs", f"{queries}.returns")
    assert not {name for name in loaded if name.startswith(spared)} - {"plandesk.excel.started"}
    assert not families(loaded) & HEAVY


def test_a_pack_without_registers_is_drawn_without_their_classes_and_without_the_signs(tmp_path):
    drawn = (
        "import sys\n"
        f"sys.path.insert(0, {str(SAMPLES)!r})\n"
        "from pathlib import Path\n"
        "import pack_samples as made\n"
        "from plandesk.reports.build import build_pack\n"
        "from plandesk.reports.content import AgendaEntry\n"
        "from plandesk.reports.fonts import Face\n"
        "from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames\n"
        "entry = AgendaEntry('1', 'Action summary', made.action_summary(2, 2))\n"
        f"build_pack(made.pack(entry), Path({str(tmp_path / 'pack.pdf')!r}))\n"
        "names = set(getRegisteredFontNames())\n"
        "assert str(Face.REGULAR) in names and str(Face.SIGNS) not in names, names\n"
    )
    loaded = loaded_by("-c", drawn)
    assert (tmp_path / "pack.pdf").exists()
    assert "plandesk.reports.sections.summaries" in loaded
    registers = {"plandesk.reports.register_content", "plandesk.reports.plan_content"}
    assert not loaded & registers


def test_a_heavy_import_would_be_noticed():
    assert "openpyxl" in families(loaded_by("-c", "import openpyxl")) & HEAVY
