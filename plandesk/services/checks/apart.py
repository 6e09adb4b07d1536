"""Large plans checked in a process of their own, so that the window stays alive meanwhile."""

from __future__ import annotations

from pathlib import Path

from plandesk.errors import FileMoved, FileProblem
from plandesk.services.apart import Step, plan_to_read, run_apart
from plandesk.services.check import check_findings
from plandesk.services.checks.finding import PlanFinding
from plandesk.services.copies.rescue import check_file
from plandesk.services.document import Document

_HERE = "plandesk.services.checks.apart"
_PATIENCE = 0.0  # a check leaves nothing behind but its copy, which is swept up


def findings_apart(document: Document, period_id: int | None, step: Step) -> list[PlanFinding]:
    """Return what ``check_findings`` does, of what is in the plan's file at this moment.

    A plan on a server is checked here: only this process has the words to open it.
    """
    if document.is_shared:
        with document.read() as session:
            return check_findings(session, period_id, step=step)
    function = f"{_HERE}:findings_of_file"
    return run_apart(function, (document.path, period_id), step, _PATIENCE)


def findings_of_file(path: Path, period_id: int | None, step: Step) -> list[PlanFinding]:
    """Check a plan that is only read; for the other process."""
    with plan_to_read(path) as document, document.read() as session:
        return check_findings(session, period_id, step=step)


def file_problems_apart(document: Document, step: Step) -> list[str]:
    """Return what ``check_file`` does; raises FileMoved where the file lies there no longer."""
    if document.is_shared:
        return check_file(document, step)
    with document.read() as session:
        session.connection()  # which looks whether it is still the same file
    return run_apart(f"{_HERE}:problems_of_file", (document.path,), step, _PATIENCE)


def problems_of_file(path: Path, step: Step) -> list[str]:
    """Check a plan's file, page by page as it lies there; for the other process."""
    try:
        with plan_to_read(path) as document:
            return check_file(document, step)
    except FileMoved:
        raise
    except FileProblem as problem:
        return [problem.message]
