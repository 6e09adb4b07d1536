"""Nothing grows until it must be scrolled to be understood."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

LONGEST_FILE = 500
LONGEST_CLASS = 300
LONGEST_FUNCTION = 40
MOST_ARGUMENTS = 5
Function = ast.FunctionDef | ast.AsyncFunctionDef


def length(thing: ast.ClassDef | Function) -> int:
    return (thing.end_lineno or thing.lineno) - thing.lineno + 1


def argument_count(function: Function) -> int:
    names = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([one for one in names if one.arg not in {"self", "cls"}])


def oversized(tree: ast.AST) -> Iterator[str]:
    for thing in ast.walk(tree):
        if isinstance(thing, ast.ClassDef) and length(thing) > LONGEST_CLASS:
            yield f"line {thing.lineno}: class {thing.name} has {length(thing)} lines"
        if isinstance(thing, Function):
            if length(thing) > LONGEST_FUNCTION:
                yield f"line {thing.lineno}: {thing.name}() has {length(thing)} lines"
            if argument_count(thing) > MOST_ARGUMENTS:
                yield f"line {thing.lineno}: {thing.name}() takes {argument_count(thing)} arguments"


def listed(complaints: Iterable[str]) -> str:
    return "\n".join(complaints)


def test_files_stay_short(program_sources, test_sources):
    complaints = [
        f"{source.name}: {len(source.lines)} lines"
        for source in [*program_sources, *test_sources]
        if len(source.lines) > LONGEST_FILE
    ]
    assert not complaints, listed(complaints)


def test_classes_and_functions_stay_short(program_sources):
    complaints = [
        f"{source.name}, {found}" for source in program_sources for found in oversized(source.tree)
    ]
    assert not complaints, listed(complaints)


def test_an_oversized_function_would_be_noticed():
    long = "def long():\n" + "    pass\n" * LONGEST_FUNCTION
    wide = "def wide(a, b, c, *, d, e, f): ...\n"
    big = "class Big:\n" + "    x = 1\n" * LONGEST_CLASS
    found = list(oversized(ast.parse(long + wide + big)))
    assert [words.split(": ", 1)[1] for words in found] == [
        "long() has 41 lines",
        "wide() takes 6 arguments",
        "class Big has 301 lines",
    ]
