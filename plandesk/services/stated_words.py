"""What papers state of a plan, one line for each number, as people type and read it.

Four kinds of line, each with where it is stated in brackets at its end::

    230 actions (section 4.3)
    26 open: Remain open or Revise (table 4.14)
    of 26: Green 57.6, Amber 15.3 (table 4.14)
    sum 14: criterion 17 = 3, criterion 18 = ? (option 3)

They become the entries that ``services.checks.stated`` describes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.plan import Plan

_WHERE = re.compile(r"\s*\(([^()]*)\)\s*$")
_COUNT = re.compile(r"(\d{1,6})\s+(.+)")
_OF = re.compile(r"of\s+(\d{1,6})\s*:\s*(.+)", re.IGNORECASE)
_SUM = re.compile(r"sum\s+(-?\d+(?:\.\d+)?)\s*:\s*(.+)", re.IGNORECASE)
_SHARE = re.compile(r"(.+?)\s+(\d+(?:\.\d+)?)\s*%?")
_SCORE = re.compile(r"(.+?)\s*=\s*(\?|-?\d+(?:\.\d+)?)")
_OR = re.compile(r"\s+or\s+|\s*;\s*", re.IGNORECASE)
_FORMS = (
    "Write it like “230 actions (section 4.3)”, “26 open: Remain open or Revise (table 4.14)”, "
    "“of 26: Green 57.6, Amber 15.3 (table 4.14)” or “sum 14: A = 3, B = ? (option 3)”."
)


@dataclass(frozen=True, slots=True)
class StatedWords:
    """The words of one plan that stated numbers are about: its levels, ratings and outcomes."""

    levels: tuple[str, ...]
    ratings: tuple[str, ...]
    outcomes: Mapping[str, str]

    def read(self, line: str) -> dict[str, object]:
        """Return the entry that a line means; raises UserError for one that says nothing known."""
        where = _WHERE.search(line)
        text = line[: where.start()].strip() if where else line.strip()
        for reader in (self._shares, self._scores, self._outcome, self._total):
            entry = reader(text, line)
            if entry is not None:
                return {**entry, "where": where[1].strip() if where else "in a paper"}
        raise _refused(line, "is not understood")

    def line(self, entry: Mapping[str, Any]) -> str:
        """Return an entry as its line."""
        says: dict[str, Callable[[Mapping[str, Any]], str]] = {
            "total": self._say_total,
            "outcome": self._say_outcome,
            "shares": _say_shares,
            "scores": _say_scores,
        }
        return f"{says[str(entry['kind'])](entry)} ({entry.get('where') or 'in a paper'})"

    def _total(self, text: str, line: str) -> dict[str, object] | None:
        match = _COUNT.fullmatch(text)
        if match is None:
            return None
        said = match[2].casefold()
        for number, name in enumerate(self.levels, start=1):
            if said in (name.casefold(), _many(name).casefold()):
                return {"kind": "total", "level": number, "number": int(match[1])}
        known = ", ".join(_many(name).lower() for name in self.levels)
        raise _refused(line, f"counts “{match[2]}”; this plan has {known}")

    def _outcome(self, text: str, line: str) -> dict[str, object] | None:
        match = _COUNT.fullmatch(text)
        if match is None:
            return None
        called, colon, listed = match[2].partition(":")
        codes = {word.casefold(): code for code, word in self.outcomes.items()}
        words = _OR.split((listed if colon else called).strip())
        found = [codes.get(word.strip().casefold()) for word in words]
        if None in found:
            if not colon:
                return None
            strange = words[found.index(None)].strip()
            raise _refused(line, f"names “{strange}”, which is not an outcome of this plan")
        entry: dict[str, object] = {"kind": "outcome", "number": int(match[1]), "outcomes": found}
        return {**entry, "word": called.strip()} if colon else entry

    def _shares(self, text: str, line: str) -> dict[str, object] | None:
        match = _OF.fullmatch(text)
        if match is None:
            return None
        words = {word.casefold(): word for word in self.ratings}
        shares: dict[str, str] = {}
        for part in match[2].split(","):
            said = _SHARE.fullmatch(part.strip())
            word = words.get(said[1].casefold()) if said else None
            if said is None or word is None:
                raise _refused(line, f"has “{part.strip()}” for a rating and its percentage")
            shares[word] = said[2]
        return {"kind": "shares", "of": int(match[1]), "shares": shares}

    def _scores(self, text: str, line: str) -> dict[str, object] | None:
        match = _SUM.fullmatch(text)
        if match is None:
            return None
        scores: dict[str, float | None] = {}
        for part in match[2].split(","):
            said = _SCORE.fullmatch(part.strip())
            if said is None:
                raise _refused(line, f"has “{part.strip()}” for a name and its number")
            scores[said[1]] = None if said[2] == "?" else _number(said[2])
        return {"kind": "scores", "total": _number(match[1]), "scores": scores}

    def _say_total(self, entry: Mapping[str, Any]) -> str:
        name = self.levels[int(entry.get("level", 3)) - 1]
        return f"{entry['number']} {(name if entry['number'] == 1 else _many(name)).lower()}"

    def _say_outcome(self, entry: Mapping[str, Any]) -> str:
        words = " or ".join(self.outcomes.get(str(code), str(code)) for code in entry["outcomes"])
        called = f"{entry['word']}: " if entry.get("word") else ""
        return f"{entry['number']} {called}{words}"


def stated_words(session: Session, plan_id: int) -> StatedWords:
    """Return the words of one plan."""
    plan = session.get_one(Plan, plan_id)
    return StatedWords(
        tuple(plan.level_names),
        tuple(value.word for value in plan.scale.values),
        {outcome.code: outcome.word for outcome in plan.outcomes},
    )


def stated_lines(session: Session, plan_id: int) -> tuple[str, ...]:
    """Return what papers state of a plan, a line for each number."""
    words = stated_words(session, plan_id)
    entries: Sequence[Mapping[str, Any]] = (
        session.get_one(Plan, plan_id).settings.get("stated") or ()
    )
    return tuple(words.line(entry) for entry in entries)


def stated_examples(session: Session, plan_id: int) -> tuple[str, ...]:
    """Return a line of each kind in the plan's own words, for somebody who has not seen one."""
    words = stated_words(session, plan_id)
    rated = [*words.ratings, "Green", "Amber"][:2]
    entries: list[dict[str, Any]] = [
        {"kind": "total", "level": 3, "number": 230},
        {"kind": "shares", "of": 26, "shares": {rated[0]: "57.7", rated[1]: "42.3"}},
        {"kind": "scores", "total": 14, "scores": {"criterion 17": 3, "criterion 18": None}},
    ]
    if words.outcomes:
        codes = list(words.outcomes)[:1]
        entries.insert(1, {"kind": "outcome", "number": 26, "outcomes": codes})
    return tuple(words.line({**entry, "where": "section 4.3"}) for entry in entries)


def read_lines(
    session: Session, plan_id: int, lines: Sequence[str]
) -> tuple[dict[str, object], ...]:
    """Return the entries of several lines; raises UserError for the first that is not one."""
    words = stated_words(session, plan_id)
    return tuple(words.read(line) for line in lines if line.strip())


def _say_shares(entry: Mapping[str, Any]) -> str:
    told = ", ".join(f"{word} {share}" for word, share in dict(entry["shares"]).items())
    return f"of {entry['of']}: {told}"


def _say_scores(entry: Mapping[str, Any]) -> str:
    told = [
        f"{name} = {'?' if value is None else value}"
        for name, value in dict(entry["scores"]).items()
    ]
    return f"sum {entry['total']}: {', '.join(told)}"


def _many(name: str) -> str:
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def _number(text: str) -> float:
    value = float(text)
    return int(value) if value.is_integer() else value


def _refused(line: str, why: str) -> UserError:
    return UserError(f"“{line.strip()}” {why}.", _FORMS)
