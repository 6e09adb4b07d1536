"""Where the program with a window is put together and started."""

from __future__ import annotations

import locale
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

import plandesk
from plandesk import resources
from plandesk.services.logs import note_start
from plandesk.ui.errors import FaultCatcher
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import Look


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
    return MainWindow(settings, Look(app, settings.theme, settings.zoom))


def main(path: Path | None) -> int:
    """Open the window on a plan, or on the last one, and stay until it is closed."""
    app = make_application()
    settings = AppSettings()
    window = make_window(app, settings)
    catcher = FaultCatcher(lambda: window, lambda: window.messages)
    catcher.install()
    note_start("window")
    window.show()
    wanted = path or settings.last_file
    if wanted is not None:
        # After the first paint: reading the file needs imports that the empty frame does not.
        QTimer.singleShot(0, window, lambda: window.files.open_path(wanted))
    return app.exec()
