"""The command that prints a page of the help, finds words in it, and writes the manual."""

from __future__ import annotations

from pathlib import Path

from plandesk.cli.context import Call, Verbs, add_verb
from plandesk.errors import ExitCode
from plandesk.models.counted import counted


def register(verbs: Verbs) -> None:
    """Declare the command."""
    parser = add_verb(verbs, "help", "Read the help, or write it as a manual.", _help, "json")
    parser.add_argument("words", nargs="*", metavar="WORD", help="a page, or words to find")
    parser.add_argument("--manual", metavar="OUT", type=Path, help="write all pages as one PDF")


def _help(call: Call) -> int:
    if call.args.manual:
        return _manual(call, call.args.manual)
    words = " ".join(call.args.words)
    if not words:
        return _contents(call)
    return _page_or_found(call, words)


def _manual(call: Call, target: Path) -> int:
    from plandesk.services.guide.manual import write_manual

    result = write_manual(target, call.step)
    call.answer(
        {"path": str(result.path), "pages": result.pages, "pdf_ua": result.pdf_ua},
        f"{result.path}: {counted(result.pages, 'page')}",
    )
    return ExitCode.DONE


def _contents(call: Call) -> int:
    from plandesk.services.guide.pages import read_help

    groups = read_help().groups
    lines = [
        line
        for group in groups
        for line in (group.title, *(f"  {page.name:26} {page.title}" for page in group.pages))
    ]
    value = {
        "pages": [
            {"name": page.name, "title": page.title, "group": group.title}
            for group in groups
            for page in group.pages
        ]
    }
    call.answer(value, "\n".join([*lines, "", "Read one: plandesk help PAGE"]))
    return ExitCode.DONE


def _page_or_found(call: Call, words: str) -> int:
    from plandesk.services.guide.pages import read_help
    from plandesk.services.guide.search import near_word, search_help

    page = next((page for page in read_help().pages if page.name == words.replace(" ", "-")), None)
    if page is not None:
        call.answer({"name": page.name, "title": page.title, "text": page.text}, page.text)
        return ExitCode.DONE
    found = search_help(words)
    near = "" if found else near_word(words)
    value = {
        "found": [
            {"name": one.page.name, "title": one.page.title, "excerpt": one.excerpt}
            for one in found
        ],
        "near": near or None,
    }
    lines = [f"{one.page.name:26} {one.excerpt}" for one in found]
    nothing = f"Nothing found for “{words}”." + (f" Did you mean “{near}”?" if near else "")
    call.answer(value, "\n".join(lines) or nothing)
    return ExitCode.DONE if found else ExitCode.FINDINGS
