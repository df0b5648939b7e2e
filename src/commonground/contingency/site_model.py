"""The model of a siting question as rows of whole numbers.

Variables: open[s] for each candidate, goes[i, s] for each pair, adults[r, s] for a role whose number can run short.
Rows: each home school goes to one site; only to an open one; a site's pupils are at most its places; the number of sites;
adults of a role at most those who work; a feature at a share of the sites, and within reach of each home school; two
home schools kept apart. Law: every coefficient is a whole number.
A limit may be relaxed (`Limit`): its row is then let by at the price of one a unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from commonground.contingency.candidate_pairs import CandidatePairs
from commonground.contingency.schools import Use
from commonground.contingency.siting import Role, Siting
from commonground.values.solver import Rows, Solved, Values, Way, solved

INTEGRAL = 0.5
NODES = 500  # of a solve whose variables are the candidates alone


class Limit(StrEnum):
    """A limit of a plan that may be relaxed."""

    SITES = "sites"
    PLACES = "places"
    ADULTS = "adults"
    FEATURES = "features"
    APART = "apart"


class SiteModel:
    """The rows of a question; each solve chooses the objective, the longest distance and what is relaxed."""

    def __init__(self, siting: Siting, pairs: CandidatePairs) -> None:
        self.siting, self.pairs = siting, pairs
        self.rows = Rows()
        self.open = np.arange(len(siting.candidates))
        self.goes = len(self.open) + np.arange(len(pairs.home))
        self.columns = len(self.open) + len(self.goes)
        self.slack: dict[int, tuple[Limit, str]] = {}
        self.adults: dict[str, npt.NDArray[np.int64]] = {}
        self._assignments()
        self._places()
        self._sites()
        self._roles()
        self._features()
        self._apart()

    @cached_property
    def costs(self) -> npt.NDArray[np.int64]:
        """What each pair costs: pupils times metres, a change of site counted as so many metres more."""
        return self.siting.costs[self.pairs.home, self.pairs.site]

    def solve(
        self,
        way: Way,
        costs: npt.NDArray[np.int64] | None = None,
        *,
        longest: int | None = None,
        relaxed: Mapping[Limit, int] | None = None,
        fewest: bool = False,
        only: npt.NDArray[np.bool_] | None = None,
    ) -> Solved:
        """Solve with an objective: pair costs, the number of sites (`fewest`), or the units relaxed.

        With `only`, no other candidates than these may open; what that proves holds of these alone.
        """
        objective = np.zeros(self.columns)
        if costs is not None:
            objective[self.goes] = costs
        if fewest:
            objective[self.open] = 1
        upper = self._upper(longest, relaxed or {}, objective)
        if only is not None:
            upper[self.open[~only]] = 0
            upper[self.goes[~only[self.pairs.site]]] = 0
        return solved(self.rows, objective, self._lower(), upper, way)

    def _lower(self) -> Values:
        lower = np.zeros(self.columns)
        lower[[number for number, site in enumerate(self.siting.candidates) if site.use is Use.OPEN]] = 1
        return lower

    def _upper(self, longest: int | None, relaxed: Mapping[Limit, int], objective: Values) -> Values:
        upper = np.ones(self.columns)
        if longest is not None:
            upper[self.goes[self.pairs.metres > longest]] = 0
        for columns in self.adults.values():
            upper[columns] = np.inf
        for column, (limit, _) in self.slack.items():
            upper[column] = np.inf if limit in relaxed else 0
            objective[column] = relaxed.get(limit, 0)
        return upper

    def fewest_within(self, longest: int, seconds: float) -> Solved:
        """The fewest sites that are near enough to every home school, with places enough in all by level: any plan has them.

        Its variables are the candidates alone, so that it is answered soon. It ends once the number of sites is reached.
        """
        rows, siting = Rows(), self.siting
        near = self.pairs.metres <= longest
        for goes in self._by(self.pairs.home, len(siting.homes)):
            within = self.pairs.site[goes][near[goes]].tolist()
            rows.add(within, [1] * len(within), 1, np.inf)
        for level in {home.level for home in siting.homes}:
            pupils = sum(n for home, n in zip(siting.homes, siting.pupils, strict=True) if home.level == level)
            takes = siting.takes[next(n for n, home in enumerate(siting.homes) if home.level == level)]
            columns = np.nonzero(takes)[0].tolist()
            rows.add(columns, [siting.candidates[site].capacity for site in columns], pupils, np.inf)
        size = len(self.open)
        way = Way(seconds=seconds, enough=siting.sites, nodes=NODES)
        return solved(rows, np.ones(size), self._lower()[:size], np.ones(size), way)

    def site_of(self, values: Values) -> tuple[int, ...]:
        """Each home school's candidate in a solution."""
        chosen = values[self.goes] > INTEGRAL
        site = np.full(len(self.siting.homes), -1, dtype=np.int64)
        site[self.pairs.home[chosen]] = self.pairs.site[chosen]
        return tuple(int(each) for each in site)

    def values_of(self, goes: tuple[int, ...]) -> Values:
        """A solution in which each home school goes to such a candidate; others are opened up to the number of sites."""
        opened = {*goes, *np.nonzero(self._lower()[self.open])[0].tolist()}
        further = (site for site in self.open.tolist() if site not in opened)
        opened.update(islice(further, max(0, (self.siting.sites or 0) - len(opened))))
        values = np.zeros(self.columns)
        values[sorted(opened)] = 1
        values[self.goes[self.pairs.site == np.array(goes, dtype=np.int64)[self.pairs.home]]] = 1
        for role in self.siting.roles:
            for site in opened if role.id in self.adults else ():
                pupils = sum(n for n, to in zip(self.siting.pupils, goes, strict=True) if to == site)
                values[self.adults[role.id][site]] = role.needed(pupils)
        return values

    def opened(self, values: Values) -> tuple[int, ...]:
        """The candidates that a solution opens."""
        return tuple(int(each) for each in np.nonzero(values[self.open] > INTEGRAL)[0])

    def _further(self, count: int) -> npt.NDArray[np.int64]:
        first = self.columns
        self.columns += count
        return np.arange(first, first + count)

    def _let_by(self, limit: Limit, what: str = "") -> int:
        column = int(self._further(1)[0])
        self.slack[column] = (limit, what)
        return column

    def _assignments(self) -> None:
        for goes in self._by(self.pairs.home, len(self.siting.homes)):
            self.rows.add(self.goes[goes].tolist(), [1] * len(goes), 1, 1)
        for column, site in zip(self.goes.tolist(), self.pairs.site.tolist(), strict=True):
            self.rows.add((column, site), (1, -1), -np.inf, 0)

    def _by(self, key: npt.NDArray[np.int64], count: int) -> list[npt.NDArray[np.int64]]:
        """The pairs of each home school, or of each site."""
        order = np.argsort(key, kind="stable")
        return np.split(order, np.searchsorted(key[order], np.arange(1, count))) if count else []

    def _places(self) -> None:
        for site, goes in enumerate(self._by(self.pairs.site, len(self.open))):
            if not len(goes):
                continue
            school = self.siting.candidates[site]
            pupils = [self.siting.pupils[home] for home in self.pairs.home[goes]]
            if sum(pupils) <= school.capacity:
                continue
            columns = [*self.goes[goes].tolist(), site, self._let_by(Limit.PLACES, school.id)]
            self.rows.add(columns, [*pupils, -school.capacity, -1], -np.inf, 0)

    def _sites(self) -> None:
        if self.siting.sites is not None:
            columns = [*self.open.tolist(), self._let_by(Limit.SITES)]
            self.rows.add(columns, [*[1] * len(self.open), -1], self.siting.sites, self.siting.sites)

    def _roles(self) -> None:
        for role in self.siting.roles:
            if role.available is None or not self._can_run_short(role):
                continue
            let_by = self._let_by(Limit.ADULTS, role.id)
            if not role.pupils_each:
                columns, values = [*self.open.tolist(), let_by], [*[role.per_site] * len(self.open), -1]
                self.rows.add(columns, values, -np.inf, role.available)
                continue
            adults = self._further(len(self.open))
            self.adults[role.id] = adults
            for site, goes in enumerate(self._by(self.pairs.site, len(self.open))):
                pupils = [-self.siting.pupils[home] for home in self.pairs.home[goes]]
                columns = [int(adults[site]), *self.goes[goes].tolist()]
                self.rows.add(columns, [role.pupils_each, *pupils], 0, np.inf)
                self.rows.add((int(adults[site]), site), (1, -role.per_site), 0, np.inf)
            self.rows.add([*adults.tolist(), let_by], [*[1] * len(adults), -1], -np.inf, role.available)

    def _can_run_short(self, role: Role) -> bool:
        """Whether any plan could need more adults than there are; where none can, the rows are left out."""
        sites = self.siting.sites if self.siting.sites is not None else len(self.open)
        each = sum(self.siting.pupils) // role.pupils_each + sites if role.pupils_each else 0
        return role.available is not None and each + role.per_site * sites > role.available

    def _features(self) -> None:
        sites = self.siting.candidates
        for need in self.siting.requirements:
            has = np.array([need.what in site.has for site in sites], dtype=bool)
            if need.share:
                values = need.share.denominator * has.astype(np.int64) - need.share.numerator
                let_by = self._let_by(Limit.FEATURES, need.what)
                self.rows.add([*self.open.tolist(), let_by], [*values.tolist(), need.share.denominator], 0, np.inf)
            if need.within is not None:
                reach = self.siting.takes & (self.siting.metres <= need.within) & has[None, :]
                for home, within in enumerate(reach):
                    near = np.nonzero(within)[0].tolist()
                    let_by = self._let_by(Limit.FEATURES, f"{need.what} near {self.siting.homes[home].id}")
                    self.rows.add([*near, let_by], [1] * (len(near) + 1), 1, np.inf)

    def _apart(self) -> None:
        number = {home.id: place for place, home in enumerate(self.siting.homes)}
        pairs = zip(self.pairs.home.tolist(), self.pairs.site.tolist(), self.goes.tolist(), strict=True)
        column = {(home, site): goes for home, site, goes in pairs}
        for one, other in self.siting.apart:
            if one not in number or other not in number:
                continue
            let_by = self._let_by(Limit.APART, f"{one} and {other}")
            for site in range(len(self.open)):
                both = column.get((number[one], site)), column.get((number[other], site))
                if both[0] is not None and both[1] is not None:
                    self.rows.add((both[0], both[1], site, let_by), (1, 1, -1, -1), -np.inf, 0)
