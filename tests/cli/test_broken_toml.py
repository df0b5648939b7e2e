"""TOML files as they come: cut off, in another encoding, misspelt. Each message names the line and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

FILES = ("negotiation.toml", "agreement.toml", "offers/2026-03-08-union.toml")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "recoded",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"\n", b"\r"),
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: raw.decode().encode("utf-16-le"),
    ],
    ids=["BOM", "CRLF", "CR", "UTF-16", "UTF-16 without a mark"],
)
def test_a_file_in_another_encoding_that_says_so_is_read(go, folder, file, recoded):
    (folder / file).write_bytes(recoded((folder / file).read_bytes()))

    said = go("check", folder)

    assert (said.code, said.err) == (0, "")


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda raw: b"", ['line 1, key "title": got nothing; expected "title". Add a line above the first table: t']),
        (lambda raw: raw.split(b"\n# A payment made once")[0][:-7], ["line ", "expected TOML, such as"]),
        (lambda raw: b"titel = 3\n" + raw, ['line 1, key "titel": got "titel"', 'Did you mean "title"?']),
        (lambda raw: b"x = 1\nx = 2\n" + raw, ["line 2: got `x = 2`", "expected each name once in a table"]),
        (
            lambda raw: b"title = 7\n" + raw.replace(b"title =", b"note = '' #", 1),
            ["line 1", "expected text in quotation marks"],
        ),
        (lambda raw: b"# one\n# \xe9\n" + raw, ["line 2: got a letter that is not UTF-8", "save it again as UTF-8"]),
        (lambda raw: b"x = " + b"[" * 60 + b"]" * 60 + b"\n" + raw, ["got values nested 61 deep", "at most 40 levels"]),
        (lambda raw: b"x = " + b"[" * 99_999 + b"]" * 99_999 + b"\n" + raw, ["nested too deep"]),
        (lambda raw: b"# one\nx" + b".a" * 50_000 + b" = 1\n" + raw, ["line 2: got a key of more than 40 parts"]),
        (lambda raw: raw + b"\n#" + b"x" * 8_000_000, ["bytes; expected at most 8,000,000 bytes"]),
        (lambda raw: b"x = 1e999999999\n" + raw, ['line 1: got "1e999999999"; expected an exact number']),
        (lambda raw: b"x = nan\n" + raw, ['line 1: got "nan"; expected an exact number']),
        (lambda raw: b"x = " + b"9" * 5_000 + b"\n" + raw, ["got a number of thousands of digits"]),
        (lambda raw: b"x = 2026-06-31\n" + raw, ["line 1", "expected a day that the calendar has"]),
    ],
    ids=range(14),
)
def test_a_broken_file_is_said_with_its_line_and_how_to_mend_it(go, folder, file, broken, says):
    (folder / file).write_bytes(broken((folder / file).read_bytes()))

    said = go("check", folder)

    assert said.code == 1
    assert said.out == ""
    assert all(problem.startswith(f"error: {file}") for problem in said.problems)
    assert [part for part in says if part not in said.err] == []


@pytest.mark.parametrize("file", ["agreement.toml", "offers/2026-03-08-union.toml"])
def test_a_folder_in_the_place_of_a_file_is_said(go, folder, file):
    (folder / file).unlink()
    (folder / file).mkdir()

    assert f"{file}: got a folder; expected a file." in go("check", folder).err


def test_a_missing_agreement_is_said(go, folder):
    (folder / "agreement.toml").unlink()

    assert "agreement.toml: got no such file; expected a file of this name." in go("check", folder).err


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('rate = "11.5%"', 'rate = "lots"', 'line 43, key "rate": got "lots"; expected a rate, such as "3.5%"'),
        ('rate = "11.5%"', "rate = 115", 'got 115; expected a rate, such as "3.5%"'),
        ('rate = "11.5%"', 'rate = ["1%"]', "got a list; expected a rate"),
        ('rate = "11.5%"', 'rate = "250%"', 'line 43, key "rate": got "250%"; expected a rate below 200%'),
        ('rate = "1.45%"', 'rate = "-1%"', 'got "-1%"; expected a rate of at least 0%'),
        ('employee_rate = "9%"', 'employe_rate = "9%"', 'line 44, key "employe_rate"'),
        ('employee_rate = "9%"', 'employe_rate = "9%"', 'Did you mean "employee_rate"?'),
        ('base = ["pay"]', 'base = "pay"', 'got "pay"; expected a list in square brackets'),
        ('kind = "pension"', 'kind = "penson"', 'Did you mean "pension"?'),
        ('id = "pension"', 'id = "Pension!"', "expected lower-case letters, digits and hyphens"),
        ('id = "pension"', 'id = "raise"', 'line 38, key "id": got "raise"; expected an id of its own'),
        ('id = "pension"', 'id = "pay"', 'got "pay"; expected another id: "pay" and "salary" mean lines of pay'),
        ('id = "pension"', 'id = "salary"', "Choose another id"),
        ('family = "class size"', 'family = "clas size"', 'Did you mean "class size"?'),
        ('status = "unknown"', 'status = "unkown"', 'Did you mean "unknown"?'),
        ('quoted_for = "2025-26"', 'quoted_for = "2025-27"', 'expected a fiscal year, such as "2019-20"'),
        ('quoted_for = "2025-26"', "", 'line 61, key "quoted_for": got nothing; expected "quoted_for"'),
        ('tier = "family", monthly', 'tier = "family", montly', 'line 67, key "montly"'),
        ('tier = "family", monthly = 1985', 'tier = "family"', 'line 67, key "premiums[1]": got plan'),
        ('{ plan = "HMO", tier = "family", monthly = 1985 }', '"HMO"', 'line 67, key "premiums[1]": got "HMO"'),
        ('{ document = "State pension code, section 7" }', '{ documnt = "x" }', 'Did you mean "document"?'),
        (
            '{ document = "State pension code, section 7" }',
            "7",
            "a table of names and values or text in quotation marks",
        ),
        ('title = "Pension contribution"', 'scope = { unt = ["x"] }', 'line 40, key "unt"'),
        ('title = "Pension contribution"', 'scope = { unit = "x" }', "expected a list in square brackets"),
        ('base = ["pay"]', 'base = ["salry"]', 'line 45, clause "pension": got "salry"'),
        ("last = 2026-06-30", "last = 2020-06-30", "expected a day after 2023-07-01"),
        ("last = 2026-06-30", "", 'got only first; expected "last" too'),
    ],
)
def test_a_slip_in_the_agreement_is_said_where_it_stands(go, folder, edit, old, new, says):
    edit(folder / "agreement.toml", old, new)

    said = go("check", folder)

    assert said.code == 1
    assert "error: agreement.toml line " in said.err
    assert says in said.err


def test_one_slip_in_a_citation_is_one_way_of_writing_it_and_not_two(go, folder, edit):
    edit(folder / "agreement.toml", '{ document = "State pension code, section 7" }', "7")

    assert len(go("check", folder).problems) == 1


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("snapshot = 2026-06-30", "snapshot = 2027-06-30", "got 2027-06-30; expected a day of 2025-26"),
        ("snapshot = 2026-06-30", 'snapshot = "June"', 'got "June"; expected a day that the calendar has'),
        ('last_year = "2028-29"', "", 'line 1, key "last_year": got nothing; expected "last_year". Add a line above'),
        (
            '[base]\nyear = "2025-26"\nsnapshot = 2026-06-30',
            "",
            'line 1, key "base": got nothing; expected "base". Add a table: [base]',
        ),
        ('last_year = "2028-29"', 'last_year = "2024-25"', "expected one to forty years after 2025-26"),
        ('begins = "07-01"', 'begins = "13-01"', "expected a month and day of every year"),
        ('begins = "07-01"', 'begins = "02-29"', "expected a month and day of every year"),
        (
            'begins = "07-01"',
            'begins = "July 1"',
            'got "July 1"; expected a month and day of every year, such as "07-01"',
        ),
        ('last_year = "2028-29"', "", 'line 1, key "last_year": got nothing; expected "last_year". Add a line above'),
        (
            '[base]\nyear = "2025-26"\nsnapshot = 2026-06-30',
            "",
            'line 1, key "base": got nothing; expected "base". Add a table: [base]',
        ),
        ('last_year = "2028-29"', 'last_year = "2024-25"', 'key "last_year": got 2024-25; expected one to forty years'),
        ('last_year = "2028-29"', "last_year = 2029", '"2029-30" begins in 2029, "2028-29" ends in it (FY2029)'),
        ('last_year = "2028-29"', 'last_year = "2029"', 'such as last_year = "2028-29".'),
        ('year = "2025-26"', "year = 2025", '"2025-26" begins in 2025, "2024-25" ends in it (FY2025)'),
        ('proration = "months"', 'proration = "month"', 'Did you mean "months"?'),
        ('rule = "steps continue"', 'rule = "freez"', 'Did you mean "freeze"?'),
        ('file = "roster.csv"', 'file = "../roster.csv"', "expected a file in the negotiation's folder"),
        ('file = "roster.csv"', 'file = "/etc/passwd"', "expected a file in the negotiation's folder"),
        ('file = "roster.csv"', 'file = "a\\u0000b"', "expected a file in the negotiation's folder"),
        ('file = "roster.csv"', 'file = ""', "expected a file in the negotiation's folder"),
        ('file = "roster.csv"', 'file = "rster.csv"', 'Did you mean "roster.csv"?'),
        ('id = "union"', 'id = "district"', 'got "district"; expected an id of its own for each party'),
        ('id = "union"', 'id = "both"', "expected a word that has no meaning of its own"),
        ("[[union]]", "[union]", "Write its header in double brackets: [[union]]."),
    ],
)
def test_a_slip_in_the_negotiation_is_said_where_it_stands(go, folder, edit, old, new, says):
    edit(folder / "negotiation.toml", old, new)

    said = go("check", folder)

    assert said.code == 1
    assert "error: negotiation.toml line " in said.err
    assert says in said.err


VERSIONS = """
[[provision]]
id = "pool"
kind = "pool"

[[provision.version]]
until = 2026-07-01
[provision.version.terms]
amounts = {{ "2025-26" = 10 }}

[[provision.version]]
{second}
[provision.version.terms]
amounts = {{ "2026-27" = {amount} }}
"""


@pytest.mark.parametrize(
    ("second", "amount", "code", "says"),
    [
        ("from = 2026-01-01", "20", 1, 'clause "pool": got provision pool has two versions in force on 2026-01-01'),
        ("from = 2027-01-01", "20", 0, "got nothing said from 2026-07-01 until 2027-01-01"),
        ("from = 2026-07-01", '"ten"', 1, 'line 91, key "2026-27": got "ten"; expected an amount of money'),
        ("form = 2026-07-01", "20", 1, 'line 89, key "form": got "form"'),
        (
            "from = 2027-07-01\nuntil = 2026-08-01",
            "20",
            1,
            'line 90, key "until": got 2026-08-01; expected a day after',
        ),
    ],
)
def test_versions_that_do_not_follow_one_another_are_said(go, folder, second, amount, code, says):
    path = folder / "agreement.toml"
    path.write_text(path.read_text(encoding="utf-8") + VERSIONS.format(second=second, amount=amount), encoding="utf-8")

    said = go("check", folder)

    assert said.code == code
    assert says in said.err


def test_a_line_inside_a_table_with_a_quoted_name_is_right(go, folder, edit):
    edit(folder / "agreement.toml", 'base = ["pay"]', 'base = ["pay"]\n[provision.terms.tiers."Tier 1"]\nrat = "9%"')

    said = go("check", folder)

    assert 'agreement.toml line 47, key "rat"' in said.err
    assert 'Did you mean "rate"?' in said.err


ME_TOO = '\n[[provision]]\nid = "aides"\nkind = "me_too"\n[provision.terms]\nfollows = "{follows}"\n'


@pytest.mark.parametrize(
    ("follows", "says"),
    [
        ("rise", 'got "rise"; expected the id of a raise: raise, aides. Did you mean "raise"?'),
        ("health", 'got "health"; expected the id of a raise'),
        ("aides", "got aides follows aides: a circle"),
    ],
)
def test_a_me_too_that_follows_no_raise_is_said(go, folder, follows, says):
    path = folder / "agreement.toml"
    path.write_text(path.read_text(encoding="utf-8") + ME_TOO.format(follows=follows), encoding="utf-8")

    said = go("check", folder)

    assert said.code == 1
    assert 'error: agreement.toml line 83, clause "aides"' in said.err
    assert says in said.err


def test_bases_that_lead_in_a_circle_are_said(go, folder, edit):
    edit(folder / "agreement.toml", 'base = ["pay"]', 'base = ["medicare"]')
    edit(folder / "agreement.toml", 'employee_rate = "1.45%"', 'employee_rate = "1.45%"\nbase = ["pension"]')

    assert "got pension builds on medicare builds on pension: a circle" in go("check", folder).err


def test_a_base_that_nobody_is_paid_is_a_warning(go, folder, edit):
    edit(folder / "agreement.toml", 'base = ["pay"]', 'base = ["longevity"]')

    said = go("check", folder)

    assert said.code == 0
    assert "got a base of longevity, which nobody is paid" in said.err


@pytest.mark.parametrize("verb", ["cost", "check", "percent", "member"])
def test_every_command_that_reads_a_folder_ends_with_1_over_a_broken_one(go, folder, verb):
    (folder / "agreement.toml").write_text("title = ", encoding="utf-8")
    words = {"member": ["--step", "1"]}.get(verb, [])

    said = go(verb, folder, *words)

    assert (said.code, said.out) == (1, "")
    assert "1 error to mend." in said.err


def test_a_place_that_is_no_negotiation_is_said_for_what_it_is(go, folder, tmp_path: Path):
    (tmp_path / "empty").mkdir()

    assert "got a file; expected a negotiation's folder" in go("check", folder / "agreement.toml").err
    assert "got a folder without negotiation.toml" in go("check", tmp_path / "empty").err
    assert (
        'got no such folder; expected a negotiation\'s folder. Did you mean "meadowbrook"?'
        in go("check", "meadowbrok").err
    )
    assert go("cost", tmp_path / "empty").code == 1


def test_a_year_that_begins_in_january_is_named_by_itself(go, folder, edit):
    for old, new in (
        ('begins = "07-01"', 'begins = "01-01"'),
        ('last_year = "2028-29"', "last_year = 2028"),
        ('year = "2025-26"', 'year = "2025"'),
        ("snapshot = 2026-06-30", "snapshot = 2025-12-31"),
    ):
        edit(folder / "negotiation.toml", old, new)

    assert "both" not in go("check", folder).err
    assert "bare" not in go("check", folder, "--format", "json").out


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "effective = 2026-07-01",
            "effective = 2026-13-01",
            "(2026-13-01 is no day); expected a day that the calendar has",
        ),
        (
            "effective = 2026-07-01",
            "effective = 2026-7-1",
            "(2026-7-1 is no day); expected a day that the calendar has",
        ),
        ("passed = 2026-03-08", "passed = 2026-03-32", "(2026-03-32 is no day); expected a day that the calendar has"),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_named(go, folder, edit, old, new, says):
    edit(folder / "offers" / "2026-03-08-union.toml", old, new)

    assert says in go("check", folder).problems[0]


@pytest.mark.parametrize("written", ['"11.5"', "11.5", "12"])
def test_a_rate_without_its_sign_is_guessed_at(go, folder, edit, written):
    edit(folder / "agreement.toml", 'rate = "11.5%"', f"rate = {written}")

    assert f'Did you mean "{written.strip(chr(34))}%"?' in go("check", folder).problems[0]


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        (
            'kind = "layoff"\n[provision.terms]\nseverance = { amount = -5 }',
            'key "amount": got -5; expected greater than or equal to 0.',
        ),
        (
            'kind = "pool"\n[provision.terms]\nafterwards = "stays"',
            'got nothing; expected "amounts". Add a line: amounts = …',
        ),
    ],
)
def test_of_a_clause_the_amount_is_said_as_it_is_written_and_where_a_line_belongs(go, folder, clause, says):
    path = folder / "agreement.toml"
    path.write_text(f'{path.read_text("utf-8")}\n[[provision]]\nid = "more"\ntitle = "More"\n{clause}\n', "utf-8")

    assert says in go("check", folder).err
