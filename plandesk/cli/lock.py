"""Commands that lock a copy of a plan with a password, and open it again."""

from __future__ import annotations

from pathlib import Path

from plandesk.cli.context import Call, Verbs, add_password, add_verb
from plandesk.errors import ExitCode, UsageError
from plandesk.store.cipher import LOCKED


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    lock = add_verb(verbs, "lock", "Write a copy of a plan that only a password opens.", _lock)
    add_password(lock, "of the copy")
    lock.add_argument("--to", metavar="PATH", help=f"where (default: beside the plan, {LOCKED})")
    unlock = add_verb(verbs, "unlock", "Write the plan inside a locked copy.", _unlock)
    add_password(unlock, "of the copy")
    unlock.add_argument("--to", required=True, metavar="PLAN", help="the plan file to write")


def _lock(call: Call) -> int:
    from plandesk.services.copies.locked_plan import lock_plan

    password = _needed(call)
    target = Path(call.args.to) if call.args.to else call.file.with_suffix(LOCKED)
    with call.plan() as document:
        lock_plan(document, target, password)
    text = f"Wrote {target}. Keep the password safe: without it nobody can open the copy."
    call.answer({"locked": str(target)}, text)
    return ExitCode.DONE


def _unlock(call: Call) -> int:
    from plandesk.services.copies.locked_plan import unlock_plan

    made = unlock_plan(call.file, Path(call.args.to), _needed(call))
    call.answer({"file": str(made)}, f"Wrote {made}.")
    return ExitCode.DONE


def _needed(call: Call) -> str:
    said = call.password()
    if not said:
        raise UsageError("A password is needed.", "Give --password-file FILE, or - to be asked.")
    return said
