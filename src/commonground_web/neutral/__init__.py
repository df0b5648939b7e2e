"""What the neutral sees alone: what each side values, and the packages that neither can better for nothing."""
