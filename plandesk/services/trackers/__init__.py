"""Bringing a tracker in: read, chosen, previewed, matched, applied."""
