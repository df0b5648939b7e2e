"""Sides on one PostgreSQL server: a negotiation set up, a server process for each, a browser without scripts at each."""

from __future__ import annotations

import base64
import contextlib
import hmac
import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
Form = Mapping[str, str | Sequence[str]]


def run(*words: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A command with variables of its own; never those of whoever runs the tests."""
    return subprocess.run([sys.executable, *words], env=_environment(env), text=True, capture_output=True)


def set_up(operator: str, folder: str, name: str, out: Path) -> dict[str, dict[str, str]]:
    """A negotiation in the database; the variables of each side."""
    words = ("-m", "commonground_web", "set-up", folder, "--name", name, "--out", str(out))
    answer = run(*words, env={"DATABASE_URL": operator})
    assert answer.returncode == 0, answer.stderr
    found = {
        path.stem: dict(line.split("=", 1) for line in path.read_text().splitlines()) for path in out.glob("*.env")
    }
    return {side: {**env, "COMMONGROUND_STATE": str(out.parent / f"{name}-{side}")} for side, env in found.items()}


@dataclass
class Answer:
    """What a server said."""

    status: int
    url: str
    text: str


class Browser:
    """A browser without scripts: keeps cookies, sends forms with their token."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address, self.process = address.rstrip("/"), process
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.token = ""

    def get(self, path: str) -> Answer:
        """A page."""
        return self._asked(urllib.request.Request(self.address + path))

    def post(self, path: str, form: Form) -> Answer:
        """A form sent, with the token of the last page that had one."""
        said = urllib.parse.urlencode({**form, "csrfmiddlewaretoken": self.token}, doseq=True).encode()
        return self._asked(urllib.request.Request(self.address + path, said))

    def send(self, path: str, name: str, content: bytes) -> Answer:
        """A file sent by the form of the last page."""
        end = "----a-part-of-a-form"
        parts = (
            f'--{end}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
            f'--{end}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        )
        said = parts.encode() + content + f"\r\n--{end}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={end}"}
        return self._asked(urllib.request.Request(self.address + path, said, kind))

    def _asked(self, request: urllib.request.Request) -> Answer:
        try:
            with self.opener.open(request) as answer:
                found = Answer(answer.status, answer.url, answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as problem:
            found = Answer(problem.code, problem.url or "", problem.read().decode("utf-8", "replace"))
        if token := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', found.text):
            self.token = token[1]
        return found

    def kill(self) -> None:
        """The server process ended as if the power failed."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def serving(env: Mapping[str, str], *words: str, code: str = "") -> Iterator[Browser]:
    """A server of one side, and a browser at it; `code` runs in the process before it serves."""
    command = f"{code}\nimport sys\nfrom commonground.cli.app import run\nsys.exit(run(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", *words, "--port", "0"],
        env=_environment(env),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    try:
        first = process.stdout.readline()
        assert "http://" in first, process.stderr.read()
        yield Browser(first.rsplit(" ", 1)[1].strip(), process)
    finally:
        process.kill()
        process.communicate()


def person(env: Mapping[str, str], name: str, *more: str) -> str:
    """An account at a side's server; its password."""
    answer = run("-m", "commonground_web", "person", name, *more, env=env)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()[-1]


def sign_in(browser: Browser, name: str, password: str) -> str:
    """Signed in, with a second factor that is set up at this first time; its secret."""
    browser.get("/account/login/")
    again = browser.post("/account/login/", {"login": name, "password": password})
    page = browser.post(again.url.removeprefix(browser.address), {"password": password})
    found = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page.text)
    assert found, page.text
    done = browser.post("/account/2fa/totp/activate/", {"code": code_of(found[1])})
    assert done.status == 200 and "activate" not in done.url, done.text
    return found[1]


def code_of(secret: str, moment: float | None = None) -> str:
    """The six figures of a secret (RFC 6238)."""
    counter = int((time.time() if moment is None else moment) // 30).to_bytes(8, "big")
    mac = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, "sha1").digest()
    at = mac[-1] & 15
    return f"{(int.from_bytes(mac[at : at + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


@contextlib.contextmanager
def sitting(env: Mapping[str, str], name: str, code: str = "") -> Iterator[Browser]:
    """A server of one side with somebody signed in; `code` runs in its process before it serves."""
    password = person(env, name)
    with serving(env, code=code) as browser:
        sign_in(browser, name, password)
        yield browser


def hidden(answer: Answer) -> dict[str, list[str]]:
    """The last form of a page's main part, as a browser sends it."""
    found: dict[str, list[str]] = {}
    for name, value in FIELD.findall(answer.text.partition("</main>")[0].rpartition("<form")[2]):
        found.setdefault(unescape(name), []).append(unescape(value))
    found.pop("csrfmiddlewaretoken", None)
    return found


def _environment(env: Mapping[str, str]) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "COMMONGROUND", "DJANGO"))
    }
    return {**kept, **env}
