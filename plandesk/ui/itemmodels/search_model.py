"""What a search found, as a list: a heading for each row of the plan, below it where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

if TYPE_CHECKING:
    from plandesk.services.search_index import SearchHit

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_T = "SearchModel"
_PLACES = {
    "ref": QT_TRANSLATE_NOOP(_T, "Ref"),
    "title": QT_TRANSLATE_NOOP(_T, "Title"),
    "lead": QT_TRANSLATE_NOOP(_T, "Lead"),
    "milestone": QT_TRANSLATE_NOOP(_T, "Milestone"),
    "outcome": QT_TRANSLATE_NOOP(_T, "Outcome"),
    "progress": QT_TRANSLATE_NOOP(_T, "Progress"),
    "reason": QT_TRANSLATE_NOOP(_T, "Reason"),
    "forecast": QT_TRANSLATE_NOOP(_T, "Forecast"),
    "help needed": QT_TRANSLATE_NOOP(_T, "Help needed"),
    "evidence": QT_TRANSLATE_NOOP(_T, "Evidence"),
    "comment": QT_TRANSLATE_NOOP(_T, "Comment"),
    "field": QT_TRANSLATE_NOOP(_T, "Details"),
}


class SearchRole(IntEnum):
    """What the delegate asks for beside the text."""

    LINE = Qt.ItemDataRole.UserRole.value + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading (``place`` is empty), or a piece of text with its marked words."""

    item_id: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()
    place: str = ""
    ref: str = ""
    register: str = ""

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return f"{self.place}: {self.text}" if self.place else f"{self.ref} {self.text}".strip()


def lines_of(hits: Sequence[SearchHit]) -> list[Line]:
    """Group hits by row of the plan or entry of a register, in the order of each row's best hit."""
    groups: dict[tuple[str, int], list[SearchHit]] = {}
    for hit in hits:
        groups.setdefault((hit.register, hit.item_id), []).append(hit)
    lines: list[Line] = []
    for (register, item), found in groups.items():
        titled = next((hit for hit in found if hit.snippet.text == found[0].title), None)
        marks = titled.snippet.marks if titled else ()
        milestone = any(str(hit.where) == "milestone" for hit in found)
        name = found[0].ref or (_word("milestone") if milestone else _entry_word(register))
        lines.append(Line(item, found[0].title, marks, "", name, register))
        for hit in found:
            if hit is titled or (str(hit.where) == "ref" and hit.snippet.text == hit.ref):
                continue
            lines.append(Line(item, hit.snippet.text, hit.snippet.marks, _place(hit), "", register))
    return lines


def _place(hit: SearchHit) -> str:
    word = _word(str(hit.where))
    return f"{word}, {hit.period}" if hit.period else word


def _entry_word(register: str) -> str:
    """Return what one entry of a register is called, empty for a row of the plan."""
    if not register:
        return ""
    from plandesk.services.registers.kinds import load_kind

    word = load_kind(register).entry
    return word[:1].upper() + word[1:]


def _word(place: str) -> str:
    said = _PLACES.get(place)
    return QCoreApplication.translate(_T, str(said)) if said else place


class SearchModel(QAbstractListModel):
    """Shows the lines of one answer."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        """Show another answer; a reset, because nothing of the old one remains."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """Return the line at an index."""
        return self._lines[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line's text, spoken or whole."""
        line = self.line(index)
        if line is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case SearchRole.LINE:
                return line
            case _:
                return None
