"""What became of a tracker, as text to keep: counts, changes, doubts, and every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from plandesk.errors import writing
from plandesk.excel.trackers.mapping import RowKind
from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.types import Level, Scale
from plandesk.services.trackers.differences import FieldChange
from plandesk.services.trackers.match import How, RowPreview, TrackerPreview

_SHOWN = 400


@dataclass(frozen=True, slots=True)
class TrackerAccount:
    """A tracker read, with its preview where it goes into a plan that exists.

    ``book`` is the workbook's name, ``plan`` the title of the plan it goes into.
    """

    book: str
    plan: str
    reading: TrackerReading
    preview: TrackerPreview | None = None

    @property
    def created(self) -> dict[Level, int]:
        """How many rows are new, by level."""
        if self.preview is not None:
            return self.preview.counts()
        found = dict.fromkeys(Level, 0)
        for each in self.reading.content.items:
            found[each.level] += 1
        return found

    @property
    def changed(self) -> int:
        """How many rows of the plan get another value."""
        if self.preview is None:
            return 0
        return sum(bool(row.changes) for row in self.preview.rows if row.how is not How.NEW)

    @property
    def is_foreign(self) -> bool:
        """Tell whether no action of the tracker was found in the plan that it goes into.

        Headings may be alike by chance.
        """
        rows = self.preview.rows if self.preview is not None else ()
        actions = [row for row in rows if row.level == Level.ACTION]
        return bool(actions) and all(row.how is How.NEW for row in actions)

    @property
    def rated(self) -> int:
        """How many ratings come in."""
        if self.preview is None:
            return sum(
                update.rating is not None
                for each in self.reading.content.items
                for update in each.updates
            )
        new = {row.key for row in self.preview.rows if row.how is How.NEW}
        locked = set(self.preview.locked)
        found = sum(change.field == "rating" for row in self.preview.rows for change in row.changes)
        return found + sum(
            update.rating is not None and update.period not in locked
            for each in self.reading.content.items
            if each.key in new
            for update in each.updates
        )


def summed(counts: dict[Level, int], names: tuple[str, ...]) -> str:
    """Return counts in words: "5 workstreams, 34 projects"; empty when all are nothing."""
    return ", ".join(
        f"{count:,} {names[int(level) - 1].lower()}{'' if count == 1 else 's'}"
        for level, count in counts.items()
        if count
    )


def field_words(name: str) -> str:
    """Return what a changed field is called: "Rating", "Measures"."""
    words = name.removeprefix("fields.")
    return words[:1].upper() + words[1:]


def value_words(change: FieldChange, value: Any, scale: Scale) -> str:
    """Return a value of a change as people say it; empty for none."""
    if change.field == "rating":
        rating = scale.by_code(value)
        return rating.word if rating else ""
    if isinstance(value, (list, tuple)):
        parts = cast("Iterable[Any]", value)
        return " / ".join(str(each) for each in parts)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return "" if value is None else str(value)


def report_text(account: TrackerAccount) -> str:
    """Return the report of one tracker."""
    reading, counts = account.reading, account.reading.counts
    names = reading.content.level_names
    lines = [
        f"Tracker: {account.book}",
        f"Plan: {account.plan}",
        "",
        f"New: {summed(account.created, names) or 'nothing'}",
    ]
    if account.preview is not None:
        lines.append(f"Rows of the plan with another value: {account.changed:,}")
    lines += [
        f"Ratings: {account.rated:,}",
        f"Rows read: {counts.read:,} = taken {counts.taken:,} + headings {counts.headings:,} + "
        f"repeated headers {counts.repeated_headers:,} + other {counts.other:,} + not understood "
        f"{counts.not_understood:,}",
    ]
    not_understood = (f"{r.sheet}, row {r.row}: {r.reason}" for r in reading.not_understood)
    doubts = (f"{doubt.sheet}: {doubt.reason}" for doubt in reading.doubts)
    lines += [*_part("Not understood", not_understood), *_part("To look at", doubts)]
    lines += _part("Notes", (*reading.notes, *(account.preview.notes if account.preview else ())))
    lines += _part("Columns", column_lines(reading))
    if account.preview is not None:
        lines += _preview_parts(account.preview, reading.content.scale)
    lines += _part("Every row", _rows(reading))
    return "\n".join(lines) + "\n"


def column_lines(reading: TrackerReading, *, kept: bool = False) -> Iterator[str]:
    """Yield what each column that was read holds; only those without a place of their own if so.

    A column without a heading is among them: what stands in it is kept under its letter.
    """
    for how in reading.mapping.sheets:
        for each in how.columns if how.use else ():
            if kept and each.field is not None:
                continue
            named = "no heading" if each.unnamed else f"“{each.heading}”"
            holds = each.field.value if each.field else f"kept as “{each.heading}”"
            period = f", {each.period}" if each.period else ""
            yield f"{how.name}, column {each.letter} ({named}): {holds}{period}"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    yield ""
    yield f"{title} ({len(found):,})"
    yield from (f"  {line}" for line in found or ["none"])


def _preview_parts(preview: TrackerPreview, scale: Scale) -> Iterator[str]:
    by_text = (_match_line(row) for row in preview.rows if row.how is How.TEXT)
    yield from _part("Matched by their text", by_text)
    yield from _part(
        "Changes",
        (
            f"{row.ref or row.title[:60]}: {field_words(each.field)}"
            f"{f', {each.period}' if each.period else ''}: "
            f"“{value_words(each, each.before, scale)}” to “{value_words(each, each.after, scale)}”"
            for row in preview.rows
            for each in row.changes
        ),
    )
    yield from _part(
        "In the plan, not in the tracker (they stay as they are)",
        (f"{each.ref} {each.title}".strip() for each in preview.missing),
    )


def _match_line(row: RowPreview) -> str:
    sheet, number = row.place
    match = f"{row.match.ref} {row.match.title} ({row.match.score:.0f})" if row.match else ""
    second = row.runner_up
    other = f"; next: {second.ref} {second.title} ({second.score:.0f})" if second else ""
    return f"{sheet}, row {number}: {row.title[:_SHOWN]} = {match}{other}"


def _rows(reading: TrackerReading) -> Iterator[str]:
    for row in reading.rows:
        if row.kind is not RowKind.BLANK:
            reason = f" ({row.reason})" if row.reason else ""
            yield f"{row.sheet}, row {row.row}: {row.kind.value}{reason}"


def save_report(account: TrackerAccount, target: Path) -> Path:
    """Write the report as a text file; raises UserError where it cannot be written."""
    return write_text(target, report_text(account))


def write_text(target: Path, text: str) -> Path:
    """Write a text file; raises UserError where that fails."""
    with writing(target):
        target.write_text(text, "utf-8-sig" if target.suffix == ".txt" else "utf-8")
    return target
