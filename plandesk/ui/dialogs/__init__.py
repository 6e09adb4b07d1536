"""Boxes that ask for several things at once; nothing is written before OK."""
