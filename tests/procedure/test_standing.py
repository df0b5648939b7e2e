"""Where a case stands: what is open, due and missed; what adding or supposing an event can never do."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.files.procedure_packs import pack_names, ready_pack
from commonground.procedure.case import Alarm, Case, Event
from commonground.procedure.soundness import out_of_order
from commonground.procedure.standing import AlarmState, State, stand
from commonground.procedure.strike import strike_day

D = dt.date
PACKS = {name: ready_pack(name) for name in pack_names()}
CALIFORNIA, NEW_YORK, ILLINOIS = PACKS["california-eera"], PACKS["new-york"], PACKS["illinois"]


def case(pack, anchors=None, alarms=(), **events):
    named = tuple(Event(step.replace("_", "-"), day) for step, day in events.items())
    return Case(pack, named, anchors or {}, tuple(alarms))


def following(case, on):
    return {found.step.id: found for found in stand(case, on).next}


def test_a_step_is_open_from_the_day_on_which_its_wait_has_run_out():
    begun = case(ILLINOIS, mediation_begins=D(2026, 5, 1))

    assert following(begun, D(2026, 5, 16))["posting-initiated"].state is State.WAITING
    assert following(begun, D(2026, 5, 17))["posting-initiated"].state is State.OPEN


def test_a_step_that_lacks_what_it_needs_names_it():
    found = following(case(CALIFORNIA), D(2026, 5, 1))["fact-finding-requested"]

    assert (found.state, found.needs) == (State.NEEDS, ("Mediator appointed",))


def test_a_deadline_on_a_holiday_weekend_ends_on_the_next_open_day():
    begun = case(ILLINOIS, posting_initiated=D(2026, 8, 30))

    due = following(begun, D(2026, 8, 31))["offers-submitted"].due

    assert due.day == D(2026, 9, 8)
    assert "Sun 6 Sep 2026 (Sunday), Mon 7 Sep 2026 (Labor Day)" in due.adjustment


def test_working_days_leave_out_weekends_and_holidays():
    declared = case(CALIFORNIA, impasse_declared=D(2026, 7, 1))

    assert following(declared, D(2026, 7, 2))["mediator-appointed"].due.day == D(2026, 7, 8)


def test_californias_path_from_appointment_to_publication():
    found = case(
        CALIFORNIA, mediator_appointed=D(2026, 3, 2), panel_appointed=D(2026, 4, 1), findings_issued=D(2026, 5, 1)
    )

    by_step = following(found, D(2026, 5, 2))

    assert by_step["findings-published"].due.day == D(2026, 5, 11)
    assert following(case(CALIFORNIA, mediator_appointed=D(2026, 3, 2)), D(2026, 3, 3))[
        "fact-finding-requested"
    ].opens.day == D(2026, 3, 17)


def test_new_york_has_no_lawful_day_and_a_window_for_deductions():
    struck = case(NEW_YORK, strike_begins=D(2026, 6, 2), strike_determined=D(2026, 6, 2))

    found = following(struck, D(2026, 6, 3))["deductions-made"]

    assert not strike_day(struck, D(2026, 6, 3)).is_ever_lawful
    assert (found.opens.day, found.due.day) == (D(2026, 7, 2), D(2026, 8, 31))


def test_new_yorks_waiting_period_moves_too_when_its_last_day_is_closed():
    determined = case(NEW_YORK, strike_begins=D(2026, 6, 4), strike_determined=D(2026, 6, 4))

    assert following(determined, D(2026, 6, 5))["deductions-made"].opens.day == D(2026, 7, 6)


def test_a_window_that_passed_is_missed_and_one_used_late_says_when():
    never = stand(case(ILLINOIS, {"school-year-begins": D(2026, 8, 24)}), D(2026, 6, 1))
    late = stand(case(ILLINOIS, {"school-year-begins": D(2026, 8, 24)}, status_reported=D(2026, 6, 5)), D(2026, 7, 1))

    assert [(missed.step.id, missed.due.day, missed.taken) for missed in never.missed] == [
        ("status-reported", D(2026, 5, 26), None)
    ]
    assert [missed.taken for missed in late.missed if missed.step.id == "status-reported"] == [D(2026, 6, 5)]


def test_a_step_that_another_made_needless_is_neither_open_nor_missed():
    rejected = case(PACKS["illinois-article-34"], report_issued=D(2019, 8, 11), report_accepted=D(2019, 8, 20))

    found = stand(rejected, D(2019, 10, 1))

    assert "report-rejected" not in {each.step.id for each in (*found.next, *found.missed)}


def test_a_ratified_agreement_ends_everything():
    found = stand(case(ILLINOIS, agreement_reached=D(2026, 5, 1), agreement_ratified=D(2026, 5, 9)), D(2026, 6, 1))

    assert found.is_ended and not found.next


def test_what_came_later_than_the_day_asked_about_is_left_out():
    known = case(PACKS["illinois-article-34"], report_published=D(2019, 8, 26), strike_notice=D(2019, 9, 27))

    assert [event.step for event in stand(known, D(2019, 9, 1)).events] == ["report-published"]


@pytest.mark.parametrize(
    ("on", "state"), [("2026-01-01", "ahead"), ("2026-03-05", "open"), ("2026-04-01", "open"), ("2026-04-02", "missed")]
)
def test_an_alarm_is_ahead_open_or_missed(on, state):
    reopener = Alarm("Health reopener", "union", D(2026, 4, 1), D(2026, 3, 1))

    [(_, found)] = stand(case(ILLINOIS, alarms=[reopener]), D.fromisoformat(on)).alarms

    assert found is AlarmState(state)


def test_a_strike_before_the_day_is_told_by_how_much():
    struck = case(PACKS["illinois-article-34"], report_published=D(2019, 8, 26), strike_begins=D(2019, 9, 20))

    assert strike_day(struck, D(2019, 9, 21)).days_early == 5


def test_rules_are_those_of_the_day_from_which_they_count():
    old = strike_day(case(ILLINOIS, offers_posted=D(2012, 9, 3)), D(2026, 1, 1)).no_before
    new = strike_day(case(ILLINOIS, offers_posted=D(2021, 8, 10)), D(2026, 1, 1)).no_before

    assert "as it read until 2013" in old.rule
    assert "the board made the parties' offers public" in new.rule


days = st.dates(D(2012, 1, 1), D(2030, 12, 31))


@st.composite
def cases(draw):
    pack = PACKS[draw(st.sampled_from(list(PACKS)))]
    steps = draw(st.lists(st.sampled_from([step.id for step in pack.steps if not step.ends]), unique=True, max_size=8))
    anchors = {anchor.id: draw(days) for anchor in pack.anchors if draw(st.booleans())}
    return Case(pack, tuple(Event(step, draw(days)) for step in steps), anchors)


@given(cases(), days, st.data())
def test_adding_an_event_never_makes_the_strike_day_or_an_unrelated_day_earlier(case, on, data):
    taken = {event.step for event in case.events}
    left = [step.id for step in case.pack.steps if step.id not in taken and not step.ends]
    if not left:
        return
    added = Event(data.draw(st.sampled_from(left)), on)
    of_several = {id for step in case.pack.steps for wait in step.waits if len(wait.after) > 1 for id in wait.after}
    if (
        added.step in of_several
    ):  # where one of several steps is enough, an earlier one of them does lead to an earlier day
        return
    more = Case(case.pack, (*case.events, added), case.anchors)

    before, after = strike_day(case, on), strike_day(more, on)

    if before.no_before is not None:
        assert after.no_before.day >= before.no_before.day
    dues = {found.step.id: found for found in stand(case, on).next}
    for found in stand(more, on).next:
        about_it = any(added.step in (due.of,) for due in found.step.dues) or any(
            added.step in wait.after for wait in found.step.waits
        )
        if not about_it and found.step.id in dues:
            assert found.due == dues[found.step.id].due
            assert found.opens == dues[found.step.id].opens


@given(cases(), days)
def test_supposing_changes_nothing_of_the_case_itself(case, on):
    before = (case.events, stand(case, on))

    case.supposing([Event(case.pack.steps[0].id, on)])

    assert (case.events, stand(case, on)) == before


@given(cases(), days)
def test_every_reckoned_day_explains_itself(case, on):
    for found in stand(case, on).next:
        for reckoned in filter(None, (found.opens, found.due)):
            assert len(reckoned.chain) >= 2
            assert reckoned.is_verified == ("[unverified]" not in reckoned.cites)


@given(cases())
def test_an_event_that_stands_where_its_rule_leaves_it_open_is_in_order(case):
    found = list(out_of_order(case))

    assert all(each.event.on < each.opens.day for each in found)
