"""Rule packs from their files: those that come with the program, and one that a folder holds itself."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from commonground.files.findings import quoted
from commonground.files.inside_folder import outside_folder
from commonground.files.procedure_shapes import ClauseShape, DueShape, NeedShape, PackShape, StepShape
from commonground.files.toml import Document, read_toml
from commonground.files.validation import did_you_mean, validated
from commonground.procedure.holidays import HolidayRule
from commonground.procedure.pack import Anchor, Clause, Computation, Consequence, Due, Pack, Step, Subject, Wait
from commonground.values.problem import Place, Problem

PACKS = Path(str(files("commonground"))) / "procedure" / "packs"
FIND = "commonground schema --into DIR writes the schema of a rule pack."


def pack_names() -> tuple[str, ...]:
    """The rule packs that come with the program."""
    return tuple(sorted(path.stem for path in PACKS.glob("*.toml")))


def ready_pack(name: str) -> Pack:
    """A rule pack of the program. Raises KeyError, and ValueError where the pack itself is wrong."""
    if name not in pack_names():
        raise KeyError(name)
    pack, problems = read_pack(PACKS / f"{name}.toml")
    if pack is None:
        raise ValueError("\n".join(map(str, problems)))
    return pack


def pack_named(name: str, folder: Path, place: Place) -> tuple[Pack | None, tuple[Problem, ...]]:
    """The pack that procedure.toml names: one of the program by its name, or a file of the folder."""
    if not name.endswith(".toml"):
        if name in pack_names():
            return ready_pack(name), ()
        mend = did_you_mean(name, pack_names(), f"There is {', '.join(pack_names())}. {FIND}")
        return None, (Problem("unknown-pack", place, quoted(name), "a rule pack", mend),)
    if (outside := outside_folder(folder, name, place)) is not None:
        return None, (outside,)
    return read_pack(folder / name, name)


def read_pack(path: Path, file: str | None = None) -> tuple[Pack | None, tuple[Problem, ...]]:
    """Read a rule pack; every step that it names must be one of its own."""
    document, problems = read_toml(path, file)
    shape, wrong = (None, ()) if document is None else validated(PackShape, document.said, document)
    if document is None or shape is None:
        return None, (*problems, *wrong)
    if unknown := tuple(_unknown(shape, document)):
        return None, unknown
    return _pack(shape), ()


def _unknown(shape: PackShape, document: Document) -> Iterator[Problem]:
    steps = [step.id for step in shape.step]
    known = {*steps, *(anchor.id for anchor in shape.anchor)}
    for number, step in enumerate(shape.step):
        if steps.index(step.id) != number:
            mend = "Choose another id, or put the rules under one step."
            yield Problem("repeated-id", document.place("step", number, "id"), quoted(step.id), "an id once", mend)
        for path, named in _named(step):
            if named not in known:
                place = document.place("step", number, *path)
                mend = did_you_mean(named, known, "Name a step or an anchor of this pack.")
                yield Problem("unknown-procedure-step", place, quoted(named), "a step or an anchor of the pack", mend)
    if shape.strike.step not in steps:
        mend = did_you_mean(shape.strike.step, steps, "Name a step of this pack.")
        place = document.place("strike", "step")
        yield Problem("unknown-procedure-step", place, quoted(shape.strike.step), "a step of the pack", mend)


def _named(step: StepShape) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, need in enumerate(step.needs):
        for named in _after(need):
            yield ("needs", number, "before" if need.before else "after"), named
    for number, due in enumerate(step.due):
        yield ("due", number, "after" if due.after else "before"), due.after or due.before
    for named in step.instead:
        yield ("instead",), named


def _after(need: NeedShape) -> tuple[str, ...]:
    if need.before:
        return (need.before,)
    return (need.after,) if isinstance(need.after, str) else tuple(need.after)


def _pack(shape: PackShape) -> Pack:
    return Pack(
        shape.id,
        shape.title,
        shape.covers,
        shape.strike.lawful,
        shape.strike.step,
        _clause(shape.strike),
        tuple(map(_step, shape.step)),
        tuple(Anchor(anchor.id, anchor.title) for anchor in shape.anchor),
        tuple(Computation(rule.of, rule.closed, _clause(rule)) for rule in shape.computation),
        tuple(HolidayRule(day.name, day.rule, day.since, day.until, day.moves_to_monday) for day in shape.holiday),
        tuple(Subject(subject.name, subject.status, _clause(subject)) for subject in shape.subject),
        tuple(Consequence(found.title, _clause(found)) for found in shape.consequence),
        tuple(shape.note),
    )


def _step(shape: StepShape) -> Step:
    return Step(
        shape.id,
        shape.title,
        shape.who,
        shape.duty,
        tuple(Wait(_after(need), need.days, need.kind, _clause(need), bool(need.before)) for need in shape.needs),
        tuple(map(_due, shape.due)),
        tuple(shape.instead),
        tuple(shape.also),
        shape.ends,
        tuple(map(_clause, shape.rule)),
    )


def _due(shape: DueShape) -> Due:
    return Due(shape.days, shape.kind, shape.after or shape.before, bool(shape.before), _clause(shape))


def _clause(shape: ClauseShape) -> Clause:
    return Clause(" ".join(shape.says.split()), shape.cite, shape.verified, shape.since, shape.until)
