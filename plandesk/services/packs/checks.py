"""What the secretary should look at before a pack is built and published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.models.counted import counted
from plandesk.models.detail import StoredFile
from plandesk.models.timeframes.types import day_words
from plandesk.reports.build import PackResult
from plandesk.services.packs.outline import EntryKind
from plandesk.services.queries.packs.agendas import PackRow
from plandesk.services.queries.packs.builds import deadlines, late_items, numbering
from plandesk.services.queries.plan_tree import current_period, periods


@dataclass(frozen=True, slots=True)
class PackCheck:
    """One line of the list of checks: passed, or what to do.

    ``item`` is the place in the agenda that it is about, from 1; its number may be higher.
    """

    passed: bool
    text: str
    fix: str = ""
    item: int | None = None


def pack_checks(
    session: Session, pack: PackRow, today: dt.date, drawn: Sequence[PackResult] = ()
) -> list[PackCheck]:
    """Return the checks of a pack; ``drawn`` are the results of its preview or its build."""
    before = numbering(session, pack)[1] - 1
    return [
        *_papers(session, pack, before),
        *_exempt(pack, before),
        *_days(session, pack, today, before),
        *_period(session, pack),
        *(check for result in drawn[:1] for check in _drawn(result)),
    ]


def _papers(session: Session, pack: PackRow, before: int) -> Iterator[PackCheck]:
    missing = [
        (place, entry.spec.title)
        for place, entry in enumerate(pack.entries, start=1)
        if entry.spec.kind is EntryKind.PAPER
        and session.get(StoredFile, entry.spec.file_hash or "") is None
    ]
    for place, title in missing:
        said = f"Item {before + place}: “{title}” has no paper"
        yield PackCheck(False, said, "Attach it again.", place)
    if not missing:
        count = sum(entry.spec.kind is EntryKind.PAPER for entry in pack.entries)
        yield PackCheck(True, f"All papers are there ({count})")
    for place, entry in enumerate(pack.entries, start=1):
        if entry.spec.is_unwritten:
            said = f"Item {before + place} has no text"
            yield PackCheck(False, said, "Write it at the right.", place)


def _exempt(pack: PackRow, before: int) -> Iterator[PackCheck]:
    exempt = [n for n, entry in enumerate(pack.entries, start=1) if entry.spec.exempt_paragraph]
    if exempt:
        listed = ", ".join(str(before + place) for place in exempt)
        yield PackCheck(True, f"Not for publication: item {listed}; a page stands in for each")
    else:
        yield PackCheck(True, "No item is exempt: both versions are the same")


def _days(session: Session, pack: PackRow, today: dt.date, before: int) -> Iterator[PackCheck]:
    days = deadlines(session, pack)
    if days is None:
        yield PackCheck(
            False, "The meeting has no date", "Give it on the cover; the days then count."
        )
        return
    if days.is_late(today):
        text = f"Papers had to be published by {day_words(days.publish_by)}"
        yield PackCheck(bool(pack.late_reason), text, pack.late_reason or "Say why it is late.")
    else:
        yield PackCheck(True, f"Publish by {day_words(days.publish_by)}")
    for number in late_items(session, pack, today):
        yield PackCheck(False, f"Item {number} is late", "Say why it cannot wait.", number - before)
    if not days.is_certain:
        yield PackCheck(
            False, "The bank holidays of that year are not known", "Count the clear days by hand."
        )


def _period(session: Session, pack: PackRow) -> Iterator[PackCheck]:
    known = {row.id: row for row in periods(session)}
    told = known.get(pack.period_id or 0) or current_period(session)
    if told is None:
        yield PackCheck(False, "No reporting period has been opened", "Open one first.")
    elif told.is_open:
        yield PackCheck(
            False, f"{told.label} is still open", "Close it, so that its figures cannot move."
        )
    else:
        yield PackCheck(True, f"{told.label} is closed: its figures stay")


def _drawn(result: PackResult) -> Iterator[PackCheck]:
    size = result.path.stat().st_size / 1e6 if result.path.exists() else 0.0
    yield PackCheck(True, f"{counted(result.pages, 'page')}, {size:.1f} MB")
    if result.pdf_ua:
        yield PackCheck(True, "Accessible: tagged, and clean by PDF/UA")
    if result.has_all_words:
        yield PackCheck(True, "Every chart and picture has an alternative text")
    if result.has_all_fonts:
        yield PackCheck(True, "All fonts are in the file")
    for name in result.not_accessible:
        yield PackCheck(False, f"{name} is not accessible", "Ask its author for a tagged PDF.")
    for said in result.findings:
        if not any(said.startswith(f"{name}: is not tagged") for name in result.not_accessible):
            yield PackCheck(False, said)
