"""Report: tables as values, every cell with its label, unit and address; no formatting, no file."""
