"""Whether a plan still holds what a printed pack showed.

Every page of a pack prints the head of the plan's hash chain as it was at the build. The chain
holds every step before it, so a plan whose chain still passes through that head, and is whole,
still holds all that the pack was made from. The plan that travels inside the pack is held against
what was kept of that build.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from plandesk.errors import UserError
from plandesk.models.audit import ChangeSet
from plandesk.models.detail import StoredFile
from plandesk.models.packs import BuiltPack
from plandesk.reports.printed_code import printed_code
from plandesk.services.history import first_altered_step
from plandesk.services.queries.changes_since import PlanChange, changes_between
from plandesk.services.queries.plan_states import Moment


@dataclass(frozen=True, slots=True)
class PackCheck:
    """What came of holding a pack against a plan.

    ``code`` is what its pages print; ``step`` the step of the plan that it stands for, with its
    title and time (UTC), or None where the plan does not know it. ``built`` is the name the file
    was built under, when it is letter for letter the file that PlanDesk wrote. ``plan_inside``
    says whether the plan inside is the one it was built with, None where nothing was kept of it
    or none is inside. ``since`` is what changed in the plan since.
    """

    code: str
    step: int | None
    title: str
    at: dt.datetime | None
    steps_since: int
    altered_from: int | None
    built: str
    plan_inside: bool | None
    since: tuple[PlanChange, ...]

    @property
    def holds(self) -> bool:
        """Tell whether the plan still holds what the pack showed."""
        if self.step is None or self.plan_inside is False:
            return False
        return self.altered_from is None or self.altered_from > self.step


def check_pack(session: Session, pack: Path) -> PackCheck:
    """Hold a pack against the plan; raises UserError for a file that is no pack of PlanDesk's."""
    code = printed_code(pack)
    steps = session.execute(select(ChangeSet.id, ChangeSet.hash, ChangeSet.title, ChangeSet.at))
    rows = list(steps.all())
    found = next((row for row in rows if row.hash.startswith(code)), None)
    built = session.scalars(select(BuiltPack).where(BuiltPack.file_hash == _fingerprint(pack)))
    same = built.first()
    since: tuple[PlanChange, ...] = ()
    if found is not None:
        since = tuple(changes_between(session, Moment(found.id), Moment()))
    return PackCheck(
        code,
        found.id if found else None,
        found.title if found else "",
        found.at if found else None,
        sum(row.id > found.id for row in rows) if found else 0,
        first_altered_step(session.connection()),
        same.file_name if same is not None else "",
        _plan_inside(session, pack, code),
        since,
    )


def _fingerprint(pack: Path) -> str:
    return hashlib.sha256(pack.read_bytes()).hexdigest()


def _plan_inside(session: Session, pack: Path, code: str) -> bool | None:
    """Tell whether the plan inside says nothing but what was kept of a build at that time."""
    from plandesk.reports.enclosure import plan_in

    at_that_time = select(BuiltPack.data_hash).where(BuiltPack.history.startswith(code))
    hashes = {one for one in session.scalars(at_that_time) if one}
    kept = session.scalars(select(StoredFile.content).where(StoredFile.hash.in_(hashes))).all()
    try:
        inside = json.loads(plan_in(pack))
    except (UserError, ValueError, RecursionError):
        return None
    if not kept:
        return None
    return any(_is_part(inside, json.loads(zlib.decompress(content))) for content in kept)


def _is_part(said: Any, whole: Any) -> bool:
    """Tell whether what a pack says is in what was kept; the public version leaves much out."""
    if said == whole or said in (None, "", False) or said == [] or said == {}:
        return True
    if isinstance(said, dict) and isinstance(whole, dict):
        parts, known = cast("dict[str, Any]", said), cast("dict[str, Any]", whole)
        return all(
            _is_part(value, known.get(name)) or (name == "title" and value == parts.get("ref"))
            for name, value in parts.items()
        )
    if isinstance(said, list) and isinstance(whole, list):
        return _are_parts(cast("list[Any]", said), cast("list[Any]", whole))
    return False


def _are_parts(said: list[Any], whole: list[Any]) -> bool:
    by_name = {_name(one): one for one in whole}
    return all(one in whole or _is_part(one, by_name.get(_name(one))) for one in said)


def _name(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    known = cast("dict[str, Any]", value)
    return str([known.get(name) for name in ("key", "uid", "period", "label", "name", "code")])
