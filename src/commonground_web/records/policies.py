"""Row-level security: what each model's side policy means in PostgreSQL, for every table of the records.

Law: FORCE, so that the owner of a table is bound as well; the reader is `current_user`, its seat is looked up in `records_seat`,
never in anything that a session can set. Every key and every reference has the negotiation and the side in it: a clash or a
missing row of another side looks like any other. The ledger and the chains are added to and never changed.
Not here: roles (`operating.roles`). A superuser is not bound; so `records.safe_connection` refuses to serve with one.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps

from commonground_web.records.published_policy import IN_TURN, IS_PUBLIC, ON_INSERT, PUBLIC_OF
from commonground_web.records.side_policy import CAUCUS, CHAIN, CONFIDED, LEDGER, PUBLISHED, SEATS, SHARED
from commonground_web.seat import CAUCUS as A_CAUCUS
from commonground_web.seat import NEUTRAL, PUBLIC, TABLE

MINE = "FROM public.records_seat s WHERE s.role = current_user"
SEATED = f"SELECT s.negotiation, s.side {MINE}"
PARTY = f"{SEATED} AND s.audience = '{A_CAUCUS}'"
ANYWHERE = f"SELECT s.negotiation {MINE}"
AT_TABLE = f"{ANYWHERE} AND s.audience IN ('{A_CAUCUS}', '{NEUTRAL}')"
NEUTRALS = f"{ANYWHERE} AND s.audience = '{NEUTRAL}'"
PARTYS = f"(negotiation, side) IN ({PARTY})"
OWN = f"(negotiation, side) IN ({SEATED})"
SHOWN = f"{OWN} OR (side = '{TABLE}' AND negotiation IN ({AT_TABLE})) OR (side = '{PUBLIC}' AND negotiation IN ({ANYWHERE}))"
ON_TABLE = f"side = '{TABLE}' AND negotiation IN ({AT_TABLE})"
ADDED = f"side = '{TABLE}' AND (negotiation, by) IN ({PARTY})"

RULES = {  # policy: what a row is read by, what it is written by, what may be done
    CAUCUS: (OWN, OWN, "SELECT, INSERT, UPDATE, DELETE"),
    SHARED: (SHOWN, "", "SELECT"),
    LEDGER: (ON_TABLE, ADDED, "SELECT, INSERT"),
    PUBLISHED: (f"({ON_TABLE}) OR (negotiation IN ({ANYWHERE}) AND {IS_PUBLIC})", ADDED, "SELECT, INSERT"),
    CONFIDED: (f"{OWN} OR (is_confided AND negotiation IN ({NEUTRALS}))", PARTYS, "SELECT, INSERT, DELETE"),
    CHAIN: (OWN, OWN, "SELECT, INSERT"),
    SEATS: ("role = current_user", "", "SELECT"),
}
UNCHANGED = """
CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'what was passed or noted is never changed; only added to'; END $$
"""
IN_ORDER = """
CREATE OR REPLACE FUNCTION public.in_order() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE last record;
BEGIN
  EXECUTE format('SELECT number, seal FROM public.%I WHERE negotiation = $1 AND side = $2 '
    'ORDER BY number DESC LIMIT 1', TG_TABLE_NAME) INTO last USING NEW.negotiation, NEW.side;
  IF NEW.number <> coalesce(last.number, 0) + 1 OR NEW.previous <> coalesce(last.seal, repeat('0', 64)) THEN
    RAISE EXCEPTION 'an entry follows the last one, number % was given', NEW.number USING ERRCODE = '40001';
  END IF;
  RETURN NEW;
END $$
"""


def statements() -> Iterator[str]:
    """Everything that the database is told, for every model of the records; it may be told again."""
    yield UNCHANGED
    yield IN_ORDER
    yield PUBLIC_OF
    yield "REVOKE ALL ON FUNCTION public.public_of(text) FROM PUBLIC"
    yield IN_TURN
    for model in apps.get_app_config("records").get_models():
        yield from of_table(model._meta.db_table, model.SIDE_POLICY)
    yield from _whole_keys()


def of_table(table: str, policy: str) -> Iterator[str]:
    """What one table is told."""
    read, written, _ = RULES[policy]
    yield f"ALTER TABLE public.{table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE public.{table} FORCE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS readers ON public.{table}"
    yield f"CREATE POLICY readers ON public.{table} FOR SELECT USING ({read})"
    for what, clause in (("INSERT", "WITH CHECK"), ("UPDATE", "USING"), ("DELETE", "USING")):
        yield f"DROP POLICY IF EXISTS on_{what.lower()} ON public.{table}"
        if written and (what == "INSERT" or policy == CAUCUS or (policy, what) == (CONFIDED, "DELETE")):
            checked = f" WITH CHECK ({written})" if what == "UPDATE" else ""
            yield f"CREATE POLICY on_{what.lower()} ON public.{table} FOR {what} {clause} ({written}){checked}"
    if policy in (LEDGER, PUBLISHED, CHAIN):
        yield from _added_only(table)
    if policy == PUBLISHED:
        yield from (one.format(table=table) for one in ON_INSERT)


def _added_only(table: str) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS unchanged ON public.{table}"
    yield (
        f"CREATE TRIGGER unchanged BEFORE UPDATE OR DELETE OR TRUNCATE ON public.{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()"
    )
    yield f"DROP TRIGGER IF EXISTS in_order ON public.{table}"
    yield f"CREATE TRIGGER in_order BEFORE INSERT ON public.{table} FOR EACH ROW EXECUTE FUNCTION public.in_order()"


def _whole_keys() -> Iterator[str]:
    """The side in the primary keys, and in the references from a draft's steps and versions."""
    children = ("records_step", "records_version")
    for table in children:
        yield f"ALTER TABLE public.{table} DROP CONSTRAINT IF EXISTS of_a_draft"
    for model in apps.get_app_config("records").get_models():
        table = model._meta.db_table
        yield f"ALTER TABLE public.{table} DROP CONSTRAINT IF EXISTS {table}_pkey"
        yield f"ALTER TABLE public.{table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (negotiation, side, id)"
    for table in children:
        yield (
            f"ALTER TABLE public.{table} ADD CONSTRAINT of_a_draft FOREIGN KEY (negotiation, side, draft_id) "
            "REFERENCES public.records_draft (negotiation, side, id) DEFERRABLE INITIALLY DEFERRED"
        )


def rights(role: str) -> Iterator[str]:
    """What a login role may do with each table; which rows, the policies say. `role` is quoted already."""
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT EXECUTE ON FUNCTION public.public_of(text) TO {role}"
    for model in apps.get_app_config("records").get_models():
        yield f"GRANT {RULES[model.SIDE_POLICY][2]} ON public.{model._meta.db_table} TO {role}"
