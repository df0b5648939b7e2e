"""A back-up restored is what was there: of a database with its roles and their passwords, of a laptop's folder with its drafts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commonground.files.ready import folder_named
from web import cluster

EARLIER = {  # the tables of migration 0006
    f"records_{name}"
    for name in (
        "draft", "step", "version", "seat", "paper", "passed", "noted", "published", "authority", "confided",
    )
}  # fmt: skip
PROGRAM = (sys.executable, "-m", "commonground_web")


def told(*words: object, home: Path, url: str = "") -> subprocess.CompletedProcess[str]:
    """What a verb says, with the drafts of a computer of its own."""
    env = {**os.environ, "XDG_DATA_HOME": str(home)} | ({"DATABASE_URL": url} if url else {})
    if not url:
        env.pop("DATABASE_URL", None)
    return subprocess.run([*PROGRAM, *map(str, words)], env=env, text=True, capture_output=True, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.mark.slow
def test_a_folder_and_its_drafts_come_back_as_they_were(tmp_path: Path, home: Path) -> None:
    district = tmp_path / "district"
    shutil.copytree(folder_named(Path("meadowbrook")), district)
    assert told("verify", district, "--party", "union", home=home).returncode == 0  # makes the file of drafts
    (drafts,) = home.rglob("*.sqlite3")
    saved = tmp_path / "saved.zip"

    made = told("back-up", saved, "--folder", district, "--party", "union", home=home)
    back = told("restore", saved, "--out", tmp_path / "again", home=home)

    assert (made.returncode, back.returncode) == (0, 0), made.stderr + back.stderr
    assert saved.stat().st_mode & 0o077 == 0
    assert files(tmp_path / "again") == files(district)
    (other,) = home.rglob("again-*.sqlite3")
    assert other.with_suffix(".key").read_text() == drafts.with_suffix(".key").read_text()
    assert told("verify", tmp_path / "again", "--party", "union", home=home).returncode == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "expected a file that back-up has written"),
        (b"PK\x03\x04 cut off", "expected a file that back-up has written"),
    ],
)
def test_what_is_no_back_up_is_said_and_nothing_is_written(
    tmp_path: Path, home: Path, content: bytes, said: str
) -> None:
    (tmp_path / "no.zip").write_bytes(content)

    back = told("restore", tmp_path / "no.zip", "--out", tmp_path / "again", home=home)

    assert back.returncode == 2
    assert said in back.stderr
    assert not (tmp_path / "again").exists()


@pytest.mark.slow
def test_a_file_that_leads_out_of_its_folder_is_refused(tmp_path: Path, home: Path) -> None:
    saved = tmp_path / "saved.zip"
    assert told("back-up", saved, "--folder", folder_named(Path("meadowbrook")), home=home).returncode == 0
    with zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("folder/../../out.toml", "title = 1")

    back = told("restore", saved, "--out", tmp_path / "deep" / "again", home=home)

    assert back.returncode == 2
    assert "does not lie in its folder" in back.stderr
    assert not (tmp_path / "deep").exists()
    assert not (tmp_path / "out.toml").exists()


@pytest.mark.slow
def test_nothing_that_is_there_is_written_over(tmp_path: Path, home: Path) -> None:
    saved, there = tmp_path / "saved.zip", tmp_path / "there"
    there.mkdir()
    (there / "mine.txt").write_text("mine")
    assert told("back-up", saved, "--folder", folder_named(Path("meadowbrook")), home=home).returncode == 0
    before = saved.read_bytes()

    again = told("back-up", saved, "--folder", folder_named(Path("meadowbrook")), home=home)
    back = told("restore", saved, "--out", there, home=home)

    assert (again.returncode, back.returncode) == (2, 2)
    assert saved.read_bytes() == before
    assert files(there) == {"mine.txt": b"mine"}


@pytest.mark.slow
@pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
def test_a_database_comes_back_with_its_sides_and_their_passwords(tmp_path: Path, home: Path) -> None:
    saved, seats = tmp_path / "saved.zip", tmp_path / "seats"
    with cluster.running() as url:
        assert told("set-up", "meadowbrook", "--name", "mb", "--out", seats, home=home, url=url).returncode == 0
        with _connected(_url(seats, url)) as union:
            union.execute(
                "INSERT INTO records_draft (id, negotiation, side, title, start, place, begun) "
                "VALUES (7, 'mb', 'union', E'three\\nand a half\\t%', 'union', 0, now())"
            )
            union.execute(
                "INSERT INTO records_ownroster (id, negotiation, side, number, path, people, content, mapping, made) "
                "VALUES (7, 'mb', 'union', 1, 'roster.csv', 1, %s, 'x', now())",
                [bytes(range(256))],
            )
        made = told("back-up", saved, home=home, url=url)
        assert made.returncode == 0, made.stderr
        before = _everything(url)
        twice = told("restore", saved, home=home, url=url)
        assert (twice.returncode, _everything(url)) == (2, before)
        assert "holds negotiations already" in twice.stderr

    with cluster.running() as url:
        back = told("restore", saved, home=home, url=url)
        assert back.returncode == 0, back.stderr
        assert _everything(url) == before
        with _connected(_url(seats, url)) as union:
            assert union.execute("SELECT title FROM records_draft").fetchall() == [("three\nand a half\t%",)]
            assert union.execute("SELECT content FROM records_ownroster").fetchall() == [(bytes(range(256)),)]
        with _connected(_url(seats, url, "district")) as district:
            assert district.execute("SELECT title FROM records_draft").fetchall() == []
        assert told("verify", home=home, url=_url(seats, url)).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(bool(cluster.why_not()), reason=cluster.why_not() or "-")
def test_a_back_up_of_an_earlier_version_is_brought_up_to_this_one(tmp_path: Path, home: Path) -> None:
    saved, older = tmp_path / "saved.zip", tmp_path / "older.zip"
    with cluster.running() as url:
        made = told("set-up", "meadowbrook", "--name", "mb", "--out", tmp_path / "seats", home=home, url=url)
        assert made.returncode == 0, made.stderr
        assert told("back-up", saved, home=home, url=url).returncode == 0
        before = _everything(url)
    with zipfile.ZipFile(saved) as held, zipfile.ZipFile(older, "w") as archive:
        said = json.loads(held.read("manifest.json"))
        said["tables"] = {name: rows for name, rows in said["tables"].items() if name in EARLIER}
        said["migrations"] = [one for one in said["migrations"] if one[1] < "0007"]
        for name in said["tables"]:
            archive.writestr(f"tables/{name}", held.read(f"tables/{name}"))
        archive.writestr("manifest.json", json.dumps(said))

    with cluster.running() as url:
        back = told("restore", older, home=home, url=url)

        assert back.returncode == 0, back.stderr
        assert _everything(url) == before


def _connected(url: str):
    import psycopg

    return psycopg.connect(url, autocommit=True)


def _url(seats: Path, server: str, side: str = "union") -> str:
    """The address of a side's file, at the server that now runs."""
    login = (seats / f"{side}.env").read_text().partition("\n")[0].removeprefix("DATABASE_URL=").partition("@")[0]
    return f"{login}@{server.partition('@')[2]}"


def _everything(url: str) -> dict[str, list[tuple]]:
    with _connected(url) as operator:
        names = [row[0] for row in operator.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'records_%'")]
        return {name: operator.execute(f"SELECT t::text FROM {name} t ORDER BY 1").fetchall() for name in names}
