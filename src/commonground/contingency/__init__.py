"""Contingency: days lost and made up with what they do to pay, and the pickets that a strike plans.

Shown without advice: every figure is for both sides, and none says what either should do.
"""
