"""A printed tally: figures by area as a union or a newspaper prints them, and whether they add up.

Law: in each row the parts sum to their wholes and each percentage is its ratio, rounded as printed; in each column the
areas sum to the total. What does not is reported with the figure as printed, what the others make it, and the difference.
A percentage that is right when cut off and not rounded is said to be cut off. Where only percentages are printed, a
percentage of members follows from turnout x share of ballots, with the range that their rounding leaves.
The tally says which figures disagree; which of them is the misprint it cannot know. What no other figure was printed to
hold against is counted by nobody: `comparisons` says what was held against what, so that silence is not taken for a check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

COUNTED = ("members", "cast", "valid", "yes", "no", "abstain", "blank", "spoiled", "not_voting")
RATIOS = {
    "turnout": ("cast", "members"),
    "yes_of_valid": ("yes", "valid"),
    "no_of_valid": ("no", "valid"),
    "yes_of_cast": ("yes", "cast"),
    "no_of_cast": ("no", "cast"),
    "yes_of_members": ("yes", "members"),
    "no_of_members": ("no", "members"),
    "valid_of_members": ("valid", "members"),
}


@dataclass(frozen=True, slots=True)
class PrintedPercent:
    """A percentage as printed: its digits say how it was rounded."""

    text: str

    @property
    def value(self) -> Fraction:
        """The share in percent, exactly as printed."""
        return Fraction(Decimal(self.text))

    @property
    def places(self) -> int:
        """How many decimals it has."""
        return len(self.text.partition(".")[2])


@dataclass(frozen=True)
class PrintedRow:
    """One area of a printed tally, or its total: the row of the file, and its figures by name."""

    label: str
    row: int
    counts: Mapping[str, int]
    percents: Mapping[str, PrintedPercent]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Misprint:
    """A figure that does not agree with the others: as printed, what they make it, and by how much it is off."""

    label: str
    row: int
    figure: str
    printed: str
    should_be: str
    difference: str
    because: str
    is_cut_off: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of a row that others were held against, and what is wrong where they disagree."""

    row: int
    figure: str
    misprint: Misprint | None = None


def comparisons(rows: Sequence[PrintedRow]) -> tuple[Compared, ...]:
    """Every figure of a tally that could be held against others: first in its row, then down its column."""
    found = [compared for row in rows for compared in (*_parts(row), *_percents(row))]
    return (*found, *_columns(rows))


def misprints(rows: Sequence[PrintedRow]) -> tuple[Misprint, ...]:
    """Every figure of a tally that disagrees with the others."""
    return tuple(compared.misprint for compared in comparisons(rows) if compared.misprint is not None)


def _parts(row: PrintedRow) -> Iterator[Compared]:
    """The sums inside a row; a part that is not printed is taken as nothing only where another of its sum is printed."""
    said = row.counts
    if {"valid", "yes", "no"} <= set(said):
        yield _whole(row, "valid", ("yes", "no"))
    others = tuple(name for name in ("abstain", "blank", "spoiled") if name in said)
    inner = ("valid",) if "valid" in said else ("yes", "no")
    if "cast" in said and set(inner) <= set(said):
        yield _whole(row, "cast", (*inner, *others)) if others else _at_most(row, "cast", inner)
    if {"members", "not_voting"} <= set(said):
        inside = "cast" if "cast" in said else "valid" if "valid" in said else None
        if inside:
            yield _whole(row, "members", (inside, "not_voting"))
    largest = next((name for name in ("cast", "valid", "yes") if name in said), None)
    if "members" in said and largest is not None:
        yield _no_more_than_members(row, largest)


def _whole(row: PrintedRow, whole: str, parts: tuple[str, ...]) -> Compared:
    """A whole held against the sum of its parts."""
    expected = sum(row.counts[part] for part in parts)
    if expected == row.counts[whole]:
        return Compared(row.row, whole)
    said = " + ".join(f"{row.counts[part]:,} {part.replace('_', ' ')}" for part in parts)
    return Compared(row.row, whole, _misprint(row, whole, row.counts[whole], expected, said))


def _at_most(row: PrintedRow, whole: str, parts: tuple[str, ...]) -> Compared:
    """A whole of which not all parts are printed: those that are come to no more than it."""
    if sum(row.counts[part] for part in parts) <= row.counts[whole]:
        return Compared(row.row, whole)
    return _whole(row, whole, parts)


def _no_more_than_members(row: PrintedRow, figure: str) -> Compared:
    printed, members = row.counts[figure], row.counts["members"]
    if printed <= members:
        return Compared(row.row, figure)
    because = "there are no more members"
    over = Misprint(
        row.label, row.row, figure, f"{printed:,}", f"at most {members:,}", _signed(printed - members), because
    )
    return Compared(row.row, figure, over)


def _misprint(row: PrintedRow, figure: str, printed: int, expected: int, because: str) -> Misprint:
    return Misprint(row.label, row.row, figure, f"{printed:,}", f"{expected:,}", _signed(printed - expected), because)


def _signed(difference: int) -> str:
    return f"{difference:+,}"


def _percents(row: PrintedRow) -> Iterator[Compared]:
    counts = _completed(row.counts)
    for name, percent in row.percents.items():
        part, whole = RATIOS[name]
        if part in counts and counts.get(whole):
            is_right = _agrees_with_the_parts(row.counts, name, percent)
            exact = Fraction(100 * counts[part], counts[whole])
            yield Compared(row.row, name, None if is_right else _ratio(row, name, percent, exact, counts))
        elif name.endswith("_of_members"):
            yield from _product(row, name, percent)


def _agrees_with_the_parts(said: Mapping[str, int], name: str, printed: PrintedPercent) -> bool:
    """Whether a share of valid ballots is right of yes + no, where the printed whole is another: that is reported once."""
    part, whole = RATIOS[name]
    if whole != "valid" or not {"yes", "no"} <= set(said) or not (valid := said["yes"] + said["no"]):
        return False
    return printed.value == Fraction(Decimal(rounded_percent(Fraction(100 * said[part], valid), printed.places)))


def _completed(said: Mapping[str, int]) -> dict[str, int]:
    """The figures with those that follow from them: valid from yes and no; cast from its parts; members from cast."""
    counts = dict(said)
    if "valid" not in counts and {"yes", "no"} <= set(counts):
        counts["valid"] = counts["yes"] + counts["no"]
    others = [counts[name] for name in ("abstain", "blank", "spoiled") if name in counts]
    if "valid" not in counts and "cast" in counts and others and sum(others) < counts["cast"]:
        counts["valid"] = counts["cast"] - sum(others)
    if "cast" not in counts and "valid" in counts and {"abstain", "blank", "spoiled"} & set(counts):
        counts["cast"] = counts["valid"] + sum(counts.get(name, 0) for name in ("abstain", "blank", "spoiled"))
    inside = counts.get("cast", counts.get("valid"))
    if "members" not in counts and "not_voting" in counts and inside is not None:
        counts["members"] = inside + counts["not_voting"]
    if "cast" not in counts and "valid" in counts:
        counts["cast"] = counts["valid"]
    return counts


def _ratio(
    row: PrintedRow, name: str, printed: PrintedPercent, exact: Fraction, counts: Mapping[str, int]
) -> Misprint | None:
    rounded, cut = rounded_percent(exact, printed.places), _cut(exact, printed.places)
    if printed.value == Fraction(Decimal(rounded)):
        return None
    part, whole = RATIOS[name]
    because = f"{counts[part]:,} {part.replace('_', ' ')} of {counts[whole]:,} {whole.replace('_', ' ')}"
    because += _right_of_another(printed, part, whole, counts)
    is_cut_off = printed.value == Fraction(Decimal(cut))
    difference = printed.value - Fraction(Decimal(rounded))
    return Misprint(
        row.label, row.row, name, f"{printed.text} %", f"{rounded} %",
        f"{'+' if difference > 0 else '-'}{_decimal(abs(difference), printed.places)} points",
        because + (" (cut off, not rounded)" if is_cut_off else ""), is_cut_off,
    )  # fmt: skip


def _right_of_another(printed: PrintedPercent, part: str, whole: str, counts: Mapping[str, int]) -> str:
    """That a percentage is right as a share of another base than the one that its column names."""
    for base in ("valid", "cast", "members"):
        if base != whole and counts.get(base, 0) not in (0, counts[whole]):
            exact = Fraction(100 * counts[part], counts[base])
            if printed.value == Fraction(Decimal(rounded_percent(exact, printed.places))):
                return f" (right as a share of {counts[base]:,} {base})"
    return ""


def _product(row: PrintedRow, name: str, printed: PrintedPercent) -> Iterator[Compared]:
    """A share of members where only percentages are printed: turnout x share of the ballots."""
    side = name.partition("_")[0]
    share = row.percents.get(f"{side}_of_valid") or row.percents.get(f"{side}_of_cast")
    turnout = row.percents.get("turnout")
    if share is None or turnout is None:
        return
    lowest = (turnout.value - _half(turnout)) * (share.value - _half(share)) / 100
    highest = (turnout.value + _half(turnout)) * (share.value + _half(share)) / 100
    if lowest - _half(printed) <= printed.value <= highest + _half(printed):
        yield Compared(row.row, name)
        return
    product = turnout.value * share.value / 100
    places = max(1, printed.places)
    rounded = rounded_percent(product, places)
    difference = printed.value - Fraction(Decimal(rounded))
    range_ = f"{rounded_percent(lowest, places)} to {rounded_percent(highest, places)} % as they are rounded"
    yield Compared(row.row, name, Misprint(
        row.label, row.row, name, f"{printed.text} %", f"{rounded} %",
        f"{'+' if difference > 0 else '-'}{_decimal(abs(difference), places)} points",
        f"{turnout.text} % x {share.text} %; {range_}",
    ))  # fmt: skip


def _half(percent: PrintedPercent) -> Fraction:
    return Fraction(1, 2 * 10**percent.places)


def rounded_percent(exact: Fraction, places: int) -> str:
    """A percentage rounded half up to so many decimals.

    >>> rounded_percent(Fraction(2_378_000, 26_502), 2)
    '89.73'
    """
    scaled = exact * 10**places + Fraction(1, 2)
    return _decimal(Fraction(scaled.numerator // scaled.denominator, 10**places), places)


def _cut(exact: Fraction, places: int) -> str:
    scaled = exact * 10**places
    return _decimal(Fraction(scaled.numerator // scaled.denominator, 10**places), places)


def _decimal(value: Fraction, places: int) -> str:
    whole = int(value * 10**places)
    return f"{whole // 10**places}.{whole % 10**places:0{places}d}" if places else str(whole)


def _columns(rows: Sequence[PrintedRow]) -> Iterator[Compared]:
    areas = [row for row in rows if not row.is_total]
    for total in (row for row in rows if row.is_total):
        for name in COUNTED:
            if name in total.counts and areas and all(name in row.counts for row in areas):
                printed, expected = total.counts[name], sum(row.counts[name] for row in areas)
                because = f"the sum of {len(areas)} areas"
                wrong = None if printed == expected else _misprint(total, name, printed, expected, because)
                yield Compared(total.row, name, wrong)
