"""Where people stand in a year: the roster with its steps moved along under an agreement, and what each row is paid."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.costing.engine import Engine
from commonground.costing.period import Period
from commonground.values.labels import Labels
from commonground.workforce.roster import Roster


def placed(engine: Engine, agreement: Agreement, period: Period) -> tuple[Roster, npt.NDArray[np.int64]]:
    """The roster with the step of each row at the end of a period, and each row's pay on the schedule, by head, in cents."""
    step = np.array(engine.roster.labels["step"].to_list(), dtype=object)
    pay = np.zeros(len(engine.roster), dtype=np.int64)
    for line in engine.join(agreement).lines.values():
        if line.rule.name != "salary":
            continue
        inside = line.group >= 0
        pay[inside] += engine.values(agreement, line, period)[line.group[inside]]
        for standing in line.standings:
            if standing.band.is_personal:
                continue
            moment = engine.timeline(agreement, standing.band, period).on(period.day or period.year.last)
            steps = np.array([key.step for key in standing.band.keys], dtype=object)
            of_group = np.full(len(line.count), "", dtype=object)
            of_group[standing.rows] = steps[moment.place[standing.cell]]
            here = inside & np.isin(line.group, standing.rows)
            step[here] = of_group[line.group[here]]
    return engine.roster.replace(labels={"step": Labels.of(step.tolist())}), pay
