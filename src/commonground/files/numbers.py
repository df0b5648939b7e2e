"""Numbers as a spreadsheet shows them: a binary fraction back to the decimal that a person typed.

Law: at most fifteen significant digits (what a spreadsheet keeps), without an exponent, so 0.1 + 0.2 reads as 0.3.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite


def number_text(number: float) -> str:
    """A number as text.

    >>> number_text(0.1 + 0.2), number_text(82630.0), number_text(1e-7)
    ('0.3', '82630', '0.0000001')
    """
    if not isfinite(number):
        return f"{number}"
    return f"{Decimal(f'{number:.15g}') + 0:f}"
