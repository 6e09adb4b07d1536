"""Copies of a plan: checked, restored, rescued, locked, given away, worked on, merged."""
