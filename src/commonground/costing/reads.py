"""What reads what: the lines and clauses of some agreements, and what each reads in any of them or in a mixture of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commonground.agreement.kinds.me_too import MeToo
from commonground.agreement.provision import Provision
from commonground.costing.lines import SHAPING, Join, Line, prices_people

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
        sides = tuple(dict.fromkeys(joins))
        for join in sides:
            for name, line in join.lines.items():
                found.setdefault(("line", name), {("clause", line.provision)}).update(_of_line(line, join, sides))
            for provision in join.agreement.of_kind("me_too"):
                found.setdefault(("clause", provision.id), set()).update(_followed(provision))
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


def _of_line(line: Line, join: Join, sides: Sequence[Join]) -> Iterator[Read]:
    """What a line of one of the agreements reads, besides its own clause, in any of them: what it builds upon, and what it
    would build upon in another that makes its line otherwise, or has none."""
    provision, rule = join.rules[line.id]
    if provision.kind == "salary_schedule":
        yield from (("clause", clause) for clause in line.closure)
        yield from _met_elsewhere(line.id, sides)
    elif rule.per == "position":
        yield from (("clause", p.id) for side in sides for p in side.agreement if prices_people(p))
    else:
        yield from (("line", other.id) for other in line.upstream)
        others = (side for side in sides if side.lines.get(line.id) is not line)
        yield from (("line", name) for side in others for name in side.named_by(line.id, provision, rule))


def _followed(provision: Provision) -> Iterator[Read]:
    """The clauses that a clause follows, in any version."""
    terms = (version.terms for version in provision.versions)
    yield from (("clause", said.follows) for said in terms if isinstance(said, MeToo))


def _met_elsewhere(schedule: str, joins: Sequence[Join]) -> Iterator[Read]:
    """What shapes salaries in an agreement that does not have this schedule: the two meet in a mixture."""
    for join in joins:
        if schedule not in join.lines:
            yield from (("clause", provision.id) for provision in join.agreement.of_kind(*SHAPING))
