"""The working days of Viet Nam: weekends, public holidays, days in lieu, and the plan's own list of exceptions.

Holidays come from the `holidays` package, which knows the lunar holidays and the days swapped by yearly decisions. The
plan's `calendar` corrects it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.model.plan import CalendarExceptions


def is_day_off(day: date, exceptions: CalendarExceptions) -> bool:
    """Return whether the day is a day off."""
    if any(exception.date == day for exception in exceptions.working_days):
        return False
    if any(exception.date == day for exception in exceptions.days_off):
        return True
    import holidays

    return not holidays.country_holidays("VN", years=day.year).is_working_day(day)


def next_working_day(day: date, exceptions: CalendarExceptions) -> date:
    """Return the day itself if it is a working day, otherwise the next working day."""
    while is_day_off(day, exceptions):
        day += timedelta(days=1)
    return day
