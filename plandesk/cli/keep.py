"""Commands that look after the file: export, backup, restore, history."""

from __future__ import annotations

import datetime as dt
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy.orm import Session

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode, FileProblem, UsageError
from plandesk.models.counted import counted


def register(verbs: Verbs) -> None:
    """Declare the commands."""
    # Here --json names a file, so this verb has no switch for a JSON answer.
    export = add_verb(verbs, "export", "Write the whole plan to a file.", _export, takes="file")
    export.add_argument("--xlsx", metavar="OUT", help="write a workbook")
    export.add_argument("--json", dest="json_file", metavar="OUT", help="write JSON")
    export.add_argument("--with-exempt", action="store_true", help="also what is not to publish")
    backup = add_verb(verbs, "backup", "Keep a checked copy of the plan.", _backup)
    backup.add_argument("--to", metavar="PATH", help="where (default: beside the plan)")
    backup.add_argument(
        "--clean", action="store_true", help="with --to: without history and exempt items, to give"
    )
    restore = add_verb(verbs, "restore", "List or bring back kept copies.", _restore)
    restore.add_argument("--list", action="store_true", help="list the kept copies")
    restore.add_argument("--from", dest="source", metavar="BACKUP", help="bring this copy back")
    history = add_verb(verbs, "history", "Print what was changed, newest first.", _history)
    history.add_argument("ref", metavar="REF", nargs="?")


def _export(call: Call) -> int:
    from plandesk.services.export import export_json, export_xlsx

    if not call.args.xlsx and not call.args.json_file:
        raise UsageError("Say where to: --xlsx OUT or --json OUT.")
    with call.plan() as document, document.read() as session, _shown(call, session) as shown:
        if call.args.xlsx:
            export_xlsx(shown, Path(call.args.xlsx))
        if call.args.json_file:
            export_json(shown, Path(call.args.json_file))
    written = [name for name in (call.args.xlsx, call.args.json_file) if name]
    call.answer({}, f"Wrote {' and '.join(written)}.")
    return ExitCode.DONE


def _shown(call: Call, session: Session) -> AbstractContextManager[Session]:
    from plandesk.services.copies.withheld import without_exempt

    return nullcontext(session) if call.args.with_exempt else without_exempt(session)


def _backup(call: Call) -> int:
    if call.args.clean:
        return _give(call)
    with call.plan() as document:
        made = document.copy_to(_target(call)) if call.args.to else None
        made = made or document.backup("by hand")
    call.answer({"backup": str(made)}, f"Kept {made}.")
    return ExitCode.DONE


def _give(call: Call) -> int:
    from plandesk.services.copies.clean_copy import give_copy

    if not call.args.to:
        raise UsageError("Say where the copy to give goes.", "Add --to PATH.")
    with call.plan() as document:
        given = give_copy(document, _target(call))
    call.answer(
        {
            "backup": str(given.path),
            "clean": True,
            "left_out": {"steps": given.steps, "exempt": given.exempt, "files": given.files},
        },
        f"Wrote {given.path} without {counted(given.steps, 'step')} of history, "
        f"{counted(given.exempt, 'exempt item')} and {counted(given.files, 'file')}.",
    )
    return ExitCode.DONE


def _target(call: Call) -> Path:
    target = Path(call.args.to)
    if target.exists():
        raise UsageError(f"{target} exists already.", "Choose another name.")
    return target


def _restore(call: Call) -> int:
    from plandesk.services.copies.restore import restore_backup
    from plandesk.store.backup import list_backups

    if call.args.source:
        aside = restore_backup(call.file, Path(call.args.source))
        kept = f" The former file is kept as {aside}." if aside else ""
        call.answer(
            {"restored": str(call.file), "kept": str(aside) if aside else None},
            f"{call.file} is as it was in {call.args.source}.{kept}",
        )
        return ExitCode.DONE
    if not call.file.parent.is_dir():
        raise FileProblem(f"{call.file.parent} does not exist.", "Check the name.")
    found = list_backups(call.file)
    call.answer(
        {
            "backups": [
                {"path": str(one.path), "made": one.made.isoformat(), "reason": one.reason}
                for one in found
            ]
        },
        "\n".join(f"{one.made:%d %b %Y %H:%M} UTC  {one.reason}  {one.path}" for one in found)
        or "No kept copies beside this plan.",
    )
    return ExitCode.DONE


def _history(call: Call) -> int:
    from plandesk.cli.show_text import history_json
    from plandesk.services.queries.detail import find_ref, item_history

    with call.plan() as document, document.read() as session:
        found = find_ref(session, call.args.ref) if call.args.ref else None
        rows = item_history(session, found)
    steps: dict[int, tuple[dt.datetime, str, str]] = {}
    for row in rows:
        steps.setdefault(row.set_id, (row.at, row.who, row.title))
    call.answer(
        {"changes": [history_json(row) for row in rows]},
        "\n".join(f"{at:%d %b %Y %H:%M}  {who}  {title}" for at, who, title in steps.values())
        or "Nothing was changed yet.",
    )
    return ExitCode.DONE
