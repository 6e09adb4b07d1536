"""Commands on refresh reviews: start, answer, apply, list, spotlight, recall, carry forward."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Verbs, add_group, add_verb, exit_for
from plandesk.cli.period import read_date
from plandesk.errors import ExitCode, UsageError
from plandesk.models.counted import counted
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.ops.assurance import RecallAction
from plandesk.services.ops.review import (
    AnswerReview,
    ApplyReview,
    CarryForward,
    ReviewScope,
    StartReview,
)
from plandesk.services.queries.detail import find_ref
from plandesk.services.queries.ledger import Ledger, LedgerLine, default_ledger
from plandesk.services.queries.plan_tree import PlanInfo, current_period, plans
from plandesk.services.queries.review import (
    ReviewRow,
    review_answers,
    review_summary,
    reviews,
    spotlight,
)


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "review", "Review a plan and say what becomes of each action.")
    start = add_verb(group, "start", "Start a refresh review.", _start)
    start.add_argument("--title", required=True, metavar="T")
    start.add_argument("--scope", nargs="*", default=[], metavar="REF", help="default: the plan")
    start.add_argument("--test", action="append", default=[], metavar="TEXT", help="a question")
    start.add_argument(
        "--levels",
        nargs="+",
        type=int,
        choices=range(1, 4),
        default=[3],
        help="1 to 3: workstreams, projects, actions (default: 3)",
    )
    start.add_argument("--with-closed", action="store_true", help="also what an outcome closed")
    start.add_argument("--only", nargs="*", default=[], metavar="REF", help="just these rows")
    answer = add_verb(group, "answer", "Answer a review for one action or for many.", _answer)
    answer.add_argument("refs", nargs="+", metavar="REF")
    answer.add_argument("--outcome", metavar="O", help="a word or code of the plan's outcomes")
    answer.add_argument("--target", metavar="T", help="where it goes, or what it duplicates")
    answer.add_argument("--assessment", metavar="TEXT")
    answer.add_argument("--test", action="append", default=[], metavar="N=yes|no|unsure")
    answer.add_argument("--review-on", metavar="DATE", help="look again on this day")
    applying = add_verb(group, "apply", "Give every action its outcome, in one step.", _apply)
    applying.add_argument("--only-done", action="store_true", help="leave out what is unanswered")
    applying.add_argument("--dry-run", action="store_true", help="only say what would happen")
    listing = add_verb(group, "list", "List the reviews, and the closure ledger.", _list)
    for parser in (answer, applying, listing):
        parser.add_argument("--review", metavar="TITLE", help="default: the newest one")
    add_verb(group, "spotlight", "List the closed actions that may be recalled.", _spotlight)
    recall = add_verb(group, "recall", "Ask for an update of a closed action.", _recall)
    recall.add_argument("ref", metavar="REF")
    recall.add_argument("--reason", required=True, metavar="TEXT")
    recall.add_argument("--reopen", action="store_true", help="take it back into the plan")
    carry = add_verb(group, "carry", "Make the refreshed plan from what stays open.", _carry)
    carry.add_argument("--title", required=True, metavar="T")
    for parser in (start, carry, listing):
        parser.add_argument("--plan", metavar="TITLE", help="default: the first plan of the file")


def _plan(call: Call, session: Session) -> PlanInfo:
    known = plans(session)
    wanted = (call.args.plan or "").casefold()
    for plan in known:
        if not wanted or plan.title.casefold() == wanted:
            return plan
    names = "; ".join(plan.title for plan in known) or "none yet"
    raise UsageError("There is no such plan in this file.", f"Its plans: {names}.")


def _review(call: Call, session: Session) -> ReviewRow:
    known = reviews(session)
    wanted = (call.args.review or "").casefold()
    mine = [row for row in known if not wanted or row.title.casefold() == wanted]
    if mine:
        under_way = [row for row in mine if not row.applied]
        return (under_way or mine)[-1]
    names = "; ".join(row.title for row in known) or "none yet"
    raise UsageError("There is no such review.", f"Reviews: {names}.")


def _start(call: Call) -> int:
    with call.plan(write=True) as document:
        with document.read() as session:
            plan = _plan(call, session)
            part = tuple(find_ref(session, ref) for ref in call.args.scope)
            only = tuple(find_ref(session, ref) for ref in call.args.only)
        day = document.now.date()
        levels = tuple(Level(level) for level in call.args.levels)
        scope = ReviewScope(levels, call.args.with_closed, only)
        document.run(StartReview(plan.id, call.args.title, part, tuple(call.args.test), day, scope))
        with document.read() as session:
            row = reviews(session)[-1]
    call.answer(_row_json(row), f"{row.title}: {row.scope} to look at.")
    return ExitCode.DONE


def _answer(call: Call) -> int:
    args = call.args
    with call.plan(write=True) as document:
        with document.read() as session:
            row = _review(call, session)
            ids = tuple(find_ref(session, ref) for ref in args.refs)
            outcome = _outcome(session, row, args.outcome)
        document.run(
            AnswerReview(
                row.id,
                ids,
                dict(_verdict(said) for said in args.test),
                args.assessment,
                outcome,
                args.target,
                read_date("--review-on", args.review_on),
            )
        )
        with document.read() as session:
            row = next(one for one in reviews(session) if one.id == row.id)
    call.answer(_row_json(row), f"{row.title}: {row.progress}.")
    return ExitCode.DONE


def _outcome(session: Session, row: ReviewRow, said: str | None) -> str | None:
    """Read an outcome by its code or its words; an unknown one is left for the op to refuse."""
    plan = next(one for one in plans(session) if one.id == row.plan_id)
    for code, word in plan.outcomes:
        if said is not None and said.strip().casefold() in (code.casefold(), word.casefold()):
            return code
    return said


def _verdict(said: str) -> tuple[int, str]:
    number, _, verdict = said.partition("=")
    if not number.strip().isdigit():
        raise UsageError(f"--test takes a number and an answer, like 3=yes. It says “{said}”.")
    return int(number), verdict.strip().casefold()


def _apply(call: Call) -> int:
    with call.plan(write=not call.args.dry_run) as document:
        with document.read() as session:
            row = _review(call, session)
            summary = review_summary(session, row.id)
        if not call.args.dry_run:
            document.run(ApplyReview(row.id, only_done=call.args.only_done))
    done = not call.args.dry_run
    lines = [f"{word}: {len(refs)} ({', '.join(refs)})" for word, refs, _ in summary.lines]
    said = "has been applied" if done else "would do this"
    call.answer(
        {
            "review": row.title,
            "applied": done,
            "outcomes": {word: len(refs) for word, refs, _ in summary.lines},
            "refs": {word: list(refs) for word, refs, _ in summary.lines},
            "without_outcome": list(summary.blank),
            "closing": summary.closing,
            "staying": summary.staying,
        },
        "\n".join([f"{row.title} {said}.", *lines]),
    )
    return exit_for(not done and bool(summary.blank))


def _list(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        known = reviews(session)
        plan = _plan(call, session)
        book = default_ledger(session, plan.id)
        answers = review_answers(session, _review(call, session).id) if call.args.review else []
    said: dict[str, Any] = {
        "reviews": [_row_json(row) for row in known],
        "ledger": None if book is None else _ledger_json(book),
    }
    if call.args.review:
        said["answers"] = [
            {
                "ref": row.ref,
                "tests": list(row.verdicts),
                "assessment": row.assessment,
                "outcome": row.outcome_word or None,
                "target": row.target,
                "review_on": row.review_on,
            }
            for row in answers
        ]
    lines = [
        f"{row.title}: {row.progress}{', applied' if row.applied else ''}" for row in known
    ] or ["No review under way."]
    call.answer(said, "\n".join([*lines, *([] if book is None else [_ledger_text(book)])]))
    return ExitCode.DONE


def _row_json(row: ReviewRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "scope": row.scope,
        "done": row.done,
        "outcomes": dict(row.outcomes),
        "applied": row.applied,
        "tests": list(row.tests),
    }


def _ledger_json(book: Ledger) -> dict[str, Any]:
    def counts(line: LedgerLine) -> dict[str, Any]:
        return {
            "opening": len(line.opening),
            "new": len(line.new),
            "reopened": len(line.reopened),
            "moved_in": len(line.moved_in),
            "moved_out": len(line.moved_out),
            "left": {word: len(uids) for word, uids in line.left.items()},
            "carried_forward": len(line.carried),
            "balances": line.balances,
        }

    return {
        "from": book.opening_label,
        "to": book.closing_label,
        **counts(book.total),
        "balances": book.balances,
        "projects": [{"ref": line.ref, **counts(line)} for line in book.lines],
        "leavers": [
            {
                "ref": one.ref,
                "outcome": one.outcome,
                "receiver": one.receiver,
                "reason": one.reason,
                "date": one.on,
            }
            for one in book.leavers
        ],
    }


def _ledger_text(book: Ledger) -> str:
    total = book.total
    left = "".join(f" - {len(uids)} {word}" for word, uids in total.left.items() if uids)
    return (
        f"{book.opening_label} to {book.closing_label}: {len(total.opening)} opening + "
        f"{len(total.new)} new + {len(total.reopened)} reopened{left} = "
        f"{len(total.carried)} carried forward."
    )


def _spotlight(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        rows = spotlight(session)
    call.answer(
        {
            "spotlight": [
                {
                    "ref": one.row.ref,
                    "title": one.row.title,
                    "leads": list(one.row.leads),
                    "outcome": one.row.outcome_word,
                    "closed_on": one.closed_on,
                    "recalled_on": one.recalled_on,
                    "reason": one.reason,
                    "answer": one.answer,
                }
                for one in rows
            ]
        },
        "\n".join(f"{one.row.ref} {one.row.title}: {one.row.outcome_word}" for one in rows),
    )
    return ExitCode.DONE


def _recall(call: Call) -> int:
    with call.plan(write=True) as document:
        _run_recall(call, document)
    call.answer(
        {"ref": call.args.ref, "recalled": True, "reopened": call.args.reopen},
        f"{call.args.ref} is recalled: {call.args.reason}",
    )
    return ExitCode.DONE


def _run_recall(call: Call, document: Document) -> None:
    with document.read() as session:
        item_id = find_ref(session, call.args.ref)
        period = current_period(session)
    document.run(
        RecallAction(
            item_id,
            call.args.reason,
            period.id if period else None,
            document.now.date(),
            call.args.reopen,
        )
    )


def _carry(call: Call) -> int:
    with call.plan(write=True) as document:
        with document.read() as session:
            plan = _plan(call, session)
        step = document.run(CarryForward(plan.id, call.args.title))
    count = len(step.created("plan_item"))
    call.answer(
        {"title": call.args.title, "rows": count},
        f"{call.args.title}: {counted(count, 'row')} carried on.",
    )
    return ExitCode.DONE
