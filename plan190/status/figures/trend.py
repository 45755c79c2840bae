"""Figures of the plan, or of some agencies, at the end of each month as known then, and their JSON."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plan190.model.period import Period
from plan190.status.facts import known_at_facts
from plan190.status.figures.reports import ReportCounts, report_counts_facts
from plan190.status.state import STATES, Tally, sum_tallies
from plan190.status.submissions import SubmissionState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from plan190.model.register import KnownAt
    from plan190.status import fact_types as types
    from plan190.status.trend import MonthCounts


class MonthFigures(NamedTuple):
    """The obligations that the agencies owe, alone or jointly, and the monthly reports due in the month, by state.

    `left_out`: the number of reports, of all agencies, that are left out because of errors.
    """

    obligations: Tally
    reports: ReportCounts
    left_out: int


class TrendMonth(NamedTuple):
    """The figures as of the end of a month, or as of the assessed date.

    `known_at`: the commit that had the data then, None for the data of now. `figures`: None if the data had errors.
    """

    as_of: date
    known_at: KnownAt | None
    figures: MonthFigures | None


class TrendFigures(NamedTuple):
    """The figures by month. `earlier`: the number of earlier months, which are not among them."""

    months: tuple[TrendMonth, ...]
    earlier: int

    @property
    def readable(self) -> tuple[MonthFigures, ...]:
        """The figures of the months whose data had no errors."""
        return tuple(month.figures for month in self.months if month.figures is not None)

    @property
    def total(self) -> Tally:
        """The sum of all months, which tells the states that occur."""
        tallies = [figures.obligations for figures in self.readable]
        return sum_tallies(tallies, sum(item.total for item in tallies))

    @property
    def faulty(self) -> tuple[KnownAt, ...]:
        """The commits whose data had errors, each once."""
        commits = (month.known_at for month in self.months if month.figures is None)
        return tuple(dict.fromkeys(commit for commit in commits if commit is not None))


def trend_figures(
    counts: Iterable[tuple[date, KnownAt | None, MonthCounts | None]], earlier: int, agencies: Collection[str] | None
) -> TrendFigures:
    """Return the figures of all obligations and reports, or of those of the agencies with these ids.

    `counts`: the dates, each with the commit of its data and what they contain, None for data with errors.
    """
    months = []
    for as_of, known_at, of_month in counts:
        figures = _figures(of_month, agencies) if of_month is not None else None
        months.append(TrendMonth(as_of, known_at, figures))
    return TrendFigures(tuple(months), earlier)


def _figures(counts: MonthCounts, agencies: Collection[str] | None) -> MonthFigures:
    states: Counter[str] = Counter()
    for ids, state, number in counts["obligations"]:
        if agencies is None or any(id_ in agencies for id_ in ids):
            states[state] += number
    of_agencies = [state for agency, state in counts["reports"] if agencies is None or agency in agencies]
    by_state = {state: of_agencies.count(state) for state in SubmissionState}
    reports = ReportCounts(
        Period.parse(counts["period"]), date.fromisoformat(counts["due"]), len(of_agencies), by_state
    )
    obligations = Tally(states.total(), {state: states[state] for state in STATES})
    return MonthFigures(obligations, reports, counts["left_out"])


def trend_facts(figures: TrendFigures) -> types.Trend:
    """Return the figures by month."""
    return {"months": list(map(_month_facts, figures.months)), "earlier": figures.earlier}


def _month_facts(month: TrendMonth) -> types.TrendMonth:
    known_at, figures = known_at_facts(month.known_at), month.figures
    if figures is None:
        return {"as_of": month.as_of, "known_at": known_at, "obligations": None, "reports": None, "left_out": 0}
    return {
        "as_of": month.as_of,
        "known_at": known_at,
        "obligations": figures.obligations,
        "reports": {"period": figures.reports.period, **report_counts_facts(figures.reports)},
        "left_out": figures.left_out,
    }
