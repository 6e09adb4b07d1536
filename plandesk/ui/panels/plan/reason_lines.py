"""Two lines for what ratings given to many rows at once still ask for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from plandesk.ui.widgets.page_parts import label


class ReasonLines(QWidget):
    """Asks for the reason of an exception, and for why rows are rated poorly; each when wanted.

    A line in which something stands stays, so that it can be taken back.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.override = self._line(self.tr("E&xception"))
        self.reason = self._line(self.tr("&Why"))
        self.reason.setPlaceholderText(
            self.tr("For the rows that do not say why yet; may be empty")
        )
        self.ask(exceptions=0, poor=False)

    def ask(self, *, exceptions: int, poor: bool) -> None:
        """Show the lines that are wanted; ``exceptions`` counts ratings that the rules refuse."""
        one = self.tr("Why 1 rating that the rules refuse is right all the same")
        many = self.tr("Why %1 ratings that the rules refuse are right all the same")
        if exceptions:
            text = one if exceptions == 1 else many.replace("%1", f"{exceptions:,}")
            self.override.setPlaceholderText(text)
            self.override.setAccessibleDescription(text)
        self._form.setRowVisible(self.override, bool(exceptions or self.override.text()))
        self._form.setRowVisible(self.reason, bool(poor or self.reason.text()))
        self.setVisible(not (self.override.isHidden() and self.reason.isHidden()))

    def clear(self) -> None:
        """Ask for nothing, and forget what was said."""
        self.blockSignals(True)
        self.override.clear()
        self.reason.clear()
        self.blockSignals(False)
        self.ask(exceptions=0, poor=False)

    def said(self) -> tuple[str, str]:
        """Return the reason of the exception, and why the rows are rated poorly."""
        return self.override.text().strip(), self.reason.text().strip()

    def _line(self, name: str) -> QLineEdit:
        line, caption = QLineEdit(), label(name)
        line.setAccessibleName(name.replace("&", ""))
        caption.setBuddy(line)
        line.textChanged.connect(self.changed)
        self._form.addRow(caption, line)
        return line
