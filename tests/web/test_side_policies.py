"""Side policies: every model says whose its rows are, and has the side in every key; every table has a rule in PostgreSQL."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models


def records():
    """The models of the records; what other applications keep lies in a file of one side's own."""
    return list(apps.get_app_config("records").get_models())


def test_every_record_says_whose_it_is():
    from commonground_web.records.side import SideRow
    from commonground_web.records.side_policy import POLICIES

    found = {model.__name__: (getattr(model, "SIDE_POLICY", ""), issubclass(model, SideRow)) for model in records()}

    assert found
    assert {name: said for name, said in found.items() if said[0] not in POLICIES or not said[1]} == {}


def test_every_unique_key_begins_with_the_negotiation_and_the_side():
    keys = [one for model in records() for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    alone = [
        field for model in records() for field in model._meta.local_fields if field.unique and not field.primary_key
    ]

    assert keys
    assert [one.name for one in keys if one.fields[:2] != ("negotiation", "side")] == []
    assert alone == []


def test_numbers_of_rows_do_not_count_what_the_other_side_has():
    assert [model.__name__ for model in records() if isinstance(model._meta.pk, models.AutoField)] == []


def test_no_reference_is_held_by_the_database_without_the_side():
    fields = [
        field for model in records() for field in model._meta.local_fields if isinstance(field, models.ForeignKey)
    ]

    assert fields
    assert [field.name for field in fields if field.db_constraint] == []


@pytest.mark.parametrize("policy", ["shared", "ledger", "published", "chain", "seats"])
def test_only_drafts_are_changed(policy):
    from commonground_web.records.policies import of_table, rights

    told = [text for text in of_table("some_table", policy) if "CREATE POLICY" in text]

    assert not any("FOR UPDATE" in text or "FOR DELETE" in text for text in told)
    assert any("FOR SELECT" in text for text in told)
    assert all(text.startswith("GRANT") for text in rights("someone"))


def test_everything_that_the_database_is_told_forces_its_policies():
    from commonground_web.records.policies import statements

    told = list(statements())

    for model in records():
        assert f"ALTER TABLE public.{model._meta.db_table} FORCE ROW LEVEL SECURITY" in told
