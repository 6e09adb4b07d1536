"""Which rating a text or a fill means, and the list of distinct ones for the officer to check."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from plandesk.excel.trackers.colour import ColourKey
from plandesk.excel.trackers.grid import GridCell, plain
from plandesk.excel.trackers.mapping import ValueGuess
from plandesk.excel.trackers.statuses import code_of_sign, status_code
from plandesk.models.types import Scale

_NONE = {"", "n/a", "na", "n.a", "none", "-", "–", "—", "tbc", "not applicable", "not rated", "nil"}
_NUMBERED = re.compile(r"(?:\(\d\)|\d[.):]|\d\s*[-–])\s*(?=[a-z])")  # a list's choice: "(2) Amber"
_SIGNS = re.compile(r"^[^\w(]+|[^\w)%]+$")  # around the word: "🟠 Amber", "Amber *"
_PAIR = re.compile(
    r"(?:^|[,;|\n(]|\s{2,})\s*([A-Za-z]{1,3})\s*[=:–-]\s*([A-Za-z]+(?:[ \-][A-Za-z]+)*)"
)


@dataclass(frozen=True, slots=True)
class RatingWords:
    """The rating words of a scale, with the letters that the sheets' own legends add."""

    scale: Scale
    extra: dict[str, str] = field(default_factory=dict[str, str])

    def says_none(self, text: str) -> bool:
        """Return whether a text means that there is no rating."""
        return plain(text).strip(" .").casefold() in _NONE

    def read(self, text: str) -> str | None:
        """Return the code that a text names exactly, whatever its case and spaces."""
        said = plain(text).strip(" .*").casefold()
        if said in self.extra:
            return self.extra[said]
        value = self.scale.read(text) or self.scale.read(said)
        if value is None:
            said = _NUMBERED.sub("", _SIGNS.sub("", said), count=1)
            value = self.scale.read(re.sub(r"^rated |\s*\(.*\)$| rag$", "", said))
        return value.code if value else code_of_sign(text, self.scale)

    def guess(self, text: str) -> tuple[str | None, bool]:
        """Return (code, sure) for any text in a rating column."""
        if self.says_none(text):
            return None, True
        code = self.read(text)
        if code:
            return code, True
        said = _NUMBERED.sub("", _SIGNS.sub("", plain(text).casefold()), count=1)
        return status_code(said, self.scale) or self._near(said), False

    def _near(self, said: str) -> str | None:
        scores = sorted(
            ((fuzz.ratio(said, value.word.casefold()), value.code) for value in self.scale.values),
            reverse=True,
        )
        if scores and scores[0][0] >= 75 and (len(scores) < 2 or scores[0][0] - scores[1][0] > 10):
            return scores[0][1]
        return None

    def with_legend(self, texts: Iterable[str]) -> RatingWords:
        """Return the words with pairs such as "Gy = Grey" from legend texts added."""
        extra = dict(self.extra)
        for text in texts:
            for letter, word in _PAIR.findall(text):
                value = self.scale.read(word)
                if value:
                    extra[letter.casefold()] = value.code
                elif self.scale.read(letter) is None:  # G is Green, whatever "on track" is here
                    code = status_code(plain(word).casefold(), self.scale)
                    extra |= {letter.casefold(): code} if code else {}
        return RatingWords(self.scale, extra)


def says_legend(text: str, words: RatingWords) -> bool:
    """Return whether one text explains the ratings: "B = Blue, R = Red, ..."."""
    pairs = [word for _, word in _PAIR.findall(text)]
    return len(pairs) >= 3 and sum(words.guess(word)[0] is not None for word in pairs) >= 2


@dataclass(slots=True)
class SeenValues:
    """The distinct rating texts and fills of a tracker, counted as they are met."""

    words: RatingWords
    key: ColourKey
    texts: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    fills: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    stored: dict[str, str] = field(default_factory=dict[str, str])

    def see(self, cell: GridCell, place: str) -> None:
        """Count one rating cell; a text says more than the fill behind it."""
        if cell.text and not (cell.fill and self.words.says_none(cell.text)):
            self.texts.setdefault(plain(cell.text), []).append(place)
        if cell.fill and not self._is_text(cell):
            self.fills.setdefault(cell.fill, []).append(place)
            self.stored.setdefault(cell.fill, cell.stored)

    def _is_text(self, cell: GridCell) -> bool:
        return bool(cell.text) and self.words.guess(cell.text)[0] is not None

    def text_guesses(self) -> tuple[ValueGuess, ...]:
        """Return each distinct text once, most frequent first."""
        return tuple(
            ValueGuess(text, code, len(places), sure, first=places[0])
            for text, places in sorted(self.texts.items(), key=lambda pair: -len(pair[1]))
            for code, sure in [self.words.guess(text)]
        )

    def fill_guesses(self) -> tuple[ValueGuess, ...]:
        """Return each distinct fill once with its nearest rating, most frequent first."""
        guesses: list[ValueGuess] = []
        for fill, places in sorted(self.fills.items(), key=lambda pair: -len(pair[1])):
            code, away = self.key.nearest(fill)
            sure = (code is not None and away <= 15) or (code is None and away == 0)
            stored = self.stored[fill]
            guesses.append(ValueGuess(fill, code, len(places), sure, stored, away, places[0]))
        return tuple(guesses)
