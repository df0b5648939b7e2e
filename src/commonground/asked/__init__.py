"""Asked: what a person names (an offer, a unit, a day, a claim, a figure), found in a negotiation; else `Misused`.

Law: nothing here writes to a terminal or a file; the command line and the pages say what they are told, each in its manner.
"""
