"""Figures of the indicators, and their JSON."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.facts import series_facts
from plan190.status.indicators import IndicatorSeries, IndicatorTotal, indicator_totals
from plan190.status.selection import owed_by_any
from plan190.status.state import State

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from plan190.model.plan import Indicator
    from plan190.model.register import Register
    from plan190.status import fact_types as types
    from plan190.status.verdicts import Assessment, Verdict


class IndicatorFilter(NamedTuple):
    """The values to show: those of these agencies, of one task, and those below the target; all by default."""

    agencies: Collection[str] | None = None
    task: str = ""
    below_target: bool = False


EVERYTHING = IndicatorFilter()


class IndicatorsFigures(NamedTuple):
    """The reported series, the sum of each reported indicator, and the ids of the indicators without a value.

    Values of work that has ended, or that has passed to an agency with values of its own, are left out. `unreported`
    has no indicator of which all work has ended or is suspended; with a filter by agency, it has those that one of the
    agencies owes and none of them has reported.
    `totals`: of all agencies of the filter, also if `series` has only the values below the target.
    `met`, `unmet`, `nothing`: the number of series whose last value meets its target, misses it, or has no cases.
    Targets that apply to the sum of all agencies are not counted. `demanded`: the number of indicators in the plan, or
    of the task.
    """

    series: tuple[IndicatorSeries, ...]
    totals: tuple[IndicatorTotal, ...]
    met: int
    unmet: int
    nothing: int
    unreported: tuple[str, ...]
    demanded: int


def indicators_figures(
    register: Register, assessment: Assessment, shown: IndicatorFilter = EVERYTHING
) -> IndicatorsFigures:
    """Return the figures of the plan's indicators, or of those that the filter selects."""
    reporting: dict[str, dict[str, date]] = defaultdict(dict)
    for item in assessment.series:
        reporting[item.indicator.id][item.agency.id] = item.latest.report.reported_on
    indicators = [item for item in register.indicators.values() if not shown.task or shown.task in item.tasks]
    counted = list(_counted_series(assessment, indicators, reporting))
    own = [item for item in counted if _among((item.agency.id,), shown.agencies)]
    series = _below_target(own, counted) if shown.below_target else tuple(own)
    listed = {item.indicator.id for item in series}
    totals = tuple(total for total in indicator_totals(own) if total.indicator.id in listed)
    met = [item.met for item in series if not item.indicator.together]
    unreported: tuple[str, ...] = ()
    if not shown.below_target:
        unreported = tuple(
            item.id
            for item in indicators
            if _is_demanded(assessment, item, shown.agencies) and not _among(reporting[item.id], shown.agencies)
        )
    return IndicatorsFigures(
        series=series,
        totals=totals,
        met=met.count(True),
        unmet=met.count(False),
        nothing=met.count(None),
        unreported=unreported,
        demanded=len(indicators),
    )


def _counted_series(
    assessment: Assessment, indicators: Iterable[Indicator], reporting: Mapping[str, Mapping[str, date]]
) -> Iterator[IndicatorSeries]:
    """Yield the series of these indicators whose values count.

    `reporting`: by indicator, the agencies that have values, with the date of the report of the last one.
    """
    held = {item.id: _verdicts_by_holder(assessment, item) for item in indicators}
    for item in assessment.series:
        indicator, agency = item.indicator.id, item.agency.id
        if indicator in held and _counts(held[indicator].get(agency, ()), agency, reporting[indicator]):
            yield item


def _among(ids: Collection[str], agencies: Collection[str] | None) -> Collection[str]:
    """Return the ids that are among those of the filter, all of them without a filter."""
    return ids if agencies is None else set(ids).intersection(agencies)


def _below_target(own: Iterable[IndicatorSeries], counted: Iterable[IndicatorSeries]) -> tuple[IndicatorSeries, ...]:
    """Return those of an agency's own series that are below the target.

    A target of all agencies together is compared with the sum of all the series counted.
    """
    shared = (total for total in indicator_totals(counted) if total.indicator.together)
    behind = {total.indicator.id for total in shared if total.is_met is False}
    return tuple(item for item in own if item.met is False or item.indicator.id in behind)


def _counts(held: Collection[Verdict], agency: str, reporting: Mapping[str, date]) -> bool:
    """Return whether the values of an agency count: the work has not ended, and no later holder of it has values.

    `held`: the obligations of the indicator's tasks that the agency owes or owed. `reporting`: the agencies that have
    values of the indicator, with the date of the report of the last one.
    """
    return not held or any(agency in _agencies_with_values(verdict, reporting) for verdict in held)


def _agencies_with_values(verdict: Verdict, reporting: Mapping[str, date]) -> Collection[str]:
    """Return the agencies whose values count for the obligation.

    They are the current holders with values since they took it over, else the last holder with such values.
    """
    if verdict.state is State.ENDED:
        return ()
    with_values = [holder for holder in verdict.obligation.holders if holder.agency.id in reporting]
    since = [holder for holder in with_values if reporting[holder.agency.id] >= holder.since]
    current = [holder.agency.id for holder in since if holder.is_current]
    return current or [holder.agency.id for holder in (since or with_values)[-1:]]


def _verdicts_by_holder(assessment: Assessment, indicator: Indicator) -> dict[str, list[Verdict]]:
    """Return the verdicts on the indicator's tasks by the id of each agency that owes or owed the obligation."""
    by_holder: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in _verdicts(assessment, indicator):
        for id_ in verdict.obligation.held_ever:
            by_holder[id_].append(verdict)
    return by_holder


def _is_demanded(assessment: Assessment, indicator: Indicator, agencies: Collection[str] | None) -> bool:
    """Return whether work that is neither ended nor suspended must report the indicator.

    With `agencies`, only work that one of them owes counts. An indicator without a task names nobody who reports it.
    """
    verdicts = _verdicts(assessment, indicator)
    if not verdicts:
        return agencies is None
    owed = owed_by_any(verdicts, agencies)
    return any(verdict.state is not State.ENDED and not verdict.suspended for verdict in owed)


def _verdicts(assessment: Assessment, indicator: Indicator) -> list[Verdict]:
    return list(chain.from_iterable(assessment.task(id_).verdicts for id_ in indicator.tasks))


def indicators_facts(figures: IndicatorsFigures) -> types.Indicators:
    """Return the reported series and the indicators without a value."""
    return {"indicators": list(map(series_facts, figures.series)), "silent": figures.unreported}
