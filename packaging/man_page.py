"""Write the manual page plandesk(1) from the parser of the command, so that it cannot go stale.

usage: PYTHON packaging/man_page.py FILE      (a Python that can import plandesk)
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from command_verbs import given_to, verbs_of

from plandesk import __version__
from plandesk.cli.main import full_parser
from plandesk.errors import ExitCode

STATUS = {
    ExitCode.DONE: "Done.",
    ExitCode.FINDINGS: "Done, and something needs a person.",
    ExitCode.USAGE: "The command was not understood.",
    ExitCode.FILE: "The file cannot be opened or written.",
    ExitCode.CANCELLED: "Stopped; nothing was half done.",
    ExitCode.FAULT: "A fault of PlanDesk; a report without any plan text was written.",
}
HEAD = """\
.TH PLANDESK 1 "" "PlanDesk {version}" "User commands"
.ad l
.SH NAME
plandesk \\- keep an improvement plan, its returns and board packs
.SH SYNOPSIS
.B plandesk
.RI [ FILE ]
.br
.B plandesk
.I VERB
.RI [ ARGUMENT \\ ...]
.SH DESCRIPTION
Without a verb, PlanDesk opens its window, on the plan
.I FILE
or on the plan that was open last.
With a verb it does one job without a display.
Every verb takes
.BR \\-\\-json ,
which answers with one JSON object, and
.BR \\-\\-help .
.SH VERBS
"""
TAIL = """\
.SH FILES
.TP
.I *.plandesk
A plan: one SQLite file with everything in it, its history included.
.TP
.I *.plandesk.lock
Says who has the plan open; it goes when the plan is closed.
.TP
.I ~/.local/share/PlanDesk
Kept copies, the log and reports of faults; no plan text is in the last two.
.SH SEE ALSO
The help in the program (F1).
The licences of everything that is shipped are in
.I /usr/share/doc/plandesk/copyright
and in Help, About PlanDesk.
"""


def escaped(text: str) -> str:
    """Keep roff from reading anything in a text as a request."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("//", "//\\:")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def synopsis(name: str, parser: argparse.ArgumentParser) -> str:
    """Write how a verb is typed, as argparse would, on one line."""
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    words = usage.split(name, 1)[-1].replace("[-h]", "").split()
    return f".B plandesk {escaped(name)}\n{escaped(' '.join(words))}".rstrip()


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Write each option and argument that has words of its own."""
    for action in given_to(parser):
        if action.dest == "help" or not action.help:
            continue
        shown = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        if action.option_strings and action.nargs != 0:
            shown += f" {action.metavar or action.dest.upper()}"
        said = action.help % {"default": action.default, "prog": "plandesk"}
        yield f".TP\n.B {escaped(shown)}\n{escaped(said[:1].upper() + said[1:])}."


def page() -> str:
    """Return the whole page as roff."""
    parts = [HEAD.format(version=__version__)]
    found = list(verbs_of(full_parser()))
    if not found:
        raise SystemExit("The parser has no verbs: the page would be empty.")
    for name, parser, said in found:
        parts.append(f".SS {escaped(name)}\n{escaped(said)}\n.PP\n{synopsis(name, parser)}\n")
        parts += [f"{line}\n" for line in options_of(parser)]
    parts.append(".SH EXIT STATUS\n")
    parts += [f".TP\n.B {int(code)}\n{escaped(STATUS[code])}\n" for code in ExitCode]
    parts.append(TAIL)
    return "".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
