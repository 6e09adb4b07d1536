"""Which return a file is: right plan, right period, in the register, imported before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.excel.returns.schema import Finding, RawReturn, ReturnRefused, ReturnRow, Severity
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.returns import ReturnIssue, ReturnReceipt
from plandesk.models.timeframes.types import day_words
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.queries.returns import (
    ReceiptRow,
    imported_before,
    keys_of_issues,
    rows_as_issued,
    settled_answers,
)

_ENOUGH = 0.6
_MANY = 4  # files: from here on the whole register is read at once


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a returned file belongs; ``issue_id`` is None when the register does not know it."""

    issue_id: int | None
    plan_id: int
    period_id: int
    reference: str
    lead: str
    is_repeat: bool
    findings: tuple[Finding, ...]


class Register:
    """What the plan knows of returns: read at once for many files, looked up for a few."""

    def __init__(self, session: Session, files: int) -> None:
        self.session = session
        self._issues: dict[str, ReturnIssue] | None = None
        self._newest: dict[tuple[int, str], list[ReturnIssue]] = {}
        if files >= _MANY:
            found = session.scalars(select(ReturnIssue).order_by(ReturnIssue.number.desc())).all()
            self._issues = {each.reference: each for each in found}
            for each in found:
                self._newest.setdefault((each.period_id, each.lead), []).append(each)
        marks = session.execute(select(ReturnReceipt.fingerprint, ReturnReceipt.reference)).all()
        self._fingerprints = {row.fingerprint for row in marks}
        self._returned = {row.reference for row in marks}
        self._rows: dict[int, dict[str, ReturnRow]] = {}
        self.plans = session.scalars(select(Plan).order_by(Plan.position, Plan.id)).all()
        self._periods: dict[int, Period] = {}

    def issue(self, reference: str) -> ReturnIssue | None:
        """Return the return that has this reference."""
        if self._issues is not None:
            return self._issues.get(reference)
        return self.session.scalar(select(ReturnIssue).where(ReturnIssue.reference == reference))

    def rows(self, issue_id: int) -> dict[str, ReturnRow]:
        """Return the rows of one return as they were sent, by key."""
        if issue_id not in self._rows:
            asked = {issue_id}
            if self._issues is not None:
                period = self.session.get_one(ReturnIssue, issue_id).period_id
                asked |= {each.id for each in self._issues.values() if each.period_id == period}
            self._rows.update(rows_as_issued(self.session, asked))
        return self._rows[issue_id]

    def period(self, period_id: int) -> Period:
        """Return a period, read once."""
        if period_id not in self._periods:
            self._periods[period_id] = self.session.get_one(Period, period_id)
        return self._periods[period_id]

    def newer(self, issue: ReturnIssue) -> ReturnIssue | None:
        """Return the newest return of the same lead, scope and period that was sent later."""
        if self._issues is None:
            found = self.session.scalars(
                select(ReturnIssue)
                .where(ReturnIssue.period_id == issue.period_id, ReturnIssue.lead == issue.lead)
                .order_by(ReturnIssue.number.desc())
            ).all()
        else:
            found = self._newest[issue.period_id, issue.lead]
        mine = (issue.plan_id, issue.scope)
        later = [each for each in found if (each.plan_id, each.scope) == mine]
        return later[0] if later and later[0].number > issue.number else None

    def imported_before(self, fingerprint: str) -> ReceiptRow | None:
        """Return the receipt of the very same file."""
        known = fingerprint in self._fingerprints
        return imported_before(self.session, fingerprint) if known else None

    def settled(self, reference: str) -> dict[str, dict[str, str]]:
        """Return the answers of earlier copies that were settled then, by row key."""
        return settled_answers(self.session, reference) if reference in self._returned else {}


def find_origin(register: Register, raw: RawReturn) -> Origin:
    """Return where a file belongs; raises ReturnRefused for another plan or a closed period."""
    findings: list[Finding] = []
    issue = _issue(register, raw, findings)
    plan = _plan(register, raw, issue)
    period = _period(register, raw, issue)
    if issue is None:
        findings.append(_unregistered(raw.about.reference))
    repeat = register.imported_before(raw.fingerprint)
    if repeat is not None:
        findings.append(
            Finding(
                Severity.WARNING,
                f"This very file was already imported on {day_words(repeat.at.date())} by "
                f"{repeat.who}.",
                "Only what is still open is offered.",
                code="imported",
            )
        )
    reference = issue.reference if issue else raw.about.reference
    lead = issue.lead if issue else raw.about.lead
    findings += _newer_issue(register, issue)
    findings += _other_lead(issue, raw.about.lead)
    return Origin(
        issue.id if issue else None,
        plan.id,
        period.id,
        reference,
        lead,
        repeat is not None,
        tuple(findings),
    )


def _unregistered(reference: str) -> Finding:
    return Finding(
        Severity.WARNING,
        f"The return {reference or 'in this file'} was not issued from this copy "
        "of the plan: it may be a combined return. Each row is compared with what its own "
        "lead was sent, else with the plan as it is now.",
        "Check who sent it.",
        code="unregistered",
    )


def newer_copy(raw: RawReturn, origin: Origin, count: int) -> list[Finding]:
    """Say that another copy of the same return was imported before.

    ``count`` is how many of its answers differ from that copy.
    """
    if origin.is_repeat:
        return []
    message = (
        f"A copy of this return ({origin.reference}) was already imported. "
        f"{count} answer{'' if count == 1 else 's'} differ{'s' if count == 1 else ''} from it."
    )
    fix = "Only the differences are offered."
    return [Finding(Severity.WARNING, message, fix, raw.sheet, code="newer-copy")]


def _issue(register: Register, raw: RawReturn, findings: list[Finding]) -> ReturnIssue | None:
    session, reference = register.session, raw.about.reference
    if reference:
        found = register.issue(reference)
        if found is not None:
            return found
    keys = {row.key for row in raw.rows if row.key}
    if reference or not keys:
        return None
    current = current_period(session)
    said = raw.about.period.casefold()
    if said and current is not None and said != current.label.casefold():
        return None  # it says that it is for another period: that is looked at first
    best, share = None, 0.0
    for issue_id, sent in keys_of_issues(session, current.id if current else 0).items():
        overlap = len(keys & sent) / max(len(keys | sent), 1)
        if overlap >= max(share, _ENOUGH):
            best, share = issue_id, overlap
    if best is None:
        return None
    issue = session.get_one(ReturnIssue, best)
    message = (
        f"The file does not say which return it is. Its rows are those of {issue.reference}, "
        f"issued to {issue.lead}."
    )
    findings.append(Finding(Severity.WARNING, message, "Check the lead.", code="recognised"))
    return issue


def _plan(register: Register, raw: RawReturn, issue: ReturnIssue | None) -> Plan:
    plans = register.plans
    uid = raw.about.plan_uid
    found = next((plan for plan in plans if plan.uid == uid), None)
    if found is None and issue is not None and not uid:
        found = next(plan for plan in plans if plan.id == issue.plan_id)
    if found is not None:
        return found
    if uid or not plans:
        title = raw.about.plan_title or "another plan"
        raise ReturnRefused(
            f"This return belongs to another plan: \u201c{title}\u201d.",
            "Open that plan and import it there. Nothing was changed.",
        )
    return plans[0]


def _period(register: Register, raw: RawReturn, issue: ReturnIssue | None) -> Period:
    session = register.session
    if issue is not None:
        period = register.period(issue.period_id)
    else:
        label = raw.about.period
        known = {row.label.casefold(): row for row in session.scalars(select(Period))}
        current = current_period(session)
        if not label and current is not None:
            return _open(session.get_one(Period, current.id))
        found = known.get(label.casefold())
        if found is None:
            raise ReturnRefused(
                f"This return is for {label or 'no period'}, which this plan does not have.",
                "Ask for the return of a period of this plan.",
            )
        period = found
    return _open(period)


def _open(period: Period) -> Period:
    if not period.is_open:
        raise ReturnRefused(
            f"This return is for {period.label}, which is closed.",
            f"Ask for the return of the open period, or reopen {period.label}.",
        )
    return period


def _other_lead(issue: ReturnIssue | None, said: str) -> list[Finding]:
    if issue is None or not said or said.casefold() == issue.lead.casefold():
        return []
    message = (
        f"The file says that it was issued to {said}, but {issue.reference} went to {issue.lead}."
    )
    return [Finding(Severity.WARNING, message, "Check whose answers they are.", code="other-lead")]


def _newer_issue(register: Register, issue: ReturnIssue | None) -> list[Finding]:
    if issue is None:
        return []
    newer = register.newer(issue)
    if newer is None:
        return []
    message = (
        f"{issue.lead} was sent a newer return, {newer.reference}, on "
        f"{day_words(newer.issued_on)}. This file is {issue.reference}."
    )
    return [Finding(Severity.WARNING, message, "Check which one counts.", code="replaced")]
