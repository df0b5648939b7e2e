"""The earliest strike days that were published in Illinois, from 2012 to 2021, two on holiday weekends."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from commonground.files.procedure_packs import ready_pack
from commonground.procedure.case import Case, Event
from commonground.procedure.standing import stand
from commonground.procedure.strike import strike_day

HERE = Path(__file__).parent
PUBLISHED = tomllib.loads((HERE / "expected.toml").read_text())["case"]


def case_of(published):
    events = tuple(Event(event["step"], event["on"]) for event in published["events"])
    return Case(ready_pack(published["pack"]), events)


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda published: published["source"])
def test_the_earliest_day_is_the_published_one_whenever_it_is_asked_for(published):
    case = case_of(published)

    for on in (published["events"][-1]["on"], dt.date(2026, 1, 1)):
        found = strike_day(case, on)

        assert found.no_before.day == published["lawful"]
        assert found.first_school_day(found.no_before.day) == published.get("school_day", published["lawful"])


@pytest.mark.parametrize(
    "published", [case for case in PUBLISHED if "other_steps" not in case], ids=lambda published: published["source"]
)
def test_the_day_that_is_asked_for_first_is_met_by_doing_the_rest_at_once(published):
    found = strike_day(case_of(published), published["events"][-1]["on"])

    assert found.at_once.day == published["lawful"]


def test_chicago_2019_had_until_26_august_to_reject_and_then_the_wait_ends_on_25_september():
    pack = ready_pack("illinois-article-34")
    case = Case(pack, (Event("report-issued", dt.date(2019, 8, 11)),), {"agreement-expires": dt.date(2019, 6, 30)})
    on = dt.date(2019, 8, 12)

    due = {found.step.id: found.due.day for found in stand(case, on).next if found.due}

    assert due["report-rejected"] == dt.date(2019, 8, 26)
    assert strike_day(case, on).at_last.day == dt.date(2019, 9, 25)


def test_naperville_saw_its_board_post_the_offers_late():
    published = next(case for case in PUBLISHED if case["source"].startswith("Naperville"))

    [missed] = [each for each in stand(case_of(published), dt.date(2021, 8, 13)).missed if each.taken]

    assert (missed.step.id, missed.due.day, missed.taken) == (
        "offers-posted",
        dt.date(2021, 8, 5),
        dt.date(2021, 8, 10),
    )


CHAIN = [
    ("fact-finding-demanded", "2019-04-29", "panel-members-named", "due", "2019-05-02"),  # 3 days
    ("panel-appointed", "2019-05-28", "report-issued", "opens", "2019-08-11"),  # 75 days
    ("report-issued", "2019-08-11", "report-rejected", "due", "2019-08-26"),  # 15 days
    ("report-published", "2019-08-26", "strike-begins", "no before", "2019-09-25"),  # 30 days
    ("strike-notice", "2019-09-27", "strike-begins", "no before", "2019-10-07"),  # 10 days
]


@pytest.mark.parametrize(("step", "on", "then", "which", "day"), CHAIN, ids=[row[0] for row in CHAIN])
def test_each_period_of_the_law_is_counted_to_the_day(step, on, then, which, day):
    """115 ILCS 5/12(a-10), 5/13(b) and 80 Ill. Adm. Code 1130.55: 3, 75, 15, 30 and 10 days, the first never counted."""
    before = tuple(Event(taken, dt.date.fromisoformat(at)) for taken, at, *_ in CHAIN if at <= on)
    case = Case(ready_pack("illinois-article-34"), before, {"agreement-expires": dt.date(2019, 6, 30)})
    found = next((each for each in stand(case, dt.date.fromisoformat(on)).next if each.step.id == then), None)

    reckoned = {
        "due": found and found.due,
        "opens": found and found.opens,
        "no before": strike_day(case, dt.date.fromisoformat(on)).no_before,
    }[which]

    assert str(reckoned.day) == day
