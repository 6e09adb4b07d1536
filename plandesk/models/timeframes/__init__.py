"""Timeframes: what a printed one says, and which days it means."""
