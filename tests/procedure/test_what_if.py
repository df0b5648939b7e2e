"""What if: steps named as people name them."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from commonground.files.procedure_packs import pack_names, ready_pack
from commonground.procedure.case import Case, Event
from commonground.procedure.strike import strike_day
from commonground.procedure.what_if import NotSupposed, supposed

CHICAGO = ready_pack("illinois-article-34")


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("mediation demanded on 2019-05-01", "mediation-demanded"),
        ("Mediation-demanded on 2019-05-01", "mediation-demanded"),
        ("report published on 2019-05-01", "report-published"),
        ("published 2019-05-01", "report-published"),
        ("the strike notice on 2019-05-01", "strike-notice"),
        ("Notice of intent to strike given on 2019-05-01", "strike-notice"),
        ("tentative agreement on 2019-05-01", "agreement-reached"),
        ("if mediation is demanded on 2019-05-01", "mediation-demanded"),
    ],
)
def test_a_step_is_known_by_its_id_its_title_or_another_name(text, step):
    found = supposed(text, CHICAGO)

    assert (found.step, found.on, found.is_supposed) == (step, dt.date(2019, 5, 1), True)


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_knows_what_demanding_mediation_is(name):
    assert supposed("mediation demanded on 2019-05-01", ready_pack(name)).on == dt.date(2019, 5, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mediation demanded", "is no step on a day"),
        ("mediation demanded on 2019-02-30", "2019-02-30 is no day"),
        (
            "mediaton demanded on 2019-05-01",
            'No step is called "mediaton demanded". Did you mean "mediation-demanded"?',
        ),
        ("report on the moon on 2019-05-01", 'No step is called "report on the moon". Did you mean'),
        ("panel on 2019-05-01", "may be"),
    ],
)
def test_what_is_no_step_is_refused_with_a_way_to_mend_it(text, said):
    with pytest.raises(NotSupposed) as problem:
        supposed(text, CHICAGO)

    assert said in str(problem.value)
    assert re.search(r'[\w"][.?]$', str(problem.value))


def test_what_follows_from_a_supposed_step_is_not_taken_before_it():
    on, demanded = dt.date(2019, 4, 15), dt.date(2019, 5, 1)
    case = Case(CHICAGO, anchors={"agreement-expires": dt.date(2019, 6, 30)})

    as_it_is, supposing = (
        strike_day(each, on).at_once.day for each in (case, case.supposing([Event("mediation-demanded", demanded)]))
    )

    # the panel's 75 days and the 30 after publication, from the day asked about and from the demand
    assert (as_it_is - on, supposing - demanded) == (dt.timedelta(days=105), dt.timedelta(days=105))
