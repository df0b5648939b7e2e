"""What both sides at the table see: issues, offers, gap, movement, and every figure opened."""
