"""The ``plandesk`` command: reads the words, runs the service, prints the answer."""

from __future__ import annotations

import gc
import importlib
import json
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from plandesk import __version__
from plandesk.cli.context import SCHEMA, Call, Parser, place_of
from plandesk.errors import Cancelled, ExitCode, UserError, out_of_reach

_YOUNG = 50_000  # things made between two looks for what is done with; loading keeps what it makes
# Each module declares its verbs with register(verbs); found by name so that a start loads few.
_MODULES = {
    "plandesk.cli.plan": ("sample", "new", "presets", "info", "tree", "show", "set", "timeframe"),
    "plandesk.cli.keep": ("export", "backup", "restore", "history"),
    "plandesk.cli.check": ("check", "changes"),
    "plandesk.cli.period": ("period",),
    "plandesk.cli.review": ("review",),
    "plandesk.cli.stated": ("stated",),
    "plandesk.cli.tracker": ("tracker",),
    "plandesk.cli.returns": ("returns",),
    "plandesk.cli.pack": ("pack",),
    "plandesk.cli.register": ("register",),
    "plandesk.cli.merge": ("merge",),
    "plandesk.cli.exempt": ("exempt",),
    "plandesk.cli.share": ("copy",),
    "plandesk.cli.lock": ("lock", "unlock"),
    "plandesk.cli.help": ("help",),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a bare file name opens the window.

    Without ``argv`` it is the whole program, which ends after it.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    _speak_utf8()
    if "--version" in words[:1] and "--json" in words:
        return _versions()
    if not words or not _is_verb(words[0]):
        return _open_window(words)
    if argv is not None:
        return _run(words)
    gc.set_threshold(_YOUNG)
    code = _run(words)
    gc.freeze()  # the process ends: looking through everything once more would be in vain
    return code


def _run(words: list[str]) -> int:
    try:
        args = _parser(words[0]).parse_args(words)
        return _noted(args)
    except UserError as error:
        return _refused(error, words)
    except (Cancelled, KeyboardInterrupt):
        return _fail("Stopped. Nothing was half done.", "", ExitCode.CANCELLED, "--json" in words)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our answer has seen enough
        return int(ExitCode.DONE)
    except OSError as error:
        told = out_of_reach(error)
        return _refused(told, words) if told is not None else _fault(error, "--json" in words)
    except Exception as error:  # noqa: BLE001 - the last resort of the command line
        return _fault(error, "--json" in words)


def _refused(error: UserError, words: Sequence[str]) -> int:
    return _fail(error.message, error.hint, error.code, as_json="--json" in words)


def _noted(args: Namespace) -> int:
    """Run a command; the log keeps which it was and how it ended, not what it was given."""
    from plandesk.services.logs import note, note_failure

    start = time.monotonic()
    try:
        code = int(args.handler(Call(args)))
    except UserError as error:
        note_failure("command refused", error, handler=args.handler, code=error.code)
        raise
    note("command", handler=args.handler, code=code, seconds=time.monotonic() - start)
    return code


def _versions() -> int:
    """Say which versions of what matters to a plan are in use here."""
    import platform
    import sqlite3
    from importlib import metadata

    parts = ("reportlab", "openpyxl", "pikepdf", "defusedxml", "SQLAlchemy")
    said = {
        "plandesk": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name.lower(): metadata.version(name) for name in parts},
    }
    print(json.dumps({"schema": SCHEMA, "versions": said}))
    return int(ExitCode.DONE)


def _is_verb(word: str) -> bool:
    return word.startswith("-") or any(word in verbs for verbs in _MODULES.values())


def _parser(word: str) -> Parser:
    parser = Parser(prog="plandesk", description="Keep an improvement plan, its returns and packs.")
    parser.add_argument("--version", action="version", version=f"PlanDesk {__version__}")
    verbs = parser.add_subparsers(required=True, metavar="VERB", parser_class=Parser)
    for module, names in _MODULES.items():
        if word in names or (word.startswith("-") and word != "--version"):
            importlib.import_module(module).register(verbs)
    return parser


def full_parser() -> Parser:
    """Return the parser with every command, for the reference in the help."""
    return _parser("-")


def _open_window(words: Sequence[str]) -> int:
    if len(words) > 1:
        return _fail(
            f"“{words[0]}” is not a PlanDesk command.",
            "See plandesk --help.",
            ExitCode.USAGE,
            "--json" in words,
        )
    place = place_of(words[0]) if words else None
    if isinstance(place, Path) and place.suffix != ".plandesk" and not place.exists():
        return _fail(
            f"“{words[0]}” is neither a command nor a plan file.",
            "See plandesk --help.",
            ExitCode.USAGE,
            as_json=False,
        )
    from plandesk.models.collector import hold_back

    hold_back()
    from plandesk.ui.app import main as open_window

    return open_window(place)


def _fail(message: str, hint: str, code: ExitCode, as_json: bool) -> int:
    if as_json:
        error = {"message": message, "hint": hint, "code": int(code)}
        print(json.dumps({"schema": SCHEMA, "error": error}, ensure_ascii=False))
    else:
        print(f"{message} {hint}".strip(), file=sys.stderr)
    return int(code)


def _fault(error: Exception, as_json: bool) -> int:
    from plandesk.services.fault import write_fault_report

    report = write_fault_report(error)
    return _fail(
        "Something went wrong in PlanDesk. Your plan holds everything that was saved.",
        f"A report without any plan text was written to {report}.",
        ExitCode.FAULT,
        as_json,
    )


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
