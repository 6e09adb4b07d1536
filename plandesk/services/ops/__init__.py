"""Writes: one frozen dataclass for each thing a user can do."""
