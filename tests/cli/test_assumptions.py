"""`commonground assumptions`: side by side, on a day, and where nobody states any."""

from __future__ import annotations

import json


def states(go, *words):
    said = go("assumptions", "meadowbrook", *words, "--format", "json")
    assert said.code == 0, said.err
    table = json.loads(said.out)["tables"][0]
    return {row["label"]: row["values"][2:] for row in table["rows"]}


def test_what_was_disputed_in_spring_is_agreed_and_signed_in_autumn(go):
    name = "growth of health premiums a year"

    assert states(go, "--on", "2026-04-01")[name] == ["disputed; both hold 5 % to 6 % possible", ""]
    assert states(go, "--on", "2026-09-30")[name] == ["agreed", ""]
    assert states(go)[name] == ["agreed", "both, 2026-10-05"]


def signatures(go, folder):
    said = go("assumptions", folder, "--format", "json")
    return {row["label"]: row["values"] for row in json.loads(said.out)["tables"][-1]["rows"]}


def test_who_signed_what_and_when_is_shown_and_a_changed_value_leaves_the_signature_behind(go, meadowbrook):
    name = "growth of health premiums a year"
    file = meadowbrook / "assumptions" / "district.toml"
    signed = ["6 %", "B. Ortiz, for the committee", "2026-10-05"]
    before = signatures(go, meadowbrook)[f"{name}: district"]
    entry = f'[[assumption]]\nname = "{name}"\nunit = "share"\nvalue = "7%"\non = 2026-11-02\n'
    file.write_text(file.read_text().replace("[[signed]]", f"{entry}\n[[signed]]", 1))

    after = signatures(go, meadowbrook)

    assert before == [*signed, "yes"]
    assert after[f"{name}: district"] == [*signed, "no: 7 % since 2026-11-02"]
    assert after[f"{name}: union"][-1] == "yes"


def test_a_signature_given_before_the_value_was_stated_does_not_stand(go, meadowbrook, edit):
    for party in ("district", "union"):
        edit(meadowbrook / "assumptions" / f"{party}.toml", "on = 2026-03-10\nby", "on = 2026-01-05\nby")

    rows = json.loads(go("assumptions", meadowbrook, "--format", "json").out)["tables"]

    assert next(row for row in rows[0]["rows"] if row["label"] == "after expiry")["values"][-1] == ""
    assert rows[-1]["rows"][1]["values"][-1] == "no: signed before it was stated"


def test_ranges_that_do_not_meet_are_said(go):
    assert states(go)["teachers who leave in a year"] == ["disputed; the ranges do not meet", ""]


def test_a_folder_where_nobody_assumes_anything_says_so(go, folder):
    said = go("assumptions", folder)

    assert said.code == 1
    assert "assumptions/: got no assumption; expected assumptions/district.toml" in said.err


def test_check_finds_a_value_outside_its_range(go, meadowbrook, edit):
    edit(meadowbrook / "assumptions" / "district.toml", 'value = "98%"', 'value = "94%"')

    said = go("check", meadowbrook)

    assert said.code == 1
    expected = 'key "value": got "94%"; expected a value inside its range: at least "95%" and at most "100%".'
    assert f"assumptions/district.toml line 43, {expected}" in said.err
