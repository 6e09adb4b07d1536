"""The two lists beside an import's preview: its files, and what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Slot,
)

from plandesk.excel.returns.schema import Finding, Severity
from plandesk.services.queries.import_lines import ImportLine, LineState
from plandesk.services.returns.preview import FilePreview, Outcome
from plandesk.ui.i18n import counted
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.row_roles import RowRole, Sign
from plandesk.ui.panels.returns.import_session import ImportSession

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_SIGNS = {
    Severity.ERROR: Sign(Icon.ERROR, "error"),
    Severity.WARNING: Sign(Icon.WARNING, "warning"),
    Severity.NOTE: Sign(Icon.INFO, "info"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


class ImportFilesModel(QAbstractListModel):
    """The files of an import, with "All files" first where there are several."""

    def __init__(self, session: ImportSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._files: list[int | None] = []
        session.renewed.connect(self.refill)
        session.ticked.connect(self._announce)

    @Slot()
    def refill(self) -> None:
        """Show the session's files anew."""
        self.beginResetModel()
        count = len(self._session.files)
        self._files = [None, *range(count)] if count > 1 else list(range(count))
        self.endResetModel()

    def file_at(self, at: int) -> int | None:
        """Return a file's number; None for all of them."""
        return self._files[at] if 0 <= at < len(self._files) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self._files)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what an entry shows: whose file it is, and what can be done with it."""
        if not index.isValid():
            return None
        number = self._files[index.row()]
        file = self._session.files[number] if number is not None else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if file is None:
                    return counted(len(self._session.files), "%1 file", "All %1 files")
                return file.lead or file.label
            case RowRole.SECOND_LINE:
                return self._outcome(number, file)
            case RowRole.SIGN:
                return self._sign(number, file)
            case Qt.ItemDataRole.ToolTipRole:
                return file.label if file else None
            case Qt.ItemDataRole.AccessibleTextRole:
                name = (file.lead or file.label) if file else _tr("All files")
                return f"{name}: {self._outcome(number, file)}"
            case RowRole.HEAVY:
                return True
        return None

    def _outcome(self, number: int | None, file: FilePreview | None) -> str:
        if file is not None and file.outcome is Outcome.REJECT:
            return _tr("Not taken: not a return") if _is_no_return(file) else _tr("Not taken")
        if not self._session.can_file:
            return _tr("None can be taken")
        counts = self._session.counts(number)
        changes = counts[LineState.NEW] + counts[LineState.CONFLICT] + counts[LineState.WAITING]
        to_fix = counts[LineState.PROBLEM] + counts[LineState.UNMATCHED]
        words = [counted(changes, "%1 change", "%1 changes") if changes else _tr("No changes")]
        if counts[LineState.CONFLICT]:
            words.append(counted(counts[LineState.CONFLICT], "%1 conflict", "%1 conflicts"))
        if to_fix:
            words.append(counted(to_fix, "%1 to fix", "%1 to fix"))
        if file is not None and file.is_repeat:
            words.insert(0, _tr("Imported before"))
        return " · ".join(words)

    def _sign(self, number: int | None, file: FilePreview | None) -> Sign:
        if not self._session.can_file or (file is not None and file.outcome is Outcome.REJECT):
            return Sign(Icon.REFUSED, "error")
        counts = self._session.counts(number)
        if counts[LineState.PROBLEM] + counts[LineState.UNMATCHED]:
            return Sign(Icon.ERROR, "error")
        if counts[LineState.CONFLICT]:
            return Sign(Icon.CONFLICT, "warning")
        return Sign(Icon.SUCCESS, "success") if counts[LineState.NEW] else Sign(Icon.SAME)

    @Slot()
    def _announce(self) -> None:
        self.dataChanged.emit(self.index(0), self.index(len(self._files) - 1))


def _is_no_return(file: FilePreview) -> bool:
    return any("not a PlanDesk return" in each.message for each in file.findings)


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding, of which file, and the line it is about where there is one."""

    file: int
    finding: Finding
    line: ImportLine | None


class FindingsModel(QAbstractListModel):
    """What is wrong in one file or in all, worst first; each leads to its line."""

    def __init__(self, session: ImportSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._file: int | None = None
        self._found: list[ShownFinding] = []
        session.renewed.connect(self.refill)

    def narrow(self, file: int | None) -> None:
        """Show only what one file has; None for all."""
        if file != self._file:
            self._file = file
            self.refill()

    @Slot()
    def refill(self) -> None:
        """Show the findings anew."""
        self.beginResetModel()
        lines = self._session.lines()
        found: list[ShownFinding] = []
        for number, file in enumerate(self._session.files):
            if self._file in {None, number}:
                found += [
                    ShownFinding(number, each, _line_of(number, each, lines))
                    for each in file.findings
                ]
        order = list(Severity)
        found.sort(key=lambda each: order.index(each.finding.severity))
        self._found = found
        self.endResetModel()

    def found_at(self, at: int) -> ShownFinding | None:
        """Return one finding."""
        return self._found[at] if 0 <= at < len(self._found) else None

    def count(self, severity: Severity) -> int:
        """Return how many findings of a severity are shown."""
        return sum(each.finding.severity is severity for each in self._found)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Return how many findings there are."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a finding says, where, and the one-press fix it offers."""
        shown = self.found_at(index.row()) if index.isValid() else None
        if shown is None:
            return None
        finding = shown.finding
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{finding.message}{self._whose(shown)} {finding.fix}".strip()
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                place = " ".join(part for part in (finding.sheet, finding.cell) if part)
                label = self._session.files[shown.file].label
                where = ", ".join(part for part in (label, place) if part)
                return f"{finding.message} {finding.fix}\n{where}".strip()
            case RowRole.SIGN:
                return _SIGNS[finding.severity]
            case RowRole.ROW:
                return shown
            case RowRole.OFFER:
                return self.offer(shown)
        return None

    def offer(self, shown: ShownFinding) -> str:
        """Return the words of the button that puts a finding right; empty when there is none."""
        if self.tracker_of(shown) is not None:
            return _tr("Import as tracker")
        preview, code = self._session.preview, shown.finding.suggestion
        rating = preview.scale.by_code(code) if preview and code else None
        if rating is None or shown.line is None:
            return ""
        return _tr("Use %1").replace("%1", rating.word)

    def tracker_of(self, shown: ShownFinding) -> Path | None:
        """Return the file of a finding that can be brought in as a tracker instead."""
        file = self._session.files[shown.file]
        is_tracker = "as a tracker" in f"{shown.finding.message} {shown.finding.fix}"
        return file.path if is_tracker and file.path.is_file() else None

    def _whose(self, shown: ShownFinding) -> str:
        if self._file is not None or len(self._session.files) < 2:
            return ""
        file = self._session.files[shown.file]
        name = file.lead or file.label
        return "" if name in shown.finding.message else f" ({name})"


def _line_of(number: int, finding: Finding, lines: list[ImportLine]) -> ImportLine | None:
    mine = [line for line in lines if line.file == number]
    about = [line for line in mine if finding in line.findings]
    own = [line for line in about if line.field == finding.field]
    return next(iter(own or about), None)
