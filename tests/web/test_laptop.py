"""A laptop's server: its stylesheets are there, a taken port is told, Ctrl-C ends it."""

from __future__ import annotations

import contextlib
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from textwrap import indent

import pytest

import commonground_web
from commonground.cli import exits
from commonground.cli.app import run
from commonground_web import laptop

COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"
STATIC = Path(commonground_web.__file__).parent / "static"


def test_every_picture_that_a_stylesheet_names_is_there_or_is_never_asked_for():
    fonts = [path.name for path in STATIC.rglob("*.woff2")]
    sheet = (STATIC / "uswds" / "css" / "uswds.min.css").read_text()
    named = set(re.findall(r"url\(\.\./(img/[^)]+\.svg)\)", sheet))

    assert [name for name in named if not (STATIC / "uswds" / name).is_file()] == []
    assert len(fonts) == 4
    assert "sourceMappingURL" not in sheet


def test_stylesheets_are_given_by_the_server_itself(tmp_path):
    asked = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/static/web/web.css",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "1",
        "wsgi.url_scheme": "http",
    }
    told = []

    answer = laptop.application(tmp_path / "drafts.sqlite3")(
        asked, lambda status, headers: told.append((status, dict(headers)))
    )
    with contextlib.closing(answer):
        body = b"".join(answer)

    assert told[0][0] == "200 OK"
    assert told[0][1]["Content-Type"].startswith("text/css")
    assert b"tabular-nums" in body


def test_a_port_that_is_taken_is_told_with_what_to_do(capsys):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]

        code = run(["serve", "meadowbrook", "--port", str(port)])

    assert code == exits.UNWRITTEN
    assert f"Port {port} of 127.0.0.1 is taken by another program. Name another with --port" in capsys.readouterr().err


def test_a_party_that_nobody_has_is_told(capsys):
    assert run(["serve", "meadowbrook", "--party", "parents"]) == exits.MISUSED
    assert 'No party is called "parents"' in capsys.readouterr().err


@pytest.mark.slow
def test_it_answers_until_ctrl_c_and_ends_clean():
    command = [sys.executable, "-m", "commonground", "serve", "meadowbrook", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as served:
        assert served.stdout and served.stderr
        first = served.stdout.readline()
        first, address = first + served.stdout.readline(), first.rsplit(" ", 1)[1].strip()
        with urllib.request.urlopen(address) as answer:
            page = answer.read().decode()
        served.send_signal(signal.SIGINT)
        said, wrong = served.communicate(timeout=60)

    assert "Meadowbrook" in page
    assert (served.returncode, wrong) == (exits.DONE, "")
    printed = f"{first}{said}".replace(address, "http://127.0.0.1:8765/")
    assert f"$ commonground serve meadowbrook\n{indent(printed, '    ')}" in COMMANDS.read_text()
