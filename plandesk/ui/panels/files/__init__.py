"""Pages about the plan's file: backups, merging, history."""
