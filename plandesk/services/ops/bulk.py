"""One edit of many rows: a field of a selection, or a value filled down."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from plandesk.errors import RatingRefused, UserError
from plandesk.services.cell_text import field_text, field_word
from plandesk.services.changes import OpChanges, coalesce
from plandesk.services.document import Op
from plandesk.services.edit_words import OVERRIDE, edit_words
from plandesk.services.ops.edit import SetOutcome
from plandesk.services.ops.lookup import item, items, named
from plandesk.services.ops.reasons import explain_poor
from plandesk.services.ops.together import Together


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """Set fields of many rows, each in words as ``edit_words`` reads them.

    ``changes`` holds (field, words) pairs: rating, lead, due, scope, outcome and so on. Ratings
    and updates go to ``period_id``. ``override`` is the reason for ratings that the plan's rules
    refuse, ``reason`` says why rows are rated poorly that do not say so yet. All rows change, or
    none.
    """

    item_ids: tuple[int, ...]
    changes: tuple[tuple[str, str], ...]
    period_id: int | None = None
    override: str = ""
    reason: str = ""

    @property
    def title(self) -> str:
        """Say what changes on how many rows."""
        what = " and ".join(field_word(field) for field, _ in self.changes)
        count = len(self.item_ids)
        return f"Change {what}" if count == 1 else f"Change {what} of {count} rows"

    def describe(self, session: Session) -> str:
        """Name the row, when it is one."""
        if len(self.item_ids) != 1:
            return self.title
        return f"{self.title} of {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Set the fields; refused whole when one row cannot take a value."""
        if not self.item_ids:
            raise UserError("No rows are selected.", "Select the rows to change first.")
        for field, words in self.changes:
            for group in _by_plan(session, self.item_ids):
                self._for_all(session, group, field, words).apply(session)
                session.flush()
        explain_poor(session, self.item_ids, self.period_id, self.reason)

    def _for_all(self, session: Session, item_ids: tuple[int, ...], field: str, words: str) -> Op:
        """Read the words once, for the first row, and turn the op to all rows."""
        said = {field: words}
        if self.override and field == "rating":
            said[OVERRIDE] = self.override
        first = edit_words(session, item_ids[0], said, self.period_id)
        if isinstance(first, SetOutcome):
            return SetOutcome(item_ids, first.outcome)
        names = {one.name for one in dataclasses.fields(first)}  # type: ignore[arg-type]
        if "item_ids" in names:
            return dataclasses.replace(first, item_ids=item_ids)  # type: ignore[type-var]
        each = tuple(edit_words(session, number, said, self.period_id) for number in item_ids)
        return Together(f"Change {field_word(field)}", each)


@dataclass(frozen=True, slots=True)
class FillDown:
    """Give the rows after the first one the first one's value of some fields."""

    item_ids: tuple[int, ...]
    fields: tuple[str, ...]
    period_id: int | None = None

    @property
    def title(self) -> str:
        """Say what is filled down."""
        return f"Fill down {' and '.join(field_word(field) for field in self.fields)}"

    def describe(self, session: Session) -> str:
        """Say from which row."""
        if not self.item_ids:
            return self.title
        return f"{self.title} from {named(item(session, self.item_ids[0]))}"

    def apply(self, session: Session) -> None:
        """Copy the values; refused with fewer than two rows."""
        if len(self.item_ids) < 2:
            raise UserError(
                "Fill down needs two rows or more.",
                "Select the row to copy from and the rows below it.",
            )
        first, rest = self.item_ids[0], self.item_ids[1:]
        words = tuple(
            (name, field_text(session, first, name, self.period_id)) for name in self.fields
        )
        BulkEdit(rest, words, self.period_id).apply(session)


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What an edit of many rows would do: rows that change, stay the same, and refuse it.

    ``excusable`` are those of the refused that a reason for the exception would let change.
    """

    changes: tuple[int, ...]
    same: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    excusable: tuple[int, ...] = ()


def bulk_preview(session: Session, op: BulkEdit) -> BulkPreview:
    """Try an edit in a session of ``Document.rehearse``: whole, and row by row if refused.

    Most edits suit every row, and trying those whole takes a fraction of the time. Leave out the
    refused rows to make the op pass.
    """
    recorder = session.info["recorder"]
    mark = len(recorder.rows)
    attempt = session.begin_nested()
    try:
        op.apply(session)
        session.flush()
        touched = OpChanges("", coalesce(recorder.rows[mark:])).item_ids()
    except UserError:
        touched = None
    attempt.rollback()
    del recorder.rows[mark:]
    if touched is None:
        return row_by_row(session, op)
    changing = tuple(number for number in op.item_ids if number in touched)
    same = tuple(number for number in op.item_ids if number not in touched)
    return BulkPreview(changing, same, ())


def row_by_row(session: Session, op: BulkEdit) -> BulkPreview:
    """Try an edit on each row by itself, in a session of ``Document.rehearse``."""
    changing: list[int] = []
    same: list[int] = []
    refused: list[tuple[int, str]] = []
    excusable: list[int] = []
    recorder = session.info["recorder"]
    for number in op.item_ids:
        mark = len(recorder.rows)
        attempt = session.begin_nested()
        try:
            dataclasses.replace(op, item_ids=(number,)).apply(session)
            session.flush()
            step = OpChanges("", coalesce(recorder.rows[mark:]))
            (changing if number in step.item_ids() else same).append(number)
        except UserError as refusal:
            refused.append((number, str(refusal)))
            if isinstance(refusal, RatingRefused):
                excusable.append(number)
        finally:
            attempt.rollback()
            del recorder.rows[mark:]
    return BulkPreview(tuple(changing), tuple(same), tuple(refused), tuple(excusable))


def _by_plan(session: Session, item_ids: Sequence[int]) -> list[tuple[int, ...]]:
    groups: dict[int, list[int]] = {}
    for row in items(session, dict.fromkeys(item_ids)):
        groups.setdefault(row.plan_id, []).append(row.id)
    return [tuple(group) for group in groups.values()]
