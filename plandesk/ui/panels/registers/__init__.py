"""Registers: entries in views, their values, scores and links."""
