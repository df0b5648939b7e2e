"""The words of a command: what is not understood is said with how to mend it, and ends with exit code 2."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonground.cli.help import said_by
from commonground.cli.verbs import VERBS
from commonground.files.ready import ready_names


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["comapre"], 'Did you mean "compare"?'),
        (["cost"], "How it is used: commonground cost --help"),
        (["cost", "x", "--bogus", "1"], "Unknown option: --bogus"),
        (["cost", "meadowbrook", "--by", "nope"], '"issue", "component", "fund", "unit", "school", "year", "clause"'),
        (["cost", "meadowbrook", "--view", "nope"], '"increment", "annual", "run-rate", "cumulative"'),
        (["cost", "meadowbrook", "--format", "nope"], '"table", "json", "csv", "xlsx"'),
        (["percent", "meadowbrook", "--format", "xlsx"], 'Choose from: "table", "json", "csv".'),
        (["cost", "meadowbrook", "--out", "x.xlsx"], "--out names a workbook; add --format xlsx"),
        (
            ["explain", "meadowbrook", "union/2026-27/component:pension", "pickup"],
            '"pickup" is left over. Put a name with a space',
        ),
        (["compare", "meadowbrook", "district"], "How it is used: commonground compare --help"),
        (["compare", "meadowbrook", "district"], "B is missing: the offer that the first is taken from."),
        (["compare", "meadowbrook", "district"], "Write: commonground compare FOLDER A B"),
        (["cost"], "FOLDER is missing: the negotiation's folder.\nWrite: commonground cost FOLDER\n"),
        (
            ["cost", "district", "d"],
            '"d" is left over. Put a name with a space in it in quotation marks. An offer is named',
        ),
        (["member", "meadowbrook"], "--step is missing: the step on which the member stands now."),
        (["member", "meadowbrook"], "Write: commonground member FOLDER --step STEP\n"),
        (
            ["vote", "board", "meadowbrook"],
            "VOTE is missing: the vote's name. meadowbrook has ratification-2026, strike-2026.",
        ),
        (["vote", "board", "nowhere"], "VOTE is missing: the vote's name. nowhere has no vote."),
        (["vote", "board"], "Write: commonground vote board FOLDER VOTE"),
        (["afford", "meadowbrook", "--money", "abc"], "'abc' does not read as an amount of money"),
        (["afford", "meadowbrook", "--money", "1e9"], "does not read as an amount of money"),
        (["afford", "meadowbrook", "--money", "9" * 30], "larger than any budget"),
        (["afford", "meadowbrook", "--money=-5"], "-5 is less than nothing"),
        (["afford", "meadowbrook", "--money", "5", "--unit", "x"], "the roster has teachers, paraprofessionals"),
        (["percent", "meadowbrook", "--raise-of", "3"], "'3' does not read as a rate"),
        (["member", "meadowbrook", "--step", "14"], 'no step "14"; there is 1, 2, 3'),
        (["member", "meadowbrook", "--step", "4", "--lane", "PhD"], 'no lane "PhD"; there is BA, MA'),
        (["member", "meadowbrook", "--step", "A", "--lane", "BA"], 'no step in lane BA "A"'),
        (["member", "meadowbrook", "--step", "4", "--unit", "x"], 'no unit "x"'),
        (
            ["member", "meadowbrook", "--step", "4", "--tier", "x"],
            'no pension tier "x"; there is Tier 1, Tier 2. A health plan\'s tier goes with --plan-tier.',
        ),
        (
            ["member", "meadowbrook", "--step", "4", "--plan", "HMX", "--plan-tier", "single"],
            'no health plan "HMX"; there is HMO, PPO',
        ),
        (["member", "meadowbrook", "--step", "4", "--plan", "HMO"], 'no health plan and tier "HMO alone"'),
        (["member", "meadowbrook", "--step", "4", "--fte", "nan"], "expected a share of a job"),
        (["member", "meadowbrook", "--step", "4", "--fte", "0"], "expected a share of a job"),
        (["member", "meadowbrook", "--step", "4", "--service=-1"], "expected completed years from 0 to 80"),
        (["scattergram", "meadowbrook", "--schedule", "x"], "nobody stands on schedule 'x'"),
        (
            ["scattergram", "meadowbrook", "--schedule", "aide", "--unit", "teachers"],
            "nobody stands on schedule 'aide'; people stand on teacher.",
        ),
        (["scattergram", "meadowbrook", "--unit", "x"], "no unit 'x'; the roster has teachers, paraprofessionals."),
        (["scattergram", "meadowbrook", "--offer", "09-29"], "--offer 09-29 needs --year, because an offer changes"),
        (["scattergram", "meadowbrook", "--year", "1999"], "expected one of 2025-26"),
        (["explain", "meadowbrook", "union/2026-27"], "expected OFFER/YEAR/PART"),
        (["explain", "meadowbrook", "union/1999-00/total"], "expected run-rate or one of 2025-26"),
        (["explain", "meadowbrook", "union/2026-27/component:pensions"], "expected one of full-year effect"),
        (["explain", "meadowbrook", "union/2026-27/line:pensions"], "expected a line of cost: teacher-schedule"),
        (["explain", "meadowbrook", "union/2026-27/total/run-rate"], "because a run-rate is of no year"),
        (["explain", "meadowbrook", "union/2026-27/total/annual/bse"], 'No offer is called "bse"'),
    ],
)
def test_what_is_not_understood_ends_with_2_and_says_what_would_be(go, words, says):
    said = go(*words)

    assert (said.code, said.out) == (2, "")
    assert says in said.err


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_the_help_of_a_command_explains_it_with_examples_at_80_columns(go, verb):
    said = go(*verb.split(), "--help")

    assert said.code == 0
    assert said.out.startswith(f"Usage: commonground {verb}")
    assert f"\nExamples:\n  commonground {verb}" in said.out
    assert [line for line in said.out.splitlines() if len(line) > 80] == []
    examples = said.out.split("\nExamples:\n")[1].rstrip().splitlines()
    assert [line for line in examples if not line.startswith("  commonground ") and line.strip()] == []


def test_the_help_names_choices_once_and_no_option_to_undo_a_flag(go):
    said = go("import-roster", "--help").out + go("cost", "--help").out

    assert "--no-" not in said
    assert "choices:" not in said


def test_no_money_buys_no_raise(go, template):
    said = go("afford", template, "--money", "0")

    assert said.code == 0
    assert "0 %" in said.out


def test_a_raise_is_said_to_the_ten_thousandth_of_a_percent(go, template):
    assert "2.1991 %" in go("afford", template, "--money", "10000").out


def test_more_money_than_any_raise_takes_says_so(go, template):
    said = go("afford", template, "--money", "12000000")

    assert "No raise of 400 % or more is looked for." in said.out
    assert "the largest that is looked for  399.9999 %" in said.out
    assert "the largest that it pays for" not in said.out


def test_a_new_folder_is_never_written_over_another(go, folder, tmp_path: Path):
    taken = go("new", folder)
    a_file = go("new", folder / "agreement.toml")

    assert (taken.code, a_file.code) == (2, 2)
    assert "is not an empty folder" in taken.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["district"]


def test_a_new_folder_is_whole_sound_and_alone(go, tmp_path: Path):
    (tmp_path / "mine").mkdir()

    assert go("new", tmp_path / "mine").code == 0
    assert go("check", tmp_path / "mine").problems == []
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_new_folder_that_cannot_be_written_ends_with_3_and_leaves_nothing(go, tmp_path: Path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("commonground.files.template.write_text", full)

    said = go("new", tmp_path / "mine")

    assert said.code == 3
    assert "No space left on device" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "no/such/folder/../\0"])
def test_a_workbook_that_cannot_be_written_ends_with_3(go, template, tmp_path: Path, name):
    said = go("cost", template, "--format", "xlsx", "--out", tmp_path / name)

    assert said.code == 3
    assert "expected a file that may be written" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_never_takes_the_place_of_a_device(go, template):
    said = go("cost", template, "--format", "xlsx", "--out", "/dev/null")

    assert said.code == 3
    assert Path("/dev/null").is_char_device()


def test_a_workbook_goes_where_it_is_sent_and_says_so(go, template, tmp_path: Path):
    said = go("cost", template, "--format", "xlsx", "--out", tmp_path / "here.xlsx")

    assert said.code == 0
    assert f"{tmp_path / 'here.xlsx'}" in said.out
    assert [path.name for path in tmp_path.iterdir()] == ["here.xlsx"]


@pytest.mark.parametrize(
    "words",
    [
        ("cost", "meadowbrook", "--format", "xlsx", "--out", "nope/x"),
        ("pickets", "meadowbrook", "--sheet", "nope/x"),
        ("calendar", "meadowbrook", "--format", "ics", "--out", "nope/x"),
        ("vote", "certificate", "meadowbrook", "strike-2026", "--out", "nope/x"),
        ("vote", "forms", "meadowbrook", "strike-2026", "--out", "nope/x"),
        ("schema", "--into", "nope/x"),
    ],
    ids=lambda words: "-".join(words[:2]),
)
def test_no_folder_is_made_for_a_result(go, tmp_path: Path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)

    said = go(*words)

    assert said.code == 3
    assert "no such folder" in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_offer_compared_with_itself_is_said(go, template):
    assert go("compare", template, "union", "08-union").err == (
        "Both are Union, 8 March (2026-03-08-union), so nothing lies between them.\n"
    )
    assert go("compare", template, "district", "union").err == ""


def test_the_title_of_a_cost_says_the_titles_of_both_and_what_an_increment_is(go, template):
    plain = go("cost", template, "--offer", "union", "--against", "district").out
    yearly = go("cost", template, "--offer", "union", "--view", "increment").out

    assert plain.startswith("Union, 8 March: cost against District, 1 March (dollars and cents)")
    title = " ".join(yearly.split("by component")[0].split())
    assert title.startswith("Union, 8 March: cost against the base year 2025-26, each year less the year before")


def test_schemas_are_written_one_file_each(go, tmp_path: Path):
    assert go("schema", "--into", tmp_path).code == 0
    assert {"agreement.schema.json", "offer.schema.json"} <= {path.name for path in tmp_path.iterdir()}


def test_an_interruption_ends_with_130_and_says_that_nothing_is_half_written(go, template, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("commonground.cli.cost.show", interrupted)

    said = go("cost", template)

    assert (said.code, said.err) == (130, "Interrupted; nothing was half-written.\n")


def test_a_pipe_that_nobody_reads_ends_well(go, template, monkeypatch):
    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("commonground.cli.cost.show", closed)

    assert go("cost", template) == (0, "", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_under_the_home_that_is_set(go, tmp_path: Path, monkeypatch, shell):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))

    said = go("--install-completion", "--shell", shell)

    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert said.code == 0
    assert any("commonground" in path.read_text(encoding="utf-8") for path in written)


def examples() -> Iterator[list[str]]:
    """The examples that commands give, those about the ready negotiations; `serve` would not end."""
    for verb in VERBS:
        if verb.name == "serve":
            continue
        for line in said_by(verb).examples.splitlines()[1:]:
            words = shlex.split(line)[1:]
            if any(name in words for name in ready_names()):
                yield words


@pytest.mark.slow
@pytest.mark.parametrize("words", list(examples()), ids=" ".join)
def test_an_example_of_the_help_can_be_carried_out(go, words, tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    said = go(*words)

    written = [
        line
        for line in said.err.splitlines()
        if line.startswith(("Sign-up sheet: ", "Wrote ", "Written to ", "Nothing was"))
    ]
    assert (said.code, said.err.splitlines()) == (0, written)
    assert said.out or written


def test_a_schedule_that_only_one_unit_has_is_shown_for_that_unit(go):
    said = go("scattergram", "meadowbrook", "--schedule", "aide")

    assert said.code == 0
    assert said.out.startswith("Scattergram of paraprofessionals aide, 2025-26: people")


def test_a_sound_folder_is_said_in_lines_that_fit(go):
    said = go("check", "chicago-2019")

    assert said.out == (
        "Chicago Public Schools and the Chicago Teachers Union, 2019: sound.\n"
        "20,660 people, 13 provisions (3 not in any total), 6 offers, 2018-19 to 2023-24.\n"
        "Actual roster not shown: no turnover.toml states who leaves, by years of\n"
        "service, and where newcomers begin; none is assumed.\n"
        "Across the table: 8 entries, ledger 8:c053f066937d8659.\n"
    )


def test_a_device_is_no_place_for_a_result(go, template):
    assert "got a device, not a file; expected" in go("cost", template, "--format", "xlsx", "--out", "/dev/null").err


def test_a_place_that_was_left_open_is_said_with_the_others(go):
    said = " ".join(go("member", "meadowbrook", "--step", "4").out.split())
    named = " ".join(go("member", "meadowbrook", "--step", "4", "--lane", "MA", "--tier", "Tier 2").out.split())

    assert "Most people are on lane MA (of BA, MA" in said
    assert "Name another with --lane" in said
    assert "lane MA (of" not in named
    assert "tier Tier 2 (of" not in named


def test_schools_stand_as_people_count_them_and_what_is_not_stated_last(go, folder):
    lines = (folder / "roster.csv").read_text().splitlines()
    schools = ["school", "12 Hill", "01 Brook", "2 Mill", "", "12 Hill", "2 Mill", "01 Brook", "2 Mill"]
    at = lines[0].split(",").index("school")
    rows = [line.split(",") for line in lines]
    for row, school in zip(rows, schools, strict=True):
        row[at] = school
    (folder / "roster.csv").write_text("\n".join(map(",".join, rows)) + "\n")

    said = go("cost", folder, "--offer", "union", "--by", "school").out

    order = [said.index(f"\n {school}") for school in ("01 Brook", "2 Mill", "12 Hill", "not stated")]
    assert order == sorted(order)
    assert "Nothing states a school" not in said


def test_where_no_fund_is_stated_it_is_said_how_to(go):
    said = " ".join(go("cost", "chicago-2019", "--offer", "union", "--by", "fund").out.split())

    assert 'Nothing states a fund: write it in the roster\'s column "fund", or in a clause: fund = "NAME".' in said


def test_the_one_time_payment_that_the_template_shows_is_an_issue_of_its_own(go, folder):
    path = folder / "offers" / "2026-03-08-union.toml"
    text, shown = path.read_text().split("# A payment made once", 1)
    _, *lines = shown.splitlines()
    path.write_text(text + "\n".join(line.removeprefix("# ") for line in lines) + "\n")

    assert "\n signing payment " in go("cost", folder, "--offer", "union", "--by", "issue").out


def test_a_unit_that_is_not_on_the_members_cell_is_not_offered(go):
    said = go("member", "meadowbrook", "--step", "7", "--lane", "MA").out

    assert "Most people are on tier Tier 2 (of" in " ".join(said.split())
    assert "paraprofessionals)" not in said


def test_what_a_clause_builds_upon_and_one_member_does_not_have_is_taken_as_nothing_and_said(go, folder, edit):
    header, *rows = (folder / "roster.csv").read_text().splitlines()
    (folder / "roster.csv").write_text("\n".join([f"{header},amount:base", *(f"{row},40000" for row in rows)]) + "\n")
    edit(folder / "agreement.toml", 'base = ["pay"]', 'base = ["column:base"]')

    said = go("member", folder, "--step", "2", "--lane", "MA")
    opened = go("explain", folder, "member/lane=MA,step=2/status-quo/2026-27/take-home")

    assert (said.code, opened.code) == (0, 0)
    assert "Not known of one member, and taken as 0: base." in said.out
    assert "less pension" not in said.out
