"""`scattergram --measure cell`: the schedule as it is built in a year, every cell of it."""

from __future__ import annotations

import csv
import io

TEACHERS = ("--schedule", "teacher", "--measure", "cell", "--format", "csv")


def grid(out: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(out)))


def test_every_cell_is_shown_in_the_order_of_the_schedule(go, meadowbrook):
    said = go("scattergram", meadowbrook, *TEACHERS)

    head, *rows = grid(said.out)
    assert head == ["step", "lane BA", "lane MA", "lane MA+30"]
    assert [row[0] for row in rows] == [str(step) for step in range(1, 11)]
    assert rows[1] == ["2", "49200.00", "53200.00", "56200.00"]


def test_a_cell_on_which_nobody_stands_is_shown_as_well(go, meadowbrook):
    stands = grid(go("scattergram", meadowbrook, "--schedule", "teacher", "--format", "csv").out)
    cells = grid(go("scattergram", meadowbrook, *TEACHERS).out)

    empty = sum(not cell for row in stands[1:] for cell in row[1:])
    assert empty
    assert all(cell for row in cells for cell in row)


def test_the_schedule_of_a_year_is_built_by_the_offers_raises(go, meadowbrook):
    said = go("scattergram", meadowbrook, *TEACHERS, "--offer", "2026-02-24-union", "--year", "2027-28")

    assert grid(said.out)[1] == ["1", "51667.00", "55973.00", "59202.00"]


def test_rates_of_a_day_are_shown_as_rates(go, folder):
    agreement, schedule = folder / "agreement.toml", folder / "schedules" / "teachers.csv"
    days = agreement.read_text(encoding="utf-8").replace('carry = "dollar"', 'full_time_units = 188\ncarry = "cent"')
    agreement.write_text(days, encoding="utf-8")
    rates = [f"{step},{250 + step}.75,{270 + step}.40" for step in range(1, 7)]
    schedule.write_text("\n".join(["step,BA,MA", *rates]) + "\n", encoding="utf-8")

    said = go("scattergram", folder, "--measure", "cell")

    assert "rate, of which a full-time year is 188" in said.out
    printed = [line.split() for line in said.out.splitlines() if ".75" in line]
    assert printed == [rate.split(",") for rate in rates]


def test_a_schedule_on_which_nobody_stands_is_said(go, meadowbrook):
    said = go("scattergram", meadowbrook, "--measure", "cell", "--schedule", "nurses")

    assert said.code == 2
    assert "nobody stands on schedule 'nurses'" in said.err
