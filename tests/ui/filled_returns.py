"""Issues returns from the sample and fills them in as leads do, with openpyxl."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.returns.outgoing import IssueRequest, issue_returns
from plandesk.ui.widgets.places import Place

HEADINGS = {
    "rating": "Fill in: Rating now",
    "progress": "Fill in: Progress this period",
    "forecast": "Fill in: Forecast date",
    "reason": "Fill in: Reason if Red or slipped",
    "help_needed": "Fill in: Help needed",
    "ref": "Ref",
    "title": "Action",
    "key": "PlanDesk key",
}
FINANCE, SEND, DATA = "Finance Business Partner", "Head of SEND", "Head of Data and Insight"
INCLUSION = "Assistant Director for Education and Inclusion"
Answers = Mapping[str, Mapping[str, object]]


def issue_all(document: Document, folder: Path) -> dict[str, Path]:
    """Issue a return to every lead and give the workbooks by lead."""
    with document.read() as session:
        period = current_period(session)
    assert period is not None
    files = issue_returns(document, IssueRequest(period.id, folder))
    return {each.lead: each.file for each in files}


def fill(source: Path, answers: Answers, target: Path | None = None) -> Path:
    """Answer rows by their ref; "+" as a ref adds a row without a key."""
    book = load_workbook(source)
    sheet = book["Actions"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    columns = {name: heads[heading] for name, heading in HEADINGS.items()}
    rows = {str(sheet.cell(at, columns["ref"]).value): at for at in range(2, sheet.max_row + 1)}
    for ref, values in answers.items():
        at = rows.get(ref) or sheet.max_row + 1
        for name, value in values.items():
            sheet.cell(at, columns[name]).value = value
    path = target or source
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def budget(folder: Path) -> Path:
    """Write a workbook that is no return."""
    book = Workbook()
    book.active["A1"] = "Budget 2024"
    path = folder / "Budget.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def issued(sample_file, tmp_path_factory):
    """A plan whose returns are out, and the workbooks by lead."""
    folder = tmp_path_factory.mktemp("issued")
    plan = Path(shutil.copy(sample_file, folder / "plan.plandesk"))
    with Document.open(plan) as document:
        found = issue_all(document, folder / "out")
    return plan, found


@pytest.fixture
def plan_file(request, sample_file, tmp_path):
    """The sample plan; for tests that ask for ``books``, with its returns issued."""
    asked = "books" in request.fixturenames
    source = request.getfixturevalue("issued")[0] if asked else sample_file
    return Path(shutil.copy(source, tmp_path / "plan.plandesk"))


@pytest.fixture
def page(window):
    window.host.go(Place.RETURNS)
    return window.pages.currentWidget()


@pytest.fixture
def books(issued, tmp_path):
    """The workbooks as the leads have them."""
    folder = tmp_path / "out"
    folder.mkdir()
    return {lead: Path(shutil.copy(path, folder / path.name)) for lead, path in issued[1].items()}
