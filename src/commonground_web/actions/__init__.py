"""What may be done: one action, one file, done whole or not at all."""
