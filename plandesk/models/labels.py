"""The words that go to the public, in the language in which a plan's papers are published."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from plandesk import resources

ENGLISH = "en"
SETTING = "language"
_GROUPS = ("pack", "columns", "returns")


@dataclass(frozen=True, slots=True)
class Labels:
    """One language: its code and name, its labels by name, and how it writes days."""

    code: str
    language: str
    said: Mapping[str, str]
    english: Mapping[str, str] = field(repr=False)
    weekdays: Sequence[str] = ()
    months: Sequence[str] = ()
    forms: tuple[str, str] = ("", "")

    @property
    def tag(self) -> str:
        """The language as documents name it."""
        return "en-GB" if self.code == ENGLISH else self.code

    def say(self, name: str, **values: object) -> str:
        """Return a label by its name; English where this language has none of that name."""
        return (self.said.get(name) or self.english[name]).format(**values)

    def heading(self, text: str) -> str:
        """Return a heading that was written in English; words of the plan stay as they are."""
        if self.said is self.english:
            return text
        name = _names().get(text)
        return self.say(name) if name is not None else text

    def day(self, day: dt.date) -> str:
        """Return a date in words, "3 April 2024"."""
        month = self.months[day.month - 1]
        return self.forms[0].format(day=day.day, month=month, year=day.year)

    def weekday_and_day(self, day: dt.date) -> str:
        """Return a date with its weekday, "Wednesday 3 April 2024"."""
        return self.forms[1].format(weekday=self.weekdays[day.weekday()], day=self.day(day))

    def with_words(self, words: Mapping[str, str]) -> Labels:
        """Return the same language with other words for some labels."""
        return replace(self, said={**self.said, **words})

    def __hash__(self) -> int:
        """Tell languages apart by their code; the words are read-only."""
        return hash(self.code)


@cache
def read_labels(code: str) -> Labels:
    """Return the labels of a language, English for a code that has no file."""
    english = _read(ENGLISH)
    known = code if code in languages() else ENGLISH
    data = english if known == ENGLISH else _read(known)
    words = _flat(english)
    return Labels(
        code=known,
        language=str(data["language"]),
        said=words if known == ENGLISH else _flat(data),
        english=words,
        weekdays=tuple(data.get("weekdays") or english["weekdays"]),
        months=tuple(data.get("months") or english["months"]),
        forms=(
            str(data.get("day") or english["day"]),
            str(data.get("weekday_day") or english["weekday_day"]),
        ),
    )


@cache
def languages() -> dict[str, str]:
    """Return the names of the languages that have labels, by their codes, English first."""
    files = sorted((resources.root() / "i18n").glob("labels.*.toml"))
    codes = [file.name.split(".")[1] for file in files]
    ordered = sorted(codes, key=lambda code: (code != ENGLISH, code))
    return {code: str(_read(code)["language"]) for code in ordered}


@cache
def _names() -> dict[str, str]:
    return {text: name for name, text in _flat(_read(ENGLISH)).items() if "{" not in text}


@cache
def _read(code: str) -> dict[str, Any]:
    with resources.path(f"i18n/labels.{code}.toml").open("rb") as file:
        return tomllib.load(file)


def _flat(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: text for group in _GROUPS for name, text in data.get(group, {}).items()}
