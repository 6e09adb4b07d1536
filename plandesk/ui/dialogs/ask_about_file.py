"""Taking a file into the plan, with the questions that only the officer can answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMessageBox, QWidget

from plandesk.errors import NeedsAnswer

if TYPE_CHECKING:
    from plandesk.services.attachments import Attachment, Consent

Take = Callable[[Path, "Consent"], "Attachment"]


def take_with_questions(parent: QWidget, path: Path, take: Take) -> Attachment | None:
    """Take a file, asking as often as needed; None when an answer is not given.

    Raises UserError for a file that cannot be taken at all. A password is not kept anywhere.
    """
    from plandesk.services.attachments import Consent

    consent: Consent | None = Consent()
    while consent is not None:
        QGuiApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
        try:
            return take(path, consent)
        except NeedsAnswer as asked:
            question = asked
        finally:
            QGuiApplication.restoreOverrideCursor()
        consent = answered(parent, question, consent)
    return None


def answered(parent: QWidget, asked: NeedsAnswer, consent: Consent) -> Consent | None:
    """Put a question to the officer; return the consent with the answer, None for no."""
    text = f"{asked.message}\n{asked.hint}"
    title = QCoreApplication.translate("AskAboutFile", "Attach a file")
    if asked.question == "password":
        said, given = QInputDialog.getText(parent, title, text, QLineEdit.EchoMode.Password)
        return replace(consent, password=said) if given and said else None
    box = QMessageBox(QMessageBox.Icon.Question, title, asked.message, parent=parent)
    box.setInformativeText(asked.hint)
    yes = box.addButton(
        QCoreApplication.translate("AskAboutFile", "Take it all the same"),
        QMessageBox.ButtonRole.AcceptRole,
    )
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    if box.clickedButton() is not yes:
        return None
    if asked.question == "restricted":
        return replace(consent, restricted=True)
    return replace(consent, pages=True)
