"""Kinds: one file for each kind of provision, its terms and its rules; `KINDS` lists them by name, those from elsewhere last."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from commonground.agreement.kind import Kind
from commonground.agreement.kinds import (
    class_size,
    duration,
    health,
    lane_movement,
    language_only,
    layoff,
    leave_payout,
    longevity,
    me_too,
    one_time_payment,
    payroll_tax,
    pension,
    pension_pickup,
    performance_pay,
    pool,
    reopener,
    retirement_incentive,
    salary_schedule,
    schedule_raise,
    staffing,
    step_ladder,
    step_movement,
    stipend,
    work_time,
)
from commonground.agreement.kinds.elsewhere import from_elsewhere, installed

OWN: Mapping[str, Kind] = MappingProxyType(
    {
        module.KIND.name: module.KIND
        for module in (
            salary_schedule,
            step_ladder,
            schedule_raise,
            step_movement,
            lane_movement,
            longevity,
            one_time_payment,
            stipend,
            pension,
            pension_pickup,
            payroll_tax,
            health,
            pool,
            staffing,
            class_size,
            work_time,
            leave_payout,
            performance_pay,
            retirement_incentive,
            layoff,
            me_too,
            duration,
            reopener,
            language_only,
        )
    }
)
ELSEWHERE = from_elsewhere(OWN, installed())
KINDS: Mapping[str, Kind] = MappingProxyType({**OWN, **ELSEWHERE.kinds})
