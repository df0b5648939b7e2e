"""`commonground vote`: a vote from the roll to the certificate, what blocks it, and what of it is never said."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commonground.files.ledger import read_ledger, written
from commonground.values.hash_chain import head_of, sealed

ROLL = "unit,site,members,employees\nteachers,Hill,30,32\nteachers,Brook,28,30\naides,Hill,12,15\n"
CLAIMED = "2026-09-01"


@pytest.fixture
def vote(go, folder, tmp_path):
    """A vote of two units with a roll; and a way to enter a count."""
    go(
        "vote",
        "new",
        folder,
        "strike",
        "--rule",
        "illinois-article-34",
        "--record-date",
        CLAIMED,
        "--unit",
        "teachers",
        "--unit",
        "aides",
    )
    (tmp_path / "roll.csv").write_text(ROLL)
    assert go("vote", "roll", folder, "strike", tmp_path / "roll.csv", "--by", "Ames").code == 0
    return folder


def enter(go, folder, teller, site, *figures, unit="teachers"):
    return go("vote", "enter", folder, "strike", "--teller", teller, "--unit", unit, "--site", site, *figures)


def both(go, folder, site, *figures, unit="teachers"):
    for teller in ("Bell", "Cole"):
        assert enter(go, folder, teller, site, *figures, unit=unit).code == 0


def all_in(go, folder):
    both(go, folder, "Hill", "--yes", 26, "--no", 3, "--issued", 32, "--unused", 3, "--signatures", 29)
    both(go, folder, "Brook", "--yes", 20, "--no", 5)
    both(go, folder, "Hill", "--yes", 8, "--no", 1, unit="aides")


def ledger(folder):
    return folder / "votes" / "strike" / "ledger.jsonl"


def test_a_vote_goes_from_the_roll_to_the_certificate(go, vote, tmp_path):
    all_in(go, vote)

    result = json.loads(go("vote", "result", vote, "strike", "--format", "json").out)
    outcomes = {row["label"]: row["values"] for row in result["tables"][0]["rows"]}
    certificate = go("vote", "certificate", vote, "strike", "--out", tmp_path / "certificate.pdf")

    assert outcomes == {"Teachers": ["2 of 2", 46, 44, "passed"], "Aides": ["1 of 1", 8, 9, "did not pass"]}
    assert certificate.code == 0
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads the page")
def test_a_site_named_like_markup_is_set_as_text(go, folder, tmp_path):
    name = '#read("/etc/passwd") *Hill* $x$ <a>'
    (tmp_path / "roll.csv").write_text(f'site,members\n"{name.replace(chr(34), chr(34) * 2)}",30\n')
    go("vote", "new", folder, "strike", "--rule", "majority-walkout", "--record-date", CLAIMED)
    go("vote", "roll", folder, "strike", tmp_path / "roll.csv", "--by", "Ames")

    said = go("vote", "forms", folder, "strike", "--out", tmp_path / "forms.pdf")
    text = subprocess.run(["pdftotext", tmp_path / "forms.pdf", "-"], capture_output=True, text=True, check=True).stdout

    assert said.code == 0
    assert name.replace('"', "") in re.sub(r"[\"“”]", "", text)
    assert "first teller" in text and "second teller" in text


def test_a_mismatch_blocks_the_site_and_gives_no_figure_away(go, vote):
    enter(go, vote, "Bell", "Hill", "--yes", 26, "--no", 3)

    second = enter(go, vote, "Cole", "Hill", "--yes", 25, "--no", 4)
    board = go("vote", "board", vote, "strike", "--unit", "teachers").out

    assert "counts differ in yes, no; the site is blocked" in second.out
    assert "26" not in second.out.split("Ledger")[0]  # the seal is of random digits
    assert "0 of 2 sites settled" in board


@pytest.mark.parametrize("again", ["bell", "BELL", "B. E. L. L.", "Ｂｅｌｌ"])
def test_nobody_agrees_with_himself_under_another_spelling(go, vote, again):
    enter(go, vote, "Bell", "Hill", "--yes", 26, "--no", 3)

    same = enter(go, vote, again, "Hill", "--yes", 26, "--no", 3)
    other = enter(go, vote, again, "Hill", "--yes", 25, "--no", 4)

    assert "has entered the same count of Hill before" in same.out
    assert other.code == 2 and "say with --reason" in other.err
    assert "0 of 2 sites settled" in go("vote", "board", vote, "strike", "--unit", "teachers").out


def test_a_count_is_corrected_by_a_further_entry_with_a_reason(go, vote):
    both(go, vote, "Hill", "--yes", 26, "--no", 3)

    unexplained = enter(go, vote, "Bell", "Hill", "--yes", 25, "--no", 4)
    one = enter(go, vote, "Bell", "Hill", "--yes", 25, "--no", 4, "--reason", "recount")
    between = go("vote", "result", vote, "strike", "--unit", "teachers").out
    two = enter(go, vote, "Cole", "Hill", "--yes", 25, "--no", 4, "--reason", "recount")

    assert (unexplained.code, one.code, two.code) == (2, 0, 0)
    assert "correction is open" in one.out and re.search(r"yes +26 ", between)
    assert "settled" in two.out and len(ledger(vote).read_text().splitlines()) == 5


def test_boxes_must_add_up(go, vote):
    said = enter(go, vote, "Bell", "Hill", "--yes", 20, "--no", 3, "--issued", 30, "--unused", 5, "--signatures", 22)

    assert said.code == 1
    assert 'column "issued": got 30; expected 28 = 23 cast + 0 spoiled + 5 unused.' in said.problems[0]
    assert 'column "cast": got 23; expected at most 22, the signatures.' in said.problems[1]


def test_more_voters_than_the_roll_has_are_refused_but_for_challenged_ones(go, vote):
    assert enter(go, vote, "Bell", "Hill", "--yes", 30, "--no", 1).code == 1
    assert enter(go, vote, "Bell", "Hill", "--yes", 30, "--challenged", 1).code == 0


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace('"yes": 26', '"yes": 27'), *lines[2:]], 2),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [lines[0], lines[1].replace('"Bell"', '"Dale"'), *lines[2:]], 2),
        (lambda lines: [*lines[:2], "{", *lines[2:]], 3),
        (lambda lines: [lines[0].replace("T", " ", 1), *lines[1:]], 1),
    ],
    ids=["figure", "taken out", "moved", "teller", "put in", "time"],
)
def test_tampering_is_found_and_the_entry_is_named(go, vote, change, line):
    all_in(go, vote)
    ledger(vote).write_text("\n".join(change(ledger(vote).read_text().splitlines())) + "\n")

    said = go("vote", "result", vote, "strike")

    assert said.code == 1
    assert said.problems[0].startswith(f"error: votes/strike/ledger.jsonl line {line}: ")


def test_entries_cut_off_at_the_end_are_found_by_a_head_that_was_kept(go, vote):
    all_in(go, vote)
    head = go("vote", "check", vote, "strike").out.split()[-1]
    lines = ledger(vote).read_text().splitlines(keepends=True)
    ledger(vote).write_text("".join(lines[:-2]))

    assert go("vote", "check", vote, "strike").code == 0
    assert "does not hold" in go("vote", "check", vote, "strike", "--head", head).err


def test_the_rule_and_the_roll_are_sealed(go, vote, edit):
    edit(vote / "votes" / "strike" / "rule.toml", 'share = "3/4"', 'share = "1/2"')

    assert "sealed with entry 1" in go("vote", "result", vote, "strike").err


def test_a_rule_that_no_longer_names_a_unit_of_the_ledger_is_told(go, vote, edit):
    all_in(go, vote)
    edit(vote / "votes" / "strike" / "rule.toml", 'id = "aides"', 'id = "helpers"')

    said = go("vote", "result", vote, "strike")

    assert said.code == 1
    assert 'ledger.jsonl line 1: got "aides"; expected a unit of rule.toml: helpers, teachers' in said.err


def test_a_later_roll_needs_a_reason_and_the_earlier_one_stays(go, vote, tmp_path):
    (tmp_path / "roll.csv").write_text(ROLL.replace("Hill,30,32", "Hill,31,32"))

    silent = go("vote", "roll", vote, "strike", tmp_path / "roll.csv", "--by", "Ames")
    explained = go("vote", "roll", vote, "strike", tmp_path / "roll.csv", "--by", "Ames", "--reason", "a late card")

    assert (silent.code, explained.code) == (2, 0)
    assert sorted(path.name for path in (vote / "votes" / "strike").glob("roll-*")) == ["roll-1.csv", "roll-2.csv"]
    assert re.search(r"members on the roll +59", go("vote", "result", vote, "strike", "--unit", "teachers").out)


def test_an_unfinished_entry_is_said_and_replaced(go, vote):
    all_in(go, vote)
    whole = ledger(vote).read_bytes()
    ledger(vote).write_bytes(whole + b'{"number": 8, "at')

    said = go("vote", "result", vote, "strike")
    enter(go, vote, "Dale", "Hill", "--yes", 26, "--no", 3)

    assert said.code == 0 and "never finished" in said.err
    assert ledger(vote).read_bytes().startswith(whole)
    assert read_ledger(ledger(vote), "ledger").problems == ()


@pytest.mark.skipif(os.name == "nt", reason="kills a process")
def test_a_crash_between_two_entries_loses_neither(vote, tmp_path):
    script = tmp_path / "enter.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom commonground.files.ledger import append\n"
        "from commonground.votes.count import Count\nfrom commonground.votes.entry import count_entered\n"
        "for yes in range(10_000):\n"
        "    append(Path(sys.argv[1]), 'l', 'now', lambda _: [count_entered('Bell', 'teachers', 'Hill', Count(yes=yes))])\n"
        "    print(yes, flush=True)\n"
    )
    for wait in (0.02, 0.05, 0.11):
        with subprocess.Popen([sys.executable, script, ledger(vote)], stdout=subprocess.PIPE, text=True) as process:
            first = process.stdout.readline()
            time.sleep(wait)
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split("\n")
        confirmed = [int(line) for line in (first, *rest) if line.strip()]

        reading = read_ledger(ledger(vote), "ledger")

        entered = [entry.count.yes for entry in reading.entries if hasattr(entry, "count")]
        assert [problem.code for problem in reading.problems] in ([], ["unfinished-entry"])
        assert entered[-len(confirmed) :] == confirmed or entered[-len(confirmed) - 1 : -1] == confirmed


def test_nothing_is_certified_while_something_waits(go, vote, tmp_path):
    both(go, vote, "Hill", "--yes", 26, "--no", 3)

    said = go("vote", "certificate", vote, "strike", "--out", tmp_path / "certificate.pdf")

    assert said.code == 1 and "got 1 of 2 sites settled" in said.err
    assert not (tmp_path / "certificate.pdf").exists()


def test_challenged_ballots_that_can_turn_the_outcome_are_settled_by_two(go, vote, tmp_path):
    both(go, vote, "Hill", "--yes", 26, "--no", 2, "--challenged", 2)
    both(go, vote, "Brook", "--yes", 17, "--no", 8)
    both(go, vote, "Hill", "--yes", 9, unit="aides")

    before = go("vote", "result", vote, "strike", "--unit", "teachers").out
    for teller in ("Bell", "Cole"):
        settled = go(
            "vote", "settle", vote, "strike", "--teller", teller, "--unit", "teachers", "--rejected", 1, "--yes", 1
        )
    after = go("vote", "result", vote, "strike", "--unit", "teachers").out

    assert "2 unsettled challenged ballots can still turn the outcome" in " ".join(before.split())
    assert settled.code == 0 and "only 1 envelopes are opened together" in settled.err
    assert re.search(r"yes +44 ", after) and re.search(r"outcome +passed", after)


def test_what_is_published_shows_no_small_or_unanimous_site_and_nothing_by_subtraction(go, vote):
    both(go, vote, "Hill", "--yes", 26, "--no", 3)
    early = go("vote", "publish", vote, "strike", "--unit", "teachers").out
    both(go, vote, "Brook", "--yes", 20, "--challenged", 1)
    both(go, vote, "Hill", "--yes", 11, unit="aides")

    said = go("vote", "publish", vote, "strike", "--by", "Ames").out
    for teller in ("Bell", "Cole"):
        go("vote", "settle", vote, "strike", "--teller", teller, "--unit", "teachers", "--no", 1)
    again = go("vote", "publish", vote, "strike", "--by", "Ames")

    assert "26" not in early
    assert re.search(r"Brook and 1 more +2 +49 +46 +3", said)
    assert not re.search(r"\b11\b", said.partition("Aides")[2])
    assert again.code == 1 and "the difference would show how they voted" in again.err


def test_before_all_is_in_the_outcome_stands_alone_without_a_base_that_still_grows(go):
    said = json.loads(go("vote", "publish", "meadowbrook", "ratification-2026", "--format", "json").out)

    assert [row["label"] for row in said["tables"][0]["rows"]] == ["outcome"]


def test_a_petition_is_labelled_not_secret(go, folder, tmp_path):
    (tmp_path / "roll.csv").write_text("site,members\nHill,40\n")
    go("vote", "new", folder, "strike", "--rule", "illinois-article-34", "--record-date", CLAIMED, "--petition")
    go("vote", "roll", folder, "strike", tmp_path / "roll.csv", "--by", "Ames")
    for teller in ("Bell", "Cole"):
        go(
            "vote",
            "enter",
            folder,
            "strike",
            "--teller",
            teller,
            "--site",
            "Hill",
            "--yes",
            30,
            "--spoiled",
            2,
            "--signatures",
            32,
        )
    wrong = go("vote", "enter", folder, "strike", "--teller", "Dale", "--site", "Hill", "--yes", 30, "--signatures", 32)

    said = [go("vote", verb, folder, "strike").out for verb in ("result", "board", "publish")]

    assert all("not a secret ballot" in one for one in said)
    assert re.search(r"valid signatures +30 .*\n", said[0]) and "passed" in said[0]
    assert wrong.code == 1 and "expected 30 = 30 valid + 0 struck" in wrong.err


def test_an_audit_runs_from_a_seed_rolled_after_the_count(go, vote, tmp_path):
    both(go, vote, "Hill", "--yes", 29, "--no", 1)
    both(go, vote, "Brook", "--yes", 27, "--no", 1)
    both(go, vote, "Hill", "--yes", 9, unit="aides")
    of = (vote, "strike", "--unit", "teachers")

    short = go("vote", "draw", *of, "--seed", "1234", "--by", "Ames", "--size", 30)
    drawn = json.loads(
        go("vote", "draw", *of, "--seed", "83719402653018274659", "--by", "Ames", "--size", 30, "--format", "json").out
    )
    again = go("vote", "draw", *of, "--seed", "93719402653018274659", "--by", "Ames", "--size", 30)
    (tmp_path / "seen.csv").write_text("draw,seen\n" + "".join(f"{n},yes\n" for n in range(1, 31)))
    audit = go("vote", "audit", *of, "--seen", tmp_path / "seen.csv", "--by", "Bell")
    (tmp_path / "seen.csv").write_text(
        "draw,seen\n" + "".join(f"{n},{'no' if n == 3 else 'yes'}\n" for n in range(1, 31))
    )
    other = go("vote", "audit", *of, "--seen", tmp_path / "seen.csv", "--by", "Bell")

    assert (short.code, again.code, other.code) == (2, 2, 1)
    assert len({row["values"][0] for row in drawn["tables"][0]["rows"]}) == 30
    assert audit.code == 0 and "yes, after" in audit.out
    assert "as they were seen" in other.err


def test_a_roll_counts_who_is_a_member_on_the_record_date_and_is_exported(go, folder, tmp_path):
    (tmp_path / "roll.csv").write_text(
        "id,site,member,joined,left\nM1,Hill,yes,2020-08-01,\nM2,Hill,yes,2026-09-01,\nM3,Hill,yes,2026-09-02,\n"
        "M4,Hill,yes,2019-08-01,2026-09-01\nM5,Hill,no,,\nM6,Brook,yes,,\n"
    )
    go("vote", "new", folder, "strike", "--rule", "unit-majority", "--record-date", CLAIMED)
    go("vote", "new", folder, "ratify", "--rule", "chicago-ratification", "--record-date", CLAIMED)

    roll = json.loads(
        go("vote", "roll", folder, "strike", tmp_path / "roll.csv", "--by", "Ames", "--format", "json").out
    )
    go("vote", "roll", folder, "ratify", tmp_path / "roll.csv", "--by", "Ames")
    go("vote", "export-roll", folder, "ratify", "--out", tmp_path / "voters.csv")

    assert roll["tables"][0]["rows"][0]["values"] == [2, 3, 5]
    assert [line.split(",")[0] for line in (tmp_path / "voters.csv").read_text().splitlines()] == [
        "id",
        "M1",
        "M2",
        "M6",
    ]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("unit,site,yes\nteachers,Hil,3\n", 'counts.csv row 2, column "site": got "Hil"; expected a site of the roll of teachers. Did you mean "Hill"?'),
        ("unit,site,yes\nteacher,Hill,3\n", 'counts.csv row 2, column "unit": got "teacher"; expected a unit of this vote'),
        ("unit,site,yes\nteachers,Hill,3.5\n", 'counts.csv row 2, column "yes": got "3.5"; expected a whole number'),
        ("unit,site,yes\nteachers,,3\n", 'counts.csv row 2, column "site": got ""; expected the name of a site'),
        ("unit,site,yes\nteachers,Hill,3\nteachers,Hill,3\n", 'counts.csv row 3, column "site": got "Hill"; expected each site once'),
        ("unit,site\nteachers,Hill\n", 'expected a column "yes"'),
        ("site,yes\nHill,3\n", 'expected a column "unit"'),
        ("", "counts.csv"),
    ],
)  # fmt: skip
def test_a_bad_file_of_counts_is_a_message_and_changes_nothing(go, vote, tmp_path, table, says):
    (tmp_path / "counts.csv").write_text(table)
    before = ledger(vote).read_bytes()

    said = go("vote", "enter", vote, "strike", "--teller", "Bell", "--file", tmp_path / "counts.csv")

    assert said.code == 1
    assert says in said.problems[0]
    assert ledger(vote).read_bytes() == before


def test_a_printed_tally_is_checked_figure_by_figure(go, tmp_path):
    (tmp_path / "printed.csv").write_text("area,yes,no,valid\nNorth,70,4,74\nSouth,60,6,66\nTotal,131,10,140\n")

    said = go("vote", "check-tally", tmp_path / "printed.csv")

    assert said.code == 1
    sentences = " ".join(said.out.split())
    assert "row 4 (Total), valid: printed 140; should be 141, by 131 yes + 10 no; off by -1. row" in sentences
    assert "row 4 (Total), yes: printed 131; should be 130, by the sum of 2 areas; off by +1. Which" in sentences


def test_what_comes_with_the_program_is_only_read(go):
    said = go(
        "vote", "enter", "meadowbrook", "ratification-2026", "--teller", "Bell", "--site", "Hill Middle", "--yes", 1
    )

    assert said.code == 2 and "is only read" in said.err


def test_nobody_can_hide_behind_no_name(go, vote):
    assert enter(go, vote, "  ", "Hill", "--yes", 1).code == 2


AT_ONCE = """
import os, sys
import commonground.cli.vote.enter
from commonground.cli.app import run
started = []
for name in ("Bell", "Cole", "Dale"):
    started.append(os.fork())
    if not started[-1]:
        os._exit(run([*sys.argv[1:], "--teller", name, "--yes", "20"]))
sys.exit(sum(os.waitpid(process, 0)[1] for process in started))
"""


@pytest.mark.skipif(os.name == "nt", reason="forks a process")
def test_three_commands_at_once_lose_no_entry(vote):
    say = ["vote", "enter", str(vote), "strike", "--unit", "teachers", "--site", "Hill"]

    said = subprocess.run([sys.executable, "-c", AT_ONCE, *say], stdout=subprocess.DEVNULL, check=False)

    assert said.returncode == 0
    assert len(read_ledger(Path(ledger(vote)), "ledger").entries) == 4


TWO_LEDGERS = """
import os, sys
from pathlib import Path
from commonground.files.ledger import append
from commonground.votes.count import Count
from commonground.votes.entry import count_entered
started = []
for name in ("Bell", "Cole"):
    started.append(os.fork())
    if not started[-1]:
        for yes in range(40):
            append(Path(sys.argv[1]), "l", "now", lambda _: [count_entered(name, "teachers", "Hill", Count(yes=yes))])
        os._exit(0)
sys.exit(sum(os.waitpid(process, 0)[1] for process in started))
"""


@pytest.mark.skipif(os.name == "nt", reason="forks a process")
def test_two_who_write_at_the_same_moment_break_no_chain_and_lose_no_entry(vote):
    said = subprocess.run([sys.executable, "-c", TWO_LEDGERS, ledger(vote)], check=False)

    reading = read_ledger(ledger(vote), "ledger")
    entered = [(entry.by, entry.count.yes) for entry in reading.entries if hasattr(entry, "count")]

    assert (said.returncode, reading.problems) == (0, ())
    assert sorted(entered) == [(name, yes) for name in ("Bell", "Cole") for yes in range(40)]


@pytest.mark.parametrize(("yes", "outcome"), [(75, "passed"), (74, "did not pass")])
def test_a_tally_without_a_folder_is_held_to_the_share_that_is_given(go, yes, outcome):
    said = go("vote", "tally", "--at-least", "3/4", "--of", "members", "--members", 100, "--yes", yes, "--no", 10)

    assert said.code == 0
    assert re.search(rf"outcome +{outcome}\n", said.out)


def test_the_same_count_entered_again_adds_nothing_and_says_so(go, vote):
    figures = ("--yes", 26, "--no", 3)
    enter(go, vote, "Bell", "Hill", *figures)
    before = ledger(vote).read_text()

    again = enter(go, vote, "Bell", "Hill", *figures)

    assert again.code == 0
    assert "Bell has entered the same count of Hill before: nothing changed, and no entry was added." in again.out
    assert ledger(vote).read_text() == before


def test_the_board_says_what_is_needed_beside_each_case(go, vote):
    both(go, vote, "Hill", "--yes", 26, "--no", 3)

    board = json.loads(go("vote", "board", vote, "strike", "--unit", "teachers", "--format", "json").out)["tables"][0]

    assert board["rows"][0]["values"][2:4] == ["26; 44 needed", "54; 44 needed"]


def test_one_of_a_sort_is_said_in_the_singular(go, vote):
    assert "1 entry: 1 roll adopted." in go("vote", "check", vote, "strike").out


@pytest.mark.parametrize(
    ("given", "day"), [("9/1/2026", "2026-09-01"), ("September", "2026-09-01"), ("8/31/2027", "2027-08-31")]
)
def test_a_day_that_is_written_otherwise_is_shown_as_it_is_to_be(go, tmp_path, given, day):
    said = go("vote", "new", tmp_path, "pay", "--rule", "unit-majority", "--record-date", given)

    assert said.code == 2
    assert f"Write it as year, month and day: {day}." in said.err


@pytest.mark.parametrize(
    ("number", "mend"),
    [
        (1, lambda said: said["sites"][0].__setitem__(1, None)),
        (1, lambda said: said["sites"][0].__setitem__(2, -30)),
        (2, lambda said: said["figures"].__setitem__("yes", -26)),
        (2, lambda said: said["figures"].__setitem__("no", True)),
        (2, lambda said: said.__setitem__("figures", [26, 3])),
        (2, lambda said: said.__setitem__("unit", ["teachers"])),
        (2, lambda said: said.__setitem__("by", 7)),
    ],
    ids=["site", "members", "yes", "no", "figures", "unit", "teller"],
)
def test_a_ledger_that_was_sealed_anew_around_nonsense_is_told(go, vote, number, mend):
    all_in(go, vote)
    links = []
    for said in map(json.loads, ledger(vote).read_text().splitlines()):
        if said["number"] == number:
            mend(said["content"])
        links.append(sealed(head_of(links), {"at": said["at"], **said["content"]}))
    ledger(vote).write_text("".join(map(written, links)))

    said = go("vote", "result", vote, "strike")

    assert said.code == 1
    assert f"ledger.jsonl line {number}: got entry {number} does not read as an entry of a vote: " in said.err
