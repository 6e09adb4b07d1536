"""What the source may not say: where it was made, and words that officers should not meet."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from plandesk import errors

# Written in halves, so that this file does not hold what it forbids.
PLACES = tuple(
    re.compile(first + second, re.IGNORECASE)
    for first, second in (
        (r"(?<![\w.])/wo", r"rk\b"),
        (r"(?<![\w.])(?-i:/ro", r"ot)\b"),
        (r"(?<![\w.])/ho", r"me/\w"),
        (r"[A-Z]:\\Us", r"ers\\\w"),
        (r"/opt/py", r"pi"),
        (r"\.lib", r"rary/"),
        (r"\bpy", r"pi\.org"),
        (r"python", r"hosted"),
        (r"npm", r"js\.(com|org)"),
        (r"\bpy", r"env\b"),
        (r"\bissues? ", r"(#|no\. ?)?\d"),
        (r"\bissues ", r"show\b"),
        (r"\bhelper ", r"\d"),
        (r"\bsub-?", r"agents?\b"),
        (r"\bcla", r"ude\b"),
        (r"\banth", r"ropic"),
        (r"\bchat", r"gpt"),
        (r"\bco", r"pilot\b"),
        (r"\bto", r"do\b\s*[:(]"),
        (r"\bfix", r"me\b"),
    )
)
JARGON = re.compile(r"\b(records?|nodes?|sync\w*|uploads?|user error|invalid)\b", re.IGNORECASE)
# An agenda has items, and only an agenda.
ITEM = re.compile(r"\bitems?\b", re.IGNORECASE)
ABOUT_AGENDAS = re.compile(r"/reports/|pack|agenda")
RAISED = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.UserError)
}


def told_places(text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern in PLACES:
            if found := pattern.search(line):
                yield f"line {number}: {found.group()!r}"


def messages(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every fixed text given to an error for people or to a translated text of the window."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in RAISED or name == "tr":
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
                for part in ast.walk(argument):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.lineno, part.value


def jargon(name: str, tree: ast.AST) -> Iterator[str]:
    about_agendas = ABOUT_AGENDAS.search(name)
    for line, text in messages(tree):
        spare = about_agendas or "agenda" in text
        if found := JARGON.search(text) or (None if spare else ITEM.search(text)):
            yield f"line {line}: {found.group()!r} in {text!r}"


def test_nothing_tells_where_it_was_made(text_files):
    complaints = [
        f"{name}, {found}" for name in text_files for found in told_places(text_files[name])
    ]
    assert not complaints, "\n".join(complaints)


def test_messages_use_the_words_of_officers(program_sources):
    assert any(list(messages(source.tree)) for source in program_sources)
    complaints = [f"{s.name}, {found}" for s in program_sources for found in jargon(s.name, s.tree)]
    assert not complaints, "\n".join(complaints)


def test_a_machine_path_would_be_noticed():
    assert list(told_places("see /wo" + "rk/main\nnetwork/main")) == ["line 1: '/wo" + "rk'"]


def test_jargon_would_be_noticed():
    code = 'raise UserError("The agenda item is gone.", hint=f"Bad {x}: invalid item.")'
    found = jargon("plandesk/services/ops/ratings.py", ast.parse(code))
    assert [words.split(" in ")[0] for words in found] == ["line 1: 'invalid'"]


def test_items_belong_to_agendas():
    tree = ast.parse('raise UserError("The item is gone.")')
    assert list(jargon("plandesk/services/ops/ratings.py", tree))
    assert not list(jargon("plandesk/services/packs/building.py", tree))
