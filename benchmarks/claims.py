"""What 500 claims cost beside one pricing, in CPU seconds (to stay under ten times): the engine alone, and the whole commands.

The engine's part: one offer priced, and 500 claims about five offers checked, each on a folder just read (its reading has
worked out what the schedules pay in each year), the least of nine runs. The claims are Chicago's over and over, and such as ask
the same are checked once. The whole: `cost --offer` and `claims` on the folder with 500 claims, reading and printing included.

python benchmarks/claims.py
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from commonground.asked.claims import model_of
from commonground.claims.check import check_claims
from commonground.files.claims import read_claims
from commonground.files.folder import read_negotiation
from commonground.files.ready import ready_folder

CLAIMS, RUNS = 500, 9
SETTLEMENT = "2019-10-31-settlement"


def main() -> None:
    """Chicago's claims, repeated until they are 500."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "chicago"
        shutil.copytree(ready_folder() / "chicago-2019", folder)
        text = (folder / "claims.toml").read_text(encoding="utf-8")
        (folder / "claims.toml").write_text(repeated(text), encoding="utf-8")
        pairs = [(priced(folder), checked(folder)) for _ in range(RUNS)]
        pricing, checking = (min(seconds) for seconds in zip(*pairs, strict=True))
        middle = median(checking / pricing for pricing, checking in pairs)
        print(f"one pricing {pricing:.4f} s, {CLAIMS} claims {checking:.4f} s: {checking / pricing:.1f} times")
        print(f"the two after one another, the middle of {RUNS}: {middle:.1f} times")
        cost, claims = command("cost", folder, "--offer", SETTLEMENT), command("claims", folder)
        print(f"commonground cost {cost:.2f} s, commonground claims {claims:.2f} s: {claims / cost:.1f} times")


def repeated(text: str) -> str:
    """The claims of a claims.toml over and over, each with an id of its own."""
    facts, *claims = re.split(r"(?m)^(?=\[\[claim\]\])", text)
    more = islice(enumerate(cycle(claims)), CLAIMS - len(claims))
    return "".join([facts, *claims, *(re.sub(r'(?m)^id = "', f'id = "{at}-', one, count=1) for at, one in more)])


def priced(folder: Path) -> float:
    """CPU seconds of pricing one offer of a folder just read."""
    negotiation = read_negotiation(folder)
    began = time.process_time()
    negotiation.pricing.offer(negotiation.offer(SETTLEMENT))
    return time.process_time() - began


def checked(folder: Path) -> float:
    """CPU seconds of checking all claims of a folder just read."""
    negotiation = read_negotiation(folder)
    claims, _ = read_claims(folder, negotiation)
    assert claims is not None
    assert len(claims.claims) == CLAIMS
    began = time.process_time()
    check_claims(claims, model_of(negotiation))
    return time.process_time() - began


def command(*words: str | Path) -> float:
    """CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "commonground", *map(str, words)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
