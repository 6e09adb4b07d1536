"""Bringing a tracker in, step by step."""
