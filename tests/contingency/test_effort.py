"""Effort: steps are counted, and whoever watches may ask to end."""

from __future__ import annotations

from commonground.contingency.effort import Work


def test_once_every_step_is_done_it_is_over():
    work = Work(2)

    work.step()
    before = work.is_over
    work.step()

    assert (before, work.is_over, work.is_stopped) == (False, True, False)


def test_who_asks_to_end_ends_it_with_steps_left():
    asked: list[bool] = []
    work = Work(9, lambda: bool(asked))
    before = work.is_over

    asked.append(True)

    assert (before, work.is_over, work.is_stopped) == (False, True, True)
