"""docs/commands.md and docs/tour.md: what a page shows under a command is what the command prints, at 80 columns.

A line `…` stands for any lines, and `…` at the end of a line for the rest of it. Only commands of the program are run;
between two of them the test makes the change that the tour asks of its reader, or writes the file that a command reads.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commonground.cli.app import run
from commonground.files.ready import folder_named
from readings import read

DOCS = Path(__file__).parents[2] / "docs"
COMMAND = "    $ commonground "
PAYROLL = """\
Employee ID,Job Title,Annual Salary,FTE,Building
1001,Teacher,54000,1,North
1002,Teacher,27000,0.5,North
1003,Teacher,54000,1,South
1004,Teacher,61234,1,South
"""
ARTICLE = """\
The union said the sides are $38 million a year apart for three years.
School officials put it closer to $100 million over five years.
"""
UNION = Path("my-district/offers/2026-03-08-union.toml")
ROSTER = Path("my-district/roster.csv")


def a_higher_raise() -> None:
    UNION.write_text(UNION.read_text().replace('percent = "4%"', 'percent = "5%"'))


def a_step_too_far() -> None:
    lines = ROSTER.read_text().splitlines()
    lines[4] = lines[4].replace("BA,6,", "BA,9,")
    ROSTER.write_text("\n".join(lines))


def an_exchange() -> None:
    shutil.copytree(folder_named(Path("meadowbrook")), "theirs")
    given("commonground exchange theirs")


def a_district_that_states_turnover() -> None:
    shutil.copytree("my-district", "moving")
    entry = '[[entry]]\nbegin_lane = "BA"\nbegin_step = "1"\n'
    rates = '[[separations]]\nrates = { "0" = "10%", "3" = "4%" }\n[service_of_step]\n4 = 4\n5 = 10\n6 = 20\n'
    Path("moving/turnover.toml").write_text(f'cite = "Agreed estimate, 3 March 2026 (invented)"\n{rates}{entry}')


def rosters_of_two_years() -> None:
    Path("roster-2024.csv").write_text("employee id,step,service\n11,1,0\n12,1,0\n13,5,6\n14,6,9\n")
    Path("roster-2025.csv").write_text("employee id,step,service\n11,2,1\n13,6,7\n14,6,10\n15,1,0\n")


def a_later_schedule() -> None:
    Path("later.csv").write_text(
        "lane,step,salary,increment\nBA,1,51500,0\nBA,2,53500,2000\nBA,3,55560,2000\nBA,4,57620,2000\n"
    )


def accounts_of_the_base_year() -> None:
    Path("my-district/accounts.csv").write_text("""\
account,amount,component,explains,cite
1110 Teachers,"405,750.00",salaries,,"Report, p. 12"
Substitutes are not on the roster,"14,400.00",,salaries,Object 1112
Three months vacant,"-11,250.00",,salaries,Minutes of 4 March
2110 Retirement,"46,661.25",pension,,"Report, p. 13"
11.5 % of the 3150 above,362.25,,pension,
2210 Medicare,"5,883.38",payroll taxes,,"Report, p. 13"
2310 Health,"102,500.00",health,,"Report, p. 13"
5100 Travel,"2,100.00",,,"Report, p. 20"
""")


def members() -> None:
    Path("members.csv").write_text("site,members,employees\nHill,35,40\nBrook,30,31\nMeadow,23,23\n")


def another_vote_with_a_roll_of_names() -> None:
    Path("two.csv").write_text("id,site,member\n17,Hill,yes\n18,Hill,yes\n")
    given("commonground vote new my-district walkout --rule majority-walkout --record-date 2026-09-01")
    given("commonground vote roll my-district walkout two.csv --by Ames")


def challenged_envelopes() -> None:
    boxes = "site,yes,no,challenged,issued,unused\nHill,31,4,12,57,10\nBrook,20,8,0,30,2\nMeadow,20,2,0,23,1\n"
    Path("counts.csv").write_text(boxes)
    for teller in ("Bell", "Cole"):
        given(f"commonground vote enter my-district strike-2026 --teller {teller} --file counts.csv --reason recount")


def a_counted_vote() -> None:
    shutil.copytree(DOCS.parent / "negotiations" / "meadowbrook", "copy")


def what_auditors_saw() -> None:
    Path("seen.csv").write_text("draw,seen\n1,yes\n2,yes\n3,no\n4,yes\n")


def a_tally_in_the_press() -> None:
    rows = ("North,702,650,52,92.6", "East,706,655,51,92.8", "West,536,498,39,92.7", "Total,1945,1803,143,92.6")
    Path("printed.csv").write_text("\n".join(["area,valid,yes,no,yes_of_valid", *rows]) + "\n")


def an_article() -> None:
    Path("article.txt").write_text(ARTICLE)


def a_draft() -> None:
    Path("draft.toml").write_text("""\
# Ours to know: we could go to 3 %.
[[pass]]
on = 2026-03-01
by = "district"
offer = "2026-03-01-district"
note = "Our first offer"
""")


CHANGES: dict[tuple[str, str | int], Callable[[], None]] = {  # by the command's first words, or its number on the page
    ("commands.md", "pass "): a_draft,
    ("tour.md", 4): a_higher_raise,
    ("tour.md", 5): a_step_too_far,
    ("commands.md", "import-exchange "): an_exchange,
    ("commands.md", "vote roll "): members,
    ("commands.md", "vote export-roll "): another_vote_with_a_roll_of_names,
    ("commands.md", "vote settle "): challenged_envelopes,
    ("commands.md", "vote draw "): a_counted_vote,
    ("commands.md", "vote audit "): what_auditors_saw,
    ("commands.md", "vote check-tally "): a_tally_in_the_press,
    ("commands.md", "propose-claims "): an_article,
    ("commands.md", "turnover "): a_district_that_states_turnover,
    ("commands.md", "leave-rates "): rosters_of_two_years,
    ("commands.md", "tie-out "): accounts_of_the_base_year,
    ("commands.md", "schedule-before "): a_later_schedule,
}
ENDLESS = ("commonground serve ",)  # ends when it is interrupted: tests/web/test_laptop.py compares what it prints


def change_before(page: str, number: int, command: str) -> None:
    """Make the change, or write the file, that a command of a page needs."""
    said = command.removeprefix("commonground ")
    for (at, where), change in CHANGES.items():
        if at == page and (said.startswith(where) if isinstance(where, str) else number == where):
            change()


def examples(page: str) -> Iterator[tuple[str, list[str]]]:
    """Each command that a page shows, with the lines shown under it."""
    command, said = "", []
    for line in [*(DOCS / page).read_text(encoding="utf-8").splitlines(), "end"]:
        goes_on = (line.startswith("    ") and not line.startswith("    $ ")) or not line.strip()
        if command and goes_on:
            said.append(line[4:])
            continue
        if command:
            yield command, said
        command, said = (line.removeprefix("    $ "), []) if line.startswith(COMMAND) else ("", [])


class Terminal(io.StringIO):
    """A terminal without colours, on which messages are broken at its width."""

    def isatty(self) -> bool:
        return True


def given(command: str) -> str:
    """All that a command prints, in the order in which it comes."""
    out, err = io.StringIO(), Terminal()
    err.write = out.write  # type: ignore[method-assign]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(shlex.split(command)[1:])
    return lines_of(out.getvalue().splitlines())


def lines_of(lines: list[str]) -> str:
    """Lines without what ends in blanks, and without blank ones."""
    return "".join(f"{line.rstrip()}\n" for line in lines if line.strip())


def pattern(said: list[str]) -> re.Pattern[str]:
    """What is shown, as a pattern of what may be printed."""
    found = ""
    for line in lines_of(said).splitlines():
        if line.strip() == "…":
            found += r"(?:.*\n)*?"
        elif line.endswith("…"):
            found += re.escape(line[:-1]) + r".*\n"
        else:
            found += re.escape(line) + r"\n"
    return re.compile(found)


@pytest.mark.parametrize("page", ["commands.md", "tour.md"])
def test_what_a_page_shows_is_what_the_commands_print(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for module in ("opened", "check"):
        monkeypatch.setattr(f"commonground.cli.{module}.check_folder", read)
    monkeypatch.setattr("commonground.cli.progress.SHORT", 3_600.0)  # seconds: however slow the machine is
    Path("payroll.csv").write_text(PAYROLL, encoding="utf-8")
    shown = [(command, said) for command, said in examples(page) if not command.startswith(ENDLESS)]
    wrong = []
    for number, (command, said) in enumerate(shown):
        change_before(page, number, command)
        printed = given(command)
        if not pattern(said).fullmatch(printed):
            wrong.append(f"$ {command}\n{printed}")
    assert "\n\n".join(wrong) == ""
    assert len(shown) > 4


def test_a_page_that_shows_another_figure_is_found():
    printed = "total  1,000\nand so on\n  of 3 people\n"

    assert pattern(["total  1,000", "", "…", "  of 3 …"]).fullmatch(printed)
    assert not pattern(["total  1,001", "…", "  of 3 …"]).fullmatch(printed)
    assert not pattern(["total  1,000", "  of 3 …"]).fullmatch(printed)
