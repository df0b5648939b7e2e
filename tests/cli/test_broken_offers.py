"""Offers that do not fit: a party, a clause, a place or a day that is not there."""

from __future__ import annotations

import pytest

UNION, DISTRICT = "offers/2026-03-08-union.toml", "offers/2026-03-01-district.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (UNION, 'party = "union"', 'party = "unoin"', 'line 2, key "party": got "unoin"'),
        (
            UNION,
            "last = 2029-06-30",
            "last = 2026-06-30",
            'line 5, key "last": got 2026-06-30; expected a day after',
        ),
        (UNION, 'op = "set"', 'op = "sat"', 'line 8, key "op": got "sat"'),
        (UNION, 'op = "set"', 'op = "sat"', 'Did you mean "set"?'),
        (UNION, 'provision = "raise"', 'provision = "rase"', 'line 7, entry "edit 1: raises": got "rase"'),
        (UNION, 'provision = "raise"', 'provision = "rase"', 'Did you mean "raise"?'),
        (UNION, 'provision = "raise"\n', "", 'line 7, key "provision": got an edit of nothing'),
        (UNION, 'at = "raises"', 'at = "rases"', 'Did you mean "raises"?'),
        (UNION, 'percent = "4%"', 'percent = "four"', 'got "four"; expected percent to be a rate, such as'),
        (UNION, 'percent = "4%"', 'pct = "4%"', 'Did you mean "percent"?'),
        (UNION, 'percent = "4%"', 'percent = "4000%"', 'got "4000%"; expected percent to be a rate below 1000%'),
        (
            UNION,
            'op = "set"\nprovision = "raise"\nat = "raises"',
            'op = "insert_step"\nprovision = "raise"',
            "a salary schedule to put a step",
        ),
        (UNION, 'amounts = { "2026-27"', 'amonts = { "2026-27"', 'line 27, key "amonts"'),
        (UNION, 'kind = "pool"', 'kind = "pol"', 'line 22, key "kind": got "pol"'),
        (UNION, 'id = "supplies"', 'id = "health"', "expected an id that the agreement does not have yet"),
        (UNION, 'id = "supplies"', 'id = "pay"', 'line 21, key "id": got "pay"; expected another id'),
        (DISTRICT, 'at = "employee_share"', 'at = "employe_share"', 'line 19, entry "edit 2: employe_share"'),
        (DISTRICT, 'at = "employee_share"', 'at = "employe_share"', 'Did you mean "employee_share"?'),
        (
            DISTRICT,
            'at = "employee_share"',
            'at = "premiums[7].monthly"',
            "expected one of the 2 entries, by number or as [key=value]",
        ),
        (DISTRICT, 'value = "1%"', 'value = "95%"', 'got "110%"; expected employee_share to be a rate of at most 100%'),
        (DISTRICT, 'value = "1%"', 'note = "1%"', "got nothing as `value`; expected a number to reckon with"),
        (
            DISTRICT,
            "from = 2027-07-01",
            "from = 2027-07-01\nuntil = 2027-06-30",
            'key "until": got 2027-06-30; expected a day after',
        ),
        (
            DISTRICT,
            "from = 2027-07-01",
            "until = 2026-06-30",
            "expected an `until` that is later than the first day of the edit",
        ),
    ],
)
def test_an_offer_that_cannot_be_carried_out_is_said_where_it_stands(go, folder, edit, file, old, new, says):
    edit(folder / file, old, new)

    said = go("check", folder)

    assert said.code == 1
    assert said.problems[0].startswith(f"error: {file}")
    assert says in said.err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('party = "union"', 'party = "union"\nreplaces = "nothing"', 'line 3, key "replaces": got "nothing"'),
        ("first = 2026-07-01", "first = 2025-07-01", "got 2025-07-01; expected a term within 2026-07-01 to 2029-06-30"),
        ("last = 2029-06-30", "last = 2031-06-30", "what falls after is in no total"),
        ('percent = "4%" }', 'percent = "4%", paid_from = 2040-01-01 }', "got a raise that is paid from 2040-01-01"),
        ('percent = "4%" }', 'percent = "4%", paid_from = 2040-01-01 }', "the raise costs nothing in the years shown"),
        ("effective = 2028-07-01", "effective = 2029-07-01", "expected a day up to 2029-06-30, the term's last"),
        ("effective = 2026-07-01", "effective = 2020-07-01", "expected a day after 2026-06-30"),
        (
            "# A whole",
            '[[edit]]\nop = "set"\nprovision = "raise"\nat = "raises"\nvalue = []\n# A whole',
            "edits 1 and 2 both write raise",
        ),
    ],
)
def test_what_may_not_be_meant_is_a_warning_beside_the_result(go, folder, edit, old, new, says):
    edit(folder / UNION, old, new)

    said = go("cost", folder)

    assert said.code == 0
    assert "Union, 8 March: cost against" in said.out
    assert said.problems[0].startswith(f"warning: {UNION} line ")
    assert says in said.err


def test_a_step_put_in_after_one_that_the_schedule_does_not_have_is_said(go, folder, edit):
    value = '{ step = "7", after = "66", effective = 2026-07-01 }'
    insert = f'[[edit]]\nop = "insert_step"\nprovision = "schedule"\nvalue = {value}\n# A whole'
    edit(folder / UNION, "# A whole", insert)

    said = go("check", folder)

    assert said.code == 1
    assert 'got step 7 after "66"; expected a step that the schedule has: 1, 2, 3, 4, 5, 6' in said.err


def test_an_offer_that_takes_away_a_plan_with_people_in_it_is_a_warning(go, folder, edit):
    strike = '[[edit]]\nop = "delete"\nprovision = "health"\nat = "premiums[tier=family]"\nfrom = 2020-01-01\n# A whole'
    edit(folder / UNION, "# A whole", strike)

    said = go("check", folder)

    assert said.code == 0
    assert 'got plan "HMO" tier "family" for 4 people' in said.err


def test_a_part_of_two_names_is_said_with_both(go):
    said = go("cost", "meadowbrook", "--offer", "2026-02")

    assert (said.code, said.out) == (2, "")
    names = "2026-02-10-district, 2026-02-24-union"
    assert said.err == f'error: "2026-02" is part of 2 offers\' names: {names}. Name one of them.\n'


def test_a_party_stands_for_its_last_offer(go):
    assert "Union, second offer" in go("cost", "meadowbrook", "--offer", "union").out


@pytest.mark.parametrize("option", ["--offer", "--against"])
def test_an_offer_that_is_not_there_is_said_with_those_that_are(go, template, option):
    said = go("cost", template, option, "2026-03-08-unoin")

    assert (said.code, said.out) == (2, "")
    assert said.err == 'error: No offer is called "2026-03-08-unoin". Did you mean "2026-03-08-union"?\n'


def test_a_raise_that_takes_more_than_a_salary_is_said(go, folder, edit):
    edit(folder / "offers" / "2026-03-01-district.toml", 'percent = "2%"', "flat = -100000")

    said = go("cost", folder)

    assert said.code == 1
    assert "got a salary of -" in said.err
    assert "in 2026-27; expected salaries of 0 or more" in said.err
