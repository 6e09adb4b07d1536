"""Every table of the plan file; importing this module makes the metadata whole."""

from plandesk.models import audit, detail, people, period, plan, returns
from plandesk.models.base import Base, configure_history

MODULES = (plan, people, period, detail, audit, returns)
metadata = Base.metadata

configure_history()
