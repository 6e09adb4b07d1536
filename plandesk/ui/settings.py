"""What belongs to the person at the desk, not to the plan: window, theme, zoom, last files."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from plandesk.ui.days import DayForm


class ThemeChoice(StrEnum):
    """Which theme the person asked for; SYSTEM follows the desktop, also while running."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


class Role(StrEnum):
    """A preset of start page and toolbar, never a lock."""

    OFFICER = "officer"
    MANAGER = "manager"
    SECRETARY = "secretary"


ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_RECENT = 8
USUAL_CLEAR_DAYS = 5  # section 100B(4) of the Local Government Act 1972, in England
MOST_CLEAR_DAYS = 30


def default_path() -> Path:
    """Return the settings file in the person's own configuration folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "plandesk" / "plandesk.ini"


class AppSettings:
    """Typed access to one ini file; an unreadable value counts as never set."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or default_path()), QSettings.Format.IniFormat)

    def sync(self) -> None:
        """Write what is pending to the file."""
        self._store.sync()

    @property
    def theme(self) -> ThemeChoice:
        """The chosen theme; follows the desktop until chosen."""
        text = self._text("look/theme")
        return ThemeChoice(text) if text in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("look/theme", str(choice))

    @property
    def zoom(self) -> int:
        """Zoom in per cent, one of ``ZOOM_STEPS``."""
        text = self._text("look/zoom")
        asked = int(text) if text.isdigit() else 100
        return min(ZOOM_STEPS, key=lambda step: abs(step - asked))

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._store.setValue("look/zoom", percent)

    @property
    def role(self) -> Role:
        """The person's role preset."""
        text = self._text("person/role")
        return Role(text) if text in set(Role) else Role.OFFICER

    @role.setter
    def role(self, role: Role) -> None:
        self._store.setValue("person/role", str(role))

    def choose_role(self, role: Role | None) -> None:
        """Keep a role, or forget it."""
        if role is None:
            self._store.remove("person/role")
        else:
            self.role = role

    @property
    def role_chosen(self) -> bool:
        """Tell whether the person has said which role they have."""
        return self._text("person/role") in set(Role)

    @property
    def language(self) -> str:
        """The code of the language of the window; English until chosen."""
        return self._text("look/language") or "en"

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("look/language", code)

    @property
    def days(self) -> DayForm:
        """How dates are written."""
        text = self._text("look/days")
        return DayForm(text) if text in set(DayForm) else DayForm.WORDS

    @days.setter
    def days(self, form: DayForm) -> None:
        self._store.setValue("look/days", str(form))

    @property
    def clear_days(self) -> int:
        """How many clear days a board has that the plan does not know yet."""
        text = self._text("person/clear_days")
        return int(text) if text.isdigit() and int(text) <= MOST_CLEAR_DAYS else USUAL_CLEAR_DAYS

    @clear_days.setter
    def clear_days(self, days: int) -> None:
        self._store.setValue("person/clear_days", days)

    def reset(self) -> None:
        """Put everything back to the first day but the plans opened lately and the last folder."""
        for group in ("look", "person", "flags", "window"):
            self._store.remove(group)
        self._store.sync()

    @property
    def last_folder(self) -> str:
        """Where the last file chooser ended, as long as it is there; else the documents.

        Where there are none it is the person's own folder: a chooser takes the last part of a
        folder that is not there for the name of a file.
        """
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        for folder in (self._text("files/folder"), QStandardPaths.writableLocation(documents)):
            if folder and Path(folder).is_dir():
                return folder
        return str(Path.home())

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.setValue("files/folder", folder)

    def returns_folder(self, period: str) -> str:
        """Return where the returns of a plan's period are; empty where nobody has said so."""
        return self._text(f"returns/{period}") if period else ""

    def remember_returns_folder(self, period: str, folder: Path) -> None:
        """Keep where the returns of a plan's period are; ``period`` names both."""
        self._store.setValue(f"returns/{period}", str(folder))

    @property
    def last_file(self) -> Path | None:
        """The plan that was open when the window closed, where it still exists."""
        text = self._text("files/last")
        return Path(text) if text and Path(text).is_file() else None

    @last_file.setter
    def last_file(self, path: Path | None) -> None:
        self._store.setValue("files/last", str(path) if path else "")

    @property
    def recent_files(self) -> list[Path]:
        """Plans opened lately, newest first, without those that have gone."""
        lines = self._text("files/recent").split("\n")
        return [Path(line) for line in lines if line and Path(line).is_file()]

    def remember_file(self, path: Path) -> None:
        """Put a plan at the head of the recent files and make it the last one."""
        path = path.absolute()
        others = [old for old in self.recent_files if old != path]
        lines = [str(each) for each in [path, *others][:_RECENT]]
        self._store.setValue("files/recent", "\n".join(lines))
        self.last_file = path

    @property
    def shared_plans(self) -> list[str]:
        """Addresses of shared plans opened lately, newest first, without passwords."""
        return [line for line in self._text("files/shared").split("\n") if line]

    def remember_shared_plan(self, address: str) -> None:
        """Put an address at the head of the shared plans."""
        others = [old for old in self.shared_plans if old != address]
        self._store.setValue("files/shared", "\n".join([address, *others][:_RECENT]))

    def state(self, name: str) -> QByteArray:
        """Return a saved geometry, splitter or header state; empty when there is none."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Keep a geometry, splitter or header state under a name."""
        self._store.setValue(f"window/{name}", state)

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a yes-or-no choice, such as whether the inspector is shown."""
        text = self._text(f"flags/{name}")
        return default if text not in {"yes", "no"} else text == "yes"

    def set_flag(self, name: str, *, on: bool) -> None:
        """Keep a yes-or-no choice."""
        self._store.setValue(f"flags/{name}", "yes" if on else "no")

    def _text(self, key: str) -> str:
        value = self._store.value(key, "")
        return "" if value is None else str(value)  # fresh values keep their type until stored
