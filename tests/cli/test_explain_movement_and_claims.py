"""The sums of `movement` and the figures of `claims` open by the addresses that JSON gives them."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from commonground.files.folder import read_negotiation
from commonground.files.ready import ready_folder
from commonground.report.addresses import BadAddress, ClaimAddress, MovementAddress
from commonground.report.any_address import read_address
from commonground.report.explained_movement import explained_movement
from commonground.values.money import format_cents


@pytest.fixture(scope="module")
def negotiation():
    return read_negotiation(ready_folder() / "meadowbrook")


def addressed(printed):
    """Each figure of a result: its table, its row, its value and its address."""
    for table in json.loads(printed)["tables"]:
        for row in table["rows"]:
            yield from (
                (table["name"], row["label"], value, at) for value, at in zip(row["values"], row["cells"], strict=True)
            )


@pytest.mark.parametrize("on", ["2026-03-31", pytest.param("2026-10-16", marks=pytest.mark.slow)])
def test_every_figure_of_movement_has_an_address_and_its_sums_are_the_sums_of_their_parts(go, negotiation, on):
    found = list(addressed(go("movement", "meadowbrook", "--on", on, "--format", "json").out))
    then = replace(negotiation, ledger=negotiation.ledger.until(dt.date.fromisoformat(on)))
    sums = {at: value for *_, value, at in found if at and at.startswith("movement/")}

    assert [one for one in found if isinstance(one[2], int) and one[3] is None] == []
    assert len(sums) >= 10
    for text, value in sums.items():
        opened, parts = explained_movement(then, read_address(text))
        counts = text.split("/")[2] in ("changes", "agreed")
        assert opened.rows[0].cells == (str(value) if counts else format_cents(value),), text
        assert counts or parts.rows[-1].cells == (None, value)
        assert counts or sum(row.cells[1] for row in parts.rows[:-1]) == value


def test_what_lies_between_the_sides_after_a_pass_opens_as_the_difference_of_two_positions(go):
    found = addressed(go("movement", "meadowbrook", "--on", "2026-03-17", "--format", "json").out)
    value, at = [one[2:] for one in found if one[:2] == ("movement/passes", "8 union")][-1]

    assert at == "pass-8/2029-30/total/cumulative/pass-7"
    assert f"the figure {format_cents(value)}" in go("explain", "meadowbrook", at).out


def test_a_checked_claim_opens_with_its_range_and_every_way_that_was_tried(go):
    found = list(addressed(go("claims", "meadowbrook", "--format", "json").out))
    tried = {label: value for name, label, value, at in found if name == "claims/recipes" and isinstance(value, int)}
    named = {at for *_, at in found if at}
    opened, ways = json.loads(go("explain", "meadowbrook", "claim/district-gap", "--format", "json").out)["tables"]

    assert named == {str(ClaimAddress(name)) for name in tried}
    assert opened["rows"][0]["values"] == ["$693,518"]
    assert len(ways["rows"]) == tried["district-gap"]
    assert next(row["values"][:4] for row in ways["rows"] if row["values"][3]) == ["$693,518", "-$6,482", "yes", "yes"]


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("movement/union/net", "movement/union/net"),
        ("movement/union/nett/2026-06-15", "nett"),
        ("movement/union/away:wages/2026-06-15", "away:wages"),
        ("movement/unoin/net/2026-06-15", "unoin"),
        ("movement/union/net:wagse/2026-06-15", "wagse"),
        ("movement/union/net/June", "June"),
        ("claim/nobody", "nobody"),
        ("claim/union-session", "union-session"),
        ("claim/a/b", "claim/a/b"),
    ],
)
def test_an_address_of_nothing_is_told(go, text, got):
    said = go("explain", "meadowbrook", text)

    assert said.code == 2
    assert f'got "{got}"' in " ".join(said.err.split())


@pytest.mark.parametrize(
    "text", ["movement/a%2Fb/net:x%3Dy/2026-06-15", "movement/union/away/2026-06-15", "claim/one%2Ftwo"]
)
def test_an_address_is_written_as_it_is_read(text):
    assert str(read_address(text)) == text


def test_a_party_without_a_position_on_a_day_has_no_movement(negotiation):
    with pytest.raises(BadAddress, match="a party with a position by 2026-02-11: district"):
        explained_movement(negotiation, MovementAddress("union", "net", "2026-02-11"))


def test_an_issue_that_opens_without_a_price_has_no_address(go):
    opened = json.loads(go("explain", "chicago-2019", "movement/board/opened/2019-10-31", "--format", "json").out)
    addresses = re.findall(r'"(pass-8-board/[^"]*/issue:[^"]*)"', json.dumps(opened))

    assert addresses
    assert [each for each in addresses if go("explain", "chicago-2019", each).code] == []
