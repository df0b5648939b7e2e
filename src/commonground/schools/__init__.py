"""Schools: which schools a district has, whom they teach, and the classes that they are taught in.

Here are the figures that clauses are reckoned from. Where a building stands and how many it takes is siting's (`contingency`).
"""
