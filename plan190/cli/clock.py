"""The clock of plan190, and the dates on the command line."""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR
from plan190.words.text import parse_day, printable

if TYPE_CHECKING:
    from plan190.model.plan import Plan

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
"""The time zone if the plan cannot be read."""


def as_of_date(asked: dt.date | None, plan: Plan | None) -> dt.date:
    """Return the date of `--as-of`, or today in the plan's time zone if it was not given."""
    if asked is not None:
        return asked
    return today(plan.policy.timezone if plan is not None else DEFAULT_ZONE)


def today(zone: str) -> dt.date:
    """Return today's date in the time zone, which may differ from that of the machine.

    Plan190Error if the machine does not know the time zone.
    """
    try:
        time_zone = zoneinfo.ZoneInfo(zone)
    except (LookupError, OSError, ValueError):  # no database, or a file of it that cannot be read
        raise Plan190Error("error.no_time_zones") from None
    return dt.datetime.now(time_zone).date()  # noqa: TID251 - the only use of the clock


def parse_date(text: str) -> dt.date:
    """Return the date in the text; Plan190Error if it is not a date, or is outside the years of the data."""
    try:
        date = parse_day(text)
    except ValueError:
        raise Plan190Error("error.day", text=printable(text)) from None
    if not EARLIEST_YEAR <= date.year <= LATEST_YEAR:
        raise Plan190Error("error.day_far", text=printable(text), earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    return date
