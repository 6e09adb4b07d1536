"""Commands on reporting periods: open, close, reopen, list."""

from __future__ import annotations

import datetime as dt
from typing import Any

from plandesk.cli.context import Call, Verbs, add_group, add_verb, need_period
from plandesk.errors import ExitCode, UsageError
from plandesk.services.ops.periods import ClosePeriod, OpenPeriod, ReopenPeriod
from plandesk.services.queries.info import PeriodCounts, file_info


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    group = add_group(verbs, "period", "Open, close, reopen and list reporting periods.")
    opening = add_verb(group, "open", "Open a reporting period.", _open)
    opening.add_argument("--label", required=True, metavar="L", help='such as "April 2024"')
    opening.add_argument("--as-at", required=True, metavar="DATE", help="YYYY-MM-DD")
    opening.add_argument("--due", metavar="DATE", help="when returns are due, YYYY-MM-DD")
    closing = add_verb(group, "close", "Close the current period, or the one named.", _close)
    closing.add_argument("--period", metavar="P")
    closing.add_argument("--note", default="", metavar="TEXT")
    reopening = add_verb(group, "reopen", "Reopen a closed period, for a reason.", _reopen)
    reopening.add_argument("--period", required=True, metavar="P")
    reopening.add_argument("--reason", required=True, metavar="TEXT")
    add_verb(group, "list", "List the reporting periods.", _list)


def read_date(option: str, text: str | None) -> dt.date | None:
    """Read a date option; raises UsageError for anything but YYYY-MM-DD."""
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"{option} must be a date such as 2024-04-30. It says “{text}”."
        ) from error


def _open(call: Call) -> int:
    as_at = read_date("--as-at", call.args.as_at)
    if as_at is None:
        raise UsageError("--as-at must be a date such as 2024-04-30.")
    with call.plan(write=True) as document:
        document.run(OpenPeriod(call.args.label, as_at, read_date("--due", call.args.due)))
    call.answer({"label": call.args.label, "state": "open"}, f"{call.args.label} is open.")
    return ExitCode.DONE


def _close(call: Call) -> int:
    with call.plan(write=True) as document:
        period = need_period(document, call.args.period)
        document.run(ClosePeriod(period.id, call.args.note))
    call.answer({"label": period.label, "state": "closed"}, f"{period.label} is closed.")
    return ExitCode.DONE


def _reopen(call: Call) -> int:
    with call.plan(write=True) as document:
        period = need_period(document, call.args.period)
        document.run(ReopenPeriod(period.id, call.args.reason))
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
