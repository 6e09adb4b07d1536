"""Fill in issued workbooks as leads would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import current_period, plan_rows
from plandesk.services.queries.returns import answers_in
from plandesk.services.returns.outgoing import IssuedFile, IssueRequest, issue_returns

LETTERS = {"rating": "F", "progress": "G", "forecast": "H", "reason": "I", "help_needed": "J"}


def issue(document: Document, folder: Path, *leads: str, **more: Any) -> list[IssuedFile]:
    with document.read() as session:
        period = current_period(session)
    assert period is not None
    asked = {"period_id": period.id, "folder": folder, "leads": leads, "contact": "Office"}
    return issue_returns(document, IssueRequest(**(asked | more)))


def answer(path: Path, said: dict[str, dict[str, object]], to: Path | None = None) -> Path:
    """Write answers by ref and field into a return and save it."""

    def fill(ws: Any) -> None:
        known = {ws[f"A{row}"].value: row for row in range(2, ws.max_row + 1)}
        for ref, fields in said.items():
            for name, value in fields.items():
                ws[f"{LETTERS[name]}{known[ref]}"] = value

    return change(path, fill, to)


def change(path: Path, edit: Callable[[Any], object], to: Path | None = None) -> Path:
    book = load_workbook(path)
    edit(book["Actions"])
    book.save(to or path)
    return to or path


def values(document: Document) -> dict[str, dict[str, str]]:
    """Return every action's answers of the current period by ref, leaving out empty ones."""
    with document.read() as session:
        period = current_period(session)
        assert period is not None
        refs = {row.id: row.ref for row in plan_rows(session, period.id)}
        found = answers_in(session, period.id)
    return {
        refs[key]: {name: getattr(one, name) for name in LETTERS if getattr(one, name)}
        for key, one in found.items()
    }


def refs_of(path: Path) -> list[str]:
    ws = load_workbook(path)["Actions"]
    return [ws[f"A{row}"].value for row in range(2, ws.max_row + 1)]


TODAY = dt.date(2024, 5, 3)
