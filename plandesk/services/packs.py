"""Building packs: the agenda of a pack, filled from the plan, printed as PDF."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.detail import StoredFile
from plandesk.reports.build import PackBuilder, PackResult
from plandesk.reports.content import (
    AgendaEntry,
    AttachedPaper,
    Exempt,
    Meeting,
    Note,
    PackContent,
    Section,
)
from plandesk.reports.progress import Silent, Steps
from plandesk.services.document import Document
from plandesk.services.pack_fields import covering_report_of, field_values, fill
from plandesk.services.pack_outline import TITLES, EntryKind
from plandesk.services.queries import pack_content as read
from plandesk.services.queries.packs import PackEntryRow, PackRow, find_pack


@dataclass(frozen=True, slots=True)
class BuildWish:
    """Which versions to build and where to put them."""

    folder: Path
    public: bool = True
    full: bool = True
    large_print: bool = False


_SECTIONS: dict[EntryKind, Callable[[read.PlanFacts], Section]] = {
    EntryKind.DASHBOARD: read.dashboard_of,
    EntryKind.PROJECT_SUMMARY: read.project_summary_of,
    EntryKind.ACTION_SUMMARY: read.action_summary_of,
    EntryKind.EXCEPTIONS: read.exceptions_of,
    EntryKind.HIGHLIGHTS: read.highlights_of,
    EntryKind.MILESTONES: read.milestones_of,
    EntryKind.OUTCOMES: read.outcomes_of,
    EntryKind.GLOSSARY: read.glossary_of,
}


def build_packs(
    document: Document, name: str, wish: BuildWish, ctx: Steps | None = None
) -> list[PackResult]:
    """Build the wished versions of a pack and return what was written.

    The plan is read in one short go before anything is drawn. Raises UsageError for an unknown
    pack, UserError for a paper that cannot be taken in or a public version that would leak.
    """
    with tempfile.TemporaryDirectory(prefix="plandesk-pack-") as folder:
        with document.read() as session:
            pack = find_pack(session, name)
            content = content_of(session, pack, _Reading(document.now, Path(folder)))
        content = replace(content, large_print=wish.large_print)
        builder = PackBuilder(content, ctx or Silent())
        with _writable(wish.folder):
            return [
                builder.build(wish.folder / file_name(pack, content, kind, wish), public=public)
                for kind, public, wanted in (
                    ("full", False, wish.full),
                    ("public", True, wish.public),
                )
                if wanted
            ]


@dataclass(frozen=True, slots=True)
class _Reading:
    """The clock of a build, and a folder for the papers taken out of the plan file."""

    now: dt.datetime
    folder: Path


def content_of(session: Session, pack: PackRow, reading: _Reading) -> PackContent:
    """Return everything a pack prints, as plain values."""
    facts = read.read_facts(session, pack.plan_id, pack.period_id)
    body = pack.body or _setting(facts, "board")
    values = field_values(facts, body)
    numbered = enumerate(pack.entries, start=1)
    entries = tuple(
        _agenda_entry(session, str(number), entry, (facts, values, reading.folder))
        for number, entry in numbered
    )
    return PackContent(
        title=pack.title,
        plan=facts.title,
        organisation=pack.organisation or _setting(facts, "council"),
        meeting=Meeting(body, pack.meeting_on, pack.place, pack.time),
        built_at=reading.now.replace(tzinfo=dt.UTC),
        scale=facts.scale,
        entries=entries,
        period=facts.period.label if facts.period else "",
        as_at=facts.period.as_at if facts.period else None,
    )


def _setting(facts: read.PlanFacts, name: str) -> str:
    return str(facts.settings.get(name, "") or "")


_Around = tuple[read.PlanFacts, dict[str, str], Path]


def _agenda_entry(
    session: Session, number: str, entry: PackEntryRow, around: _Around
) -> AgendaEntry:
    facts, values, folder = around
    spec = entry.spec
    title = fill(spec.title or TITLES[spec.kind], values, f"Title of item {number}")
    exempt = None
    if spec.exempt_paragraph:
        exempt = Exempt(spec.exempt_paragraph, spec.exempt_reason)
    section = _section(session, entry, (facts, values, folder), f"Item {number}")
    return AgendaEntry(number, title, section, spec.presenter, spec.purpose, exempt)


def _section(session: Session, entry: PackEntryRow, around: _Around, where: str) -> Section:
    facts, values, folder = around
    spec = entry.spec
    if spec.kind is EntryKind.PAPER:
        return _paper(session, spec.file_hash or "", folder, where)
    if spec.kind is EntryKind.COVERING_REPORT:
        return covering_report_of(fill(spec.text, values, where))
    if spec.kind is EntryKind.NOTE:
        text = fill(spec.text, values, where)
        return Note(tuple(part for part in text.split("\n") if part.strip()))
    return _SECTIONS[spec.kind](facts)


def _paper(session: Session, file_hash: str, folder: Path, where: str) -> AttachedPaper:
    stored = session.get(StoredFile, file_hash)
    if stored is None:
        raise UserError(f"{where}: its paper is not in the plan file.", "Attach the paper again.")
    path = folder / f"{stored.hash}.pdf"
    path.write_bytes(stored.content)
    return AttachedPaper(path, stored.name)


def file_name(pack: PackRow, content: PackContent, kind: str, wish: BuildWish) -> str:
    """Return a file name that every system takes: "board-pack-april-2024-public.pdf"."""
    when = content.meeting.date.isoformat() if content.meeting.date else content.period
    parts: Sequence[str] = (pack.title, when, kind, "large print" if wish.large_print else "")
    slug = "-".join(re.findall(r"[a-z0-9]+", " ".join(parts).casefold()))
    return f"{slug[:150] or 'pack'}.pdf"


@contextmanager
def _writable(folder: Path) -> Generator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UserError(
            f"The folder {folder} cannot be made: {problem.strerror}.", "Choose another folder."
        ) from problem
    yield
