"""What papers state is typed in a line for each number, and held against what the plan lists."""

from __future__ import annotations

import pytest
from small_plan import id_of, small_plan

from plandesk.errors import UserError
from plandesk.services.check import check_findings
from plandesk.services.edit_words import edit_words
from plandesk.services.ops.assurance import SetStated
from plandesk.services.stated_words import (
    StatedWords,
    read_lines,
    stated_examples,
    stated_lines,
    stated_words,
)

WORDS = StatedWords(
    ("Workstream", "Project", "Action", "Milestone"),
    ("Blue", "Green", "Amber"),
    {"remain-open": "Remain open", "revise": "Revise"},
)


@pytest.fixture
def small(tmp_path):
    with small_plan(tmp_path / "small.plandesk") as document:
        yield document


@pytest.mark.parametrize(
    "line",
    [
        "230 actions (section 4.3)",
        "1 project (section 4.3)",
        "26 Remain open or Revise (table 4.14)",
        "26 open: Remain open (table 4.14)",
        "of 26: Green 57.6, Amber 15.3 (table 4.14, April 2024)",
        "sum 14: criterion 17 = 3, criterion 18 = ?, criterion 19 = 2.5 (option 3)",
    ],
)
def test_a_line_reads_back_as_it_is_written(line):
    assert WORDS.line(WORDS.read(line)) == line


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("230 widgets", "counts “widgets”"),
        ("26 open: Undecided", "names “Undecided”"),
        ("of 26: Purple 3", "has “Purple 3”"),
        ("sum 14: criterion 17", "has “criterion 17”"),
        ("many actions", "is not understood"),
    ],
)
def test_a_line_that_says_nothing_known_is_refused_with_the_forms(line, why):
    with pytest.raises(UserError, match=why) as refused:
        WORDS.read(line)
    assert "Write it like" in refused.value.hint


def keep(document, *lines):
    with document.read() as session:
        entries = read_lines(session, 1, lines)
    document.run(SetStated(1, entries))


def found(document, *codes):
    with document.read() as session:
        return [one.message for one in check_findings(session, rules=codes)]


def test_stated_numbers_are_held_against_the_plan(small):
    keep(small, "99 actions (section 4.3)", "sum 14: A = 12, B = ? (option 3)")
    assert found(small, "stated-total")[0].startswith("Actions: 99 stated (section 4.3)")
    assert "The stated sum gives 2" in found(small, "missing-number")[0]
    with small.read() as session:
        assert stated_lines(session, 1)[0] == "99 actions (section 4.3)"
    small.undo()
    assert found(small, "stated-total") == []


def test_the_examples_are_lines_of_the_plan_itself(small):
    with small.read() as session:
        words = stated_words(session, 1)
        examples = stated_examples(session, 1)
    assert len(examples) == 4
    assert all(words.line(words.read(line)) == line for line in examples)


def change(document, ref, **words):
    with document.read() as session:
        op = edit_words(session, id_of(document, ref), words, None)
    document.run(op)


def test_a_project_declares_a_number_and_a_comment_counts_it(small):
    change(small, "A1", declared="9", comments="9 Actions - Blue")
    assert found(small, "declared-not-listed") == ["A1 lists 3 of 9 actions."]
    assert found(small, "comment-count") == []
    change(small, "A1", declared="")
    assert found(small, "declared-not-listed") == []
    assert "counts 9 of 3" in found(small, "comment-count")[0]


@pytest.mark.parametrize(("ref", "text"), [("A1.1", "4"), ("A1", "four"), ("A1", "-2")])
def test_only_a_project_declares_and_only_a_whole_number(small, ref, text):
    with pytest.raises(UserError):
        change(small, ref, declared=text)


def test_the_entries_are_those_that_a_plan_keeps(small):
    keep(small, "of 26: Green 57.6, Amber 15.3 (table 4.14)")
    assert found(small, "shares-cut-off", "shares-unexplained")
