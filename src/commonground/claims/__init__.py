"""Claims: every public figure with who said it, and whether it can be had again from the model; never "true" or "false"."""
