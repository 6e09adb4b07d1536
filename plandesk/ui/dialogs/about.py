"""About PlanDesk: its version, and the licence of everything that is shipped with it."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from plandesk import __version__
from plandesk.services.licences import Licence, shipped_licences
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.theme import Look, Space
from plandesk.ui.widgets.row_view import RowView


def versions() -> str:
    """Return the versions that whoever looks after PlanDesk asks for, a line each."""
    return "\n".join(
        (
            f"PlanDesk {__version__}",
            f"Python {platform.python_version()}",
            f"Qt {qVersion()}",
            f"SQLite {sqlite3.sqlite_version}",
            platform.platform(),
        )
    )


class AboutDialog(QDialog):
    """Says what PlanDesk is and lists what it is made of; typing narrows the list."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About PlanDesk"))
        self._look, self._parent = look, parent
        self._all = shipped_licences()
        self.words = QLineEdit(placeholderText=self.tr("Find a part or a licence"))
        self.words.setAccessibleName(self.tr("Find a part or a licence"))
        self.words.setClearButtonEnabled(True)
        heads = [self.tr("Part"), self.tr("Version"), self.tr("Licence")]
        self.model = CellTable(heads, _cells, self)
        self.view = RowView(self.tr("What PlanDesk is made of"), look)
        self.view.setSelectionMode(RowView.SelectionMode.SingleSelection)
        self.view.show_model(self.model, (12, 6, 0))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("Licence text"))
        self.text.setTabChangesFocus(True)
        self._lay_out()
        self.words.textChanged.connect(self._narrow)
        self.view.row_changed.connect(self._show_text)
        self._narrow("")

    def _lay_out(self) -> None:
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.addWidget(self.view)
        halves.addWidget(self.text)
        halves.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        side = self._look.space(Space.MEDIUM)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(self._look.space(Space.SMALL))
        column.addLayout(self._head())
        column.addWidget(self.words)
        column.addWidget(halves, 1)
        column.addWidget(self._buttons())
        room = self._parent.window().size() - QSize(side, side)
        self.resize(QSize(self._look.px(40), self._look.px(36)).boundedTo(room))

    def _head(self) -> QHBoxLayout:
        picture = QLabel()
        side = self._look.px(3.5)
        picture.setPixmap(QGuiApplication.windowIcon().pixmap(QSize(side, side)))
        said = self.tr(
            "PlanDesk %1 keeps a council's improvement plan, collects returns and publishes the "
            "board pack. It is free software under the MIT licence. Everything stays on your "
            "computer. Below is everything it is made of, with the licence of each part; the text "
            "of Qt says how to replace it."
        )
        told = QLabel(said.replace("%1", __version__))
        told.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(self._look.space(Space.MEDIUM))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(told, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = buttons.addButton(
            self.tr("Copy &versions"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy.setToolTip(versions())
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # Return in the search line must not close the box
        return buttons

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(versions())

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        said = [(part, f"{part.name} {part.licence} {part.kind}".casefold()) for part in self._all]
        self.model.show([part for part, all_ in said if all(word in all_ for word in words)])
        self.view.setCurrentIndex(self.model.index(0, 0))
        self._show_text(self.view.currentIndex())

    @Slot(QModelIndex)
    def _show_text(self, index: QModelIndex) -> None:
        if not index.isValid():
            self.text.setPlainText(self.tr("No part is called so. Clear the search to see all."))
            return
        part: Licence = self.model.rows[index.row()]
        head = "\n".join(each for each in (part.licence, part.address) if each)
        self.text.setPlainText(f"{head}\n\n{part.text}".strip())


def _cells(part: Licence) -> Sequence[Cell]:
    return (
        Cell(part.name, heavy=True, tip=part.kind),
        Cell(part.version, tip=part.version),
        Cell(part.licence, tip=part.licence, ink="secondary"),
    )
