"""Memory that is given back stays with the program: the next arrays need no new pages."""

from __future__ import annotations

import platform
import resource
import subprocess
import sys

import pytest

ROUNDS = """
import resource, sys
import numpy as np
from commonground.values.memory import keep_freed
if sys.argv[1] == "kept":
    keep_freed()
for _ in range(3):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    arrays = [np.ones(1 << 20, dtype=np.int8) for _ in range(16)]
    del arrays
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
PAGES = (16 << 20) // resource.getpagesize()


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps its own counsel")
def test_what_arrays_left_behind_serves_the_next() -> None:
    assert pages_cleared("given back") > PAGES // 2
    assert pages_cleared("kept") < PAGES // 10


def pages_cleared(word: str) -> int:
    """The pages that the system clears for sixteen arrays of a megabyte, when as many were given back before."""
    run = subprocess.run([sys.executable, "-c", ROUNDS, word], check=True, capture_output=True, text=True)
    return int(run.stdout)
