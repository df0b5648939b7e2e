"""Families: the fifteen subjects under which a table sorts its issues."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """A subject of bargaining."""

    COMPENSATION = "compensation"
    HEALTH = "health"
    PENSION = "pension"
    CLASS_SIZE = "class size"
    STAFFING = "staffing"
    TIME = "time"
    EVALUATION = "evaluation"
    JOB_SECURITY = "job security"
    DISCIPLINE = "discipline"
    GRIEVANCE = "grievance"
    COMMON_GOOD = "school climate and common good"
    SPECIAL_EDUCATION = "special education and bilingual"
    LEAVES = "leaves"
    ASSOCIATION_RIGHTS = "association rights"
    GOVERNANCE = "governance"
