"""Registers as plain content and as workbooks."""
