"""What the window says once about the place a plan lies in, and what it offers there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStorageInfo

from plandesk.store.surroundings import PlaceKind, conflict_copies, surroundings_of
from plandesk.ui.widgets.message_bar import Kind, Message, Offer

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("Surroundings", text)


def notes_on_place(window: MainWindow, path: Path) -> list[Message]:
    """Return what is to be said about the place of the plan that was just opened."""
    notes: list[Message] = []
    left = window.files.left_behind(path)
    if left is not None:
        text = _tr("There is a local copy of this plan with changes that were never published.")
        offer = Offer(_tr("Go on with the local copy"), lambda: window.files.work_locally(path))
        notes.append(Message(Kind.WARNING, text, "", (offer,)))
    others = conflict_copies(path)
    if others:
        text = _tr("Beside this plan lies %1: somebody else's changes, it seems.")
        offer = Offer(_tr("Compare…"), lambda: window.files.compare(others[0]))
        notes.append(Message(Kind.WARNING, text.replace("%1", others[0].name), "", (offer,)))
    drive = QStorageInfo(str(path.parent))
    around = surroundings_of(
        path,
        bytes(drive.fileSystemType().data()).decode("ascii", "replace"),
        bytes(drive.device().data()).decode("utf-8", "replace"),
        os.environ,
        Path.home(),
    )
    if window.files.is_working_copy(path):
        return notes
    if around.kind is PlaceKind.SYNCED:
        text = _tr(
            "This plan is in a folder that %1 copies. Two people must not change it at once."
        )
        offer = Offer(_tr("Work on a local copy"), lambda: window.files.work_locally(path))
        hint = _tr("A local copy is safer; it is published when you close.")
        notes.append(Message(Kind.WARNING, text.replace("%1", around.name), hint, (offer,)))
    elif around.kind is PlaceKind.NETWORK and _first_time(window, path):
        text = _tr("This plan is on a network drive.")
        hint = _tr("It is safer, and faster, on this computer. Every change is saved at once.")
        offer = Offer(_tr("Work on a local copy"), lambda: window.files.work_locally(path))
        notes.append(Message(Kind.INFO, text, hint, (offer,)))
    return notes


def _first_time(window: MainWindow, path: Path) -> bool:
    """Tell whether this is the first opening of the plan here; it is said once."""
    name = f"network-{hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:12]}"
    if window.settings.flag(name, default=False):
        return False
    window.settings.set_flag(name, on=True)
    return True
