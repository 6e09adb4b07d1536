"""What our files say of themselves: their title and the organisation, nobody's name, no tool."""

from __future__ import annotations

import getpass
import re
import socket
import zipfile
from pathlib import Path

import pikepdf
import pytest

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.outgoing import IssueRequest, issue_returns

pytestmark = [pytest.mark.long]
TOOLS = ("openpyxl", "reportlab", "anonymous", "pikepdf", "python")


@pytest.fixture
def made(cli, sample_file, tmp_path) -> list[Path]:
    """One of everything that PlanDesk writes for others."""
    out = tmp_path / "out"
    assert cli("pack", "build", sample_file, "Board", "--out", out, "--html", "--xlsx") == 0
    assert cli("export", sample_file, "--xlsx", out / "plan.xlsx") == 0
    report = ("pack", "report", sample_file, "highlights", "--out", out / "report.pdf")
    assert cli(*report) == 0, cli.err
    with Document.open(sample_file, who="Who Typed") as document:
        with document.read() as session:
            period = current_period(session)
        assert period is not None
        issue_returns(document, IssueRequest(period.id, out))
    return sorted(path for path in out.rglob("*") if path.is_file())


def about(path: Path) -> str:
    """What the file says of itself, apart from its content."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            said = " ".join(f"{key}={value}" for key, value in pdf.docinfo.items())
            return f"{said} {pdf.Root.Metadata.read_bytes().decode()}"
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(n) for n in archive.namelist() if n.startswith("docProps/")]
        return " ".join(part.decode() for part in parts)
    return " ".join(re.findall(r"<meta[^>]*>", path.read_text("utf-8")))


def test_no_file_names_a_person_a_computer_or_a_tool(made):
    kinds = {path.suffix for path in made}
    assert kinds == {".pdf", ".html", ".xlsx"}
    for path in made:
        said = about(path).casefold()
        for word in (*TOOLS, "who typed", socket.gethostname(), f">{getpass.getuser()}<"):
            assert word.casefold() not in said, (path.name, word)
        assert str(Path.home()).casefold() not in said


def test_each_says_its_title(made):
    for path in made:
        said = about(path)
        if path.suffix == ".pdf":
            assert "Title=" in said
            assert "Author=" in said
            assert "Producer=PlanDesk" in said or "PlanDesk" in said
        if path.suffix == ".xlsx":
            assert "<dc:title>" in said or "title" in said
            assert "creator" not in said or "<dc:creator/>" in said or "<dc:creator></" in said
