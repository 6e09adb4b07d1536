"""Returns: sent out, taken back, compared, applied, questioned."""
