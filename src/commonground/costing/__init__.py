"""Costing: what an agreement costs, what an offer changes, what lies between two offers, and why."""
