"""Workbooks in and out, by openpyxl; knows no database and no window."""
