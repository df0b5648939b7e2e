"""`commonground demo`: both offers of Chicago 2019, from nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from commonground.asked.offers import latest_offers
from commonground.cli import exits
from commonground.cli.opened import opened
from commonground.cli.output import Format, show
from commonground.cli.workbook import write_workbook
from commonground.costing.breakdown import Against, By
from commonground.costing.views import View
from commonground.report.citations import citation_table
from commonground.report.costs import cost_table
from commonground.report.gaps import gap_tables

NEXT = """
What to try next:
  commonground compare chicago-2019 08-26-board settlement
  commonground cost chicago-2019 --offer union --by issue --against status-quo
  commonground member chicago-2019 --step 7 --lane 3
  commonground scattergram chicago-2019 --schedule "208 day"
  commonground afford chicago-2019 --money 12000000
  commonground explain chicago-2019 union/2021-22/component:pension\\ pickup
  commonground new my-district
"""


def demo(*, out: Path = Path("chicago-2019.xlsx")) -> int:
    """Price the district's and the union's offers of Chicago 2019 on the scattergram of the real payroll.

    Prints the cost of both offers and the gap between them, and writes an Excel workbook with live formulas.

    Examples
    --------
    commonground demo
    commonground demo --out /tmp/chicago.xlsx

    Parameters
    ----------
    out
        the workbook
    """
    negotiation = opened(Path("chicago-2019"))
    offers = latest_offers(negotiation)
    agreements = [negotiation.pricing.applied(offer).agreement for offer in offers]
    base = Against(f"the base year {negotiation.base}")
    tables = [
        cost_table(negotiation, offer.id, agreement, base, View.ANNUAL, By.COMPONENT)
        for offer, agreement in zip(offers, agreements, strict=True)
    ]
    names = (offers[0].id, offers[1].id)
    tables += gap_tables(negotiation, names, (agreements[0], agreements[1]))
    tables.append(citation_table(negotiation.pricing.engine, agreements))
    show(tables, Format.TABLE)
    sys.stdout.write("\n")
    code = write_workbook(negotiation, [offer.id for offer in offers], out, live_status_quo=False)
    sys.stdout.write(NEXT)
    return code or exits.DONE
