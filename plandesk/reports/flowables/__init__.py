"""The blocks that pages are filled with."""
