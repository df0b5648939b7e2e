"""What is kept, and what is let go."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from commonground.agreement.agreement import Agreement, Term
from commonground.costing.engine import Engine
from commonground.costing.kept import Kept
from commonground.costing.lines import Line
from commonground.costing.period import Block
from commonground.costing.reads import Reads
from little_district import JULY, agreement, clause, engine, people, schedule


def test_what_was_kept_first_is_let_go_first() -> None:
    kept: Kept[str] = Kept(most=5, size=len)

    for key, word in (("first", "abc"), ("second", "de"), ("third", "f")):
        assert kept.keep(key, word) == word

    assert [kept.find(key) for key in ("first", "second", "third")] == [None, "de", "f"]


def test_a_result_larger_than_the_whole_room_is_kept_until_the_next() -> None:
    kept: Kept[str] = Kept(most=2, size=len)

    kept.keep("large", "abc")
    assert kept.find("large") == "abc"
    kept.keep("small", "d")

    assert (kept.find("large"), kept.find("small")) == (None, "d")


def test_a_key_that_is_kept_again_counts_once() -> None:
    kept: Kept[str] = Kept(most=4, size=len)

    kept.keep("a", "xx")
    kept.keep("a", "yy")
    kept.keep("b", "zz")

    assert (kept.find("a"), kept.find("b")) == ("yy", "zz")


def test_the_years_of_a_line_are_worked_out_once_whatever_day_its_run_rate_is_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    medicare = clause("medicare", "payroll_tax", rate="1.45%", base=["salary"])
    both = agreement(schedule({("BA", "1"): 50_000}), medicare)
    long = replace(both, term=Term(JULY[2026], dt.date(2028, 6, 30)))
    short = replace(long, term=Term(JULY[2026], dt.date(2027, 6, 30)))
    one = people({"lane": "BA", "step": "1"})
    priced, alone = engine(one, years=2), engine(one, years=2).price(short)
    asked: list[int] = []  # periods
    work_out = Engine._work_out

    def counted(self: Engine, agreement: Agreement, line: Line, block: Block) -> object:
        asked.append(len(block))
        return work_out(self, agreement, line, block)

    monkeypatch.setattr(Engine, "_work_out", counted)

    priced.price(long)
    again = priced.price(short)

    assert asked == [4, 4, 1, 1]
    assert again.lines == alone.lines


def test_what_reads_what_is_found_once_for_agreements_that_differ_in_figures_only() -> None:
    def raised(percent: str) -> Agreement:
        given = clause("raise", "schedule_raise", raises=[{"effective": JULY[2026], "percent": percent}])
        return agreement(schedule({("BA", "1"): 50_000}), given)

    district = engine(people({"lane": "BA", "step": "1"}))
    none, low, high = (district.join(raised(percent)) for percent in ("0%", "2%", "3%"))

    assert district.reads(none, low) is district.reads(none, high)
    assert district.reads(none, low).direct == Reads.between(none, high).direct
