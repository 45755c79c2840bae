"""The working days of Viet Nam: weekends, public holidays, days in lieu, and the plan's own list of exceptions.

Holidays come from the `holidays` package, which knows the lunar ones and the days swapped by yearly decisions; what it
has wrong stands in the plan's `calendar`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.model.plan import CalendarExceptions


def is_day_off(day: date, exceptions: CalendarExceptions) -> bool:
    """Say whether nobody works on the day."""
    if any(one.date == day for one in exceptions.working_days):
        return False
    if any(one.date == day for one in exceptions.days_off):
        return True
    import holidays

    return not holidays.country_holidays("VN", years=day.year).is_working_day(day)


def next_working_day(day: date, exceptions: CalendarExceptions) -> date:
    """Give the day itself when it is worked on, else the next one that is."""
    while is_day_off(day, exceptions):
        day += timedelta(days=1)
    return day
