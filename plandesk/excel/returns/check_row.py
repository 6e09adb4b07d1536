"""Judge one row of a return: its answers read, its problems named, nothing guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from plandesk.excel.clean_text import clean_text
from plandesk.excel.returns import rules
from plandesk.excel.returns.schema import (
    CellRef,
    Field,
    Finding,
    Locked,
    RawRow,
    RawValue,
    ReturnRow,
    Severity,
    ValueKind,
)
from plandesk.models.timeframes.reading import TimeframeKind, read_timeframe
from plandesk.models.timeframes.types import day_words
from plandesk.models.types import Level, Rating, Scale

_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})")
_NHS = re.compile(r"(?<!\d)(\d{3})[ -]?(\d{3})[ -]?(\d{4})(?!\d)")
_BORN = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?)\b\W{0,3}.{0,12}\d", re.IGNORECASE
)
CHANCE_LENGTH = 40  # letters: shorter updates are alike by chance
_ELSEWHERE = re.compile(
    r"(?:please )?(?:see|as|as per|per|same as|(?:as )?(?:stated|noted))? ?(?:the )?"
    r"(?:above|below|previous(?:ly)?|before|(?:row|line|action) (?:above|below|before))"
    r"|(?:as|see|same as) (?:the )?(?:last|previous) (?:month|quarter|period|time|update|return)"
    r"|ditto|idem"
)
_DONE_WORDS = {"complete", "completed", "done", "finished", "closed", "delivered", "achieved"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What the plan expects of a return: the rows sent, the scale, and the period's dates.

    ``others`` are the plan's rows by key, as far as they were not in this return: a lead may answer
    for another, which is told. It may hold the rows sent too, so that one is made for all returns.
    ``earlier`` is what ``said_before`` makes of the progress texts of the period before.
    ``began`` is the first day of the period; None where no period went before.
    """

    rows: Mapping[str, ReturnRow]
    scale: Scale
    as_at: dt.date
    lead: str = ""
    others: Mapping[str, ReturnRow] = field(default_factory=dict[str, ReturnRow])
    earlier: Mapping[str, str] = field(default_factory=dict[str, str])
    began: dt.date | None = None

    def known(self, key: str) -> ReturnRow | None:
        """Return the row of the plan that has this key, as it was sent where it was."""
        return self.rows.get(key) or self.others.get(key)


def said_before(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each text that is too long to be said twice by chance, by its plain form.

    ``texts`` are progress texts by key.
    """
    return {rules.plain(text): key for key, text in texts.items() if len(text) > CHANCE_LENGTH}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """One row that belongs to the plan: what was sent, what is answered, and whether it may go in.

    ``answers`` holds only the fields that could be read; a rating is a code of the scale.
    ``locked`` holds the locked cells that differ from what was sent, ``locked_cells`` where.
    """

    row: int
    issued: ReturnRow
    answers: Mapping[Field, str]
    cells: Mapping[Field, CellRef]
    locked: Mapping[Locked, str]
    blocked: bool = False
    held: frozenset[Field] = frozenset()
    locked_cells: Mapping[Locked, str] = field(default_factory=dict[Locked, str])


class RowReader:
    """Reads the answers of one row and says what is wrong with each, in ``findings``."""

    def __init__(self, raw: RawRow, issued: ReturnRow, expected: Expected) -> None:
        self._raw = raw
        self._issued = issued
        self._expected = expected
        self._where = issued.ref or f"\u201c{issued.title[:60]}\u201d"
        self.findings: list[Finding] = []
        self._answers: dict[Field, str] = {}

    def read(self) -> None:
        """Read every answer that stands, then apply the rules between answers."""
        for name, value in self._raw.answers.items():
            if value.blocked:
                continue
            said = self._answer(name, value)
            if said is not None:
                self._answers[name] = said
                self._emptied(name, value, said)
        self._between()

    def result(self, blocked: bool) -> CheckedRow:
        """Return the row with what was read of it."""
        errors = any(each.severity is Severity.ERROR for each in self.findings)
        held = {Field(each.field) for each in self.findings if each.holds and each.field}
        return CheckedRow(
            row=self._raw.row,
            issued=self._issued,
            answers=self._answers,
            cells={name: value.cell for name, value in self._raw.answers.items()},
            locked=self._locked(),
            blocked=blocked or errors,
            held=frozenset(held),
        )

    def _say(
        self, severity: Severity, name: Field, message: str, fix: str = "", **more: str | bool
    ) -> None:
        value = self._raw.answers[name]
        finding = Finding(
            severity,
            message,
            fix,
            value.cell.sheet,
            value.cell.address,
            value.text,
            key=self._issued.key,
            field=name.value,
            where=self._where,
        )
        self.findings.append(replace(finding, **more))

    def _answer(self, name: Field, value: RawValue) -> str | None:
        if name is Field.RATING:
            return self._rating(value)
        if name is Field.FORECAST:
            return self._forecast(value)
        text = clean_text(value.text)
        limit = rules.limit_of(name)
        if limit and len(text) > limit:
            message = rules.too_long(name, self._where, len(text))
            self._say(
                Severity.WARNING, name, message, "Shorten it, or accept it with a reason.",
                code="too-long", holds=True, found=f"{text[:60]}\u2026",
            )  # fmt: skip
        self._personal(name, text)
        self._elsewhere(name, text)
        return text

    def _rating(self, value: RawValue) -> str | None:
        scale, text = self._expected.scale, value.text
        if not text:
            return ""
        found = rules.read_rating(text, scale)
        if found is None:
            suggestion = _nearest(text, scale)
            fix = (
                f"Use {suggestion.word}, or choose from the list."
                if suggestion
                else ("Choose a rating from the list.")
            )
            self._say(
                Severity.ERROR, Field.RATING, rules.not_a_rating(self._where, text, scale), fix,
                code="not-a-rating", suggestion=suggestion.code if suggestion else "",
            )  # fmt: skip
            return None
        if self._issued.level is Level.MILESTONE:
            return self._ticked(found)
        others = rules.shares_initial(found, text, scale)
        if others:
            words = rules.any_of([each.word for each in others])
            message = f"{value.cell.address} says \u201c{text}\u201d: {found.word}, or {words}?"
            self._say(
                Severity.WARNING, Field.RATING, message, f"Accept {found.word}, or ask.",
                code="one-letter", holds=True, suggestion=found.code,
            )  # fmt: skip
        elif text not in {found.word, rules.choice(found)}:
            message = f"\u201c{text}\u201d in {value.cell.address} was read as {found.word}."
            self._say(Severity.NOTE, Field.RATING, message, code="tidied")
        return found.code

    def _ticked(self, found: Rating) -> str:
        """Read a milestone's rating: delivered ticks it, anything else leaves it open."""
        done = [value for value in self._expected.scale.values if value.done]
        if found in done:
            return max(done, key=lambda value: value.rank).code
        message = f"Milestone {self._where}: {found.word} leaves it open; it is ticked when done."
        self._say(Severity.NOTE, Field.RATING, message, code="milestone")
        return ""

    def _forecast(self, value: RawValue) -> str | None:
        if value.date is not None:
            return self._sensible(value.date)
        text = clean_text(value.text)
        slashed = _SLASHED.fullmatch(text)
        if slashed:
            return self._slashed(text, slashed)
        reading = read_timeframe(text, reference=self._expected.as_at) if text else None
        if reading is None:
            return ""
        if value.kind is ValueKind.NUMBER or reading.kind is TimeframeKind.UNREADABLE:
            self._not_dated(text)
        elif reading.kind is TimeframeKind.TO_CONFIRM or reading.latest is None:
            self._not_dated(text, known=reading.ongoing)
        elif reading.kind is TimeframeKind.DATE and reading.latest and not reading.ambiguous:
            return self._sensible(reading.latest)
        return text

    def _not_dated(self, text: str, known: bool = False) -> None:
        if not known:
            message = rules.not_a_date(self._where, text)
            fix = "Accept the words with a reason, or ask when."
            self._say(Severity.WARNING, Field.FORECAST, message, fix, code="not-a-date", holds=True)

    def _slashed(self, text: str, found: re.Match[str]) -> str | None:
        day, month, year = (int(part) for part in found.groups())
        try:
            date = dt.date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            message = rules.not_a_date(self._where, text)
            fix = "There is no such day. Ask for the date."
            self._say(Severity.ERROR, Field.FORECAST, message, fix, code="no-such-day")
            return None
        message = f"\u201c{text}\u201d was read as {day_words(date)}: day, month, year."
        severity = Severity.WARNING if year < 100 else Severity.NOTE
        self._say(severity, Field.FORECAST, message, code="tidied-date", holds=year < 100)
        return self._sensible(date)

    def _sensible(self, date: dt.date) -> str:
        if abs(date.year - self._expected.as_at.year) > 15:
            message = f"Forecast date for {self._where} is {day_words(date)}. Is the year right?"
            self._say(
                Severity.WARNING, Field.FORECAST, message, "Accept it with a reason, or ask.",
                code="far-date", holds=True,
            )  # fmt: skip
        return day_words(date)

    def _personal(self, name: Field, text: str) -> None:
        if _has_nhs_number(text) or _BORN.search(text):
            cell = self._raw.answers[name].cell.address
            message = f"{cell} may hold personal details (an NHS number or a date of birth)."
            self._say(
                Severity.WARNING, name, message, "Ask for it to be taken out, or accept it.",
                code="personal", holds=True, found="",
            )  # fmt: skip

    def _elsewhere(self, name: Field, text: str) -> None:
        """Doubt words that only point to another row: packs and spotlights print rows apart."""
        sent = self._issued.issued.get(name)
        if text != sent and _ELSEWHERE.fullmatch(rules.plain(text).strip(' .!-\u201c\u201d"')):
            message = f"{rules.LABELS[name]} for {self._where} only says \u201c{text}\u201d."
            fix = "Rows are printed apart: ask what it means, or write it out."
            self._say(Severity.WARNING, name, message, fix, code="elsewhere")

    def _emptied(self, name: Field, value: RawValue, said: str) -> None:
        before = self._issued.issued.get(name)
        if before and not said and not value.struck and not value.text:
            message = f"{rules.LABELS[name]} for {self._where} was emptied in the return."
            fix = "Accept it to empty it in the plan too; else the plan keeps it."
            self._say(Severity.WARNING, name, message, fix, code="emptied", holds=True)

    def _between(self) -> None:
        """Apply the rules between answers; skip those a missing rating would only repeat."""
        value = self._expected.scale.by_code(self._answers.get(Field.RATING))
        if value is None or not value.done:
            self._not_past(self._answers.get(Field.FORECAST, ""))
        if self._issued.level is Level.MILESTONE:
            return
        if value is None:
            if self._answers.get(Field.RATING) == "" and any(
                self._answers.get(name) for name in Field if name is not Field.RATING
            ):
                message = f"Choose a rating for {self._where}."
                fix = "The rest of the row can go in; ask for the rating."
                self._say(Severity.WARNING, Field.RATING, message, fix, code="no-rating")
            return
        self._needs_reason(value)
        if value.done and self._answers.get(Field.PROGRESS) == "":
            message = (
                f"Progress for {self._where} does not say what was done, but the rating is "
                f"{value.word}."
            )
            self._say(
                Severity.WARNING, Field.RATING, message, "Ask what shows it is done.",
                code="done-unsaid",
            )  # fmt: skip

    def _not_past(self, said: str) -> None:
        """Doubt a new forecast of open work that was over before the period began."""
        began = self._expected.began
        if not said or began is None or said == self._issued.issued.get(Field.FORECAST):
            return
        latest = read_timeframe(said, reference=self._expected.as_at).latest
        if latest is not None and latest < began:
            message = rules.too_early(self._where, said, day_words(began))
            fix = "Ask when it is expected, or accept it with a reason."
            self._say(Severity.WARNING, Field.FORECAST, message, fix, code="past-date", holds=True)

    def _needs_reason(self, value: Rating) -> None:
        said = self._answers.get(Field.REASON), self._answers.get(Field.PROGRESS)
        if Field.REASON not in self._raw.answers:  # without that column, progress must say why
            said = (said[1], "")
        readable = said[0] is not None
        if value.needs_reason and readable and not said[0]:
            changed = value.code != self._issued.issued.rating or not said[1]
            if changed:
                message = rules.reason_missing(self._where, value)
                fix = "Ask for the reason; the row waits until it has one."
                self._say(Severity.ERROR, Field.RATING, message, fix, code="no-reason")

    def _locked(self) -> dict[Locked, str]:
        issued = self._issued
        sent = {
            Locked.REF: issued.ref,
            Locked.TITLE: issued.title,
            Locked.LEAD: issued.lead,
            Locked.DUE: issued.due,
            Locked.LAST: issued.last_rating,
        }
        return {
            name: self._raw.locked[name]
            for name, text in sent.items()
            if self._raw.locked.get(name)
            and rules.plain(self._raw.locked[name]).removeprefix("milestone: ")
            != rules.plain(clean_text(text))
        }


def _nearest(text: str, scale: Scale) -> Rating | None:
    """Return the rating most likely meant by a misspelling, or None when it is anyone's guess."""
    said = rules.plain(text)
    done = [value for value in scale.values if value.done]
    if said.strip(" .") in _DONE_WORDS and len(done) == 1:
        return done[0]
    from rapidfuzz.distance import OSA

    begun = [value for value in scale.values if rules.plain(value.word).startswith(said)]
    if len(said) > 1 and len(begun) == 1:
        return begun[0]
    away = sorted((OSA.distance(said, rules.plain(v.word)), v.code) for v in scale.values)
    if not away or away[0][0] > max(1, len(said) // 3):
        return None
    if len(away) > 1 and away[0][0] == away[1][0]:
        return None
    return scale.by_code(away[0][1])


def _has_nhs_number(text: str) -> bool:
    """Tell whether ten digits pass the NHS number's own check (modulus 11)."""
    for groups in _NHS.findall(text):
        digits = [int(digit) for digit in "".join(groups)]
        check = 11 - sum(d * w for d, w in zip(digits, range(10, 1, -1), strict=False)) % 11
        if check % 11 == digits[9] and check != 10 and len(set(digits)) > 1:
            return True
    return False
