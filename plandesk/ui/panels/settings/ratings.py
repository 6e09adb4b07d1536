"""The rating scale: values, order and meaning, with the contrast of the colours in words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
)

from plandesk.models.types import Rating, Scale, Shape
from plandesk.ui.icons import Icon
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.rating_form import RatingForm
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import button, label

if TYPE_CHECKING:
    from plandesk.services.queries.plan_options import PlanOptions

_FRESH = Rating(
    code="",
    word="",
    letter="",
    shape=Shape.DIAMOND,
    rank=0,
    fill="#DCE1E8",
    ink="#0B0C0C",
    edge="#5B6670",
    tint="#F1F3F6",
    tint_ink="#3C444C",
    dark_fill="#9EA3A9",
    dark_ink="#0B0C0C",
)


class RatingsSection(SettingsSection):
    """Changes a draft of the scale; "Use this scale" makes it the plan's, as one step."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._draft: list[Rating] = []
        self._moves: dict[str, str | None] = {}
        self._uses: dict[str, int] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Ratings of the scale, in printed order"))
        self.form = RatingForm(host.look)
        self.used = label("", "secondary", wrap=True)
        self.becomes = QComboBox()
        self.becomes.setAccessibleName(self.tr("Rating that takes its place"))
        self.add = button(self.tr("&Add"), self._add, Icon.ADD)
        self.up = button(self.tr("Up"), self._up, Icon.UP)
        self.down = button(self.tr("Down"), self._down, Icon.DOWN)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        self.use = button(self.tr("&Use this scale"), self._use, primary=True)
        self.revert = button(self.tr("&Go back to the plan's scale"), self._revert)
        self._lay_out()
        self.list.currentRowChanged.connect(self._choose)
        self.form.changed.connect(self._take)

    def show_options(self, options: PlanOptions) -> None:
        """Show the plan's scale, unless a draft of another one is being made."""
        changed = self.options is not None and self.is_changed()
        super().show_options(options)
        if not changed:
            self._revert()
        self._enable()

    def is_changed(self) -> bool:
        """Tell whether the draft is another scale than the plan's."""
        return self.options is not None and tuple(self._draft) != self.options.scale.values

    def _lay_out(self) -> None:
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for each in (self.up, self.down, self.remove):
            each.setText("")
            each.setToolTip(each.accessibleName())
        row.setSpacing(self.host.look.px(0.3))
        for each in (self.add, self.up, self.down, self.remove):
            row.addWidget(each)
        row.addStretch(1)
        left.addWidget(self.list, 1)
        left.addLayout(row)
        left.addWidget(self.used)
        left.addWidget(self.becomes)
        self.form.setMaximumWidth(self.host.look.px(44))
        right.addWidget(self.form)
        right.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.revert)
        foot.addWidget(self.use)
        both = self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(self.host.look.px(1.2))
        self.list.setMinimumSize(self.host.look.px(6), self.host.look.px(7))
        self.becomes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        both.addLayout(left, 1)
        both.addLayout(right, 3)
        self.column.addLayout(both, 1)
        self.column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the form below the list where both do not fit beside each other."""
        super().resizeEvent(event)
        wide = self.width() >= self.host.look.px(44)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(beside if wide else below)

    def _fill(self, row: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for rating in self._draft:
            item = QListWidgetItem(f"{rating.word or self.tr('New rating')} ({rating.letter})")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, rating.word)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(row, 0), len(self._draft) - 1))
        self.list.blockSignals(False)
        self._choose()

    @Slot()
    def _choose(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._draft):
            self.form.show_rating(self._draft[at])
            self._say_use(self._draft[at])
        self._enable()

    def _say_use(self, rating: Rating) -> None:
        count = self._uses.get(rating.code, 0)
        said = self.tr("%1 ratings of this plan are %2. If it is removed, they become:")
        self.used.setText(said.replace("%1", f"{count:,}").replace("%2", rating.word))
        self.used.setVisible(bool(count))
        self.becomes.setVisible(bool(count))
        self.becomes.clear()
        for other in self._draft:
            if other.code != rating.code:
                self.becomes.addItem(other.word, other.code)

    def _enable(self) -> None:
        at, changed = self.list.currentRow(), self.is_changed()
        self.up.setEnabled(self.may and at > 0)
        self.down.setEnabled(self.may and 0 <= at < len(self._draft) - 1)
        self.add.setEnabled(self.may)
        self.remove.setEnabled(self.may and len(self._draft) > 1)
        self.form.setEnabled(self.may)
        self.use.setEnabled(self.may and changed)
        self.revert.setEnabled(changed)

    @Slot(object)
    def _take(self, rating: Rating) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._draft):
            self._draft[at] = rating
            item = self.list.item(at)
            if item is not None:
                item.setText(f"{rating.word} ({rating.letter})")
            self._enable()

    def _add(self) -> None:
        codes = {rating.code for rating in self._draft}
        number = next(n for n in range(1, 100) if f"rating{n}" not in codes)
        fresh = replace(
            _FRESH,
            code=f"rating{number}",
            word=self.tr("New rating"),
            letter=f"N{number}",
            rank=max((rating.rank for rating in self._draft), default=0) + 1,
        )
        self._draft.append(fresh)
        self._fill(len(self._draft) - 1)
        self.form.word.setFocus()
        self.form.word.selectAll()

    def _up(self) -> None:
        self._shift(-1)

    def _down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        at = self.list.currentRow()
        self._draft[at], self._draft[at + by] = self._draft[at + by], self._draft[at]
        self._fill(at + by)

    def _remove(self) -> None:
        at = self.list.currentRow()
        gone = self._draft.pop(at)
        if self._uses.get(gone.code):
            self._moves[gone.code] = self.becomes.currentData()
        for old, new in self._moves.items():
            if new == gone.code:
                self._moves[old] = self.becomes.currentData()
        self._fill(at)

    @Slot()
    def _revert(self) -> None:
        from plandesk.services.ops.plan_settings import scale_use

        if self.options is None:
            return
        with self.host.bridge.read() as session:
            self._uses = scale_use(session, self.plan_id).ratings
        self._draft, self._moves = list(self.options.scale.values), {}
        self._fill(self.list.currentRow())

    def _use(self) -> None:
        from plandesk.services.ops.plan_settings import SetScale

        if self.options is None:
            return
        known = {rating.code for rating in self.options.scale.values}
        values: list[Rating] = []
        for rating in self._draft:
            code = rating.code if rating.code in known else _code(rating.word, known)
            known.add(code)
            self._moves = {
                old: code if new == rating.code else new for old, new in self._moves.items()
            }
            values.append(replace(rating, code=code, word=" ".join(rating.word.split())))
        scale = Scale(self.options.scale.name, tuple(values))
        kept, self._draft = self._draft, values
        if not self.run(SetScale(self.plan_id, scale, tuple(self._moves.items()))):
            self._draft = kept
        self._enable()


def _code(word: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", word.casefold()).strip("-") or "rating"
    names = [plain, *(f"{plain}-{number}" for number in range(2, 100))]
    return next(name for name in names if name not in taken)
