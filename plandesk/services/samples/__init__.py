"""The sample plan, made of data and always the same."""
