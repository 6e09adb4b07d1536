"""Pages: draws what it is given as tagged PDF; knows no database and no window."""
