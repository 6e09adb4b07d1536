"""Building packs: the agenda of a pack, filled from the plan, printed as PDF."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.detail import StoredFile
from plandesk.models.exempt import paragraph_words
from plandesk.models.labels import SETTING as LANGUAGE
from plandesk.models.labels import read_labels
from plandesk.models.timeframes.types import day_words
from plandesk.reports.build import PackBuilder, PackResult
from plandesk.reports.content import (
    AgendaEntry,
    AttachedPaper,
    Exempt,
    Meeting,
    PackContent,
    PublicContent,
    Section,
)
from plandesk.reports.progress import Silent, Steps
from plandesk.services.copies.withheld import marks, public_copy
from plandesk.services.document import Document
from plandesk.services.history import newest_hash
from plandesk.services.packs.data import as_bytes, is_whole, plan_as_printed, published
from plandesk.services.packs.fields import (
    covering_report_of,
    field_values,
    fill,
    note_of,
    template_texts,
)
from plandesk.services.packs.names import SETTING as NAMING
from plandesk.services.packs.names import Naming, Roles
from plandesk.services.packs.outline import TITLES, EntryKind
from plandesk.services.packs.registers import REGISTER_SECTIONS
from plandesk.services.queries.packs import content as read
from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow, find_pack
from plandesk.services.queries.packs.assurance import (
    assurance_of,
    exceptions_with_overrides,
    reopenings,
)
from plandesk.services.queries.packs.builds import (
    Follower,
    deadlines,
    followers,
    late_items,
    numbering,
)
from plandesk.services.queries.packs.changes import changes_of, reissue_of
from plandesk.services.queries.packs.returns import returns_of
from plandesk.services.queries.registers.source import Source
from plandesk.store.placing import make_folder
from plandesk.store.room import need_room
from plandesk.store.scratch import scratch_folder


@dataclass(frozen=True, slots=True)
class BuildWish:
    """Which versions to build and where to put them.

    ``names`` overrides the plan's setting; ``reissue`` adds what changed since the last build.
    ``html``, ``xlsx`` and ``docx`` add those forms of the public version, or of the full one alone.
    ``password`` opens the full version; it is kept nowhere. A ``draft`` is for looking at: it may
    hold items that are late and do not say why yet.
    """

    folder: Path
    public: bool = True
    full: bool = True
    large_print: bool = False
    names: Naming | None = None
    reissue: bool = False
    html: bool = False
    xlsx: bool = False
    password: str = field(default="", repr=False)
    docx: bool = False
    draft: bool = False

    @property
    def has_twins(self) -> bool:
        """Say whether other forms than PDF are wished."""
        return self.html or self.xlsx or self.docx


@dataclass(frozen=True, slots=True)
class Build:
    """A pack that was built: its files, what it says, and what to keep of it."""

    pack: PackRow
    content: PackContent
    results: tuple[PackResult, ...]
    period_id: int | None = None


SECTIONS: dict[EntryKind, Callable[[read.PlanFacts], Section]] = {
    EntryKind.DASHBOARD: read.dashboard_of,
    EntryKind.PROJECT_SUMMARY: read.project_summary_of,
    EntryKind.ACTION_SUMMARY: read.action_summary_of,
    EntryKind.HIGHLIGHTS: read.highlights_of,
    EntryKind.MILESTONES: read.milestones_of,
    EntryKind.OUTCOMES: read.outcomes_of,
}
"""The sections that are made from nothing but the facts of the plan."""
_CHECKED: dict[EntryKind, Callable[[Session, read.PlanFacts], Section]] = {
    EntryKind.EXCEPTIONS: exceptions_with_overrides,
    EntryKind.ASSURANCE: assurance_of,
    EntryKind.RETURNS: returns_of,
}


def build_packs(
    document: Document, name: str, wish: BuildWish, ctx: Steps | None = None
) -> list[PackResult]:
    """Build the wished versions of a pack and return what was written; nothing is kept of it."""
    return list(build_pack(document, name, wish, ctx).results)


def build_pack(document: Document, name: str, wish: BuildWish, ctx: Steps | None = None) -> Build:
    """Build the wished versions of a pack.

    The plan is read in one short go before anything is drawn. Raises UsageError for an unknown
    pack, UserError for a paper that cannot be taken in, an item that is late without a reason,
    or a public version that would leak.
    """
    _refuse_unlocked(wish)
    need_room(wish.folder, document.size, "the pack")
    with scratch_folder() as scratch:
        folder = Path(scratch)
        with document.read() as session:
            pack = find_pack(session, name)
            if not wish.draft:
                _refuse_textless(session, pack)
                _refuse_late(session, pack, document.now.date())
            reading = Reading(document.now, folder, wish.names, wish.reissue)
            content, period_id = _read(session, pack, reading)
            content = replace(content, public=_public(session, pack, reading))
            after = followers(session, pack)
        content = content.with_large_print(on=wish.large_print)
        builder = PackBuilder(content, ctx or Silent())
        make_folder(wish.folder)
        results = [
            builder.build(
                wish.folder / file_name(pack, content, kind, wish),
                public=public,
                password="" if public else wish.password,
            )
            for kind, public, wanted in (
                ("full", False, wish.full),
                ("public", True, wish.public),
            )
            if wanted
        ]
        results = [_with_clashes(result, content, after) for result in results]
        twins = _twins(builder, results[-1], wish) if results else []
    return Build(pack, content, (*results, *twins), period_id)


def _with_clashes(
    result: PackResult, content: PackContent, after: Sequence[Follower]
) -> PackResult:
    """Add what an issue that grew does to the numbers of the supplements built before it."""
    item = int(content.entries[-1].number)
    clashes = (each.clash(result.last_page, item) for each in after)
    return replace(result, findings=(*result.findings, *filter(None, clashes)))


def _refuse_unlocked(wish: BuildWish) -> None:
    """Refuse what a password would not cover, rather than write it open beside a locked file."""
    if not wish.password:
        return
    if not wish.full:
        raise UserError("A public pack has no password.", "Build the full version with it.")
    if wish.has_twins and not wish.public:
        raise UserError(
            "Other forms of the full version than PDF would have no password.",
            "Build them of the public version, or the PDF alone.",
        )


def _twins(builder: PackBuilder, pdf: PackResult, wish: BuildWish) -> list[PackResult]:
    if not wish.has_twins:
        return []
    from plandesk.services.packs import twins  # loads the workbook writer

    made: list[PackResult] = []
    if wish.html:
        made.append(twins.write_html(builder, pdf, pdf.path.with_suffix(".html")))
    if wish.xlsx:
        made.append(twins.write_xlsx(builder, pdf, pdf.path.with_suffix(".xlsx")))
    if wish.docx:
        made.append(twins.write_docx(builder, pdf, pdf.path.with_suffix(".docx")))
    return made


@dataclass(frozen=True, slots=True)
class Reading:
    """How a pack is read: the clock, a folder for its papers, and what else it is to say."""

    now: dt.datetime
    folder: Path
    names: Naming | None = None
    reissue: bool = False


def _refuse_textless(session: Session, pack: PackRow) -> None:
    """Refuse a page that would say nothing but its title; left out, later items' numbers move."""
    numbered = enumerate(pack.entries, start=numbering(session, pack)[1])
    empty = [str(number) for number, entry in numbered if entry.spec.is_unwritten]
    if empty:
        said = f"Item {empty[0]} has" if len(empty) == 1 else f"Items {', '.join(empty)} have"
        raise UserError(
            f"{said} no text.",
            "Write it (“Verbal item” is enough), or take the item off the agenda.",
        )


def _refuse_late(session: Session, pack: PackRow, today: dt.date) -> None:
    late = late_items(session, pack, today)
    days = deadlines(session, pack)
    if late and days is not None:
        numbers = ", ".join(map(str, late))
        said = f"Item {numbers} is" if len(late) == 1 else f"Items {numbers} are"
        raise UserError(
            f"{said} late: papers had to be published by {day_words(days.publish_by)}.",
            "Say for each why it is late, or for the whole pack on its cover.",
        )


def content_of(session: Session, pack: PackRow, reading: Reading) -> PackContent:
    """Return everything a pack prints, as plain values."""
    return _read(session, pack, reading)[0]


def _read(session: Session, pack: PackRow, reading: Reading) -> tuple[PackContent, int | None]:
    facts = read.read_facts(session, pack.plan_id, pack.period_id)
    naming = reading.names or Naming(_setting(facts, NAMING) or Naming.NAMES)
    roles = Roles(session) if naming is Naming.ROLES else None
    facts = roles.in_facts(facts) if roles else facts
    around = _Around(session, pack, facts, reading, roles)
    first_page, first_item = numbering(session, pack)
    entries = around.entries(first_item)
    content = PackContent(
        title=pack.title,
        plan=facts.title,
        organisation=pack.organisation or _setting(facts, "council"),
        meeting=Meeting(around.body, pack.meeting_on, pack.place, pack.time),
        built_at=reading.now.replace(tzinfo=dt.UTC),
        scale=facts.scale,
        entries=entries,
        period=facts.period.label if facts.period else "",
        as_at=facts.period.as_at if facts.period else None,
        first_page=first_page,
        secrets=roles.secrets if roles else (),
        notices=around.notices(),
        footer=_setting(facts, "footer"),
        history=newest_hash(session.connection()),
        logo=_logo(session, facts),
        labels=read_labels(_setting(facts, LANGUAGE)),
    )
    uid, plan = plan_as_printed(session, facts, pack.plan_id)
    plan = roles.in_plan(plan) if roles else plan
    shown = published(plan, content, facts)
    public_data = as_bytes(uid, shown, whole=is_whole(shown, plan))
    words = (
        *plan.level_names,
        *(option.word for option in plan.outcomes),
        *template_texts(field_values(facts, around.body)),
    )
    data = as_bytes(uid, plan)
    content = replace(content, data=data, public_data=public_data, vocabulary=words)
    return content, facts.period.id if facts.period else None


def _public(session: Session, pack: PackRow, reading: Reading) -> PublicContent | None:
    """Return what the public version says where the plan itself holds anything exempt."""
    if not marks(session.connection()):
        return None
    engine, withheld = public_copy(session)
    try:
        with Session(engine) as copy:
            return PublicContent(_read(copy, pack, reading)[0], tuple(sorted(withheld)))
    finally:
        engine.dispose()


def _setting(facts: read.PlanFacts, name: str) -> str:
    return str(facts.settings.get(name, "") or "")


def _logo(session: Session, facts: read.PlanFacts) -> bytes:
    stored = session.get(StoredFile, _setting(facts, "logo"))
    return stored.content if stored is not None else b""


@dataclass(frozen=True, slots=True)
class _Around:
    """What an agenda item is filled from."""

    session: Session
    pack: PackRow
    facts: read.PlanFacts
    reading: Reading
    roles: Roles | None

    @property
    def body(self) -> str:
        return self.pack.body or _setting(self.facts, "board")

    def notices(self) -> tuple[str, ...]:
        """Return what the cover says beside the title: supplement, lateness, reopenings."""
        said: list[str] = []
        above = self.pack.supplement_to_id
        if above is not None:
            title = find_pack(self.session, str(above)).title
            said.append(f"Supplement to “{title}”: its page and item numbers go on from there.")
        if self.pack.late_reason:
            said.append(f"Published late: {self.pack.late_reason}")
        said += reopenings(self.session, self.facts)
        return tuple(said)

    def entries(self, first: int) -> tuple[AgendaEntry, ...]:
        """Return the agenda, with what changed at its end where the pack is issued again."""
        values = field_values(self.facts, self.body)
        found = [
            self._entry(str(number), entry, values)
            for number, entry in enumerate(self.pack.entries, start=first)
        ]
        if self.reading.reissue:
            changed = reissue_of(self.session, self.facts, self.pack, found)
            if changed is not None:
                number = str(first + len(found))
                found.append(AgendaEntry(number, "What changed in this issue", changed))
        return tuple(found)

    def _entry(self, number: str, entry: PackEntryRow, values: dict[str, str]) -> AgendaEntry:
        spec = entry.spec
        title = fill(spec.title or TITLES[spec.kind], values, f"Title of item {number}")
        exempt = None
        if spec.exempt_paragraph:
            exempt = Exempt(paragraph_words(spec.exempt_paragraph), spec.exempt_reason)
        section = self._section(entry, values, f"Item {number}")
        presenter = self.roles.one(spec.presenter) if self.roles else spec.presenter
        return AgendaEntry(
            number, title, section, presenter, spec.purpose, exempt, spec.late_reason
        )

    def _section(self, entry: PackEntryRow, values: dict[str, str], where: str) -> Section:
        spec = entry.spec
        if spec.kind is EntryKind.PAPER:
            return _paper(self.session, spec.file_hash or "", self.reading.folder, where)
        if spec.kind is EntryKind.COVERING_REPORT:
            return covering_report_of(fill(spec.text, values, where))
        if spec.kind is EntryKind.NOTE:
            return note_of(fill(spec.text, values, where))
        if spec.kind is EntryKind.CHANGES:
            return changes_of(self.session, self.facts, self.pack, self.body)
        naming = self.roles.of if self.roles else tuple
        return made_section(spec.kind, Source(self.session, self.facts, self.pack.plan_id, naming))


def made_section(kind: EntryKind, source: Source) -> Section:
    """Return a section that is made from the plan alone, whichever pack it is for."""
    if kind in _CHECKED:
        return _CHECKED[kind](source.session, source.facts)
    if kind in REGISTER_SECTIONS:
        return REGISTER_SECTIONS[kind](source)
    return SECTIONS[kind](source.facts)


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
    large = "large print" if wish.large_print else ""
    again = f"issue of {content.built_at:%Y-%m-%d}" if wish.reissue else ""
    parts: Sequence[str] = (pack.title, when, kind, large, again)
    slug = "-".join(re.findall(r"[a-z0-9]+", " ".join(parts).casefold()))
    return f"{slug[:150] or 'pack'}.pdf"
