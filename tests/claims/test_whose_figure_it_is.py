"""Whose figure it is, what it counts and what it measures, in the turns of phrase of reports of school strikes."""

from __future__ import annotations

import pytest

from commonground.claims.proposer import propose
from commonground.values.party import Side
from commonground.values.typed_figure import Basis, Hedge, Measure


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The mayor regretted the union's decision to strike, saying its demands would cost $2 billion.", "employer"),
        ("The union's 900 members marched past Lake Public Schools on Monday, Metro Radio reported.", "neutral"),
        ("The board says the raise costs $4 million, Metro Radio reported.", "employer"),
        ("Teachers were first asking for a 9 percent raise.", "union"),
        ("The city is offering a 9 percent raise.", "employer"),
        ("The union wants more than the 9 percent raise that the district is offering.", "employer"),
        ("The union rejected the 9 percent raise that Lakemont is offering.", "employer"),
        ("The $9 million plan was approved on Monday by the school board.", "employer"),
        ("The union and the district are $9 million apart as talks end.", "neutral"),
        ("The district wants $9 million in concessions from the union.", "employer"),
        ("Facing a $9 million deficit, the district laid off nurses.", "employer"),
        ("The board budget proposal, out on Monday, has a raise of 2 percent.", "employer"),
        ("The union is asking for much, with the board offering a 2 percent raise.", "employer"),
        ("Schools CEO Ann Able has made it clear that the raise would cost $9 million.", "employer"),
        ("The province says it will cut wages by 10 per cent.", "employer"),
        ("Of those asked, 97 percent of union members said that they would strike.", "neutral"),
        ("The district committed to invest $45 million in raises.", "employer"),
        ("The union also blasted the board for spending $1 million on lawyers.", "union"),
    ],
)
def test_a_figure_is_of_whoever_speaks_asks_or_acts(text, side):
    assert {str(one.side) for one in propose(text)} == {side}


@pytest.mark.parametrize(
    "text",
    [
        '"We will strike," said union president Ann Able, after a session of more than 12 hours.',
        "The union said it would strike, a move that would idle 9,000 students.",
        "The board wants cuts from the union, which represents 900 teachers.",
        "The district, which has an enrollment of 9,000 students, is offering raises.",
        "Angered by the mayor's call for cuts, 900 teachers voted to strike.",
    ],
)
def test_what_a_report_adds_of_its_own_is_neither_sides(text):
    assert [str(one.side) for one in propose(text)] == ["neutral"]


@pytest.mark.parametrize(
    ("text", "amounts", "unit"),
    [
        ("The 4,000 to 5,000 teachers at the top get nothing.", [4_000], "teachers"),
        ("About 900 Lake Public Schools teachers walked out.", [900], "teachers"),
        ("Some 900 Lake Teachers Union members walked out.", [900], "members"),
        ("It has 900 certified and classified staff members.", [900], "employees"),
        ("Teachers in 128 districts have no contract.", [128], "districts"),
        ("It has a student enrollment of more than 9,000.", [9_000], "students"),
        ("Class sizes would go from 22 to 28.", [22, 28], "students"),
        ("The day would grow by 56 minutes to eight hours.", [56], "minutes"),
        ("Staff must take three furlough days to save money.", [3], "days"),
        ("The 97 and 98 percent of members who voted said yes.", [97, 98], "percent"),
        ("The board offers a one-per-cent raise.", [1], "percent"),
        ("Police held six people at the board's door.", [], ""),
        ("By a vote of 611 to 48, aides joined the strike.", [611, 48], "votes"),
        ("The district has 20 days in 2024-25 and a 7.5 percent levy.", [20], "days"),
        ("Losing no days would be best, and 0 days can be made up.", [], ""),
    ],
)
def test_a_number_has_the_unit_of_what_it_counts(text, amounts, unit):
    found = [one.figure for one in propose(text) if one.figure.unit in (unit, "")]

    assert [int(one.amount) for one in found] == amounts


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The district offered $75 million to reduce class sizes.", Measure.COST),
        ("The offer has a cost of living raise and bonuses of $2,000.", Measure.PAY),
        ("The board's offer is $44.7 million more than the union's demands.", Measure.GAP),
        ("The board pays 7 percent of the teachers' 9 percent contribution.", Measure.SHARE),
        ("Teachers will contribute 2 percent to their pension.", Measure.SHARE),
        ("Lake's salary schedule is 5 percent higher than Weston's.", Measure.SHARE),
        ("The association will pay a minimum of $275,000.", Measure.COST),
        ("The deal would bring the starting salary up to $53,000.", Measure.PAY),
        ("The board withholds some of the $22 million the legislature sent.", Measure.BUDGET),
    ],
)
def test_a_measure_is_named_by_what_is_done_with_the_money(text, measure):
    assert {one.figure.measure for one in propose(text)} == {measure}


@pytest.mark.parametrize(
    ("text", "basis", "years"),
    [
        ("It is a 24 percent raise over the five year term of the contract.", Basis.LIFE, 5),
        ("It is a 6 percent raise over the course of the first two years.", Basis.LIFE, 2),
        ("It is a 20 percent raise over the contract's three years.", Basis.LIFE, 3),
        ("The board's budget is $80 million for the 2018-19 year.", Basis.NOT_STATED, None),
        ("It costs $3 million in fourth through 12th grade classrooms.", Basis.NOT_STATED, None),
    ],
)
def test_the_years_of_a_figure_are_a_term_and_not_a_school_year_or_a_grade(text, basis, years):
    (found,) = propose(text)

    assert (found.figure.basis, found.figure.years) == (basis, years)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It costs up to an additional $12,000.", Hedge.UP_TO),
        ("Over the 12 days of the strike nobody came.", Hedge.NONE),
        ("It costs more than the $708 million plan.", Hedge.NONE),
    ],
)
def test_a_hedge_is_of_the_number_and_not_of_a_comparison_or_a_time(text, hedge):
    (found,) = propose(text)

    assert found.figure.hedge is hedge


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The governor signed a raise of $6,100, but the union says it is too little.", ["neutral"]),
        ("The union is asking for 16 percent, while insisting that the board is at 9 percent.", ["union", "union"]),
        ('The board\'s "final offer" was an 8 percent raise.', ["employer"]),
        ("The union fell short of the district's first 1.9 percent offer.", ["employer"]),
        ("Teachers in the city want a 5 percent raise.", ["union"]),
        ("The union called for an 8 percent raise.", ["union"]),
        ("The board voted 5-1 to approve a 3 percent raise.", ["employer"]),
        ("The union, which had at first asked for a 15 percent raise, rejected it.", ["union"]),
        ("The district had estimated that the union's proposal would cost $114 million.", ["employer"]),
        ("After working without a contract for 300 days, the union said it had a deal.", ["neutral"]),
        ("Both the union and the board warned of 300 layoffs.", ["neutral"]),
        ("The union asked the district of 26,000 students for more.", ["neutral"]),
        ("The mayor vowed to wait as classes were canceled for 9,000 students.", ["neutral"]),
        (
            "They are apart, with the board offering 3 percent and the union asking for 7 percent.",
            ["employer", "union"],
        ),
        ("The union, which represents 3,300 teachers, says pay of $42,000 is low.", ["neutral", "union"]),
        ("Ann Able and union president Bo Bell both said that 9,000 students were out.", ["neutral"]),
        ("The vote was 57 percent, according to district and union officials.", ["neutral"]),
        ("On the district's website its fund balance is $6 million.", ["employer"]),
        ("The board raised its latest offer to 3 percent.", ["employer"]),
        ("SEIU Local 99 president Ann Able said the raise is worth $9 million.", ["union"]),
    ],
)
def test_a_figure_in_a_clause_of_its_own_is_not_of_another_clauses_speaker(text, sides):
    assert [str(one.side) for one in propose(text)] == sides


@pytest.mark.parametrize(
    "text",
    [
        "A raise of 9 percent lies before the school board.",
        "A $9 million plan lies before the school board.",
    ],
)
def test_a_sum_that_no_one_is_said_to_have_beside_a_named_party_is_left_open(text):
    assert propose(text) == ()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The board approved $3.6 million in budget cuts.", Measure.SAVING),
        ("The deal will add to the district's $110 million deficit.", Measure.DEFICIT),
        ("The board must cut jobs to close a $115 million gap.", Measure.DEFICIT),
        ("It will be paid with $24 million saved by vacancies.", Measure.SAVING),
        ("It will be paid with $31 million in federal pandemic relief aid.", Measure.BUDGET),
        ("The board would offset $27 million in contract costs.", Measure.COST),
        ("The union's proposal is $56 million over what the board can pay.", Measure.GAP),
        ("It is a $2 per hour increase for all.", Measure.RAISE),
        ("Aides have a chance to make $35,000 a year.", Measure.PAY),
        ("The board offers a 2 percent raise and higher health care benefits.", Measure.RAISE),
        ("Health care benefits would go from 80 percent to 100 percent.", Measure.SHARE),
        ("The union asked for a five-and-a-half percent raise.", Measure.RAISE),
    ],
)
def test_a_sum_measures_what_the_noun_at_it_says(text, measure):
    assert {one.figure.measure for one in propose(text)} == {measure}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The union asked for $52 million and was offered $31 million.", Side.EMPLOYER),
        ("The district asked the union for $9 million in concessions.", Side.EMPLOYER),
        ("The deal was described by the mayor as costing $500 million a year.", Side.EMPLOYER),
        ("According to the committee, the union's package would force the layoff of 60 educators.", Side.EMPLOYER),
        ("Under the deal, the district will hire 300 nurses.", Side.EMPLOYER),
        ("The superintendent, who earns $310,000, has offered to freeze his own salary.", Side.NEUTRAL),
        ("The teachers' last request was for 4.5 percent a year.", Side.UNION),
        ("The union for Kessler's 870 teachers says so.", Side.NEUTRAL),
        ("The union wants $9 million, which would be $4 million per year for the district.", Side.UNION),
    ],
)
def test_a_figure_goes_to_whom_the_words_give_it(text, side):
    assert [one.side for one in propose(text)][-1] is side


@pytest.mark.parametrize(
    "text",
    [
        "It has countered with a 6 percent wage increase.",
        "The contract caps classes at 24 pupils, but the district, the union says, has 61 of them over the limit.",
        "That is 2 percent less than the union wants.",
        "The union spoke. The deal was struck. It says that pay will rise by 3 percent.",
    ],
)
def test_a_figure_whose_side_or_measure_is_doubtful_is_left_open(text):
    assert not [one for one in propose(text) if one.figure.unit != "students"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The union said 98 percent rejected the offer on a turnout of 66 percent.", Measure.SHARE),
        ("Members turned down the government's offer by 89 percent.", Measure.SHARE),
        ("The board approved a contract that gives teachers 8 percent over its course.", Measure.RAISE),
        ("The province's offer of 1 percent a year is below inflation, the union said.", Measure.RAISE),
        ("The union's requests would cost $166 million above what is budgeted, officials said.", Measure.COST),
        ("The board president said it would be wrong to spend the $200 million reserve.", Measure.BUDGET),
        ("The school committee voted to offer teachers 3 percent a year.", Measure.RAISE),
        ("Pay has fallen 9 percent since 2010 when inflation is counted, the union said.", Measure.RAISE),
        ("Teachers were asked to give up $11 million, the union said.", Measure.SAVING),
        ("The union asked for starting pay of $35,000 for aides.", Measure.PAY),
    ],
)
def test_a_measure_is_the_one_of_the_word_that_governs_the_number(text, measure):
    assert propose(text)[-1].figure.measure is measure


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            "The agreement between the board and the Harlow Education Association gives a 7 percent raise.",
            ["neutral"],
        ),
        ("The union puts the shortfall at $8 million and the district at $14 million.", ["union", "employer"]),
        ("The calendar would grow by 12 days under the board's proposal.", ["employer"]),
        ("Where the district sees a gap of $10 million, the union sees one of $4 million.", ["employer", "union"]),
        ("The district has 220 substitutes.", ["neutral"]),
        ("Teachers there make $51,000, according to the state education department.", ["neutral"]),
        ("The union is pressing for 20 more counselors.", ["union"]),
        ("The board approved a new teacher salary package, with a bonus of $1,000.", ["neutral"]),
    ],
)
def test_a_figure_is_of_the_party_at_it_and_of_nobody_where_parties_are_only_named(text, sides):
    assert [str(one.side) for one in propose(text)] == sides


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The union rejected the offer and is seeking 9 percent.", ["union"]),
        ("The union rejected the package and wants $31 million for nurses.", ["union"]),
        ("The board rejected the proposal and offered 2 percent.", ["employer"]),
        ("The union rejected a 3 percent offer and asked for 5 percent.", ["employer", "union"]),
        ("The board rejected a proposal that would cost $9 million and set aside $5 million.", ["union", "employer"]),
        ("The union asked for 8 percent, was offered 4 percent and wants 6 percent.", ["union", "employer", "union"]),
    ],
)
def test_who_rejects_an_offer_has_what_it_wants_then(text, sides):
    assert [str(one.side) for one in propose(text)] == sides


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The board offered 3 percent at 7 in the morning.", [3]),
        ("The offer of 4 percent came at 11, officials said.", [4]),
        ("The union wants 12 percent; the board stands at 8.", [12, 8]),
        ("The strike in Lake, a city of 2.7 million, would cost the district $3 million, officials said.", [3_000_000]),
        ("The district serves an area of 4 million, and its deficit is $30 million.", [30_000_000]),
        ("The offer costs $3 million, and its page was viewed by 2 million.", [3_000_000]),
        ("The deal costs €4 million, the district said. It said that rent costs it $2 million.", [2_000_000]),
        ("The board, which offered 4 percent, wants 4 percent.", [4]),
    ],
)
def test_hours_inhabitants_and_other_money_are_no_percent_and_no_dollars(text, amounts):
    assert [one.figure.amount for one in propose(text)] == amounts


@pytest.mark.parametrize(
    "text",
    [
        '"Our district spends $5 million on consultants," said Mia Vale, a parent.',
        "She said her district's teachers want a 6 percent raise.",
        '"We as parents know the union wants 8 percent," Vale said.',
    ],
)
def test_a_parent_or_a_teacher_who_says_our_district_is_not_the_district(text):
    assert "employer" not in {str(one.side) for one in propose(text)}
