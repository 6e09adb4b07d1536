"""Changes to registers: entries, values, links."""
