"""What a tracker would change in a plan: each row matched, each difference shown, nothing done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.content import ItemContent, PlanContent
from plandesk.models.plan import Plan, PlanItem
from plandesk.models.types import Level
from plandesk.services.document import Document
from plandesk.services.queries.plan_tree import PeriodRow, periods
from plandesk.services.trackers.above import settle_made_up
from plandesk.services.trackers.differences import Known, differences, known_items
from plandesk.services.trackers.preview import Candidate, How, RowPreview, TrackerPreview

__all__ = ["Candidate", "How", "RowPreview", "TrackerPreview", "find_plan", "preview_tracker"]

Step = Callable[[int, int, str], None]
_SURE = 85.0
_LEAD = 5.0
_ANOTHER = 45.0
_NEAR = 70.0


def preview_tracker(
    document: Document,
    reading: TrackerReading,
    plan_id: int,
    chosen: dict[str, int | None] | None = None,
    step: Step | None = None,
) -> TrackerPreview:
    """Match a tracker against one plan of the file; nothing is changed.

    ``chosen`` overrides matches by the row's key: an item's id, or None for a new row.
    """
    with document.read() as session:
        plan = session.get_one(Plan, plan_id)
        known = known_items(session, plan_id)
        found = periods(session)
        locked = _locked(reading, found)
        matcher = _Matcher(known, chosen or {})
        rows: list[RowPreview] = []
        items = reading.content.items
        matcher.claim(items)
        for number, item in enumerate(items):
            if step and number % 500 == 0:
                step(number, len(items), item.ref or item.title[:40])
            row = matcher.match(item, (reading.places or {}).get(item.key, ("", 0)))
            if row.match is not None:
                changes = differences(item, known[row.match.item_id], reading.content.scale, locked)
                row = replace(row, changes=changes)
            rows.append(row)
        preview = TrackerPreview(
            plan_id,
            plan.title,
            reading,
            tuple(settle_made_up(rows, reading, known)),
            matcher.missing(),
            tuple(sorted(locked)),
            tuple(_notes(locked, rows)),
        )
        return preview.leave_out(())


def find_plan(session: Session, content: PlanContent) -> int | None:
    """Return the plan of the file that a tracker belongs to, or None for one of its own.

    It belongs to the plan with which it shares most rows, by ref and like text, else to one of
    the same kind. A plan that has other texts under the same refs is another plan.
    """
    said = {item.ref.casefold(): item.title for item in content.items if item.ref}
    best: tuple[int, int] | None = None
    for plan in session.scalars(select(Plan).order_by(Plan.position, Plan.id)):
        rows = session.execute(
            select(PlanItem.ref, PlanItem.title).where(
                PlanItem.plan_id == plan.id, PlanItem.ref != ""
            )
        )
        scores = [alike(said[ref.casefold()], text) for ref, text in rows if ref.casefold() in said]
        same = sum(score >= _ANOTHER for score in scores)
        fits = plan.preset == content.preset or same > 0.2 * max(len(said), 1)
        if fits and 2 * same >= len(scores) and (best is None or same > best[0]):
            best = (same, plan.id)
    return best[1] if best else None


def alike(first: str, second: str) -> float:
    """Return how alike two texts are (0 to 100), whatever their case and spaces."""
    one, other = (" ".join(text.split()).casefold() for text in (first, second))
    return round((fuzz.token_set_ratio(one, other) + fuzz.ratio(one, other)) / 2)


def _locked(reading: TrackerReading, found: list[PeriodRow]) -> frozenset[str]:
    wanted = {period.label for period in reading.content.periods}
    return frozenset(row.label for row in found if not row.is_open and row.label in wanted)


def _notes(locked: frozenset[str], rows: list[RowPreview]) -> list[str]:
    notes = [
        f"{label} is closed: its ratings stay as they are. Reopen it to bring them in."
        for label in sorted(locked)
    ]
    guesses = sum(row.how is How.TEXT for row in rows)
    if guesses:
        were = "row was matched by its" if guesses == 1 else "rows were matched by their"
        notes.append(f"{guesses} {were} text: look at them before you import.")
    asked = sum(row.how is How.ASK for row in rows)
    if asked:
        each = (
            "row may be one of two rows of the plan: it stays"
            if asked == 1
            else ("rows may each be one of two rows of the plan: they stay")
        )
        notes.append(f"{asked} {each} out.")
    return notes


class _Matcher:
    """Finds the plan item of each row: by ref, else by text among those not taken."""

    def __init__(self, known: dict[int, Known], chosen: dict[str, int | None]) -> None:
        self._known = known
        self._chosen = chosen
        self._by_ref = {
            (item.level, item.ref.casefold()): item for item in known.values() if item.ref
        }
        self._titles = {
            level: {item.id: item.plain for item in known.values() if item.level is level}
            for level in Level
        }
        self._below: dict[int, list[Known]] = {}
        for item in known.values():
            if item.level is Level.MILESTONE and item.parent_id is not None:
                self._below.setdefault(item.parent_id, []).append(item)
        self._by_title: dict[tuple[Level, str], list[Known]] = {}
        for item in known.values():
            self._by_title.setdefault((item.level, item.plain), []).append(item)
        self._taken: set[int] = set()
        self._claimed: dict[str, tuple[Known, float]] = {}
        self._ids: dict[str, int] = {}

    def claim(self, items: Iterable[ItemContent]) -> None:
        """Set aside what is chosen or has the same ref, so that a like text cannot take it."""
        for item_id in self._chosen.values():
            if item_id is not None:
                self._take_away(self._known[item_id])
        for item in items:
            known = self._by_ref.get((item.level, item.ref.casefold())) if item.ref else None
            if known is None or known.id in self._taken or item.key in self._chosen:
                continue
            score = self._score(item.title, known)
            if score >= _ANOTHER:
                self._take_away(known)
                self._claimed[item.key] = (known, score)

    def _take_away(self, known: Known) -> None:
        self._taken.add(known.id)
        self._titles[known.level].pop(known.id, None)

    def match(self, item: ItemContent, place: tuple[str, int]) -> RowPreview:
        row = RowPreview(item.key, place, item.level, item.ref, item.title, How.NEW)
        if item.key in self._chosen:
            return self._as_chosen(row, self._chosen[item.key])
        if item.key in self._claimed:
            return self._take(row, How.REF, *self._claimed[item.key])
        if item.level is Level.MILESTONE:
            return self._milestone(row, item)
        by_ref = self._by_ref.get((item.level, item.ref.casefold())) if item.ref else None
        if by_ref is not None and by_ref.id not in self._taken:
            score = self._score(item.title, by_ref)
            better = self._by_text(row, item)
            if better.match is not None:
                doubt = f"{item.ref} has another text in the plan; {better.match.ref} has this one."
                return replace(better, doubt=doubt)
            taken = self._take(row, How.REF, by_ref, score)
            return replace(taken, doubt=f"{item.ref} has another text in the plan.")
        return self._by_text(row, item)

    def _as_chosen(self, row: RowPreview, item_id: int | None) -> RowPreview:
        if item_id is None:
            return row
        known = self._known[item_id]
        return self._take(row, How.TEXT, known, self._score(row.title, known))

    def _score(self, title: str, known: Known) -> float:
        return alike(title, known.plain)

    def _take(self, row: RowPreview, how: How, known: Known, score: float) -> RowPreview:
        self._take_away(known)
        self._ids[row.key] = known.id
        return replace(row, how=how, match=known_candidate(known, score))

    def _by_text(self, row: RowPreview, item: ItemContent) -> RowPreview:
        said = " ".join(item.title.split()).casefold()
        above = self._ids.get(item.parent)
        same = [
            each for each in self._by_title.get((row.level, said), []) if each.id not in self._taken
        ]
        if len(same) == 1:
            return self._take(row, How.TEXT, same[0], 100.0)
        near = process.extract(
            said, self._titles[row.level], scorer=fuzz.token_set_ratio, limit=6, score_cutoff=70
        )
        options = sorted(
            (
                known_candidate(self._known[item_id], self._score(item.title, self._known[item_id]))
                for _, _, item_id in near
                if item_id not in self._taken
            ),
            key=lambda option: -self._weight(option, above),
        )
        best = options[0] if options else None
        second = options[1] if len(options) > 1 else None
        if best is None or best.score < _NEAR:
            return row
        if best.score < _SURE:
            doubt = f"It is like {_shown(best)} but comes in as a new row."
            return replace(row, runner_up=best, doubt=doubt)
        if second is not None and self._weight(best, above) < self._weight(second, above) + _LEAD:
            return _asked(row, best, second)
        taken = self._take(row, How.TEXT, self._known[best.item_id], best.score)
        return replace(taken, runner_up=second)

    def _weight(self, option: Candidate, above: int | None) -> float:
        """Return the score of a candidate; one below the same project is the likelier."""
        near = above is not None and self._known[option.item_id].parent_id == above
        return option.score + (_LEAD if near else 0.0)

    def _milestone(self, row: RowPreview, item: ItemContent) -> RowPreview:
        parent = self._ids.get(item.parent)
        free = [each for each in self._below.get(parent or 0, []) if each.id not in self._taken]
        scored = [(self._score(item.title, each), each) for each in free]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if best is not None and score >= _SURE:
            return self._take(row, How.REF if score == 100 else How.TEXT, best, score)
        return row

    def missing(self) -> tuple[Candidate, ...]:
        """Return the plan items that no row of the tracker is."""
        return tuple(
            known_candidate(item, 0.0)
            for item in self._known.values()
            if item.id not in self._taken
        )


def _asked(row: RowPreview, best: Candidate, second: Candidate) -> RowPreview:
    doubt = f"It may be {_shown(best)} or {_shown(second)}: choose one. Until then it stays out."
    return replace(row, how=How.ASK, runner_up=second, doubt=doubt, options=(best, second))


def _shown(option: Candidate) -> str:
    return f"{option.ref or f'“{option.title[:40]}”'} (score {option.score:.0f})"


def known_candidate(known: Known, score: float) -> Candidate:
    """Return a plan item as something that a row may be."""
    return Candidate(known.id, known.ref, known.title, score)
