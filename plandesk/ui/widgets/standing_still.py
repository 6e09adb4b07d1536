"""The cursor and the chosen rows stay on the same plan items while rows move under them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel

if TYPE_CHECKING:
    from plandesk.ui.itemmodels.plan_tree_model import PlanTreeModel
    from plandesk.ui.widgets.plan_view import PlanView

_FLAGS = QItemSelectionModel.SelectionFlag


@contextmanager
def standing_still(view: PlanView, plan: PlanTreeModel) -> Iterator[None]:
    """Hold the cursor and the choice over a change of the rows.

    Qt moves both off a row that goes to another parent, each to a neighbour of its own choosing;
    a key would then change another row than the one with the frame.
    """
    current, column = view.current_id(), view.currentIndex().column()
    chosen = view.selected_ids()
    yield
    model = view.selectionModel()
    index = plan.index_for(current, column) if current is not None else view.currentIndex()
    if index.isValid() and index != view.currentIndex():
        model.setCurrentIndex(index, _FLAGS.NoUpdate)
    left = [each for item in chosen if (each := plan.index_for(item)).isValid()]
    wanted = left or ([view.currentIndex()] if chosen and view.currentIndex().isValid() else [])
    if {each.internalId() for each in wanted} != {*view.selected_ids()}:
        model.clearSelection()
        for each in wanted:
            model.select(each, _FLAGS.Select | _FLAGS.Rows)
