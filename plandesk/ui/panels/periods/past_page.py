"""The plan as it was when a period was closed: to read only, beside what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSplitter, QVBoxLayout, QWidget

from plandesk.ui.icons import Icon
from plandesk.ui.itemmodels.past_model import WIDTHS, PastColumn, PastModel
from plandesk.ui.page_work import PageWork
from plandesk.ui.pages import Page, PageHost
from plandesk.ui.panels.periods.past_detail import PastDetail
from plandesk.ui.widgets.empty_page import EmptyPage
from plandesk.ui.widgets.page_parts import Bar, button, close_up, label, word_button
from plandesk.ui.widgets.places import Place
from plandesk.ui.widgets.row_view import RowView

if TYPE_CHECKING:
    from plandesk.services.queries.plan_tree import PeriodRow
    from plandesk.services.queries.then_and_now import PastPlan, ThenAndNow
    from plandesk.ui.jobs import Job


class PastPage(Page):
    """Shows the tree of a closed period; nothing on it can be changed."""

    def __init__(self, host: PageHost) -> None:
        super().__init__(host)
        self._past: PastPlan | None = None
        self._asked: tuple[object, ...] = ()
        self.work = PageWork(host, self)
        self.heading, self.about = label(role="title"), label(role="secondary", wrap=True)
        self.back = button(self.tr("&Back to the plan"), self.go_back, primary=True)
        self.words = QLineEdit(placeholderText=self.tr("Filter by ref or words"))
        self.words.setAccessibleName(self.tr("Filter the plan as it was"))
        self.words.setClearButtonEnabled(True)
        self.only = QCheckBox(self.tr("Only what &changed since"))
        self.added = button(self.tr("&Added since"), self._open_added)
        self.added.hide()
        self.model = PastModel(self)
        self.view = RowView(self.tr("The plan as it was"), host.look)
        self.view.setRootIsDecorated(True)
        self.view.show_model(self.model, WIDTHS)
        self.detail = PastDetail(host.look)
        self.empty = EmptyPage(host.look, Icon.HISTORY)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the shown period again; a very large plan is read beside the window."""
        period, plan = self._period(), self.host.state.plan
        self._say_back()
        if period is None or plan is None:
            self._show_nothing()
            return
        document = self.host.bridge.document
        if document is None:
            return
        self.heading.setText(self.tr("Reading %1…").replace("%1", period.label))
        period_id, plan_id = period.id, plan.id

        def read(job: Job) -> PastPlan:
            from plandesk.services.queries.then_and_now import past_plan

            with document.read() as session:
                return past_plan(session, period_id, plan_id)

        self.work.run(self.tr("Read the plan as it was"), read, self._take)

    def show_past(self) -> None:
        """Show the newest closed period, unless one is chosen already."""
        self.view.setFocus()

    @Slot()
    def go_back(self) -> None:
        """Show the newest open period again, in the plan itself."""
        newest = self._newest()
        if newest is not None:
            self.host.state.choose_period(newest.id)
        self.host.go(Place.PLAN)

    # --- putting together --------------------------------------------------------------------

    def _lay_out(self) -> None:
        look = self.host.look
        words = QWidget()
        told = QVBoxLayout(words)
        close_up(told)
        told.addWidget(self.heading)
        told.addWidget(self.about)
        strip = Bar(look, [words, self.back])
        strip.row.setStretchFactor(words, 1)
        tools = Bar(look, [self.words, self.only, None, self.added])
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.view)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([look.px(46), look.px(24)])
        self._tools: QWidget = tools
        page = QVBoxLayout(self)
        close_up(page)
        page.addWidget(strip)
        page.addWidget(tools)
        page.addWidget(self.split, 1)
        page.addWidget(self.empty, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the columns that the details also tell where the page is narrow."""
        super().resizeEvent(event)
        look = self.host.look
        narrow = self.width() < look.px(56)
        for column in (PastColumn.LEAD, PastColumn.SINCE):
            self.view.setColumnHidden(column, narrow)
        sizes = (look.px(22), look.px(14)) if narrow else (look.px(46), look.px(24))
        self.split.setSizes(list(sizes))

    def _connect(self) -> None:
        self.words.textChanged.connect(self._show)
        self.only.toggled.connect(self._show)
        self.view.row_changed.connect(self._show_row)
        self.view.activated.connect(self._open)

    # --- showing -----------------------------------------------------------------------------

    def _period(self) -> PeriodRow | None:
        """Return the chosen period, or else the newest closed one."""
        chosen = self.host.state.period
        if chosen is not None and not chosen.is_open:
            return chosen
        closed = [row for row in self.host.state.periods if not row.is_open]
        return closed[-1] if closed else None

    def _newest(self) -> PeriodRow | None:
        known = self.host.state.periods
        return ([row for row in known if row.is_open] or known or [None])[-1]

    def _say_back(self) -> None:
        newest = self._newest()
        words = self.tr("&Back to the plan")
        if newest is not None and newest.is_open:
            words = self.tr("&Back to %1").replace("%1", newest.label)
        word_button(self.back, words)

    def _show_nothing(self) -> None:
        self._past = None
        self.heading.setText(self.tr("No period is closed yet"))
        self.about.clear()
        self.empty.say(
            self.tr("No period is closed yet"),
            self.tr("When a period is closed, the plan is kept here as it was that day."),
        )
        self.model.show([], {}, "")
        self._arrange()

    @Slot(object)
    def _take(self, past: PastPlan) -> None:
        self._past = past
        self._say(past)
        self._show()

    def _say(self, past: PastPlan) -> None:
        if past.was.is_kept:
            heading = self.tr("%1 as it was at closing")
            told = [
                self.tr("To read only. %1 of %2 rows say something else today.")
                .replace("%1", str(past.changed))
                .replace("%2", str(len(past.rows)))
            ]
        else:
            heading = self.tr("Ratings of %1")
            told = [
                self.tr("It was closed before it came into this file, so wording, leads and ")
                + self.tr("outcomes are those of today.")
            ]
        told += [self.tr("Reopened: %1.").replace("%1", why) for why in past.was.reopened]
        self.heading.setText(heading.replace("%1", past.was.label))
        self.about.setText(" ".join(told))
        count = len(past.added)
        word_button(self.added, self.tr("%1 &added since").replace("%1", str(count)))
        self.added.setVisible(count > 0)

    @Slot()
    def _show(self) -> None:
        past = self._past
        if past is None:
            return
        kept = self.model.row(self.view.currentIndex())
        ratings = {
            (plan.id, value.code): value for plan in self.host.state.plans for value in plan.values
        }
        rows = self._chosen(past)
        self.model.show(rows, ratings, past.now_label)
        self.view.expandAll() if len(rows) < len(past.rows) else self.view.expandToDepth(1)
        if not rows:
            self.empty.say(
                self.tr("Nothing matches"),
                self.tr("No row of that period has these words, or changed since."),
            )
        self._arrange()
        self._stand(kept.then.uid if kept else "")

    def _arrange(self) -> None:
        some = self.model.rowCount() > 0
        self.split.setVisible(some)
        self.empty.setVisible(not some)
        self._tools.setVisible(self._past is not None)

    def _stand(self, uid: str) -> None:
        found = self.model.index_of(uid)
        self.view.setCurrentIndex(found if found.isValid() else self.model.first())

    def _chosen(self, past: PastPlan) -> Sequence[ThenAndNow]:
        """Return the rows that the filter leaves, each with what it stood under."""
        words = self.words.text().casefold().split()
        if not words and not self.only.isChecked():
            return past.rows
        kept: dict[str, ThenAndNow] = {}
        above: list[ThenAndNow] = []
        for row in past.rows:
            while above and above[-1].then.level >= row.then.level:
                above.pop()
            above.append(row)
            text = f"{row.then.ref} {row.then.title} {' '.join(row.then.leads)}".casefold()
            fits = all(word in text for word in words)
            if fits and (row.is_changed or not self.only.isChecked()):
                kept |= {each.then.uid: each for each in above}
        return list(kept.values())

    @Slot(QModelIndex)
    def _show_row(self, index: QModelIndex) -> None:
        row, past = self.model.row(index), self._past
        if row is not None and past is not None:
            ratings = [self.model.rating(row, code) for code in (row.previous, row.then.rating)]
            self.detail.show_row(row, past, (ratings[0], ratings[1]), self.model)

    # --- doing -------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        """Show the row in the plan of today."""
        row = self.model.row(index)
        if row is None:
            return
        if row.now is None or row.then.id is None:
            self.host.say(self.tr("It is not in the plan any more."))
            return
        item = row.then.id
        self.go_back()
        self.host.show_item(item)

    def _open_added(self) -> None:
        if self._past is not None:
            ids, words = self._past.added, self.added.text()
            self.go_back()
            self.host.show_rows(ids, words)
