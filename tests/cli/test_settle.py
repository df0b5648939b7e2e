"""`commonground settle`."""

from __future__ import annotations

import json
import zipfile

import pytest

from little_settlement import SMALL, with_settlement


@pytest.fixture
def small(folder):
    return with_settlement(folder)


def tables(said):
    return {table["name"]: table for table in json.loads(said.out)["tables"]}


def cells(table):
    return {row["label"]: row["values"] for row in table["rows"]}


TURNOVER = """
[[separations]]
rates = { "0" = "10%" }
[[entry]]
begin_lane = "BA"
begin_step = "1"
"""


OFFER = """
title = "As a point of the frontier"
party = "district"
passed = 2026-03-02
first = 2026-07-01
last = 2028-06-30
[[edit]]
op = "insert"
provision = "raise"
at = "raises"
value = {{ effective = 2026-07-01, percent = "{}" }}
[[edit]]
op = "set"
provision = "health"
at = "employee_share"
value = "{}"
"""


POOL = """
[[issue]]
id = "pool-{0}"
grid = {{ from = 0, to = 1_900, step = 100 }}
[[issue.edit]]
op = "insert"
[issue.edit.clause]
id = "pool-{0}"
kind = "pool"
title = "A pool"
issue = "professional learning"
terms = {{ amounts = {{ "2026-27" = "{{value}}" }} }}
"""


def test_the_cost_of_a_point_is_what_its_options_cost_as_an_offer(go, small):
    point = tables(go("settle", small, "--format", "json"))["settlement/frontier"]["rows"][1]["values"]
    (small / "offers" / "2026-03-02-district.toml").write_text(OFFER.format(*point[-2:]))

    cost = go("cost", small, "--offer", "2026-03-02-district", "--against", "status-quo", "--format", "json")
    total = next(row for row in json.loads(cost.out)["tables"][0]["rows"] if row["is_total"])

    assert point[2:4] == total["values"][:2]


def test_the_suggested_package_costs_on_the_actual_roster_what_its_options_cost_there_as_an_offer(go, small):
    (small / "turnover.toml").write_text(TURNOVER)
    found = tables(go("settle", small, "--format", "json"))
    (small / "offers" / "2026-03-02-district.toml").write_text(
        OFFER.format(*(row["values"][0] for row in found["settlement/packages"]["rows"]))
    )

    words = ("--offer", "2026-03-02-district", "--against", "status-quo", "--roster", "actual")
    offered = cells(json.loads(go("cost", small, *words, "--format", "json").out)["tables"][0])
    one, broken, other = cells(found["settlement/cost"]).values()
    assert [a + b for a, b in zip(one, broken, strict=True)] == other
    assert other[:2] == offered["total, actual roster"][:2]
    assert (
        cells(tables(go("settle", small, "--for", "union", "--format", "json"))["settlement/cost"])[
            "cost, actual roster"
        ]
        == other
    )


def test_packages_are_priced_and_caps_kept_on_the_roster_that_is_asked_for(go, small):
    (small / "turnover.toml").write_text(TURNOVER)
    both = tables(go("settle", small, "--format", "json"))
    found = tables(go("settle", small, "--roster", "actual", "--format", "json"))

    values = found["settlement/frontier"]["rows"][1]["values"]
    (small / "offers" / "2026-03-02-district.toml").write_text(OFFER.format(*values[-2:]))
    words = ("--offer", "2026-03-02-district", "--against", "status-quo", "--roster", "actual")
    offered = cells(json.loads(go("cost", small, *words, "--format", "json").out)["tables"][0])
    assert values[2:4] == offered["total, actual roster"][:2]
    assert len(found["settlement/frontier"]["rows"]) >= len(both["settlement/frontier"]["rows"])
    assert "settlement/cost" not in found
    assert any("on the actual roster" in note for note in found["settlement/points"]["notes"])


def test_no_certificate_is_written_of_costs_on_the_actual_roster(go, small, tmp_path):
    (small / "turnover.toml").write_text(TURNOVER)

    refused = go("settle", small, "--roster", "actual", "--certificate", tmp_path / "deal.json")

    assert refused.code == 2
    assert "leave --roster actual away" in refused.err
    assert not (tmp_path / "deal.json").exists()


def test_a_side_is_told_its_own_value_and_nothing_of_the_other(go, small):
    told = go("settle", small, "--for", "union", "--format", "json")

    assert set(tables(told)) == {"settlement/package", "settlement/cost"}
    assert "worth to union" in told.out
    assert "district" not in told.out + told.err


@pytest.mark.parametrize(
    "words", [("--certificate", "x.json"), ("--plot", "x.svg"), ("--draws", "3"), ("--near", "1%"), ("--improve",)]
)
def test_what_is_the_neutrals_is_not_written_for_a_side(go, small, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert go("settle", small, "--for", "union", *words).code == 2
    assert list(tmp_path.glob("x.*")) == []


def test_a_certificate_holds_until_what_it_is_about_changes(go, small, edit, tmp_path):
    path = tmp_path / "deal.json"
    go("settle", small, "--certificate", path)

    sound = go("settle", small, "--verify", path, "--format", "json")
    edit(path, '"2026-27": ', '"2026-27": 1')
    tampered = go("settle", small, "--verify", path, "--format", "json")
    edit(path, '"2026-27": 1', '"2026-27": ')
    edit(small / "preferences" / "union.toml", "raises = 90", "raises = 10")
    changed = cells(tables(go("settle", small, "--verify", path, "--format", "json"))["settlement/checks"])

    assert sound.code == 0
    assert {values[0] for values in cells(tables(sound)["settlement/checks"]).values()} == {"holds"}
    assert tampered.code == 1
    assert (
        cells(tables(tampered)["settlement/checks"])["the engine prices it, as one offer, to the same cents"][0]
        == "DOES NOT HOLD"
    )
    assert changed["the files are those of the certificate"] == ["DOES NOT HOLD", "changed: preferences/union.toml"]


@pytest.mark.parametrize(
    ("text", "got"),
    [
        (b"", "text that is no JSON from line 1 on"),
        (b"\xff\xfe\x00", "bytes that are not text"),
        (b"[]", '"another format"'),
        (b'{"format": "commonground/settlement-certificate/1"}', 'one without "package"'),
        (b'{"format": "commonground/settlement-certificate/1", "package": 7}', "JSON of another shape"),
        (b"[" * 100_000, "JSON of another shape"),
    ],
    ids=range(6),
)
def test_what_is_no_certificate_is_a_problem(go, small, tmp_path, text, got):
    (tmp_path / "deal.json").write_bytes(text)

    said = go("settle", small, "--verify", tmp_path / "deal.json")

    assert said.code == 1
    assert f"got {got}; expected a certificate" in " ".join(said.err.split())


def test_without_a_zone_what_would_have_to_give_is_told(go, small, edit):
    edit(small / "settlement.toml", '"2026-27" = 20_000', '"2026-27" = 1_000')
    edit(small / "preferences" / "union.toml", 'least = "10%"', 'least = "50%"')

    said = go("settle", small, "--format", "json")
    found = cells(tables(said)["settlement/openings"])

    assert said.code == 1
    assert set(found) == {
        "the least of district",
        "the least of union",
        "the cap of 2026-27",
        "the cap of 2027-28",
        "both leasts, by the same share",
        "every cap, by the same sum",
    }
    assert found["the cap of 2027-28"] == ["not enough, however far it gives"]
    assert found["the cap of 2026-27"][0].endswith(tuple("0123456789"))


def test_a_signed_deal_is_where_improvements_start(go, small):
    (small / "settlement.toml").write_text(
        SMALL.replace("[money]", '[signed]\nraises = "0%"\nhealth-share = "10%"\n[money]')
    )

    found = cells(tables(go("settle", small, "--improve", "--format", "json"))["settlement/points"])

    assert len(found) == 4


def test_of_a_signed_deal_it_is_told_that_nothing_betters_it_and_what_keeps_it_out(go, small, edit):
    signed = '[signed]\nraises = "3%"\nhealth-share = "20%"\n[money]'
    edit(small / "settlement.toml", "[money]", signed)
    edit(small / "settlement.toml", "20_000", "90_000")
    edit(small / "settlement.toml", "40_000", "90_000")

    best = tables(go("settle", small, "--improve", "--format", "json"))["settlement/points"]["notes"]
    edit(small / "settlement.toml", '"2027-28" = 90_000', '"2027-28" = 1')
    barred = tables(go("settle", small, "--improve", "--format", "json"))["settlement/openings"]["notes"]

    assert any(note.startswith("No feasible package gives either side more than its least") for note in best)
    assert any("The signed deal itself is in no package of these: 2027-28 costs" in note for note in barred)


def test_a_picture_and_a_workbook_are_written(go, small, tmp_path):
    go("settle", small, "--plot", tmp_path / "frontier.svg")
    said = go("settle", small, "--format", "xlsx", "--out", tmp_path / "frontier.xlsx")

    assert (tmp_path / "frontier.svg").read_text().count("<circle") > 8
    with zipfile.ZipFile(tmp_path / "frontier.xlsx") as book:
        first = json.loads(go("settle", small, "--format", "json").out)["tables"][0]["title"]
        assert f"<t>{first}</t>" in book.read("xl/sharedStrings.xml").decode()
        assert "Print_Titles" in book.read("xl/workbook.xml").decode()
    assert said.out.endswith("frontier.xlsx\n")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("settlement.toml", 'to = "3%"', 'to = "-3%"', 'key "grid": got from 0% to -3% by 1%'),
        ("settlement.toml", "{value}", "{1}", 'got "{1}"; expected one of {value}'),
        (
            "settlement.toml",
            'provision = "raise"',
            'provision = "raises"',
            'got option "0%" with "raises"',
        ),
        (
            "settlement.toml",
            '"2026-27" = 20_000',
            '"2036-37" = 20_000',
            "expected a year of the term: 2026-27, 2027-28",
        ),
        ("settlement.toml", "first = 2026-07-01", "first = 2025-07-01", "the first day after the base year"),
        ("settlement.toml", 'id = "health-share"', 'id = "raises"', "an id of its own for each issue"),
        ("settlement.toml", "[money]", '[signed]\nraises = "7%"\n[money]', 'got "7%"; expected an option of raises'),
        ("settlement.toml", "[money]", '[signed]\nraises = "1%"\n[money]', "got nothing on health-share"),
        ("preferences/union.toml", "raises = 90", "raise = 90", 'Did you mean "raises"?'),
        ("preferences/union.toml", ', "3%" = 100', "", "no value of the ends of raises"),
        ("preferences/union.toml", 'party = "union"', 'party = "district"', 'got "district"; expected "union"'),
        (
            "preferences/union.toml",
            'least = "10%"',
            'least = "110%"',
            'got "110%"; expected a share between 0 and "100%"',
        ),
        (
            "preferences/union.toml",
            "raises = 90, health-share = 40",
            "raises = 0, health-share = 0",
            "no weight above 0",
        ),
    ],
)
def test_bad_input_is_told_by_check_with_its_place(go, small, edit, file, old, new, said):
    edit(small / file, old, new)

    found = go("check", small)

    assert found.code == 1
    assert any(said in problem for problem in found.problems), found.problems


def test_a_first_option_that_cannot_be_carried_out_is_told_once_and_the_others_are_tried_all_the_same(go, small, edit):
    edit(small / "settlement.toml", 'provision = "raise"', 'provision = "rais"')
    alone = go("check", small).problems
    edit(small / "settlement.toml", 'at = "employee_share"', 'at = "employe_share"')
    both = go("check", small).problems

    assert len(alone) == 1
    assert 'key "issue[0]": got option "0%" with "rais"' in alone[0]
    assert alone[0].endswith('Did you mean "raise"?')
    assert both[0] == alone[0]
    assert len(both) == 2
    assert 'key "issue[1]": got option "10%" with "employe_share"' in both[1]


def test_a_rule_about_more_choices_than_memory_holds_is_a_problem(go, small):
    pools = "".join(POOL.format(number) for number in range(12))
    named = ", ".join(f'pool-{number} = ["0"]' for number in range(12))
    (small / "settlement.toml").write_text(f'{SMALL}{pools}[[rule]]\nsays = "wide"\nif = {{ {named} }}\n')

    (said,) = [problem for problem in go("check", small).problems if "rule[0]" in problem]

    assert "got a rule about 12 issues with 4,096,000,000,000,000 choices of options" in said


def settled(go, folder):
    """The pairs of options on the frontier."""
    found = tables(go("settle", folder, "--format", "json"))
    return {tuple(row["values"][-2:]) for row in found["settlement/frontier"]["rows"]}


@pytest.mark.parametrize(("until", "is_open"), [("2026-07-02", False), ("2026-07-01", True)])
def test_what_the_law_excludes_until_a_day_is_open_to_a_term_that_begins_on_it(go, small, edit, until, is_open):
    said = f'excluded = "not a subject of bargaining"\nexcluded_until = {until}\n'
    edit(small / "settlement.toml", 'id = "health-share"\n', f'id = "health-share"\n{said}')

    assert ({share for _, share in settled(go, small)} == {"10%"}) is not is_open


def test_what_a_sides_negotiators_may_not_sign_is_in_no_package(go, small):
    before = settled(go, small)
    with (small / "preferences" / "district.toml").open("a") as file:
        file.write('[beyond]\nraises = ["1%", "2%"]\n')

    assert "1%" in {raised for raised, _ in before}
    assert {raised for raised, _ in settled(go, small)}.isdisjoint({"1%", "2%"})


@pytest.mark.parametrize(
    ("rule", "is_kept"),
    [
        (
            'if = { raises = ["1%", "2%", "3%"] }\nthen = { health-share = ["20%"] }',
            lambda a, b: a == "0%" or b == "20%",
        ),
        ('if = { raises = ["1%"], health-share = ["10%"] }', lambda a, b: (a, b) != ("1%", "10%")),
    ],
)
def test_precedence_and_what_does_not_go_together_are_kept(go, small, rule, is_kept):
    before = settled(go, small)
    with (small / "settlement.toml").open("a") as file:
        file.write(f'[[rule]]\nsays = "as both sides know it"\n{rule}\n')

    assert not all(is_kept(*pair) for pair in before)
    assert all(is_kept(*pair) for pair in settled(go, small))


def test_where_the_limit_on_labels_binds_it_is_said_with_a_bound_for_each_side(go, small):
    (small / "settlement.toml").write_text(SMALL + "".join(POOL.format(number) for number in range(8)))
    for party, first, last in (("district", 100, 0), ("union", 0, 100)):
        path = small / "preferences" / f"{party}.toml"
        names = [f"pool-{number}" for number in range(8)]
        weights = ", ".join(f"{name} = {10 + 7 * number % 19}" for number, name in enumerate(names))
        values = "".join(f'{name} = {{ "0" = {first}, "1900" = {last} }}\n' for name in names)
        path.write_text(path.read_text().replace("= 40 }", f"= 40, {weights} }}") + values)

    (short, *_) = json.loads(go("settle", small, "--labels", "3", "--format", "json").out)["tables"]

    assert "Of 307,200,000,000 packages" in short["notes"][0]
    assert (
        "Not proven: a package that was not seen may be worth more to both sides at once, by up to" in short["notes"][0]
    )
    assert "% of its scale to district and" in short["notes"][0]


@pytest.mark.parametrize(
    "words",
    [
        ("--labels", "0"),
        ("--for", "mayor"),
        ("--near", "much"),
        ("--unsure", "900%"),
        ("--draws", "-1"),
        ("--out", "x.xlsx"),
    ],
)
def test_what_cannot_be_asked_is_misused(go, small, words):
    assert go("settle", small, *words).code == 2


def test_without_the_other_sides_file_nothing_is_found_and_nothing_told(go, small):
    (small / "preferences" / "district.toml").unlink()

    said = go("settle", small)

    assert (said.code, said.out) == (1, "")
    assert "preferences/district.toml" in said.err


def test_its_tables_fit_80_columns(go, small):
    said = go("settle", small, "--near", "5%", "--draws", "2")

    assert [line for line in said.out.splitlines() if len(line) > 80] == []
    assert "For the neutral" in said.out


def test_what_cannot_be_merged_has_the_same_frontier_and_says_how_it_was_found(go, small, tmp_path, monkeypatch):
    merged = tables(go("settle", small, "--format", "json"))
    monkeypatch.setattr("commonground.settlement.blocks.MOST_WORK", 0)
    walked = tables(go("settle", small, "--format", "json", "--certificate", tmp_path / "deal.json"))

    assert walked["settlement/frontier"]["rows"] == merged["settlement/frontier"]["rows"]
    assert any("Integer programs say so" in note for note in walked["settlement/points"]["notes"])
    assert not any("Integer programs say so" in note for note in merged["settlement/points"]["notes"])
    assert not go("settle", small, "--verify", tmp_path / "deal.json").code


def test_costs_too_entangled_to_list_what_is_near_are_told(go, small, monkeypatch):
    monkeypatch.setattr("commonground.settlement.blocks.MOST_WORK", 0)

    said = go("settle", small, "--near", "1%")

    assert said.code == 1
    assert "take options off some of them" in said.err
