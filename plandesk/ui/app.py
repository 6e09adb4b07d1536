"""Where the program with a window is put together and started."""

from __future__ import annotations

import locale
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QWidget

import plandesk
from plandesk import resources
from plandesk.ui.days import choose_form
from plandesk.ui.i18n import keep_still, speak
from plandesk.ui.input_habits import InputHabits
from plandesk.ui.lean_imports import spare_imports
from plandesk.ui.opening import FirstPaint, Opening
from plandesk.ui.settings import AppSettings
from plandesk.ui.theme import FUSION, Look

if TYPE_CHECKING:
    from plandesk.errors import UserError
    from plandesk.store.server import ServerAddress
    from plandesk.ui.main_window import MainWindow

# Work beside the window goes on for so long before the window gets its turn back, which it gives
# away at nearly every call to Qt: at Python's own five milliseconds drawing a page beside an import
# took several times as long.
_TURN_S = 0.0001


class Application(QApplication):
    """The application; macOS hands it plans as events, where other systems add words to a command.

    ``asked_for`` tells the path of a plan that was opened by a double click.
    """

    asked_for = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Tell of a file that is to be opened."""
        if isinstance(event, QFileOpenEvent):
            self.asked_for.emit(event.file())
            return True
        return super().event(event)


def make_application() -> Application:
    """Make the application object with its names, British dates and Qt's own translations."""
    spare_imports()
    sys.setswitchinterval(_TURN_S)
    # Asked for by word: handed over later, Qt for Python first builds all that it knows of styles.
    app = Application([*sys.argv[:1], "-style", FUSION])
    app.setProperty(FUSION, True)
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
    InputHabits(app)
    return app


def make_window(app: QApplication, settings: AppSettings) -> MainWindow:
    """Dress the application and build the window, without a plan and not shown yet."""
    from plandesk.ui.main_window import MainWindow

    settle(app, settings)
    look = Look(app, settings.theme, settings.zoom)
    with look.dressing_at_the_end():
        return MainWindow(settings, look)


def settle(app: QApplication, settings: AppSettings) -> None:
    """Take over the language, the dates and the stillness that the person chose."""
    speak(app, settings.language)
    choose_form(settings.days)
    keep_still(on=settings.flag("still", default=False))


class Start(QObject):
    """Shows a frame at once, builds the window behind it, and puts it in the frame's place.

    The plan's table is there with the window. The plan itself is opened behind that picture: it
    needs the database library, which takes longer to load than all that is seen before.
    """

    ready = Signal()

    def __init__(
        self, app: QApplication, settings: AppSettings, wanted: Path | ServerAddress | None
    ) -> None:
        super().__init__()
        self._settings, self._wanted = settings, wanted
        settle(app, settings)
        self._look = Look(app, settings.theme, settings.zoom)
        self.window: MainWindow | None = None
        name = wanted.stem if isinstance(wanted, Path) else wanted.name if wanted else ""
        self.opening = Opening(settings, self._look, name)
        self.opening.painted.connect(self._build)
        self.opening.show()

    @Slot(str)
    def open_file(self, path: str) -> None:
        """Open this plan now, or in place of the last one where the window is not built yet."""
        self._wanted = Path(path)
        if self.window is not None:
            self._open_wanted()

    def _refuse(self, error: UserError) -> bool:
        if self.window is not None:
            self.window.refusals.show(error)
        return self.window is not None

    @Slot()
    def _build(self) -> None:
        from plandesk.ui.errors import FaultCatcher

        self._catcher = FaultCatcher(self._shown, self._refuse)
        self._catcher.install()
        try:
            self.window = window = self._made()
        except Exception as error:  # noqa: BLE001 - without a window nothing else can tell of it
            self._catcher.tell(error)
            self.opening.close()
            QCoreApplication.exit(1)
            return
        try:
            if self._wanted is not None:
                self._glimpse(window, self._wanted)
        finally:  # the window is of use without a first picture of the plan
            FirstPaint(window).painted.connect(self._open)
            window.show()
            self.opening.close()
            self.ready.emit()

    def _made(self) -> MainWindow:
        from plandesk.ui.main_window import MainWindow

        with self._look.dressing_at_the_end():
            return MainWindow(self._settings, self._look)

    def _shown(self) -> QWidget:
        return self.window or self.opening

    def _glimpse(self, window: MainWindow, wanted: Path | ServerAddress) -> None:
        from plandesk.services.first_look import first_look

        found = first_look(wanted) if isinstance(wanted, Path) else None
        if found is not None:
            window.state.glimpse(found)

    @Slot()
    def _open(self) -> None:
        from plandesk.services.logs import note_start
        from plandesk.ui.collecting import Collecting

        note_start("window")
        self._open_wanted()
        if self.window is not None:
            Collecting(self.window)

    def _open_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if self.window is None or wanted is None:
            return
        if isinstance(wanted, Path):
            if not self.window.files.open_path(wanted):
                self.window.state.forget_glimpse()
        else:
            self.window.host.shared.open(wanted)


def main(path: Path | ServerAddress | None) -> int:
    """Open the window on a plan, or on the last one, and stay until it is closed."""
    app = make_application()
    settings = AppSettings()
    start = Start(app, settings, path or settings.last_file)
    app.asked_for.connect(start.open_file)
    return app.exec()
