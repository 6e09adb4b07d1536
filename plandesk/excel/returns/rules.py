"""The one source of rules for returns: columns, limits, prompts and messages.

The workbook's validation, its guidance and the import's messages are all made here, so that they
cannot contradict each other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from plandesk.excel.returns.schema import Field, Locked
from plandesk.models.labels import ENGLISH, Labels, languages, read_labels
from plandesk.models.types import Rating, Scale

FILL_IN = "Fill in: "
ACTIONS_SHEET = "Actions"
README_SHEET = "Read me"
RATINGS_SHEET = "Ratings"
EXAMPLE_DATE = "27 March 2025 or Autumn 2025"
PERSONAL_DETAILS = (
    "Leave out names, dates of birth, NHS numbers and other details of children, families "
    "and service users."
)
_CHOICE_LENGTH = 60
_ANSWERS = frozenset(Field)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the Actions sheet; ``limit`` is in characters, ``width`` in Excel's units."""

    name: str
    heading: str
    width: float
    limit: int = 0
    title: str = ""
    prompt: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_answer(self) -> bool:
        """Tell whether people fill this column in."""
        return self.name in _ANSWERS


_LIMITS = {Field.PROGRESS: 1_000, Field.FORECAST: 60, Field.REASON: 1_000, Field.HELP: 500}


def limit_of(name: Field) -> int:
    """Return the most characters an answer may have; 0 means no limit of its own."""
    return _LIMITS.get(name, 0)


def columns(scale: Scale, row_word: str, labels: Labels | None = None) -> tuple[Column, ...]:
    """Return the columns of the Actions sheet in order, in the words of the plan."""
    labels = labels or read_labels(ENGLISH)
    return (
        Column(Locked.REF, labels.say("ref"), 9),
        Column(Locked.TITLE, _title_heading(row_word), 42),
        Column(Locked.LEAD, labels.say("lead"), 20),
        Column(Locked.DUE, labels.say("due"), 14),
        Column(Locked.LAST, labels.say("last_rating"), 12, also=("previous rating",)),
        *(
            Column(
                name,
                f"{labels.say('fill_in')}: {_heading(name, scale, labels)}",
                width,
                limit_of(name),
                LABELS[name],
                prompt(name, scale),
                _ALSO[name],
            )
            for name, width in _ANSWER_WIDTHS.items()
        ),
        Column(Locked.KEY, "PlanDesk key", 14, also=("key", "row id")),
    )


def _title_heading(row_word: str) -> str:
    """Head the titles with the plan's word, unless another column has that name already."""
    clash = heading_field(row_word) not in {"", Locked.TITLE.value}
    return f"Title ({row_word})" if clash or not row_word.strip() else row_word


LABELS = {
    Field.RATING: "Rating",
    Field.PROGRESS: "Progress",
    Field.FORECAST: "Forecast date",
    Field.REASON: "Reason",
    Field.HELP: "Help needed",
}
LOCKED_LABELS = {
    Locked.REF: "Ref",
    Locked.TITLE: "Title",
    Locked.LEAD: "Lead",
    Locked.DUE: "Due",
    Locked.LAST: "Last rating",
    Locked.KEY: "PlanDesk key",
}


def field_label(name: str) -> str:
    """Return what a field of a return is called, an answer or a locked one."""
    if name in set(Field):
        return LABELS[Field(name)]
    return LOCKED_LABELS[Locked(name)] if name in set(Locked) else ""


_ANSWER_WIDTHS = {
    Field.RATING: 22.0,
    Field.PROGRESS: 48.0,
    Field.FORECAST: 16.0,
    Field.REASON: 32.0,
    Field.HELP: 26.0,
}
_ALSO = {
    Field.RATING: ("rating now",),
    Field.PROGRESS: ("progress this period", "progress"),
    Field.FORECAST: ("forecast date", "forecast"),
    Field.REASON: ("reason",),
    Field.HELP: ("help needed",),
}


_HEADINGS = {
    Field.RATING: "rating_now",
    Field.PROGRESS: "progress_this_period",
    Field.FORECAST: "forecast_date",
    Field.HELP: "help_needed",
}
_LOCKED_NAMES = {
    Locked.REF: "ref",
    Locked.LEAD: "lead",
    Locked.DUE: "due",
    Locked.LAST: "last_rating",
}


def _heading(name: Field, scale: Scale, labels: Labels | None = None) -> str:
    labels = labels or read_labels(ENGLISH)
    if name is Field.REASON:
        words = [value.word for value in scale.values if value.needs_reason]
        said = any_of([*words, labels.say("slipped")], labels.say("or"))
        return labels.say("reason_if", words=said)
    return labels.say(_HEADINGS[name])


def any_of(words: list[str], joined: str = "or") -> str:
    """Return "Blue, Green or Red"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joined} {words[-1]}"


def choice(value: Rating) -> str:
    """Return a rating as the drop-down offers it: "Amber - in progress"."""
    meaning = re.split(r"[.;\n]", value.definition.strip(), maxsplit=1)[0].strip()
    label = f"{value.word} - {meaning}"
    return label if meaning and len(label) <= _CHOICE_LENGTH else value.word


def read_rating(text: str, scale: Scale) -> Rating | None:
    """Return the value a cell's text names: a drop-down choice, word, letter or code."""
    said = plain(text)
    for value in scale.values:
        if said in {plain(choice(value)), plain(value.word)}:
            return value
    return scale.read(said)


def shares_initial(value: Rating, text: str, scale: Scale) -> list[Rating]:
    """Return the other values that a single typed letter could stand for ("G": Green, Grey)."""
    said = plain(text).strip(". ")
    if len(said) != 1 or said == plain(value.word):
        return []
    return [
        each for each in scale.values if each is not value and each.word.casefold().startswith(said)
    ]


@cache
def _table() -> dict[int, None]:
    marks = (*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x00AD)
    return dict.fromkeys(marks)


@lru_cache(maxsize=8_192)
def plain(text: str) -> str:
    """Return text for comparing: NFKC, odd spaces and zero-width marks gone, case folded."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_table())
    return " ".join(text.split()).casefold()


def prompt(name: Field, scale: Scale) -> str:
    """Return what the workbook says beside a cell before it is filled in."""
    if name is Field.RATING:
        return f"Choose {any_of([value.word for value in scale.values])}."
    if name is Field.PROGRESS:
        return f"What has happened since the last return? {most(name)} {PERSONAL_DETAILS}"
    if name is Field.FORECAST:
        return f"When do you now expect it to be done? For example {EXAMPLE_DATE}."
    if name is Field.REASON:
        words = [value.word for value in scale.values if value.needs_reason]
        when = f"If it is {any_of([*words, 'late'])}, say" if words else "If it is late, say"
        return f"{when} why and what will put it right. {most(name)}"
    return f"What do you need from others, and from whom? {most(name)}"


def most(name: Field) -> str:
    """Return the sentence that states an answer's limit."""
    return f"{limit_of(name):,} characters or fewer."


def not_a_rating(where: str, found: str, scale: Scale) -> str:
    """Return the message for a word that is no rating of this plan."""
    words = any_of([value.word for value in scale.values])
    return f"Rating for {where} must be {words}. The return says \u201c{found}\u201d."


def rating_stop(scale: Scale) -> str:
    """Return what the workbook says when something else than a rating is typed."""
    return f"Rating must be {any_of([value.word for value in scale.values])}."


def not_a_date(where: str, found: str) -> str:
    """Return the message for a forecast that names no day or time of year."""
    return (
        f"Forecast date for {where} must be a real date, like {EXAMPLE_DATE}. "
        f"It says \u201c{found}\u201d."
    )


def too_early(where: str, found: str, began: str) -> str:
    """Return the message for a forecast that is over before the period began."""
    return (
        f"Forecast date for {where} must be on or after {began}, the start of the period. "
        f"It says \u201c{found}\u201d."
    )


def date_warning() -> str:
    """Return what the workbook asks when a forecast is not a date of the calendar."""
    return (
        f"Forecast date is best as a real date, like {EXAMPLE_DATE}. "
        "Keep what you typed if it says when."
    )


def too_long(name: Field, where: str, length: int) -> str:
    """Return the message for an answer over its limit."""
    label = LABELS[name]
    return f"{label} for {where} must be {limit_of(name):,} characters or fewer. It has {length:,}."


def length_warning(name: Field) -> str:
    """Return what the workbook says when an answer is over its limit."""
    return f"{LABELS[name]} must be {most(name)}"


def reason_missing(where: str, value: Rating) -> str:
    """Return the message for a rating that needs a reason and has none."""
    return f"Enter why {where} is {value.word} and what will put it right."


_FOR_LEAD = {
    "no-reason": "Write the reason, and what will put it right.",
    "no-rating": "Choose a rating from the list.",
    "not-a-rating": "Choose a rating from the list.",
    "one-letter": "Choose the rating from the list.",
    "no-such-day": "Write the day that is meant.",
    "not-a-date": "Write a date or a time of year, or leave it if none is known yet.",
    "past-date": "Say when it is expected now.",
    "far-date": "Put the year right, or leave it if it is meant.",
    "too-long": "Shorten it.",
    "personal": "Take them out.",
    "elsewhere": "Write it out: the rows are not always printed together.",
    "emptied": "Leave it empty if that is meant, else write the answer.",
    "done-unsaid": "Say what shows that it is done.",
    "no-key": "Say which action it is about, or that it is new.",
    "missing": "Put them back, or say why they are not there.",
    "empty": "Fill in the answers.",
    "comment": "If it is the answer, write it in the cell.",
    "text-box": "If it is the answer, write it in the cell.",
    "locked": "Say whether the plan should be changed.",
    "other-rows": "Say whether these answers are meant.",
    "shifted": "Look at each answer beside its action.",
}


def for_lead(code: str, fix: str) -> str:
    """Return what the lead is asked to do about a finding, where the officer is told other words.

    ``fix`` is what the officer is told. What only the officer can see is left out.
    """
    return _FOR_LEAD.get(code, "" if "preview" in fix else fix)


def guidance(scale: Scale) -> tuple[tuple[str, str], ...]:
    """Return the answers asked for, each with what to write, for the Read me sheet."""
    return tuple((_heading(name, scale), prompt(name, scale)) for name in Field)


@lru_cache(maxsize=4_096)
def heading_field(text: str) -> str:
    """Return which column a heading names, or ""; "Fill in" and case do not matter."""
    said = plain(text).removeprefix(plain(FILL_IN)).strip(" :*")
    for name, also in _ALSO.items():
        if said in also:
            return name.value
    if said.startswith("reason if "):
        return Field.REASON.value
    return _LOCKED_HEADINGS.get(said, "") or _in_other_languages(said)


def _in_other_languages(said: str) -> str:
    for code in languages():
        labels = read_labels(code)
        said = said.removeprefix(plain(labels.say("fill_in"))).strip(" :*")
        for name, label in (*_HEADINGS.items(), *_LOCKED_NAMES.items()):
            if said == plain(labels.say(label)):
                return name.value
        if said.startswith(plain(labels.say("reason_if", words=""))):
            return Field.REASON.value
    return ""


_LOCKED_HEADINGS = {
    "ref": Locked.REF.value,
    "action": Locked.TITLE.value,
    "lead": Locked.LEAD.value,
    "due": Locked.DUE.value,
    "last rating": Locked.LAST.value,
    "plandesk key": Locked.KEY.value,
    "key": Locked.KEY.value,
}
