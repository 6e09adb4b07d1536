"""The plan file: opening, checking, locking, migrating and backing up."""
