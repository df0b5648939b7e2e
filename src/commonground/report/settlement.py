"""Tables of a settlement: for the neutral all that was found, for a side the suggested package with its own value alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from commonground.report.basis import BROKEN
from commonground.report.table import Column, Row, Table, Value
from commonground.settlement.certificate import Check
from commonground.settlement.frontier import Frontier, Point
from commonground.settlement.near import Near
from commonground.settlement.points import Chosen
from commonground.settlement.question import Question
from commonground.settlement.relaxation import PARTS, BothLeasts, EveryCap, OneCap, OneLeast, Signing
from commonground.settlement.stability import Stability
from commonground.settlement.tables import Package
from commonground.settlement.trades import Step, Trade
from commonground.settlement.zone import Given, Opening, Way
from commonground.values.wording import counted, word

NONE_FOUND = (
    "No package was found that keeps every cap and rule and gives both sides their least;"
    " it is not proven that there is none."
)
WALKED = (
    "Integer programs say so of every point, by bounds in floating point; a certificate proves the package that is suggested"
    " without them."
)
ONLY_LEAST = (
    "No feasible package gives either side more than its least without giving the other side less than its own."
)
NOT_BY_TWO = "No single one of them is enough, nor are any two together."
TWO = "Where two give, the first gives the least that does while the second gives wholly, and the second the least beside it."
FIGURES = 18  # of a number of packages that is written out
SHOWN = 20  # points of a frontier on a terminal; files have them all
TRADES = 10


@dataclass(frozen=True)
class Told:
    """What every table of a settlement says with it: against what costs are told, and the folder's notes.

    `on_actual` is what a package costs by year on the actual roster, where that is told beside the cast-forward one.
    """

    against: str
    notes: tuple[str, ...] = ()
    on_actual: Callable[[Package], tuple[int, ...]] | None = None


def _share(question: Question, side: int, value: int) -> Fraction:
    """A value as a share of the side's scale, to a tenth of a percent."""
    return Fraction(round(question.sides[side].share(value) * 1_000), 1_000)


def _shares(question: Question, values: tuple[int, int]) -> tuple[Fraction, Fraction]:
    return _share(question, 0, values[0]), _share(question, 1, values[1])


def _sides(question: Question) -> tuple[Column, Column]:
    return Column(question.sides[0].party, "rate"), Column(question.sides[1].party, "rate")


def points_table(question: Question, found: Frontier, singled: Sequence[Chosen], told: Told) -> Table:
    """What each rule singles out: values as shares of each side's scale, cost over the term, and how many tie."""
    rows = []
    for each in singled:
        first = each.points[0]
        cost = sum(question.cost(first.package))
        rows.append(Row(str(each.solution), (*_shares(question, first.values), cost, len(each.points))))
    least = " and ".join(
        f"{_text(_share(question, n, side.least))} ({side.party})" for n, side in enumerate(question.sides)
    )
    notes = (
        _how_sure(question, found),
        f"Values are shares of what each side's best options would be worth together; the least of each: {least}.",
        *((ONLY_LEAST,) if [point.values for point in found.points] == [question.least] else ()),
        f"Costs are {told.against}.",
        *told.notes,
        "For the neutral: these tables tell what each side values.",
    )
    columns = (*_sides(question), Column("cost of the term"), Column("points that tie", "people"))
    return Table("Points of the frontier", "rule", columns, tuple(rows), notes, "settlement/points")


def _how_sure(question: Question, found: Frontier) -> str:
    """How many points there are, and that they are proven to be all, or how much may have been missed."""
    count, exponent = len(found.points), len(str(question.size)) - 1
    of = f"Of {question.size:,} packages" if exponent < FIGURES else f"Of some 10^{exponent} packages"
    if found.is_proven:
        return (
            f"{of} {count:,} {word(count, 'is', 'are')} on the frontier: no feasible package is worth as much to both sides and"
            f" more to one. {WALKED if found.is_walked else 'It is proven that no package beats any of these.'}"
        )
    shares = (
        f"{_text(Fraction(-(-found.within * 1000 // side.most), 1000))} of its scale to {side.party}"
        for side in question.sides
    )
    return (
        f"{of} {count:,} {word(count, 'was', 'were')} found that no other one found beats. Not proven: a package that was not"
        f" seen may be worth more to both sides at once, by up to {' and '.join(shares)}."
    )


def _text(share: Fraction) -> str:
    return f"{float(share * 100):g} %"


def packages_table(question: Question, singled: Sequence[Chosen]) -> Table:
    """The options of the first package of each rule."""
    by_package: dict[Package, list[str]] = {}
    for each in singled:
        by_package.setdefault(each.points[0].package, []).append(str(each.solution))
    columns = tuple(Column(", ".join(names), "text") for names in by_package.values())
    rows = tuple(
        Row(issue.title, tuple(issue.options[package[number]].id for package in by_package))
        for number, issue in enumerate(question.issues)
    )
    return Table("Their packages", "issue", columns, rows, (), "settlement/packages")


def frontier_table(question: Question, found: Frontier, *, is_whole: bool) -> Table:
    """Every point of the frontier, or some of them evenly: values and costs by year."""
    count = len(found.points)
    numbers = range(count)
    if not is_whole and count > SHOWN:
        numbers = sorted({round(n * (count - 1) / (SHOWN - 1)) for n in range(SHOWN)})  # type: ignore[assignment]
    rows = tuple(_point(question, n, found.points[n], is_whole=is_whole) for n in numbers)
    columns: tuple[Column, ...] = (*_sides(question), *(Column(year) for year in question.years), Column("term"))
    if is_whole:
        columns = (*columns, *(Column(issue.id, "text") for issue in question.issues))
    notes = (
        ()
        if len(rows) == count
        else (f"{len(rows)} of {count:,} points; --format csv, json or xlsx has all, with packages.",)
    )
    return Table("The frontier", "point", columns, rows, notes, "settlement/frontier")


def _point(question: Question, number: int, point: Point, *, is_whole: bool) -> Row:
    cost = question.cost(point.package)
    cells: tuple[Value, ...] = (*_shares(question, point.values), *cost, sum(cost))
    return Row(f"{number + 1:,}", (*cells, *question.named(point.package)) if is_whole else cells)


def near_table(question: Question, found: Near) -> Table:
    """Packages near a point: in which issues each differs from the first."""
    rows = []
    first = found.packages[0] if found.packages else ()
    for number, package in enumerate(found.packages[:SHOWN], 1):
        differs = [
            f"{issue.title}: {issue.options[option].id}"
            for issue, option, held in zip(question.issues, package, first, strict=True)
            if option != held
        ]
        said = "; ".join(differs) or ", ".join(question.named(package))
        values = _shares(question, question.values(package))
        rows.append(Row(f"{number:,}", (*values, sum(question.cost(package)), said)))
    columns = (*_sides(question), Column("term"), Column("differs from the first in", "text"))
    more = "" if found.are_all else "more than "
    notes = (
        f"Worth at least so much to both sides: {more}{counted(len(found.packages), 'package')}; {len(rows)} shown.",
    )
    return Table("Packages near", "package", columns, tuple(rows), notes, "settlement/near")


def trades_table(question: Question, found: Sequence[Trade]) -> Table:
    """Trades at a package: what one side gives, what makes up for it, what it does to both and to money."""
    rows = []
    for trade in found[:TRADES]:
        changes = tuple(_share(question, side, value) for side, value in enumerate(trade.values))
        giver = question.sides[trade.giver].party
        rows.append(
            Row(f"{giver}: {_step(question, trade.gives)}", (_step(question, trade.takes), *changes, sum(trade.cents)))
        )
    notes = (
        f"The side that is named gives the first and is no worse off with the second; {len(rows)} of {len(found):,} trades.",
    )
    columns = (Column("makes up for it", "text"), *_sides(question), Column("term"))
    return Table("Trades at the first point", "gives", columns, tuple(rows), notes, "settlement/trades")


def _step(question: Question, step: Step) -> str:
    issue = question.issues[step.issue]
    return f"{issue.title} {issue.options[step.before].id} → {issue.options[step.after].id}"


def stability_table(question: Question, found: Stability, package: Package, percent: int, rule: str) -> Table:
    """How often each issue comes out as in the package when weights are uncertain, and what else it comes out as."""
    drawn = max(1, found.draws - found.without)
    rows = []
    for issue, option, counter in zip(question.issues, package, found.options, strict=True):
        others = ", ".join(f"{issue.options[n].id} ({times:,})" for n, times in counter.most_common(4) if n != option)
        rows.append(
            Row(
                issue.title,
                (issue.options[option].id, Fraction(round(Fraction(counter[option], drawn) * 1000), 1000), others),
            )
        )
    notes = (
        f"{found.draws:,} draws, in each of which every weight of both sides moves by up to {percent} %; the {rule} point anew."
        + (f" In {found.without:,} no package was left." if found.without else ""),
    )
    columns = (Column("option", "text"), Column("as often", "rate"), Column("else", "text"))
    return Table("How far the point holds", "issue", columns, tuple(rows), notes, "settlement/stability")


def openings_table(question: Question, found: Sequence[Opening], told: Told, *, is_proven: bool) -> Table:
    """Where no package gives both sides their least: what would have to give, alone, alike, or by two."""
    rows = tuple(Row("; and ".join(_what(each) for each in one.gives), (_enough(question, one),)) for one in found)
    notes = (
        "It is proven that no package keeps every cap and rule and gives both sides their least."
        if is_proven
        else NONE_FOUND,
        "Each is relaxed by itself, all others held. Which of them gives, if any, is not for it to say.",
        *(
            (TWO,)
            if any(one.way is Way.TWO for one in found)
            else ()
            if any(one.package for one in found)
            else (NOT_BY_TWO,)
        ),
        f"Costs are {told.against}.",
        *told.notes,
        "For the neutral: this table tells what each side needs.",
    )
    columns = (Column("by at least", "text"),)
    return Table("No zone of agreement", "what would have to give", columns, rows, notes, "settlement/openings")


def _what(each: Given) -> str:
    match each.what:
        case OneLeast(name=name):
            return f"the least of {name}"
        case Signing(name=name):
            return f"the authority of {name}"
        case OneCap(name=name):
            return f"the cap of {name}"
        case BothLeasts():
            return "both leasts, by the same share"
        case EveryCap():
            return "every cap, by the same sum"
    return f"the rule: {each.what.name}"


def _enough(question: Question, one: Opening) -> str:
    if one.package is None:
        return "not enough, however far it gives" if one.is_proven else "no package was found, however far it gives"
    said = "; and ".join(_by(question, each) for each in one.gives)
    return said if one.is_proven else f"{said} (less may do)"


def _by(question: Question, each: Given) -> str:
    if each.by is None:
        return "enough, where it gives"
    match each.what:
        case OneLeast(side=side):
            return f"{_text(Fraction(-(-each.by * 1000 // max(1, question.sides[side].most)), 1000))} of its scale"
        case BothLeasts():
            return f"{_text(Fraction(each.by, PARTS))} of their scales"
    return f"{each.by // 100:,}.{each.by % 100:02d}"


def package_table(question: Question, point: Point, side: int, rule: str, told: Told) -> Table:
    """The suggested package as one side is told it: options, costs, and what it is worth to that side alone."""
    rows = [
        Row(issue.title, (name,)) for issue, name in zip(question.issues, question.named(point.package), strict=True)
    ]
    share = _text(_share(question, side, point.values[side]))
    rows.append(Row(f"worth to {question.sides[side].party}", (f"{share} of its scale",)))
    notes = (f"The {rule} point. Costs are {told.against}.", *told.notes)
    return Table("A suggested package", "issue", (Column("option", "text"),), tuple(rows), notes, "settlement/package")


def cost_table_of(question: Question, point: Point, told: Told, title: str = "What it costs") -> Table:
    """What a package costs by year, on both rosters where turnover is stated."""
    cost = question.cost(point.package)
    columns = (*(Column(year) for year in question.years), Column("term"))
    found = {"cost": cost}
    if told.on_actual is not None:
        actual = told.on_actual(point.package)
        broken = tuple(there - here for there, here in zip(actual, cost, strict=True))
        found = {"cost, cast-forward roster": cost, BROKEN: broken, "cost, actual roster": actual}
    rows = tuple(Row(label, (*cents, sum(cents))) for label, cents in found.items())
    return Table(title, "", columns, rows, (), "settlement/cost")


def checks_table(found: Sequence[Check]) -> Table:
    """A certificate, checked anew."""
    rows = tuple(Row(each.what, ("holds" if each.holds else "DOES NOT HOLD", each.found)) for each in found)
    columns = (Column("", "text"), Column("found", "text"))
    return Table("The certificate, checked without the search", "what it says", columns, rows, (), "settlement/checks")
