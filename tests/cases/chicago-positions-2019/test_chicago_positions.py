"""Chicago 2019: case managers by bands, floors over a past count against one at each school, 120 schools by and by."""

from __future__ import annotations

import csv
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.staffing import promised, staffing
from commonground.costing.engine import Engine
from commonground.files.folder import read_negotiation
from commonground.files.ready import ready_folder
from commonground.files.school_tables import read_schools
from commonground.schools.schools import Schools
from little_district import clause

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())
SAID = tomllib.loads((HERE / "clauses.toml").read_text(), parse_float=Decimal)
CLAUSES = {name: KINDS["staffing"].terms.model_validate(terms) for name, terms in SAID.items()}
SCHOOLS, _ = read_schools(HERE)
YEARS = range(2019, 2024)
PROFILES = ROOT.parent / "shared/data/schools/cps_schools_2018-19.csv"
FIRST = (0, 50, 105, 175, 240, 300)


@pytest.mark.parametrize("position", CLAUSES)
def test_what_is_added_by_year_is_what_the_agreement_promises(position):
    assert [staffing(year, SCHOOLS, CLAUSES[position]) for year in YEARS] == PUBLISHED[position]


def test_the_bands_make_the_case_managers():
    assert promised(CLAUSES["case-managers"], 2023, SCHOOLS) == PUBLISHED["case-managers-by-the-bands"]


def test_one_at_each_school_is_more_than_the_floor_where_only_school_nurses_count():
    alone = CLAUSES["nurses"].model_copy(update={"existing": Fraction(127)})

    assert promised(alone, 2023, SCHOOLS) == PUBLISHED["schools"]
    assert staffing(2023, SCHOOLS, alone) == 429


@pytest.mark.skipif(not PROFILES.exists(), reason=f"the school profiles of 2018-19 are not at {PROFILES}")
def test_the_counts_by_band_are_those_of_the_schools_and_price_the_clause_as_they_do():
    rows = [
        row
        for row in csv.DictReader(PROFILES.read_text(encoding="utf-8").splitlines())
        if row["network"] not in ("Charter", "Contract")
    ]
    plans = [int(row["special_education"]) for row in rows]
    own = Schools.of(
        {"school": [row["school_id"] for row in rows], "level": [row["category"] for row in rows]},
        {"schools": [1] * len(rows), "special_education": plans},
    )

    bands = [sum(low <= n < high for n in plans) for low, high in zip(FIRST, (*FIRST[1:], 10**6), strict=True)]
    assert (len(rows), bands) == (PUBLISHED["schools"], PUBLISHED["bands"])
    for terms in CLAUSES.values():
        assert [staffing(year, own, terms) for year in YEARS] == [staffing(year, SCHOOLS, terms) for year in YEARS]


def test_each_is_priced_at_the_mean_of_the_unit():
    chicago = read_negotiation(ready_folder() / "chicago-2019")
    agreement = chicago.pricing.applied(chicago.offer("2019-10-31-settlement")).agreement
    for name, terms in SAID.items():
        agreement = agreement.with_provision(clause(name, "staffing", **terms))

    lines = Engine(chicago.roster, chicago.calendar, chicago.base, SCHOOLS).price(agreement).lines

    pay = sum(line.totals[5] for line in lines if line.rule.is_pay)
    mean = Fraction(pay * 10_000, chicago.roster.fte)
    added = {line.id: line.totals for line in lines if line.rule.per == "position"}
    for name in SAID:
        assert added[name][5] == int(mean * PUBLISHED[name][-1] + Fraction(1, 2))
