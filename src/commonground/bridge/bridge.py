"""A bridge from one public figure to another.

Law: start + mechanical lines + hypotheses + the rest = end, to the cent. What is left is never hidden, and is said before any
hypothesis was applied as well as after. From B to A every line is that from A to B with its sign turned; from a figure to itself
there are no lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from commonground.bridge.normal import Normal, Step, normalised, unsized
from commonground.bridge.reckoning import Assumption, Attributed, Hypothesis, Part, Reckoning, turned
from commonground.claims.claim import Claim
from commonground.values.typed_figure import Basis, TypedFigure
from commonground.values.wording import counted

LEVEL = "a hypothesis: the same amount in every further year"
SUPPOSED = "a hypothesis: the figure of one claim, every year alike"
EVENLY = "a hypothesis: reached evenly, the same amount more each year"


@dataclass(frozen=True)
class Bridge:
    """Two claims, and everything that lies between their figures, in minor units of `unit`."""

    first: Claim
    second: Claim
    unit: str
    start: int
    mechanical: tuple[Step, ...]
    named: tuple[tuple[str, str], ...]
    hypotheses: tuple[Attributed, ...]
    end: int
    reckoned: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def before(self) -> int:
        """What is left between the figures in one type, before any hypothesis."""
        return self.end - self.start - sum(step.change for step in self.mechanical)

    @property
    def rest(self) -> int:
        """What is left after the hypotheses."""
        return self.before - sum(one.share for one in self.hypotheses)


def bridge(first: Claim, second: Claim, facts: Mapping[str, Fraction], reckoning: Reckoning | None = None) -> Bridge:
    """What lies between two claims; `reckoning` is written from the first to the second. Raises `NoCommonUnit`."""
    one, other = first.figure, second.figure
    assert one is not None
    assert other is not None
    here, there = normalised(one, other, facts)
    if first.id == second.id:
        return Bridge(first, second, here.unit, here.start, (), (), (), here.start)
    back = tuple(Step(step.name, _turned_words(step.words), -step.change) for step in reversed(there.steps))
    used = reckoning or supposed(one, other, here, there)
    values = used.values() if used.hypotheses else []
    return Bridge(
        first,
        second,
        here.unit,
        here.start,
        (*here.steps, *back),
        tuple(unsized(one, other)),
        used.attributed(),
        there.start,
        (values[0], values[-1]) if values else None,
        (*([used.note] if used.note else []), *(_without_amounts(*each) for each in used.unreached())),
        used.parts,
    )


def _without_amounts(one: Hypothesis, part: Part) -> str:
    """That a year is counted for which nothing is reckoned."""
    years = counted(len(part.amounts), "year")
    asked = max(one.first, one.second)
    return f"{one.assumption} asks for year {asked}; {part.id} has amounts for {years}, and counts as nothing after."


def reversed_bridge(found: Bridge) -> Bridge:
    """The same bridge from the second claim to the first."""
    steps = tuple(Step(step.name, _turned_words(step.words), -step.change) for step in reversed(found.mechanical))
    named = tuple((name, " against ".join(reversed(words.split(" against ")))) for name, words in found.named)
    reckoned = None if found.reckoned is None else (found.reckoned[1], found.reckoned[0])
    return Bridge(
        found.second,
        found.first,
        found.unit,
        found.end,
        steps,
        named,
        turned(found.hypotheses),
        found.start,
        reckoned,
        found.notes,
        found.parts,
    )


def _turned_words(words: str) -> str:
    """The words of a step that is taken backwards."""
    return words.removesuffix(", taken back") if words.endswith(", taken back") else f"{words}, taken back"


def supposed(one: TypedFigure, other: TypedFigure, here: Normal, there: Normal) -> Reckoning:
    """What is supposed where a folder supposes nothing: an even way to a level, and a level kept through a longer term."""
    scale = Fraction(1, 100 if here.unit == "dollars" else 1)
    figures = ((one, here), (other, there))
    hypotheses: list[Hypothesis] = []
    level = Fraction(0)
    reached = [(figure.year or 1, normal) for figure, normal in figures if figure.basis is Basis.BY_YEAR]
    if len(reached) == 1 and one.basis is not other.basis:
        (by, normal) = reached[0]
        years = normal.years or by
        if by == 1:  # reached at once: there is no way to it
            return Reckoning(here.unit)
        level, ends = normal.end * scale / years, (by, 1) if other.basis is Basis.BY_YEAR else (1, by)
        hypotheses.append(Hypothesis(Assumption.PHASE_IN, Fraction(ends[0]), Fraction(ends[1]), EVENLY))
    elif here.years and there.years and here.years != there.years and Basis.LIFE in (one.basis, other.basis):
        years = max(here.years, there.years)
        shorter = here if here.years < there.years else there
        level = shorter.end * scale / min(here.years, there.years)
        hypotheses.append(Hypothesis(Assumption.TERM, Fraction(here.years), Fraction(there.years), LEVEL))
    else:
        return Reckoning(here.unit)
    return Reckoning(here.unit, (Part("level", (level,) * years, SUPPOSED),), tuple(hypotheses))
