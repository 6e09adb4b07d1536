"""The checks of a plan: each rule finds what does not add up, says where, and how to mend it."""
