"""What a rule bars, as boxes: of some issues some options each, of which no package has one on every issue.

Law: a package breaks the rule where it lies in one of the boxes, and in none where it keeps it. "The second only after the
first" over ten options each is a few boxes, and not the hundred cells of its table; in an integer program each is one row.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Box = tuple[npt.NDArray[np.intp], ...]


def boxes(barred: npt.NDArray[np.bool_]) -> Iterator[Box]:
    """Boxes of barred cells, none of which can be widened, that together hold all of them; by axis the numbers.

    >>> [[side.tolist() for side in box] for box in boxes(np.array([[False, True], [True, True]]))]
    [[[0, 1], [1]], [[1], [0, 1]]]
    """
    left = barred.copy()
    while left.any():
        cell = np.unravel_index(int(left.argmax()), left.shape)
        box = [np.array([number], dtype=np.intp) for number in cell]
        for axis, size in enumerate(barred.shape):
            held = barred[np.ix_(*(np.arange(size) if a == axis else side for a, side in enumerate(box)))]
            box[axis] = np.flatnonzero(held.all(axis=tuple(a for a in range(barred.ndim) if a != axis)))
        left[np.ix_(*box)] = False
        yield tuple(box)
