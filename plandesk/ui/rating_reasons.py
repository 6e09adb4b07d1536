"""Ratings set in the table that need a reason: offers the place to give it, at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from plandesk.errors import RatingRefused
from plandesk.ui.actions import ActionId, key_of
from plandesk.ui.errors import message_for
from plandesk.ui.widgets.message_bar import Offer

if TYPE_CHECKING:
    from plandesk.models.types import Rating
    from plandesk.ui.main_window import MainWindow

_LOOKED_AT = 200  # rows; more would keep the table waiting


class RatingReasons(QObject):
    """Joins ratings given in the table to the inspector, where their reasons are written.

    A rating that the rules refuse asks for the exception; one that says "why" in its definition
    asks for the reason of the period.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._plan = window, window.plan
        self._refused: tuple[int, str] | None = None
        window.bridge.refused.connect(self._offer_exception)
        window.bridge.changed.connect(self._forget)
        window.plan.edits.rated.connect(self._offer_reason)
        window.actions_[ActionId.GIVE_REASON].triggered.connect(self.give)

    @Slot()
    def give(self) -> None:
        """Go to where the reason is written: for the rating just refused, or for this row's."""
        item = self._plan.current_id()
        if self._refused is not None and self._refused[0] in self._plan.selected_ids():
            self._give_exception(*self._refused)
        elif item is not None:
            self._give_reason(item)

    @Slot(object)
    def _offer_exception(self, error: object) -> None:
        if not isinstance(error, RatingRefused):
            return
        self._refused = error.item_id, error.rating
        key = key_of(self._window.actions_[ActionId.GIVE_REASON])
        offers = [
            Offer(
                self.tr("Give the reason… (%1)").replace("%1", key),
                partial(self._give_exception, error.item_id, error.rating),
            )
        ]
        others = self._earned(error.rating)
        if others:
            text = self.tr("Rate the other one") if len(others) == 1 else self.tr("Rate the others")
            offers.append(Offer(text, partial(self._plan.edits.rate, others, error.rating)))
        self._window.messages.show_message(message_for(error, *offers, of_page=True))

    @Slot(object, object)
    def _offer_reason(self, items: Sequence[int], code: str | None) -> None:
        rating = self._window.state.words.scale.by_code(code)
        if rating is None:
            return
        if not rating.needs_reason:
            self._offer_word(items[:_LOOKED_AT])
            return
        without = [item for item in items[:_LOOKED_AT] if not self._has_reason(item)]
        if without:
            offer = Offer(self._reason_words(), partial(self._give_reason, without[0]))
            self._window.toast.say(self._needs_words(without, rating), offer)

    def _offer_word(self, items: Sequence[int]) -> None:
        """Offer the place for the word that a jump of the rating asks for."""
        from plandesk.services.rating_refusal import wanted_words

        period = self._window.state.period_id
        if period is None:
            return
        with self._window.bridge.read() as session:
            wanted = {item: wanted_words(session, (item,), period) for item in items}
        asking = [item for item, words in wanted.items() if words]
        if asking:
            offer = Offer(self._reason_words(), partial(self._give_reason, asking[0]))
            more = self.tr(" And %1 more.").replace("%1", str(len(asking) - 1))
            said = wanted[asking[0]][0] + (more if len(asking) > 1 else "")
            self._window.toast.say(said, offer)

    @Slot()
    def _forget(self) -> None:
        self._refused = None

    def _reason_words(self) -> str:
        key = key_of(self._window.actions_[ActionId.GIVE_REASON])
        return self.tr("Say why… (%1)").replace("%1", key)

    def _needs_words(self, items: Sequence[int], rating: Rating) -> str:
        row = self._plan.model.row_by_id(items[0])
        if len(items) == 1 and row is not None:
            text = self.tr("%1 is %2 and needs a reason").replace("%1", row.ref or row.title)
        else:
            text = self.tr("%1 rows are %2 and need a reason").replace("%1", str(len(items)))
        return text.replace("%2", rating.word)

    def _has_reason(self, item: int) -> bool:
        from plandesk.services.queries.plan_options import reason_given

        period = self._window.state.period_id
        with self._window.bridge.read() as session:
            return reason_given(session, item, period)

    def _earned(self, code: str) -> list[int]:
        """Return the rows being rated that may have the rating, where some may not."""
        from plandesk.services.queries.plan_options import rating_refused

        items, period = self._plan.edits.rating, self._window.state.period_id
        if len(items) < 2 or period is None:
            return []
        with self._window.bridge.read() as session:
            return [item for item in items if not rating_refused(session, item, period, code)]

    def _give_exception(self, item: int, code: str) -> None:
        from plandesk.services.queries.plan_options import rating_refused

        rating, period = self._window.state.words.scale.by_code(code), self._window.state.period_id
        if rating is None or period is None or not self._show(item):
            return
        with self._window.bridge.read() as session:
            problem = rating_refused(session, item, period, code)
        self._window.messages.dismiss()
        self._window.inspector.rate_box.override.ask(rating, problem)

    def _give_reason(self, item: int) -> None:
        if self._show(item):
            inspector = self._window.inspector
            inspector.pages.show_page(inspector.update_page)
            texts = inspector.update_page.texts
            asked = texts["why"].toPlainText().strip() and texts["remedy"].isVisible()
            texts["remedy" if asked else "why"].setFocus()

    def _show(self, item: int) -> bool:
        """Open the inspector on a row."""
        if not self._plan.show_item(item):
            return False
        self._window.actions_[ActionId.INSPECTOR].setChecked(True)
        self._window.inspector.load()
        self._window.toast.hide()
        return True
