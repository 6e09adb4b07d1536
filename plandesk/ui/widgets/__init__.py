"""Small parts that panels are put together from."""
