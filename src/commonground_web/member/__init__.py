"""What an offer means for one person."""
