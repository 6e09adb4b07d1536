"""Outcomes, people and tags of a plan: short lists whose chosen line is changed below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit

from plandesk.models.content import OutcomeOption
from plandesk.models.types import PersonKind, TagKind
from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.cell_table import Cell, CellTable
from plandesk.ui.pages import PageHost
from plandesk.ui.panels.settings.section import SettingsSection
from plandesk.ui.widgets.page_parts import button, flowing, label, word_button
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.people import PersonRow, TagRow
    from plandesk.services.queries.plan_options import PlanOptions

_POST, _MAIL = 2, 3  # columns that the fields below the list show as well


class PeopleSection(SettingsSection):
    """Everybody who leads or sponsors: renamed, merged, handed over, removed."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        headings = [self.tr("Name"), self.tr("Kind"), self.tr("Post of a person")]
        headings += [self.tr("E-mail")]
        headings += [self.tr("Leads"), self.tr("Sponsors")]
        self.model = CellTable(headings, self._cells, self)
        self.view = RowView(self.tr("People and posts"), host.look)
        self.view.may_leave_out(_POST, _MAIL)
        self.view.show_model(self.model, (0, 5, 11, 12, 5, 6))
        self.name, self.email, self.kind = QLineEdit(), QLineEdit(), QComboBox()
        self.post = QLineEdit(placeholderText=self.tr("Post, such as Head of Housing"))
        self.post.setAccessibleName(self.tr("Post of a person"))
        self.name.setAccessibleName(self.tr("Name"))
        self.email.setAccessibleName(self.tr("E-mail"))
        self.email.setPlaceholderText(self.tr("E-mail"))
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.addItem(self.tr("Post"), PersonKind.ROLE)
        self.kind.addItem(self.tr("Person"), PersonKind.PERSON)
        self.other = QComboBox()
        self.other.setAccessibleName(self.tr("Who takes over"))
        self.keep = button(self.tr("&Change"), self._change, primary=True)
        self.add = button(self.tr("&Add as new"), self._add, Icon.ADD)
        self.merge = button(self.tr("&Merge the chosen"), self._merge)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        self._lay_out()
        self.view.row_changed.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.name.returnPressed.connect(self._change)
        self.post.returnPressed.connect(self._change)
        self.kind.activated.connect(self._enable)

    def show_options(self, options: PlanOptions) -> None:
        """Read everybody anew."""
        from plandesk.services.queries.people import people

        super().show_options(options)
        chosen = self._chosen()
        with self.host.bridge.read() as session:
            rows = people(session)
        self.model.show(rows)
        ids = [row.id for row in rows]
        at = ids.index(chosen[0].id) if chosen and chosen[0].id in ids else 0
        self.view.setCurrentIndex(self.model.index(at, 0))
        self._choose()

    def _cells(self, row: PersonRow) -> Sequence[Cell]:
        kind = self.tr("Post") if row.kind is PersonKind.ROLE else self.tr("Person")
        return (
            Cell(row.name),
            Cell(kind),
            Cell(row.post),
            Cell(row.email),
            Cell(str(row.leads), right=True),
            Cell(str(row.sponsors), right=True),
        )

    def _lay_out(self) -> None:
        for box in (self.name, self.post, self.email):
            box.setMinimumWidth(self.host.look.px(14))
        who = label(self.tr("Who takes over"), "secondary")
        one = (self.name, self.kind, self.post, self.email, self.keep, self.add)
        two = (self.merge, who, self.other, self.remove)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(flowing(self.host.look, *one, growing=self.name))
        self.column.addLayout(flowing(self.host.look, *two, growing=self.other))

    def _chosen(self) -> list[PersonRow]:
        """Return the chosen people, the one at the cursor first."""
        here = self.view.currentIndex().row()
        found = sorted({index.row() for index in self.view.selectionModel().selectedRows()})
        order = [here, *(row for row in found if row != here)]
        return [self.model.rows[row] for row in order if 0 <= row < len(self.model.rows)]

    @Slot()
    def _choose(self) -> None:
        chosen = self._chosen()
        if chosen:
            one = chosen[0]
            said = ((self.name, one.name), (self.post, one.post), (self.email, one.email))
            for box, text in said:
                box.setText(text)
                box.setCursorPosition(0)
            self.kind.setCurrentIndex(self.kind.findData(one.kind))
            self.other.clear()
            self.other.addItem(self.tr("Nobody"), None)
            for row in self.model.rows:
                if row.id != one.id:
                    self.other.addItem(row.name, row.id)
        self._enable()

    @Slot()
    def _enable(self) -> None:
        chosen = self._chosen()
        for each in (self.name, self.email, self.kind, self.add):
            each.setEnabled(self.may)
        self.post.setEnabled(self.may and self.kind.currentData() == PersonKind.PERSON)
        self.keep.setEnabled(self.may and bool(chosen))
        self.remove.setEnabled(self.may and len(chosen) == 1)
        self.merge.setEnabled(self.may and len(chosen) > 1)
        words = self.tr("&Merge the chosen")
        if len(chosen) > 1:
            words = self.tr("&Merge %1 into %2").replace("%1", str(len(chosen)))
            words = words.replace("%2", chosen[0].name)
        word_button(self.merge, words)

    @Slot()
    def _change(self) -> None:
        from plandesk.services.ops.people import EditPerson

        chosen = self._chosen()
        if chosen:
            kind = PersonKind(self.kind.currentData())
            one = chosen[0]
            said = (self.email.text(), one.phone, self.post.text())
            self.run(EditPerson(one.id, self.name.text(), kind, *said))

    @Slot()
    def _add(self) -> None:
        from plandesk.services.ops.people import AddPerson

        kind = PersonKind(self.kind.currentData())
        said = (self.email.text(), "", self.post.text())
        self.run(AddPerson(self.name.text(), kind, *said))

    @Slot()
    def _merge(self) -> None:
        from plandesk.services.ops.people import MergePeople

        keep, *others = self._chosen()
        self.run(MergePeople(keep.id, tuple(row.id for row in others)))

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.people import RemovePerson

        self.run(RemovePerson(self._chosen()[0].id, self.other.currentData()))


class TagsSection(SettingsSection):
    """Scopes, sources and characteristics: renamed, made one, removed."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        headings = [self.tr("Name"), self.tr("Kind"), self.tr("Rows")]
        self.model = CellTable(headings, self._cells, self)
        self.view = RowView(self.tr("Scopes and sources"), host.look)
        self.view.show_model(self.model, (0, 9, 5))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the tag"))
        self.keep = button(self.tr("Re&name"), self._rename, primary=True)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        self.hint = label(
            self.tr("A name that another one of the kind has makes the two one."),
            "secondary",
            wrap=True,
        )
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addWidget(self.remove)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(row)
        self.column.addWidget(self.hint)
        self.view.row_changed.connect(self._choose)
        self.name.returnPressed.connect(self._rename)

    def show_options(self, options: PlanOptions) -> None:
        """Read the tags anew."""
        from plandesk.services.queries.people import tags

        super().show_options(options)
        at = max(self.view.currentIndex().row(), 0)
        with self.host.bridge.read() as session:
            self.model.show(tags(session))
        self.view.setCurrentIndex(self.model.index(min(at, len(self.model.rows) - 1), 0))
        self._choose()

    def _cells(self, row: TagRow) -> Sequence[Cell]:
        words = {
            TagKind.SCOPE: self.tr("Scope"),
            TagKind.SOURCE: self.tr("Source"),
            TagKind.CHARACTERISTIC: self.tr("Characteristic"),
        }
        return Cell(row.name), Cell(words[row.kind]), Cell(str(row.rows), right=True)

    def _chosen(self) -> TagRow | None:
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    @Slot()
    def _choose(self) -> None:
        one = self._chosen()
        self.name.setText(one.name if one else "")
        for each in (self.name, self.keep, self.remove):
            each.setEnabled(self.may and one is not None)

    @Slot()
    def _rename(self) -> None:
        from plandesk.services.ops.people import RenameTag

        one = self._chosen()
        if one is not None:
            self.run(RenameTag(one.id, self.name.text()))

    @Slot()
    def _remove(self) -> None:
        from plandesk.services.ops.people import RemoveTag

        one = self._chosen()
        if one is not None:
            self.run(RemoveTag(one.id))


class OutcomesSection(SettingsSection):
    """The outcomes that a review may give; each change of the list is one step."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._uses: dict[str, int] = {}
        headings = [self.tr("Outcome"), self.tr("Closes"), self.tr("Needs a target")]
        self.model = CellTable([*headings, self.tr("Rows")], self._cells, self)
        self.view = RowView(self.tr("Outcomes"), host.look)
        self.view.show_model(self.model, (0, 5, 9, 5))
        self.word = QLineEdit()
        self.word.setAccessibleName(self.tr("Words of the outcome"))
        self.closes = QCheckBox(self.tr("It closes the action"))
        self.target = QCheckBox(self.tr("It needs a target"))
        self.becomes = QComboBox()
        self.becomes.setAccessibleName(self.tr("Outcome that takes its place"))
        for box in (self.closes, self.target):
            box.setAccessibleName(box.text())
        self.keep = button(self.tr("&Change"), self._change, primary=True)
        self.add = button(self.tr("&Add as new"), self._add, Icon.ADD)
        self.up = button(self.tr("Up"), self._up, Icon.UP)
        self.down = button(self.tr("Down"), self._down, Icon.DOWN)
        self.remove = button(self.tr("Remove"), self._remove, Icon.REMOVE)
        self.word.setMinimumWidth(host.look.px(14))
        become = label(self.tr("Rows that have it become"), "secondary")
        one = (self.word, self.closes, self.target, self.keep, self.add)
        two = (self.up, self.down, become, self.becomes, self.remove)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(flowing(host.look, *one, growing=self.word))
        self.column.addLayout(flowing(host.look, *two, growing=self.becomes))
        self.view.row_changed.connect(self._choose)
        self.word.returnPressed.connect(self._change)

    def show_options(self, options: PlanOptions) -> None:
        """Show the outcomes and how many rows have each."""
        from plandesk.services.ops.plan_settings import scale_use

        super().show_options(options)
        with self.host.bridge.read() as session:
            self._uses = scale_use(session, self.plan_id).outcomes
        at = max(self.view.currentIndex().row(), 0)
        self.model.show(options.outcomes)
        self.view.setCurrentIndex(self.model.index(min(at, len(options.outcomes) - 1), 0))
        self._choose()

    def _cells(self, row: OutcomeOption) -> Sequence[Cell]:
        yes, no = self.tr("Yes"), self.tr("No")
        return (
            Cell(row.word),
            Cell(yes if row.closes else no),
            Cell(yes if row.needs_target else no),
            Cell(str(self._uses.get(row.code, 0)), right=True),
        )

    def _at(self) -> int:
        return self.view.currentIndex().row()

    @Slot()
    def _choose(self) -> None:
        rows, at = self.model.rows, self._at()
        for each in (self.word, self.closes, self.target, self.add):
            each.setEnabled(self.may)
        known = 0 <= at < len(rows)
        self.keep.setEnabled(self.may and known)
        self.remove.setEnabled(self.may and known)
        self.up.setEnabled(self.may and at > 0)
        self.down.setEnabled(self.may and known and at < len(rows) - 1)
        if not known:
            return
        self.word.setText(rows[at].word)
        self.word.setCursorPosition(0)
        self.closes.setChecked(rows[at].closes)
        self.target.setChecked(rows[at].needs_target)
        self.becomes.clear()
        self.becomes.addItem(self.tr("No outcome"), None)
        for row in rows:
            if row.code != rows[at].code:
                self.becomes.addItem(row.word, row.code)

    def _set(self, rows: Sequence[Any], *replaced: tuple[str, str | None]) -> bool:
        from plandesk.services.ops.plan_settings import SetOutcomes

        return self.run(SetOutcomes(self.plan_id, tuple(rows), replaced))

    @Slot()
    def _change(self) -> None:
        rows, at = list(self.model.rows), self._at()
        if 0 <= at < len(rows):
            rows[at] = replace(rows[at], **self._said())
            self._set(rows)

    def _said(self) -> dict[str, Any]:
        return {
            "word": self.word.text(),
            "closes": self.closes.isChecked(),
            "needs_target": self.target.isChecked(),
        }

    @Slot()
    def _add(self) -> None:
        taken = {row.code for row in self.model.rows}
        plain = re.sub(r"[^a-z0-9]+", "-", self.word.text().casefold()).strip("-") or "outcome"
        names = [plain, *(f"{plain}-{number}" for number in range(2, 100))]
        code = next(name for name in names if name not in taken)
        self._set([*self.model.rows, OutcomeOption(code, **self._said())])

    @Slot()
    def _up(self) -> None:
        self._shift(-1)

    @Slot()
    def _down(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        rows, at = list(self.model.rows), self._at()
        rows[at], rows[at + by] = rows[at + by], rows[at]
        if self._set(rows):
            self.view.setCurrentIndex(self.model.index(at + by, 0))

    @Slot()
    def _remove(self) -> None:
        rows, at = list(self.model.rows), self._at()
        gone = rows.pop(at)
        moved = ((gone.code, self.becomes.currentData()),) if self._uses.get(gone.code) else ()
        self._set(rows, *moved)
