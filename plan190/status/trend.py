"""The tallies as of the end of each month since the plan was issued, and as of the assessed date."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from plan190.status.assess import assess
from plan190.status.due import last_day_of
from plan190.status.periods import month_of, report_due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plan190.model.plan import Policy
    from plan190.model.register import Register
    from plan190.status.state import Tally

MOST = 24
"""The highest number of dates in a tally history; the latest ones are kept."""


class MonthTally(NamedTuple):
    """The tallies as of one date."""

    as_of: date
    by_task: Tally
    by_obligation: Tally


class TallyHistory(NamedTuple):
    """The tallies by date. `earlier`: the number of months before the first one that are left out."""

    months: tuple[MonthTally, ...]
    earlier: int = 0


class MonthCounts(TypedDict):
    """The obligations as of a date, and the monthly reports due in its month, in types that JSON has.

    `obligations`: the ids of the agencies that owe them, a state, and how many there are. `period`, `due`: of the
    reports. `reports`: the ids of the agencies that owe one, with its state. `left_out`: the number of reports left out
    because of errors.
    """

    obligations: Sequence[tuple[Sequence[str], str, int]]
    period: str
    due: str
    reports: Sequence[tuple[str, str]]
    left_out: int


def month_counts(register: Register, as_of: date) -> MonthCounts:
    """Return the obligations and reports as of the date, under the policy of the plan."""
    assessment = assess(register, as_of, register.plan.policy)
    states = Counter((verdict.obligation.agency_ids, verdict.state) for verdict in assessment.verdicts)
    submissions = assessment.submissions_by_period.get(assessment.period, ())
    return {
        "obligations": [(sorted(ids), state, number) for (ids, state), number in states.items()],
        "period": str(assessment.period),
        "due": report_due(assessment.period, register.plan, assessment.policy).isoformat(),
        "reports": [(item.agency.id, item.state) for item in submissions if item.owed],
        "left_out": len(register.left_out),
    }


def tally_history(register: Register, as_of: date, policy: Policy) -> TallyHistory:
    """Return the tallies at the end of each month since the plan was issued, and as of the date."""
    dates = tally_dates(register.plan.issued_on, as_of)
    months = []
    for month_end in dates[-MOST:]:
        assessment = assess(register, month_end, policy)
        months.append(MonthTally(month_end, assessment.by_task, assessment.by_obligation))
    return TallyHistory(tuple(months), earlier=len(dates) - len(months))


def tally_dates(issued_on: date, as_of: date) -> tuple[date, ...]:
    """Return the last date of each past month since the plan was issued, followed by the assessed date."""
    first = month_of(issued_on)
    past_months = first.until(month_of(as_of))
    return (*(last_day_of(first.later(number)) for number in range(past_months)), as_of)
