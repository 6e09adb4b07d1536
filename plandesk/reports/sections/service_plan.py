"""Service plans: totals of staffing and budget, then each service with its deliverables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from plandesk.reports.flow import Story
from plandesk.reports.flowables.blocks import Block, Heading, Para, Turn
from plandesk.reports.flowables.cells import Cell, Chip, Words, chip_column
from plandesk.reports.flowables.grid import Column
from plandesk.reports.plan_content import Deliverable, ServicePlan, ServicePlans
from plandesk.reports.sections.parts import (
    Blocks,
    count_of,
    facts,
    lean_table,
    paras,
    points,
    small_notes,
    titled,
)
from plandesk.reports.theme import Theme

_NOT_GIVEN = "Not given"


def service_plans(content: ServicePlans, theme: Theme) -> Story:
    """Return the totals of all services, then each service on pages of its own."""
    story: Blocks = [*paras(content.introduction)]
    if not content.plans:
        return [*story, Para("The plan has no services yet.")]
    if len(content.plans) > 1:
        story += _totals(content, theme)
    ratings = [row.rating for plan in content.plans for row in plan.rows]
    chip = chip_column(theme, ratings) if any(ratings) else 0.0
    for number, plan in enumerate(content.plans):
        if number or len(content.plans) > 1:
            story.append(Turn(landscape=theme.landscape))
        story += _service(plan, content, theme, chip)
    return story


def _totals(content: ServicePlans, theme: Theme) -> list[Block]:
    columns = (
        Column("Service", 3),
        Column("Lead", 2),
        Column("Deliverables", fixed=76, right=True),
        Column("FTE", fixed=64, right=True),
        Column("Budget", fixed=96, right=True),
    )
    rows: list[list[Cell]] = [
        [
            Words(titled(plan.ref, plan.title), strong=True),
            Words(plan.lead),
            Words(str(len(plan.rows)), right=True),
            Words(decimal_text(plan.fte) if plan.fte is not None else _NOT_GIVEN, right=True),
            Words(_pounds(plan.budget_amount) or _NOT_GIVEN, right=True),
        ]
        for plan in content.plans
    ]
    fte, budget = total_fte(content.plans), total_budget(content.plans)
    rows.append(
        [
            Words("Total of the numbers given", strong=True),
            Words(count_of(len(content.plans), "service")),
            Words(f"{sum(len(plan.rows) for plan in content.plans):,}", strong=True, right=True),
            Words(decimal_text(fte), strong=True, right=True),
            Words(_pounds(budget), strong=True, right=True),
        ]
    )
    found = [Heading(2, _point(content.plans)), lean_table(theme, columns, rows)]
    return [*found, *small_notes(total_notes(content)), *small_notes(content.notes)]


def _point(plans: Sequence[ServicePlan]) -> str:
    given = sum(plan.fte is not None for plan in plans)
    staff = f"{decimal_text(total_fte(plans))} FTE" if given else "no FTE given"
    return f"{count_of(len(plans), 'service')}, {staff}"


def total_fte(plans: Sequence[ServicePlan]) -> Decimal:
    """Add up the FTE that services give."""
    return sum((plan.fte for plan in plans if plan.fte is not None), Decimal(0))


def total_budget(plans: Sequence[ServicePlan]) -> Decimal:
    """Add up the budgets, in pounds, that services give as amounts."""
    return sum((p.budget_amount for p in plans if p.budget_amount is not None), Decimal(0))


def total_notes(content: ServicePlans) -> list[str]:
    """Say what the totals leave out, and where the source prints another total."""
    return [
        *_missing("FTE", content.plans, [(p.fte, p.staffing) for p in content.plans]),
        *_missing("Budget", content.plans, [(p.budget_amount, p.budget) for p in content.plans]),
        *_stated("FTE", content.stated_fte, total_fte(content.plans), decimal_text),
        *_stated("budget", content.stated_budget, total_budget(content.plans), _pounds),
    ]


def _missing(
    name: str, plans: Sequence[ServicePlan], told: Sequence[tuple[Decimal | None, str]]
) -> list[str]:
    """Name the services whose number is not in a total, with the words printed in its place."""
    absent = [
        titled(plan.ref, plan.title) + (f" (prints \u201c{text}\u201d)" if text else "")
        for plan, (number, text) in zip(plans, told, strict=True)
        if number is None
    ]
    if not absent:
        return [f"{name}: every service gives a number."]
    given = len(plans) - len(absent)
    return [
        f"{name}: the total covers {given} of {count_of(len(plans), 'service')}. No number that "
        f"can be read is given by {'; '.join(absent)}."
    ]


def _stated(
    name: str, stated: Decimal | None, total: Decimal, words: Callable[[Decimal], str]
) -> list[str]:
    if stated is None or stated == total:
        return []
    return [
        f"The source prints a total {name} of {words(stated)}; the services add up to "
        f"{words(total)}."
    ]


def decimal_text(number: Decimal) -> str:
    """Return a number without needless noughts: "1,693.42", "46.1", "4"."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return text or "0"


def _pounds(amount: Decimal | None) -> str:
    if amount is None:
        return ""
    pence = amount % 1
    return f"\u00a3{amount:,.2f}" if pence else f"\u00a3{amount:,.0f}"


def _service(plan: ServicePlan, content: ServicePlans, theme: Theme, chip: float) -> list[Block]:
    blocks: list[Block] = [Heading(2, titled(plan.ref, plan.title))]
    pairs: list[tuple[str, Cell]] = [
        ("Lead", Words(plan.lead or "Not named")),
        ("Lead officers", Words("\n".join(plan.officers))),
        ("Staffing", Words(_with_number(plan.staffing, plan.fte))),
        ("Budget", Words(_with_amount(plan.budget, plan.budget_amount))),
    ]
    blocks += facts(theme, pairs, ("About", "This service"))
    blocks += paras(plan.introduction)
    columns = _columns(plan, content.deliverable, chip)
    rows = [[_cells(row, plan, chip) for row in group.rows] for group in plan.groups]
    used = [
        any(line[at].plain.strip() for group in rows for line in group)
        for at in range(len(columns))
    ]
    shown = [column for column, use in zip(columns, used, strict=True) if use]
    for group, lines in zip(plan.groups, rows, strict=True):
        if group.title:
            blocks.append(Heading(3, group.title))
        if not lines:
            blocks.append(Para("No deliverables.", look="small"))
            continue
        kept = [[cell for cell, use in zip(line, used, strict=True) if use] for line in lines]
        blocks.append(lean_table(theme, shown, kept, kept=len(shown)))
    return [*blocks, *small_notes(plan.notes)]


def _with_number(text: str, fte: Decimal | None) -> str:
    if fte is None:
        return f"{text} (no number of FTE that can be read)" if text else _NOT_GIVEN
    number = decimal_text(fte)
    return text if number in text or str(fte) in text else f"{text} ({number} FTE)".strip()


def _with_amount(text: str, amount: Decimal | None) -> str:
    if amount is None:
        return f"{text} (no amount that can be read)" if text else _NOT_GIVEN
    shown = _pounds(amount)
    return text if shown in text else f"{text} ({shown})" if text else shown


def _columns(plan: ServicePlan, deliverable: str, chip: float) -> list[Column]:
    results = [Column("Outcomes and impact", 2.2), Column("Measures", 2.0)]
    if plan.measures_first:
        results.reverse()
    columns = [
        Column("Ref", fixed=54),
        Column(deliverable, 3.1),
        Column("Type", 1.05),
        Column("Owner", 1.25),
        Column("Timeframe", 1.1),
        *results,
    ]
    return [*columns, Column("Rating", fixed=chip)] if chip else columns


def _cells(row: Deliverable, plan: ServicePlan, chip: float) -> list[Cell]:
    results = [points(row.outcomes), points(row.measures)]
    if plan.measures_first:
        results.reverse()
    cells: list[Cell] = [
        Words(row.ref, strong=True),
        Words(row.title),
        Words(row.kind),
        Words(row.owners),
        Words(row.timeframe),
        *results,
    ]
    return [*cells, Chip(row.rating)] if chip else cells
