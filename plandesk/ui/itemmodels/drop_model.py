"""A plan's tree whose rows can be dragged to another place of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt

from plandesk.ui.itemmodels.forest_model import ForestModel, Index

MIME = "application/x-plandesk-rows"


class PlanEdits(Protocol):
    """Where the model sends what the user did; each tells whether the plan changed."""

    def set_title(self, item: int, text: str) -> bool:
        """Change what a plan item is called."""
        ...

    def set_leads(self, item: int, text: str) -> bool:
        """Change who leads, given as "A / B"."""
        ...

    def set_due(self, item: int, text: str) -> bool:
        """Change the timeframe as typed."""
        ...

    def set_rating(self, item: int, code: str | None) -> bool:
        """Rate in the period shown; None takes the rating away."""
        ...

    def set_words(self, item: int, field: str, text: str) -> bool:
        """Change a field by what was typed or chosen for it."""
        ...

    def move(self, items: Sequence[int], parent: int | None, place: int) -> bool:
        """Put plan items under a parent, in front of its child number ``place``."""
        ...


class DropModel(ForestModel):
    """Sends dragged rows to where they were dropped, and refuses where they cannot go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.edits: PlanEdits | None = None
        self.editable = True

    def mimeTypes(self) -> list[str]:
        """Return the one kind that rows travel as."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the rows that are dragged."""
        data = QMimeData()
        items = list(dict.fromkeys(self._node(index).id for index in indexes))
        data.setData(MIME, json.dumps(items).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows move; copying is another command."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell whether rows may be dropped here."""
        return self.drop_place(data, row, parent) is not None

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Move dropped rows through an op."""
        place = self.drop_place(data, row, parent)
        if place is not None and self.edits is not None:
            self.edits.move(*place)
        return False  # True would make the view remove the rows that the op has moved

    def drop_place(
        self, data: QMimeData, row: int, parent: Index
    ) -> tuple[list[int], int | None, int] | None:
        """Return (ids, new parent, place among all its children); None where they cannot go.

        Rows go only below a parent one level up; dropped on one of their own level they go in
        front of it.
        """
        nodes = self._forest.nodes
        asked = json.loads(bytes(data.data(MIME).data())) if data.hasFormat(MIME) else []
        moved = [nodes[item] for item in asked if item in nodes]
        if self._forest.flat or not self.editable or len({node.row.level for node in moved}) != 1:
            return None
        level, target = moved[0].row.level, self._node(parent)
        if target.row is not None and target.row.level == level and row < 0:
            target, row = target.parent or self._forest.root, target.at
        if target.depth() != level - 1:
            return None
        vis = self._forest.below(target)
        place = target.kids.index(vis[row]) if 0 <= row < len(vis) else None
        return (
            [node.id for node in moved],
            target.id or None,
            (len(target.kids) if place is None else place),
        )
