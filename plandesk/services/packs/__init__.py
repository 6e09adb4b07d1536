"""Packs: agendas filled from the plan, built, kept, checked."""
