"""Every table of the plan file; importing this module makes the metadata whole."""

from plandesk.models import (
    assurance,
    audit,
    detail,
    exempt,
    meeting,
    packs,
    people,
    period,
    plan,
    registers,
    returns,
    review,
    views,
)
from plandesk.models.base import Base, configure_history

MODULES = (
    plan,
    people,
    period,
    detail,
    exempt,
    audit,
    returns,
    assurance,
    review,
    meeting,
    packs,
    views,
    registers,
)
metadata = Base.metadata

configure_history()
