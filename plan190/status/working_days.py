"""The working days of the country of the plan: all days except weekends, public holidays and days in lieu.

The package `holidays` has the public holidays, also those of the lunar calendar, and the working days that are swapped
by yearly decisions. The plan's `calendar` names the country; its exceptions take precedence.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

    from plan190.model.plan import CalendarExceptions

ONE_DAY = timedelta(days=1)


def is_day_off(day: date, exceptions: CalendarExceptions) -> bool:
    """Return whether the date is a day off."""
    if any(exception.date == day for exception in exceptions.working_days):
        return False
    if any(exception.date == day for exception in exceptions.days_off):
        return True
    return not _public_holidays(exceptions.country, day.year).is_working_day(day)


def day_off_name(day: date, exceptions: CalendarExceptions, language: str) -> str:
    """Return why the date is a day off: the reason of an exception, else the name of the public holiday, else ""."""
    for exception in exceptions.days_off:
        if exception.date == day:
            return exception.why
    return _public_holidays(exceptions.country, day.year, language).get(day, "")


def next_working_day(day: date, exceptions: CalendarExceptions) -> date:
    """Return the date itself if it is a working day, otherwise the next working day."""
    while is_day_off(day, exceptions):
        day += ONE_DAY
    return day


def _public_holidays(code: str, year: int, language: str = "") -> HolidayBase:
    """Return the public holidays of a year, with names in the language if the package has them in it."""
    import holidays

    country, _, part = code.partition("-")
    holidays_in = partial(holidays.country_holidays, country, subdiv=part or None, years=year)
    if not language:
        return holidays_in()
    found = holidays_in()
    supported = [name for name in found.supported_languages if name.startswith(language)]
    name = found.default_language
    if supported and name not in supported:
        name = supported[0]
    return holidays_in(language=name)
