"""Misused: something is named that does not exist, or asked for that cannot be."""

from __future__ import annotations


class Misused(Exception):
    """What is named does not exist, or what is asked for cannot be; the text says what there is, or what to write."""
