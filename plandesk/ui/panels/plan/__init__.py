"""The plan's table and the panels that open in it."""
