"""The command that brings two copies of a plan together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode, UsageError
from plandesk.models.counted import counted
from plandesk.services.copies.merge import MergePreview, SpokenConflict, prepare_merge
from plandesk.services.copies.merge_rules import Takes

_SIDES: dict[str, Takes] = {"mine": "mine", "theirs": "theirs"}


def register(verbs: Verbs) -> None:
    """Declare the command."""
    merge = add_verb(verbs, "merge", "Take over what another copy of the plan has.", _merge)
    merge.add_argument("other", metavar="OTHER", help="the other copy; it is only read")
    merge.add_argument("--base", metavar="BASE", help="a copy from before the two parted")
    merge.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="WHAT",
        help="settle conflicts: mine, theirs, or REF.FIELD=mine (default: the later change)",
    )
    merge.add_argument("--dry-run", action="store_true", help="say what would happen")


def _merge(call: Call) -> int:
    rules = _rules(call.args.take)
    base = Path(call.args.base) if call.args.base else None
    with call.plan(write=not call.args.dry_run) as document:
        preview = prepare_merge(
            document, Path(call.args.other), base, lambda one: _decide(one, rules)
        )
        if not call.args.dry_run and not preview.is_empty:
            document.run(preview.op, source=preview.source)
    call.answer(_json(preview, dry_run=call.args.dry_run), _text(preview, call.args.dry_run))
    return ExitCode.FINDINGS if preview.conflicts else ExitCode.DONE


def _rules(words: list[str]) -> dict[str, Takes]:
    rules: dict[str, Takes] = {}
    for word in words:
        what, sign, side = word.rpartition("=")
        if side not in _SIDES or (sign and "." not in what):
            raise UsageError(
                f"“{word}” does not say what to take.", "Write mine, theirs or A2.3.title=theirs."
            )
        rules[what] = _SIDES[side]
    return rules


def _decide(conflict: SpokenConflict, rules: Mapping[str, Takes]) -> Takes:
    for name in (f"{conflict.ref}.{conflict.field}", ""):
        if name in rules:
            return rules[name]
    return conflict.takes


def _json(preview: MergePreview, *, dry_run: bool) -> dict[str, Any]:
    names = ("ref", "title", "table", "field", "base", "mine", "theirs", "takes")
    return {
        "added": preview.added,
        "changed": preview.changed,
        "removed": preview.removed,
        "conflicts": [
            {name: getattr(conflict, name) for name in names} for conflict in preview.conflicts
        ],
        "dry_run": dry_run,
    }


def _text(preview: MergePreview, dry_run: bool) -> str:
    if preview.is_empty and not preview.conflicts:
        return f"{preview.op.name} has nothing that this plan does not have."
    does = "would be" if dry_run else "was" if preview.added == 1 else "were"
    lines = [
        f"{counted(preview.added, 'row')} {does} added, {preview.changed} changed, "
        f"{preview.removed} removed."
    ]
    if preview.conflicts:
        sides = Counter(conflict.takes for conflict in preview.conflicts)
        lines.append(
            f"Both copies changed {counted(len(preview.conflicts), 'thing')}: "
            f"{sides['mine']} kept as here, {sides['theirs']} taken from {preview.op.name}."
        )
        lines += [_line(conflict) for conflict in preview.conflicts]
    return "\n".join(lines)


def _line(conflict: SpokenConflict) -> str:
    what = f"{conflict.ref or conflict.title or conflict.table} {conflict.field}".strip()
    return f"  {what}: here {_said(conflict.mine)}, there {_said(conflict.theirs)}"


def _said(value: Any) -> str:
    return "removed" if value is None else f"“{value}”"
