"""`check` says where a version of a salary schedule prints less than is in force on the day before."""

from __future__ import annotations

PRINT_AGAIN = """
[[edit]]
op = "set"
provision = "teacher-schedule"
at = "table"
value = "schedules/again.csv"
from = 2027-07-01
"""


def test_an_offer_that_prints_an_old_table_again_is_warned_of(go, meadowbrook):
    schedules, offer = meadowbrook / "schedules", meadowbrook / "offers" / "2026-02-24-union.toml"
    (meadowbrook / "passes.toml").unlink()  # what has crossed the table may not be edited
    rows = (schedules / "teachers.csv").read_text(encoding="utf-8").splitlines()
    first = rows[1].rsplit(",", 1)[0] + ",99999"
    (schedules / "again.csv").write_text("\n".join([rows[0], first, *rows[2:]]), encoding="utf-8")
    offer.write_text(offer.read_text(encoding="utf-8") + PRINT_AGAIN, encoding="utf-8")

    said = go("check", meadowbrook)

    [warning] = [problem for problem in said.problems if "below those in force" in problem]
    assert warning.startswith("warning: offers/2026-02-24-union.toml line ")
    assert (
        f"a version of 2027-07-01 that prints {len(rows) - 2} salaries below those in force on the day before"
        in warning
    )
    [on_top] = [problem for problem in said.problems if "prints other salaries" in problem]
    assert "a raise from 2027-07-01, the day on which a version of teacher-schedule prints other salaries" in on_top
    assert said.code == 0
