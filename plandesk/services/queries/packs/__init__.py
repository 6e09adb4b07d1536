"""What packs and their sections read from the plan."""
