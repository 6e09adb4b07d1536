"""Qt item models: the plan as views ask for it."""
