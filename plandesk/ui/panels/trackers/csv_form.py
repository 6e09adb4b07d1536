"""How a CSV file is written: shown as guessed, open to correction, with what is in doubt."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from plandesk.excel.trackers.csv import DELIMITERS, ENCODINGS, CsvForm, DateOrder
from plandesk.excel.trackers.grid import TrackerBook
from plandesk.ui.theme import Look


class CsvFormBox(QWidget):
    """Three lists: what stands between columns, the letters, and what comes first in dates.

    ``doubts`` stands outside of it, where a long text has room to wrap.
    """

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.delimiter = self._list(self.tr("Columns are cut at each"), self._delimiters())
        self.encoding = self._list(self.tr("Letters are written in"), self._encodings())
        self.dates = self._list(self.tr("Dates such as 03/04/2024"), self._orders())
        self.doubts = QLabel()
        self.doubts.setWordWrap(True)
        form = QFormLayout(self)
        form.setContentsMargins(look.px(1.6), 0, 0, 0)
        for box in (self.delimiter, self.encoding, self.dates):
            form.addRow(box.accessibleName(), box)
        self.setMaximumWidth(look.px(44))

    def show_book(self, book: TrackerBook) -> None:
        """Show how a file was taken to be written; hidden for a workbook."""
        form = book.form
        self.setVisible(form is not None)
        self.doubts.setVisible(bool(book.doubts))
        self.doubts.setText("\n".join(book.doubts))
        if form is None:
            return
        pairs = ((self.delimiter, form.delimiter), (self.encoding, form.encoding))
        for box, said in (*pairs, (self.dates, form.dates)):
            box.setCurrentIndex(box.findData(said))

    def _list(self, name: str, words: dict[str, str]) -> QComboBox:
        box = QComboBox(self)
        for value, shown in words.items():
            box.addItem(shown, value)
        box.setAccessibleName(name)
        box.activated.connect(self._choose)
        return box

    def _delimiters(self) -> dict[str, str]:
        words = {
            "comma": self.tr("Comma"),
            "semicolon": self.tr("Semicolon"),
            "tab": self.tr("Tab"),
            "bar": self.tr("Upright bar"),
        }
        return {name: words[name] for name in DELIMITERS}

    def _encodings(self) -> dict[str, str]:
        words = {
            "utf-8": self.tr("UTF-8"),
            "windows": self.tr("Windows (Western European)"),
            "utf-16": self.tr("Unicode text of Excel (UTF-16)"),
            "dos": self.tr("DOS (Western European)"),
            "mac": self.tr("Mac OS Roman"),
        }
        return {name: words[name] for name in ENCODINGS}

    def _orders(self) -> dict[str, str]:
        return {
            DateOrder.DAY.value: self.tr("3 April 2024: the day comes first"),
            DateOrder.MONTH.value: self.tr("4 March 2024: the month comes first"),
        }

    @Slot()
    def _choose(self) -> None:
        said = (box.currentData() for box in (self.delimiter, self.encoding, self.dates))
        self.chosen.emit(CsvForm(*said))
