"""The help on the command line: contents, a page, a search, and the manual."""

from __future__ import annotations

import re
import shlex

from plandesk import resources
from plandesk.cli.main import full_parser
from plandesk.errors import UsageError

HELP = resources.root() / "help"
TYPED = re.compile(r"`plandesk ([^`]+)`")


def test_without_words_it_lists_the_pages(cli):
    assert cli("help") == 0
    assert "start-a-plan" in cli.out
    assert "Accessibility statement" in cli.out


def test_a_page_is_printed_by_its_name(cli):
    assert cli("help", "issue-returns") == 0
    assert cli.out.startswith("Issue returns")


def test_words_are_found_and_a_misspelling_is_offered_a_near_one(cli):
    found = cli.json("help", "supplement")
    assert found["found"][0]["name"] == "publish"
    assert cli("help", "publsh") == 1
    assert "Did you mean “publish”?" in cli.out


def test_the_manual_is_written(cli, tmp_path):
    target = tmp_path / "manual.pdf"
    answer = cli.json("help", "--manual", target)
    assert answer["pdf_ua"]
    assert target.read_bytes().startswith(b"%PDF")


def understood(words):
    try:
        full_parser().parse_args(words)
    except UsageError as error:
        return len(words) <= 2 and "required" in str(error)  # a verb that is only named
    return True


def test_every_command_that_the_help_types_is_understood():
    pages = [path for path in HELP.glob("*.md") if not path.name.startswith("reference-")]
    typed = {said for path in pages for said in TYPED.findall(path.read_text("utf-8"))}
    assert len(typed) > 15
    assert [said for said in typed if not understood(shlex.split(said))] == []
