"""What a pack prints, read from the plan in one go and handed on as plain values."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UsageError
from plandesk.models.abbreviations import find_abbreviations, find_definitions
from plandesk.models.counted import counted, plural
from plandesk.models.period import ItemUpdate
from plandesk.models.plan import Outcome, Plan, PlanItem
from plandesk.models.types import Level, Scale, Travel, join_names, ref_key
from plandesk.reports.content import (
    ActionGroup,
    ActionRow,
    ActionStream,
    ActionSummary,
    Dashboard,
    ExceptionKind,
    ExceptionRow,
    Exceptions,
    Highlight,
    Highlights,
    PeriodCounts,
    ProjectGroup,
    ProjectRow,
    ProjectSummary,
    TableSection,
    worst_rating,
)
from plandesk.services.queries.plan_tree import (
    PeriodRow,
    PlanRow,
    current_period,
    period_before,
    periods,
    plan_rows,
)

_PERIODS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a plan item in the pack's period."""

    progress: str = ""
    reason: str = ""
    help_needed: str = ""


def no_children() -> dict[int | None, list[PlanRow]]:
    """Return an empty index of rows by the row above, to be filled from the rows."""
    return defaultdict[int | None, list[PlanRow]](list)


@dataclass
class PlanFacts:
    """A plan as of one period: everything that any section of a pack may need."""

    title: str
    scale: Scale
    level_names: tuple[str, ...]
    settings: dict[str, object]
    period: PeriodRow | None
    previous: PeriodRow | None
    shown: tuple[PeriodRow, ...]
    rows: tuple[PlanRow, ...]
    left_on: dict[int, dt.date | None]
    ratings: dict[int, dict[int, str]]
    said: dict[int, Said]
    children: dict[int | None, list[PlanRow]] = field(default_factory=no_children)

    def __post_init__(self) -> None:
        for row in self.rows:
            self.children[row.parent_id].append(row)

    def below(self, row: PlanRow, level: Level) -> list[PlanRow]:
        """Return the rows of a level below this one, in the order of the plan."""
        if row.level >= level:
            return [row] if row.level == level else []
        return [found for child in self.children[row.id] for found in self.below(child, level)]

    @property
    def streams(self) -> list[PlanRow]:
        """Return the top rows of the plan."""
        return self.children[None]

    @property
    def actions(self) -> list[PlanRow]:
        """Return every action."""
        return [row for row in self.rows if row.level is Level.ACTION]

    def counted(self, count: int, level: Level = Level.ACTION) -> str:
        """Return a number with what the plan calls that level: "1 action", "3 milestones"."""
        return counted(count, self.level_names[level - 1].lower())

    def has_left(self, row: PlanRow, on: dt.date) -> bool:
        """Tell whether an action was closed on or before a date.

        One that was closed on a day nobody wrote down still counts, as it does everywhere else.
        """
        left = self.left_on.get(row.id)
        return row.closed and left is not None and left <= on

    def counts(self, label: str, actions: Iterable[PlanRow], period: PeriodRow) -> PeriodCounts:
        """Count the ratings of these actions in a period; those that had left are not counted."""
        rated = self.ratings.get(period.id, {})
        found: Counter[str] = Counter()
        missing = 0
        for row in actions:
            code = rated.get(row.id)
            if code is not None:
                found[code] += 1
            elif not self.has_left(row, period.as_at):
                missing += 1
        pairs = tuple((value, found[value.code]) for value in self.scale.values)
        return PeriodCounts(label, pairs, missing)


def read_facts(session: Session, plan_id: int, period_id: int | None) -> PlanFacts:
    """Read a plan as of a period, or of the current one."""
    plan = session.get_one(Plan, plan_id)
    known = periods(session)
    chosen = next((row for row in known if row.id == period_id), None) or current_period(session)
    upto = [row for row in known if chosen is None or row.as_at <= chosen.as_at]
    rows = tuple(
        row for row in plan_rows(session, chosen.id if chosen else None) if row.plan_id == plan_id
    )
    shown = tuple(upto[-_PERIODS_SHOWN:])
    return PlanFacts(
        title=plan.title,
        scale=plan.scale,
        level_names=tuple(plan.level_names),
        settings=dict(plan.settings),
        period=chosen,
        previous=period_before(known, chosen.id) if chosen else None,
        shown=shown,
        rows=rows,
        left_on=_left_on(session, plan_id),
        ratings=_ratings(session, shown),
        said=_said(session, chosen),
    )


def _left_on(session: Session, plan_id: int) -> dict[int, dt.date | None]:
    closing = select(Outcome.code).where(Outcome.plan_id == plan_id, Outcome.closes.is_(True))
    found = session.execute(
        select(PlanItem.id, PlanItem.outcome_on).where(
            PlanItem.plan_id == plan_id, PlanItem.outcome.in_(closing)
        )
    )
    return {row.id: row.outcome_on for row in found}


def _ratings(session: Session, shown: Sequence[PeriodRow]) -> dict[int, dict[int, str]]:
    ratings: dict[int, dict[int, str]] = {row.id: {} for row in shown}
    found = session.execute(
        select(ItemUpdate.period_id, ItemUpdate.item_id, ItemUpdate.rating).where(
            ItemUpdate.period_id.in_(list(ratings)), ItemUpdate.rating.is_not(None)
        )
    )
    for period_id, item_id, rating in found:
        if rating is not None:
            ratings[period_id][item_id] = rating
    return ratings


def _said(session: Session, period: PeriodRow | None) -> dict[int, Said]:
    if period is None:
        return {}
    found = session.execute(
        select(
            ItemUpdate.item_id, ItemUpdate.progress, ItemUpdate.reason, ItemUpdate.help_needed
        ).where(ItemUpdate.period_id == period.id)
    )
    return {row.item_id: Said(row.progress, row.reason, row.help_needed) for row in found}


def printed_title(row: PlanRow) -> str:
    """Return a row's title as it is printed: scope in brackets, and whether it is new."""
    scope = f" ({', '.join(row.scope)})" if row.scope else ""
    return f"{'New: ' if row.is_new else ''}{row.title}{scope}"


def dashboard_of(facts: PlanFacts) -> Dashboard:
    """Return the counts by period, and by workstream for the pack's period."""
    if facts.period is None:
        return Dashboard(())
    actions = facts.actions
    by_period = tuple(facts.counts(period.label, actions, period) for period in facts.shown)
    latest = facts.period
    by_stream = tuple(
        replace(
            facts.counts(named(stream), facts.below(stream, Level.ACTION), latest),
            short=f"{facts.level_names[0]} {stream.ref}" if stream.ref else stream.title,
        )
        for stream in facts.streams
    )
    noun = plural(facts.level_names[2].lower())
    return Dashboard(by_period, by_stream, facts.level_names[0], noun)


def named(row: PlanRow) -> str:
    """Return a row's ref and title."""
    return f"{row.ref} {row.title}".strip()


def project_summary_of(facts: PlanFacts) -> ProjectSummary:
    """Return the projects by workstream, with what became of their actions."""
    groups = tuple(
        ProjectGroup(
            stream.ref,
            stream.title,
            tuple(_project_row(facts, row) for row in facts.below(stream, Level.PROJECT)),
        )
        for stream in facts.streams
    )
    return ProjectSummary(groups, *_labels(facts))


def _labels(facts: PlanFacts) -> tuple[str, str]:
    previous = facts.previous.label if facts.previous else "Previous"
    return previous, facts.period.label if facts.period else "Current"


def _project_row(facts: PlanFacts, row: PlanRow) -> ProjectRow:
    actions = facts.below(row, Level.ACTION)
    rating = facts.scale.by_code
    return ProjectRow(
        ref=row.ref,
        title=printed_title(row),
        lead=join_names(row.leads),
        actions=None if row.reported_elsewhere and not actions else len(actions),
        previous=rating(row.previous),
        current=rating(row.current),
        outcome=row.outcome_word,
        comments=_comments(facts, row, actions),
        reported_elsewhere=row.reported_elsewhere,
        closed=row.closed,
    )


def _comments(facts: PlanFacts, row: PlanRow, actions: Sequence[PlanRow]) -> str:
    """Say in words what the actions' outcomes and ratings are, then what the lead reported."""
    said: list[str] = []
    if row.reported_elsewhere:
        said.append("Reported elsewhere.")
    outcomes = Counter(action.outcome_word for action in actions if action.closed)
    parts = [f"{count} {_inside(word)}" for word, count in outcomes.most_common()]
    still = [action for action in actions if not action.closed]
    rated = Counter(action.current for action in still if action.current)
    parts += [
        f"{rated[value.code]} {value.word}" for value in facts.scale.values if rated[value.code]
    ]
    unrated = len(still) - sum(rated.values())
    if unrated and facts.period:
        parts.append(f"{unrated} not rated")
    if parts:
        said.append(f"{facts.counted(len(actions))}: {', '.join(parts)}.")
    if row.declared is not None and row.declared != len(actions):
        said.append(f"The source says {row.declared}.")
    progress = facts.said.get(row.id, Said()).progress
    return "\n".join(filter(None, (" ".join(said), progress)))


def _inside(word: str) -> str:
    """Return an outcome as it reads inside a sentence: "Reprofiled as BAU" begins small."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


def action_summary_of(facts: PlanFacts) -> ActionSummary:
    """Return the actions by workstream and project."""
    streams = tuple(
        ActionStream(
            stream.ref,
            stream.title,
            tuple(_action_group(facts, row) for row in facts.below(stream, Level.PROJECT)),
        )
        for stream in facts.streams
    )
    return ActionSummary(streams, *_labels(facts))


def _action_group(facts: PlanFacts, row: PlanRow) -> ActionGroup:
    rows = tuple(action_row(facts, action) for action in facts.below(row, Level.ACTION))
    note = "Reported elsewhere; it has no actions in this plan." if row.reported_elsewhere else ""
    return ActionGroup(row.ref, printed_title(row), join_names(row.leads), rows, note)


def action_row(facts: PlanFacts, row: PlanRow) -> ActionRow:
    """Return one action as it is printed."""
    rating = facts.scale.by_code
    milestones = tuple(_milestone(child) for child in facts.below(row, Level.MILESTONE))
    return ActionRow(
        ref=row.ref,
        title=printed_title(row),
        milestones=milestones,
        lead=join_names(row.leads),
        due=row.due_text,
        previous=rating(row.previous),
        current=rating(row.current),
        travel=row.travel,
        outcome=row.outcome_word,
        closed=row.closed,
    )


def _milestone(row: PlanRow) -> str:
    due = f", {row.due_text}" if row.due_text else ""
    return f"{row.title}{due}{' (done)' if row.done else ''}"


def exceptions_of(facts: PlanFacts) -> Exceptions:
    """Return what the board should look at: rated worst, worsened, overdue, not rated."""
    live = [row for row in facts.actions if not row.closed]
    groups: list[ExceptionKind] = []
    worst = worst_rating(facts.scale.values)
    if worst is not None:
        groups.append(_kind(facts, f"Rated {worst.word}", live, lambda r: r.current == worst.code))
    groups.append(_kind(facts, "Worsened", live, lambda r: r.travel is Travel.WORSENED))
    groups.append(_kind(facts, "Overdue", live, lambda r: r.overdue))
    if facts.period:
        groups.append(_kind(facts, "Not rated this period", live, lambda r: r.current is None))
    return Exceptions(tuple(groups))


def _kind(
    facts: PlanFacts, title: str, rows: Iterable[PlanRow], test: Callable[[PlanRow], bool]
) -> ExceptionKind:
    rating = facts.scale.by_code
    found = sorted((row for row in rows if test(row)), key=lambda row: ref_key(row.ref))
    return ExceptionKind(
        title,
        tuple(
            ExceptionRow(
                row.ref,
                printed_title(row),
                join_names(row.leads),
                row.due_text,
                rating(row.previous),
                rating(row.current),
                _why(facts, row),
            )
            for row in found
        ),
    )


def _why(facts: PlanFacts, row: PlanRow) -> str:
    said = facts.said.get(row.id, Said())
    due = f"Was due {row.due_text}." if row.overdue else ""
    return "\n".join(filter(None, (due, said.reason or said.progress, said.help_needed)))


def highlights_of(facts: PlanFacts) -> Highlights:
    """Return a highlight report for each project that has something to report this period."""
    reports: list[Highlight] = []
    for stream in facts.streams:
        for row in facts.below(stream, Level.PROJECT):
            live = [each for each in facts.below(row, Level.ACTION) if not each.closed]
            if facts.period and (row.current or row.id in facts.said or live):
                reports.append(_highlight(facts, row, live, stream.title))
    return Highlights(tuple(reports))


def highlight_of(facts: PlanFacts, ref: str) -> Highlights:
    """Return the highlight report of one project, or of every project below a ref.

    Raises UsageError for a ref that is no project and holds none.
    """
    said = ref.strip().casefold()
    found = next((row for row in facts.rows if row.ref.casefold() == said), None)
    projects = facts.below(found, Level.PROJECT) if found is not None else []
    if not projects:
        raise UsageError(
            f"There is no {facts.level_names[1].lower()} “{ref}” in this plan.",
            "Give the ref of a project, such as A2.",
        )
    reports = (
        _highlight(facts, row, [one for one in facts.below(row, Level.ACTION) if not one.closed])
        for row in projects
    )
    return Highlights(tuple(reports))


def _highlight(
    facts: PlanFacts, row: PlanRow, live: Sequence[PlanRow], under: str = ""
) -> Highlight:
    """Return one report; a project without a ref is told apart by what it stands ``under``."""
    said = facts.said.get(row.id, Said())
    rating = facts.scale.by_code
    label = facts.period.label if facts.period else ""
    counts = facts.counts(label, live, facts.period) if facts.period else PeriodCounts("", ())
    return Highlight(
        row.ref,
        printed_title(row) if row.ref or not under else f"{under}: {printed_title(row)}",
        join_names(row.leads),
        join_names(row.sponsors),
        rating(row.previous),
        rating(row.current),
        row.travel,
        counts,
        tuple(filter(None, (said.progress,))),
        tuple(filter(None, (said.reason,))),
        tuple(filter(None, (said.help_needed,))),
        tuple(action_row(facts, action) for action in live),
    )


def milestones_of(facts: PlanFacts) -> TableSection:
    """Return every milestone of an action that is open."""
    rows = tuple(
        (action.ref, milestone.title, milestone.due_text, "Done" if milestone.done else "To do")
        for action in facts.actions
        if not action.closed
        for milestone in facts.below(action, Level.MILESTONE)
    )
    empty = "No open action has a milestone."
    return TableSection(("Action", "Milestone", "Due", "State"), (1, 5, 2, 1), rows, empty=empty)


def outcomes_of(facts: PlanFacts) -> TableSection:
    """Return how many actions have each outcome, and the balance of the plan."""
    found = Counter(row.outcome_word or "No outcome yet" for row in facts.actions)
    rows = [(word, str(count)) for word, count in found.most_common()]
    rows.append(("All actions", str(len(facts.actions))))
    return TableSection(("Outcome", "Actions"), (4, 1), tuple(rows))


def glossary_of(facts: PlanFacts) -> TableSection:
    """Return the abbreviations that the plan uses, with what the plan says they mean.

    Meanings come from the plan's own glossary, else from where a text explains them.
    """
    texts = [row.title for row in facts.rows]
    texts += [text for said in facts.said.values() for text in (said.progress, said.reason)]
    whole = "\n".join(texts)
    meanings = find_definitions(whole)
    own = facts.settings.get("glossary")
    if isinstance(own, dict):
        for word, meaning in cast("dict[object, object]", own).items():
            meanings[str(word)] = str(meaning)
    used = sorted(set(find_abbreviations(whole)), key=str.casefold)
    rows = tuple((word, meanings[word]) for word in used if word in meanings)
    empty = "No abbreviation in this pack has a meaning written down."
    return TableSection(("Abbreviation", "Meaning"), (1, 4), rows, empty=empty)
