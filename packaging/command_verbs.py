"""The verbs of the command and what each is given, read from its parser for whatever is printed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence


def verbs_of(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser, str]]:
    """Yield each verb that does something, with its parser and what it does; groups are opened."""
    for action in given_to(parser):
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - no public name
            continue
        helped = action._get_subactions()  # noqa: SLF001 - told only to argparse's own formatter
        said = {choice.dest: choice.help or "" for choice in helped}
        for name, below in action.choices.items():
            inner = list(verbs_of(below))
            if inner:
                yield from ((f"{name} {verb}", each, text) for verb, each, text in inner)
            else:
                yield name, below, said.get(name, "")


def given_to(parser: argparse.ArgumentParser) -> Sequence[argparse.Action]:
    """Return the options and arguments of a parser, in the order they were declared."""
    return parser._actions  # noqa: SLF001 - argparse has no other way to ask
