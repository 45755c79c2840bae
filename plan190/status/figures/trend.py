"""Figures of the plan, or of some agencies, at the end of each month as known then, and their JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plan190.status.assess import assess
from plan190.status.facts import known_at_facts
from plan190.status.figures.reports import report_counts, report_counts_facts
from plan190.status.selection import owed_by_any
from plan190.status.state import sum_tallies, tally

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from plan190.model.register import KnownAt, Register
    from plan190.status import fact_types as types
    from plan190.status.figures.reports import ReportCounts
    from plan190.status.state import Tally


class TrendMonth(NamedTuple):
    """The figures as of the end of a month, or as of the assessed date.

    `known_at`: the commit that had the data then, None for the data of now. `obligations`: those that the agencies owe,
    alone or jointly. `reports`: those due in the month. Both are None if the data had errors. `left_out`: the number of
    reports that they leave out because of errors.
    """

    as_of: date
    known_at: KnownAt | None
    obligations: Tally | None = None
    reports: ReportCounts | None = None
    left_out: int = 0


class TrendFigures(NamedTuple):
    """The figures by month. `earlier`: the number of earlier months, which are not among them."""

    months: tuple[TrendMonth, ...]
    earlier: int

    @property
    def total(self) -> Tally:
        """The sum of all months, which tells the states that occur."""
        tallies = [month.obligations for month in self.months if month.obligations is not None]
        return sum_tallies(tallies, sum(item.total for item in tallies))

    @property
    def faulty(self) -> tuple[KnownAt, ...]:
        """The commits whose data had errors."""
        return tuple(month.known_at for month in self.months if month.obligations is None and month.known_at)


def trend_figures(
    data: Iterable[tuple[date, KnownAt | None, Register | None]], earlier: int, agencies: Collection[str] | None
) -> TrendFigures:
    """Return the figures of all obligations and reports, or of those of the agencies with these ids.

    `data`: the dates, each with the commit of its data and the data, None for data with errors.
    """
    return TrendFigures(tuple(_month(*of_date, agencies) for of_date in data), earlier)


def _month(
    as_of: date, known_at: KnownAt | None, register: Register | None, agencies: Collection[str] | None
) -> TrendMonth:
    if register is None:
        return TrendMonth(as_of, known_at)
    assessment = assess(register, as_of, register.plan.policy)
    states = [verdict.state for verdict in owed_by_any(assessment.verdicts, agencies)]
    reports = report_counts(register, assessment, assessment.period, agencies)
    return TrendMonth(as_of, known_at, tally(states, len(states)), reports, len(register.left_out))


def trend_facts(figures: TrendFigures) -> types.Trend:
    """Return the figures by month."""
    return {"months": list(map(_month_facts, figures.months)), "earlier": figures.earlier}


def _month_facts(month: TrendMonth) -> types.TrendMonth:
    reports = month.reports
    return {
        "as_of": month.as_of,
        "known_at": known_at_facts(month.known_at),
        "obligations": month.obligations,
        "period": reports.period if reports is not None else None,
        "reports": report_counts_facts(reports) if reports is not None else None,
        "left_out": month.left_out,
    }
