"""Keeping what was built: fingerprints of its files, and the plan as it was printed."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path
from typing import Any

from plandesk.reports.build import PackResult
from plandesk.services.document import Document
from plandesk.services.ops.pack_builds import RecordBuild
from plandesk.services.ops.packs import AddPack, StorePaper
from plandesk.services.ops.together import Together
from plandesk.services.packs.building import Build
from plandesk.services.queries.packs.agendas import PackRow, find_pack
from plandesk.services.queries.packs.builds import builds
from plandesk.services.queries.packs.changes import fingerprint


def keep_build(document: Document, build: Build) -> int:
    """Keep a build in the plan as one step, and return how many versions were new.

    The default agenda becomes a pack of the plan's own. A version whose file is the same to the
    byte as one kept before is not kept twice.
    """
    pack = _own(document, build.pack)
    with document.read() as session:
        known = {(row.kind, row.file_hash) for row in builds(session, pack.id)}
    snapshot = StorePaper(f"{pack.title} plan.json.z", zlib.compress(build.content.data, 9))
    notes = [_note(build, pack, result, snapshot.hash) for result in build.results]
    new = [note for note in notes if (note.kind, note.file_hash) not in known]
    if new:
        document.run(Together(f"Keep {pack.title} as built", (snapshot, *new)))
    return len(new)


def _own(document: Document, pack: PackRow) -> PackRow:
    if pack.id is None:
        entries = tuple(entry.spec for entry in pack.entries)
        document.run(AddPack(pack.plan_id, pack.title, entries=entries))
    with document.read() as session:
        return find_pack(session, str(pack.id) if pack.id is not None else pack.title)


def _note(build: Build, pack: PackRow, result: PackResult, data_hash: str) -> RecordBuild:
    content = build.content
    kind = f"{result.kind} large print" if content.large_print else result.kind
    return RecordBuild(
        pack.id or 0,
        content.built_at.replace(tzinfo=None),
        kind,
        result.path.name,
        result.pages,
        content.period,
        {"items": _items(build, pack, result), "count": len(content.entries)},
        file_hash(result.path),
        data_hash,
        result.last_page,
        content.history,
        build.period_id,
    )


def _items(build: Build, pack: PackRow, result: PackResult) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for kept, entry in zip(pack.entries, build.content.entries, strict=False):
        first, last = result.places.get(entry.key, (0, 0))
        items.append(
            {
                "uid": kept.uid,
                "number": entry.number,
                "title": entry.title,
                "first": first,
                "last": last,
                "exempt": kept.spec.exempt_paragraph,
                "file_hash": kept.spec.file_hash,
                "text": fingerprint(kept.spec.text),
            }
        )
    return items


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
