"""The preview of an import as a tree: projects, and below each the answers that came back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)

from plandesk.excel.returns.rules import field_label
from plandesk.excel.returns.schema import Field
from plandesk.models.types import Rating
from plandesk.models.wording import Piece, PieceKind, word_diff
from plandesk.services.queries.import_lines import ImportLine, LineGroup, LineState
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import TOLD, Drawn, RowRole, Sign, tick
from plandesk.ui.panels.returns.import_session import ImportSession

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_TOP = 0  # the internal number of a project's index; a line has its project's place plus one

_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LAST = _SHOWN | Qt.ItemFlag.ItemNeverHasChildren
_TICKABLE = _LAST | Qt.ItemFlag.ItemIsUserCheckable


class ImportColumn(IntEnum):
    """The columns of the preview."""

    REF = 0
    FIELD = 1
    ISSUED = 2
    NOW = 3
    RETURNED = 4
    STATE = 5


WIDTHS = (6.6, 5.6, 6.2, 6.2, 0, 7.6)
NARROW_WIDTHS = (6.4, 4.4, 6.2, 6.2, 0, 1.9)  # the sign of the state says it without its word
_STATES = {
    LineState.NEW: (QT_TRANSLATE_NOOP("Import", "New value"), Sign(Icon.NEW_VALUE, "link")),
    LineState.CONFLICT: (QT_TRANSLATE_NOOP("Import", "Conflict"), Sign(Icon.CONFLICT, "warning")),
    LineState.PROBLEM: (QT_TRANSLATE_NOOP("Import", "To fix"), Sign(Icon.ERROR, "error")),
    LineState.WAITING: (QT_TRANSLATE_NOOP("Import", "Waits"), Sign(Icon.WAITING, "error")),
    LineState.UNMATCHED: (QT_TRANSLATE_NOOP("Import", "No action"), Sign(Icon.UNMATCHED, "error")),
    LineState.LOCKED: (QT_TRANSLATE_NOOP("Import", "Locked"), Sign(Icon.LOCK)),
    LineState.MISSING: (QT_TRANSLATE_NOOP("Import", "Not in file"), Sign(Icon.MISSING, "warning")),
    LineState.BOTH_SAME: (QT_TRANSLATE_NOOP("Import", "Both same"), Sign(Icon.SAME)),
    LineState.SAME: (QT_TRANSLATE_NOOP("Import", "Same"), Sign(Icon.SAME)),
}

_SETTLED = frozenset({LineState.SAME, LineState.BOTH_SAME, LineState.LOCKED})
_EMPTY = Drawn()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


@lru_cache(maxsize=4096)
def _difference(now: str, returned: str) -> tuple[Piece, ...]:
    """Return what differs as one line of a table can show it.

    Where little was kept, only what is new: the words that went would take all the room, and
    stand beside it as the plan's.
    """
    pieces = word_diff(now, returned)
    kept = sum(len(piece.text) for piece in pieces if piece.kind is PieceKind.SAME)
    return pieces if kept * 3 > len(returned) else (Piece(PieceKind.INSERTED, returned),)


def state_word(state: LineState) -> str:
    """Return a state in a word or two."""
    return _tr(str(_STATES[state][0]))


def state_sign(state: LineState) -> Sign:
    """Return the shape that stands for a state."""
    return _STATES[state][1]


class ImportModel(QAbstractItemModel):
    """Shows a session's lines; ticks go to the session, whose news comes back here."""

    def __init__(self, session: ImportSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._groups: list[LineGroup] = []
        self._able: list[list[Qt.ItemFlag]] = []
        self._of_tick: dict[int, list[ImportLine]] = {}
        self._ticks: dict[int, Qt.CheckState | None] = {}
        self._states: frozenset[LineState] = frozenset(LineState)
        self._file: int | None = None
        session.renewed.connect(self.refill)
        session.ticked.connect(self._announce)

    def narrow(self, states: Iterable[LineState], file: int | None) -> None:
        """Show only lines in these states, of one file or of all."""
        wanted = frozenset(states)
        if (wanted, file) != (self._states, self._file):
            self._states, self._file = wanted, file
            self.refill()

    @Slot()
    def refill(self) -> None:
        """Show the session's lines anew: each reading of the files may change every line."""
        self.beginResetModel()
        self._groups, self._able, self._of_tick, self._ticks = [], [], {}, {}
        states, file = self._states, self._file
        for group in self._session.groups:
            lines = tuple(
                line
                for line in group.lines
                if line.state in states and (file is None or line.file == file)
            )
            if lines:
                self._groups.append(LineGroup(group.id, group.ref, group.title, lines))
                self._able.append([_TICKABLE if line.can_take else _LAST for line in lines])
        self.endResetModel()

    def line_at(self, index: Index) -> ImportLine | None:
        """Return the line of an index; None for a project."""
        if not index.isValid() or index.internalId() == _TOP:
            return None
        return self._groups[index.internalId() - 1].lines[index.row()]

    def index_of(self, line: ImportLine) -> QModelIndex:
        """Return where a line is shown; an empty index where it is not."""
        for at, group in enumerate(self._groups):
            for row, each in enumerate(group.lines):
                if each.place == line.place:
                    return self.createIndex(row, 0, at + 1)
        return QModelIndex()

    # --- what Qt asks ------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """Return the index of a project, or of a line below one."""
        if not 0 <= column < len(ImportColumn) or row < 0:
            return QModelIndex()
        if not parent.isValid():
            is_there = row < len(self._groups)
            return self.createIndex(row, column, _TOP) if is_there else QModelIndex()
        if parent.internalId() != _TOP or parent.column() > 0:
            return QModelIndex()
        is_there = row < len(self._groups[parent.row()].lines)
        return self.createIndex(row, column, parent.row() + 1) if is_there else QModelIndex()

    def parent(self, index: Index = _NO_INDEX) -> Any:
        """Return the project above a line."""
        if not index.isValid() or index.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, _TOP)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many projects, or lines below one, there are."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != _TOP or parent.column() > 0:
            return 0
        return len(self._groups[parent.row()].lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many columns there are."""
        return len(ImportColumn)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = ("Take", "Field", "When issued", "Plan now", "Return says", "State")
            return _tr(titles[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done: only what can be taken can be ticked."""
        top = index.internalId()
        if top != _TOP:  # first, and in few words: opening all asks three times for each line
            return self._able[top - 1][index.row()] if index.column() == 0 else _LAST
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        able = index.column() == 0 and self._takeable(index.row())
        return _SHOWN | Qt.ItemFlag.ItemIsUserCheckable if able else _SHOWN

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows and says."""
        if not index.isValid():
            return None
        line = self.line_at(index)
        column = ImportColumn(index.column())
        if line is None:
            return self._group_data(index.row(), column, role)
        match role:
            case Qt.ItemDataRole.ToolTipRole if column is ImportColumn.REF:
                return f"{line.ref} {line.title}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                file = self._session.files[line.file]
                who = f"{file.lead}, {file.label}" if file.lead else file.label
                return f"{self._state(line)}\n{who}"
            case Qt.ItemDataRole.AccessibleTextRole if column is ImportColumn.REF:
                return self._said(line)
            case RowRole.ROW:
                return line
        return self._cell(line, column).answer(role) if role in TOLD else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a line, or what is new below a project."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        line = self.line_at(index)
        lines = [line] if line else self._takeable(index.row())
        self._session.set_ticks(lines, on=Qt.CheckState(value) == Qt.CheckState.Checked)
        return bool(lines)

    # --- parts -------------------------------------------------------------------------------

    def _takeable(self, at: int) -> list[ImportLine]:
        """Return what a project's own tick takes: conflicts and warnings are ticked one by one."""
        if at not in self._of_tick:
            self._of_tick[at] = self._find_takeable(at)
        return self._of_tick[at]

    def _tick_of(self, lines: Iterable[ImportLine]) -> Qt.CheckState | None:
        ticks = {self._session.is_ticked(line) for line in lines}
        if len(ticks) > 1:
            return Qt.CheckState.PartiallyChecked
        states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        return states[ticks.pop()] if ticks else None

    def _find_takeable(self, at: int) -> list[ImportLine]:
        return [
            line
            for line in self._groups[at].lines
            if line.state is LineState.NEW
            and not line.held
            and not line.asked
            and not self._session.question(line)
        ]

    def _group_data(self, at: int, column: ImportColumn, role: int) -> Any:
        if column is not ImportColumn.REF:
            return _EMPTY.answer(role)
        group = self._groups[at]
        text = f"{group.ref} {group.title}".strip() or _tr("Rows that fit no action")
        if role not in TOLD:
            return text if role == Qt.ItemDataRole.ToolTipRole else None
        if at not in self._ticks:
            self._ticks[at] = self._tick_of(self._takeable(at))
        return Drawn(text, heavy=True, tick=self._ticks[at]).answer(role)

    def _cell(self, line: ImportLine, column: ImportColumn) -> Drawn:
        text, ink = self._text(line, column), "secondary" if line.state in _SETTLED else "text"
        match column:
            case ImportColumn.REF:
                box = tick(on=self._session.is_ticked(line)) if line.can_take else None
                return Drawn(text, ink=ink, tick=box, aligned=True)
            case ImportColumn.FIELD:
                return Drawn(text, ink=ink)
            case ImportColumn.STATE:
                sign = self._sign(line)
                return Drawn(text, sign, ink=sign.ink)
            case ImportColumn.RETURNED:
                ink = "error" if line.state is LineState.PROBLEM else ink
                rating = self._rating(line, line.returned)
                return Drawn(text, rating=rating, ink=ink, pieces=_pieces(line))
        value = line.issued if column is ImportColumn.ISSUED else line.now
        return Drawn(text, rating=self._rating(line, value), ink="secondary")

    def _text(self, line: ImportLine, column: ImportColumn) -> str:
        preview = self._session.preview
        match column:
            case ImportColumn.REF:
                row = line.unmatched.row if line.unmatched else 0
                return _tr("Row %1").replace("%1", str(row)) if row else line.ref or line.title
            case ImportColumn.RETURNED if not line.field:
                return line.title
            case ImportColumn.FIELD:
                return field_label(line.field)
            case ImportColumn.STATE:
                return self._state(line)
        value = {ImportColumn.ISSUED: line.issued, ImportColumn.NOW: line.now}.get(
            column, line.returned
        )
        return preview.shown(line.field, value) if preview else value

    def _state(self, line: ImportLine) -> str:
        if self._session.question(line):
            return _tr("Question")
        if self._session.is_left(line):
            return _tr("Left out")
        if self._session.is_kept(line):
            return _tr("Plan kept")
        if line.asked and not self._session.is_ticked(line):
            return _tr("Asked")
        if line.held and self._session.is_ticked(line) and self._session.reason(line):
            return _tr("For a reason")
        if line.held and line.state is LineState.NEW:
            return _tr("Needs a reason")
        return state_word(line.state)

    def _sign(self, line: ImportLine) -> Sign:
        if self._session.question(line):
            return Sign(Icon.QUESTION, "changed")
        if self._session.is_left(line):
            return Sign(Icon.REPLACED)
        if self._session.is_kept(line):
            return Sign(Icon.SUCCESS)
        if line.asked and not self._session.is_ticked(line):
            return Sign(Icon.QUESTION, "changed")
        if line.held and self._session.is_ticked(line) and self._session.reason(line):
            return Sign(Icon.SUCCESS)
        if line.held and line.state is LineState.NEW:
            return Sign(Icon.WARNING, "warning")
        return state_sign(line.state)

    def _rating(self, line: ImportLine, value: str) -> Rating | None:
        preview = self._session.preview
        if line.field != Field.RATING or preview is None:
            return None
        return preview.scale.by_code(value)

    def _said(self, line: ImportLine) -> str:
        now = self._text(line, ImportColumn.NOW) or _tr("nothing")
        said = self._text(line, ImportColumn.RETURNED) or _tr("nothing")
        words = _tr("%1, %2: plan says %3, return says %4, %5")
        values = (line.ref or line.title, field_label(line.field), now, said, self._state(line))
        for number, value in enumerate(values, start=1):
            words = words.replace(f"%{number}", value)
        return words

    @Slot()
    def _announce(self) -> None:
        last = len(ImportColumn) - 1
        self._of_tick, self._ticks = {}, {}
        for at, group in enumerate(self._groups):
            top = self.index(at, 0)
            self.dataChanged.emit(top, self.index(at, last))
            end = self.index(len(group.lines) - 1, last, top)
            self.dataChanged.emit(self.index(0, 0, top), end)


def _pieces(line: ImportLine) -> Sequence[Piece]:
    if line.field == Field.RATING or not line.returned or not line.can_take:
        return ()
    return _difference(line.now, line.returned)
