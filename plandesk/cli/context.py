"""What every command shares: how it is declared, where it prints, how a plan is opened."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from plandesk.errors import ExitCode, FileDamaged, UsageError

if TYPE_CHECKING:
    from plandesk.services.document import Document
    from plandesk.services.queries.plan_tree import PeriodRow
    from plandesk.store.server import ServerAddress

SCHEMA = 1

Handler: TypeAlias = Callable[["Call"], int]


class Verbs(Protocol):
    """What argparse gives to add commands to."""

    def add_parser(self, name: str, *, help: str, description: str) -> Parser:  # noqa: A002 - its own word
        """Add one command and return its parser."""
        ...


class Parser(argparse.ArgumentParser):
    """A parser that reports wrong usage as a UsageError instead of leaving the program."""

    def error(self, message: str) -> None:  # type: ignore[override]  # theirs never returns
        """Raise UsageError with what argparse says and where to find help."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")

    def parse_known_args(  # type: ignore[override]  # theirs is overloaded
        self, args: Any = None, namespace: Any = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Take FIELD=VALUE also behind an option, where argparse looks for none any more."""
        found, rest = super().parse_known_args(args, namespace)
        words = [word for word in rest if "=" in word and not word.startswith("-")]
        if words and isinstance(getattr(found, "words", None), list):
            found.words += words
            rest = [word for word in rest if word not in words]
        return found, rest


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command: its arguments, and where its answer goes."""

    args: argparse.Namespace

    @property
    def as_json(self) -> bool:
        """Tell whether the answer is to be one JSON object."""
        return bool(getattr(self.args, "json", False))

    @property
    def file(self) -> Path:
        """Return the plan file named on the command line.

        Raises UsageError where a plan on a server was named, for a command that needs a file.
        """
        place = self.place
        if isinstance(place, Path):
            return place
        raise UsageError(
            f"{place} is on a server, and this needs a plan file.",
            "Make one with plandesk copy ADDRESS FILE.",
        )

    @property
    def place(self) -> Path | ServerAddress:
        """Return where the plan is that the command line names: a file, or on a server."""
        return place_of(self.args.file)

    def answer(self, value: dict[str, Any], text: str) -> None:
        """Print the answer: ``value`` as JSON, or ``text`` for people."""
        if self.as_json:
            print(json.dumps({"schema": SCHEMA, **value}, ensure_ascii=False, default=str))
        elif text:
            print(text)

    @contextmanager
    def plan(self, *, write: bool = False) -> Generator[Document]:
        """Open the plan for the length of the command; to read only unless ``write``.

        Raises FileDamaged where a plan is to be changed that the last session did not close and
        that does not pass every check.
        """
        from plandesk.services.document import Document

        with Document.open(self.place, read_only=not write) as document:
            if write and document.was_left_open:
                self._check_after_crash(document)
            if document.foreign_log is not None:
                _tell_of_log(document.path, document.foreign_log)
            yield document

    def _check_after_crash(self, document: Document) -> None:
        from plandesk.services.copies.rescue import check_file

        problems = check_file(document)
        if problems:
            raise FileDamaged(
                f"The last session of {self.file.name} did not close properly, and the file is "
                f"damaged: {problems[0]}",
                "Bring back a backup (plandesk restore FILE --list shows them).",
            )
        said = "The last session did not close properly. All saved edits are here."
        print(said, file=sys.stderr)

    def password(self) -> str:
        """Return the first line of the file named by --password-file; "-" asks at the terminal.

        Empty where none was named. It is never a word of the command itself, which other programs
        and the shell's history can see. Raises UsageError for a file without one.
        """
        named = getattr(self.args, "password_file", None)
        if not named:
            return ""
        if named == "-":
            from getpass import getpass

            said = getpass("Password: ", sys.stderr)
        else:
            said = _first_line(Path(named))
        if not said:
            raise UsageError("The password is empty.", "Put it on the first line of the file.")
        return said

    def step(self, done: int, total: int, text: str) -> None:
        """Show progress on one line of a terminal; say nothing when piped."""
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r\x1b[K{done} of {total}  {text}"[:100], end=end, file=sys.stderr, flush=True)


def _tell_of_log(plan: Path, log: Path) -> None:
    # On a line of its own, beside the answer: what the command prints may be read by a program.
    now = "" if log.name == f"{plan.name}-wal" else f" It is now {log.name}."
    said = f"{plan.name}-wal beside {plan.name} is of another file. It was not read.{now}"
    print(said, file=sys.stderr)


def _first_line(path: Path) -> str:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read.", "Check the name and the folder.") from error
    return lines[0] if lines else ""


def place_of(text: str) -> Path | ServerAddress:
    """Return the place that a word of the command line names: a file, or a plan on a server."""
    if "://" not in text:
        return Path(text)
    from plandesk.store.server import server_address

    return server_address(text) or Path(text)


def add_password(parser: Parser, what: str) -> None:
    """Let a command be given a password, out of sight."""
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help=f"a file whose first line is the password {what}; - asks for it",
    )


def add_verb(
    verbs: Verbs, name: str, summary: str, handler: Handler, takes: str = "file json"
) -> Parser:
    """Declare one command; ``takes`` says whether it has the plan file and ``--json``."""
    parser = verbs.add_parser(name, help=summary, description=summary)
    if "file" in takes:
        parser.add_argument("file", metavar="FILE", help="the plan file (*.plandesk)")
    if "json" in takes:
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")
    parser.set_defaults(handler=handler)
    return parser


def add_group(verbs: Verbs, name: str, summary: str) -> Verbs:
    """Declare a command with sub-commands, such as ``returns issue``."""
    parser = verbs.add_parser(name, help=summary, description=summary)
    return parser.add_subparsers(required=True, metavar="VERB", parser_class=Parser)


def find_period(document: Document, label: str | None) -> PeriodRow | None:
    """Return the period with this label, or without one the current period.

    Raises UsageError naming the known periods when there is none of that label.
    """
    from plandesk.services.queries.plan_tree import current_period, periods

    with document.read() as session:
        if label is None:
            return current_period(session)
        known = periods(session)
    for row in known:
        if row.label.casefold() == label.strip().casefold():
            return row
    names = ", ".join(row.label for row in known) or "none yet"
    raise UsageError(f"There is no period “{label}” in this plan.", f"Its periods: {names}.")


def need_period(document: Document, label: str | None) -> PeriodRow:
    """Return the period with this label or the current one; raises UsageError without any."""
    found = find_period(document, label)
    if found is None:
        raise UsageError(
            "This plan has no reporting period yet.",
            "Open one: plandesk period open FILE --label ... --as-at YYYY-MM-DD.",
        )
    return found


def exit_for(findings: bool) -> int:
    """Return the exit status of a command that found something that needs someone, or not."""
    return int(ExitCode.FINDINGS if findings else ExitCode.DONE)
