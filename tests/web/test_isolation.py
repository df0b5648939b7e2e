"""Isolation: as each login role, everything of the other side is tried by SQL; nothing crosses.

`test_without_policies...` is the proof that these tests would see a leak: the same questions, asked as a superuser, find it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from web import cluster

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")]
TABLES = (
    "records_draft",
    "records_step",
    "records_version",
    "records_paper",
    "records_passed",
    "records_seat",
    "records_noted",
    "records_published",
    "records_authority",
    "records_confided",
    "records_payroll",
    "records_ownroster",
    "records_tried",
)
WHOSE = {"district": "Ceiling 3.25", "union": "Strike if under 3"}


@pytest.fixture(scope="module")
def seats(operator, tmp_path_factory) -> dict[str, str]:
    """Meadowbrook set up twice under two names: the address of each side's login role, `union` and `union of other`."""
    found = {}
    for name, suffix in (("meadowbrook", ""), ("other", " of other")):
        out = tmp_path_factory.mktemp(name) / "seats"
        answer = told(
            "-m", "commonground_web", "set-up", "meadowbrook", "--name", name, "--out", str(out), url=operator
        )
        assert answer.returncode == 0, answer.stderr
        for path in out.glob("*.env"):
            assert path.stat().st_mode & 0o077 == 0
            found[path.stem + suffix] = path.read_text().partition("\n")[0].removeprefix("DATABASE_URL=")
    for side, title in WHOSE.items():
        with connect(found[side]) as one:
            one.execute(
                "INSERT INTO records_draft (id, negotiation, side, title, start, place, begun) "
                "VALUES (7, 'meadowbrook', %s, %s, 'union', 0, now())",
                [side, title],
            )
            one.execute(
                "INSERT INTO records_noted (id, negotiation, side, number, content, previous, seal) "
                "VALUES (7, 'meadowbrook', %s, 1, %s, repeat('0', 64), repeat('1', 64))",
                [side, title],
            )
            one.execute(
                "INSERT INTO records_authority (id, negotiation, side, view, year, is_most, cents) "
                "VALUES (7, 'meadowbrook', %s, 'annual', '', true, 12345700)",
                [side],
            )
            one.execute(
                "INSERT INTO records_payroll (id, negotiation, side, name, sheet, content, mapping) "
                "VALUES (7, 'meadowbrook', %s, %s, '', 'zebra', '')",
                [side, title],
            )
            one.execute(
                "INSERT INTO records_ownroster (id, negotiation, side, number, path, people, content, mapping, made) "
                "VALUES (7, 'meadowbrook', %s, 1, 'roster.csv', 3, 'unit,zebra', '', now())",
                [side],
            )
    with connect(found["neutral"]) as one:
        one.execute(
            "INSERT INTO records_tried (id, negotiation, side, said) VALUES (7, 'meadowbrook', 'neutral', '{\"cap.term\": \"1\"}')"
        )
    return found


def told(*words: str, url: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": url}
    return subprocess.run([sys.executable, *words], env=env, text=True, capture_output=True)


def connect(url):
    import psycopg

    return psycopg.connect(url, autocommit=True)


def refused(connection, statement, *values) -> str:
    """What the database says when it does not carry a statement out; the test fails where it does."""
    import psycopg

    with pytest.raises(psycopg.Error) as caught:
        connection.execute(statement, values)
    return str(caught.value)


def read(connection, negotiation="meadowbrook") -> set[tuple[str, str, str]]:
    """Whose rows a connection reads, by table."""
    found = set()
    for table in TABLES:
        rows = connection.execute(f"SELECT DISTINCT negotiation, side FROM {table}").fetchall()
        found |= {(table, *row) for row in rows}
    return found


def foreign(found, side):
    """Of what was read, what is no business of a side."""
    return {row for row in found if row[1] != "meadowbrook" or row[2] not in (side, "table", "public")}


@pytest.mark.parametrize("side", ["district", "union", "neutral", "member", "public"])
def test_a_role_reads_its_own_side_and_the_table_alone(seats, side):
    with connect(seats[side]) as one:
        found = read(one)

    assert foreign(found, side) == set()
    assert {
        ("records_draft", "meadowbrook", side),
        ("records_noted", "meadowbrook", side),
        ("records_authority", "meadowbrook", side),
        ("records_payroll", "meadowbrook", side),
        ("records_ownroster", "meadowbrook", side),
    } <= found or side not in WHOSE
    assert (("records_passed", "meadowbrook", "table") in found) == (side not in ("member", "public"))
    assert (("records_tried", "meadowbrook", "neutral") in found) == (side == "neutral")


def test_without_policies_the_same_questions_find_the_other_sides_rows(operator, seats):
    with connect(operator) as one:
        found = read(one)

    assert ("records_draft", "meadowbrook", "district") in foreign(found, "union")
    assert ("records_authority", "meadowbrook", "district") in foreign(found, "union")
    assert ("records_paper", "meadowbrook", "district") in foreign(found, "union")
    assert ("records_payroll", "meadowbrook", "district") in foreign(found, "union")
    assert ("records_ownroster", "meadowbrook", "district") in foreign(found, "union")
    assert any(row[1] == "other" for row in foreign(found, "union"))


@pytest.mark.parametrize("statement", [
    "UPDATE records_draft SET title = 'x' WHERE side = 'district'",
    "DELETE FROM records_draft WHERE side = 'district'",
    "SELECT * FROM records_draft WHERE title LIKE '%3.25%'",
    "SELECT * FROM records_paper WHERE path = 'preferences/district.toml'",
    "SELECT * FROM records_seat WHERE side = 'district'",
    "SELECT * FROM records_authority WHERE cents > 0 AND side <> 'union'",
    "UPDATE records_authority SET cents = 0 WHERE side = 'district'",
    "SELECT content FROM records_payroll WHERE side <> 'union'",
    "DELETE FROM records_payroll WHERE side = 'district'",
    "SELECT content FROM records_ownroster WHERE side <> 'union'",
    "UPDATE records_ownroster SET content = '' WHERE side = 'district'",
    "DELETE FROM records_ownroster WHERE side = 'district'",
    "SELECT * FROM records_tried",
    "DELETE FROM records_tried",
])  # fmt: skip
def test_rows_of_the_other_side_are_not_there(seats, statement):
    with connect(seats["union"]) as one:
        assert one.execute(statement).rowcount == 0


def test_a_key_that_the_other_side_has_is_free_and_a_missing_draft_is_like_anothers(seats):
    step = "INSERT INTO records_step (id, negotiation, side, draft_id, number, values, made) VALUES (%s, 'meadowbrook', 'union', %s, 1, '{}', now())"
    draft = "INSERT INTO records_draft (id, negotiation, side, title, start, place, begun) VALUES (9, 'meadowbrook', 'district', 'mine', 'union', 0, now())"
    with connect(seats["union"]) as union, connect(seats["district"]) as district:
        district.execute(draft)
        taken = refused(union, step, 1, 9)
        missing = refused(union, step, 1, 8)
        union.execute(draft.replace("district", "union"))
        district.execute("DELETE FROM records_draft WHERE id = 9")

    assert taken.replace("9", "8") == missing


@pytest.mark.parametrize(("statement", "why"), [
    ("INSERT INTO records_draft (id, negotiation, side, title, start, place, begun) VALUES (1, 'meadowbrook', 'district', '', '', 0, now())", "row-level security"),
    ("UPDATE records_draft SET side = 'district'", "row-level security"),
    ("UPDATE records_authority SET side = 'district'", "row-level security"),
    ("INSERT INTO records_authority (id, negotiation, side, view, year, is_most, cents) VALUES (8, 'meadowbrook', 'district', 'annual', '2026-27', true, 1)", "row-level security"),
    ("UPDATE records_draft SET negotiation = 'other'", "row-level security"),
    ("UPDATE records_payroll SET side = 'district'", "row-level security"),
    ("UPDATE records_ownroster SET side = 'district'", "row-level security"),
    ("INSERT INTO records_payroll (id, negotiation, side, name, sheet, content, mapping) VALUES (8, 'meadowbrook', 'district', '', '', '', '')", "row-level security"),
    ("INSERT INTO records_ownroster (id, negotiation, side, number, path, people, content, mapping, made) VALUES (8, 'meadowbrook', 'district', 2, '', 1, '', '', now())", "row-level security"),
    ("INSERT INTO records_ownroster (id, negotiation, side, number, path, people, content, mapping, made) VALUES (8, 'meadowbrook', 'table', 1, 'roster.csv', 1, '', '', now())", "row-level security"),
    ("SELECT lo_import('/etc/passwd')", "permission denied"),
    ("UPDATE records_seat SET side = 'district'", "permission denied"),
    ("INSERT INTO records_seat (id, negotiation, side, role, audience) VALUES (1, 'meadowbrook', 'district', current_user, 'caucus')", "permission denied"),
    ("UPDATE records_paper SET content = ''", "permission denied"),
    ("UPDATE records_passed SET text = ''", "permission denied"),
    ("DELETE FROM records_passed", "permission denied"),
    ("DELETE FROM records_noted", "permission denied"),
    ("UPDATE records_noted SET content = ''", "permission denied"),
    ("INSERT INTO records_noted (id, negotiation, side, number, content, previous, seal) VALUES (8, 'meadowbrook', 'district', 2, '', repeat('1', 64), '2')", "entry follows the last one"),
    ("TRUNCATE records_passed", "permission denied"),
    ("ALTER TABLE records_draft DISABLE ROW LEVEL SECURITY", "must be owner"),
    ("DROP POLICY readers ON records_draft", "must be owner"),
    ("SET ROLE operator", "permission denied"),
    ("SET SESSION AUTHORIZATION operator", "permission denied"),
    ("CREATE TABLE public.records_seat2 (role text)", "permission denied"),
    ("CREATE TEMP TABLE records_seat (role text)", "permission denied"),
    ("SELECT pg_read_file('/etc/passwd')", "permission denied"),
    ("COPY records_draft TO PROGRAM 'cat'", "must be superuser"),
    ("SELECT pg_total_relation_size('records_draft')", "permission denied"),
    ("SELECT n_tup_ins FROM pg_stat_user_tables", "permission denied"),
    ("SELECT * FROM pg_authid", "permission denied"),
])  # fmt: skip
def test_what_a_role_may_not_do(seats, statement, why):
    with connect(seats["union"]) as one:
        assert why in refused(one, statement)


def test_row_security_cannot_be_turned_off(seats):
    with connect(seats["union"]) as one:
        one.execute("SET row_security = off")

        assert "row-level security" in refused(one, "SELECT * FROM records_draft")


def test_an_error_of_a_condition_does_not_tell_what_the_other_side_has(operator, seats):
    divides = "SELECT 1 FROM records_draft WHERE side = 'district' AND 1 / length(replace(title, title, '')) = 0"
    with connect(operator) as one:
        assert refused(one, divides) == "division by zero"
    with connect(seats["union"]) as one:
        assert one.execute(divides).fetchall() == []
        assert (
            one.execute("SELECT most_common_vals::text FROM pg_stats WHERE tablename = 'records_draft'").fetchall()
            == []
        )


@pytest.mark.parametrize("statement", [
    "INSERT INTO records_payroll (id, negotiation, side, name, sheet, content, mapping) VALUES (%s, 'meadowbrook', 'union', '', '', '', '')",
    "INSERT INTO records_ownroster (id, negotiation, side, number, path, people, content, mapping, made) VALUES (%s, 'meadowbrook', 'union', 2, '', 1, '', '', now())",
])  # fmt: skip
def test_a_number_that_a_roster_of_the_other_side_has_is_free(seats, statement):
    table = statement.split()[2]
    with connect(seats["union"]) as union, connect(seats["district"]) as district:
        district.execute(f"DELETE FROM {table}")
        district.execute(statement.replace("union", "district"), [9])
        kept = union.execute(f"DELETE FROM {table} RETURNING *").fetchall()
        union.execute(statement, [9])
        twice = refused(union, statement, 10)

        assert "duplicate key" in twice
        assert "district" not in twice
        assert district.execute(f"SELECT id FROM {table}").fetchall() == [(9,)]
        assert len(kept) == 1


def test_a_pass_under_another_partys_name_is_not_taken(seats):
    statement = "INSERT INTO records_passed (id, negotiation, side, number, by, text, previous, seal, made) SELECT 1, 'meadowbrook', 'table', max(number) + 1, %s, '', (SELECT seal FROM records_passed ORDER BY number DESC LIMIT 1), '0', now() FROM records_passed"
    with connect(seats["union"]) as union, connect(seats["neutral"]) as neutral:
        assert "row-level security" in refused(union, statement, "district")
        assert "row-level security" in refused(neutral, statement, "union")
        assert "an entry follows the last one" in refused(union, statement.replace("+ 1", "+ 2"), "union")


def test_the_operator_himself_does_not_change_the_ledger_by_mistake(operator, seats):
    with connect(operator) as one:
        for statement in (
            "UPDATE records_passed SET text = ''",
            "DELETE FROM records_passed",
            "TRUNCATE records_passed",
        ):
            assert "never changed" in refused(one, statement)


def test_every_table_is_protected_and_every_key_has_the_side_in_it(operator, seats):
    with connect(operator) as one:
        tables = one.execute(
            "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r' AND relname LIKE 'records%'"
        ).fetchall()
        keys = one.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'records%' AND indexdef LIKE '%UNIQUE%'"
        ).fetchall()

    assert {name for name, _ in tables} >= set(TABLES)
    assert [name for name, bound in tables if not bound] == []
    assert [text for (text,) in keys if "(negotiation, side" not in text] == []


def test_a_connection_that_is_not_bound_is_refused(operator, seats):
    answer = told("-m", "commonground", "serve", "--port", "0", url=operator)

    assert answer.returncode == 2
    assert 'DATABASE_URL logs in as "operator", a superuser: row-level security would not bind it.' in answer.stderr


@pytest.mark.parametrize(("change", "back", "said"), [
    ("ALTER ROLE {role} BYPASSRLS", "ALTER ROLE {role} NOBYPASSRLS", "which bypasses it"),
    ("GRANT operator TO {role}", "REVOKE operator FROM {role}", "a superuser"),
    ("ALTER TABLE records_step OWNER TO {role}", "ALTER TABLE records_step OWNER TO operator", "which owns a table"),
    ("ALTER TABLE records_step NO FORCE ROW LEVEL SECURITY", "ALTER TABLE records_step FORCE ROW LEVEL SECURITY", "does not protect records_step"),
    ("CREATE VIEW public.all_drafts AS SELECT * FROM records_draft", "DROP VIEW public.all_drafts", "does not protect all_drafts"),
])  # fmt: skip
def test_a_database_that_would_leak_is_not_served(operator, seats, change, back, said):
    role = "cg_meadowbrook__union"
    with connect(operator) as one:
        one.execute(change.format(role=role))
        try:
            answer = told("-m", "commonground", "serve", "--port", "0", url=seats["union"])
        finally:
            one.execute(back.format(role=role))

    assert (answer.returncode, said in answer.stderr) == (2, True), answer.stderr


def test_a_file_of_seats_is_not_written_over(operator, seats, tmp_path):
    answer = told(
        "-m", "commonground_web", "set-up", "meadowbrook", "--name", "third", "--out", str(tmp_path), url=operator
    )
    second = told(
        "-m", "commonground_web", "set-up", "meadowbrook", "--name", "other", "--out", str(tmp_path / "x"), url=operator
    )

    assert "is there already" in answer.stderr
    assert "other is set up already" in second.stderr
    assert not Path(tmp_path / "x").exists()
