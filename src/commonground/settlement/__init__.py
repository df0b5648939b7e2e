"""Settlement: packages that fit the money and that both sides prefer, found exactly, with a certificate.

What a side values is its own: the frontier and the points are for the neutral, and each side is told its own value alone.
Not here: which package is fair, or what either side should do.
"""
