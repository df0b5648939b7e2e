"""Headers: guessing which column of a payroll file says what, from the words at its top.

Law: a guess comes with its reason, so that a person can read and correct it; no header is used twice.
Not here: reading cells. Values from the first rows may be given, only to tell an FTE of 1 from 100 percent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from commonground.workforce.columns import AMOUNT, PERSON, POSITION, ColumnMapping, SalaryBasis, Vacancy, is_mapped

VACANT = "vacant"
LEAST_PERCENT = 50
FULL_TIME_SALARY = (
    "full time salary", "full time annual salary", "fte annual salary", "fte salary", "annualized salary",
    "full time rate", "full time equivalent salary", "schedule salary",
)  # fmt: skip
WORDS: dict[str, tuple[str, ...]] = {
    PERSON: (
        "person", "employee id", "employee number", "employee num", "employee no", "emp id", "empl id", "emplid", "emp no",
        "staff id", "staff number", "person id", "teacher id", "worker id", "ein", "employee", "emp", "empl", "id",
    ),
    VACANT: (
        "vacant", "is vacant", "vacancy", "vacant position", "position status", "vacant filled",
    ),
    "title": (
        "job title", "position title", "title", "job description", "position description", "assignment title",
        "assignment", "classification title", "job class title", "job name", "job", "role", "position",
    ),
    POSITION: (
        "pos", "position number", "position id", "position no", "pos no", "pos number", "position", "pcn",
        "position control number",
    ),
    "salary": (
        "annual salary", "annual sal", "base sal", "salary", "annual rate", "base salary", "contract salary", "annual pay",
        "base pay", "annual base", "annual base salary", "current salary", "actual salary", "gross salary", "total salary",
        "contract amount", "annual amount", "pay rate", "rate of pay", "pay", *FULL_TIME_SALARY,
    ),
    "fte": (
        "fte", "full time equivalent", "fte percent", "percent fte", "percent of full time", "percent", "pct",
        "contract percent", "assignment percent", "percent time", "time percent", "weekly hours", "hours per week",
        "std hours", "standard hours", "hours",
    ),
    "schedule": (
        "schedule", "salary schedule", "pay schedule", "salary table", "pay table", "salary plan", "sal plan",
        "sal sched", "pay plan", "work year", "work calendar", "calendar", "contract days", "days",
    ),
    "step": (
        "step", "pay step", "salary step", "schedule step", "sal step", "current step", "salary level", "stp",
    ),
    "lane": (
        "lane", "salary lane", "pay lane", "education lane", "column", "salary column", "class", "salary class",
        "pay class", "degree", "education", "education level", "ed level", "degree level", "range", "grade", "pay grade",
        "salary grade", "columns", "col", "deg", "educ",
    ),
    "tier": (
        "tier", "pension tier", "retirement tier", "retirement plan", "pension plan",
    ),
    "hired": (
        "hire date", "hire dt", "hired", "dt of hire", "doh", "date of hire", "date hired", "original hire date", "last hire date",
        "adjusted hire date", "start date", "seniority date", "employment date",
    ),
    "service": (
        "service", "years of service", "service years", "years", "yrs", "yrs of service", "years service",
        "experience", "years experience", "years of experience", "yrs experience", "yrs exp", "yrs svc",
        "creditable years", "seniority", "credited years",
    ),
    "school": (
        "school", "school name", "building", "building name", "bldg", "bldg name", "location", "location name", "site", "site name",
        "campus", "work location", "department", "dept", "department name", "dept name", "worksite", "dept id",
    ),
    "fund": (
        "fund", "fund name", "fund code", "fund number", "funding source", "funding", "budget category", "resource",
    ),
    "unit": (
        "unit", "bargaining unit", "union affiliation", "union", "bargaining group", "union code", "barg unit",
        "union name", "association",
    ),
    "health_plan": (
        "health plan", "medical plan", "med plan", "plan", "insurance plan", "medical", "benefit plan",
    ),
    "health_tier": (
        "health tier", "health plan tier", "medical tier", "med tier", "plan tier",
        "coverage", "coverage level", "coverage tier", "coverage type", "medical coverage",
        "plan coverage", "dependent coverage",
    ),
    "rating": (
        "rating", "evaluation rating", "summative rating", "performance rating", "evaluation", "effectiveness rating",
    ),
    "leave_days": (
        "leave days", "sick days", "sick leave balance", "sick leave days", "unused sick days", "leave balance",
    ),
    "count": (
        "count", "headcount", "head count", "people", "employees", "number of employees", "heads",
    ),
}  # fmt: skip
NEVER = {
    "salary": re.compile(
        r"\b(benefits?|pension|insurance|health|hourly|daily|stipend|plan|step|schedule|lane|grade)\b"
    ),
    "fte": re.compile(r"\b(salary|pay|amount|rate|cost)\b"),
    "school": re.compile(r"\b(id|code|number|no|year|day)\b"),
    "title": re.compile(r"\b(id|code|number|no|date|fte|percent|salary)\b"),
    "tier": re.compile(r"\b(health|medical|med|dental|vision|insurance|coverage|benefits?)\b"),
    "count": re.compile(r"\b(id|name|date)\b"),
}


def guess_mapping(
    headers: Sequence[str], samples: Mapping[str, Sequence[str]] | None = None, **constants: str
) -> ColumnMapping:
    """Guess the mapping of a payroll file from its headers; `samples` are the first values under each.

    >>> guess = guess_mapping(["Employee ID", "Position", "Step", "Annual Salary", "FTE", "vacant"])
    >>> dict(guess.headers)["title"], guess.reasons["salary"]
    ('Position', '"Annual Salary" is a usual name for salary')
    """
    plain = {header: _plain(header) for header in headers}
    samples = samples or {}
    chosen: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for exact in (True, False):
        for name, words in WORDS.items():
            if name in chosen:
                continue
            free = {header: text for header, text in plain.items() if header not in chosen.values()}
            found = _usual(name, words, free, samples) if exact else _partly(name, words, free)
            if found:
                chosen[name] = found
                said = "is a usual name for" if exact else "holds the words of a usual name for"
                reasons[name] = f'"{found}" {said} {name.replace("_", " ")}'
    vacant = chosen.pop(VACANT, None)
    basis, full_time = SalaryBasis.AS_PAID, Fraction(1)
    if "salary" in chosen and plain[chosen["salary"]] in FULL_TIME_SALARY:
        basis = SalaryBasis.FULL_TIME
        reasons["salary_basis"] = f'"{chosen["salary"]}" names the pay of the job held full-time'
    if "fte" in chosen and "count" not in chosen:
        full_time, why = _full_time(plain[chosen["fte"]], samples.get(chosen["fte"], ()))
        if why:
            reasons["full_time"] = why
    headers_of = {name: header for name, header in chosen.items() if name not in constants}
    for header in headers:
        if header.startswith(AMOUNT) and is_mapped(header):
            headers_of = {name: taken for name, taken in headers_of.items() if taken != header} | {header: header}
            reasons[header] = "the header says that it is an amount of money"
    vacancy = Vacancy(vacant) if vacant else None
    return ColumnMapping(headers_of, constants, {}, (), vacancy, basis, full_time, reasons)


def _plain(header: str) -> str:
    """A header as plain words: "Pos #" is "pos", "% F.T.E." is "percent fte", "hireDate" is "hire date"."""
    joined = re.sub(r"\b[A-Za-z](?:\.[A-Za-z])+\b", lambda initials: initials[0].replace(".", ""), header)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", joined)
    return " ".join(re.findall(r"[a-z0-9]+", spaced.replace("%", " percent ").lower()))


def _usual(
    name: str, words: Sequence[str], free: Mapping[str, str], samples: Mapping[str, Sequence[str]]
) -> str | None:
    for word in words:
        for header, text in free.items():
            if text != word:
                continue
            numbers = _all_numbers(samples.get(header, ()))
            if not (name == "title" and numbers) and not (name == PERSON and word == "employee" and not numbers):
                return header
    return None


def _partly(name: str, words: Sequence[str], free: Mapping[str, str]) -> str | None:
    never = NEVER.get(name)
    for word in words:
        if (len(word) < 4 and word != "fte") or (name in (PERSON, POSITION, VACANT) and " " not in word):
            continue
        for header, text in free.items():
            if re.search(rf"\b{re.escape(word)}\b", text) and not (never and never.search(text)):
                return header
    return None


def _all_numbers(values: Sequence[str]) -> bool:
    return bool(values) and all(value.strip().replace(".", "").isdecimal() for value in values if value.strip())


def _full_time(text: str, values: Sequence[str]) -> tuple[Fraction, str]:
    """What a full-time job is in the FTE column: hundredths, or the commonest number of hours, else 1.

    Values of 3.5 and 22 and none from 50 on are no percentages: they are jobs of several people, which a row says by a count.
    """
    large = [value.strip() for value in values if re.fullmatch(r"\s*\d{1,3}(\.\d+)?\s*", value) and float(value) > 2]
    if large and 2 * len(large) > len(values):
        full = max(sorted(set(large)), key=large.count)
        if "hour" in text or "hrs" in text:
            return Fraction(full), f"most rows say {full} hours"
        if max(map(float, large)) >= LEAST_PERCENT:
            return Fraction(100), "its values are percentages"
    return Fraction(1), ""
