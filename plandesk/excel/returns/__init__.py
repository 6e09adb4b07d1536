"""The workbook of a return: written, read back, judged and annotated."""
