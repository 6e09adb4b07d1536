"""Use cases: everything the window and the command line can do to a plan."""
