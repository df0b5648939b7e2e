"""The history of a table: positions issue by issue, tentative agreements, what reopens one, and the ratified agreement."""

from __future__ import annotations

from commonground.agreement.offer import Offer, apply
from commonground.agreement.provision import Provision
from commonground.bargaining.history import history
from commonground.bargaining.position import says
from commonground.bargaining.ratified import ClauseChange, amendments, ratified, tentative_offers
from commonground.values.party import Side
from little_table import IN_FORCE, SIDES, TERM, books, five_passes, grievance, raised, stand, table


def told(*said):
    return history(table(*said), IN_FORCE, SIDES)


def clauses(agreement) -> dict[str, str]:
    return {clause.id: clause.digest for clause in agreement if isinstance(clause, Provision)}


def test_an_issue_that_a_pass_does_not_name_stays_in_the_position():
    found = told(
        ("union", None, (stand("wages", "propose", raised("5%")), stand("books", "propose", books(300)))),
        ("union", None, (stand("books", "counter", books(200)),)),
    )

    assert says(found.current["union"].stances["wages"]) == says(raised("5%"))
    assert says(found.current["union"].stances["books"]) == says(books(200))


def test_a_whole_offer_drops_what_it_does_not_name_but_for_what_is_agreed():
    found = told(
        ("union", None, (stand("wages", "propose", raised("5%")), stand("books", "propose", books(300)))),
        ("district", 1, (stand("books", "tentative agreement"),)),
        ("union", 2, (stand("grievance", "counter", grievance("Two levels.")),), {"offer": "second"}),
    )

    assert list(found.current["union"].stances) == ["books", "grievance"]


def test_an_agreement_puts_the_same_words_into_both_positions_with_the_day():
    found = history(five_passes(), IN_FORCE, SIDES)
    edits = [found.current[party].stances["books"] for party in ("district", "union")]

    assert edits[0] == edits[1]
    assert [edit.agreed for edit in edits[0]] == [found.agreed[0].on]
    assert (found.agreed[0].number, found.agreed[0].offered, found.agreed[0].parties) == (5, 4, ("union", "district"))


def test_who_agrees_takes_the_words_of_the_pass_that_is_answered():
    found = told(
        ("union", None, (stand("wages", "propose", raised("5%")),)),
        ("district", 1, (stand("wages", "counter", raised("3%")),), {"is_package": True}),
        ("union", 2, (stand("wages", "tentative agreement"),)),
    )

    assert says(found.agreed[0].edits) == says(raised("3%"))


def test_a_later_counter_reopens_what_was_agreed_and_the_same_words_do_not():
    first = ("union", None, (stand("books", "propose", books(300)),))
    agreed = ("district", 1, (stand("books", "tentative agreement"),))

    again = told(first, agreed, ("union", 2, (stand("books", "counter", books(300)),)))
    other = told(first, agreed, ("union", 2, (stand("books", "counter", books(500)),)))

    assert again.agreed_issues == {"books"}
    assert other.agreed_issues == frozenset()
    assert other.agreed[0].reopened == 3


TWO_UNIONS = {**SIDES, "aides": Side.UNION}
AGREED_WITH_ONE = (
    ("district", None, (stand("books", "propose", books(300)),)),
    ("union", 1, (stand("books", "tentative agreement"),)),
)


def test_a_second_union_that_agrees_to_the_same_words_joins_and_reopens_nothing():
    joins = ("aides", 1, (stand("books", "tentative agreement"),))
    found = history(table(*AGREED_WITH_ONE, joins), IN_FORCE, TWO_UNIONS)

    assert [(held.number, held.parties, held.reopened) for held in found.agreed] == [
        (2, ("district", "union", "aides"), None)
    ]
    assert says(found.current["aides"].stances["books"]) == says(books(300))
    assert ratified(found).of_kind("pool")[0].digest == ratified(found.until(2)).of_kind("pool")[0].digest


def test_what_a_second_union_proposes_leaves_the_agreement_with_the_first_and_the_employer_reopens_it():
    other = ("aides", 1, (stand("books", "counter", books(900)),))
    answer = ("district", 3, (stand("books", "counter", books(500)),))
    found = history(table(*AGREED_WITH_ONE, other, answer), IN_FORCE, TWO_UNIONS)

    assert found.until(3).agreed_issues == {"books"}
    assert [(held.number, held.reopened) for held in found.agreed] == [(2, 4)]


def test_the_old_agreement_and_every_tentative_agreement_in_order_are_the_ratified_one():
    found = told(
        ("union", None, (stand("wages", "propose", raised("5%")), stand("books", "propose", books(300)))),
        ("district", 1, (stand("wages", "counter", raised("3%")), stand("books", "tentative agreement"))),
        ("union", 2, (stand("books", "counter", books(250)), stand("wages", "hold"))),
        ("district", 3, (stand("books", "tentative agreement"),)),
        ("union", 2, (stand("wages", "tentative agreement"),)),
    )
    expected = apply(Offer("all", "all", "both", TERM.first, TERM, (*raised("3%"), *books(250))), IN_FORCE).agreement

    new = ratified(found)

    assert clauses(new) == clauses(expected)
    assert clauses(new)["grievance"] == clauses(IN_FORCE)["grievance"]
    assert new.term == TERM


def test_the_tentative_agreements_as_one_offer_make_the_same_agreement():
    found = history(five_passes(), IN_FORCE, SIDES)
    offer = tentative_offers(found)["tentative"]

    assert clauses(apply(offer, IN_FORCE).agreement) == clauses(ratified(found))


def test_the_tentative_agreements_have_a_name_for_each_pass_that_changed_them():
    found = tentative_offers(
        told(
            ("union", None, (stand("books", "propose", books(300)),)),
            ("district", 1, (stand("books", "tentative agreement"),)),
            ("union", 2, (stand("books", "counter", books(500)),)),
        )
    )

    assert {name: len(offer.edits) for name, offer in found.items()} == {
        "tentative-2": 1,
        "tentative-3": 0,
        "tentative": 0,
    }


def test_each_clause_that_an_agreement_touches_is_named_with_what_becomes_of_it():
    found = amendments(history(five_passes(), IN_FORCE, SIDES))

    assert [(one.clause, one.sort, one.agreed.number) for one in found] == [("books", ClauseChange.CHANGED, 5)]


def test_what_both_have_signed_is_in_the_positions_of_those_who_bargain():
    found = told(
        ("district", None, (stand("wages", "propose", raised("1%")),)),
        ("mediator", None, (stand("wages", "propose", raised("2%")),)),
        ("union", 1, (stand("wages", "counter", raised("5%")), stand("books", "propose", books(300)))),
        ("both", None, (stand("wages", "tentative agreement", raised("3%")),), {"offer": "settlement"}),
    )

    held = {party: list(found.current[party].stances.items()) for party in ("district", "union")}

    assert held["district"] == held["union"]
    assert says(found.current["mediator"].stances["wages"]) == says(raised("2%"))
    assert clauses(ratified(found)) == clauses(
        apply(Offer("x", "x", "both", TERM.first, TERM, raised("3%")), IN_FORCE).agreement
    )


def test_a_pass_that_counters_and_agrees_has_a_position_of_its_own_before_it_agrees():
    found = told(
        ("union", None, (stand("wages", "propose", raised("5%")), stand("books", "propose", books(300)))),
        ("district", 1, (stand("wages", "counter", raised("1%")), stand("books", "tentative agreement"))),
    )

    assert {name: list(position.stances) for name, position in found.positions.items()} == {
        "pass-1": ["wages", "books"],
        "pass-2-own": ["wages"],
        "pass-2-union": ["wages", "books"],
        "pass-2": ["wages", "books"],
    }
