"""docs/glossary.md: its terms are the code's names, and the code's nouns are its terms."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from commonground.agreement.kinds import KINDS
from commonground.workforce.roster import LABELS, NUMBERS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "commonground"
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^\| ([^|`]+) \| `([\w.]+)` \| (.+) \|$", re.MULTILINE)
ENTRIES = [(term, path, said) for term, path, said in ENTRY.findall(PAGE)]
SAID = {path: said for _, path, said in ENTRIES}
WITH_NOUNS = (
    "values",
    "agreement",
    "assumptions",
    "workforce",
    "schools",
    "procedure",
    "comparables",
    "costing",
    "claims",
    "bargaining",
    "bridge",
    "settlement",
    "votes",
    "contingency",
    "report",
)
NOT_OF_THE_TRADE = {
    "agreement.fields.Part": "a piece of terms; the pieces themselves are entries",
    "agreement.kind.Salaries": "how a rule asks for another cell",
    "agreement.kind.SchoolRows": "how a rule asks for schools and classes",
    "agreement.sheet.SheetRow": "how a rule speaks of a spreadsheet's row",
    "agreement.band.CellKey": "how a cell is named inside",
    "agreement.events.Event": "how a timeline is built",
    "agreement.lanes.Lanes": "how a timeline is built",
    "agreement.next_schedule.ScheduleInForce": "how a timeline is built",
    "agreement.walk.Walk": "how a timeline is built",
    "agreement.way.Stop": "how a timeline is built",
    "agreement.way.Way": "how a timeline is built",
    "report.bridges.Bar": "how a picture is laid out",
    "report.bridges.Line": "how a table is laid out",
    "claims.amounts.SaidNumber": "a step of reading a sentence",
    "claims.around.Around": "a step of reading a sentence",
    "claims.asides.Piece": "a step of reading a sentence",
    "claims.parties.Attribution": "a step of reading a sentence",
    "claims.remembering.Memory": "a step of reading a sentence",
    "claims.parties.Mention": "a step of reading a sentence",
    "costing.batch.Batch": "how many packages are priced together",
    "costing.batch.PricesAlone": "how many packages are priced together",
    "costing.batch.Variants": "how many packages are priced together",
    "costing.actual.Classes": "how an expected value is summed",
    "costing.by_rule.Reading": "how a rule is worked out over years",
    "values.at_hand.AtHand": "how results are kept",
    "costing.bands.Standing": "how a band is joined to rows",
    "costing.explain.GroupShown": "how an opened figure is laid out",
    "report.schedule_grids.BuiltCell": "how a table is laid out",
    "costing.explain.GroupsLeft": "how an opened figure is laid out",
    "costing.explain.PositionsShown": "how an opened figure is laid out",
    "costing.explain.LineShown": "how an opened figure is laid out",
    "costing.schedule_pay.SchedulePay": "how a rule asks for another cell",
    "agreement.fields.Said": "how clauses are compared",
    "costing.menu_clauses.MenuClauses": "how a menu's packages are read",
    "costing.kept.Kept": "how results are kept",
    "costing.lines.Gather": "how rules are joined to rows",
    "costing.lines.Join": "how rules are joined to rows",
    "costing.stretches.Stretch": "how a rule is worked out over years",
    "costing.timelines.Timelines": "how timelines are kept",
    "procedure.pack.HasClause": "what every rule has, for the type checker",
    "contingency.growing_program.GrowingProgram": "how a model grows",
    "values.solver.Ending": "how a solve is told",
    "values.solver.Rows": "how a model is gathered",
    "values.solver.Solved": "how a solve is told",
    "values.solver.Way": "how a solve is asked for",
    "report.table.Column": "how a table is laid out",
    "settlement.blocks.Parts": "how a search is cut up",
    "settlement.integer_program.Best": "how a solve is told",
    "settlement.integer_program.IntegerProgram": "how a search is put",
    "settlement.multipliers.Bounds": "how a search is bounded",
    "settlement.program.Program": "how a search is put",
    "settlement.proof.Term": "how a proof is summed",
    "settlement.reach.Reach": "how a search is bounded",
    "settlement.search.Found": "how a search is told",
    "settlement.search.Labels": "how a search is kept",
    "settlement.walk.Walked": "how a search is told",
    "report.issues.Beside": "how a table is laid out",
    "report.terms.TermChange": "how a table is laid out",
    "votes.outcome.Held": "how a standing is laid out",
    "votes.printed.PrintedPercent": "how a percentage is kept with its digits",
    "votes.printed.PrintedRow": "how a printed tally is kept",
    "votes.publication.SiteCount": "how a site goes into a publication",
    "report.table.Row": "how a table is laid out",
    "values.labels.Labels": "how a column of words is kept",
}
OWN_WORDS = ("costing.plain", "report.workbook")  # a second writing and a layout: they explain their nouns themselves


def modules() -> Iterator[str]:
    for room in WITH_NOUNS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
            if not name.startswith(OWN_WORDS):
                yield name


def nouns() -> Iterator[str]:
    """The public classes that are no exceptions, by path."""
    for module in modules():
        loaded = importlib.import_module(f"commonground.{module}")
        source = (PACKAGE / Path(*module.split("."))).with_suffix(".py")
        if not source.is_file():
            continue
        for node in ast.parse(source.read_text(encoding="utf-8")).body:
            is_public = isinstance(node, ast.ClassDef) and not node.name.startswith("_")
            if is_public and not issubclass(getattr(loaded, node.name), BaseException):
                yield f"{module}.{node.name}"


def found_at(path: str) -> Any:
    """What a path names: a module, something in it, or a field of a class. Raises where there is nothing."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            held = importlib.import_module(".".join(("commonground", *parts[:length])))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            held = getattr(held, name) if hasattr(held, name) else fields_of(held)[name]
        return held
    raise ModuleNotFoundError(path)


def fields_of(held: Any) -> dict[str, Any]:
    """The names that a class declares for its values, which need no value of their own to be there."""
    declared = (vars(base).get("__annotations__", {}) for base in reversed(getattr(held, "__mro__", ())))
    return {name: hint for found in declared for name, hint in found.items()}


def plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


NOUNS = list(nouns())


@pytest.mark.parametrize(("term", "path"), [(term, path) for term, path, _ in ENTRIES])
def test_a_term_names_something_in_the_code_by_its_own_name(term, path):
    found_at(path)

    assert plain(term.split(" (")[0]) == plain(path.split(".")[-1])


def test_no_entry_and_no_path_stands_twice():
    terms, paths = [term for term, _, _ in ENTRIES], [path for _, path, _ in ENTRIES]

    assert len(set(terms)) == len(terms)
    assert len(set(paths)) == len(paths)


def test_a_path_that_leads_nowhere_is_seen():
    with pytest.raises((ModuleNotFoundError, KeyError)):
        found_at("agreement.provision.Provison")


def test_every_room_is_an_entry():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    rooms |= {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("_")}

    assert rooms - set(SAID) == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_is_an_entry_under_its_own_name(kind):
    path = f"{kind.terms.__module__}.{kind.terms.__name__}".removeprefix("commonground.")

    assert [plain(term) for term, at, _ in ENTRIES if at == path] == [plain(kind.name)]


def test_every_noun_of_the_trade_is_an_entry():
    assert set(NOUNS) - set(SAID) - set(NOT_OF_THE_TRADE) == set()


def test_what_is_left_out_of_the_glossary_is_there_and_is_no_entry():
    assert set(NOT_OF_THE_TRADE) <= set(NOUNS)
    assert set(NOT_OF_THE_TRADE) & set(SAID) == set()


def test_every_choice_is_named_where_its_noun_is_defined():
    chosen = {path: found_at(path) for path in SAID if path in NOUNS}
    words = {path: words_of(held) for path, held in chosen.items() if issubclass(held, Enum)}

    missing = {path: [word for word in said if f"`{word}`" not in SAID[path]] for path, said in words.items()}

    assert {path: said for path, said in missing.items() if said} == {}


def words_of(choices: type[Enum]) -> list[str]:
    return [choice.value if isinstance(choice.value, str) else choice.words for choice in choices]


def test_every_column_of_a_roster_is_defined():
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [*LABELS, *NUMBERS]


def test_a_definition_fits_a_line_and_is_no_sentence():
    assert [term for term, _, said in ENTRIES if said[0].isupper() or said.endswith(".")] == []
