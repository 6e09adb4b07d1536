"""How table cells are drawn and edited."""
