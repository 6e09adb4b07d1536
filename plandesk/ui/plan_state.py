"""Which plan of the file and which reporting period the window shows."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from plandesk.models.types import Level, Scale
from plandesk.ui.bridge import DocumentBridge
from plandesk.ui.itemmodels.plan_columns import PlanWords
from plandesk.ui.plan_reading import AT_ONCE, Picture, PlanReading, chosen_of, read_picture
from plandesk.ui.turns import Turns

if TYPE_CHECKING:
    from plandesk.services.changes import OpChanges
    from plandesk.services.first_look import FirstLook
    from plandesk.services.queries.detail import HistoryRow, ItemDetail
    from plandesk.services.queries.plan_tree import PeriodRow, PlanInfo, PlanRow
    from plandesk.ui.itemmodels.plan_nodes import Growth

# A change to one of these may alter every row: names of people, words of scales, dates.
_WIDE = frozenset({"plan", "scale_value", "outcome", "period", "person", "tag"})


class PlanState(QObject):
    """The chosen plan and period, read anew when they change; panels ask it for rows.

    A plan of usual size is read at once, a large one beside the window: what was read before
    stays in view until then.
    """

    reloaded = Signal()
    glimpsed = Signal()
    rows_changed = Signal(object)

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.plan: PlanInfo | None = None
        self.plans: list[PlanInfo] = []
        self.periods: list[PeriodRow] = []
        self.period: PeriodRow | None = None
        self._first_rows: list[PlanRow] = []
        self._expected: Picture | None = None
        self._picture: Picture | None = None
        self._rows = 0  # of the plan that is shown
        self._overtaken = False
        self._turns = Turns(self)
        self.reading = PlanReading(self)
        bridge.opened.connect(self._on_opened)
        bridge.about_to_close.connect(self.reading.stop)
        bridge.closed.connect(self._forget)
        bridge.changed.connect(self._on_changed)

    @property
    def words(self) -> PlanWords:
        """The plan's scale and what its levels are called."""
        if self.plan is None:
            return PlanWords()
        names = tuple(str(name) for name in self.plan.level_names)
        levels = (names[0], names[1], names[2], names[3])
        plan = self.plan
        return PlanWords(Scale("", plan.values), levels, plan.outcomes, plan.fields)

    def level_name(self, level: Level) -> str:
        """Return what the plan calls a level, in small letters."""
        return self.words.level(level).lower()

    @property
    def can_rate(self) -> bool:
        """Tell whether ratings of the shown period may change."""
        return bool(self.bridge.can_change and self.period and self.period.is_open)

    @property
    def period_id(self) -> int | None:
        """The shown period's number."""
        return self.period.id if self.period else None

    def choose_period(self, period_id: int) -> None:
        """Show another period."""
        found = chosen_of(self.periods, period_id, None)
        if found is None or found == self.period:
            return
        if not self.read_beside(period_id=found.id):
            self.period = found
            self.reloaded.emit()

    def choose_plan(self, plan_id: int) -> None:
        """Show another plan of the file."""
        found = chosen_of(self.plans, plan_id, None)
        if found is None or found == self.plan:
            return
        if not self.read_beside(plan_id=found.id):
            self.plan = found
            self.reloaded.emit()

    def glimpse(self, look: FirstLook) -> None:
        """Take over what a plan holds before it is open; only the table can be shown yet."""
        self.plan, self.plans = look.plan, [look.plan]
        self.period, self.periods = look.period, [look.period] if look.period else []
        self._first_rows = look.rows
        self.glimpsed.emit()

    def forget_glimpse(self) -> None:
        """Show no plan again where the one that was seen could not be opened."""
        if self.plan is not None and not self.bridge.is_open:
            self._forget()

    def follow(self, act: Callable[[], object]) -> None:
        """Do what can follow the table of a plan: at once, unless that was read beside the window.

        To show what was read beside is enough for one turn; this then comes in a later one.
        """
        beside = self._picture is not None or self._rows > AT_ONCE
        self._turns.soon(act) if beside else act()

    def expect(self, picture: Picture) -> None:
        """Show this of the plan that is opened next, instead of reading it then."""
        self._expected = picture

    def read_beside(self, plan_id: int | None = None, period_id: int | None = None) -> bool:
        """Read a large plan anew beside the window, or another plan or period of it.

        Returns False for one of usual size, which is read at once when somebody asks for it.
        """
        document = self.bridge.document
        if document is None or self._rows <= AT_ONCE:
            return False
        wanted = (
            plan_id or (self.plan.id if self.plan else None),
            period_id or self.period_id,
        )
        self._overtaken = False
        self.reading.start(
            self.tr("Reading the plan"),
            lambda job: read_picture(document, wanted, job),
            self._show,
            self.bridge.refused.emit,
        )
        return True

    def table(self) -> Growth | list[PlanRow]:
        """Return what the table is to show: rows, or those of a large plan grown to a tree."""
        if self._picture is not None:
            return self._picture.grown
        found = self.rows()
        self._rows = len(found)
        return found

    def rows(self, ids: Collection[int] | None = None) -> list[PlanRow]:
        """Return the rows of the shown plan in the shown period."""
        if self.plan is None or not self.bridge.is_open:
            return self._first_rows
        from plandesk.services.queries.plan_tree import plan_rows

        with self.bridge.read() as session:
            found = plan_rows(session, self.period_id, ids)
        return [row for row in found if row.plan_id == self.plan.id]

    def column_texts(self, field: str, ids: Collection[int] | None = None) -> dict[int, str]:
        """Return what plan items say in a column that their rows do not carry."""
        if not self.bridge.is_open:
            return {}
        from plandesk.services.queries.plan_cells import column_texts

        with self.bridge.read() as session:
            return column_texts(session, field, self.period_id, ids)

    def detail(self, item: int) -> ItemDetail | None:
        """Return everything about one plan item in the shown period, None before it is open."""
        if not self.bridge.is_open:
            return None
        from plandesk.services.queries.detail import item_detail

        with self.bridge.read() as session:
            return item_detail(session, item, self.period_id)

    def history(self, item: int) -> list[HistoryRow]:
        """Return the latest steps that touched one plan item, newest first."""
        from plandesk.services.queries.detail import item_history

        with self.bridge.read() as session:
            return item_history(session, item, limit=200)

    @Slot()
    def _on_opened(self) -> None:
        expected, self._expected = self._expected, None
        if expected is not None:
            self._show(expected)
        else:
            self._read_all()

    def _show(self, picture: Picture) -> None:
        if self._overtaken:  # a step was taken while it was read
            plan, period = picture.plan, picture.period
            self.read_beside(plan.id if plan else None, period.id if period else None)
            return
        self._first_rows, self._picture = [], picture
        self._rows = len(picture.grown.nodes)
        self.plans, self.periods = picture.plans, picture.periods
        self.plan, self.period = picture.plan, picture.period
        self.reloaded.emit()
        self._picture = None

    def _read_all(self) -> None:
        from plandesk.services.queries import plan_tree

        if self.read_beside():
            return
        self._first_rows = []
        chosen = self.plan.id if self.plan else None
        with self.bridge.read() as session:
            self.plans = plan_tree.plans(session)
            self.periods = plan_tree.periods(session)
            newest = plan_tree.current_period(session)
        self.plan = chosen_of(self.plans, chosen, self.plans[0] if self.plans else None)
        self.period = chosen_of(self.periods, self.period_id, newest)
        self.reloaded.emit()

    @Slot()
    def _forget(self) -> None:
        self.plan, self.plans, self.period, self.periods = None, [], None, []
        self._first_rows, self._rows, self._overtaken = [], 0, False
        self.reloaded.emit()

    @Slot(object, object)
    def _on_changed(self, changes: OpChanges, _initiator: object) -> None:
        self._overtaken |= self.reading.busy
        # A step that also names a new person needs no reload: only its own rows name them.
        wide = {
            row.table for row in changes.rows if row.before is not None and row.after is not None
        } & _WIDE
        wide |= changes.tables() & {"plan", "period", "scale_value", "outcome"}
        if changes.reload or wide:
            self._read_all()
        else:
            self.rows_changed.emit(changes)
