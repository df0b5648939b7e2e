"""Ongoing: the same prices with nothing paid once, so that a payment is seen with all that it drags along.

Law: one-time = the whole cost - the cost with every one-time line at nothing.
Worked example: docs/arithmetic/one-time-and-ongoing.md.
"""

from __future__ import annotations

from commonground.costing.engine import Engine


class Ongoing(Engine):
    """Prices agreements as if no line that is paid once were paid."""

    pays_once = False
