"""Tells people what went wrong: a line in the window, or a report when the program is at fault."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from plandesk.errors import UserError, out_of_reach
from plandesk.ui.widgets.message_bar import Kind, Message, MessageBar, Offer


def message_for(error: UserError, *offers: Offer, of_page: bool = False) -> Message:
    """Return what to show for something the user can put right."""
    return Message(Kind.ERROR, error.message, error.hint, offers, of_page=of_page)


def attempt(bar: MessageBar, act: Callable[[], object]) -> bool:
    """Do something; where it is refused say so in the bar, and return whether it was done."""
    try:
        act()
    except UserError as error:
        bar.show_message(message_for(error))
        return False
    return True


def crash_report(error: BaseException) -> str:
    """Return versions and the places in the code, without a word of the plan.

    The error's own message may quote the plan, so only its kind is named.
    """
    from plandesk.services.fault import fault_text

    return fault_text(error, f"Qt {qVersion()}")


class CrashDialog(QDialog):
    """Says that the plan is safe, and lets the report be copied or saved."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong"))
        self._report = report
        told = QLabel(
            self.tr(
                "PlanDesk came upon a fault of its own. Your plan is safe: every change you "
                "made is saved already. The report below has no text of your plan; send it to "
                "whoever looks after PlanDesk for you."
            )
        )
        told.setWordWrap(True)
        shown = QPlainTextEdit(report, readOnly=True)
        shown.setAccessibleName(self.tr("Report"))
        shown.setTabChangesFocus(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        save = buttons.addButton(self.tr("Save report…"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        column = QVBoxLayout(self)
        for widget in (told, shown, buttons):
            column.addWidget(widget)
        self.resize(self.fontMetrics().height() * 34, self.fontMetrics().height() * 20)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

    @Slot()
    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save report"), "plandesk-report.txt", self.tr("Text (*.txt)")
        )
        if name:
            Path(name).write_text(self._report + "\n", "utf-8")


class FaultCatcher(QObject):
    """Takes over ``sys.excepthook``: known failures go to ``refuse``, faults to the dialog.

    ``refuse`` tells whether there is a window yet that can speak of them.
    """

    caught = Signal(object)

    def __init__(self, window: Callable[[], QWidget | None], refuse: Callable[[UserError], bool]):
        super().__init__()
        self._window, self._refuse = window, refuse
        self._open = False
        self.caught.connect(self._show)

    def install(self) -> None:
        """Catch whatever escapes from now on, from any thread."""
        sys.excepthook = self._hook

    def tell(self, error: BaseException) -> None:
        """Show a failure that was caught already; returns when its box is closed."""
        self._show(error)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.caught.emit(error)  # queued to the window's thread where it came from another

    @Slot(object)
    def _show(self, error: BaseException) -> None:
        told = out_of_reach(error) if isinstance(error, OSError) else error
        if isinstance(told, UserError) and self._refuse(told):
            return
        report = crash_report(error)
        print(report, file=sys.stderr)  # noqa: T201 - desktops keep this in logs of their own
        from plandesk.services.fault import write_fault_report

        write_fault_report(error)
        if not self._open:
            self._open = True  # a fault while painting comes again and again
            CrashDialog(report, self._window()).exec()
            self._open = False
