"""Values: the nouns that every room shares. Frozen, exact, and knowing nothing of the rooms above."""
