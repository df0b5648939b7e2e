"""The ready negotiation chicago-2012: its placement on a schedule worked back from later ones, and its prices."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from commonground.agreement.offer import Edit, Operation
from commonground.asked.claims import between, model_of
from commonground.bargaining.ratified import ratified
from commonground.bridge.bridge import Bridge
from commonground.claims.check import Checked, Verdict, check_claims
from commonground.claims.claim import Claims
from commonground.cli.app import run
from commonground.costing.breakdown import Against, By, differences
from commonground.files.claims import read_claims
from commonground.files.ready import ready_folder
from commonground.negotiation import Negotiation
from commonground.workforce.roster import Roster
from little_district import clause
from readings import read_once

FOLDER = ready_folder() / "chicago-2012"
CASES = Path(__file__).parents[1] / "cases"
PAYROLL = Path(__file__).parents[2].parent / "shared/data/roster/cps_2012-07-11.csv"

needs_payroll = pytest.mark.skipif(not PAYROLL.exists(), reason=f"the payroll of 11 July 2012 is not at {PAYROLL}")


@cache
def chicago() -> Negotiation:
    found = read_once(FOLDER).negotiation
    assert found is not None
    return found


def by_unit(roster: Roster) -> Counter[tuple[str, bool]]:
    """People by unit, and whether they stand on a step."""
    found: Counter[tuple[str, bool]] = Counter()
    units, steps = (roster.labels[column].to_list() for column in ("unit", "step"))
    for unit, step, count in zip(units, steps, roster.numbers["count"].tolist(), strict=True):
        found[unit, bool(step)] += count
    return found


def test_everyone_who_fills_a_position_of_the_union_is_on_it():
    assert (chicago().roster.people, chicago().roster.fte) == (24_351, 22_997_4000)


def test_the_base_year_is_the_payroll_within_what_the_schedule_rounds():
    assert chicago().pricing.status_quo.totals[0] == 1_536_161_651_02  # the payroll says 1,536,160,917.60


def test_whoever_stands_off_the_schedule_is_in_plain_sight():
    assert by_unit(chicago().roster) == {
        ("teachers", True): 17_096,
        ("teachers", False): 3_746,
        ("support", False): 3_509,
    }


@needs_payroll
def test_the_counts_that_are_shipped_are_those_of_the_placed_payroll(tmp_path, capsys):
    copy = Path(shutil.copytree(FOLDER, tmp_path / "chicago"))
    (copy / "scattergram.csv").unlink()

    assert run(["import-roster", str(PAYROLL), "--into", str(copy), "--counts-only", "--split", "all"]) == 0

    shipped = (FOLDER / "scattergram.csv").read_text(encoding="utf-8")
    assert (copy / "scattergram.csv").read_text(encoding="utf-8") == shipped
    assert "24,351  22,997.4  1,536,160,917.60" in capsys.readouterr().out


def test_nothing_of_a_title_or_a_school_is_shipped():
    header = (FOLDER / "scattergram.csv").read_text(encoding="utf-8").splitlines()[0]

    assert header == "unit,schedule,lane,step,count,fte,salary"


def test_the_first_year_of_the_settlement_by_raise_and_step_and_by_unit():
    pricing = chicago().pricing
    agreement = pricing.applied(chicago().offer("settlement")).agreement

    first = {
        name: series.cents[1]
        for by in (By.COMPONENT, By.UNIT)
        for name, series in differences(
            pricing.engine, agreement, Against("base year"), by, pricing.status_quo_agreement
        ).items()
    }

    assert first == {
        "schedule raises": 46_084_853_30,
        "step movement": 25_089_465_19,
        "teachers": 67_193_608_47,
        "support": 3_980_710_02,
    }
    assert abs(first["schedule raises"] - Fraction(3, 100) * pricing.status_quo.totals[0]) < 24_351  # half a cent each


def test_the_schedule_of_2012_13_that_the_settlement_builds_is_the_one_that_was_printed(capsys):
    """A printed step 14 or 15 stands for six or five years of service, each of them a step of the folder."""
    with (CASES / "chicago-schedule-2012" / "inputs.csv").open(encoding="utf-8") as stream:
        printed = {row["step"]: int(row["salary"]) for row in csv.DictReader(stream)}
    shown = ["--schedule", "208 day", "--measure", "cell", "--format", "csv"]

    assert run(["scattergram", "chicago-2012", "--offer", "settlement", "--year", "2012-13", *shown]) == 0

    built = {row["step"]: row["lane 1"] for row in csv.DictReader(capsys.readouterr().out.splitlines())}
    assert len(built) == 13 + 6 + 5
    for step, dollars in built.items():
        assert abs(Fraction(dollars) - printed[step.rstrip("abcdef")]) <= Fraction("0.01"), step


@cache
def claims() -> Claims:
    found, problems = read_claims(FOLDER, chicago())
    assert found is not None
    assert not problems
    return found


@cache
def checked() -> dict[str, Checked]:
    return {one.claim.id: one for one in check_claims(claims(), model_of(chicago()))}


@pytest.mark.parametrize(
    ("claim", "verdict", "value"),
    [
        ("fact-finder-14-85", Verdict.REPRODUCED, "14.85"),
        ("fact-finder-15-13", Verdict.REPRODUCED, "15.1335"),
        ("fact-finder-18-26", Verdict.NOT_REPRODUCIBLE, "16.9747"),
        ("fact-finder-331", Verdict.NOT_REPRODUCIBLE, "260759552.75"),
        ("board-103", Verdict.REPRODUCED, "103000000"),
        ("board-59", Verdict.NOT_REPRODUCIBLE, "46084853.30"),
        ("board-33", Verdict.NOT_REPRODUCIBLE, "25089465.19"),
        ("board-6", Verdict.NOT_REPRODUCIBLE, "3980710.02"),
        ("board-17-6", Verdict.NOT_REPRODUCIBLE, "16.5855"),
        ("union-10", Verdict.REPRODUCED, "10"),
        ("union-10-376", Verdict.REPRODUCED, "10.3764"),
        ("board-76000", Verdict.NOT_REPRODUCIBLE, "71949.27"),
        ("interim-40-50", Verdict.NOT_REPRODUCIBLE, "35039702.69"),
        ("pupils-350000", Verdict.REPRODUCED, "354346"),
        ("vote-needed", Verdict.REPRODUCED, "19877"),
        ("ratified-79-11", Verdict.REPRODUCED, "79.1139"),
        ("strike-7-days", Verdict.REPRODUCED, "7"),
        ("payroll-24351", Verdict.REPRODUCED, "24351"),
        ("payroll-1795-9", Verdict.REPRODUCED, "1795881356.20"),
        ("base-1813", Verdict.REPRODUCED, "1812705366.92"),
        ("base-1967", Verdict.REPRODUCED, "1966666666.67"),
        ("base-ratio", Verdict.REPRODUCED, "108.4942"),
    ],
)
def test_what_was_said_is_recomputed(claim, verdict, value):
    found = checked()[claim]

    assert found.verdict is verdict
    assert abs(found.value - Fraction(value)) < Fraction(1, 100)


def test_the_figures_of_the_folder_itself_are_the_models_to_the_cent():
    own = [one for one in checked().values() if one.claim.id.startswith("model-")]

    assert len(own) == 5
    assert {one.distance for one in own} == {0}


def test_no_claim_stands_without_a_verdict_and_what_is_not_known_is_said():
    assert all(one.recipe for one in checked().values())
    assert checked()["board-5"].verdict is Verdict.UNVERIFIABLE
    assert "UNVERIFIED" in claims().claims["union-30"].note


def bridge(a: str, b: str) -> Bridge:
    return between(FOLDER, chicago(), claims(), a, b)


@pytest.mark.parametrize(
    ("a", "b", "before", "rest"),
    [
        ("model-raises", "board-59", 12_915_146_70, 574_521_64),
        ("model-steps", "board-33", 7_910_534_81, 1_192_065_28),
        ("model-support", "board-6", 2_019_289_98, 953_333_46),
        ("model-first-year", "board-first-year", 31_825_681_51, 7_766_586_92),
        ("model-fact-finder", "fact-finder-331", 70_240_447_25, 414_123_83),
    ],
)
def test_vacancies_and_roll_up_bring_the_payroll_near_the_districts_base_and_the_rest_is_shown(a, b, before, rest):
    found = bridge(a, b)

    assert (found.before, found.rest) == (before, rest)


def test_the_two_hypotheses_are_those_that_the_payroll_and_the_law_give():
    fill, roll_up = (one.hypothesis.second for one in bridge("model-raises", "board-59").hypotheses)

    assert abs(fill - Fraction("1795881356.20") / Fraction("1536160917.60")) < Fraction(1, 10_000)
    assert roll_up == Fraction("0.07") + Fraction("0.0145")


@pytest.mark.parametrize(("a", "b"), [("union-10", "board-17-6"), ("fact-finder-14-85", "fact-finder-18-26")])
def test_what_steps_are_said_to_add_in_percent_is_what_the_model_gives(a, b):
    reckoned = sum(one.share for one in bridge(a, b).hypotheses[:2])

    simple, with_steps = claims().claims[a].figure.amount, checked()[b].value
    assert abs(
        Fraction(reckoned, bridge(a, b).end) * claims().claims[b].figure.amount - (with_steps - simple)
    ) < Fraction(1, 1000)


def test_published_on_18_july_a_strike_may_begin_on_17_august(capsys):
    assert run(["calendar", str(FOLDER), "--on", "2012-07-20"]) == 0

    [line] = [line for line in capsys.readouterr().out.splitlines() if line.strip().startswith("by what has happened")]
    assert "Fri 17 Aug 2012" in line


def test_what_both_agreed_is_the_settlement_and_the_teachers_of_july():
    settled = chicago().pricing.amended(chicago().offers["2012-10-05-settlement"]).agreement
    new = {clause.id: clause.digest for clause in ratified(chicago().history)}

    assert new.keys() - {clause.id for clause in settled} == {"added-teachers"}
    assert {clause.id: clause.digest for clause in settled}.items() <= new.items()


def test_a_proposal_that_no_source_confirms_says_so_wherever_it_is_printed():
    assert "unverified" in chicago().offer("union").title


def test_five_million_for_lanes_would_take_one_in_nine_on_the_schedule_to_move_one_lane_up():
    move = [
        {"from_lane": str(lane), "to_lane": str(lane + 1), "share": "11.7%", "first_year": "2012-13"}
        for lane in range(1, 6)
    ]
    settlement = chicago().offer("settlement")
    moves = Edit(Operation.INSERT, "moves", clause=clause("moves", "lane_movement", changes=move))

    costing = chicago().pricing.offer(replace(settlement, edits=(*settlement.edits, moves)))

    lanes = sum(line.totals[1] for line in costing.lines if line.rule.name == "lane_movement")
    assert abs(Fraction(lanes) * Fraction("1.169") * Fraction("1.0845") - 5_000_000_00) < 50_000_00


def test_the_votes_are_counted_as_they_were_announced(capsys):
    for vote, said in (("authorisation-2012", "89.73 % of members"), ("ratification-2012", "79.11 %")):
        assert run(["vote", "result", str(FOLDER), vote]) == 0

        out = " ".join(capsys.readouterr().out.split())
        assert said in out
        assert "outcome passed" in out
