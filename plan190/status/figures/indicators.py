"""Figures of the indicators, and their JSON."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from plan190.status.facts import series_facts
from plan190.status.indicators import IndicatorSeries, IndicatorTotal, indicator_totals
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Collection

    from plan190.model.agency import Agency
    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, Verdict


@dataclass(frozen=True)
class IndicatorsFigures:
    """The reported series, the sum of each reported indicator, and the ids of the indicators without a value.

    Values of work that has ended, or that has passed to an agency with values of its own, are left out. `unreported`
    has no indicator of which all work has ended or is suspended.
    `met`, `unmet`, `nothing`: the number of series whose last value meets its target, misses it, or has no cases.
    Targets that apply to the sum of all agencies are not counted. `demanded`: the number of indicators in the plan.
    """

    series: tuple[IndicatorSeries, ...]
    totals: tuple[IndicatorTotal, ...]
    met: int
    unmet: int
    nothing: int
    unreported: tuple[str, ...]
    demanded: int


def indicators_figures(register: Register, assessment: Assessment) -> IndicatorsFigures:
    """Return the figures of the plan's indicators."""
    reporting: dict[str, set[str]] = defaultdict(set)
    for item in assessment.series:
        reporting[item.indicator.id].add(item.agency.id)
    series = tuple(item for item in assessment.series if _counts(assessment, item, reporting[item.indicator.id]))
    demanded = [item.id for item in register.plan.indicators if _is_demanded(assessment, item)]
    met = [item.met for item in series if not item.indicator.together]
    return IndicatorsFigures(
        series=series,
        totals=indicator_totals(series),
        met=met.count(True),
        unmet=met.count(False),
        nothing=met.count(None),
        unreported=tuple(id_ for id_ in demanded if not reporting[id_]),
        demanded=len(register.plan.indicators),
    )


def _counts(assessment: Assessment, series: IndicatorSeries, reporting: Collection[str]) -> bool:
    """Return whether the values count: the work has not ended, and no later holder of it has values.

    `reporting`: the agencies that have values of the indicator.
    """
    verdicts = [verdict for verdict in _verdicts(assessment, series.indicator) if _held_by(verdict, series.agency)]
    if not verdicts:
        return True
    return any(series.agency.id in _agencies_with_values(verdict, reporting) for verdict in verdicts)


def _agencies_with_values(verdict: Verdict, reporting: Collection[str]) -> Collection[str]:
    """Return the agencies whose values count for the obligation; the last previous holder if no current one has any."""
    if verdict.state is State.ENDED:
        return ()
    current = verdict.obligation.agency_ids.intersection(reporting)
    holders = [holder.agency.id for holder in reversed(verdict.obligation.holders)]
    return current or [id_ for id_ in holders if id_ in reporting][:1]


def _held_by(verdict: Verdict, agency: Agency) -> bool:
    return any(holder.agency.id == agency.id for holder in verdict.obligation.holders)


def _is_demanded(assessment: Assessment, indicator: Indicator) -> bool:
    """Return whether work that is neither ended nor suspended must report the indicator."""
    verdicts = _verdicts(assessment, indicator)
    return not verdicts or any(verdict.state is not State.ENDED and not verdict.suspended for verdict in verdicts)


def _verdicts(assessment: Assessment, indicator: Indicator) -> list[Verdict]:
    return list(chain.from_iterable(assessment.task(id_).verdicts for id_ in indicator.tasks))


def indicators_facts(figures: IndicatorsFigures) -> types.Indicators:
    """Return the reported series and the indicators without a value."""
    return {"indicators": list(map(series_facts, figures.series)), "silent": figures.unreported}
