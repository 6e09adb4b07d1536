"""Commands on reporting periods: open, close, reopen, list."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Any

from plandesk.cli.context import Call, Verbs, add_group, add_verb, need_period
from plandesk.errors import ExitCode, UsageError
from plandesk.models.timeframes.day import DayWanted, Edge, Toward, read_day
from plandesk.services.document import Document, utc_now
from plandesk.services.ops.periods import (
    AddMeeting,
    ClosePeriod,
    OpenPeriod,
    ReopenPeriod,
    SetBody,
)
from plandesk.services.queries.exceptions import ChecklistLine, close_checklist
from plandesk.services.queries.info import PeriodCounts, file_info
from plandesk.services.queries.meetings import bodies, meetings, next_meetings


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "period", "Open, close, reopen and list reporting periods.")
    opening = add_verb(group, "open", "Open a reporting period.", _open)
    opening.add_argument("--label", required=True, metavar="L", help='such as "April 2024"')
    opening.add_argument(
        "--as-at", required=True, metavar="DATE", help="such as 2024-04-30 or “end April 2024”"
    )
    opening.add_argument("--due", metavar="DATE", help="when returns are due")
    opening.add_argument("--body", default="", metavar="NAME", help="the board that hears of it")
    opening.add_argument("--meeting", metavar="DATE", help="when it meets")
    closing = add_verb(group, "close", "Close the current period, or the one named.", _close)
    closing.add_argument("--period", metavar="P")
    closing.add_argument("--note", default="", metavar="TEXT")
    closing.add_argument(
        "--accept", default="", metavar="REASON", help="close although the checklist is not done"
    )
    closing.add_argument("--dry-run", action="store_true", help="only show the checklist")
    reopening = add_verb(group, "reopen", "Reopen a closed period, for a reason.", _reopen)
    reopening.add_argument("--period", required=True, metavar="P")
    reopening.add_argument("--reason", required=True, metavar="TEXT")
    add_verb(group, "list", "List the reporting periods.", _list)
    meeting = add_verb(group, "meetings", "List or add meetings, and the rhythm of bodies.", _meet)
    meeting.add_argument("--body", default="", metavar="NAME", help="the board or committee")
    meeting.add_argument("--every", type=int, metavar="MONTHS", help="its rhythm; 0 for none")
    meeting.add_argument("--clear-days", type=int, metavar="N", help="papers public before it")
    meeting.add_argument("--on", metavar="DATE", help="add a meeting on this day")
    meeting.add_argument("--period", metavar="P", help="what the meeting hears of")


def read_date(
    option: str, text: str | None, edge: Edge = Edge.LAST, toward: Toward = Toward.AHEAD
) -> dt.date | None:
    """Read a date option, said in any words; tells on standard error what was not said in full.

    Raises UsageError where the words are no day, or may be two.
    """
    reading = read_day(text or "", DayWanted(utc_now().date(), toward, edge))
    if reading.day is None and reading.text.strip():
        message = f"{option} must be a date such as 2024-04-30. It says “{reading.text}”."
        raise UsageError(message, _capital(reading.said))
    if not reading.plain:
        print(f"{option} “{reading.text}”: {reading.said}.", file=sys.stderr)
    return reading.day


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _open(call: Call) -> int:
    as_at = read_date("--as-at", call.args.as_at, toward=Toward.NEAR)
    if as_at is None:
        raise UsageError("--as-at must be a date such as 2024-04-30.")
    meeting = read_date("--meeting", call.args.meeting, Edge.WHOLE)
    if bool(call.args.body.strip()) != (meeting is not None):
        raise UsageError("--body and --meeting go together.", "Give both, or neither.")
    due = read_date("--due", call.args.due)
    with call.plan(write=True) as document:
        document.run(OpenPeriod(call.args.label, as_at, due, call.args.body, meeting))
    call.answer({"label": call.args.label, "state": "open"}, f"{call.args.label} is open.")
    return ExitCode.DONE


def _close(call: Call) -> int:
    args = call.args
    with call.plan(write=not args.dry_run) as document:
        period = need_period(document, args.period)
        day = document.now.date()
        with document.read() as session:
            lines = close_checklist(session, period.id, day)
        left = sum(line.open_count for line in lines)
        is_refused = period.is_open and left > 0 and not args.accept.strip()
        if not args.dry_run and not is_refused:
            document.run(ClosePeriod(period.id, args.note, args.accept, document.who, day))
    state = "open" if args.dry_run or is_refused else "closed"
    verdict = f"{period.label} is {'still open' if state == 'open' else 'closed'}."
    advice = "Settle each line, or accept it: --accept REASON." if is_refused else ""
    said: dict[str, Any] = {
        "label": period.label,
        "state": state,
        "checklist": [_line_json(line) for line in lines],
    }
    if is_refused and not args.dry_run:
        code = int(ExitCode.FINDINGS)
        said["error"] = {"message": verdict, "hint": advice, "code": code}
    text = "\n".join([*(_line_text(line) for line in lines), f"{verdict} {advice}".strip()])
    call.answer(said, text)
    return ExitCode.FINDINGS if is_refused else ExitCode.DONE


def _line_json(line: ChecklistLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": line.title,
        "done": line.is_done,
        "open": line.open_count,
        "findings": [
            {"ref": one.ref, "message": one.message, "fix": one.fix, "accepted": one.accepted}
            for one in line.findings
        ],
    }


def _line_text(line: ChecklistLine) -> str:
    mark = "done" if line.is_done else f"{line.open_count} left"
    return "\n".join(
        [
            f"{line.title}: {mark}",
            *(f"  {one.message}" for one in line.findings if not one.accepted),
        ]
    )


def _reopen(call: Call) -> int:
    with call.plan(write=True) as document:
        period = need_period(document, call.args.period)
        day = document.now.date()
        document.run(ReopenPeriod(period.id, call.args.reason, document.who, day))
    call.answer({"label": period.label, "state": "open"}, f"{period.label} is open again.")
    return ExitCode.DONE


def _list(call: Call) -> int:
    with call.plan() as document, document.read() as session:
        info = file_info(session)
    call.answer(
        {"periods": [_json(period) for period in info.periods]},
        "\n".join(_text(period) for period in info.periods) or "No reporting period yet.",
    )
    return ExitCode.DONE


def _json(period: PeriodCounts) -> dict[str, Any]:
    return {
        "label": period.label,
        "as_at": period.as_at.isoformat(),
        "state": "open" if period.is_open else "closed",
        "rated": period.rated,
    }


def _text(period: PeriodCounts) -> str:
    state = "open" if period.is_open else "closed"
    return f"{period.label} (as at {period.as_at:%d %B %Y}): {state}"


def _meet(call: Call) -> int:
    args = call.args
    on = read_date("--on", args.on, Edge.WHOLE)
    changes = on is not None or args.every is not None or args.clear_days is not None
    if changes and not args.body.strip():
        raise UsageError("Say whose meeting or rhythm it is.", "--body NAME")
    with call.plan(write=changes) as document:
        if args.every is not None or args.clear_days is not None:
            document.run(_rhythm(document, call))
        if on is not None:
            period = need_period(document, args.period)
            document.run(AddMeeting(args.body, on, period.id))
        with document.read() as session:
            known = meetings(session)
            coming = next_meetings(session, document.now.date())
    rows = [*known, *(row for row in coming if row.id is None)]
    call.answer(
        {
            "meetings": [
                {
                    "body": row.body,
                    "on": row.on,
                    "period": row.period or None,
                    "publish_by": row.publish_by,
                    "foretold": row.id is None,
                }
                for row in rows
            ]
        },
        "\n".join(f"{row.body}: {row.on:%d %B %Y}. {row.sentence}." for row in rows)
        or "No meeting yet.",
    )
    return ExitCode.DONE


def _rhythm(document: Document, call: Call) -> SetBody:
    args = call.args
    with document.read() as session:
        known = {row.name.casefold(): row for row in bodies(session)}
    row = known.get(args.body.strip().casefold())
    every = args.every if args.every is not None else row.months_between if row else 0
    days = args.clear_days if args.clear_days is not None else row.clear_days if row else 5
    return SetBody(args.body, every, days, row.note if row else "")
