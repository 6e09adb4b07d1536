"""How each version of the plan file came from the one before; version 1 from nothing."""
