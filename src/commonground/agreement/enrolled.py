"""Contracts by plan and tier, as a table counts them, put into the health clauses that say so.

Law: only a clause with `enrolment = "table"` reads the table; its premiums then hold the table's contracts and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from commonground.agreement.agreement import Agreement
from commonground.agreement.kinds.health import Health
from commonground.agreement.premium import Pair
from commonground.agreement.provision import Provision, Version

Contracts = Mapping[Pair, Mapping[int, Fraction]]


def reads_the_table(provision: Provision) -> bool:
    """Whether any version of a clause takes its contracts from the table."""
    return any(_reads(version) for version in provision.versions)


def with_contracts(agreement: Agreement, contracts: Contracts) -> Agreement:
    """The agreement with the contracts of the table, by fiscal year, at the premiums of the clauses that read it."""
    found = agreement
    for provision in agreement.of_kind("health"):
        if reads_the_table(provision):
            versions = tuple(_counted(version, contracts) for version in provision.versions)
            found = found.with_provision(replace(provision, versions=versions))
    return found


def of_one_member(agreement: Agreement) -> Agreement:
    """The agreement as it is for somebody who keeps the plan that they have: without migrations, which are about many."""
    found = agreement
    for provision in agreement.of_kind("health"):
        versions = tuple(_unmoved(version) for version in provision.versions)
        if versions != provision.versions:
            found = found.with_provision(replace(provision, versions=versions))
    return found


def _unmoved(version: Version) -> Version:
    if not isinstance(version.terms, Health) or not version.terms.migrations:
        return version
    return replace(version, terms=version.terms.model_copy(update={"migrations": ()}))


def _reads(version: Version) -> bool:
    return isinstance(version.terms, Health) and version.terms.enrolment == "table"


def _counted(version: Version, contracts: Contracts) -> Version:
    if not _reads(version):
        return version
    terms = version.terms
    assert isinstance(terms, Health)
    premiums = tuple(
        premium.model_copy(update={"enrolled": Fraction(0), "enrolled_in": dict(contracts.get(premium.pair, {}))})
        for premium in terms.premiums
    )
    return replace(version, terms=terms.model_copy(update={"premiums": premiums}))
