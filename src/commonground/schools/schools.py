"""Schools: a row for each school, or for so many that are alike in what clauses count.

Words: `school`, `level`. Counts: `schools`, how many schools the row stands for; `students`, and any further count of a
school's pupils (special education, low income, English learners), each by school.
"""

from __future__ import annotations

from commonground.schools.table import YearTable


class Schools(YearTable):
    """Schools and their pupils."""

    @classmethod
    def none(cls) -> Schools:
        """A district of which no school is known.

        >>> len(Schools.none())
        0
        """
        return cls.of({"school": [], "level": []}, {"schools": [], "students": []})
