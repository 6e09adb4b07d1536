"""Where the program with a window is put together and started."""

from __future__ import annotations

import locale
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QTimer,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import plandesk
from plandesk import resources
from plandesk.ui.days import choose_form
from plandesk.ui.i18n import keep_still, speak
from plandesk.ui.opening import Opening
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow


def make_application() -> QApplication:
    """Make the application object with its names, British dates and Qt's own translations."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("PlanDesk")
    app.setApplicationVersion(plandesk.__version__)
    app.setDesktopFileName("plandesk")
    app.setWindowIcon(QIcon(str(resources.path("icons/plandesk.svg"))))
    # Qt takes over the desktop's language for Python's dates too; ours are English words.
    locale.setlocale(locale.LC_TIME, "C")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(), "qtbase", "_", folder):
        app.installTranslator(translator)
    return app


def make_window(app: QApplication, settings: AppSettings) -> MainWindow:
    """Dress the application and build the window, without a plan and not shown yet."""
    from plandesk.ui.main_window import MainWindow

    settle(app, settings)
    return MainWindow(settings, Look(app, settings.theme, settings.zoom))


def settle(app: QApplication, settings: AppSettings) -> None:
    """Take over the language, the dates and the stillness that the person chose."""
    speak(app, settings.language)
    choose_form(settings.days)
    keep_still(on=settings.flag("still", default=False))


class Start(QObject):
    """Shows a frame at once, builds the window behind it, and puts it in the frame's place."""

    ready = Signal()

    def __init__(self, app: QApplication, settings: AppSettings, wanted: Path | None) -> None:
        super().__init__()
        self._settings, self._wanted = settings, wanted
        settle(app, settings)
        self._look = Look(app, settings.theme, settings.zoom)
        self.window: MainWindow | None = None
        self.opening = Opening(settings, self._look, wanted.stem if wanted else "")
        self.opening.painted.connect(self._build)
        self.opening.show()

    @Slot()
    def _build(self) -> None:
        from plandesk.services.logs import note_start
        from plandesk.ui.errors import FaultCatcher
        from plandesk.ui.main_window import MainWindow

        note_start("window")
        self.window = window = MainWindow(self._settings, self._look)
        self._catcher = FaultCatcher(lambda: window, lambda: window.messages)
        self._catcher.install()
        window.show()
        self.opening.close()
        if self._wanted is not None:
            # After the first paint: reading the file needs imports that the window does not.
            QTimer.singleShot(0, window, self._open)
        self.ready.emit()

    @Slot()
    def _open(self) -> None:
        if self.window is not None and self._wanted is not None:
            self.window.files.open_path(self._wanted)


def main(path: Path | None) -> int:
    """Open the window on a plan, or on the last one, and stay until it is closed."""
    app = make_application()
    settings = AppSettings()
    start = Start(app, settings, path or settings.last_file)  # held until the program ends
    assert start.opening
    return app.exec()
