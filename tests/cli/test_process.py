"""The program as a process: its entry point, its exit codes, and a pipe that is closed early."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "commonground.cli")


def test_the_entry_point_runs_and_ends_with_the_code_of_its_command(folder):
    (folder / "agreement.toml").write_text("title = ", encoding="utf-8")

    broken = subprocess.run([*COMMAND, "check", folder], capture_output=True, text=True, check=False)
    helped = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=False)

    assert (broken.returncode, broken.stdout) == (1, "")
    assert "agreement.toml line 1: got `title =`" in broken.stderr
    assert (helped.returncode, helped.stderr) == (0, "")
    assert [line for line in helped.stdout.splitlines() if len(line) > 80] == []


@pytest.mark.slow
def test_a_reader_who_leaves_early_gets_no_complaint(template):
    read = (
        f'"{sys.executable}" -m commonground.cli cost "{template}" --format json | head -1; echo "${{PIPESTATUS[0]}}"'
    )

    said = subprocess.run(["bash", "-c", read], capture_output=True, text=True, check=False)

    assert (said.stdout, said.stderr) == ("{\n0\n", "")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", [["--help"], ["percent", "meadowbrook"]])
def test_a_full_disk_is_said_once(words, unbuffered):
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [*COMMAND, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment
        )

    assert said.returncode == 3
    assert said.stderr.startswith("error: The result: No space left on device.")
    assert len(said.stderr.splitlines()) == 1


ENDED_WHILE_WRITING = """
import os, signal, sys
from commonground.cli import main
from commonground.files import roster_intake

def half(roster, part):
    part.write_text("lane,st")
    os.kill(os.getpid(), signal.{name})

roster_intake.write_roster_csv = half
main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="this system has no such signals")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_command_that_is_ended_while_it_writes_leaves_what_was_there(folder, tmp_path, name, code):
    payroll = tmp_path / "payroll.csv"
    payroll.write_text("lane,step,fte\nBA,1,1\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    words = [sys.executable, "-c", ENDED_WHILE_WRITING.format(name=name), "import-roster", payroll, "--into", folder]
    said = subprocess.run(words, capture_output=True, text=True, check=False)

    assert said.returncode == code
    assert said.stderr.splitlines()[-1] == "Ended from outside; nothing was half-written."
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("words", ["--help", "percent meadowbrook"])
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_a_closed_output_is_said_where_it_can_be_and_nothing_is_done(words, closed):
    command = f'"{sys.executable}" -m commonground.cli {words} {closed}'

    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    told = "" if "2>" in closed else "error: The result: standard output is closed. Nothing was done.\n"
    assert (said.returncode, said.stderr) == (3, told)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["prefer meadowbrook --party union", "pass . --by union --answers 38 --question health"]
)
def test_a_closed_input_is_one_that_answers_nothing(meadowbrook, words):
    command = f'"{sys.executable}" -m commonground.cli {words} <&-'

    said = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, cwd=meadowbrook)

    assert said.returncode in (0, 2)
    assert "Traceback" not in said.stderr
