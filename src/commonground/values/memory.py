"""Memory: what large arrays leave behind, kept for the next ones.

The C library hands memory that is given back to the system at once, where the top of its heap is free past twice the largest
block that it has been given back so far (glibc: mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, which adjust themselves).
The system then has to clear each page again for the next array, which may take longer than working it out.
"""

from __future__ import annotations

from functools import cache

import numpy as np

KEPT = 32 << 20  # bytes of free memory that stay with the program


@cache
def keep_freed() -> None:
    """Have up to `KEPT` bytes of free memory stay with the program; asked for once, it holds to the end of the process.

    A block of half of it is asked for, never written to, and given back. Elsewhere than with glibc nothing changes.
    """
    np.empty(KEPT // 2, dtype=np.int8)
