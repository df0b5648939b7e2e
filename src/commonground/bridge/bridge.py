"""A bridge from one public figure to another.

Law: start + mechanical lines + hypotheses + the rest = end, to the cent. What is left is never hidden, and is said before any
hypothesis was applied as well as after. From B to A every line is that from A to B with its sign turned; from a figure to itself
there are no lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from commonground.bridge.normal import MINOR, NOT_SAID, REPEATED, Normal, Step, is_spread, normalised, unsized
from commonground.bridge.reckoning import Assumption, Attributed, Hypothesis, Part, Reckoning, turned
from commonground.claims.claim import Claim
from commonground.values.typed_figure import DOLLARS, Basis, TypedFigure
from commonground.values.wording import counted

LEVEL = "a hypothesis: the same amount in every further year"
SUPPOSED = "a hypothesis: the figure of one claim, every year alike"
MEAN = "a hypothesis: the figure of one claim, shared over the years of which the other is the mean"
EVENLY = "a hypothesis: reached evenly, the same amount more each year"


@dataclass(frozen=True)
class Bridge:
    """Two claims, and everything that lies between their figures, in minor units of `unit`.

    `reckoned` is what the hypotheses make of either figure, and `met` what the types do: where they lie far apart, the
    hypotheses are about something else, or say again what the types have brought to one.
    """

    first: Claim
    second: Claim
    unit: str
    start: int
    mechanical: tuple[Step, ...]
    named: tuple[tuple[str, str], ...]
    hypotheses: tuple[Attributed, ...]
    end: int
    reckoned: tuple[int, int] | None = None
    met: tuple[int, int] | None = None
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
    forth = tuple(_said_of(step, first) for step in here.steps)
    back = _turned(tuple(_said_of(step, second) for step in there.steps))
    used = reckoning or supposed(one, other, here, there)
    values = used.values() if used.hypotheses else []
    return Bridge(
        first,
        second,
        here.unit,
        here.start,
        (*forth, *back),
        (*unsized(one, other), *_lengths(one, other, used)),
        used.attributed(),
        there.start,
        (values[0], values[-1]) if values else None,
        (here.end, there.end) if values else None,
        (
            *([used.note] if used.note else []),
            *(_without_amounts(*each) for each in used.unreached()),
            *_said_twice((one, other), used),
        ),
        used.parts,
    )


def _lengths(one: TypedFigure, other: TypedFigure, used: Reckoning) -> Iterator[tuple[str, str]]:
    """The lengths that two figures are said for, where they differ and no hypothesis is about the term."""
    is_supposed = any(each.assumption is Assumption.TERM for each in used.hypotheses)
    if one.years and other.years and one.years != other.years and not is_supposed:
        yield "length", f"{counted(one.years, 'year')} against {counted(other.years, 'year')}"


def _said_twice(figures: tuple[TypedFigure, TypedFigure], used: Reckoning) -> Iterator[str]:
    """That a hypothesis takes one year for all of them where a type line has laid that year out already."""
    is_laid_out = any(is_spread(*pair) and pair[0].basis is Basis.BY_YEAR for pair in (figures, figures[::-1]))
    for one in used.hypotheses if is_laid_out else ():
        if one.assumption is Assumption.YEAR_MEASURED and 0 in (one.first, one.second) and one.first != one.second:
            yield "The type line “basis” lays one year out over all; the hypothesis “year measured” counts that again."


def _without_amounts(one: Hypothesis, part: Part) -> str:
    """That a year is counted for which nothing is reckoned."""
    years = counted(len(part.amounts), "year")
    asked = max(one.first, one.second)
    return f"{one.assumption} asks for year {asked}; {part.id} has amounts for {years}, and counts as nothing after."


def reversed_bridge(found: Bridge) -> Bridge:
    """The same bridge from the second claim to the first."""
    named = tuple((name, " against ".join(reversed(words.split(" against ")))) for name, words in found.named)
    reckoned = None if found.reckoned is None else (found.reckoned[1], found.reckoned[0])
    met = None if found.met is None else (found.met[1], found.met[0])
    return Bridge(
        found.second,
        found.first,
        found.unit,
        found.end,
        _turned(found.mechanical),
        named,
        turned(found.hypotheses),
        found.start,
        reckoned,
        met,
        found.notes,
        found.parts,
    )


def _said_of(step: Step, claim: Claim) -> Step:
    """A step; what is only taken to be so says of which claim."""
    return replace(step, words=f"{claim.id} is {step.words}") if step.name == NOT_SAID else step


def _turned(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps taken backwards."""
    return tuple(Step(step.name, _turned_words(step), -step.change) for step in reversed(steps))


def _turned_words(step: Step) -> str:
    """The words of a step that is taken backwards."""
    if step.name == NOT_SAID:
        return step.words
    return (
        step.words.removesuffix(", taken back") if step.words.endswith(", taken back") else f"{step.words}, taken back"
    )


def supposed(one: TypedFigure, other: TypedFigure, here: Normal, there: Normal) -> Reckoning:
    """What is supposed where a folder supposes nothing: an even way to a level, and a level kept through a longer term."""
    if (DOLLARS, Basis.BY_YEAR) in ((here.unit, one.basis), (here.unit, other.basis)):
        return _even_way(one, other, here, there)
    if here.years and there.years and here.years != there.years and Basis.LIFE in (one.basis, other.basis):
        years = max(here.years, there.years)
        shorter = here if here.years < there.years else there
        level = Fraction(shorter.end, MINOR.get(here.unit, 1) * min(here.years, there.years))
        term = Hypothesis(Assumption.TERM, Fraction(here.years), Fraction(there.years), LEVEL)
        return Reckoning(here.unit, (Part("level", (level,) * years, SUPPOSED),), (term,))
    return Reckoning(here.unit)


def _even_way(one: TypedFigure, other: TypedFigure, here: Normal, there: Normal) -> Reckoning:
    """An even way to what is reached by a year, beside a sum over years or their mean; nothing beside another level."""
    is_first = one.basis is Basis.BY_YEAR
    (reached, normal), against = ((one, here), other) if is_first else ((other, there), one)
    by = reached.year or 1
    years = normal.years or by
    if by == 1 or against.basis in (Basis.BY_YEAR, Basis.RUN_RATE):
        return Reckoning(here.unit)
    level = Fraction(normal.end, MINOR[DOLLARS] * years)
    ends = (1, by) if is_first else (by, 1)
    way = Hypothesis(Assumption.PHASE_IN, Fraction(ends[0]), Fraction(ends[1]), EVENLY)
    source = SUPPOSED if against.basis not in REPEATED else MEAN
    return Reckoning(here.unit, (Part("level", (level,) * years, source),), (way,))
