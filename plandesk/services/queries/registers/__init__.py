"""What screens and reports read from registers."""
