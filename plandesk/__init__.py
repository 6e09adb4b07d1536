"""PlanDesk keeps a council's improvement plan, its returns and its board packs."""

__version__ = "0.1.0"
