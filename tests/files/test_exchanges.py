"""Exchanges as files: what is written is read back, and what was changed on the way is said."""

import datetime as dt

import numpy as np
import pytest

from commonground.files.exchanges import CELLS, SAYS, earlier_exchanges, next_folder, read_exchange, write_exchange
from commonground.values.labels import Labels
from commonground.workforce.exchange import TABLES, exchange
from commonground.workforce.roster import NO_SALARY, Roster

DAY = dt.date(2025, 10, 1)


@pytest.fixture
def made():
    words = {"unit": "teachers", "schedule": "A", "lane": "BA, or equal", "tier": "old"}
    labels = {name: Labels.constant(word, 40) for name, word in words.items()}
    labels["step"] = Labels.of(["1"] * 12 + ["2"] * 3 + [""] * 25)
    labels["lane"] = Labels.of(["BA, or equal"] * 15 + [""] * 25)
    labels["schedule"] = Labels.of(["A"] * 15 + [""] * 25)
    salary = np.array([NO_SALARY] * 15 + [7_000_000] * 25)
    numbers = {"salary": salary, "fte": np.array([3_333] * 40), "service": np.arange(40) % 2}
    return exchange(Roster(labels, numbers, np.arange(40)), DAY, TABLES, 10)


def test_what_is_written_is_read_back(made, tmp_path):
    write_exchange(made, tmp_path / "001-2025-10-01")
    assert read_exchange(tmp_path / "001-2025-10-01") == (made, ())


def test_exchanges_are_kept_in_the_order_in_which_they_crossed(made, tmp_path):
    for number in (1, 2):
        target = next_folder(tmp_path, made)
        assert target.name == f"00{number}-2025-10-01"
        write_exchange(made, target)
    assert earlier_exchanges(tmp_path) == ([made, made], ())


def test_a_folder_that_is_there_is_not_written_over(made, tmp_path):
    write_exchange(made, tmp_path / "one")
    with pytest.raises(FileExistsError):
        write_exchange(made, tmp_path / "one")
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_cells_changed_on_the_way_are_refused(made, tmp_path):
    write_exchange(made, tmp_path / "one")
    cells = tmp_path / "one" / CELLS
    cells.write_text(cells.read_text().replace(",15,", ",16,"))
    found, (problem,) = read_exchange(tmp_path / "one")
    assert found is None and problem.code == "changed-exchange"
    assert problem.mend == "Ask for the exchange again, or take the file as it was sent."


@pytest.mark.parametrize(
    ("was", "is_now", "column", "expected"),
    [
        (",15,4.9995,", ",4,4.9995,", "people", "at least 11 people, for 2 combinations"),
        (",15,4.9995,", ",many,4.9995,", "people", "a number"),
        (",15,4.9995,", ",15,4.99951,", "fte", "a number in steps of 1/10,000"),
        (",70000,", ",,", "mean_salary", "a number in steps of 1/100"),
        ("teachers,placement,2", "teachers,places,2", "table", "one of placement, tier, health, service"),
    ],
)
def test_cells_that_cannot_be_are_told_with_their_row(made, tmp_path, was, is_now, column, expected):
    write_exchange(made, tmp_path / "one")
    cells = tmp_path / "one" / CELLS
    text = cells.read_text()
    assert was in text
    cells.write_text(text.replace(was, is_now))
    _sealed_anew(tmp_path / "one")
    found, problems = read_exchange(tmp_path / "one")
    assert found is None
    assert (problems[0].code, problems[0].place.column, problems[0].expected) == ("wrong-value", column, expected)


def test_tables_that_do_not_hold_the_same_people_are_told(made, tmp_path):
    write_exchange(made, tmp_path / "one")
    cells = tmp_path / "one" / CELLS
    cells.write_text(cells.read_text().replace("teachers,tier,1,40", "teachers,tier,1,41"))
    _sealed_anew(tmp_path / "one")
    found, (problem,) = read_exchange(tmp_path / "one")
    assert found is None
    assert problem.got == '41 people of "teachers" in the table tier'


@pytest.mark.parametrize("broken", [b"", b"\xff\xfe\x00", b"snapshot = ", b'snapshot = "soon"\nsmallest = 0'])
def test_a_broken_description_is_told(made, tmp_path, broken):
    write_exchange(made, tmp_path / "one")
    (tmp_path / "one" / SAYS).write_bytes(broken)
    found, problems = read_exchange(tmp_path / "one")
    assert found is None and problems


def test_no_folder_is_told(tmp_path):
    found, problems = read_exchange(tmp_path / "nowhere")
    assert found is None and problems[0].code == "unreadable-file"


def _sealed_anew(folder):
    import hashlib

    says = folder / SAYS
    lines = says.read_text().splitlines()
    seal = hashlib.sha256((folder / CELLS).read_bytes()).hexdigest()
    says.write_text("\n".join(f'cells = "{seal}"' if line.startswith("cells") else line for line in lines))
