"""The column mapping: which column of a payroll file says what, kept so that next year's file reads the same way.

Law: a mapping says everything that was decided about a file: which header is which column of the roster, what holds for
every row, how a word is translated, which rows are not members, which are vacant, and what a salary means.
Law: saving a mapping and loading it again gives the same mapping.
Not here: the cells themselves (`files.rosters`), or how a mapping is guessed (`headers`).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from commonground.values.problem import Place, Problem
from commonground.workforce.roster import LABELS, NUMBERS

PERSON = "person"
POSITION = "position"
MAPPED = (*LABELS, *NUMBERS, PERSON, POSITION)
AMOUNT = "amount:"


def is_mapped(name: str) -> bool:
    """Whether a name is a column that a file may be mapped to: the roster's own, or an amount of money by another name.

    >>> is_mapped("lane"), is_mapped("amount:retirement_base"), is_mapped("amount:salary"), is_mapped("grade")
    (True, True, False, False)
    """
    amount = name.removeprefix(AMOUNT)
    return name in MAPPED or (amount != name and bool(amount) and amount not in MAPPED)


VACANT_WORDS = ("true", "yes", "y", "1", "t", "x", "vacant", "vac", "open", "unfilled")
FILLED_WORDS = ("false", "no", "n", "0", "f", "", "filled", "active", "occupied", "none")


class SalaryBasis(StrEnum):
    """What a salary column says: the pay of the person as employed, or of the job held full-time."""

    AS_PAID = "as paid"
    FULL_TIME = "full time"


@dataclass(frozen=True, slots=True)
class Keep:
    """A filter: rows whose cell under `header` is one of `only` (where that is given) and none of `never`."""

    header: str
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def allows(self, word: str) -> bool:
        """Whether a row with this word stays.

        >>> Keep("ClsIndc", only=("T",)).allows("E"), Keep("Job Title", never=("Principal",)).allows("Teacher")
        (False, True)
        """
        return word not in self.never and (not self.only or word in self.only)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The column that says a position has nobody in it, and its words for yes (compared without case)."""

    header: str
    words: tuple[str, ...] = VACANT_WORDS


@dataclass(frozen=True)
class ColumnMapping:
    """How a payroll file is read.

    `headers` roster column -> header; `constants` roster column -> what holds for every row; `translations` roster
    column -> the file's word -> the roster's word; `full_time` what the FTE column says of a full-time job (100 for
    percent, 37.5 for hours). `person` and `position` may be mapped to find people with several rows; neither enters
    the roster. `reasons` says why each header was guessed; it is not part of what the mapping is.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    keep: tuple[Keep, ...] = ()
    vacancy: Vacancy | None = None
    salary_basis: SalaryBasis = SalaryBasis.AS_PAID
    full_time: Fraction = Fraction(1)
    reasons: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for name in (*self.headers, *self.constants, *self.translations):
            if not is_mapped(name):
                raise NotARosterColumn(name)
        translations = {name: MappingProxyType(dict(words)) for name, words in self.translations.items()}
        for name, value in (
            ("headers", self.headers),
            ("constants", self.constants),
            ("translations", translations),
            ("reasons", self.reasons),
        ):
            object.__setattr__(self, name, MappingProxyType(dict(value)))

    def used_headers(self) -> dict[str, str]:
        """Every header that the mapping needs, with what for."""
        used = {header: name for name, header in self.headers.items()}
        used |= {filtered.header: "keep" for filtered in self.keep if filtered.header not in used}
        if self.vacancy is not None:
            used.setdefault(self.vacancy.header, "vacant")
        return used

    def to_dict(self) -> dict[str, Any]:
        """The mapping as plain tables and words, ready for TOML.

        >>> ColumnMapping({"salary": "Annual Salary"}, constants={"unit": "teachers"}).to_dict()
        {'columns': {'salary': 'Annual Salary'}, 'constants': {'unit': 'teachers'}}
        """
        plain: dict[str, Any] = {"columns": dict(self.headers)}
        if self.constants:
            plain["constants"] = dict(self.constants)
        if self.salary_basis is not SalaryBasis.AS_PAID:
            plain["salary_basis"] = str(self.salary_basis)
        if self.full_time != 1:
            plain["full_time"] = str(self.full_time)
        if self.vacancy is not None:
            plain["vacant"] = {"header": self.vacancy.header, "words": list(self.vacancy.words)}
        if self.translations:
            plain["translate"] = {name: dict(words) for name, words in self.translations.items()}
        if self.keep:
            plain["keep"] = [
                {"header": one.header}
                | ({"only": list(one.only)} if one.only else {})
                | ({"never": list(one.never)} if one.never else {})
                for one in self.keep
            ]
        return plain


class NotARosterColumn(ValueError):
    """A name that is no column of a roster."""

    def __init__(self, got: object) -> None:
        super().__init__(f"{got!r} is no column of a roster; the columns are {', '.join(MAPPED)}, or {AMOUNT}NAME")


def load_mapping(
    plain: Mapping[str, Any], file: str = "columns.toml"
) -> tuple[ColumnMapping | None, tuple[Problem, ...]]:
    """Read a mapping back from what `to_dict` wrote, or from what a person wrote by hand; None where it has errors."""
    problems: list[Problem] = []
    known = ("columns", "constants", "salary_basis", "full_time", "vacant", "translate", "keep")
    problems += [_unknown(file, key, known) for key in plain if key not in known]
    columns = _words(plain, "columns", file, problems)
    constants = _words(plain, "constants", file, problems)
    translate = _table(plain, "translate", file, problems)
    for name in (*columns, *constants, *translate):
        if not is_mapped(name):
            problems.append(_unknown(file, name, MAPPED))
    translations = {name: _words(translate, name, file, problems) for name in translate}
    basis = plain.get("salary_basis", "as paid")
    if basis not in tuple(SalaryBasis):
        problems.append(_unexpected(file, "salary_basis", basis, '"as paid" or "full time"'))
    full_time = _full_time(plain.get("full_time", "1"), file, problems)
    vacancy = _vacancy(plain, file, problems)
    keep = _keep(plain.get("keep", []), file, problems)
    if problems:
        return None, tuple(problems)
    return ColumnMapping(columns, constants, translations, keep, vacancy, SalaryBasis(basis), full_time), ()


def _table(plain: Mapping[str, Any], key: str, file: str, problems: list[Problem]) -> dict[str, Any]:
    table = plain.get(key, {})
    if isinstance(table, Mapping):
        return dict(table)
    problems.append(_unexpected(file, key, table, "a table"))
    return {}


def _words(plain: Mapping[str, Any], key: str, file: str, problems: list[Problem]) -> dict[str, str]:
    table = _table(plain, key, file, problems)
    wrong = [name for name, word in table.items() if not isinstance(word, str)]
    problems += [_unexpected(file, f"{key}.{name}", table[name], "text in quotation marks") for name in wrong]
    return {name: word for name, word in table.items() if name not in wrong}


def _list(table: Mapping[str, Any], key: str, file: str, problems: list[Problem]) -> tuple[str, ...]:
    words = table.get(key, [])
    if isinstance(words, list) and all(isinstance(word, str) for word in words):
        return tuple(words)
    problems.append(_unexpected(file, key, words, "a list of texts"))
    return ()


def _full_time(written: object, file: str, problems: list[Problem]) -> Fraction:
    try:
        full_time = Fraction(str(written))
        if 0 < full_time <= 10_000:
            return full_time
    except (ValueError, ZeroDivisionError):
        pass
    problems.append(_unexpected(file, "full_time", written, 'a number such as 1, 100 or "37.5"'))
    return Fraction(1)


def _vacancy(plain: Mapping[str, Any], file: str, problems: list[Problem]) -> Vacancy | None:
    if "vacant" not in plain:
        return None
    table = _table(plain, "vacant", file, problems)
    header = table.get("header")
    if not isinstance(header, str):
        problems.append(_unexpected(file, "vacant.header", header, "the name of a column"))
        return None
    return Vacancy(header, _list(table, "words", file, problems) or VACANT_WORDS)


def _keep(written: object, file: str, problems: list[Problem]) -> tuple[Keep, ...]:
    if not isinstance(written, list):
        problems.append(_unexpected(file, "keep", written, "a list of tables, each [[keep]]"))
        return ()
    keep = []
    for table in written:
        if isinstance(table, Mapping) and isinstance(table.get("header"), str):
            keep.append(
                Keep(table["header"], _list(table, "only", file, problems), _list(table, "never", file, problems))
            )
        else:
            problems.append(_unexpected(file, "keep", table, "a header with `only` or `never`"))
    return tuple(keep)


def _unknown(file: str, got: str, known: tuple[str, ...]) -> Problem:
    close = difflib.get_close_matches(str(got), known, n=1)
    mend = f'Did you mean "{close[0]}"?' if close else "Remove it."
    return Problem("unknown-column", Place(file), f'"{got}"', f"one of {', '.join(known)}", mend)


def _unexpected(file: str, key: str, got: object, expected: str) -> Problem:
    return Problem(
        "wrong-mapping", Place(file, column=key, sort="key"), repr(got)[:60], expected, "Correct the mapping."
    )
