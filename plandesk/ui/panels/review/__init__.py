"""The review of a period, project by project."""
