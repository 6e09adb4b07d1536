"""Periods, their closing and meetings, and the plan as it was."""
