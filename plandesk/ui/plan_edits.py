"""What the plan table and the inspector do to the plan: each edit is one op."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from plandesk.errors import UserError
from plandesk.models.types import Level, Part, split_names
from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
from plandesk.ui.plan_state import PlanState


class PlanEdits(QObject):
    """Runs the ops behind cells, keys and drops; structure moves go by the model's tree."""

    said = Signal(str)
    added = Signal(int)
    rated = Signal(object, object)

    def __init__(self, state: PlanState, model: PlanTreeModel) -> None:
        super().__init__(model)
        self._state, self._model = state, model
        self._bridge = state.bridge
        self.rating: tuple[int, ...] = ()  # the rows being rated, while they are

    def set_title(self, item: int, text: str) -> bool:
        """Change what a plan item is called."""
        from plandesk.services.ops.edit import SetTitle

        return self._bridge.run(SetTitle(item, text), self)

    def set_leads(self, item: int, text: str) -> bool:
        """Change who leads, given as "A / B"."""
        return self.set_people([item], Part.LEAD, text)

    def set_people(self, items: Sequence[int], part: Part, text: str) -> bool:
        """Change who leads or sponsors several plan items."""
        from plandesk.services.ops.edit import SetPeople

        return self._bridge.run(SetPeople(tuple(items), part, split_names(text)), self)

    def set_due(self, item: int, text: str) -> bool:
        """Change the timeframe as typed."""
        from plandesk.services.ops.edit import SetDue

        return self._bridge.run(SetDue((item,), text), self)

    def set_rating(self, item: int, code: str | None) -> bool:
        """Rate one plan item in the shown period."""
        return self.rate([item], code)

    def rate(self, items: Sequence[int], code: str | None) -> bool:
        """Rate plan items in the shown period, as one step."""
        from plandesk.services.ops.ratings import SetRating

        period = self._state.period
        if period is None:
            self._refuse(self.tr("There is no reporting period to rate in yet."))
            return False
        self.rating = tuple(items)
        done = self._bridge.run(SetRating(self.rating, period.id, code), self)
        self.rating = ()
        if done:
            self.rated.emit(list(items), code)
        return done

    def set_words(self, item: int, field: str, text: str) -> bool:
        """Change a field by what was typed or chosen for it."""
        return self.change([item], field, text)

    def change(self, items: Sequence[int], field: str, text: str) -> bool:
        """Change a field of several plan items, given in words, as one step."""
        from plandesk.services.ops.bulk import BulkEdit

        op = BulkEdit(tuple(items), ((field, text),), self._state.period_id)
        return self._bridge.run(op, self)

    def fill_down(self, items: Sequence[int], field: str) -> bool:
        """Give the rows after the first one the first one's value of a field."""
        from plandesk.services.ops.bulk import FillDown

        return self._bridge.run(FillDown(tuple(items), (field,), self._state.period_id), self)

    def duplicate(self, items: Sequence[int]) -> list[int]:
        """Copy rows with all below them; return the copies."""
        from plandesk.services.ops.duplicate import DuplicateItems

        before = self._model.ids()
        if not self._bridge.run(DuplicateItems(tuple(items)), self):
            return []
        rows = [self._model.row_by_id(item) for item in self._model.ids() - before]
        fresh = {row.id for row in rows if row}
        tops = [row.id for row in rows if row and row.parent_id not in fresh]
        return self._model.in_plan_order(tops)

    def set_done(self, items: Sequence[int], *, done: bool) -> bool:
        """Tick or untick milestones."""
        from plandesk.services.ops.edit import SetDone

        return self._bridge.run(SetDone(tuple(items), done), self)

    def move(self, items: Sequence[int], parent: int | None, place: int) -> bool:
        """Put plan items under a parent, in front of its child number ``place``."""
        from plandesk.services.ops.structure import MoveItems

        return self._bridge.run(MoveItems(tuple(items), parent, place), self)

    def add(self, level: Level, beside: int | None, text: str = "") -> int | None:
        """Add a row of a level next to or below a plan item; return its id."""
        from plandesk.services.ops.structure import AddItem

        plan = self._state.plan
        found = self._home(level, beside)
        if plan is None or found is None:
            above = self._state.level_name(Level(level - 1)) if level > 1 else ""
            said = (
                self.tr("Choose the %1 that the new %2 belongs to.")
                if any(row.level == level - 1 for row in self._model.all_rows())
                else self.tr("There is no %1 yet that the new %2 could belong to. Add one first.")
            )
            self._refuse(said.replace("%1", above).replace("%2", self._state.level_name(level)))
            return None
        parent, place = found
        name = text or self.tr("New %1").replace("%1", self._state.level_name(level))
        before = set(self._model.children_of(parent))
        if not self._bridge.run(AddItem(plan.id, parent, name, place), self):
            return None
        fresh = [item for item in self._model.children_of(parent) if item not in before]
        if not fresh:
            return None
        if not text:
            self.added.emit(fresh[0])
        return fresh[0]

    def remove(self, items: Sequence[int]) -> bool:
        """Take rows out of the plan, with all below them."""
        from plandesk.services.ops.structure import RemoveItems

        rows = [row for row in map(self._model.row_by_id, items) if row]
        name = (rows[0].ref or f"“{rows[0].title}”") if len(rows) == 1 else str(len(rows))
        if not rows or not self._bridge.run(RemoveItems(tuple(items)), self):
            return False
        self.said.emit(
            self.tr("Removed %1").replace("%1", name)
            if len(rows) == 1
            else self.tr("Removed %1 rows").replace("%1", name)
        )
        return True

    def shift(self, items: Sequence[int], by: int) -> bool:
        """Move neighbouring rows one place up (-1) or down (1) among their siblings."""
        parent, places = self._places(items)
        siblings = self._model.children_of(parent)
        if (
            not places
            or (by < 0 and places[0] == 0)
            or (by > 0 and places[-1] == len(siblings) - 1)
        ):
            return False
        target = places[0] - 1 if by < 0 else places[-1] + 2
        return self.move([siblings[place] for place in places], parent, target)

    def indent(self, items: Sequence[int]) -> bool:
        """Put rows below the row in front of them, one level down."""
        parent, places = self._places(items)
        if not places or places[0] == 0:
            return False
        target = self._model.children_of(parent)[places[0] - 1]
        return self.move(list(items), target, len(self._model.children_of(target)))

    def outdent(self, items: Sequence[int]) -> bool:
        """Put rows behind the row they are below, one level up."""
        parent, places = self._places(items)
        row = self._model.row_by_id(parent) if parent else None
        if row is None or not places:
            return False
        siblings = self._model.children_of(row.parent_id)
        return self.move(list(items), row.parent_id, siblings.index(row.id) + 1)

    def _places(self, items: Sequence[int]) -> tuple[int | None, list[int]]:
        """Return the common parent and the places in it; no places where parents differ."""
        rows = [row for row in map(self._model.row_by_id, items) if row]
        parents = {row.parent_id for row in rows}
        if len(parents) != 1:
            return None, []
        parent = parents.pop()
        siblings = self._model.children_of(parent)
        return parent, sorted(siblings.index(row.id) for row in rows)

    def _home(self, level: Level, beside: int | None) -> tuple[int | None, int | None] | None:
        """Return (parent, place) for a new row; None where nothing says which parent."""
        row = self._model.row_by_id(beside) if beside else None
        while row is not None and row.level > level:
            row = self._model.row_by_id(row.parent_id) if row.parent_id else None
        if row is not None and row.level == level:
            place = self._model.children_of(row.parent_id).index(row.id) + 1
            return row.parent_id, place
        if level == Level.WORKSTREAM:
            return None, None
        if row is not None and row.level == level - 1:
            return row.id, None
        return None

    def _refuse(self, text: str) -> None:
        self._bridge.refused.emit(UserError(text))
