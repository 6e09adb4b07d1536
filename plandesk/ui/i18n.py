"""The language of the window, and how still it keeps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from plandesk import resources

_ENGLISH = "en"
_STILL = "plandeskStill"
_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


def languages() -> dict[str, str]:
    """Return the languages that the window speaks, by code; each under its own name."""
    found = {_ENGLISH: "English"}
    for file in sorted((resources.root() / "i18n").glob("plandesk_*.qm")):
        code = file.stem.removeprefix("plandesk_")
        name = QLocale(code).nativeLanguageName() or code
        found[code] = f"{name[:1].upper()}{name[1:]}"
    return found


def speak(app: QApplication, code: str) -> bool:
    """Speak a language; what it lacks stays English. False where there is no such language."""
    if code == _ENGLISH or code not in languages():
        return False
    translator = QTranslator(app)
    if not translator.load(str(resources.path(f"i18n/plandesk_{code}.qm"))):
        return False
    app.installTranslator(translator)
    QLocale.setDefault(QLocale(code))
    return True


def counted(count: int, one: str, many: str) -> str:
    """Return "1 change" or "12 changes"; the words are given with %1 for the number.

    Another language may have more forms than two: it chooses among those of ``many``.
    """
    said = QCoreApplication.translate("Import", many, None, count)
    if said == many and count == 1:
        said = QCoreApplication.translate("Import", one)
    return said.replace("%1", f"{count:,}")


def keep_still(*, on: bool) -> None:
    """Let nothing move or leave by itself: menus, lists, the text cursor, short notes."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    app.setProperty(_STILL, on)
    if on:
        for effect in _EFFECTS:
            app.setEffectEnabled(effect, False)
    app.setCursorFlashTime(0 if on else 1000)


def is_still() -> bool:
    """Tell whether the person asked for reduced motion."""
    app = QApplication.instance()
    return bool(app.property(_STILL)) if app is not None else False
