"""Trackers as officers keep them, read into plain content: grids, rows, columns, values."""
