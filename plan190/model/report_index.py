"""The index of a monthly report: what decides states and figures, without texts, evidence and places.

Figures are computed from the index alone; the cache keeps it apart from the whole reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from plan190.model.period import Period
    from plan190.model.register import ReportEntries
    from plan190.model.report import Correction, Measured, ReportedState, Update


class MeasuredIndex(NamedTuple):
    """The value of an indicator, as `Measured`."""

    id: str
    value: Decimal
    of: Decimal | None


class UpdateIndex(NamedTuple):
    """An update or, with the corrected period in `corrects`, a correction.

    `position`: its position among the updates, or the corrections, of its report. `expected_on`: the date of its delay
    warning. `obstacles`: their names.
    """

    task: str
    state: ReportedState
    position: int
    done_on: date | None = None
    expected_on: date | None = None
    obstacles: tuple[str, ...] = ()
    indicators: tuple[MeasuredIndex, ...] = ()
    corrects: Period | None = None


class ReportIndex(NamedTuple):
    """A report; `contributions`: the ids of the tasks with a contribution."""

    agency: str
    period: Period
    reported_on: date
    withdrawn_on: date | None
    updates: tuple[UpdateIndex, ...]
    corrections: tuple[UpdateIndex, ...] = ()
    contributions: tuple[str, ...] = ()
    indicators: tuple[MeasuredIndex, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the report has no entry and no indicator."""
        return not (self.updates or self.corrections or self.contributions or self.indicators)

    @property
    def tasks(self) -> frozenset[str]:
        """The ids of the tasks with an entry."""
        updates = (update.task for update in (*self.updates, *self.corrections))
        return frozenset((*updates, *self.contributions))

    def is_after(self, day: date) -> bool:
        """Return whether the report is submitted or withdrawn after the date."""
        return self.reported_on > day or (self.withdrawn_on is not None and self.withdrawn_on > day)

    def counts_on(self, day: date) -> bool:
        """Return whether the report has been submitted by the date and is not withdrawn."""
        return self.reported_on <= day and (self.withdrawn_on is None or self.withdrawn_on > day)


def index_of(entries: ReportEntries) -> ReportIndex:
    """Return the index of a report with these entries."""
    report = entries.report.value
    return ReportIndex(
        report.agency,
        report.period,
        report.reported_on,
        report.withdrawn.date if report.withdrawn is not None else None,
        tuple(_update_index(entry.value, position) for position, entry in enumerate(entries.updates)),
        tuple(_correction_index(entry.value, position) for position, entry in enumerate(entries.corrections)),
        tuple(entry.value.task for entry in entries.contributions),
        _measured(report.indicators),
    )


def _correction_index(correction: Correction, position: int) -> UpdateIndex:
    return _update_index(correction, position)._replace(corrects=correction.corrects)


def _update_index(update: Update, position: int) -> UpdateIndex:
    return UpdateIndex(
        update.task,
        update.state,
        position,
        update.done_on,
        update.at_risk.expected_on if update.at_risk is not None else None,
        tuple(obstacle.name for obstacle in update.obstacles),
        _measured(update.indicators),
    )


def _measured(indicators: Iterable[Measured]) -> tuple[MeasuredIndex, ...]:
    return tuple(MeasuredIndex(measured.id, measured.value, measured.of) for measured in indicators)
