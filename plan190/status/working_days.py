"""The working days of Viet Nam: all days except weekends, public holidays and days in lieu.

The package `holidays` has the public holidays, also those of the lunar calendar, and the working days that are swapped
by yearly decisions. Exceptions in the plan's `calendar` take precedence.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan190.model.plan import CalendarExceptions

ONE_DAY = timedelta(days=1)


def is_day_off(day: date, exceptions: CalendarExceptions) -> bool:
    """Return whether the date is a day off."""
    if any(exception.date == day for exception in exceptions.working_days):
        return False
    if any(exception.date == day for exception in exceptions.days_off):
        return True
    import holidays

    return not holidays.country_holidays("VN", years=day.year).is_working_day(day)


def day_off_name(day: date, exceptions: CalendarExceptions, language: str) -> str:
    """Return why the date is a day off: the reason of an exception, else the name of the public holiday, else ""."""
    for exception in exceptions.days_off:
        if exception.date == day:
            return exception.why
    import holidays

    return holidays.country_holidays("VN", years=day.year, language=language).get(day, "")


def next_working_day(day: date, exceptions: CalendarExceptions) -> date:
    """Return the date itself if it is a working day, otherwise the next working day."""
    while is_day_off(day, exceptions):
        day += ONE_DAY
    return day
