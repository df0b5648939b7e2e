"""What reads what: the lines and clauses of some agreements, and what each reads in any of them or in a mixture of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commonground.costing.lines import SHAPING, Join, prices_people

Read = tuple[str, str]


@dataclass(frozen=True)
class Reads:
    """What each line ("line", id) and each clause ("clause", id) reads at first hand."""

    direct: Mapping[Read, frozenset[Read]]
    _clauses: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def between(cls, *joins: Join) -> Reads:
        """All that is read in any of some agreements, or would be where one's clause meets another's.

        It turns on the structures of their clauses alone, as their joins do, and not on what these say.
        """
        found: dict[Read, set[Read]] = {}
        for join in joins:
            agreement = join.agreement
            for name, line in join.lines.items():
                held = found.setdefault(("line", name), {("clause", line.provision)})
                if agreement[line.provision].kind == "salary_schedule":
                    held.update(("clause", clause) for clause in line.closure)
                    held.update(_met_elsewhere(name, joins))
                elif line.rule.per == "position":
                    held.update(("clause", p.id) for side in joins for p in side.agreement if prices_people(p))
                else:
                    held.update([("line", read) for other in joins for read in other.named_by(name, *join.rules[name])])
            for provision in agreement:
                follows = (getattr(version.terms, "follows", None) for version in provision.versions)
                found.setdefault(("clause", provision.id), set()).update(
                    ("clause", f) for f in follows if f is not None
                )
        return cls({read: frozenset(reads) for read, reads in found.items()})

    def reached(self, start: Read) -> set[Read]:
        """All that something reads, what that reads, and so on; itself only where it is in a circle."""
        found: set[Read] = set()
        waiting = [start]
        while waiting:
            more = self.direct.get(waiting.pop(), frozenset()) - found
            found |= more
            waiting += more
        return found

    def clauses(self, line: str) -> frozenset[str]:
        """The clauses that a line reads, at first hand or at any other; followed once."""
        if line not in self._clauses:
            self._clauses[line] = frozenset(name for sort, name in self.reached(("line", line)) if sort == "clause")
        return self._clauses[line]

    def circles(self) -> Iterator[set[Read]]:
        """What reads itself by way of others, a circle at a time; one mixture of the agreements or another may be such."""
        left = self._without_ends()
        while left:
            start = min(left)
            reached = self.reached(start)
            circle = {read for read in reached & left if start in self.reached(read)}
            if circle:
                yield circle
            left -= circle | {start}

    def _without_ends(self) -> set[Read]:
        """What is left when all is struck that reads nothing which is left: nothing where there is no circle."""
        left = set(self.direct)
        while ends := {read for read in left if not self.direct[read] & left}:
            left -= ends
        return left


def _met_elsewhere(schedule: str, joins: Sequence[Join]) -> Iterator[Read]:
    """What shapes salaries in an agreement that does not have this schedule: the two meet in a mixture."""
    for join in joins:
        if schedule not in join.lines:
            yield from (("clause", provision.id) for provision in join.agreement.of_kind(*SHAPING))
