"""The web: how long people wait for pages when many read at once, and from a slider's move to the settled page.

    python benchmarks/web.py                                 40 readers of chicago-2019 for 20 seconds, loopback
    python benchmarks/web.py --readers 10 --folder meadowbrook
    python benchmarks/web.py --browser                       the slider, in Chromium
    python benchmarks/web.py --each                          what each kind of page takes of a processor, one reader

Every reader has a browser's connection and session of its own, goes from the Table to a package and to what one of its
numbers would cost at another value, and rests between pages as a person does (--rest, seconds, drawn from a seed). They come
one by one, each at a moment of the first few seconds; before them somebody has opened the Table, for which all is reckoned.
Seconds are on the clock, as people wait: on a machine that does other work they are longer. The server is a process of its
own; what it used of a processor stands beside, because that does not depend on other work.
It needs the extra `web`; --browser needs Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import which

import psutil

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OPTION = re.compile(r'<option value="([^"]+)"')
SLID = """async ([value, events]) => {
  const form = document.querySelector("form[data-price]");
  const sliders = [...form.querySelectorAll("input[type=range]")];
  const slider = sliders.find((one) => one.nextElementSibling.value.endsWith("%"));
  delete form.dataset.settled;
  const settled = new Promise((done) => {
    const watched = (_, seen) => { seen.disconnect(); done(); };
    new MutationObserver(watched).observe(form, { attributeFilter: ["data-settled"] });
  });
  const began = performance.now();
  slider.value = value;
  for (const one of events) slider.dispatchEvent(new Event(one, { bubbles: true }));
  await settled;
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  return performance.now() - began;
}"""  # ends when the answer stands in the page and has been drawn
Waits = dict[str, list[float]]


@contextmanager
def serving(folder: str) -> Iterator[tuple[int, psutil.Process]]:
    """A server of its own on a free port, its drafts in a place of their own; its port and its process."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "commonground", "serve", folder, "--port", "0"]
        given = {**os.environ, "XDG_DATA_HOME": home}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=given) as server:
            assert server.stdout
            said = server.stdout.readline()
            found = re.search(r":(\d+)/", said)
            if found is None:
                raise SystemExit(f"commonground serve said {said!r} and nothing of where it answers.")
            try:
                yield int(found[1]), psutil.Process(server.pid)
            finally:
                server.send_signal(signal.SIGINT)
                server.communicate()


class Reader:
    """One who reads: a connection, a session's cookies, and how long each page was waited for."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.waits: Waits = defaultdict(list)
        self.failed: list[str] = []
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, what: str, address: str, said: Mapping[str, str] | None = None, **headers: str) -> tuple[str, str]:
        """A page by its address, or the answer to a form; its text, and where it sends the reader. Waits are kept by `what`."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None
        if said is not None:
            body = urllib.parse.urlencode(said)
            sent |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"http://127.0.0.1:{self.port}/"}
        began = time.perf_counter()
        self._line.request("GET" if body is None else "POST", address, body, sent)
        answer = self._line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        self.waits[what].append(time.perf_counter() - began)
        if answer.status >= 400:
            self.failed.append(f"{what}: {answer.status}")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return text, answer.headers.get("Location", "")

    def begin_package(self) -> tuple[str, dict[str, str]]:
        """A package of the reader's own: its address, and its form as it stands."""
        text, _ = self.ask("packages", "/package")
        start = OPTION.findall(text)[0]
        _, address = self.ask("begin", "/package/begin", {"csrfmiddlewaretoken": token(text), "start": start})
        text, _ = self.ask("package", address)
        return address, {"csrfmiddlewaretoken": token(text), **dials(text)}

    def read(self, until: float, rest: float, drawn: random.Random) -> None:
        """Table, package, what another value would cost; again, until the time is over."""
        time.sleep(drawn.uniform(0, 2 * rest))
        address, form = self.begin_package()
        name = turnable(form)
        while time.perf_counter() < until:
            for what in ("table", "package", "what if"):
                time.sleep(drawn.uniform(0, 2 * rest))
                if what == "table":
                    self.ask(what, "/")
                elif what == "package":
                    self.ask(what, address)
                else:
                    self.ask(what, f"{address}/price", turned(form, name, drawn))


def turnable(form: Mapping[str, str]) -> str:
    """The first percentage of a package's form."""
    return next((one for one, value in form.items() if value.endswith("%")), [*form][-1])


def turned(form: Mapping[str, str], name: str, drawn: random.Random) -> dict[str, str]:
    """What the page sends when one number is turned, to a percentage that nobody else names: that number alone."""
    return {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"], name: f"{drawn.randint(1, 599_999) / 100_000}%"}


def token(text: str) -> str:
    """The token that a page's forms carry."""
    found = TOKEN.search(text)
    return found[1] if found else ""


def dials(text: str) -> dict[str, str]:
    """The numbers of a package's form, by name."""
    said = {}
    for field in re.findall(r"<input[^>]+>", text):
        held = dict(re.findall(r'(\w+)="([^"]*)"', field))
        if held.get("name") and held.get("type") in ("text", None) and held["name"] not in ("title", "name"):
            said[held["name"]] = held.get("value", "")
    return said


def share(waits: list[float], part: float) -> float:
    """The wait, in milliseconds, that so large a part of all does not exceed."""
    return 1000 * sorted(waits)[min(len(waits) - 1, int(part * len(waits)))]


def told(title: str, waits: Waits) -> None:
    """A line for each kind of page."""
    print(f"{title:12} {'count':>7} {'middle':>9} {'19 in 20':>9} {'longest':>9}")
    for what, each in waits.items():
        print(
            f"{what:12} {len(each):7} {share(each, 0.5):6.0f} ms {share(each, 0.95):6.0f} ms {share(each, 1):6.0f} ms"
        )


def many(port: int, server: psutil.Process, readers: int, seconds: float, rest: float) -> None:
    """So many readers at once: how long they waited, by page."""
    first, people = Reader(port), [Reader(port) for _ in range(readers)]
    first.ask("first page", "/")
    until, used = time.perf_counter() + seconds, sum(server.cpu_times()[:2])
    threads = [
        threading.Thread(target=one.read, args=(until, rest, random.Random(number)))
        for number, one in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    waits: Waits = defaultdict(list)
    for one in (first, *people):
        for what, each in one.waits.items():
            waits[what] += each
    told(f"{readers} readers", waits)
    pages, failed = sum(map(len, waits.values())), [said for one in people for said in one.failed]
    used = sum(server.cpu_times()[:2]) - used
    print(f"{pages} pages, {len(failed)} failed{': ' if failed else ''}{', '.join(sorted(set(failed)))};", end=" ")
    print(f"{1000 * used / pages:.0f} ms of a processor in the server for each; load {os.getloadavg()[0]:.1f}")


def each(port: int, server: psutil.Process, times: int) -> None:
    """What each kind of page takes of a processor in the server, read by one reader, again and again."""
    reader, drawn = Reader(port), random.Random(0)
    reader.ask("table", "/")
    address, form = reader.begin_package()
    name = turnable(form)
    kinds = {
        "table": lambda: reader.ask("table", "/"),
        "package": lambda: reader.ask("package", address),
        "moving": lambda: reader.ask("moving", f"{address}/price", turned(form, name, drawn)),
        "at rest": lambda: reader.ask("at rest", f"{address}/turn", turned(form, name, drawn), **{"X-Part": "figures"}),
    }
    for kind, asked in kinds.items():
        before = sum(server.cpu_times()[:2])
        for _ in range(times):
            asked()
        used = sum(server.cpu_times()[:2]) - before
        print(f"{kind:12} {1000 * used / times:6.1f} ms of a processor")


def slid(port: int, moves: int) -> None:
    """From a slider's move to the settled page, in Chromium: while the hand still moves, and when it has come to rest."""
    from playwright.sync_api import sync_playwright

    waits: Waits = {"moving": [], "at rest": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}/package")
        page.locator("form[action$='begin'] button").first.click()
        drawn = random.Random(0)
        for _ in range(moves):
            for what, events in (("moving", ["input"]), ("at rest", ["input", "change"])):
                value = f"{drawn.randint(4, 600) / 100:g}"
                waits[what].append(page.evaluate(SLID, [value, events]) / 1000)
        browser.close()
    told("slider", waits)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", default="chicago-2019")
    parser.add_argument("--readers", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rest", type=float, default=2, help="mean seconds between one reader's pages")
    parser.add_argument("--browser", action="store_true")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--moves", type=int, default=60)
    asked = parser.parse_args()
    with serving(asked.folder) as (port, server):
        if asked.browser:
            slid(port, asked.moves)
        elif asked.each:
            each(port, server, asked.moves)
        else:
            many(port, server, asked.readers, asked.seconds, asked.rest)


if __name__ == "__main__":
    main()
