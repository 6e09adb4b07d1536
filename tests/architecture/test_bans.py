"""Ways of working that ended badly elsewhere are not used here."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

# Qt's is asking for re-entrance; sleeping in a test is guessing; see the guards in the README.
BANNED_CALLS = {"processEvents", "sleep", "qWait"}
BESIDE_THE_PACKAGE = {
    "architecture",
    "server",  # the store and the services again, on a server
    "packaging",
    "journeys",
    "golden",
    "data",
    "benchmarks",
    "trust",
}
VAGUE_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py"}


def banned_calls(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in BANNED_CALLS:
                yield f"line {call.lineno}: {name}()"


def test_nobody_waits_by_the_clock_or_re_enters_the_event_loop(program_sources, test_sources):
    complaints = [
        f"{source.name}, {found}"
        for source in [*program_sources, *test_sources]
        for found in banned_calls(source.tree)
    ]
    assert not complaints, "\n".join(complaints)


def test_a_banned_call_would_be_noticed():
    code = "app.processEvents()\ntime.sleep(1)\nlist.sort()"
    assert list(banned_calls(ast.parse(code))) == ["line 1: processEvents()", "line 2: sleep()"]


def test_no_layout_is_asked_for_its_items(program_sources):
    """Qt for Python keeps what it got from ``itemAt`` past its end; see ui/widgets/tab_order.py."""
    asked = [
        f"{source.name}, line {call.lineno}"
        for source in program_sources
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "itemAt"
    ]
    assert not asked, "\n".join(asked)


def test_files_are_named_after_what_they_do(program_sources):
    names = [PurePosixPath(source.name) for source in program_sources]
    vague = [str(n) for n in names if n.name in VAGUE_NAMES or "manager" in n.name]
    assert not vague


def test_the_tests_mirror_the_package(checkout, test_sources):
    names = [PurePosixPath(source.name) for source in test_sources]
    tests = [name for name in names if name.name.startswith("test_")]
    assert tests
    twice = [name for name, count in Counter(n.name for n in tests).items() if count > 1]
    assert not twice, "two test files of one name cannot be told apart"
    assert not [str(name) for name in names if name.name == "__init__.py"]
    floors = {p.name for p in (checkout / "plandesk").iterdir() if p.is_dir()}
    strays = {n.parts[1] for n in tests if len(n.parts) > 2} - floors - BESIDE_THE_PACKAGE
    assert not strays
