"""Prints the help as one manual, with the engine that prints packs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import plandesk
from plandesk.models.labels import read_labels
from plandesk.models.types import Scale
from plandesk.reports.content import AgendaEntry, Meeting, PackContent
from plandesk.services.guide.pages import read_help

if TYPE_CHECKING:
    from plandesk.reports.build import PackResult

# The manual of one version is one file, byte for byte, whenever and wherever it is written.
_CLOCK = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
_WORDS = {
    "agenda": "Contents",
    "item_of": "Chapter {number}",
    "item_with": "Chapter {number}: {title}",
}


def manual_content() -> PackContent:
    """Return the manual as a pack: a chapter for each page."""
    entries = tuple(
        AgendaEntry(str(number), page.title, page.guide)
        for number, page in enumerate(read_help().pages, start=1)
    )
    return PackContent(
        title="PlanDesk manual",
        plan=f"Version {plandesk.__version__}",
        organisation="PlanDesk",
        meeting=Meeting(""),
        built_at=_CLOCK,
        scale=Scale("", ()),
        entries=entries,
        labels=read_labels("en").with_words(_WORDS),
    )


def write_manual(target: Path, step: Callable[[int, int, str], None]) -> PackResult:
    """Write the manual as tagged PDF; raises UserError where it cannot be written."""
    from plandesk.reports.build import PackBuilder

    return PackBuilder(manual_content(), _Steps(step)).build(target, public=False)


class _Steps:
    """Passes the progress of the report engine on."""

    def __init__(self, step: Callable[[int, int, str], None]) -> None:
        self._step = step

    def step(self, done: int, total: int, text: str) -> None:
        """Say how far it is; may raise Cancelled."""
        self._step(done, total, text)
