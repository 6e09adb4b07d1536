"""Puts the pages into the window: places, menus, lazy building, and what pages may ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSignalBlocker, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from plandesk.errors import UserError
from plandesk.ui import icons
from plandesk.ui.actions import ActionId
from plandesk.ui.findings_watch import FindingsWatch
from plandesk.ui.first_run import FirstRun
from plandesk.ui.giving_way import GivingWay
from plandesk.ui.guide.commands import HelpCommands
from plandesk.ui.jobs import Job, JobQueue, ProgressLine
from plandesk.ui.pack_plans import PackPlans
from plandesk.ui.pages import PAGES, Page, PageCommand, PageSpec
from plandesk.ui.past_watch import PastWatch
from plandesk.ui.shared_plans import SharedPlans
from plandesk.ui.widgets.message_bar import Message, Offer
from plandesk.ui.widgets.places import Place, PlaceSpec
from plandesk.ui.window_drops import ReturnsCount, WindowDrops

if TYPE_CHECKING:
    from plandesk.ui.main_window import MainWindow


class WindowPages(QObject):
    """The pages of one window; also what they see of it (``pages.PageHost``)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.state, self.bridge = window.state, window.bridge
        self.look, self.settings = window.look, window.settings
        self.jobs = JobQueue(self)
        self.way = GivingWay(self)
        self.findings = FindingsWatch(window.state, window.bridge, self.way, self)
        self._specs = {spec.place: spec for spec in PAGES}
        self._built: dict[Place, Page] = {}
        self._menus: dict[str, QMenu] = {}
        self._commands: list[tuple[QAction, PageCommand]] = []

    def install(self) -> None:
        """Add the places, menus and commands of every page."""
        for spec in PAGES:
            name = QCoreApplication.translate("Pages", str(spec.name))
            if spec.listed:
                self._window.places.add(PlaceSpec(spec.place, name, spec.icon))
            if spec.commands:
                self._add_menu(spec)
        # Else the widest page, shown or not, would hold the window open on a small screen.
        self._window.pages.setMinimumWidth(self.look.px(12))
        opening = self._window.files.opening
        for queue in (self.jobs, opening.reading.jobs, self.state.reading.jobs):
            self._window.status.add_progress(ProgressLine(queue, self.look))
        opening.began.connect(self._say_opening)
        opening.ended.connect(self._welcome)
        self._window.closed.connect(opening.reading.stop)
        self._window.places.chosen.connect(self.open)
        self._window.pages.currentChanged.connect(self._window.messages.leave_page)
        self.state.reloaded.connect(self._refresh)
        self.bridge.changed.connect(self._refresh)
        plan = self._window.plan
        for used in (self.bridge.changed, plan.bar.text.textChanged):
            used.connect(self.way.touch)
        plan.view.verticalScrollBar().valueChanged.connect(self.way.touch)
        self.bridge.about_to_close.connect(self.jobs.cancel_all)
        self.bridge.about_to_close.connect(self._release)
        self._welcome()
        PastWatch(self._window)
        self.help = HelpCommands(self._window)
        self.first_run = FirstRun(self._window)
        self.findings.changed.connect(self._count_findings)
        self._window.inspector.links_page.entry_asked.connect(self.show_entry)
        self._window.inspector.details_page.totals.rows_asked.connect(self.show_rows)
        self._window.status.checks_asked.connect(partial(self.go, Place.CHECKS))
        self.drops = WindowDrops(self._window, self, PackPlans(self._window, self))
        ReturnsCount(self._window, self)
        self.shared = SharedPlans(self._window)
        open_shared = self._window.actions_[ActionId.OPEN_SHARED]
        open_shared.triggered.connect(self.shared.ask)
        self._refresh()

    @Slot(str)
    def _say_opening(self, name: str) -> None:
        said = self.tr("Opening %1…").replace("%1", name)
        self._window.start.say(said, self.tr("A large plan takes a moment."))
        self._window.start.offer([])

    @Slot()
    def _welcome(self) -> None:
        """Offer what needs no plan on the start page, and a tracker where a plan is empty."""
        self._window.start.say(
            self.tr("Welcome to PlanDesk"),
            self.tr(
                "Look round in the sample plan of an invented council, start a "
                "plan of your own, or open one."
            ),
        )
        trackers = [action for action, _ in self._commands if action.objectName() == "bring_in"]
        names = (ActionId.SAMPLE, ActionId.NEW, ActionId.FROM_PACK, ActionId.OPEN)
        sample, new, pack, opened = (self._window.actions_[name] for name in names)
        self._window.start.offer([sample, new, *trackers, pack, opened])
        self._window.plan.other_starts = trackers

    def actions(self) -> list[QAction]:
        """Return the commands of the pages, for the palette and the shortcuts sheet."""
        return [action for action, _ in self._commands]

    @Slot(object)
    def open(self, place: Place) -> None:
        """Show a page; the plan and the start page are the window's own."""
        pages = self._window.pages
        spec = self._specs.get(place)
        if spec is None or (not self.bridge.is_open and spec.needs_plan):
            own = self._window.start if self.state.plan is None else self._window.plan
            pages.setCurrentWidget(own)
            self._window.on_page_shown(is_plan=self.state.plan is not None)
            return
        page = self._page(place)
        page.refresh()
        pages.setCurrentWidget(page)
        self._window.on_page_shown(is_plan=False)

    def say(self, text: str, offer: Offer | None = None) -> None:
        """Show a short note that leaves by itself."""
        self._window.toast.say(text, offer)

    def tell(self, message: Message) -> None:
        """Show a message in the bar until it is dismissed."""
        self._window.messages.show_message(message)

    def refuse(self, error: UserError) -> None:
        """Show what the user can put right, in the bar."""
        self.bridge.refused.emit(error)

    def where(self) -> str:
        """Return what the help calls the page that is shown."""
        shown = self._window.pages.currentWidget()
        for place, page in self._built.items():
            if page is shown:
                return page.help_place or str(place)
        return "start" if shown is self._window.start else str(Place.PLAN)

    def show_rows(self, ids: Collection[int], title: str) -> None:
        """Open the plan on just these rows, with ``title`` saying which they are."""
        self.go(Place.PLAN)
        self._window.plan.show_only(ids, title)

    def shown_rows(self) -> list[int]:
        """Return the rows that the plan's filter leaves, none while it leaves all."""
        model = self._window.plan.model
        shown, total = model.shown_actions()
        return model.shown_with([]) if shown < total else []

    def show_item(self, item_id: int) -> None:
        """Open the plan on one row."""
        self.go(Place.PLAN)
        self._window.plan.show_item(item_id)
        self._window.plan.view.setFocus()

    @Slot(object)
    def show_entry(self, entry: int | str) -> None:
        """Open an entry of a register, by its number or its stable identifier."""
        from plandesk.services.queries.registers.rows import find_entry

        if isinstance(entry, str):
            with self.bridge.read() as session:
                entry = find_entry(session, entry)
        self.go(Place.REGISTERS)
        self._page(Place.REGISTERS).show_entry(entry)  # pyright: ignore[reportAttributeAccessIssue]

    def show_entries(self, register: str, ids: Collection[int], title: str) -> None:
        """Open a register on just these entries, with ``title`` saying which they are."""
        self.go(Place.REGISTERS)
        page = self._page(Place.REGISTERS)
        page.show_entries(register, ids, title)  # pyright: ignore[reportAttributeAccessIssue]

    def search(self, words: str) -> None:
        """Open the search on some words."""
        self.run_command(Place.SEARCH, "search_all")
        self._page(Place.SEARCH).words.setText(words)  # pyright: ignore[reportAttributeAccessIssue]

    def go(self, place: Place) -> None:
        """Open another page."""
        with QSignalBlocker(self._window.places):  # else it opens the page as well
            self._window.places.choose(place)
        self.open(place)

    def page(self, place: Place) -> Page | None:
        """Return a page that has been visited, None for one that has not."""
        return self._built.get(place)

    @Slot(object)
    def bring_in_tracker(self, path: Path | None = None) -> None:
        """Open the page that brings a tracker in, with a workbook where there is one."""
        self.run_command(Place.IMPORT, "bring_in")
        if path is not None:
            self._page(Place.IMPORT).open_book(path)  # pyright: ignore[reportAttributeAccessIssue]

    @Slot(object)
    def merge_copy(self, path: Path) -> None:
        """Open the page that compares another copy of the plan with this one."""
        self.go(Place.MERGE)
        self._page(Place.MERGE).compare(path)  # pyright: ignore[reportAttributeAccessIssue]

    def bring_back(self, source: Path, done: Callable[[Path], None]) -> None:
        """Put a kept copy in the plan's place; ``done`` gets where the former file is kept."""
        document = self.bridge.document
        if document is None:
            return
        if document.is_shared:
            self.bridge.refused.emit(
                UserError(
                    self.tr("A backup cannot be put in the place of a shared plan."),
                    self.tr("Open the backup, or copy it to an empty database of the server."),
                )
            )
            return
        self._window.restoring.bring_back(document.path, source, done)

    def give_copy(self) -> None:
        """Ask for a place and write a copy there without history and exempt items."""
        self._window.files.give_copy()

    def lock_copy(self) -> None:
        """Ask for a place and a password and write a copy there that only it opens."""
        self._window.files.locks.lock()

    def run_job(self, title: str, work: Callable[[Job], Any], done: Callable[[Any], None]) -> Job:
        """Do long work beside the window; ``done`` gets its result in the window's thread."""
        job = Job(title, work, self)
        # The relay lives in this thread, so Qt brings the result over before ``done`` sees it.
        relay = _Relay(done, job)
        job.succeeded.connect(relay.take)
        job.refused.connect(self.bridge.refused)
        job.failed.connect(self._fault)
        self.jobs.start(job)
        return job

    @Slot(object)
    def _fault(self, error: BaseException) -> None:
        raise error

    @Slot()
    def _count_findings(self) -> None:
        count = self.findings.open_count
        if self.state.plan is not None:
            self._window.status.say_checks(count)
            self._window.places.set_count(Place.CHECKS, str(count) if count else "")

    def _page(self, place: Place) -> Page:
        if place not in self._built:
            page = self._specs[place].build(self)
            self._built[place] = page
            self._window.pages.addWidget(page)
        return self._built[place]

    @Slot()
    def _release(self) -> None:
        for page in self._built.values():
            page.release()

    @Slot()
    def _refresh(self) -> None:
        able, can_change = self.bridge.is_open, self.bridge.can_change
        for action, command in self._commands:
            of_use = able or not command.needs_plan
            action.setEnabled(of_use and (can_change or not command.changes))
        shown = self._window.pages.currentWidget()
        if able and isinstance(shown, Page):
            shown.refresh()

    def _add_menu(self, spec: PageSpec) -> None:
        bar = self._window.menuBar()
        name = QCoreApplication.translate("Pages", str(spec.menu))
        before = bar.actions()[-1]  # Help stays last
        menu = self._menus.get(name)
        own = next((each.menu() for each in bar.actions() if each.text() == name), None)
        if menu is None and isinstance(own, QMenu):
            # A menu of the window: behind the commands that it begins with.
            rest = own.actions()
            line = next((each for each in rest if each.isSeparator()), rest[-1])
            for command in spec.commands:
                own.insertAction(line, self._action(spec.place, command))
            return
        if menu is None:
            menu = self._menus[name] = self._window.add_menu_before(name, before)
        for command in spec.commands:
            menu.addAction(self._action(spec.place, command))

    def _action(self, place: Place, command: PageCommand) -> QAction:
        action = QAction(QCoreApplication.translate("Pages", str(command.text)), self._window)
        action.setObjectName(command.method)
        if command.icon is not None:
            action.setIcon(icons.get(command.icon))
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.triggered.connect(lambda: self.run_command(place, command.method))
        action.setEnabled(False)
        self._commands.append((action, command))
        return action

    def run_command(self, place: Place, method: str) -> None:
        """Open a page and run one of its commands."""
        self.go(place)
        getattr(self._page(place), method)()


class _Relay(QObject):
    """Hands a job's result to a plain function in the window's thread."""

    def __init__(self, done: Callable[[Any], None], parent: QObject) -> None:
        super().__init__(parent)
        self._done = done

    @Slot(object)
    def take(self, result: object) -> None:
        """Pass the result on."""
        self._done(result)
