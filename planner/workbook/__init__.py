"""A case in a workbook: the layout of its sheets, and how they are read."""
