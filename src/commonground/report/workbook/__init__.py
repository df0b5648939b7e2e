"""The costing workbook as values: sheets of cells with formula, unit and name; what it looks like is `files`' affair."""
