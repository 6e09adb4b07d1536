"""Choose what to take of a preview, and take it: one step, one backup, one receipt a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from plandesk.errors import UsageError, UserError
from plandesk.excel.returns.schema import Field, Locked
from plandesk.services.document import Document
from plandesk.services.ops.return_questions import AskedAbout, SettledAnswer
from plandesk.services.ops.returns import ImportReturns, Receipt, TakenChange
from plandesk.services.returns.preview import (
    Change,
    ChangeState,
    FilePreview,
    ImportPreview,
    Outcome,
    Unread,
)

TAKE_ALL, TAKE_NONE = "all", "none"
Asked = Mapping[tuple[int, str, str], str]


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did: answers taken, and files that now have a receipt."""

    taken: int
    files: int


def choose(preview: ImportPreview, take: str, reason: str = "") -> ImportPreview:
    """Return the preview with other ticks: "all", "none", or names such as "A2.3.rating".

    "all" takes the return's answer in conflicts too, but never one of two rival answers, and
    those under a warning only with a reason. Raises UsageError for a name that is not offered,
    for one that two files answer differently, and for a warning without a reason.
    """
    said = take.strip()
    if said == TAKE_NONE:
        return _ticked(preview, ())
    if said == TAKE_ALL:
        wanted = [
            change
            for change in preview.changes
            if change.is_offered
            and not change.blocked
            and not change.rivals
            and (reason.strip() or not change.held)
        ]
        return _ticked(preview, wanted)
    names = [name.strip() for name in said.split(",") if name.strip()]
    return _ticked(preview, [_named(preview, name, reason) for name in names])


def accept_warnings(preview: ImportPreview, reason: str) -> ImportPreview:
    """Return the preview with new values under a warning ticked too, for the reason given."""
    if not reason.strip():
        return preview
    wanted = [
        change
        for change in preview.changes
        if change.take or (change.held and change.state is ChangeState.NEW and not change.blocked)
    ]
    return _ticked(preview, wanted)


def accept(preview: ImportPreview, wanted: Iterable[str]) -> ImportPreview:
    """Return the preview with the changes of "A2.3.rating=The board agreed it" ticked, each why.

    Raises UsageError for a text without "=" or without a reason, and as ``choose`` does.
    """
    why: dict[tuple[int, str, str], str] = {}
    for said in wanted:
        name, mark, text = said.partition("=")
        if not mark or not text.strip():
            raise UsageError(
                f"\u201c{said}\u201d does not say why.",
                "Write a ref, a field and the reason, such as A2.3.rating=The board agreed it.",
            )
        change = _named(preview, name.strip(), text)
        why[change.file, change.key, change.field] = text.strip()
    files = tuple(
        replace(
            file,
            changes=tuple(
                replace(each, take=True, reason=why[each.file, each.key, each.field])
                if (each.file, each.key, each.field) in why
                else each
                for each in file.changes
            ),
        )
        for file in preview.files
    )
    return replace(preview, files=files)


def ask(preview: ImportPreview, wanted: Iterable[str]) -> tuple[ImportPreview, Asked]:
    """Return the questions of "A2.3.progress=Which month?", and the preview without those ticks.

    Raises UsageError for a text without "=" and for a name that no file answers.
    """
    asked: dict[tuple[int, str, str], str] = {}
    for said in wanted:
        name, mark, text = said.partition("=")
        found = [
            (number, each.key, each.field)
            for number, file in enumerate(preview.files)
            for each in (*file.changes, *file.unread)
            if each.name.casefold() == name.strip().casefold()
        ]
        if not mark or not text.strip() or not found:
            raise UsageError(
                f"\u201c{said}\u201d asks about nothing in these returns.",
                "Write a ref, a field and the question, such as A2.3.progress=Which month?",
            )
        asked |= dict.fromkeys(found, text.strip())
    ticked = [
        change
        for change in preview.changes
        if change.take and (change.file, change.key, change.field) not in asked
    ]
    return (_ticked(preview, ticked) if asked else preview), asked


def _named(preview: ImportPreview, name: str, reason: str) -> Change:
    found = [change for change in preview.changes if change.name.casefold() == name.casefold()]
    offered = [change for change in found if change.can_take]
    if not found:
        raise UsageError(
            f"These returns do not answer \u201c{name}\u201d.",
            "Name a change by its ref and field, such as A2.3.rating.",
        )
    if not offered:
        why = "its row has a problem" if any(each.blocked for each in found) else "it is no change"
        if found[0].field in set(Locked):
            why = "it is not a field that returns fill in"
        raise UsageError(f"\u201c{name}\u201d cannot be taken: {why}.", "See the preview.")
    if len({change.returned for change in offered}) > 1:
        raise UsageError(
            f"Two returns answer \u201c{name}\u201d differently.", "Import them one at a time."
        )
    if offered[0].held and not reason.strip():
        raise UsageError(
            f"\u201c{name}\u201d has a warning.", "Say why it is taken, with a reason."
        )
    return offered[0]


def _ticked(preview: ImportPreview, wanted: Iterable[Change]) -> ImportPreview:
    chosen = {(change.file, change.key, change.field) for change in wanted}
    files = tuple(
        replace(
            file,
            changes=tuple(
                replace(change, take=(change.file, change.key, change.field) in chosen)
                for change in file.changes
            ),
        )
        for file in preview.files
    )
    return replace(preview, files=files)


def apply_import(
    document: Document, preview: ImportPreview, reason: str = "", asked: Asked | None = None
) -> Applied:
    """Take the ticked answers as one step that can be undone, and keep a receipt of each file.

    ``asked`` holds the officer's questions, (file number, key, field) to the text: they stay open
    until a later import settles them, and those that this one settles are closed. Refused files
    leave no trace. ``reason`` says why ticked answers with warnings are taken that have no reason
    of their own. Raises UserError when one has neither, and PlanChanged when the plan is no
    longer as the preview showed it.
    """
    ticked = [change for change in preview.changes if change.take]
    if any(each.held and not each.reason for each in ticked) and not reason.strip():
        raise UserError("Some of the answers have warnings.", "Say why they are taken.")
    files = [(number, file) for number, file in enumerate(preview.files) if _leaves_receipt(file)]
    if not files:
        return Applied(0, 0)
    changes = _once(ticked, preview)
    taken = {(change.item_id, change.field): change.returned for change in ticked}
    questions = questions_of(preview, asked or {})
    op = ImportReturns(
        period_id=preview.period_id,
        changes=changes,
        receipts=tuple(
            _receipt(file, taken, reference)
            for _, file in files
            for reference in (file.reference, *file.covers)
        ),
        at=document.now,
        who=document.who,
        label=_label([file for _, file in files]),
        reason=reason.strip(),
        questions=questions,
        settled=_settled(preview, questions),
    )
    document.run(op, source=", ".join(file.label for _, file in files)[:500])
    return Applied(len(changes), len(files))


def questions_of(preview: ImportPreview, asked: Asked) -> tuple[AskedAbout, ...]:
    """Return the officer's questions as they are kept: about which answer of which return."""
    return tuple(
        AskedAbout(
            each.item_id,
            each.field,
            file.reference,
            file.lead,
            each.found if isinstance(each, Unread) else each.returned,
            text,
        )
        for number, file in enumerate(preview.files)
        for each in (*file.changes, *file.unread)
        if (text := asked.get((number, each.key, each.field), "").strip())
    )


def _settled(preview: ImportPreview, questions: Sequence[AskedAbout]) -> tuple[SettledAnswer, ...]:
    """Return the answers asked about before that this import takes, or that agree by now."""
    again = {(each.item_id, each.field, each.reference) for each in questions}
    taken = {(c.item_id, c.field) for c in preview.changes if c.take}
    found: list[SettledAnswer] = []
    for file in preview.files:
        for change in file.changes:
            place = (change.item_id, change.field)
            agrees = change.state in {ChangeState.SAME, ChangeState.BOTH_SAME}
            open_still = (*place, file.reference) in again
            if change.asked and (place in taken or agrees) and not open_still:
                words = preview.shown(change.field, change.returned)
                places = (file.reference, *file.covers)
                found.append(SettledAnswer(*place, places, words))
    return tuple(found)


def _leaves_receipt(file: FilePreview) -> bool:
    if file.outcome is Outcome.REJECT:
        return False
    if any(change.take for change in file.changes):
        return True
    # A return without answers, or one imported before, is not one more that came in.
    return not file.is_repeat and not any(each.code == "empty" for each in file.findings)


def _once(ticked: Sequence[Change], preview: ImportPreview) -> tuple[TakenChange, ...]:
    found: dict[tuple[int, str], TakenChange] = {}
    for change in ticked:
        place = (change.item_id, change.field)
        file = preview.files[change.file]
        if place in found and found[place].after != change.returned:
            raise UserError(
                f"Two returns answer {change.name} differently and both are ticked.",
                "Tick one of them.",
            )
        source = f"{file.reference} {file.label}, {change.cell}".strip()
        name = Field(change.field) if change.field in set(Field) else Locked(change.field)
        found[place] = TakenChange(
            change.item_id, name, change.now, change.returned, source, change.reason
        )
    return tuple(found.values())


def _label(files: Sequence[FilePreview]) -> str:
    if len(files) == 1:
        return f"return: {files[0].lead or files[0].label}"
    return f"{len(files)} returns"


def _receipt(file: FilePreview, taken: Mapping[tuple[int, str], str], reference: str) -> Receipt:
    offered = [change for change in file.changes if change.is_offered]
    settled: dict[str, dict[str, str]] = {}
    done = on_purpose = 0
    for change in file.changes:
        was_taken = taken.get((change.item_id, change.field)) == change.returned
        done += was_taken and (change.is_offered or change.state is ChangeState.LOCKED)
        on_purpose += was_taken and change.state is ChangeState.LOCKED
        agrees = change.state in {ChangeState.SAME, ChangeState.BOTH_SAME}
        if (agrees or was_taken) and change.state is not ChangeState.LOCKED:
            settled.setdefault(change.key, {})[change.field] = change.returned
    waiting = len(offered) + on_purpose - done + len(file.unmatched)
    return Receipt(
        reference=reference,
        file_name=file.label,
        fingerprint=file.fingerprint,
        offered=len(offered) + on_purpose,
        taken=done,
        waiting=waiting + _rows_in_error(file),
        answered=file.answered,
        answers=settled,
        reason="\n".join(f"{e.name}: {e.reason}" for e in file.changes if e.take and e.reason),
        findings=tuple(
            {"severity": each.severity.value, "cell": each.cell, "message": each.message}
            for each in file.findings
        ),
    )


def _rows_in_error(file: FilePreview) -> int:
    """Count the problems that no offered change stands for: an unreadable rating, a merge."""
    offered = {(change.key, change.field) for change in file.changes if change.is_offered}
    return sum(
        finding.code != "no-key" and (finding.key, finding.field) not in offered
        for finding in file.errors
    )
