"""A paper's content put into a plan file and out again as one of its reports."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from sqlalchemy import select

from plandesk.models.plan import Plan
from plandesk.services.document import Document
from plandesk.services.ops.content import AddContent
from plandesk.services.packs.outline import EntryKind
from plandesk.services.packs.single_report import ReportWish, build_report

_BREAKS = re.compile(r"[\s\u00ad\u200b-]+")


def report_of(content, kind: EntryKind, folder: Path) -> Path:
    """Build one report of a content; its plan file is made once in a folder."""
    path = folder / "paper.plandesk"
    if not path.exists():
        with Document.create(path) as document:
            document.run(AddContent(content))
    with Document.open(path) as document:
        with document.read() as session:
            plan_id = session.scalar(select(Plan.id))
        target = folder / f"{kind.value}.pdf"
        build_report(document, ReportWish(kind, plan_id), target)
    return target


def text_of(report: Path, how: str) -> str:
    """Return what a report says, as laid out or, with "-raw", in the order it is drawn."""
    words = ["pdftotext", how, str(report), "-"]
    return subprocess.run(words, capture_output=True, check=True, timeout=60).stdout.decode()


def not_printed(report: Path, said: list[str]) -> list[str]:
    """Return what a report does not hold word for word; a page may end within it, once."""
    packed = _squeezed(text_of(report, "-raw"))
    return [text for text in said if text and not _is_in(_squeezed(text), packed)]


def _squeezed(text: str) -> str:
    return _BREAKS.sub("", text)


def _is_in(text: str, packed: str) -> bool:
    if text in packed:
        return True
    at = max((n for n in range(1, len(text)) if text[:n] in packed), default=0)
    return at > 0 and text[at:] in packed
