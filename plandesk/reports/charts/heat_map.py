"""The heat map of risks: likelihood against impact, each field with the refs that lie in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plandesk.models.types import Rating
from plandesk.reports.charts.drawing import (
    Align,
    Box,
    Drawing,
    Label,
    Role,
    Ruler,
    Sheet,
    Side,
    Sign,
    Tone,
    broken,
    fitted,
    listed,
)


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Words of both scales from low to high, the band of each field, and where risks lie.

    ``bands`` has one row for each likelihood and one entry for each impact, from low to high;
    ``places`` gives each risk's ref with its likelihood and impact, counted from 1.
    """

    likelihoods: tuple[str, ...]
    impacts: tuple[str, ...]
    bands: tuple[tuple[Rating | None, ...], ...]
    places: tuple[tuple[str, int, int], ...]

    @property
    def fields(self) -> dict[tuple[int, int], list[str]]:
        """Return the refs by likelihood and impact."""
        found: dict[tuple[int, int], list[str]] = {}
        for ref, likelihood, impact in self.places:
            found.setdefault((likelihood, impact), []).append(ref)
        return found

    @property
    def alt(self) -> str:
        """Say in words where every risk lies, the worst first."""
        fields = sorted(self.fields.items(), key=lambda field: -field[0][0] * field[0][1])
        said = [self._field(spot, refs) for spot, refs in fields]
        told = "; ".join(said) or "no risk has a score"
        return f"Heat map of risks by likelihood and impact: {told}."

    def _field(self, spot: tuple[int, int], refs: list[str]) -> str:
        likelihood, impact = spot
        band = self.bands[likelihood - 1][impact - 1]
        name = f" ({band.word})" if band else ""
        words = (
            f"likelihood {likelihood} {self.likelihoods[likelihood - 1]}, "
            f"impact {impact} {self.impacts[impact - 1]}{name}"
        )
        return f"{listed(refs)} at {words}"


def heat_map(content: HeatMap, ruler: Ruler, width: float, text_size: float = 9.0) -> Drawing:
    """Draw the map; a field shows its band as colour, shape and letter, and the refs within it."""
    words = [word for text in content.likelihoods for word in text.split()]
    side = max((ruler(word, text_size, False) for word in words), default=0) + 4 * text_size
    each = (width - side) / max(len(content.impacts), 1)
    most = max(
        (_lines(refs, ruler, each, text_size) for refs in content.fields.values()), default=1
    )
    tall = max(text_size * (2.2 + 1.35 * most), text_size * 3.8)
    below = [broken(ruler, word, text_size, each - 4) for word in content.impacts]
    rows = len(content.likelihoods)
    foot = rows * tall
    deep = 1 + max((len(lines) for lines in below), default=1)
    sheet = Sheet(width, foot + text_size * (1.3 * deep + 2.4))
    for up in range(1, rows + 1):
        _likelihood(sheet, content, up, ((rows - up) * tall, tall, side), (ruler, text_size))
        for along in range(1, len(content.impacts) + 1):
            place = (side + (along - 1) * each, (rows - up) * tall, each, tall)
            held = (content.bands[up - 1][along - 1], content.fields.get((up, along), []))
            _field(sheet, place, held, (ruler, text_size))
    for along, lines in enumerate(below, start=1):
        middle = side + (along - 0.5) * each
        for at, line in enumerate([str(along), *lines]):
            y = foot + text_size * (1.0 + 1.3 * at)
            sheet.add(Label(line, middle, y, text_size, Align.MIDDLE, strong=at == 0))
    y = sheet.height - text_size * 0.8
    middle = side + (width - side) / 2
    sheet.add(Label("Impact", middle, y, text_size, Align.MIDDLE, strong=True))
    sheet.add(Label("Likelihood", 0, foot + text_size, text_size, strong=True))
    return sheet.done(content.alt)


def _likelihood(
    sheet: Sheet,
    content: HeatMap,
    up: int,
    row: tuple[float, float, float],
    text: tuple[Ruler, float],
) -> None:
    """Write the number and the words of one row at its left."""
    (top, tall, side), (ruler, size) = row, text
    middle = top + tall / 2
    sheet.add(Label(str(up), side - 0.8 * size, middle, size, Align.RIGHT, strong=True))
    lines = broken(ruler, content.likelihoods[up - 1], size, side - 2.4 * size)
    for at, line in enumerate(lines):
        y = middle + size * 1.2 * (at - (len(lines) - 1) / 2)
        sheet.add(Label(line, side - 2.2 * size, y, size, Align.RIGHT))


def _lines(refs: Sequence[str], ruler: Ruler, width: float, size: float) -> int:
    return len(_wrapped(refs, ruler, width, size))


def _wrapped(refs: Sequence[str], ruler: Ruler, width: float, size: float) -> list[str]:
    """Return the refs in lines that fit a field."""
    lines: list[str] = []
    for ref in refs:
        longer = f"{lines[-1]}, {ref}" if lines else ref
        if lines and ruler(longer, size, True) <= width - 10:
            lines[-1] = longer
        else:
            lines.append(ref)
    return lines


def _field(
    sheet: Sheet,
    place: tuple[float, float, float, float],
    held: tuple[Rating | None, list[str]],
    text: tuple[Ruler, float],
) -> None:
    left, top, width, height = place
    (band, refs), (ruler, size) = held, text
    inner = (left + 1, top + 1, width - 2, height - 2)
    if band is None:
        sheet.add(Box(*inner, Role.BAND, Role.GRID))
        ink: Role | Tone = Role.INK
    else:
        strong = Side.FILL if refs else Side.TINT
        ink = Tone(band, Side.INK if refs else Side.TINT_INK)
        sheet.add(Box(*inner, Tone(band, strong), Tone(band, Side.EDGE)))
        sheet.add(Sign(band.shape, left + size, top + size, size * 0.9, ink))
        sheet.add(Label(band.letter, left + size * 1.7, top + size, size, paint=ink))
    for at, line in enumerate(_wrapped(refs, ruler, width, size)):
        y = top + size * (2.3 + 1.35 * at)
        sheet.add(Label(line, left + width / 2, y, size, Align.MIDDLE, strong=True, paint=ink))


@dataclass(frozen=True, slots=True)
class Movement:
    """How many moved from each rating (row) to each (column); the last of both is not rated."""

    ratings: tuple[Rating, ...]
    counts: Mapping[tuple[str | None, str | None], int]
    previous: str = "Previous"
    current: str = "Current"
    unit: str = "actions"

    @property
    def alt(self) -> str:
        """Say every move in words."""
        words = {rating.code: rating.word for rating in self.ratings}

        def word(code: str | None) -> str:
            return words.get(code or "", "not rated")

        said = [
            f"{count} from {word(before)} to {word(now)}" if before != now
            else f"{count} stayed {word(now)}"
            for (before, now), count in self.counts.items()
            if count
        ]  # fmt: skip
        told = ", ".join(said) or f"no {self.unit}"
        return f"Movement of {self.unit} from {self.previous} to {self.current}: {told}."

    def of(self, before: Rating | None, now: Rating | None) -> int:
        """Return the number of one move."""
        key = (before.code if before else None, now.code if now else None)
        return self.counts.get(key, 0)


def movement_matrix(
    content: Movement, ruler: Ruler, width: float, text_size: float = 9.0
) -> Drawing:
    """Draw the moves as a grid: rows are earlier ratings, columns are present ones.

    A field that improved carries an arrow up, one that worsened an arrow down; those that stayed
    lie on a plain band, so the grid can be read without colour.
    """
    ends: list[Rating | None] = [*content.ratings, None]
    names = [rating.word if rating else "Not rated" for rating in ends]
    side = max(ruler(name, text_size, True) for name in names) + text_size * 3.5
    each = (width - side) / len(ends)
    tall = text_size * 2.4
    sheet = Sheet(width, tall * (len(ends) + 2))
    sheet.add(Label(f"{content.previous} (down), {content.current} (across)", 0, tall * 0.4,
                    text_size, paint=Role.MUTED))  # fmt: skip
    for at, rating in enumerate(ends):
        head = (side + at * each + 1, tall * 0.9, each - 2, tall)
        _name(sheet, head, rating, (fitted(ruler, names[at], text_size, each - 26), text_size))
        row = (0.0, tall * (2 + at) + 1, side - 4, tall - 2)
        _name(sheet, row, rating, (names[at], text_size))
        for along, now in enumerate(ends):
            box = (side + along * each + 1, tall * (2 + at) + 1, each - 2, tall - 2)
            _count(sheet, box, (rating, now, content.of(rating, now)), text_size)
    return sheet.done(content.alt)


def _name(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    rating: Rating | None,
    said: tuple[str, float],
) -> None:
    left, top, _, height = box
    words, size = said
    middle = top + height / 2
    if rating is None:
        sheet.add(Box(*box, Role.PAPER, Role.MUTED, 2.0))
        sheet.add(Label(words, left + 5, middle, size))
        return
    ink = Tone(rating, Side.INK)
    sheet.add(Box(*box, Tone(rating, Side.FILL), Tone(rating, Side.EDGE), 2.0))
    sheet.add(Sign(rating.shape, left + size, middle, size * 0.9, ink))
    sheet.add(Label(words, left + size * 1.9, middle, size, strong=True, paint=ink))


def _count(
    sheet: Sheet,
    box: tuple[float, float, float, float],
    move: tuple[Rating | None, Rating | None, int],
    size: float,
) -> None:
    before, now, count = move
    left, top, width, height = box
    same = before is now or (before is not None and now is not None and before.rank == now.rank)
    sheet.add(Box(*box, Role.BAND if same else Role.PAPER, Role.GRID))
    if not count:
        return
    middle = top + height / 2
    sheet.add(Label(str(count), left + width / 2, middle, size, Align.MIDDLE, strong=True))
    if same or before is None or now is None:
        return
    sign = "\u25b2" if now.rank > before.rank else "\u25bc"
    sheet.add(Label(sign, left + width - size * 1.2, middle, size * 0.9, Align.MIDDLE))
