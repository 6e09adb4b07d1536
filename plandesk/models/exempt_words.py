"""What may be exempt in a plan item, and the words that stand in its place."""

from __future__ import annotations

from enum import StrEnum


class ExemptPart(StrEnum):
    """A part of a plan item that can be exempt while the rest of it is published."""

    TITLE = "title"
    PEOPLE = "people"
    DUE = "due"
    PROGRESS = "progress"
    REASON = "reason"
    HELP = "help_needed"
    OUTCOME = "outcome_note"
    FIELDS = "fields"


def paragraph_words(said: str) -> str:
    """Return "3" as "Paragraph 3"; whoever typed the word keeps theirs."""
    return f"Paragraph {said}" if said[:1].isdigit() else said


def stand_in(paragraph: str) -> str:
    """Return what is printed in place of something exempt."""
    words = paragraph_words(paragraph)
    return f"Exempt: {words[:1].lower()}{words[1:]}"
