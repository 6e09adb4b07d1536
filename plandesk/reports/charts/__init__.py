"""Charts as plain geometry, which the PDF and the window both draw; nothing here needs either."""
