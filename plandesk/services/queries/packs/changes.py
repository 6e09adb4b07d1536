"""The changes section of a pack: what is different since its body last saw the plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Level
from plandesk.reports.content import AgendaEntry, ChangeRow, Changes
from plandesk.services.cell_text import field_word
from plandesk.services.queries.changes_since import ChangeKind, PlanChange, changes_since_period
from plandesk.services.queries.packs.agendas import PackEntryRow, PackRow
from plandesk.services.queries.packs.builds import (
    BuildRow,
    builds,
    changes_since_build,
    last_build_for,
)
from plandesk.services.queries.packs.content import PlanFacts


def changes_of(session: Session, facts: PlanFacts, pack: PackRow, body: str) -> Changes:
    """Return what changed since the last pack of this body, or since the period before."""
    last = last_build_for(session, pack, body)
    if last is not None:
        since = f"“{last.pack}” was built for {body or 'this body'} on {_day(last)}"
        return _section(facts, since, changes_since_build(session, last))
    if facts.previous is None:
        return Changes("the plan began", (), ("This is the first pack of the plan.",))
    return _section(facts, facts.previous.label, changes_since_period(session, facts.previous.id))


def reissue_of(
    session: Session, facts: PlanFacts, pack: PackRow, agenda: Sequence[AgendaEntry]
) -> Changes | None:
    """Return what changed since this pack itself was last built, None if it never was.

    ``agenda`` is what the pack prints now, entry for entry.
    """
    earlier = builds(session, pack.id) if pack.id is not None else []
    if not earlier:
        return None
    since = f"the issue of {_day(earlier[0])}"
    rows = (
        *_agenda_changes(earlier[0], list(zip(pack.entries, agenda, strict=True))),
        *_rows(facts, changes_since_build(session, earlier[0])),
    )
    said = f"This pack replaces the one issued on {_day(earlier[0])}."
    return Changes(since, rows, (said,))


def _day(build: BuildRow) -> str:
    return day_words(build.built_at.date())


def _section(facts: PlanFacts, since: str, found: Iterable[PlanChange]) -> Changes:
    return Changes(since, tuple(_rows(facts, found)))


def _rows(facts: PlanFacts, found: Iterable[PlanChange]) -> list[ChangeRow]:
    ids = {row.id for row in facts.rows}
    rows: list[ChangeRow] = []
    for change in found:
        if change.item_id is not None and change.item_id not in ids:
            continue  # another plan of the file
        before, after = change.before or "", change.after or ""
        if change.kind is ChangeKind.RE_RATED:
            before, after = (_word(facts, code) for code in (change.before, change.after))
        rows.append(ChangeRow(change.ref, change.title, _kind(facts, change), before, after))
    return rows


def _word(facts: PlanFacts, code: str | None) -> str:
    rating = facts.scale.by_code(code)
    return rating.word if rating else "Not rated"


def _kind(facts: PlanFacts, change: PlanChange) -> str:
    """Say what was done to what: "Re-worded: progress", "Added", "Added: lead"."""
    word = change.kind.value.capitalize()
    if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and not change.field:
        level = facts.level_names[Level(change.level) - 1]
        return f"{level} {change.kind.value}"
    if change.kind in (ChangeKind.RE_WORDED, ChangeKind.ADDED, ChangeKind.REMOVED):
        return f"{word}: {field_word(change.field).lower()}" if change.field else word
    return word


def _agenda_changes(
    earlier: BuildRow, agenda: Sequence[tuple[PackEntryRow, AgendaEntry]]
) -> list[ChangeRow]:
    """Name each item as it is printed now, and one that is gone as it was printed then."""
    was = {str(item["uid"]): item for item in earlier.items}
    now = {entry.uid for entry, _ in agenda}
    moved = _moved([uid for uid in was if uid in now], [e.uid for e, _ in agenda if e.uid in was])
    rows = [
        ChangeRow(f"Item {item['number']}", str(item["title"]), "Agenda item removed")
        for uid, item in was.items()
        if uid not in now
    ]
    for entry, printed in agenda:
        ref, old = f"Item {printed.number}", was.get(entry.uid)
        if old is None:
            rows.append(ChangeRow(ref, printed.title, "Agenda item added"))
            continue
        if entry.uid in moved:
            before = f"Item {old['number']}"
            rows.append(ChangeRow(ref, printed.title, "Agenda item moved", before, ref))
        rows += (ChangeRow(ref, printed.title, *said) for said in _edits(entry, printed, old))
    return rows


def _edits(
    entry: PackEntryRow, printed: AgendaEntry, old: Mapping[str, Any]
) -> Iterator[tuple[str, ...]]:
    """Yield what was done to an item that stayed, with what it was and is where that is short."""
    spec = entry.spec
    if old["title"] != printed.title:
        # The old title of an exempt item may be what is to be kept back.
        both = () if spec.exempt_paragraph else (str(old["title"]), printed.title)
        yield "Title changed", *both
    if old.get("exempt", spec.exempt_paragraph) != spec.exempt_paragraph:
        yield ("Now exempt" if spec.exempt_paragraph else "No longer exempt",)
    if old.get("file_hash") != spec.file_hash:
        yield ("Paper replaced",)
    elif old.get("text") != fingerprint(spec.text):
        yield ("Text changed",)


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """Return the fewest that must be picked up to put one order into the other."""
    place = {uid: at for at, uid in enumerate(before)}
    runs: list[list[str]] = [[]]  # the longest rising run that ends with each, and the empty one
    for uid in after:
        before_it = (run for run in runs if not run or place[run[-1]] < place[uid])
        runs.append([*max(before_it, key=len), uid])
    return set(after) - set(max(runs, key=len))


def fingerprint(text: str) -> str:
    """Return a short mark of a text, by which a changed one is told from an unchanged one."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
