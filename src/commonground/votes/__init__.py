"""Votes: rolls, rules, tallies, certification and audit of a vote on paper.

Units are never pooled. No file here knows how a person voted: a roll says who may vote, a count says how many did what.
No cryptographic or remote voting: rolls are handed to such systems, and their results are taken in.
"""
