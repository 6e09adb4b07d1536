"""How the random walk makes up evidence, links, comments and copies."""

from __future__ import annotations

from sqlalchemy import select
from walk_core import GENERATORS, World
from walk_oracle import some_day

from plandesk.models.detail import Comment, Evidence, Link
from plandesk.models.types import LinkKind
from plandesk.services.ops.detail import (
    AddComment,
    AddEvidence,
    AddLink,
    AttachedFile,
    EditEvidence,
    EvidenceText,
    RemoveComment,
    RemoveEvidence,
    RemoveLink,
)
from plandesk.services.ops.duplicate import DuplicateItems


def one_of(world: World, model: type) -> int:
    return world.dice.choice(world.all(select(model.id)) or [0])


def evidence_text(world: World) -> EvidenceText:
    return EvidenceText(
        world.words(),
        world.words(),
        world.dice.choice(
            ("", "https://example.org/minutes", "H:\\papers\\a.docx", "javascript:1")
        ),
        world.dice.choice((None, some_day(world.dice.randint(0, 300)))),
        world.dice.choice(("", "J. Brown")),
    )


def file(world: World) -> AttachedFile | None:
    content = world.dice.choice((b"minutes", b"\x00\xff", b""))
    return world.dice.choice((None, AttachedFile("Minutes.pdf", content)))


GENERATORS |= {
    AddEvidence: lambda w: AddEvidence(w.id(), evidence_text(w), file(w)),
    EditEvidence: lambda w: EditEvidence(one_of(w, Evidence), evidence_text(w), file(w)),
    RemoveEvidence: lambda w: RemoveEvidence((one_of(w, Evidence),)),
    AddLink: lambda w: AddLink(w.id(), w.dice.choice(tuple(LinkKind)), w.id(), w.words()),
    RemoveLink: lambda w: RemoveLink((one_of(w, Link),)),
    AddComment: lambda w: AddComment(w.id(), w.words(), "J. Brown", w.document.now),
    RemoveComment: lambda w: RemoveComment(one_of(w, Comment)),
    DuplicateItems: lambda w: DuplicateItems(w.ids(3)),
}
