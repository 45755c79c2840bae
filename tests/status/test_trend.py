"""Tallies at the end of each month: which dates, and which reports count."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from plan190.status.assess import assess
from plan190.status.state import DONE, State
from plan190.status.trend import MOST, tally_dates, tally_history
from tests.builders import correction, day, register_with, report, update
from tests.conftest import example_register

if TYPE_CHECKING:
    from plan190.model.register import Register

ISSUED = date(2023, 6, 12)


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        ("2023-06-01", ["2023-06-01"]),
        ("2023-06-12", ["2023-06-12"]),
        ("2023-06-30", ["2023-06-30"]),
        ("2023-07-01", ["2023-06-30", "2023-07-01"]),
        ("2023-07-31", ["2023-06-30", "2023-07-31"]),
        ("2023-09-20", ["2023-06-30", "2023-07-31", "2023-08-31", "2023-09-20"]),
    ],
)
def test_dates_are_the_past_month_ends_and_the_as_of_date(as_of: str, days: list[str]) -> None:
    """A month end that is also the as-of date is listed once."""
    assert [str(month_end) for month_end in tally_dates(ISSUED, date.fromisoformat(as_of))] == days


def test_february_of_a_leap_year_ends_on_the_29th() -> None:
    """February 2024 ends on 29/2."""
    assert date(2024, 2, 29) in tally_dates(ISSUED, date(2024, 3, 1))


def test_tallies_of_each_month_match_its_assessment() -> None:
    """The last tallies are those of the as-of date."""
    register = example_register()
    policy = register.plan.policy
    history = tally_history(register, date(2023, 9, 20), policy)

    assert len(history.months) == 4
    assert history.months[-1].as_of == date(2023, 9, 20)
    for month in history.months:
        then = assess(register, month.as_of, policy)
        assert (month.by_task, month.by_obligation) == (then.by_task, then.by_obligation)


def test_tallies_of_a_month_ignore_later_reports() -> None:
    """Done on 28/6, reported on 13/7, corrected on 10/8: open in June, done in July, overdue in August."""
    reports = [
        report("so-tttt", 7, "7-13", update(39, "done", "6-28")),
        report("so-tttt", 8, "8-10", correction(7, 39, progress=50)),
    ]
    register = register_with(reports)
    history = tally_history(register, day("8-31"), register.plan.policy)
    bare = tally_history(register_with(), day("8-31"), register.plan.policy)
    done = [month.by_obligation.in_states(*DONE) for month in history.months]
    late = [
        with_.by_obligation[State.OVERDUE] - without.by_obligation[State.OVERDUE]
        for with_, without in zip(history.months, bare.months, strict=True)
    ]

    assert [str(month.as_of) for month in history.months] == ["2023-06-30", "2023-07-31", "2023-08-31"]
    assert done == [0, 1, 0]
    assert late == [0, -1, 0]


def test_history_is_limited_to_the_last_24_dates(register: Register) -> None:
    """Of 41 dates the last 24 are kept and the other 17 are counted."""
    history = tally_history(register, date(2026, 10, 20), register.plan.policy)

    assert len(history.months) == MOST == 24
    assert history.earlier == 17
    assert history.months[0].as_of == date(2024, 11, 30)
    assert tally_history(register, date(2023, 9, 20), register.plan.policy).earlier == 0
