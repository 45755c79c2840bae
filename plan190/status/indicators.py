"""The reported values of the plan's indicators: each agency's values over the months, and whether they meet targets."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import chain
from operator import eq, ge, le
from typing import TYPE_CHECKING, NamedTuple

from plan190.status.grouping import group_by
from plan190.status.percent import percent_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from plan190.model.agency import Agency
    from plan190.model.period import Period
    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, KeyPath, Register, ReportFile
    from plan190.model.report import Measured
    from plan190.model.report_index import MeasuredIndex
    from plan190.status.obligations import Obligation
    from plan190.status.snapshot import Snapshot, TaskUpdate

Key = tuple[str, str]
"""The ids of an indicator and of an agency."""
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {"equal": eq, "at_least": ge, "at_most": le}
_WORST_FIRST = (False, None, True)
"""The results of `is_met`, worst first."""


class IndicatorValue(NamedTuple):
    """A value in a monthly report.

    `update`: the update with the value; None if the report has it outside its updates. `position`: its position there.
    """

    measured: MeasuredIndex
    report: ReportFile
    position: int
    update: TaskUpdate | None = None

    @property
    def period(self) -> Period:
        """The period of the report."""
        return self.report.period

    @property
    def year(self) -> int:
        """The year of the period, of which the target applies."""
        return self.period.last_month.year

    @property
    def entry(self) -> Entry[object]:
        """The entry of the file with the value."""
        return self.report.report if self.update is None else self.update.entry

    @property
    def key_path(self) -> KeyPath:
        """The key path of the value in the entry."""
        return "indicators", self.position


class IndicatorSeries(NamedTuple):
    """One agency's values of one indicator, by period; there is at least one value."""

    indicator: Indicator
    agency: Agency
    points: tuple[IndicatorValue, ...]

    @property
    def latest(self) -> IndicatorValue:
        """The value of the last period."""
        return self.points[-1]

    @property
    def year(self) -> int:
        """The year of the last value, of which the target applies."""
        return self.latest.year

    @property
    def met(self) -> bool | None:
        """Whether the last value meets the target; None as in `is_met`."""
        return is_met(self.indicator, self.latest.measured, self.year)

    @property
    def target(self) -> Decimal:
        """The target of that year."""
        return self.indicator.target_in(self.year)

    @property
    def last_comparable_met(self) -> bool | None:
        """Whether the last value that can be compared with the target meets it; None if there is no such value.

        A month without cases is skipped: the result of an earlier month counts.
        """
        results = [is_met(self.indicator, point.measured, point.year) for point in reversed(self.points)]
        return next((met for met in results if met is not None), None)


class IndicatorTotal(NamedTuple):
    """The last values of an indicator, added up over all agencies that report it; there is at least one agency."""

    indicator: Indicator
    series: tuple[IndicatorSeries, ...]

    @property
    def year(self) -> int:
        """The year of the last value, of which the target applies."""
        return max(series.year for series in self.series)

    @property
    def target(self) -> Decimal:
        """The target of that year."""
        return self.indicator.target_in(self.year)

    @property
    def value(self) -> Decimal | None:
        """The sum of the values; None for the ranks of several agencies."""
        if self.indicator.unit == "rank" and len(self.series) > 1:
            return None
        return sum((series.latest.measured.value for series in self.series), Decimal())

    @property
    def whole(self) -> Decimal | None:
        """The sum of the whole amounts of which the values are parts; None if the indicator is not a share."""
        if self.indicator.unit != "percent":
            return None
        return sum((series.latest.measured.of or Decimal() for series in self.series), Decimal())

    @property
    def share(self) -> int | None:
        """The value in tenths of a percent of the whole; None if the indicator is not a share or the whole is 0."""
        return percent_of(self.value, self.whole or 0) if self.value is not None else None

    @property
    def is_met(self) -> bool | None:
        """Whether the sum meets the target: one of all agencies together, or the share in all of them one of each.

        None for a share of 0, and for a number that each agency must reach by itself. A sum above an exact number meets
        it, too.
        """
        indicator = self.indicator
        if self.value is None or (self.whole is None and not indicator.together):
            return None
        if self.whole is not None or indicator.comparator != "equal":
            return _meets_target(indicator, self.value, self.whole, self.year)
        return self.value >= self.target

    @property
    def comparable(self) -> int:
        """The number of agencies whose value can be compared with the target."""
        return sum(series.met is not None for series in self.series)

    @property
    def meeting(self) -> int:
        """The number of agencies that meet the target."""
        return sum(series.met is True for series in self.series)

    @property
    def unmet(self) -> int:
        """The number of agencies that miss the target."""
        return self.comparable - self.meeting

    @property
    def without_cases(self) -> int | None:
        """The number of agencies that had no cases to measure; None if the indicator is not a share."""
        return len(self.series) - self.comparable if self.whole is not None else None


def exact_number(value: int | Decimal) -> int | Decimal:
    """Return a whole value as an integer, and any other value unchanged."""
    return int(value) if value == int(value) else value


def indicator_totals(series: Iterable[IndicatorSeries]) -> tuple[IndicatorTotal, ...]:
    """Return the total of each reported indicator, in the order of the series."""
    groups = group_by(series, lambda agency_series: agency_series.indicator.id)
    return tuple(IndicatorTotal(group[0].indicator, tuple(group)) for group in groups.values())


def is_met(indicator: Indicator, measured: Measured | MeasuredIndex, year: int) -> bool | None:
    """Return whether one agency's value meets the target of the year.

    None for a share of 0 cases ("không phát sinh" is not 100 %), and for a target that applies to the sum of all
    agencies.
    """
    return None if indicator.together else _meets_target(indicator, measured.value, measured.of, year)


def _meets_target(indicator: Indicator, value: Decimal, whole: Decimal | None, year: int) -> bool | None:
    """Return whether a number, or the share of it in the whole amount, meets the target of the year.

    None for a share of 0, and before the year of the first target if it is not met yet.
    """
    target = indicator.target_in(year)
    if indicator.unit == "percent":
        if not whole:
            return None
        value, target = 100 * value, target * whole
    is_reached = _COMPARISONS[indicator.comparator](value, target)
    return None if not is_reached and indicator.is_before_first_step(year) else is_reached


def target_met(obligation: Obligation, indicator_ids: Sequence[str], met: Mapping[Key, bool | None]) -> bool | None:
    """Return whether these indicators of the task meet their targets.

    False if one indicator misses its target; otherwise None if one has no comparable value, or if the task has no
    indicator. The values of the agency count; if it has none, those of the last previous holder with values.
    `met` is `IndicatorSeries.last_comparable_met` by indicator and agency.
    """
    for holder in reversed(obligation.holders):
        results = [met.get((id_, holder.agency.id)) for id_ in indicator_ids]
        if results.count(None) < len(results):
            return min(results, key=_WORST_FIRST.index)
    return None


def indicator_series_of(register: Register, snapshot: Snapshot) -> tuple[IndicatorSeries, ...]:
    """Return the series of all reported values, by task of the indicator and in the plan's order of agencies."""
    points: dict[Key, list[IndicatorValue]] = defaultdict(list)
    for point in _points(snapshot):
        points[point.measured.id, point.report.agency].append(point)
    series = []
    for indicator in register.indicators.values():
        for agency in register.all_agencies:
            values = points.get((indicator.id, agency.id))
            if values:
                series.append(IndicatorSeries(indicator, agency, tuple(sorted(values, key=_order))))
    return tuple(series)


def _points(snapshot: Snapshot) -> Iterator[IndicatorValue]:
    """Yield the values in the reports: those of the reports themselves, then those of their updates as corrected."""
    for report in snapshot.reports:
        for position, measured in enumerate(report.index.indicators):
            yield IndicatorValue(measured, report, position)
    for update in chain.from_iterable(snapshot.updates.values()):
        if update.current.indicators:
            for position, measured in enumerate(update.current.indicators):
                yield IndicatorValue(measured, update.report, position, update)


def _order(point: IndicatorValue) -> tuple[Period, int]:
    """Return the sort key: the period, then the position of the update in the report."""
    original = point.update.original if point.update is not None else None
    return point.period, original.position if original is not None else -1
