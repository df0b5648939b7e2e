"""Lines: every rule of every costed provision, joined to the rows that it is about, grouped by just what it reads.

A line's groups are the distinct combinations of the columns that its rule reads and of the groups of the lines that it
builds upon: its closure. A rule is worked out once for each group and counted as often as the group has heads, so the
cost is the cost person by person, to the cent.
Shapes: a line has g groups; `group[r]` is row r's group (-1 outside the scope); `count[g]` the heads.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from commonground.agreement.agreement import Agreement
from commonground.agreement.band import CellKey
from commonground.agreement.fields import Terms
from commonground.agreement.kind import COLUMN, PAY, Rule
from commonground.agreement.kinds import KINDS
from commonground.agreement.kinds.schedule_raise import ScheduleRaise
from commonground.agreement.provision import Provision, Status
from commonground.agreement.raises import followed
from commonground.costing.bands import NoPlace, Standing, in_scope, standings
from commonground.costing.bases import CyclicBase, UnknownBase, is_named, meets, takes
from commonground.costing.grouping import Groups, group_rows
from commonground.costing.kept import Kept
from commonground.values.labels import Labels
from commonground.workforce.roster import JOINED, Roster

SHAPING = ("step_ladder", "schedule_raise", "me_too", "step_movement")
_SERIALS = itertools.count()
RULE_NAMES = frozenset(rule.name for kind in KINDS.values() for rule in kind.rules)


@dataclass(frozen=True, eq=False)
class Line:
    """One line of cost or deduction.

    `upstream` are the lines that its base is the sum of, in any version of the clause; `parts` are the lines and columns of
    each version's own base; `closure` are the provisions that the line depends on; `pools` are those upstream of which it
    also takes what belongs to no person, under each version's own base. `joined`, where it differs, is how many years past the
    base year a group came in.
    """

    id: str
    provision: str
    rule: Rule
    group: Groups
    count: npt.NDArray[np.int64]
    first_row: Groups
    upstream: tuple[Line, ...]
    base_columns: tuple[str, ...]
    closure: tuple[str, ...]
    standings: tuple[Standing, ...] = ()
    columns: Mapping[str, npt.NDArray[np.int64] | Labels] = field(default_factory=dict)
    parts: Mapping[tuple[str, ...], frozenset[str]] = field(default_factory=dict)
    pools: Mapping[tuple[str, ...], tuple[Line, ...]] = field(default_factory=dict)
    joined: npt.NDArray[np.int64] | None = None
    serial: int = field(default_factory=_SERIALS.__next__)

    @property
    def is_lump(self) -> bool:
        """Whether the line is one sum for the district, belonging to no person of the roster."""
        return self.rule.per != "person"

    @property
    def is_schedule_pay(self) -> bool:
        """Whether the line is read off a salary schedule."""
        return bool(self.standings)

    @cached_property
    def gathers(self) -> tuple[Gather, ...]:
        """How each upstream line of persons is taken from."""
        return tuple(Gather(line, line.group[self.first_row]) for line in self.upstream if not line.is_lump)

    @cached_property
    def has_pool(self) -> bool:
        """Whether some of the base belongs to no person; it is then one group more, behind the others."""
        return any(self.pools.values())

    @cached_property
    def heads(self) -> npt.NDArray[np.int64]:
        """The heads of each group, and one for pay that belongs to no person."""
        return np.append(self.count, 1) if self.has_pool else self.count

    @cached_property
    def tells(self) -> tuple[str, ...]:
        """What the rule reads that differs from year to year, besides pay."""
        differing = ("year", "years", "passed", "salaries", "service", "schools", "sections")
        return tuple(name for name in self.rule.reads if name in differing)

    def passed(self, period: int) -> int | npt.NDArray[np.int64]:
        """How many years have passed since a group was there, when so many have since the base year."""
        if self.joined is None:
            return period
        return with_pool(np.maximum(period - self.joined, 0), self)  # type: ignore[return-value]

    @cached_property
    def arguments(self) -> Mapping[str, npt.NDArray[np.int64] | Labels]:
        """The columns that the rule reads, as it is given them, which are the same in every year (service is not)."""
        found = {name: with_pool(self.columns[name], self) for name in self.rule.columns if name != "service"}
        return found | ({"heads": with_pool(self.columns["heads"], self)} if "heads" in self.rule.reads else {})

    def only(self, groups: Groups) -> Line:
        """Some groups of a line of persons as a line of their own, that nothing else builds upon."""
        columns = {
            name: column.take(groups) if isinstance(column, Labels) else column[groups]
            for name, column in self.columns.items()
        }
        joined = None if self.joined is None else self.joined[groups]
        count, rows = self.count[groups], self.first_row[groups]
        return replace(self, count=count, first_row=rows, columns=columns, joined=joined, serial=next(_SERIALS))


@dataclass(frozen=True, eq=False)
class Gather:
    """How one line takes from another that it builds upon: the other's group for each of its own, -1 for none."""

    line: Line
    group: Groups

    @cached_property
    def _is_same(self) -> bool:
        return len(self.group) == len(self.line.heads) and bool((self.group == np.arange(len(self.group))).all())

    @cached_property
    def is_idle(self) -> bool:
        """Whether it takes nothing for anybody."""
        return not (self.group >= 0).any()

    @cached_property
    def _is_whole(self) -> bool:
        return bool((self.group >= 0).all())

    def of(self, values: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The other line's values (period by group) by our groups; nothing where there is none."""
        if self._is_same:
            return values
        taken = values.take(self.group, axis=1)
        return taken if self._is_whole else np.where(self.group >= 0, taken, 0)


def with_pool(column: npt.NDArray[np.int64] | Labels, line: Line) -> npt.NDArray[np.int64] | Labels:
    """A line's column; where some of its base belongs to no person, with two entries more: no FTE, no service, no words."""
    if not line.has_pool:
        return column
    if isinstance(column, Labels):
        return Labels((*column.words, ""), np.append(column.codes, np.full(2, len(column.words), dtype=np.int32)))
    return np.concatenate([column, np.zeros((*column.shape[:-1], 2), dtype=np.int64)], axis=-1)


def line_id(provision: Provision, rule: Rule) -> str:
    """The line's name: the provision's id for its first rule, with the rule's name behind it for each further one."""
    first = next(iter(KINDS[provision.kind].rules))
    return provision.id if rule is first else f"{provision.id}/{rule.name}"


def base_of(terms: Terms) -> tuple[str, ...]:
    """The lines that a clause's terms build upon; none where they say that they need none."""
    named: tuple[str, ...] = terms.__dict__.get("base", ())
    return named if named and terms.needs_base else ()


def prices_people(provision: Provision) -> bool:
    """Whether a clause says what the employer pays for persons, or shapes it."""
    rules = KINDS[provision.kind].rules
    costs = any(rule.per == "person" and rule.payer == "employer" for rule in rules)
    return provision.status is Status.COSTED and (costs or provision.kind in SHAPING)


def has_line(provision: Provision, rule: Rule, *, late: bool) -> bool:
    """Whether a clause has this line: its terms may say not, and retroactive pay needs a raise that comes late."""
    if rule.owed_back:
        return late
    return rule.when is None or any(rule.when(version.terms) for version in provision.versions)


def pays_late(agreement: Agreement) -> bool:
    """Whether any raise reaches the payroll after it is earned."""
    terms = (version.terms for p in agreement.of_kind("schedule_raise") for version in p.versions)
    return any(r.paid_from for said in terms if isinstance(said, ScheduleRaise) for r in said.raises)


class Join:
    """Joins an agreement's rules to a roster. Lines come out in an order in which each follows what it builds upon.

    `kept` holds lines that other agreements have made of the same roster, by what decides them: the structures of the
    clauses, as `structure` tells, and the lines that they build upon. `late`: as though some raise came late.
    """

    def __init__(
        self,
        agreement: Agreement,
        roster: Roster,
        structure: Callable[[Provision], Hashable],
        kept: Kept[Line],
        *,
        late: bool = False,
    ) -> None:
        self.agreement, self.roster, self.structure, self.kept = agreement, roster, structure, kept
        late = late or pays_late(agreement)
        self.rules = {
            line_id(provision, rule): (provision, rule)
            for provision in agreement
            if provision.status is Status.COSTED
            for rule in KINDS[provision.kind].rules
            if has_line(provision, rule, late=late)
        }
        self.by_base: dict[str, tuple[str, ...]] = {}
        self.lines: dict[str, Line] = {}
        self.open: list[str] = []
        for name in self.rules:
            self.line(name)
        self._everyone_is_paid()
        self.of_employer = tuple(line for line in self.lines.values() if line.rule.payer == "employer")
        self.of_clause: dict[str, list[Line]] = {}
        for line in self.lines.values():
            self.of_clause.setdefault(line.provision, []).append(line)

    def line(self, name: str) -> Line:
        """The line of this name, made when it is first asked for."""
        if name in self.lines:
            return self.lines[name]
        if name in self.open:
            raise CyclicBase([*self.open[self.open.index(name) :], name])
        self.open.append(name)
        provision, rule = self.rules[name]
        is_schedule_pay = provision.kind == "salary_schedule"
        made = (self._schedule_line if is_schedule_pay else self._line)(name, provision, rule)
        self.open.pop()
        self.lines[name] = made
        return made

    def _line(self, name: str, provision: Provision, rule: Rule) -> Line:
        bases = self._bases(name, provision, rule)
        upstream = tuple(self.line(base) for base in bases if not base.startswith(COLUMN))
        columns = tuple(base.removeprefix(COLUMN) for base in bases if base.startswith(COLUMN))
        parts = {
            named: frozenset(found for base in named for found in self._named(base, name, provision))
            for named in dict.fromkeys(base_of(version.terms) for version in provision.versions)
        }
        priced = self._pricing_clauses() if rule.per == "position" else ()
        key = name, self.structure(provision), tuple(line.serial for line in upstream), columns, *parts.items(), priced
        made = self.kept.find(key)
        return (
            self.kept.keep(key, self._joined(name, provision, rule, upstream, columns, parts)) if made is None else made
        )

    def _joined(
        self,
        name: str,
        provision: Provision,
        rule: Rule,
        upstream: tuple[Line, ...],
        columns: tuple[str, ...],
        parts: Mapping[tuple[str, ...], frozenset[str]],
    ) -> Line:
        closure = tuple(dict.fromkeys((provision.id, *(p for line in upstream for p in line.closure))))
        if rule.per == "position":
            closure = tuple(dict.fromkeys((provision.id, *self._pricing_clauses())))
        if rule.per != "person":
            none = np.zeros(0, dtype=np.intp)
            return Line(name, provision.id, rule, none, none.astype(np.int64), none, upstream, columns, closure)
        came = self.roster.numbers.get(JOINED) if "passed" in rule.reads else None
        keys = [  # upstream first: groups that go no further keep its order
            *(line.group for line in upstream if not line.is_lump),
            *(self.roster.column(column) for column in (*rule.columns, *columns)),
            *([] if came is None else [came]),
        ]
        inside = in_scope(provision.scope, self.roster)
        group, first, count = grouped(keys, inside, self.roster.numbers["count"])
        picked = {column: self._column(column, first) for column in (*rule.columns, *columns)}
        if "heads" in rule.reads:
            picked["heads"] = self._heads(group, len(first))
        pools = {
            named: tuple(
                line
                for line in upstream
                if (line.id in found or "base" not in rule.reads)
                and (
                    line.is_lump or (line.has_pool and takes(provision, self.agreement[line.provision], line.id, named))
                )
            )
            for named, found in parts.items()
        }
        joined = None if came is None else came[first]
        return Line(
            name, provision.id, rule, group, count, first, upstream, columns, closure, (), picked, parts, pools, joined
        )

    def _pricing_clauses(self) -> tuple[str, ...]:
        """The clauses that what a position costs is read from: all that shape what somebody is paid or charged for."""
        return tuple(provision.id for provision in self.agreement if prices_people(provision))

    def _column(self, name: str, rows: Groups) -> npt.NDArray[np.int64] | Labels:
        return self.roster.labels[name].take(rows) if name in self.roster.labels else self.roster.numbers[name][rows]

    def _heads(self, group: Groups, groups: int) -> npt.NDArray[np.int64]:
        """How many people of each group are on the snapshot; those who come in later are none."""
        inside = group >= 0
        heads = np.zeros(groups, dtype=np.int64)
        np.add.at(heads, group[inside], self.roster.on_snapshot[inside])
        return heads

    def _schedule_line(self, name: str, provision: Provision, rule: Rule) -> Line:
        key = name, tuple(self.structure(clause) for clause in self.agreement.of_kind("salary_schedule", *SHAPING))
        made = self.kept.find(key)
        return self.kept.keep(key, self._placed(name, provision, rule)) if made is None else made

    def _placed(self, name: str, provision: Provision, rule: Rule) -> Line:
        found = standings(self.agreement, provision, self.roster)
        rows = len(self.roster)
        band, cell, fte = (np.full(rows, -1, dtype=np.int64) for _ in range(3))
        for number, standing in enumerate(found):
            band[standing.rows], cell[standing.rows], fte[standing.rows] = number, standing.cell, standing.fte
        group, first, count = grouped([band, cell, fte], band >= 0, self.roster.numbers["count"])
        narrowed = []
        for number, standing in enumerate(found):
            groups = np.flatnonzero(band[first] == number)
            narrowed.append(Standing(standing.band, groups, cell[first[groups]], fte[first[groups]]))
        clauses = (
            p for standing in found for p in (*standing.band.ladders, *standing.band.raises, *standing.band.movements)
        )
        closure = tuple(dict.fromkeys((provision.id, *clauses)))
        closure += tuple(clause for clause in followed(self.agreement, closure) if clause not in closure)
        return Line(name, provision.id, rule, group, count, first, (), (), closure, tuple(narrowed))

    def _bases(self, name: str, provision: Provision, rule: Rule) -> tuple[str, ...]:
        wanted: dict[str, None] = {}
        if "salary" in rule.reads or "salaries" in rule.reads:
            on_schedule = self._named("salary", name, provision)
            wanted.update(dict.fromkeys(n for n in on_schedule if self.rules[n][1].name == "salary"))
        if "base" in rule.reads:
            for version in provision.versions:
                for base in base_of(version.terms):
                    wanted.update(dict.fromkeys(self._named(base, name, provision)))
        return tuple(wanted)

    def _named(self, base: str, asking: str, provision: Provision) -> list[str]:
        if base.startswith(COLUMN):
            if base.removeprefix(COLUMN) in self.roster.numbers:
                return [base]
        else:
            if named := self._met(base, asking, provision):
                return named
            if base.split("/")[0] in (PAY, "salary", *RULE_NAMES, *KINDS, *self.agreement.provisions):
                return []
        columns = [f"{COLUMN}{column}" for column in self.roster.numbers]
        raise UnknownBase(provision.id, base, [PAY, "salary", *self.agreement.provisions, *columns])

    def named_by(self, asking: str, provision: Provision, rule: Rule) -> set[str]:
        """The lines of this agreement that a line, of this one or of another, would build upon."""
        bases = {"salary"} & set(rule.reads)
        if "base" in rule.reads:
            bases.update(base for version in provision.versions for base in base_of(version.terms))
        return {name for base in bases for name in self._met(base, asking, provision)}

    def _met(self, base: str, asking: str, provision: Provision) -> list[str]:
        """The lines that a base names and that pay somebody whom a clause is about; never the line that asks."""
        if base not in self.by_base:
            self.by_base[base] = tuple(name for name, (p, rule) in self.rules.items() if is_named(base, name, p, rule))
        return [
            name for name in self.by_base[base] if name != asking and meets(provision, *self.rules[name], name, (base,))
        ]

    def _everyone_is_paid(self) -> None:
        """Raise where a row has no pay. A schedule that is a gap is said in the totals; who is on it is not looked for."""
        schedules = self.agreement.of_kind("salary_schedule")
        if not any(p.status is Status.COSTED for p in schedules):
            return
        paid = np.zeros(len(self.roster), dtype=bool)
        for provision in schedules:
            if provision.status is not Status.COSTED:
                paid |= in_scope(provision.scope, self.roster)
        for line in self.lines.values():
            if line.is_schedule_pay:
                paid |= line.group >= 0
        if not paid.all():
            row = int(np.flatnonzero(~paid)[0])
            key = CellKey(*(self.roster.labels[name][row] for name in ("unit", "schedule", "lane", "step")))
            raise NoPlace(int(self.roster.row[row]), key, [p.id for p in self.agreement.of_kind("salary_schedule")])


def grouped(
    keys: Sequence[npt.NDArray[np.int64] | npt.NDArray[np.int32] | Groups],
    inside: npt.NDArray[np.bool_],
    heads: npt.NDArray[np.int64],
) -> tuple[Groups, Groups, npt.NDArray[np.int64]]:
    """The distinct combinations of the keys among the rows inside: each row's group, each group's first row, its heads."""
    rows = np.flatnonzero(inside)
    code, first = group_rows(keys if len(rows) == len(inside) else [key[rows] for key in keys], len(rows))
    group = np.full(len(inside), -1, dtype=np.intp)
    group[rows] = code
    count = np.zeros(len(first), dtype=np.int64)
    np.add.at(count, code, heads[rows])
    return group, rows[first], count
