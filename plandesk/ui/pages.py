"""The pages of the window beside the plan: what each is called, its commands, where it lives."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from plandesk.ui.icons import Icon
from plandesk.ui.widgets.places import Place

if TYPE_CHECKING:
    from pathlib import Path

    from plandesk.errors import UserError
    from plandesk.ui.bridge import DocumentBridge
    from plandesk.ui.findings_watch import FindingsWatch
    from plandesk.ui.jobs import Job, JobQueue
    from plandesk.ui.plan_state import PlanState
    from plandesk.ui.settings import AppSettings
    from plandesk.ui.theme import Look
    from plandesk.ui.widgets.message_bar import Message, Offer


class PageHost(Protocol):
    """What the window offers to its pages."""

    state: PlanState
    bridge: DocumentBridge
    look: Look
    settings: AppSettings
    jobs: JobQueue
    findings: FindingsWatch

    def say(self, text: str, offer: Offer | None = None) -> None:
        """Show a short note that leaves by itself."""
        ...

    def tell(self, message: Message) -> None:
        """Show a message in the bar until it is dismissed."""
        ...

    def refuse(self, error: UserError) -> None:
        """Show what the user can put right, in the bar."""
        ...

    def show_rows(self, ids: Collection[int], title: str) -> None:
        """Open the plan on just these rows, with ``title`` saying which they are."""
        ...

    def shown_rows(self) -> list[int]:
        """Return the rows that the plan's filter leaves, none while it leaves all."""
        ...

    def show_item(self, item_id: int) -> None:
        """Open the plan on one row."""
        ...

    def show_entry(self, entry: int | str) -> None:
        """Open an entry of a register, by its number or its stable identifier."""
        ...

    def show_entries(self, register: str, ids: Collection[int], title: str) -> None:
        """Open a register on just these entries, with ``title`` saying which they are."""
        ...

    def go(self, place: Place) -> None:
        """Open another page."""
        ...

    def run_command(self, place: Place, method: str) -> None:
        """Open another page and run one of its commands."""
        ...

    def bring_in_tracker(self, path: Path | None = None) -> None:
        """Open the page that brings a tracker in, with a workbook where there is one."""
        ...

    def merge_copy(self, path: Path) -> None:
        """Open the page that compares another copy of the plan with this one."""
        ...

    def bring_back(self, source: Path, done: Callable[[Path], None]) -> None:
        """Put a kept copy in the plan's place; ``done`` gets where the former file is kept."""
        ...

    def give_copy(self) -> None:
        """Ask for a place and write a copy there without history and exempt items."""
        ...

    def lock_copy(self) -> None:
        """Ask for a place and a password and write a copy there that only it opens."""
        ...

    def run_job(self, title: str, work: Callable[[Job], Any], done: Callable[[Any], None]) -> Job:
        """Do long work beside the window; ``done`` gets its result in the window's thread."""
        ...


class Page(QWidget):
    """The base of a page. It is built at its first visit; ``refresh`` is called at each visit,
    and after each change of the plan while it is shown."""

    def __init__(self, host: PageHost) -> None:
        super().__init__()
        self.host = host
        self.setObjectName(type(self).__name__)

    @property
    def help_place(self) -> str:
        """What the help calls the part that is shown; empty where the page is one thing."""
        return ""

    def refresh(self) -> None:
        """Read anew what the page shows."""

    def release(self) -> None:
        """Let go of files and timers; the plan is about to close."""


@dataclass(frozen=True, slots=True)
class PageCommand:
    """A command of a page: it opens the page and calls its method of this name."""

    method: str
    text: object
    icon: Icon | None = None
    keys: tuple[str, ...] = ()
    changes: bool = False
    needs_plan: bool = True


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its place and words, the menu with its commands, and the class by its name.

    A page that is not ``listed`` is reached by its commands alone.
    """

    place: Place
    name: object
    icon: Icon
    menu: object
    path: str
    commands: tuple[PageCommand, ...] = ()
    listed: bool = True

    @property
    def needs_plan(self) -> bool:
        """Tell whether the page is of use only while a plan is open."""
        return all(command.needs_plan for command in self.commands)

    def build(self, host: PageHost) -> Page:
        """Import the page's module and make the page."""
        module, _, name = self.path.partition(":")
        return getattr(importlib.import_module(module), name)(host)


_T = "Pages"
PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        Place.RETURNS,
        QT_TRANSLATE_NOOP(_T, "Returns"),
        Icon.RETURNS,
        QT_TRANSLATE_NOOP(_T, "Re&turns"),
        "plandesk.ui.panels.returns.page:ReturnsPage",
        (
            PageCommand(
                "issue_returns",
                QT_TRANSLATE_NOOP(_T, "I&ssue returns…"),
                Icon.SEND,
                ("Ctrl+E",),
                changes=True,
            ),
            PageCommand(
                "import_returns",
                QT_TRANSLATE_NOOP(_T, "&Import returns…"),
                Icon.IMPORT,
                ("Ctrl+I",),
                changes=True,
            ),
            PageCommand("copy_chases", QT_TRANSLATE_NOOP(_T, "&Copy chase messages"), Icon.EMAIL),
        ),
    ),
    PageSpec(
        Place.TODAY,
        QT_TRANSLATE_NOOP(_T, "Today"),
        Icon.TODAY,
        QT_TRANSLATE_NOOP(_T, "&Review"),
        "plandesk.ui.panels.today.page:TodayPage",
        (PageCommand("refresh", QT_TRANSLATE_NOOP(_T, "&Today"), Icon.TODAY, ("Ctrl+Shift+T",)),),
    ),
    PageSpec(
        Place.PERIODS,
        QT_TRANSLATE_NOOP(_T, "Period"),
        Icon.PERIOD,
        QT_TRANSLATE_NOOP(_T, "&Review"),
        "plandesk.ui.panels.periods.page:PeriodsPage",
        (
            PageCommand("open_period", QT_TRANSLATE_NOOP(_T, "&Open a period…"), changes=True),
            PageCommand("show_meetings", QT_TRANSLATE_NOOP(_T, "&Meetings of bodies…")),
            PageCommand("close_period", QT_TRANSLATE_NOOP(_T, "C&lose the period…"), changes=True),
        ),
    ),
    PageSpec(
        Place.PAST,
        QT_TRANSLATE_NOOP(_T, "Plan as it was"),
        Icon.HISTORY,
        QT_TRANSLATE_NOOP(_T, "&Review"),
        "plandesk.ui.panels.periods.past_page:PastPage",
        (
            PageCommand(
                "show_past",
                QT_TRANSLATE_NOOP(_T, "&Plan as it was at a closing"),
                Icon.HISTORY,
                ("Ctrl+Shift+Y",),
            ),
        ),
        listed=False,
    ),
    PageSpec(
        Place.REVIEW,
        QT_TRANSLATE_NOOP(_T, "Review"),
        Icon.REVIEW,
        QT_TRANSLATE_NOOP(_T, "&Review"),
        "plandesk.ui.panels.review.page:ReviewPage",
        (
            PageCommand("start_review", QT_TRANSLATE_NOOP(_T, "&New review…"), changes=True),
            PageCommand("show_spotlight", QT_TRANSLATE_NOOP(_T, "&Spotlight list")),
            PageCommand("show_ledger", QT_TRANSLATE_NOOP(_T, "Closure &ledger")),
            PageCommand("show_changes", QT_TRANSLATE_NOOP(_T, "&What changed")),
            PageCommand("show_scale", QT_TRANSLATE_NOOP(_T, "In another rating s&cale")),
        ),
    ),
    PageSpec(
        Place.CHECKS,
        QT_TRANSLATE_NOOP(_T, "Checks"),
        Icon.CHECKS,
        QT_TRANSLATE_NOOP(_T, "&Review"),
        "plandesk.ui.panels.checks_page:ChecksPage",
        (
            PageCommand(
                "refresh",
                QT_TRANSLATE_NOOP(_T, "&Check the plan"),
                Icon.CHECKS,
                ("Ctrl+Shift+C",),
            ),
        ),
    ),
    PageSpec(
        Place.REGISTERS,
        QT_TRANSLATE_NOOP(_T, "Registers"),
        Icon.REGISTERS,
        QT_TRANSLATE_NOOP(_T, "&Plan"),
        "plandesk.ui.panels.registers.page:RegistersPage",
        (
            PageCommand(
                "show_registers",
                QT_TRANSLATE_NOOP(_T, "Re&gisters"),
                Icon.REGISTERS,
                ("Ctrl+Shift+G",),
            ),
            PageCommand(
                "import_register",
                QT_TRANSLATE_NOOP(_T, "Bring in a workbook of a register…"),
                changes=True,
            ),
        ),
    ),
    PageSpec(
        Place.SEARCH,
        QT_TRANSLATE_NOOP(_T, "Search"),
        Icon.SEARCH,
        QT_TRANSLATE_NOOP(_T, "&Edit"),
        "plandesk.ui.panels.search_page:SearchPage",
        (
            PageCommand(
                "search_all",
                QT_TRANSLATE_NOOP(_T, "&Search everything…"),
                Icon.SEARCH,
                ("Ctrl+Shift+F",),
            ),
        ),
        listed=False,
    ),
    PageSpec(
        Place.IMPORT,
        QT_TRANSLATE_NOOP(_T, "Bring in a tracker"),
        Icon.TRACKER,
        QT_TRANSLATE_NOOP(_T, "&File"),
        "plandesk.ui.panels.trackers.page:TrackerPage",
        (
            PageCommand(
                "bring_in",
                QT_TRANSLATE_NOOP(_T, "&Bring in a tracker…"),
                Icon.TRACKER,
                ("Ctrl+Shift+I",),
                needs_plan=False,
            ),
        ),
        listed=False,
    ),
    PageSpec(
        Place.BACKUPS,
        QT_TRANSLATE_NOOP(_T, "Backups"),
        Icon.BACKUPS,
        QT_TRANSLATE_NOOP(_T, "&File"),
        "plandesk.ui.panels.files.backups_page:BackupsPage",
        (
            PageCommand("back_up", QT_TRANSLATE_NOOP(_T, "Back up no&w"), Icon.BACKUPS),
            PageCommand("show_backups", QT_TRANSLATE_NOOP(_T, "Bac&kups…"), None, ("Ctrl+Alt+B",)),
            PageCommand("give_copy", QT_TRANSLATE_NOOP(_T, "&Give a copy…"), Icon.SEND),
            PageCommand("lock_copy", QT_TRANSLATE_NOOP(_T, "&Lock a copy…"), Icon.LOCK),
        ),
        listed=False,
    ),
    PageSpec(
        Place.MERGE,
        QT_TRANSLATE_NOOP(_T, "Merge a copy"),
        Icon.MERGE,
        QT_TRANSLATE_NOOP(_T, "&File"),
        "plandesk.ui.panels.files.merge_page:MergePage",
        (
            PageCommand(
                "merge_copy",
                QT_TRANSLATE_NOOP(_T, "&Merge a copy…"),
                Icon.MERGE,
                ("Ctrl+Alt+M",),
                changes=True,
            ),
        ),
        listed=False,
    ),
    PageSpec(
        Place.PACKS,
        QT_TRANSLATE_NOOP(_T, "Packs"),
        Icon.PACKS,
        QT_TRANSLATE_NOOP(_T, "Pac&ks"),
        "plandesk.ui.panels.packs.page:PacksPage",
        (
            PageCommand("new_pack", QT_TRANSLATE_NOOP(_T, "&New pack"), Icon.ADD, (), True),
            PageCommand(
                "build_pack", QT_TRANSLATE_NOOP(_T, "&Build pack…"), Icon.EXPORT, ("Ctrl+B",)
            ),
            PageCommand("start_supplement", QT_TRANSLATE_NOOP(_T, "&Supplement…"), changes=True),
        ),
    ),
    PageSpec(
        Place.RENUMBER,
        QT_TRANSLATE_NOOP(_T, "Renumber"),
        Icon.SETTINGS,
        QT_TRANSLATE_NOOP(_T, "&Plan"),
        "plandesk.ui.panels.plan.renumber_page:RenumberPage",
        (PageCommand("renumber", QT_TRANSLATE_NOOP(_T, "Re&number…"), changes=True),),
        listed=False,
    ),
    PageSpec(
        Place.HISTORY,
        QT_TRANSLATE_NOOP(_T, "History"),
        Icon.HISTORY,
        QT_TRANSLATE_NOOP(_T, "&Edit"),
        "plandesk.ui.panels.files.history_page:HistoryPage",
        (
            PageCommand(
                "show_history", QT_TRANSLATE_NOOP(_T, "&History"), Icon.HISTORY, ("Ctrl+H",)
            ),
            PageCommand("show_removed", QT_TRANSLATE_NOOP(_T, "Removed ro&ws…"), Icon.REMOVE),
        ),
    ),
    PageSpec(
        Place.SETTINGS,
        QT_TRANSLATE_NOOP(_T, "Settings"),
        Icon.SETTINGS,
        QT_TRANSLATE_NOOP(_T, "&Plan"),
        "plandesk.ui.panels.settings.page:SettingsPage",
        (
            PageCommand(
                "show_settings",
                QT_TRANSLATE_NOOP(_T, "Plan &settings…"),
                Icon.SETTINGS,
                ("Ctrl+,",),
            ),
            PageCommand(
                "add_plan", QT_TRANSLATE_NOOP(_T, "Add a plan of another &kind…"), changes=True
            ),
        ),
    ),
    PageSpec(
        Place.PREFERENCES,
        QT_TRANSLATE_NOOP(_T, "Your settings"),
        Icon.LEAD,
        QT_TRANSLATE_NOOP(_T, "&Plan"),
        "plandesk.ui.panels.settings.preferences_page:PreferencesPage",
        (
            PageCommand(
                "show_preferences",
                QT_TRANSLATE_NOOP(_T, "&Your settings…"),
                Icon.LEAD,
                ("Ctrl+Alt+,",),
                needs_plan=False,
            ),
        ),
        listed=False,
    ),
)
