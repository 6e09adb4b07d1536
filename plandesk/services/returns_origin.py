"""Which return a file is: right plan, right period, in the register, imported before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.excel.schema import Finding, RawReturn, ReturnRefused, Severity
from plandesk.excel.write_return import day_words
from plandesk.models.period import Period
from plandesk.models.plan import Plan
from plandesk.models.returns import ReturnIssue
from plandesk.services.queries.plan_tree import current_period
from plandesk.services.queries.returns import imported_before, keys_of_issues, settled_answers

_ENOUGH = 0.6


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


def find_origin(session: Session, raw: RawReturn) -> Origin:
    """Return where a file belongs; raises ReturnRefused for another plan or a closed period."""
    findings: list[Finding] = []
    issue = _issue(session, raw, findings)
    plan = _plan(session, raw, issue)
    period = _period(session, raw, issue)
    if issue is None:
        findings.append(
            Finding(
                Severity.WARNING,
                f"The return {raw.about.reference or 'in this file'} was not issued from this copy "
                "of the plan: it may be a combined return. Each row is compared with what its own "
                "lead was sent, else with the plan as it is now.",
                "Check who sent it.",
                code="unregistered",
            )
        )
    repeat = imported_before(session, raw.fingerprint)
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
    findings += _newer_issue(session, issue)
    return Origin(
        issue.id if issue else None,
        plan.id,
        period.id,
        reference,
        lead,
        repeat is not None,
        tuple(findings),
    )


def newer_copy(session: Session, raw: RawReturn, origin: Origin, count: int) -> list[Finding]:
    """Say so when another copy of the same return was imported before; nothing for a first one.

    ``count`` is how many of its answers differ from that copy.
    """
    if origin.is_repeat or not settled_answers(session, origin.reference):
        return []
    message = (
        f"A copy of this return ({origin.reference}) was already imported. "
        f"{count} answer{'' if count == 1 else 's'} differ{'s' if count == 1 else ''} from it."
    )
    fix = "Only the differences are offered."
    return [Finding(Severity.WARNING, message, fix, raw.sheet, code="newer-copy")]


def _issue(session: Session, raw: RawReturn, findings: list[Finding]) -> ReturnIssue | None:
    reference = raw.about.reference
    if reference:
        found = session.scalar(select(ReturnIssue).where(ReturnIssue.reference == reference))
        if found is not None:
            return found
    keys = {row.key for row in raw.rows if row.key}
    if reference or not keys:
        return None
    current = current_period(session)
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


def _plan(session: Session, raw: RawReturn, issue: ReturnIssue | None) -> Plan:
    plans = list(session.scalars(select(Plan).order_by(Plan.position, Plan.id)))
    uid = raw.about.plan_uid
    found = next((plan for plan in plans if plan.uid == uid), None)
    if found is None and issue is not None and not uid:
        found = session.get_one(Plan, issue.plan_id)
    if found is not None:
        return found
    if uid or not plans:
        title = raw.about.plan_title or "another plan"
        raise ReturnRefused(
            f"This return belongs to another plan: \u201c{title}\u201d.",
            "Open that plan and import it there. Nothing was changed.",
        )
    return plans[0]


def _period(session: Session, raw: RawReturn, issue: ReturnIssue | None) -> Period:
    if issue is not None:
        period = session.get_one(Period, issue.period_id)
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


def _newer_issue(session: Session, issue: ReturnIssue | None) -> list[Finding]:
    if issue is None:
        return []
    newer = session.scalar(
        select(ReturnIssue)
        .where(
            ReturnIssue.plan_id == issue.plan_id,
            ReturnIssue.period_id == issue.period_id,
            ReturnIssue.lead == issue.lead,
            ReturnIssue.scope == issue.scope,
            ReturnIssue.number > issue.number,
        )
        .order_by(ReturnIssue.number.desc())
        .limit(1)
    )
    if newer is None:
        return []
    message = (
        f"{issue.lead} was sent a newer return, {newer.reference}, on "
        f"{day_words(newer.issued_on)}. This file is {issue.reference}."
    )
    return [Finding(Severity.WARNING, message, "Check which one counts.", code="replaced")]
