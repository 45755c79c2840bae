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
    from plan190.model.register import Entry, Filed, Register
    from plan190.model.report import Measured, MonthlyReport, Update
    from plan190.status.snapshot import Known


@dataclass(frozen=True)
class Point:
    """One value in one monthly report, and where it stands: `entry` and the steps from there."""

    period: Month
    measured: Measured
    entry: Entry[object]
    steps: tuple[str | int, ...]


@dataclass(frozen=True)
class Measure:
    """One agency's values of one indicator, in order of periods; there is at least one."""

    indicator: Indicator
    agency: Agency
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point:
        """The value of the last period."""
        return self.points[-1]

    @property
    def met(self) -> bool | None:
        """Whether the last value meets the target; None where nothing arose, or the target is one for all."""
        return is_met(self.indicator, self.latest.measured)


@dataclass(frozen=True)
class Together:
    """What agencies report of one indicator, added up by the last value of each; there is at least one."""

    indicator: Indicator
    measures: tuple[Measure, ...]

    @property
    def value(self) -> int:
        """The sum of what is counted."""
        return sum(one.latest.measured.value for one in self.measures)

    @property
    def whole(self) -> int | None:
        """The sum of what it is counted over; None where the indicator is no share."""
        return sum(one.latest.measured.of or 0 for one in self.measures) if self.indicator.unit == "percent" else None

    @property
    def judged(self) -> tuple[bool, ...]:
        """Whether each agency meets the target, of those of which it can be said."""
        return tuple(one.met for one in self.measures if one.met is not None)


def together(measures: Iterable[Measure]) -> tuple[Together, ...]:
    """Give each indicator of which something was measured, in the order in which they come."""
    found: dict[str, list[Measure]] = {}
    for one in measures:
        found.setdefault(one.indicator.id, []).append(one)
    return tuple(Together(several[0].indicator, tuple(several)) for several in found.values())


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


def measures_of(register: Register, known: Known) -> tuple[Measure, ...]:
    """Give all that was measured, by indicator and in the plan's order of agencies."""
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for filed in known.reports:
        for id_, point in _points(filed):
            points[id_, filed.report.value.agency].append(point)
    return tuple(
        Measure(indicator, entry.value, tuple(sorted(found, key=lambda point: point.period)))
        for indicator in register.plan.value.indicators
        for entry in register.agencies
        if (found := points.get((indicator.id, entry.value.id)))
    )


def _points(filed: Filed) -> Iterator[tuple[str, Point]]:
    period = filed.report.value.period
    entries: tuple[Entry[MonthlyReport] | Entry[Update], ...] = (filed.report, *filed.updates)
    for entry in entries:
        for number, one in enumerate(entry.value.indicators):
            yield one.id, Point(period, one, entry, ("indicators", number))
