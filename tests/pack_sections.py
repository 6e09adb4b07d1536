"""A pack with every section that is made from the plan, and what those sections say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from plandesk.services.document import Document
from plandesk.services.new_plan import new_from_pack
from plandesk.services.ops.packs import AddPack, PackWords
from plandesk.services.packs.building import BuildWish, build_packs, made_section
from plandesk.services.packs.outline import EntryKind, EntrySpec
from plandesk.services.queries.packs.content import read_facts
from plandesk.services.queries.plan_tree import plans
from plandesk.services.queries.registers.source import Source

_NOT_OF_THE_PLAN = {
    EntryKind.NOTE,
    EntryKind.PAPER,
    EntryKind.COVERING_REPORT,
    EntryKind.CHANGES,
    EntryKind.GLOSSARY,
}
KINDS = tuple(kind for kind in EntryKind if kind not in _NOT_OF_THE_PLAN)


def build_everything(document: Document, folder: Path, *, public: bool) -> Path:
    """Build one version of a pack of every section, and return it."""
    return build_pack_of(KINDS, document, folder, public=public)


def build_pack_of(
    kinds: Sequence[EntryKind], document: Document, folder: Path, *, public: bool
) -> Path:
    """Build one version of a pack of these sections, and return it."""
    title = "Everything" if len(kinds) > 1 else f"Pack of {kinds[0].value}"
    entries = tuple(EntrySpec(kind) for kind in kinds)
    document.run(AddPack(1, title, PackWords("Board"), entries=entries))
    wish = BuildWish(folder, public=public, full=not public)
    (built,) = build_packs(document, title, wish)
    return built.path


def sections(document: Document) -> dict[EntryKind, object]:
    """Return what every section made from the first plan says now."""
    with document.read() as session:
        plan_id = plans(session)[0].id
        source = Source(session, read_facts(session, plan_id, None), plan_id, tuple)
        return {kind: made_section(kind, source) for kind in KINDS}


def sections_of_pack(pack: Path, folder: Path) -> dict[EntryKind, object]:
    """Return what the sections of a plan say that was made from a pack."""
    made = folder / "from pack.plandesk"
    new_from_pack(made, pack)
    with Document.open(made, read_only=True) as document:
        return sections(document)


def alternative_texts(pack: Path) -> Iterator[str]:
    """Yield what a pack says of its charts and pictures in words."""
    with pikepdf.open(pack) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
                yield str(thing["/Alt"])
