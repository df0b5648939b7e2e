"""Sections: the classes of a school, a row for each (real sections), or pupils by grade and how many classes (given ones).

Words: `school`, `grade`. Counts: `pupils` of the row, and `sections` that they sit in.
"""

from __future__ import annotations

from commonground.schools.table import YearTable


class Sections(YearTable):
    """Classes and the pupils in them."""

    @classmethod
    def none(cls) -> Sections:
        """A district of which no class is known.

        >>> len(Sections.none())
        0
        """
        return cls.of({"school": [], "grade": []}, {"pupils": [], "sections": []})
