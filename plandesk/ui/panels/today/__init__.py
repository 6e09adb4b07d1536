"""The start page: what today asks for."""
