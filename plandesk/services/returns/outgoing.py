"""Send returns out: who is asked about what, one workbook each, and the register of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from plandesk.errors import UsageError, UserError, why_not_written
from plandesk.excel.returns.files import EMAILS_NAME
from plandesk.excel.returns.keys import return_reference, row_key
from plandesk.excel.returns.rules import field_label
from plandesk.excel.returns.schema import About, Answers, ReturnRow, ReturnSheet
from plandesk.models.counted import counted
from plandesk.models.labels import SETTING as LANGUAGE
from plandesk.models.period import Period
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.returns import ReturnIssue
from plandesk.models.types import Level, Scale, join_names, ref_key
from plandesk.services.document import Document
from plandesk.services.ops.lookup import open_period
from plandesk.services.ops.returns import IssueReturns, NewReturn
from plandesk.services.queries.plan_tree import PlanRow, plan_rows
from plandesk.services.queries.returns import IssuedReturn, ReturnState, answers_in, emails_by_name
from plandesk.store.placing import make_folder

if TYPE_CHECKING:
    from plandesk.excel.returns.write_emails import EmailText

Step = Callable[[int, int, str], None]
NO_LEAD = "No lead named"
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What to issue: for which period, to whom, where to, and what the workbook says.

    ``leads`` empty means everyone with open actions. ``by_project`` makes one workbook for each
    project and lead. ``contact`` is whom to send it back to. ``again`` lets a lead who has a
    return already have a new one; without it those leads are passed over.
    ``milestones`` adds a row for each milestone of those actions that is not done yet.
    ``password`` encrypts the workbooks; it is kept nowhere.
    """

    period_id: int
    folder: Path
    leads: tuple[str, ...] = ()
    by_project: bool = False
    contact: str = ""
    due: dt.date | None = None
    issued_on: dt.date | None = None
    again: bool = True
    milestones: bool = False
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """One return that could be sent: for whom, and the rows with their stable identifiers."""

    sheet: ReturnSheet
    plan_id: int
    scope: str
    number: int
    email: str
    rows: tuple[tuple[str, ReturnRow], ...]

    @property
    def lead(self) -> str:
        """Whom it is for."""
        return self.sheet.about.lead

    @property
    def file_name(self) -> str:
        """The workbook's name, with the reference, fit for every system."""
        about = self.sheet.about
        parts = [self.scope, about.lead[:60], about.period[:40], about.reference]
        return safe_name(" - ".join(part for part in parts if part)) + ".xlsx"


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """One return that was written and registered."""

    reference: str
    lead: str
    file: Path
    rows: int


@dataclass(frozen=True, slots=True)
class Chase:
    """One lead to chase, with the message to send."""

    lead: str
    email: str
    reference: str
    due: dt.date | None
    subject: str
    text: str


def safe_name(text: str) -> str:
    """Return text fit for a file name on Windows, macOS and Linux."""
    return _UNFIT.sub(" ", text).strip(" .")[:150] or "Return"


def drafts(session: Session, request: IssueRequest) -> list[Draft]:
    """Return the returns that the request asks for, by lead, without writing anything.

    Raises UsageError for a lead nobody knows and UserError when there is nothing to ask.
    """
    period = open_period(session, request.period_id)
    everything = plan_rows(session, period.id)
    groups = _groups(everything, request)
    wanted = _wanted({lead for _, lead, _ in groups}, request.leads)
    builder = _Builder(session, period, request)
    found = [
        builder.draft(plan_id, lead, scope, rows)
        for (plan_id, lead, scope), rows in groups.items()
        if lead in wanted
    ]
    if not request.again:
        found = [draft for draft in found if draft.number == 1]
    if not found:
        raise UserError(
            f"There is nothing to issue for {period.label}: no open actions have a lead.",
            "Give the open actions their leads, or choose other leads.",
        )
    return sorted(found, key=lambda draft: (draft.lead.casefold(), ref_key(draft.scope)))


def issue_returns(
    document: Document, request: IssueRequest, step: Step | None = None
) -> list[IssuedFile]:
    """Write the workbooks and the sheet of e-mail texts, then register them as one step.

    When anything stops it half way (``step`` raising Cancelled, a full disk), the files written
    so far are removed and nothing is registered.
    """
    from plandesk.excel.returns.write_emails import email_bytes
    from plandesk.excel.save_book import write_whole

    if request.issued_on is None:
        request = replace(request, issued_on=document.now.date())
    with document.read() as session:
        ready = drafts(session, request)
    written: list[Path] = []
    try:
        make_folder(request.folder)
        _write_books(ready, request, written, step)
        label = ready[0].sheet.about.period
        sheet = request.folder / f"{safe_name(EMAILS_NAME + label)}.xlsx"
        texts = [email_for(draft) for draft in ready]
        _write(lambda: write_whole(sheet, email_bytes(texts, f"E-mails for {label}")))
        if step is not None:
            step(len(ready), len(ready), "Registering")
        document.run(_op(ready, request))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return [
        IssuedFile(d.sheet.about.reference, d.lead, path, len(d.rows))
        for d, path in zip(ready, written, strict=True)
    ]


def _write_books(
    ready: Sequence[Draft], request: IssueRequest, written: list[Path], step: Step | None
) -> None:
    """Write the workbooks; the disk's own time passes beside the making of the next one."""
    from plandesk.excel.returns.write import ReturnBooks
    from plandesk.excel.save_book import write_whole

    books = ReturnBooks()
    saved: list[Future[Path]] = []
    with ThreadPoolExecutor(1) as disk:
        for number, draft in enumerate(ready):
            if step is not None:
                step(number, len(ready), draft.lead)
            written.append(request.folder / draft.file_name)
            data = _locked(books.bytes_of(draft.sheet), request.password)
            saved.append(disk.submit(write_whole, written[-1], data))
            if saved[0].done():  # a full disk is told at once
                _write(saved.pop(0).result)
        for each in saved:
            _write(each.result)


def _locked(data: bytes, password: str) -> bytes:
    if not password:
        return data
    from plandesk.excel.locked_books import locked

    return locked(data, password)


def combined_return(document: Document, request: IssueRequest, sender: str) -> IssuedFile:
    """Write one workbook with the answers of several leads, to send on; it is not registered.

    ``sender`` says whose return it is. It holds the open actions of ``request.leads`` (all
    leads when empty), each once, and imports like any other return.
    """
    from plandesk.excel.returns.write import return_bytes
    from plandesk.excel.save_book import write_whole

    if request.issued_on is None:
        request = replace(request, issued_on=document.now.date())
    with document.read() as session:
        parts = drafts(session, request)
    first = parts[0]
    if any(part.plan_id != first.plan_id for part in parts):
        raise UserError("These leads have actions in several plans.", "Combine one plan at a time.")
    rows = {uid: row for part in parts for uid, row in part.rows}
    ordered = tuple(sorted(rows.values(), key=lambda row: ref_key(row.ref)))
    about = first.sheet.about
    reference = return_reference(about.plan_uid, about.period, sender, "combined")
    sheet = replace(first.sheet, about=replace(about, reference=reference, lead=sender))
    sheet = replace(sheet, rows=ordered)
    make_folder(request.folder)
    target = request.folder / replace(first, sheet=sheet, scope="").file_name
    _write(lambda: write_whole(target, _locked(return_bytes(sheet), request.password)))
    return IssuedFile(reference, sender, target, len(ordered))


def _op(ready: Sequence[Draft], request: IssueRequest) -> IssueReturns:
    first = ready[0].sheet.about
    return IssueReturns(
        request.period_id,
        first.issued or dt.date.min,
        first.due,
        tuple(
            NewReturn(
                reference=draft.sheet.about.reference,
                plan_id=draft.plan_id,
                lead=draft.lead,
                scope=draft.scope,
                number=draft.number,
                file_name=draft.file_name,
                rows=draft.rows,
            )
            for draft in ready
        ),
    )


def _write(write: Callable[[], Path]) -> None:
    try:
        write()
    except OSError as fault:
        path = Path(str(fault.filename or "a return").removesuffix(".part"))
        raise UserError(
            f"PlanDesk could not write {path.name}: {why_not_written(path, fault)}.",
            "Close it if it is open, or choose another folder. Nothing was issued.",
        ) from fault


# Who is asked about what -------------------------------------------------------------------------


def _groups(
    rows: Sequence[PlanRow], request: IssueRequest
) -> dict[tuple[int, str, str], list[PlanRow]]:
    """Group the open actions by plan, lead and, if asked, project, in the order of the plan."""
    by_id = {row.id: row for row in rows}
    groups: dict[tuple[int, str, str], list[PlanRow]] = {}
    asked = _open_rows(rows, request.milestones)
    for row in sorted(asked, key=lambda row: _plan_order(row, by_id)):
        project = by_id.get(row.parent_id or 0)
        if project is not None and row.level is Level.MILESTONE:
            project = by_id.get(project.parent_id or 0)
        scope = (project.ref or project.title[:30]) if request.by_project and project else ""
        for lead in _leads(row, by_id) or (NO_LEAD,):
            groups.setdefault((row.plan_id, lead, scope), []).append(row)
    return groups


def _leads(row: PlanRow, by_id: dict[int, PlanRow]) -> tuple[str, ...]:
    """Return who leads an action: its own leads, else those of the nearest row above it."""
    here: PlanRow | None = row
    while here is not None and not here.leads:
        here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return here.leads if here is not None else ()


def _open_rows(rows: Sequence[PlanRow], milestones: bool) -> list[PlanRow]:
    found = [row for row in rows if row.level is Level.ACTION and not row.closed]
    if milestones:
        above = {row.id for row in found}
        found += [
            row
            for row in rows
            if row.level is Level.MILESTONE and row.parent_id in above and not row.done
        ]
    return found


def _plan_order(row: PlanRow, by_id: dict[int, PlanRow]) -> tuple[int, ...]:
    places: list[int] = []
    here: PlanRow | None = row
    while here is not None:
        places.append(here.position)
        here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return tuple(reversed(places))


def _wanted(known: set[str], asked: Sequence[str]) -> set[str]:
    if not asked:
        return known
    by_fold = {name.casefold(): name for name in known}
    unknown = [name for name in asked if name.strip().casefold() not in by_fold]
    if unknown:
        names = ", ".join(sorted(known)) or "nobody"
        raise UsageError(
            f"No open action has the lead \u201c{unknown[0]}\u201d.", f"Open actions have: {names}."
        )
    return {by_fold[name.strip().casefold()] for name in asked}


class _Builder:
    """Makes drafts; what they share is read once."""

    def __init__(self, session: Session, period: Period, request: IssueRequest) -> None:
        self._period = period
        self._request = request
        self._plans = {plan.id: plan for plan in session.scalars(select(Plan))}
        self._scales = {plan.id: plan.scale for plan in self._plans.values()}
        self._uids = {row.id: row.uid for row in session.execute(select(PlanItem.id, PlanItem.uid))}
        self._refs = _milestone_refs(session)
        self._emails = emails_by_name(session)
        self._answers = answers_in(session, period.id)
        self._sent: dict[tuple[int, str, str], int] = {}
        self._taken: set[str] = set()
        for issue in session.scalars(select(ReturnIssue)):
            self._taken.add(issue.reference)
            if issue.period_id == period.id:
                group = (issue.plan_id, issue.lead, issue.scope)
                self._sent[group] = max(issue.number, self._sent.get(group, 0))

    def draft(self, plan_id: int, lead: str, scope: str, rows: Sequence[PlanRow]) -> Draft:
        plan = self._plans[plan_id]
        number = self._sent.get((plan_id, lead, scope), 0) + 1
        scale = self._scales[plan_id]
        ready = tuple((self._uids[row.id], self._row(row, scale, lead)) for row in rows)
        about = About(
            reference=self._reference(plan.uid, lead, scope, number),
            plan_title=plan.title,
            plan_uid=plan.uid,
            period=self._period.label,
            as_at=self._period.as_at,
            issued=self._request.issued_on or self._period.as_at,
            due=self._request.due or self._period.due,
            lead=lead,
            contact=self._request.contact,
        )
        word = plan.level_names[Level.ACTION - 1] if plan.level_names else "Action"
        language = str(plan.settings.get(LANGUAGE, "") or "")
        rows_ = tuple(row for _, row in ready)
        sheet = ReturnSheet(about, rows_, scale, str(word).capitalize(), language)
        return Draft(sheet, plan_id, scope, number, self._emails.get(lead, ""), ready)

    def _reference(self, plan_uid: str, lead: str, scope: str, number: int) -> str:
        parts = [plan_uid, self._period.uid, lead, scope, str(number)]
        reference = return_reference(*parts)
        while reference in self._taken:
            parts.append("+")
            reference = return_reference(*parts)
        self._taken.add(reference)
        return reference

    def _row(self, row: PlanRow, scale: Scale, lead: str) -> ReturnRow:
        previous = scale.by_code(row.previous)
        return ReturnRow(
            key=row_key(self._uids[row.id]),
            ref=row.ref or self._refs.get(row.id, ""),
            title=row.title,
            lead=join_names(row.leads) or lead,
            due=row.due_text,
            last_rating=previous.word if previous else "",
            issued=self._answers.get(row.id, Answers()),
            level=row.level,
        )


def _milestone_refs(session: Session) -> dict[int, str]:
    """Return a ref for each milestone, such as "A2.3 M1": the plan itself gives them none."""
    above = aliased(PlanItem)
    counts: dict[int, int] = {}
    refs: dict[int, str] = {}
    for row in session.execute(
        select(PlanItem.id, PlanItem.parent_id, above.ref)
        .join(above, above.id == PlanItem.parent_id)
        .where(PlanItem.level == int(Level.MILESTONE))
        .order_by(PlanItem.parent_id, PlanItem.position)
    ):
        counts[row.parent_id] = counts.get(row.parent_id, 0) + 1
        refs[row.id] = f"{row.ref} M{counts[row.parent_id]}".strip()
    return refs


# Words to send along -----------------------------------------------------------------------------


def email_for(draft: Draft) -> EmailText:
    """Return the message that goes with a return."""
    from plandesk.excel.returns.write import day_words
    from plandesk.excel.returns.write_emails import EmailText

    about, count = draft.sheet.about, len(draft.rows)
    asked = f"{count} {draft.sheet.row_word.lower()}{'' if count == 1 else 's'}"
    by = f" by {day_words(about.due)}" if about.due else ""
    text = (
        f"Please say where {asked} of \u201c{about.plan_title}\u201d stand"
        f"{'s' if count == 1 else ''} as at {day_words(about.as_at)}, in the attached workbook, "
        f"and send it back{f' to {about.contact}' if about.contact else ''}{by}.\n\n"
        "Open it in Excel and read the first sheet: it says how in five steps. "
        f"The return's reference is {about.reference}."
    )
    subject = f"{about.plan_title}: your return for {about.period}{by}"
    return EmailText(draft.lead, draft.email, subject, text, draft.file_name)


def chase_list(returns: Iterable[IssuedReturn], plan_title: str) -> list[Chase]:
    """Return whom to chase: for a return that has not come back, or for questions still open.

    Those due first come first.
    """
    found = [
        _chase_questions(each, plan_title) if each.questions else _chase_return(each, plan_title)
        for each in returns
        if each.questions or not (each.is_back or each.state is ReturnState.REPLACED)
    ]
    return sorted(found, key=lambda chase: (chase.due or dt.date.max, chase.lead))


def _chase_return(each: IssuedReturn, plan_title: str) -> Chase:
    from plandesk.excel.returns.write import day_words

    was = "was" if each.state is ReturnState.LATE else "is"
    due = f" It {was} due on {day_words(each.due)}." if each.due else ""
    text = (
        f"We have not had your return for {each.period} yet "
        f"({each.reference}, {counted(each.rows, 'row')}).{due} "
        f"Please send back \u201c{each.file_name}\u201d, even if it is only partly filled in."
    )
    subject = f"{plan_title}: return for {each.period} still to come"
    return Chase(each.lead, each.email, each.reference, each.due, subject, text)


def _chase_questions(each: IssuedReturn, plan_title: str) -> Chase:
    count = len(each.questions)
    asked = "\n".join(
        f"- {question.ref or question.title}, {field_label(question.field)}: {question.text}"
        for question in each.questions
    )
    text = (
        f"Thank you for your return for {each.period} ({each.reference}). "
        f"{'One question about it is' if count == 1 else f'{count} questions about it are'} "
        f"still open:\n{asked}\n\n"
        "Please put the answers right in the workbook that we sent back with notes at its cells, "
        "and send it to us again."
    )
    subject = f"{plan_title}: {count} question{'' if count == 1 else 's'} about {each.period}"
    return Chase(each.lead, each.email, each.reference, each.due, subject, text)


def reissued(request: IssueRequest, lead: str) -> IssueRequest:
    """Return the request that sends one lead a new return."""
    return replace(request, leads=(lead,), again=True)
