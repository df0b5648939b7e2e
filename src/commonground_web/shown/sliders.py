"""A slider beside a typed number: from where to where, in which steps. The number is what counts; a slider only turns it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonground.agreement.dials import Dial

RATE_STEPS = ((Decimal(8), Decimal("0.05")), (Decimal(40), Decimal("0.25")))
SLIDES = 200  # how many steps an amount's slider has, about


@dataclass(frozen=True)
class Slider:
    """In plain numbers: a rate in percent, an amount in dollars."""

    low: Decimal
    high: Decimal
    step: Decimal
    value: Decimal


def slider(dial: Dial, text: str) -> Slider:
    """The slider of a dial that says `text`: to twice what it began as, or what it says, if that is more."""
    began, value = (Decimal(said.rstrip("%").replace(",", "").lstrip("$")) for said in (dial.value, text))
    low = min(Decimal(0), began, value)
    if dial.is_rate:
        high = max(Decimal(8), 2 * began, value)
        step = next((step for most, step in RATE_STEPS if high <= most), Decimal(1))
    else:
        high = max(2 * began, value) or Decimal(1000)
        step = max(Decimal(1), Decimal(10) ** (high / SLIDES).adjusted()) if high > SLIDES else Decimal(1)
    return Slider(low, high, step, value)
