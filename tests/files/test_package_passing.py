"""A package as a pass: only what is new, in the words of the files that it comes from."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from commonground.agreement.offer import Edit, Operation
from commonground.costing.typed_cells import CellOnDay, with_typed_cells
from commonground.files.folder import check_folder
from commonground.files.package_passing import Terms, issues_to_pass, package_pass
from commonground.files.pass_writing import refuse_unsound, written
from commonground.files.passes import PASSES
from commonground.files.ready import folder_named

MEADOWBROOK = folder_named(Path("meadowbrook"))
TERMS = Terms("union", dt.date(2026, 10, 20), answers=38)


@pytest.fixture(scope="module")
def negotiation():
    found = check_folder(MEADOWBROOK).negotiation
    assert found
    return found


def test_what_a_party_has_on_the_table_is_not_passed_again(negotiation):
    now = negotiation.history.current["union"].offer

    assert issues_to_pass(negotiation, now, "union") == ()


def test_an_edit_more_is_passed_and_is_all_that_is(negotiation):
    now = negotiation.history.current["union"].offer
    more = Edit(Operation.SET, "longevity", "bands[years=25].amount", "2600", start=dt.date(2027, 7, 1))
    package = replace(now, edits=(*now.edits, more))

    sort, entry = package_pass(negotiation, MEADOWBROOK, package, TERMS, issues_to_pass(negotiation, package, "union"))

    assert (sort, entry["answers"], "first" in entry) == ("pass", 38, False)
    assert [(stand["name"], stand["answer"]) for stand in entry["issue"]] == [("longevity", "counter")]
    assert entry["issue"][0]["edit"][-1] == {
        "op": "set",
        "provision": "longevity",
        "at": "bands[years=25].amount",
        "value": "2600",
        "from": dt.date(2027, 7, 1),
    }


def test_a_whole_offer_crosses_in_the_words_of_its_file_and_is_what_its_party_then_has(negotiation):
    first = negotiation.offers["2026-02-24-union"]
    chosen = issues_to_pass(negotiation, first, "union")

    draft = package_pass(negotiation, MEADOWBROOK, first, TERMS, chosen)
    shown = written((draft,), MEADOWBROOK, negotiation.ledger.head)

    assert set(negotiation.history.agreed_issues) & set(chosen)
    refuse_unsound((MEADOWBROOK / PASSES).read_text() + shown.text, MEADOWBROOK, negotiation)


def test_what_a_package_drops_is_withdrawn_without_an_edit(negotiation):
    now = negotiation.history.current["union"].offer
    package = replace(now, edits=tuple(edit for edit in now.edits if edit.provision != "grievance-steps"))
    dropped = issues_to_pass(negotiation, replace(now, edits=()), "union")

    draft = package_pass(negotiation, MEADOWBROOK, replace(package, edits=()), TERMS, dropped)[1]

    assert dropped
    assert all("edit" not in stand for stand in draft["issue"])


def test_a_schedule_that_is_printed_anew_crosses_cell_by_cell_and_is_then_on_the_table(negotiation):
    first = negotiation.offers["2026-02-24-union"]
    typed = {CellOnDay("teacher-schedule", dt.date(2026, 7, 1), "teacher", "MA", "4"): Fraction(60_000)}
    package = with_typed_cells(negotiation.pricing, first, typed)

    draft = package_pass(negotiation, MEADOWBROOK, package, TERMS, ["wages"])
    shown = written((draft,), MEADOWBROOK, negotiation.ledger.head)
    entry = tomllib.loads(shown.text)["pass"][0]["issue"][0]["edit"]

    assert '\n  { schedule = "teacher", lane = "MA", step = "4", salary = "60000" },\n' in shown.text
    assert [(edit["at"], edit.get("until")) for edit in entry[-2:]] == [("table", None), ("build", dt.date(2026, 7, 2))]
    refuse_unsound((MEADOWBROOK / PASSES).read_text(encoding="utf-8") + shown.text, MEADOWBROOK, negotiation)
