"""`commonground calendar`: what it says of Chicago 2019, what it supposes without writing, and what it says of bad input."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from commonground.files.procedure_packs import PACKS
from commonground.files.ready import ready_folder
from commonground.report.calendars import COUNSEL

CASE = """\
pack = "illinois-article-34"

[days]
agreement-expires = 2019-06-30

[[event]]
step = "report-issued"
on = 2019-08-11

[[event]]
step = "report-published"
on = 2019-08-26
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "procedure.toml").write_text(CASE, encoding="utf-8")
    return tmp_path


REOPENER = """\
title = "Agreement"

[[provision]]
id = "reopener"
kind = "reopener"
title = "Reopener on pay"
cite = "Agreement, article 30"
terms = { by = 2019-12-01, opens = 2019-10-01, subjects = ["wages", "health"] }
"""


def test_a_reopener_of_the_agreement_is_an_alarm(go, case):
    (case / "agreement.toml").write_text(REOPENER, encoding="utf-8")

    said = go("calendar", case, "--on", "2019-10-02", "--format", "csv")

    assert "Reopener on pay: wages, health" in said.out
    assert "2019-12-01" in said.out


@pytest.fixture
def chicago(tmp_path):
    return Path(shutil.copytree(ready_folder() / "chicago-2019", tmp_path / "chicago"))


def tables(said):
    return {table["name"]: table for table in json.loads(said.out)["tables"]}


def strike_days(said):
    return {row["label"]: row["values"][:2] for row in tables(said)["calendar/strike"]["rows"]}


def test_chicago_2019_after_the_notice(go):
    said = go("calendar", "chicago-2019", "--on", "2019-09-27", "--format", "json")

    assert said.code == 0
    assert strike_days(said) == {"by what has happened": ["2019-10-07", "2019-10-07"]}


def test_the_table_fits_80_columns_and_says_that_counsel_decides(go):
    for on in ("2019-08-11", "2019-09-01", "2019-10-20", "2026-01-01"):
        said = go("calendar", "chicago-2019", "--on", on)

        assert said.code == 0
        assert [line for line in said.out.splitlines() if len(line) > 80] == []
        assert COUNSEL.split(".")[0] in said.out


def test_a_rule_that_was_not_compared_is_marked_in_every_line_that_uses_it(go):
    said = tables(go("calendar", "chicago-2019", "--on", "2019-01-20", "--format", "json"))
    who = {row["label"]: row["values"][0] for row in said["calendar/next"]["rows"]}

    assert who["Mediation demanded"] == "either party: may, unverified"
    assert {label for label, of in who.items() if "unverified" in str(of)} == {"Mediation demanded"}


def test_the_rules_behind_the_days_that_were_not_compared_stand_with_the_days(go):
    found = tables(go("calendar", "chicago-2019", "--on", "2019-01-20", "--format", "json"))

    [row] = found["calendar/unverified"]["rows"]
    assert row["label"] == "115 ILCS 5/12(a-10), as read here"
    assert row["values"][0].startswith("mediation comes before fact-finding")
    assert list(found)[1:4] == ["calendar/strike", "calendar/conditions", "calendar/unverified"]


def test_once_mediation_is_over_no_rule_behind_chicagos_days_is_unverified(go):
    for on in ("2019-08-11", "2019-08-26", "2019-09-27"):
        assert "calendar/unverified" not in tables(go("calendar", "chicago-2019", "--on", on, "--format", "json"))


def test_every_numbered_reason_is_told(go):
    said = tables(go("calendar", "chicago-2019", "--on", "2019-09-27", "--format", "json"))
    used = {
        cell.split("]")[0] + "]"
        for name, table in said.items()
        if name != "calendar/why"
        for row in table["rows"]
        for cell in row["values"]
        if isinstance(cell, str) and cell.startswith("[")
    }
    told = {row["label"].split("]")[0] + "]" for row in said["calendar/why"]["rows"] if row["label"]}

    assert used == told


def test_supposing_shows_what_would_change_and_writes_nothing(go, case):
    before = {path.name: path.read_bytes() for path in case.iterdir()}

    said = go("calendar", case, "--on", "2019-08-27", "--if", "strike notice on 2019-09-25", "--format", "json")

    changes = {row["label"]: row["values"] for row in tables(said)["calendar/changes"]["rows"]}
    assert changes["earliest strike, by what has happened"] == ["2019-09-25", "2019-10-05"]
    assert strike_days(said)["by what has happened alone"] == ["2019-10-05", "2019-10-07"]
    assert {path.name: path.read_bytes() for path in case.iterdir()} == before


def test_a_notice_that_ends_on_a_holiday_weekend_leads_to_the_day_after_it(go, case):
    said = go("calendar", case, "--on", "2019-08-27", "--if", "strike notice on 2019-10-02", "--format", "json")

    assert strike_days(said)["by what has happened alone"] == ["2019-10-12", "2019-10-15"]


def test_the_school_calendar_decides_the_first_school_day(go, chicago):
    said = go("calendar", chicago, "--on", "2019-09-01", "--if", "strike notice on 2019-12-20", "--format", "json")

    assert strike_days(said)["by what has happened alone"] == ["2019-12-30", "2020-01-02"]


def test_csv_has_plain_days(go):
    rows = list(csv.reader(io.StringIO(go("calendar", "chicago-2019", "--on", "2019-09-27", "--format", "csv").out)))

    assert ["by what has happened", "2019-10-07", "2019-10-07", "[1]"] in rows


def test_a_calendar_file_holds_the_days_and_keeps_its_identifiers(go, case, tmp_path):
    out = tmp_path / "out.ics"
    first = go("calendar", case, "--on", "2019-08-27", "--format", "ics").out

    said = go(
        "calendar", case, "--on", "2019-08-27", "--if", "strike notice on 2019-09-25", "--format", "ics", "--out", out
    )

    events = [
        {
            str(e["SUMMARY"]): (e["DTSTART"].dt.isoformat(), str(e["UID"]))
            for e in Calendar.from_ical(text).walk("VEVENT")
        }
        for text in (first, out.read_text(encoding="utf-8"))
    ]
    strike = [
        next(found for summary, found in each.items() if summary.startswith("Earliest lawful strike day"))
        for each in events
    ]
    assert said.code == 0
    assert [day for day, _ in strike] == ["2019-09-25", "2019-10-05"]
    assert strike[0][1] == strike[1][1]


def test_a_folder_without_a_procedure_is_told_what_to_write(go, tmp_path):
    said = go("calendar", tmp_path)

    assert (said.code, len(said.problems)) == (1, 1)
    assert "a folder without procedure.toml" in said.problems[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"illinois-article-34"',
            '"ilinois"',
            'procedure.toml line 1, key "pack": got "ilinois"; expected a rule pack. Did you mean "illinois"?',
        ),
        (
            '"report-issued"',
            '"report-isued"',
            'procedure.toml line 7, key "step": got "report-isued"; expected a step of the pack illinois-article-34. Did you mean "report-issued"?',
        ),
        (
            "agreement-expires",
            "agreement-expire",
            'procedure.toml line 4, key "agreement-expire": got "agreement-expire"; expected a day of the pack. Did you mean "agreement-expires"?',
        ),
        ("on = 2019-08-26", "on = 2019-08-01", 'procedure.toml line 12, key "on": got 2019-08-01'),
        ("on = 2019-08-26", "on = 2019-08-32", "procedure.toml line 12: got"),
        ("on = 2019-08-26", 'on = "soon"', 'procedure.toml line 12, key "on": got "soon"'),
        ("on = 2019-08-26", "on = 1019-08-26", "a day between 1950 and 2150"),
        (
            "on = 2019-08-26",
            'on = 2019-08-26\nby = "teachers"',
            'procedure.toml line 13, key "by": got "teachers"; expected one of employer, union, either party, both parties,',
        ),
    ],
)
def test_bad_input_is_told_with_its_line_and_how_to_mend_it(go, case, edit, old, new, said):
    if "2019-08-01" in new:
        edit(case / "procedure.toml", '"report-published"', '"report-rejected"')
    edit(case / "procedure.toml", old, new)

    found = go("calendar", case)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


def test_an_event_inside_a_waiting_period_is_only_pointed_out(go, case):
    with (case / "procedure.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[event]]\nstep = "strike-begins"\non = 2019-09-20\n')

    said = go("calendar", case, "--on", "2019-09-21")

    assert said.code == 0
    assert [line for line in said.problems if line.startswith("warning: procedure.toml line 16")]
    assert "began 5 days before" in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("holidays.csv", "date,name\n2019-02-30,none\n", 'holidays.csv row 2, column "date": got "2019-02-30"'),
        ("holidays.csv", "day,name\n2019-02-28,none\n", 'expected a column "date"'),
        ("calendar.toml", "[[year]]\nfirst = 2020-06-16\nlast = 2019-09-03\n", "calendar.toml line 1"),
        (
            "calendar.toml",
            "[[year]]\nfirst = 2019-09-03\nlast = 2020-06-16\nhalf_days = [2021-01-04]\n",
            "a day of the year 2019-09-03 to 2020-06-16",
        ),
    ],
)
def test_a_wrong_holiday_or_school_year_is_told(go, case, file, text, said):
    (case / file).write_text(text, encoding="utf-8")

    found = go("calendar", case)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


def test_a_status_that_is_none_is_told_with_its_row(go, chicago):
    (chicago / "days.csv").write_text("date,status\n2019-10-17,striked\n", encoding="utf-8")

    found = go("calendar", chicago)

    assert (found.code, found.problems[0].split(";")[0]) == (1, 'error: days.csv row 2, column "status": got "striked"')


@pytest.mark.parametrize(
    "words",
    [
        ("--on", "tomorrow"),
        ("--on", "9999-12-31"),
        ("--if", "notice on 9999-12-31"),
        ("--if", "the moon on 2019-05-01"),
        ("--if", "notice"),
        ("--out", "x.ics"),
    ],
)
def test_a_command_that_cannot_be_is_misused(go, case, words):
    assert go("calendar", case, *words).code == 2


def test_an_event_may_name_its_step_as_people_call_it(go, case, edit):
    edit(case / "procedure.toml", '"report-published"', '"report made public"')

    said = go("calendar", case, "--on", "2019-08-27", "--format", "json")

    assert strike_days(said)["by what has happened alone"][0] == "2019-09-25"


def test_check_reads_the_procedure_too(go, chicago, edit):
    edit(chicago / "procedure.toml", '"strike-notice"', '"strike-notic"')

    found = go("check", chicago)

    assert (found.code, len(found.problems)) == (1, 1)


def test_a_folder_may_bring_its_own_pack(go, case, edit):
    pack = Path(__file__).parents[2] / "src" / "commonground" / "procedure" / "packs" / "illinois-article-34.toml"
    text = pack.read_text(encoding="utf-8").replace("days = 30\n", "days = 60\n")
    (case / "own.toml").write_text(text, encoding="utf-8")
    edit(case / "procedure.toml", '"illinois-article-34"', '"own.toml"')

    said = go("calendar", case, "--on", "2019-08-27", "--format", "json")

    assert strike_days(said)["by what has happened alone"][0] == "2019-10-25"


def test_a_pack_of_a_folder_that_names_a_step_it_has_not_is_told(go, case, edit):
    pack = Path(__file__).parents[2] / "src" / "commonground" / "procedure" / "packs" / "illinois.toml"
    text = pack.read_text(encoding="utf-8").replace('after = "offers-posted"', 'after = "offers-postd"', 1)
    (case / "own.toml").write_text(text, encoding="utf-8")
    edit(case / "procedure.toml", '"illinois-article-34"', '"own.toml"')

    found = go("calendar", case)

    assert found.code == 1
    assert (
        'got "offers-postd"; expected a step or an anchor of the pack. Did you mean "offers-posted"?'
        in found.problems[0]
    )


NEW_YORK = """\
pack = "new-york"

[days]
fiscal-year-ends = 2026-06-30
"""


def test_a_step_is_open_from_so_many_days_before_a_day_ahead_and_no_window_is_missed(go, case):
    (case / "procedure.toml").write_text(
        NEW_YORK + '\n[[event]]\nstep = "impasse"\non = 2026-04-01\n', encoding="utf-8"
    )
    (case / "early").mkdir()
    (case / "early" / "procedure.toml").write_text(NEW_YORK, encoding="utf-8")

    declared = tables(go("calendar", case, "--on", "2026-04-02", "--format", "json"))
    following = tables(go("calendar", case / "early", "--on", "2026-02-10", "--format", "json"))["calendar/next"]

    # Civil Service Law 209(1): an impasse may be deemed to exist from 120 days before the fiscal year's end on
    assert "calendar/missed" not in declared
    assert following["rows"][0]["values"][:3] == ["either party: later", "2026-03-02", None]


def test_mediation_in_illinois_may_be_asked_for_from_90_days_before_school_on(go):
    ahead, later = (
        {row["label"]: row["values"] for row in tables(go(*asked))["calendar/next"]["rows"]}["Mediation requested"]
        for asked in (
            ("calendar", "meadowbrook", "--on", day, "--format", "json") for day in ("2026-05-20", "2026-11-22")
        )
    )

    # 80 Ill. Adm. Code 1130.30(c): within 90 days prior to the scheduled start, which is 26 August
    assert ahead[:3] == ["either party: later", "2026-05-28", None]
    assert later[:3] == ["either party: may", "2026-05-28", None]


def test_a_need_is_counted_from_one_side(go, case):
    pack = "own"
    text = (PACKS / "new-york.toml").read_text(encoding="utf-8")
    (case / f"{pack}.toml").write_text(
        text.replace("[[step.needs]]\ndays = 120\n", '[[step.needs]]\ndays = 120\nafter = "strike-begins"\n'),
        encoding="utf-8",
    )
    (case / "procedure.toml").write_text(NEW_YORK.replace("new-york", f"{pack}.toml"), encoding="utf-8")

    said = go("calendar", case)

    assert said.code == 1
    assert "a need is counted either `after` something or `before` something" in said.err


def test_a_strike_that_is_never_lawful_is_not_offered_as_a_next_step(go, case):
    (case / "procedure.toml").write_text(NEW_YORK, encoding="utf-8")

    said = go("calendar", case, "--on", "2026-02-10", "--format", "json")

    [strike] = [row for row in tables(said)["calendar/next"]["rows"] if row["label"] == "Strike begun"]
    assert strike["values"][:3] == ["union: never lawful", None, None]


def test_a_calendar_file_tells_when_a_window_opens_and_reminds_before_it_closes(go):
    events = Calendar.from_ical(go("calendar", "meadowbrook", "--on", "2026-09-01", "--format", "ics").out).walk(
        "VEVENT"
    )

    days = {str(event["SUMMARY"]): event for event in events}
    assert days["union: open from today: Reopener on health premiums"]["DTSTART"].dt.isoformat() == "2026-10-01"
    last = days["union: last day: Reopener on health premiums"]
    assert [alarm["TRIGGER"].dt.days for alarm in last.walk("VALARM")] == [-7]
