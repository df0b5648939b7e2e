"""Bargaining: who passed what when, in answer to what; what stands on the table, how it moved, what is tentatively agreed."""
