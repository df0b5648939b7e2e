"""What one side sees alone: what-if packages and the versions that it keeps of them."""
