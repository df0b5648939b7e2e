"""Ongoing: the same prices with nothing paid once, so that a payment is seen with all that it drags along.

Law: one-time = the whole cost - the cost with every one-time line at nothing.
Worked example: docs/arithmetic/one-time-and-ongoing.md.
"""

from __future__ import annotations

import numpy as np

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Cents, Engine
from commonground.costing.lines import Line
from commonground.costing.period import Block


class Ongoing(Engine):
    """Prices agreements as if no line that is paid once were paid."""

    def block(self, agreement: Agreement, line: Line, block: Block) -> Cents:
        """Cents by period and group; nothing on a line that is paid once."""
        found = super().block(agreement, line, block)
        return np.zeros_like(found) if line.rule.one_time else found
