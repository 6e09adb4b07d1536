"""The shared set of faulty workbooks, in our own words: headings, keys and identity translated.

Each file keeps its fault to the byte where it can: only the strings that make it a return of the
program it was made for are put in ours, in the XML of its parts. What is broken stays broken.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from plandesk.excel.returns.keys import return_reference
from plandesk.excel.returns.schema import Answers, ReturnRow
from plandesk.models.content import ItemContent, PeriodContent
from plandesk.models.types import Level, PeriodState
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.ops.returns import IssueReturns, NewReturn
from plandesk.services.queries.plan_tree import periods, plans
from plandesk.services.queries.returns import items_now
from plandesk.services.samples.source import sample_content

LEAD, REFERENCE = "J. Okafor", return_reference("the good return")
_WORDS = {
    "Row ID": "PlanDesk key",
    "Due date": "Due",
    "Last BRAG": "Last rating",
    "BRAG now": "Rating now",
    "Progress update": "Progress this period",
    "New due date": "Forecast date",
    "version": "Return format",
    "plan_id": "Plan identifier",
    "plan_name": "Plan",
    "period": "Reporting period",
    "officer": "Lead",
    "return_id": "Return reference",
    "issued": "Issued",
    "ret-2024-04-0007": REFERENCE,
}
_TEXT = re.compile(r"(<t(?: [^>]*)?>)([^<]*)(</t>)")
_MOST = 60 * 2**20


def plan_of(path: Path, good: Path) -> dict[str, str]:
    """Write a plan with the actions of the good workbook; return the words that make files ours."""
    rows = list(load_workbook(good)["Return"].iter_rows(min_row=5, values_only=True))
    content = sample_content()
    action = next(item for item in content.items if item.level is Level.ACTION)
    project = next(item for item in content.items if item.key == action.parent)
    above = next(item for item in content.items if item.key == project.parent)
    heads = (replace(above, ref="Z", updates=()), replace(project, ref="Z1", updates=()))
    items = (*heads, *(_item(project.key, row) for row in rows))
    months = (
        PeriodContent("2024-02", dt.date(2024, 2, 29), state=PeriodState.CLOSED),
        PeriodContent("2024-04", dt.date(2024, 4, 30)),
    )
    made = replace(content, items=items, links=(), periods=months, entries=(), entry_links=())
    with Document.create(path) as document:
        document.run(AddContent(made))
        with document.read() as session:
            plan = plans(session)[0]
            period = next(each for each in periods(session) if each.label == "2024-04")
            now = {each.ref: each for each in items_now(session, plan.id, period.id).values()}
        sent = tuple(_sent(now[str(row[1])].uid, now[str(row[1])].key, row) for row in rows)
        one = NewReturn(REFERENCE, plan.id, LEAD, "", 1, "good.xlsx", sent)
        document.run(IssueReturns(period.id, dt.date(2024, 4, 2), None, (one,)))
    keys = {str(row[0]): now[str(row[1])].key for row in rows}
    return {**_WORDS, **keys, "7d1c0b5e-2f4e-4b53-9a2d-6c8b4f0d1a11": plan.uid}


def translated(path: Path, words: Mapping[str, str]) -> bytes:
    """Return the bytes of a faulty workbook in our words; one that is no zip stays as it is."""
    data = path.read_bytes()
    out = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(data)) as old:
            infos = old.infolist()
            names = [info.filename for info in infos]
            if len(set(names)) < len(names) or any(info.file_size > _MOST for info in infos):
                return data
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
                for info in infos:
                    part = old.read(info)
                    if info.filename.endswith(".xml"):
                        part = _put(part, words)
                    new.writestr(info.filename, part)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return data
    return out.getvalue()


def _put(part: bytes, words: Mapping[str, str]) -> bytes:
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        return part

    def other(found: re.Match[str]) -> str:
        said = found.group(2)
        return found.group(1) + words.get(said.strip(), said) + found.group(3)

    return _TEXT.sub(other, text).encode("utf-8")


def _item(project: str, row: tuple[object, ...]) -> ItemContent:
    due = row[4]
    words = f"{due.day} {due:%B %Y}" if isinstance(due, dt.datetime) else str(due or "")
    key, ref, title, lead = (str(value) for value in row[:4])
    shown = ("The board saw it work.",) if row[6] == "Blue" else ()
    return ItemContent(key, Level.ACTION, title, project, ref, (lead,), due=words, evidence=shown)


def _sent(uid: str, key: str, row: tuple[object, ...]) -> tuple[str, ReturnRow]:
    due = row[4]
    words = due.strftime("%d/%m/%Y") if isinstance(due, dt.datetime) else str(due or "")
    return uid, ReturnRow(
        key, str(row[1]), str(row[2]), str(row[3]), words, str(row[5] or ""), Answers()
    )
