"""Comparables: what other districts pay and have settled for, prices, and where a figure stands among them."""
