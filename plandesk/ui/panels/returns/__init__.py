"""Returns: issuing them, who has what, and taking them back."""
