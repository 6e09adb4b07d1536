"""Settings of the plan and of the person."""
