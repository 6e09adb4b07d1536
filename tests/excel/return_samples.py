"""Our own returns for the tests, and the ways in which people fill them in and break them."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from plandesk.excel.returns.check import CheckedReturn, check_return
from plandesk.excel.returns.check_row import Expected
from plandesk.excel.returns.keys import return_reference, row_key
from plandesk.excel.returns.read import read_return
from plandesk.excel.returns.schema import About, Answers, Field, Finding, ReturnRow, ReturnSheet
from plandesk.excel.returns.write import return_bytes
from plandesk.models.types import Rating, Scale, Shape

PLAN_UID = "05b16a01-46c6-56dd-bd6e-c6dfb4a1427a"


def _rating(code: str, letter: str, rank: int, meaning: str, **more: Any) -> Rating:
    looks = ("#3F9A72", "#0B0C0C", "#1F5A40", "#DDF1E7", "#1B5038", "#68D8A8", "#0B0C0C")
    return Rating(code, code, letter, Shape.CIRCLE, rank, *looks, meaning, **more)


SCALE = Scale(
    "Progress",
    (
        _rating("Blue", "B", 5, "delivered and embedded", done=True),
        _rating("Red", "R", 2, "off track", in_flight=True, needs_reason=True),
        _rating("Amber", "A", 3, "in progress", in_flight=True),
        _rating("Green", "G", 4, "on track", in_flight=True),
        _rating("Grey", "Gy", 1, "not started"),
    ),
)
LAST = ("Red", "Blue", "Green", "Amber", "Grey")
TITLES = (
    "Review the offer to families and report to the board",
    "Agree thresholds with partners",
    "Recruit two practice leads",
    "Publish the sufficiency strategy",
    "Set up a panel for young carers",
    "Audit decisions at the front door",
    "Train supervisors in reflective practice",
    "Replace the case recording forms",
    "Open the second assessment hub",
    "Report waiting times each month",
    "Renew the contract for short breaks",
    "Bring care leavers onto the board",
)


def rows(count: int = 12, **issued: str) -> tuple[ReturnRow, ...]:
    return tuple(
        ReturnRow(
            key=row_key(f"action {number}"),
            ref=f"A{1 + number // 7}.{number + 1}",
            title=f"{TITLES[number % len(TITLES)]}{'' if number < 12 else f' ({number})'}",
            lead="Head of Family Help",
            due="30 June 2024",
            last_rating=LAST[number % 5],
            issued=Answers(**issued),
        )
        for number in range(count)
    )


def about(**changes: Any) -> About:
    said: dict[str, Any] = {
        "reference": return_reference(PLAN_UID, "April 2024", "Head of Family Help"),
        "plan_title": "Better for families",
        "plan_uid": PLAN_UID,
        "period": "April 2024",
        "as_at": dt.date(2024, 4, 30),
        "issued": dt.date(2024, 4, 2),
        "due": dt.date(2024, 5, 10),
        "lead": "Head of Family Help",
        "contact": "Programme office",
    }
    return About(**(said | changes))


def sheet(count: int = 12, **issued: str) -> ReturnSheet:
    return ReturnSheet(about(), rows(count, **issued), SCALE)


def write(folder: Path, made: ReturnSheet | None = None, name: str = "return.xlsx") -> Path:
    path = folder / name
    path.write_bytes(return_bytes(made or sheet()))
    return path


def fill(ws: Any, rated: str = "Amber") -> None:
    """Answer every row as a lead would."""
    for row in range(2, ws.max_row + 1):
        ws[f"F{row}"] = rated
        ws[f"G{row}"] = f"Update {row}: on track, next step agreed with partners."


def edit(path: Path, change: Callable[[Any], object], filled: bool = True) -> Path:
    """Open a return as an office program would, change its Actions sheet, save it."""
    book = load_workbook(path)
    ws = book["Actions"]
    if filled:
        fill(ws)
    change(ws)
    book.save(path)
    return path


def edit_xml(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change one part of the file as text: what no office library would write."""
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        assert part in old.namelist()
        for info in old.infolist():
            data = old.read(info)
            if info.filename == part:
                before = data.decode("utf-8")
                after = change(before)
                assert after != before, "the fault was not made"
                data = after.encode("utf-8")
            new.writestr(info.filename, data)
    path.write_bytes(out.getvalue())
    return path


def expected(count: int = 12, **more: Any) -> Expected:
    issued = {name: more.pop(name) for name in [f.value for f in Field] if name in more}
    said: dict[str, Any] = {
        "rows": {row.key: row for row in rows(count, **issued)},
        "scale": SCALE,
        "as_at": dt.date(2024, 4, 30),
        "lead": "Head of Family Help",
    }
    return Expected(**(said | more))


def check(path: Path, **more: Any) -> CheckedReturn:
    return check_return(read_return(path), expected(**more))


def said(findings: tuple[Finding, ...], severity: str = "") -> str:
    return "\n".join(
        f"{each.cell} {each.message} {each.fix}"
        for each in findings
        if not severity or each.severity == severity
    )
