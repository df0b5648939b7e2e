"""Procedure: what the law of bargaining asks of each side, by when, and when a strike may begin; rule packs as data.

Counsel decides. A pack says the rules in this project's own words, each with its clause and whether it was compared with it.
"""
