"""What the parties agreed to tell the public."""
