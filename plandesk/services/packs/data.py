"""The plan that travels inside a pack: all of it in the full version, what is printed in public.

A field goes into the public version only where the public pages print its very words; nothing
has to be kept out by name, so that nothing can be forgotten.
"""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy.orm import Session

from plandesk.models.content import PersonContent, PlanContent
from plandesk.models.plan import Plan
from plandesk.reports.content import PackContent
from plandesk.services.packs.public_items import PrintedRows, PublishedItems, printed_labels
from plandesk.services.packs.public_registers import PrintedPeriods, PublishedEntries
from plandesk.services.plan_json import WHOLE, plain_plans, plan_contents
from plandesk.services.queries.packs.content import PlanFacts
from plandesk.services.registers.kinds import SETTING

_PUBLIC_SETTINGS = ("council", "board", SETTING)


def plan_as_printed(session: Session, facts: PlanFacts, plan_id: int) -> tuple[str, PlanContent]:
    """Return a plan's identifier and content, up to the period of the pack."""
    plan = session.get_one(Plan, plan_id)
    uid, content = next(pair for pair in plan_contents(session) if pair[0] == plan.uid)
    if facts.period is None:
        return uid, content
    last = facts.period.as_at
    kept = tuple(period for period in content.periods if period.as_at <= last)
    labels = {period.label for period in kept}
    items = tuple(
        replace(item, updates=tuple(said for said in item.updates if said.period in labels))
        for item in content.items
    )
    entries = tuple(
        replace(
            entry,
            values=tuple(said for said in entry.values if not said.period or said.period in labels),
        )
        for entry in content.entries
    )
    return uid, replace(content, periods=kept, items=items, entries=entries)


def as_bytes(uid: str, content: PlanContent, *, whole: bool = True) -> bytes:
    """Return a plan in the form of a JSON export; the same plan gives the same bytes.

    One that is not the ``whole`` of what its pack's figures count says so.
    """
    said = plain_plans([(uid, content)]) | ({} if whole else {WHOLE: False})
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def is_whole(shown: PlanContent, plan: PlanContent) -> bool:
    """Tell whether the public version of a plan has every row of it, if not all its words."""
    return len(shown.items) == len(plan.items) and len(shown.entries) == len(plan.entries)


def published(plan: PlanContent, pack: PackContent, facts: PlanFacts) -> PlanContent:
    """Return what the public version of a pack prints of a plan, and nothing else."""
    now, before = (each.label if each else "" for each in (facts.period, facts.previous))
    dates = {period.label: period.as_at for period in plan.periods}
    told = {now, before, *printed_labels(pack, dates)}
    register = PublishedEntries(plan, pack, PrintedPeriods(dates, frozenset(told), before or now))
    entries, entry_links = register.entries(), register.links()
    printed = PrintedRows(pack, facts)
    items = PublishedItems(plan, printed, now).items({link.item for link in entry_links})
    named = {name for item in items for name in (*item.leads, *item.sponsors)}
    named |= {name for entry in entries for names in entry.people.values() for name in names}
    return replace(
        plan,
        items=items,
        links=(),
        entries=entries,
        entry_links=entry_links,
        exempt=(),
        people=tuple(
            PersonContent(person.name, person.kind)
            for person in plan.people
            if person.name in named
        ),
        periods=tuple(period for period in plan.periods if period.label in told),
        settings={name: plan.settings[name] for name in _PUBLIC_SETTINGS if name in plan.settings},
    )
