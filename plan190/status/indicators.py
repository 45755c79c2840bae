"""The plan's indicators as they were reported: each agency's values over the months, and whether the target is met."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plan190.model.agency import Agency
    from plan190.model.month import Month
    from plan190.model.plan import Indicator
    from plan190.model.register import Entry, Register, ReportFile
    from plan190.model.report import Measured, MonthlyReport, Update
    from plan190.status.snapshot import Snapshot


@dataclass(frozen=True)
class IndicatorValue:
    """One value in one monthly report, and where it stands: `entry` and the steps from there."""

    period: Month
    measured: Measured
    entry: Entry[object]
    key_path: tuple[str | int, ...]


@dataclass(frozen=True)
class IndicatorSeries:
    """One agency's values of one indicator, in order of periods; there is at least one."""

    indicator: Indicator
    agency: Agency
    points: tuple[IndicatorValue, ...]

    @property
    def latest(self) -> IndicatorValue:
        """The value of the last period."""
        return self.points[-1]

    @property
    def met(self) -> bool | None:
        """Whether the last value meets the target; None where nothing arose, or the target is one for all."""
        return is_met(self.indicator, self.latest.measured)


@dataclass(frozen=True)
class IndicatorTotal:
    """What agencies report of one indicator, added up by the last value of each; there is at least one."""

    indicator: Indicator
    series: tuple[IndicatorSeries, ...]

    @property
    def value(self) -> int:
        """The sum of what is counted."""
        return sum(one.latest.measured.value for one in self.series)

    @property
    def whole(self) -> int | None:
        """The sum of what it is counted over; None where the indicator is no share."""
        return sum(one.latest.measured.of or 0 for one in self.series) if self.indicator.unit == "percent" else None

    @property
    def judged(self) -> tuple[bool, ...]:
        """Whether each agency meets the target, of those of which it can be said."""
        return tuple(one.met for one in self.series if one.met is not None)


def together(series: Iterable[IndicatorSeries]) -> tuple[IndicatorTotal, ...]:
    """Give each indicator of which something was measured, in the order in which they come."""
    found: dict[str, list[IndicatorSeries]] = {}
    for one in series:
        found.setdefault(one.indicator.id, []).append(one)
    return tuple(IndicatorTotal(several[0].indicator, tuple(several)) for several in found.values())


def is_met(indicator: Indicator, measured: Measured) -> bool | None:
    """Say whether one body's value meets the target.

    None where it is a share of nothing ("không phát sinh" is no 100 %), or where the target is one for all bodies.
    """
    if indicator.together:
        return None
    value, target = measured.value, indicator.target
    if indicator.unit == "percent":
        if not measured.of:
            return None
        value, target = 100 * measured.value, indicator.target * measured.of
    match indicator.comparator:
        case "equal":
            return value == target
        case "at_least":
            return value >= target
        case "at_most":
            return value <= target


def indicator_series_of(register: Register, snapshot: Snapshot) -> tuple[IndicatorSeries, ...]:
    """Give all that was measured, by indicator and in the plan's order of agencies."""
    points: dict[tuple[str, str], list[IndicatorValue]] = defaultdict(list)
    for report_file in snapshot.reports:
        for id_, point in _points(report_file):
            points[id_, report_file.agency].append(point)
    return tuple(
        IndicatorSeries(indicator, entry.value, tuple(sorted(found, key=lambda point: point.period)))
        for indicator in register.plan.indicators
        for entry in register.agencies
        if (found := points.get((indicator.id, entry.value.id)))
    )


def _points(report_file: ReportFile) -> Iterator[tuple[str, IndicatorValue]]:
    period = report_file.period
    entries: tuple[Entry[MonthlyReport] | Entry[Update], ...] = (report_file.report, *report_file.updates)
    for entry in entries:
        for number, one in enumerate(entry.value.indicators):
            yield one.id, IndicatorValue(period, one, entry, ("indicators", number))
