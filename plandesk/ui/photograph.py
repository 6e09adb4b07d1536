"""Draws the real window with a plan into a picture: ``python -m plandesk.ui.photograph``."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QPoint,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from plandesk.ui.app import make_application, make_window
from plandesk.ui.collecting import Collecting
from plandesk.ui.gallery import Props, scenes
from plandesk.ui.main_window import MainWindow
from plandesk.ui.settings import ZOOM_STEPS, AppSettings, ThemeChoice
from plandesk.ui.widgets.places import Place

_REST_MS = 1000  # longer than any page waits before it draws: a preview waits 900


def main(words: Sequence[str] | None = None) -> int:
    """Take one picture; exit status 1 and a sentence where the plan cannot be opened."""
    asked = _parser().parse_args(words)
    if not os.environ.get("DISPLAY") and sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_pass_on)
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        settings = AppSettings(Path(folder) / "plandesk.ini")
        settings.theme, settings.zoom = ThemeChoice(asked.theme), asked.zoom
        window = make_window(app, settings)
        refused: list[str] = []
        window.bridge.refused.connect(lambda error: refused.append(str(error)))
        width, height = (int(side) for side in asked.size.split("x"))
        window.resize(width, height)
        window.show()
        Collecting(window)  # as the program does
        _open(window, asked.file)
        if asked.all:
            taken = not refused and _take_all(window, asked)
        else:
            _stand(window, asked)
            _rest()
            taken = not refused and window.grab().save(str(asked.out))
        window.close()
    sys.stderr.write("".join(f"{line}\n" for line in refused))
    return 0 if taken else 1


def _open(window: MainWindow, plan: Path) -> None:
    """Open a plan, a large one beside the window, and come back once it is shown or refused."""
    shown = QEventLoop()
    window.bridge.refused.connect(lambda _: shown.quit())

    def begin() -> None:
        if not window.files.open_path(plan, then=shown.quit):
            shown.quit()

    QTimer.singleShot(0, shown, begin)
    shown.exec()


def _take_all(window: MainWindow, asked: argparse.Namespace) -> bool:
    """Photograph every scene into the folder, or those asked for by how their names begin."""
    asked.out.mkdir(parents=True, exist_ok=True)
    props = Props(tuple(asked.returns), asked.tracker)
    for at, (name, set_up) in enumerate(scenes(window, props)):
        shown, wanted = set_up(), not asked.only or name.startswith(tuple(asked.only))
        waits = wanted
        while waits or window.host.jobs.busy:
            waits = window.host.jobs.busy  # once more after work: the page takes its place back
            _rest()
        if wanted and not _picture(shown).save(str(asked.out / f"{at:03}-{name}.png")):
            return False
    return True


def _picture(shown: QWidget) -> QPixmap:
    """Draw a window with the menus and lists that hang over it, a box by itself."""
    popup = Qt.WindowType.Popup
    under = shown.parentWidget() if shown.windowType() == popup else shown
    if under is None:
        return shown.grab()
    under = under.window()
    picture = under.grab()
    painter = QPainter(picture)
    for over in QApplication.topLevelWidgets():
        if over.isVisible() and over.windowType() == popup:
            painter.drawPixmap(over.pos() - under.mapToGlobal(QPoint(0, 0)), over.grab())
    painter.end()
    return picture


def _stand(window: MainWindow, asked: argparse.Namespace) -> None:
    """Put the cursor where the picture wants it, and type what it filters by."""
    if asked.at:
        rows = {row.ref: row.id for row in window.plan.model.all_rows()}
        if asked.at in rows:
            window.plan.show_item(rows[asked.at])
    if asked.filter:
        window.plan.bar.text.setText(asked.filter)
    window.plan.view.setFocus()
    if asked.page:
        window.host.go(Place(asked.page))


def _pass_on(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Print what Qt says, without the offscreen screen's remark on every window."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _rest() -> None:
    loop = QEventLoop()
    QTimer.singleShot(_REST_MS, loop, loop.quit)
    loop.exec()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plandesk.ui.photograph", description=__doc__)
    parser.add_argument("file", type=Path, help="the plan")
    parser.add_argument("out", type=Path, help="the picture to write (.png); with --all a folder")
    parser.add_argument("--all", action="store_true", help="photograph every page, tab and box")
    only = "with --all: just the scenes whose names begin so"
    parser.add_argument("--only", nargs="*", default=(), metavar="NAME", help=only)
    parser.add_argument("--returns", type=Path, nargs="*", default=(), help="returns to preview")
    parser.add_argument("--tracker", type=Path, help="a tracker for the steps of bringing it in")
    pages = [str(place) for place in Place]
    parser.add_argument("--page", choices=pages, help="the page to show (default: the plan)")
    parser.add_argument("--size", default="1366x768", help="width x height in pixels")
    parser.add_argument("--theme", choices=[str(each) for each in ThemeChoice], default="light")
    parser.add_argument("--zoom", type=int, choices=ZOOM_STEPS, default=100)
    parser.add_argument("--at", default="", metavar="REF", help="put the cursor on this ref")
    parser.add_argument("--filter", default="", metavar="WORDS", help="filter by these words")
    return parser


if __name__ == "__main__":
    sys.exit(main())
