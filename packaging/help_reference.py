#!/usr/bin/env python3
"""Write the reference pages of the help from the code, so that they say what the program does.

usage: .venv/bin/python packaging/help_reference.py [--check]

With --check nothing is written; the exit status is 1 when a page is not what the code says.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from command_verbs import given_to, verbs_of

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

FAMILIES = {
    "structure": "The shape of the plan",
    "rating": "Ratings",
    "explain": "Ratings held against the plan",
    "reconcile": "Figures that must add up",
    "references": "Refs and words",
}
AREAS = (
    ("About plan files", ("store",)),
    ("About what is in the plan", ("services", "models")),
    ("About workbooks", ("excel",)),
    ("About packs", ("reports",)),
)
UNFINISHED = "\u2026"


@dataclass(frozen=True)
class Said:
    """One message of the program: its kind or severity, the words, and what to do."""

    kind: str
    words: str
    hint: str


def pages() -> dict[str, str]:
    """Return every reference page by its name."""
    return {
        "reference-checks": checks_page(),
        "reference-returns": returns_page(),
        "reference-messages": messages_page(),
        "reference-commands": commands_page(),
    }


# Pages -----------------------------------------------------------------------------------------


def checks_page() -> str:
    from plandesk.services.checks.catalogue import RULES

    parts = [
        "# Checks",
        "PlanDesk holds the plan against these rules. **Checks** at the left lists what does not "
        "hold, each with the rows it is about. A finding that is right as it is can be accepted "
        "with a reason; a rule can be switched off in **Plan > Plan settings > Rules**.",
    ]
    for family, title in FAMILIES.items():
        rules = [rule for rule in RULES if rule.about == family]
        parts += [f"## {title}", table(("What should hold", "Code"), rule_rows(rules))]
    return page(parts)


def rule_rows(rules: Iterable) -> list[tuple[str, str]]:
    return [(rule.title, f"`{rule.code}`") for rule in rules]


def returns_page() -> str:
    from plandesk.excel.returns import rules
    from plandesk.excel.returns.schema import Field, Severity
    from plandesk.services.presets import load_preset

    shown = rules.columns(load_preset("improvement-plan").scale, "Action")
    limits = [
        (column.title, f"{rules.limit_of(Field(column.name)):,}")
        for column in shown
        if column.is_answer and rules.limit_of(Field(column.name))
    ]
    rows = sorted(
        {
            (Severity[said.kind].words, said.words, said.hint.strip(f"{UNFINISHED} "))
            for area in ("excel", "services")
            for said in messages_of(area, {"Finding": 1, "_say": 2})
            if said.kind in Severity.__members__ and says_something(said.words)
        }
    )
    return page(
        [
            "# Messages about returns",
            "Each message names the file, the sheet and the cell. A dot-dot-dot stands for what "
            "the return says.",
            "## How long an answer may be",
            table(("Answer", "Characters"), limits),
            "## Messages",
            table(("How serious", "What it says", "What to do"), rows),
        ]
    )


def messages_page() -> str:
    parts = [
        "# Messages",
        "What PlanDesk says when something cannot be done, and what to do then. A dot-dot-dot "
        "stands for the names in your plan.",
    ]
    for title, areas in AREAS:
        rows = sorted(
            {
                (said.words, said.hint if says_something(said.hint) else "")
                for area in areas
                for said in messages_of(area, errors())
                if says_something(said.words)
            }
        )
        parts += [f"## {title}", table(("What it says", "What to do"), rows)]
    return page(parts)


def commands_page() -> str:
    from plandesk.cli.main import full_parser

    parts = [
        "# Commands",
        "Everything that the window does to a plan, the command `plandesk` can do too. "
        "`--json` gives an answer as JSON. `plandesk VERB --help` says more.",
    ]
    found = [
        (f"`plandesk {name}{arguments(parser)}`", parser.description or "")
        for name, parser, _ in verbs_of(full_parser())
    ]
    parts.append(table(("Command", "What it does"), found))
    parts.append("## Exit status")
    codes = (
        ("0", "done"),
        ("1", "something needs a person"),
        ("2", "wrong usage"),
        ("3", "the file cannot be opened"),
        ("4", "stopped"),
        ("70", "a fault of PlanDesk"),
    )
    parts.append(table(("Status", "What it means"), codes))
    return page(parts)


def arguments(parser: argparse.ArgumentParser) -> str:
    said = [
        action.metavar or action.dest.upper()
        for action in given_to(parser)
        if not action.option_strings
    ]
    names = [word if isinstance(word, str) else word[0] for word in said]
    return "".join(f" {name}" for name in names)


# Messages in the code ---------------------------------------------------------------------------


def errors() -> dict[str, int]:
    from plandesk import errors as module

    return {
        name: 0
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, module.UserError)
    }


def messages_of(area: str, names: dict[str, int]) -> Iterator[Said]:
    """Read the messages of an area; ``names`` are the calls that hold one, and where in each."""
    files = sorted((CHECKOUT / "plandesk" / area).rglob("*.py"))
    if not files:
        raise FileNotFoundError(f"There is no code in plandesk/{area}.")
    trees = [ast.parse(path.read_text("utf-8")) for path in files]
    phrases = {name: said for tree in trees for name, said in sentences(tree)}
    for tree in trees:
        fixed = assigned(tree.body, phrases)
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                words = Words(phrases, fixed + assigned(ast.walk(function), phrases))
                yield from messages_in(function, names, words)


def messages_in(function: ast.FunctionDef, names: dict[str, int], words: Words) -> Iterator[Said]:
    for call in ast.walk(function):
        name = called(call)
        if isinstance(call, ast.Call) and name in names:
            at, arguments_ = names[name], call.args
            kind = getattr(arguments_[0], "attr", "") if at and arguments_ else ""
            named = {each.arg: each.value for each in call.keywords}
            said = words.of(arguments_[at]) if len(arguments_) > at else ""
            hint = arguments_[at + 1] if len(arguments_) > at + 1 else None
            hint = hint or named.get("hint") or named.get("fix")
            if said:
                yield Said(kind, said, words.of(hint) if hint is not None else "")


def sentences(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Give the functions of a module that put a message into words, each with what it says."""
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                if isinstance(statement, ast.Return) and isinstance(statement.value, ast.JoinedStr):
                    yield function.name, Words({}, []).of(statement.value)


def assigned(statements: Iterable[ast.AST], phrases: dict[str, str]) -> list[tuple[str, int, str]]:
    """Return the names that are given words, each with its line: a name may be given others."""
    return [
        (target.id, statement.lineno, Words(phrases, []).of(statement.value))
        for statement in statements
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]


def called(node: ast.AST) -> str:
    """Return the name of what is called, with or without its module or object before it."""
    function = getattr(node, "func", None)
    return getattr(function, "id", "") or getattr(function, "attr", "")


@dataclass(frozen=True)
class Words:
    """What names and functions of a module say, for reading the texts that are made of them."""

    phrases: dict[str, str]
    given: list[tuple[str, int, str]]

    def of(self, node: ast.expr) -> str:
        """Return the words of an expression; what is only known while running becomes dots."""
        if isinstance(node, ast.Constant):
            return str(node.value) if isinstance(node.value, str) else ""
        if isinstance(node, ast.JoinedStr):
            said = "".join(self.of(part) for part in node.values)
            return re.sub(f"{UNFINISHED}+", UNFINISHED, said)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            return self.of(node.left) + self.of(node.right)
        if isinstance(node, ast.Name):
            return self._given(node) or UNFINISHED
        return self.phrases.get(called(node), UNFINISHED)

    def _given(self, name: ast.Name) -> str:
        """Return what a name was given last before it is used."""
        known = [(line, said) for each, line, said in self.given if each == name.id]
        before = [pair for pair in known if pair[0] <= name.lineno]
        return max(before or known, default=(0, ""))[1]


def says_something(words: str) -> bool:
    """Tell whether there are words beside what is only known while the program runs."""
    return re.search(r"[A-Za-z]{3,}", words) is not None


# Markdown ---------------------------------------------------------------------------------------


def page(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [line(heads)]
    lines.append("|" + "---|" * (lines[0].count("|") - 1))
    return "\n".join([*lines, *(line(row) for row in rows)])


def line(cells: Iterable[str]) -> str:
    flat = (" ".join(cell.split()).replace("|", "/") for cell in cells)
    return "| " + " | ".join(flat) + " |"


def main(arguments_: list[str]) -> int:
    """Write the pages, or say which are not what the code says."""
    folder = CHECKOUT / "resources" / "help"
    stale = []
    for name, text in pages().items():
        path = folder / f"{name}.md"
        if not path.exists() or path.read_text("utf-8") != text:
            stale.append(path.name)
            if "--check" not in arguments_:
                path.write_text(text, "utf-8")
    for name in stale:
        print(f"{name} {'is stale' if '--check' in arguments_ else 'written'}")
    return int(bool(stale) and "--check" in arguments_)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
