"""Preview returned workbooks: many files at once, compared three ways, nothing written.

The order of files never changes the result: each answer is compared with the value it was issued
with, and answers of two files about one cell that differ become a conflict for both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from plandesk.errors import NeedsAnswer, UserError
from plandesk.excel.clean_text import clean_text
from plandesk.excel.returns import rules
from plandesk.excel.returns.check import CheckedReturn, check_return, merged
from plandesk.excel.returns.check_row import Expected, said_before
from plandesk.excel.returns.files import ReturnFile
from plandesk.excel.returns.reading import ReturnReading
from plandesk.excel.returns.schema import (
    Answers,
    Field,
    Finding,
    Locked,
    RawReturn,
    RawRow,
    ReturnRefused,
    ReturnRow,
    Severity,
    ValueKind,
)
from plandesk.excel.worker import ReadResult
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Scale
from plandesk.services.document import Document
from plandesk.services.logs import note_findings
from plandesk.services.queries.plan_tree import period_before, periods
from plandesk.services.queries.return_questions import OpenQuestion, open_questions
from plandesk.services.queries.returns import (
    ItemNow,
    answers_in,
    covered_returns,
    items_now,
    rows_of_period,
)
from plandesk.services.rating_refusal import refusal
from plandesk.services.returns.compare import row_changes, with_rivals
from plandesk.services.returns.origin import Origin, Register, find_origin, newer_copy
from plandesk.services.returns.preview import (
    Change,
    Choices,
    FilePreview,
    Guess,
    ImportPreview,
    Outcome,
    Unmatched,
)

Step = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class _Against:
    """What one period of one plan holds, read once for all files."""

    plan_id: int
    period_id: int
    period: str
    as_at: dt.date
    scale: Scale
    now: Mapping[str, ItemNow]
    rows: Mapping[str, ReturnRow]
    earlier: Mapping[str, str]
    began: dt.date | None


def preview_returns(
    document: Document,
    paths: Iterable[Path],
    step: Step | None = None,
    choices: Choices | None = None,
) -> ImportPreview:
    """Return what importing these files, folders and zips would do; changes nothing.

    A file that cannot be imported is in the preview with its reason. Raises UserError only when
    there is no file to look at, and whatever ``step`` raises to stop.
    """
    decided = choices or Choices()
    with ReturnReading(paths, decided.password) as reading:
        return preview_reading(document, reading, step, decided)


def preview_reading(
    document: Document,
    reading: ReturnReading,
    step: Step | None = None,
    choices: Choices | None = None,
) -> ImportPreview:
    """Return the preview of files whose reading has begun; see ``preview_returns``."""
    files = reading.files
    with document.read() as session:
        reader = _Reader(session, choices or Choices(), len(files))
        found = [
            reader.preview(number, file, result)
            for number, (file, result) in enumerate(zip(files, reading.results(step), strict=True))
        ]
        for file in found:
            told = ((str(each.severity), each.code, each.cell) for each in file.findings)
            note_findings("return", told)
        if step is not None:
            step(len(files), len(files), "Comparing")
        return reader.together(found)


class _Reader:
    """Reads files one after the other against a plan that is read once."""

    def __init__(self, session: Session, choices: Choices, files: int) -> None:
        self._session = session
        self._register = Register(session, files)
        self._asked: dict[int, list[OpenQuestion]] = {}
        self._choices = choices
        self._against: dict[tuple[int, int], _Against] = {}
        self._seen: dict[str, str] = {}

    def preview(self, number: int, file: ReturnFile, read: ReadResult) -> FilePreview:
        """Return one file's preview; what it is refused for is in its findings."""
        try:
            raw: RawReturn = read.get()
            self._refuse_again(raw, file.label)
            origin = find_origin(self._register, raw)
            return self._compare(number, file, raw, origin)
        except ReturnRefused as refused:
            return _rejected(file, refused.finding)
        except UserError as error:
            code = error.question if isinstance(error, NeedsAnswer) else "unreadable"
            finding = Finding(Severity.ERROR, error.message, error.hint, code=code)
            return _rejected(file, finding)

    def together(self, files: Sequence[FilePreview]) -> ImportPreview:
        """Settle the files with each other: rival answers are conflicts for both."""
        used = next((file for file in files if file.outcome is not Outcome.REJECT), None)
        if used is None:
            return ImportPreview(tuple(files), Scale(""))
        same: list[FilePreview] = []
        for file in files:
            if file.outcome is not Outcome.REJECT and file.period_id != used.period_id:
                message = "This return is for another period than the files before it."
                finding = Finding(Severity.ERROR, message, "Import it by itself.", code="period")
                same.append(_rejected(ReturnFile(file.path), finding, file.label))
            else:
                same.append(file)
        against = next(each for each in self._against.values() if each.period_id == used.period_id)
        return ImportPreview(
            tuple(with_rivals(same)), against.scale, used.period_id, against.period
        )

    def _refuse_again(self, raw: RawReturn, label: str) -> None:
        first = self._seen.setdefault(raw.fingerprint, label)
        if first != label:
            raise ReturnRefused(
                f"\u201c{label}\u201d is the same file as \u201c{first}\u201d.", "It is read once."
            )

    def _compare(
        self, number: int, file: ReturnFile, raw: RawReturn, origin: Origin
    ) -> FilePreview:
        against = self._plan(origin)
        sent = self._sent(origin, against, raw)
        expected = _expected(against, sent, origin.lead)
        raw, announced = self._identified(file.label, raw, expected)
        removed = {key: row for key, row in sent.items() if key not in against.now}
        checked = check_return(_without(raw, removed), expected)
        settled = self._register.settled(origin.reference)
        changes, unearned = self._unearned(
            [
                change
                for row in checked.rows
                for change in row_changes(
                    number, row, against.now[row.issued.key], settled, checked
                )
            ],
            against,
            raw.sheet,
        )
        covers = self._covers(origin, raw)
        changes = self._still_asked(changes, origin, covers)
        count = sum(each.is_offered for each in changes)
        copy = newer_copy(raw, origin, count) if settled else []
        findings = [*origin.findings, *copy, *announced, *_removed(raw, removed)]
        found = _one_file(file, raw, expected, checked)
        return replace(
            found,
            outcome=_outcome([*findings, *checked.findings, *unearned]),
            findings=tuple(merged([*findings, *checked.findings, *unearned])),
            changes=changes,
            reference=origin.reference,
            lead=origin.lead,
            period_id=origin.period_id,
            is_repeat=origin.is_repeat,
            covers=covers,
        )

    def _still_asked(
        self, changes: Sequence[Change], origin: Origin, covers: Sequence[str]
    ) -> tuple[Change, ...]:
        """Show the questions that are still open; an answer that was not changed stays unticked."""
        period = origin.period_id
        if period not in self._asked:
            self._asked[period] = open_questions(self._session, period)
        if not self._asked[period]:
            return tuple(changes)
        places = {origin.reference, *covers}
        asked = {
            (each.item_id, each.field): each
            for each in self._asked[period]
            if each.reference in places
        }
        kept: list[Change] = []
        for change in changes:
            question = asked.get((change.item_id, change.field))
            if question is not None:
                unchanged = question.about == change.returned
                change = replace(change, asked=question.text, take=change.take and not unchanged)
            kept.append(change)
        return tuple(kept)

    def _unearned(
        self, changes: Sequence[Change], against: _Against, sheet: str
    ) -> tuple[tuple[Change, ...], list[Finding]]:
        """Hold ratings that the plan's rules would refuse; they are taken only with a reason."""
        kept: list[Change] = []
        findings: list[Finding] = []
        for change in changes:
            problem = ""
            rating = (
                against.scale.by_code(change.returned)
                if change.field == Field.RATING.value
                else None
            )
            if rating is not None and rating.done and change.is_offered and not change.blocked:
                found = self._session.get_one(PlanItem, change.item_id)
                period = self._session.get_one(Period, against.period_id)
                problem = refusal(self._session, found, period, change.returned)
            if problem:
                findings.append(_not_earned(change, problem, sheet))
                change = replace(change, held=True, take=False)
            kept.append(change)
        return tuple(kept), findings

    def _plan(self, origin: Origin) -> _Against:
        place = (origin.plan_id, origin.period_id)
        if place not in self._against:
            session = self._session
            period = session.get_one(Period, origin.period_id)
            now = items_now(session, origin.plan_id, origin.period_id)
            before = period_before(periods(session), origin.period_id)
            told = answers_in(session, before.id if before else None)
            scale = session.get_one(Plan, origin.plan_id).scale
            self._against[place] = _Against(
                *place,
                period.label,
                period.as_at,
                scale,
                now,
                {key: _as_now(each, told.get(each.id), scale) for key, each in now.items()},
                said_before(
                    {key: told[each.id].progress for key, each in now.items() if each.id in told}
                ),
                before.as_at + dt.timedelta(days=1) if before else None,
            )
        return self._against[place]

    def _sent(self, origin: Origin, against: _Against, raw: RawReturn) -> dict[str, ReturnRow]:
        if origin.issue_id is not None:
            return self._register.rows(origin.issue_id)
        # A combined return: each row was issued in a return of its own, or is compared as it is.
        issued = rows_of_period(self._session, origin.plan_id, origin.period_id)
        return {
            row.key: issued.get(row.key) or against.rows[row.key]
            for row in raw.rows
            if row.key in against.rows
        }

    def _covers(self, origin: Origin, raw: RawReturn) -> tuple[str, ...]:
        if origin.issue_id is not None:
            return ()
        keys = {row.key for row in raw.rows if row.key}
        return covered_returns(self._session, origin.period_id, keys)

    def _identified(
        self, label: str, raw: RawReturn, expected: Expected
    ) -> tuple[RawReturn, list[Finding]]:
        """Give rows without a key the one somebody chose, or the one ref and title both say."""
        taken = {row.key for row in raw.rows if row.key}
        findings: list[Finding] = []
        rows: list[RawRow] = []
        for row in raw.rows:
            chosen = self._choices.matches.get((label, row.row), "")
            if not chosen and not row.key_text:
                chosen = _same_ref_and_title(row, expected.rows)
                if chosen and chosen not in taken:
                    findings.append(_matched(raw, row))
            if chosen and chosen not in taken:
                taken.add(chosen)
                row = replace(row, key=chosen, key_text=chosen)
            rows.append(self._fixed(label, row))
        fixed = {(key, name) for where, key, name in self._choices.fixes if where == label}
        kept = tuple(each for each in raw.findings if (each.key, each.field) not in fixed)
        return replace(raw, rows=tuple(rows), findings=kept), _one_line(findings)

    def _fixed(self, label: str, row: RawRow) -> RawRow:
        """Put what somebody chose in place of what the file says, or of a column it lacks."""
        answers = dict(row.answers)
        absent = next(iter(row.answers.values()), None)
        for name in Field:
            said = self._choices.fixes.get((label, row.key, name.value))
            value = row.answers.get(name, absent)
            if said is not None and value is not None:
                kind = ValueKind.TEXT if said else ValueKind.BLANK
                answers[name] = replace(
                    value, text=said, kind=kind, date=None, formula="", struck="", blocked=False
                )
        return replace(row, answers=answers)


def _expected(against: _Against, sent: Mapping[str, ReturnRow], lead: str) -> Expected:
    """Say what a return may hold: the rows sent that are still there, and the plan's others."""
    present = {key: row for key, row in sent.items() if key in against.now}
    return Expected(
        present,
        against.scale,
        against.as_at,
        lead,
        against.rows,
        against.earlier,
        against.began,
    )


def _as_now(each: ItemNow, last: Answers | None, scale: Scale) -> ReturnRow:
    """Return the row as it would be sent now."""
    rating = scale.by_code(last.rating) if last else None
    return ReturnRow(
        each.key,
        each.ref,
        each.title,
        each.lead,
        each.due,
        rating.word if rating else "",
        each.now,
        each.level,
    )


def _one_file(
    file: ReturnFile, raw: RawReturn, expected: Expected, checked: CheckedReturn
) -> FilePreview:
    return FilePreview(
        path=file.path,
        label=file.label,
        outcome=Outcome.ACCEPT,
        unmatched=tuple(_guesses(row, expected) for row in checked.unmatched),
        missing=tuple(row.ref or row.title for row in checked.missing),
        fingerprint=raw.fingerprint,
        answered=sum(bool(row.answers.get(Field.RATING)) for row in checked.rows),
        rows=len(expected.rows),
        sheet=raw.sheet,
    )


def _rejected(file: ReturnFile, finding: Finding, label: str = "") -> FilePreview:
    return FilePreview(file.path, label or file.label, Outcome.REJECT, (finding,))


def _outcome(findings: Iterable[Finding]) -> Outcome:
    kinds = {finding.severity for finding in findings}
    if Severity.ERROR in kinds:
        return Outcome.ROWS
    return Outcome.WARN if Severity.WARNING in kinds else Outcome.ACCEPT


# Rows ------------------------------------------------------------------------------------------


def _same_ref_and_title(row: RawRow, sent: Mapping[str, ReturnRow]) -> str:
    ref, title = row.locked.get(Locked.REF, ""), row.locked.get(Locked.TITLE, "")
    found = [
        key
        for key, each in sent.items()
        if ref
        and rules.plain(each.ref) == rules.plain(ref)
        and rules.plain(clean_text(each.title)) == rules.plain(title).removeprefix("milestone: ")
    ]
    return found[0] if len(found) == 1 else ""


def _matched(raw: RawReturn, row: RawRow) -> Finding:
    return Finding(
        Severity.WARNING,
        f"Row {row.row} has no PlanDesk key; its ref and title say it is {row.locked[Locked.REF]}.",
        "Check it in the preview.",
        raw.sheet,
        code="by-ref",
    )


def _one_line(findings: list[Finding]) -> list[Finding]:
    if len(findings) < 2:
        return findings
    message = f"{len(findings)} rows have no PlanDesk key; they were found by their ref and title."
    return [replace(findings[0], message=message)]


def _not_earned(change: Change, problem: str, sheet: str) -> Finding:
    return Finding(
        Severity.WARNING,
        problem,
        "Accept it with a reason, which later packs print, or ask the lead.",
        sheet,
        change.cell,
        code="not-earned",
        key=change.key,
        field=change.field,
        holds=True,
    )


def _without(raw: RawReturn, removed: Mapping[str, ReturnRow]) -> RawReturn:
    return replace(raw, rows=tuple(row for row in raw.rows if row.key not in removed))


def _removed(raw: RawReturn, removed: Mapping[str, ReturnRow]) -> list[Finding]:
    answered = {row.key for row in raw.rows}
    refs = [row.ref or row.title[:30] for key, row in removed.items() if key in answered]
    if not refs:
        return []
    message = f"{', '.join(refs)} left the plan after the return was issued. It was not taken."
    return [Finding(Severity.WARNING, message, "Tell the lead.", raw.sheet, code="left-the-plan")]


def _guesses(row: RawRow, expected: Expected) -> Unmatched:
    """Offer the two most alike actions: by ref first, then by words."""
    from rapidfuzz import fuzz, process

    ref, title = row.locked.get(Locked.REF, ""), row.locked.get(Locked.TITLE, "")
    known = {**expected.others, **expected.rows}
    by_ref = [
        Guess(key, each.ref, each.title, 100)
        for key, each in known.items()
        if ref and rules.plain(each.ref) == rules.plain(ref)
    ]
    words = {key: rules.plain(each.title) for key, each in known.items()}
    alike = process.extract(rules.plain(title), words, scorer=fuzz.token_set_ratio, limit=2)
    by_text = [
        Guess(key, known[key].ref, known[key].title, round(score))
        for _, score, key in (alike if title else [])
        if score >= 60
    ]
    guesses = {guess.key: guess for guess in [*by_text, *by_ref]}
    best = sorted(guesses.values(), key=lambda guess: -guess.score)[:2]
    return Unmatched(row.row, title or ref, row.key_text, tuple(best))
