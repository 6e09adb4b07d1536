"""People and posts that lead, sponsor or keep the plan."""

from __future__ import annotations

import re

from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid
from plandesk.models.types import PersonKind

_WITH_POST = re.compile(r"^(?P<name>[^,(]+?)\s*(?:,\s*|\()(?P<post>[^()]+?)\)?$")


def name_and_post(said: str) -> tuple[str, str]:
    """Read "A. Jones, Head of Housing" or "A. Jones (Head of Housing)"; the post may be empty."""
    flat = " ".join(said.split())
    found = _WITH_POST.match(flat)
    return (found["name"], found["post"].strip()) if found else (flat, "")


class Person(WithUid, Base):
    """A named person, or a post whoever holds it; ``post`` is what a named person is."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default=PersonKind.ROLE.value)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
