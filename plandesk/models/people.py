"""People and posts that lead, sponsor or keep the plan."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from plandesk.models.base import Base, WithUid
from plandesk.models.types import PersonKind


class Person(WithUid, Base):
    """A named person, or a post whoever holds it."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(default=PersonKind.ROLE.value)
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
