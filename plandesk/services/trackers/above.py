"""The rows above others that a tracker does not print: where in the plan they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from plandesk.excel.trackers.report import TrackerReading
from plandesk.models.types import Level
from plandesk.services.trackers.differences import Known
from plandesk.services.trackers.preview import Candidate, How, RowPreview


def settle_made_up(
    rows: Sequence[RowPreview], reading: TrackerReading, known: Mapping[int, Known]
) -> list[RowPreview]:
    """Return the rows with those that nobody printed put where the rows below them stand.

    Such a row changes nothing and raises no doubt. Where nothing new needs it, it stays out.
    """
    found = {row.key: row for row in rows}
    parents = {item.key: item.parent for item in reading.content.items}
    below: dict[str, list[str]] = {}
    for key, parent in parents.items():
        below.setdefault(parent, []).append(key)
    for level in (Level.PROJECT, Level.WORKSTREAM):
        for key in reading.made_up & found.keys():
            row = found[key]
            if row.level is not level:
                continue
            row = replace(row, changes=(), doubt="", options=())
            if row.match is None:
                row = _placed(row, [found[child] for child in below.get(key, [])], known)
            found[key] = row
    return [found[row.key] for row in rows]


def _placed(
    row: RowPreview, children: Sequence[RowPreview], known: Mapping[int, Known]
) -> RowPreview:
    above = Counter(
        known[child.match.item_id].parent_id for child in children if child.match is not None
    )
    for item_id, _ in above.most_common():
        if item_id is not None and known[item_id].level is row.level:
            item = known[item_id]
            match = Candidate(item.id, item.ref, item.title, 100.0)
            return replace(row, how=How.REF, match=match, runner_up=None)
    needed = any(child.how is How.NEW for child in children)
    return replace(row, how=How.NEW if needed else How.LEFT_OUT, runner_up=None)
