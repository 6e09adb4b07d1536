"""Commands that say what does not add up, and what changed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Verbs, add_verb, exit_for, find_period
from plandesk.errors import ExitCode, UsageError
from plandesk.models.wording import as_marked_text
from plandesk.services.check import (
    CheckRule,
    PlanFinding,
    check_findings,
    check_rules,
)
from plandesk.services.copies.file_check import file_problems
from plandesk.services.document import Document
from plandesk.services.ops.assurance import AcceptFinding
from plandesk.services.queries.changes_since import (
    ChangeKind,
    PlanChange,
    changes_since_date,
    changes_since_pack,
    changes_since_period,
    last_pack_of,
)
from plandesk.services.queries.detail import plan_scale_words
from plandesk.services.queries.packs.agendas import find_pack
from plandesk.services.queries.plan_tree import (
    PeriodRow,
    current_period,
    period_before,
    periods,
)


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    check = add_verb(verbs, "check", "Check the file and what the plan says.", _check)
    check.add_argument(
        "--rules",
        nargs="*",
        metavar="CODE",
        help="only these rules or families of rules; without a word, list them",
    )
    check.add_argument("--period", metavar="P", help="look at the ratings of this period")
    check.add_argument("--accept", metavar="CODE", help="leave this finding, with --reason")
    check.add_argument("--about", metavar="REF", default="", help="the ref it is about")
    check.add_argument("--reason", metavar="TEXT", default="", help="why it can stay")
    check.add_argument("--pack", metavar="PDF", help="does the plan still hold what a pack showed?")
    changes = add_verb(verbs, "changes", "Say what changed in the plan.", _changes)
    since = changes.add_mutually_exclusive_group()
    since.add_argument("--since", metavar="PERIOD", help="a period, or a date")
    since.add_argument("--since-pack", metavar="PACK", help="a pack that was built")
    since.add_argument("--since-body", metavar="BODY", help="the last pack of a board")


def _check(call: Call) -> int:
    if call.args.rules == []:
        return _list_rules(call)
    if call.args.accept:
        return _accept(call)
    if call.args.pack:
        from plandesk.cli.pack_text import hold_against_pack

        return hold_against_pack(call)
    rules = [code for said in call.args.rules or () for code in said.split(",") if code]
    with call.plan() as document:
        period = find_period(document, call.args.period)
        with document.read() as session:
            problems = file_problems(session)
            findings = check_findings(session, period.id if period else None, rules or None)
    call.answer(
        {
            "file": {"ok": not problems, "problems": problems},
            "findings": [finding_json(finding) for finding in findings],
        },
        "\n".join(
            [
                *(f"File: {problem}" for problem in problems),
                *(_finding_text(one) for one in findings),
                f"The file is {'not ' if problems else ''}sound; {_counted(findings)}.",
            ]
        ),
    )
    return exit_for(bool(problems) or any(not one.accepted for one in findings))


def finding_json(finding: PlanFinding) -> dict[str, Any]:
    """Return a finding as JSON; ``rows`` are the numbers of the rows that it counts."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "ref": finding.ref,
        "message": finding.message,
        "fix": finding.fix,
        "accepted": finding.accepted,
        "rows": list(finding.rows),
    }


def _finding_text(one: PlanFinding) -> str:
    if one.accepted:
        return f"accepted ({one.code}): {one.message} Because: {one.accepted}"
    return f"{one.severity.value} ({one.code}): {one.message} {one.fix}"


def _counted(findings: list[PlanFinding]) -> str:
    accepted = sum(bool(one.accepted) for one in findings)
    count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
    return f"{count}, {accepted} accepted" if accepted else count


def _list_rules(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        rules = check_rules(session)

    def line(rule: CheckRule) -> str:
        return f"{rule.about}: {rule.code}: {rule.title}{'' if rule.is_on else ' (off)'}"

    call.answer(
        {
            "rules": [
                {"code": rule.code, "title": rule.title, "about": rule.about, "on": rule.is_on}
                for rule in rules
            ]
        },
        "\n".join(line(rule) for rule in rules),
    )
    return ExitCode.DONE


def _accept(call: Call) -> int:
    args = call.args
    with call.plan(write=True) as document:
        period = find_period(document, args.period)
        document.run(
            AcceptFinding(
                args.accept,
                args.about,
                args.reason,
                who=document.who,
                on=document.now.date(),
                period_id=period.id if period and args.period else None,
            )
        )
    about = f" about {args.about}" if args.about else ""
    call.answer(
        {"accepted": args.accept, "ref": args.about or None, "reason": args.reason},
        f"Accepted {args.accept}{about}: {args.reason}",
    )
    return ExitCode.DONE


def _changes(call: Call) -> int:
    with call.plan() as document:
        found = _found_changes(call, document)
        with document.read() as session:
            words = plan_scale_words(session)
    rows = [_change_json(change, words) for change in found]
    call.answer(
        {"changes": rows},
        "\n".join(_change_text(one, row) for one, row in zip(found, rows, strict=True))
        or "Nothing changed.",
    )
    return ExitCode.DONE


def _found_changes(call: Call, document: Document) -> list[PlanChange]:
    args = call.args
    since = _since(document, args.since) if args.since else None
    with document.read() as session:
        if args.since_pack:
            return changes_since_pack(session, find_pack(session, args.since_pack).id or 0)
        if args.since_body:
            return changes_since_pack(session, _last_pack(session, args.since_body))
        if isinstance(since, dt.date):
            return changes_since_date(session, since)
        period_id = since.id if since is not None else _before_current(session)
        return changes_since_period(session, period_id)


def _since(document: Document, text: str) -> PeriodRow | dt.date | None:
    """Return the period of that name, else the day that the words mean."""
    from plandesk.cli.period import read_date
    from plandesk.models.timeframes.day import Edge, Toward

    try:
        return find_period(document, text)
    except UsageError as no_period:
        try:
            day = read_date("--since", text, Edge.FIRST, Toward.BACK)
        except UsageError as no_day:
            raise UsageError(
                no_period.message, f"{no_period.hint} Or a date: {no_day.hint}"
            ) from no_day
        return day


def _last_pack(session: Session, body: str) -> int:
    pack_id = last_pack_of(session, body)
    if pack_id is None:
        raise UsageError(f"No pack has been built for “{body}” yet.", "Name a period instead.")
    return pack_id


def _before_current(session: Session) -> int:
    shown = current_period(session)
    before = period_before(periods(session), shown.id if shown else None)
    if before is None:
        raise UsageError("This plan has no earlier period.", "Say since when: --since 2024-04-30.")
    return before.id


def _change_json(change: PlanChange, words: dict[tuple[int, str], str]) -> dict[str, Any]:
    before, after = change.before, change.after
    if change.kind is ChangeKind.RE_RATED:
        before, after = (
            None if code is None else words.get((change.plan_id, code), code)
            for code in (before, after)
        )
    return {
        "ref": change.ref,
        "kind": change.kind.value,
        "field": change.field,
        "before": before,
        "after": after,
        "level": int(change.level),
        "title": change.title,
        "key": change.uid,
    }


def _change_text(change: PlanChange, row: dict[str, Any]) -> str:
    where = change.ref or f"“{change.title}”"
    if change.kind is ChangeKind.RE_WORDED and change.before and change.after:
        return f"{where} {change.kind.value} ({change.field}): {as_marked_text(change.words())}"
    if not change.field:
        return f"{where} {change.kind.value}: {change.title}"
    return (
        f"{where} {change.kind.value} ({change.field}): "
        f"{row['before'] or 'nothing'} > {row['after'] or 'nothing'}"
    )
