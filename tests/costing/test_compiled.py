"""Sums over the tables of a menu by the compiled loop are those of numpy, bit for bit."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.agreement.agreement import Term
from commonground.agreement.offer import Offer
from commonground.costing import compiled
from commonground.costing.menu import Issue, Menu, Option
from commonground.costing.packages import MenuCosts, Table
from strategies import HUNDREDS, Draw

FRAME = Offer("menu", "a package", "", dt.date(2026, 6, 30), Term(dt.date(2026, 7, 1), dt.date(2029, 6, 30)))
NO_NUMBA = "numba is not installed: uv sync --extra fast"


@st.composite
def menu_costs(draw: Draw) -> MenuCosts:
    """One to four issues with up to five options, and tables of some of them whose entries are any whole numbers below 2^60."""
    shape = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    chosen = draw(st.lists(st.sets(st.integers(0, len(shape) - 1)), min_size=1, max_size=5))
    rng, periods = np.random.default_rng(draw(st.integers(0, 2**30))), draw(st.integers(1, 6))
    tables = []
    for issues in map(sorted, chosen):
        sizes = [shape[number] for number in issues]
        tables.append(Table((), tuple(issues), rng.integers(-(2**60), 2**60, (*sizes, periods))))
    issues = tuple(Issue(f"{n}", tuple(Option(f"{o}") for o in range(size))) for n, size in enumerate(shape))
    return MenuCosts(Menu(FRAME, issues), tuple(tables), periods)


@settings(max_examples=20)
@given(menu_costs())
def test_the_loop_that_is_compiled_adds_what_numpy_adds(costs: MenuCosts) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(compiled, "compiled", lambda: compiled.add_entries)

        assert (compiled.sums(costs, costs.menu.grid()) == costs.of(costs.menu.grid())).all()


def test_without_numba_numpy_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "compiled", lambda: None)
    costs = MenuCosts(Menu(FRAME, ()), (Table((), (), np.array([7, -3])),), 2)

    assert compiled.sums(costs, np.zeros((1, 0), dtype=np.int32)).tolist() == [[7, -3]]


@pytest.mark.slow
@settings(HUNDREDS)
@given(menu_costs())
def test_compiled_sums_are_those_of_numpy_bit_for_bit(costs: MenuCosts) -> None:
    pytest.importorskip("numba", reason=NO_NUMBA)
    assert compiled.compiled() is not None

    grid = costs.menu.grid()
    assert compiled.sums(costs, grid).tobytes() == costs.of(grid).tobytes()
