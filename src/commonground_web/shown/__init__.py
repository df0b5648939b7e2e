"""How values become pages: tables, charts, exports, failures. What is shown, and to whom, the audiences decide."""
