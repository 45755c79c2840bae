"""The clock of plan190, and the dates and times on the command line."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from plan190.errors import Plan190Error
from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR
from plan190.words.text import parse_day, printable

if TYPE_CHECKING:
    import zoneinfo

    from plan190.model.plan import Plan

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"
"""The time zone if the plan cannot be read."""


def as_of_date(asked: dt.date | None, plan: Plan | None) -> dt.date:
    """Return the date of `--as-of`, or today in the plan's time zone if it was not given."""
    if asked is not None:
        return asked
    return today(plan.policy.timezone if plan is not None else DEFAULT_ZONE)


def today(zone: str) -> dt.date:
    """Return today's date in the time zone, which may differ from that of the machine."""
    return now(zone).date()


def now(zone: str) -> dt.datetime:
    """Return the date and time in the time zone."""
    return dt.datetime.now(_time_zone(zone))  # noqa: TID251 - the only use of the clock


def in_utc(day: dt.date, time: dt.time, zone: str) -> dt.datetime:
    """Return the time in UTC of a date and time in the time zone."""
    return dt.datetime.combine(day, time, _time_zone(zone)).astimezone(dt.UTC)


def _time_zone(name: str) -> zoneinfo.ZoneInfo:
    """Return the time zone; Plan190Error if the machine does not know it."""
    import zoneinfo

    try:
        return zoneinfo.ZoneInfo(name)
    except (LookupError, OSError, ValueError):  # no database, or a file of it that cannot be read
        raise Plan190Error("error.no_time_zones") from None


def parse_time(text: str) -> dt.time:
    """Return the time in the text, such as 14:05 or 14:05:30; Plan190Error for any other text."""
    if not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?", text):
        raise Plan190Error("error.time", text=printable(text))
    return dt.time.fromisoformat(text)


def parse_known_at(text: str) -> dt.date | str:
    """Return the date in the text, or the text itself, the name of a commit, if it does not look like a date."""
    return parse_date(text) if re.fullmatch("[0-9]+([-/])[0-9]+\\1[0-9]+", text) else text


def date_in(time: dt.datetime, zone: str) -> dt.date:
    """Return the date of a time in the time zone."""
    return time.astimezone(_time_zone(zone)).date()


def parse_date(text: str) -> dt.date:
    """Return the date in the text; Plan190Error if it is not a date, or is outside the years of the data."""
    try:
        date = parse_day(text)
    except ValueError:
        raise Plan190Error("error.day", text=printable(text)) from None
    if not EARLIEST_YEAR <= date.year <= LATEST_YEAR:
        raise Plan190Error("error.day_far", text=printable(text), earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    return date
