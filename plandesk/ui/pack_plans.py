"""A plan of one's own from a pack that was published: asked for by menu, or by dropping the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from plandesk.ui.actions import ActionId
from plandesk.ui.widgets.message_bar import Kind, Message, Offer

if TYPE_CHECKING:
    from plandesk.ui.jobs import Job
    from plandesk.ui.main_window import MainWindow
    from plandesk.ui.page_host import WindowPages


class PackPlans(QObject):
    """Reads the plan inside a pack into a new file and opens it."""

    def __init__(self, window: MainWindow, host: WindowPages) -> None:
        super().__init__(window)
        self._window, self._host = window, host
        window.actions_[ActionId.FROM_PACK].triggered.connect(self.ask)

    @Slot()
    def ask(self) -> None:
        """Ask for a pack, then for the place of the new plan."""
        settings = self._window.settings
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("New plan from a pack"),
            settings.last_folder,
            self.tr("Packs (*.pdf)"),
        )
        if name:
            settings.last_folder = str(Path(name).parent)
            self.take(Path(name))

    def take(self, pack: Path) -> None:
        """Ask where to keep the plan of this pack, and make it there."""
        path = self._window.files.ask_target(self.tr("Keep the plan as"), pack.stem)
        if path is not None:
            self.make(pack, path)

    def make(self, pack: Path, path: Path) -> None:
        """Make the plan file and open it; a pack without a plan is said so in the bar."""

        def work(_job: Job) -> tuple[Path, str]:
            from plandesk.services.new_plan import new_from_pack

            return path, new_from_pack(path, pack)

        title = self.tr("Reading the plan in %1").replace("%1", pack.name)
        self._host.run_job(title, work, self._open)

    def offer(self, pack: Path, attach: Offer) -> None:
        """Ask what to do with a pack that was dropped beside an open plan."""
        said = self.tr("%1 is a pack that holds its plan.").replace("%1", pack.name)
        again = Offer(self.tr("New plan from it\u2026"), lambda: self.take(pack))
        self._host.tell(Message(Kind.INFO, said, "", (again, attach)))

    def _open(self, made: tuple[Path, str]) -> None:
        path, note = made
        if self._window.files.open_path(path):
            said = self.tr("Made %1 from the pack").replace("%1", path.name)
            if note:
                self._host.tell(Message(Kind.INFO, f"{said}.", note))
            else:
                self._host.say(said)
