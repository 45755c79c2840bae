"""Parse the Vietnamese words of a deadline into a rule.

The phrases are those of the column "Thời gian hoàn thành". A phrase must match a known form as a whole; nothing is
guessed.
"""

from __future__ import annotations

import re
from datetime import date

from plan190.model.deadline import (
    AfterEvent,
    Before,
    InMonth,
    InYear,
    Milestone,
    OutsideSchedule,
    Recurring,
    Rule,
    Target,
)
from plan190.model.month import Month

_DAY = r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"
_MONTH = r"([0-9]{1,2})/([0-9]{4})"
_KEEP_UP = r"(?:;| và) duy trì thực hiện thường xuyên"

_IN_MONTH = re.compile(rf"(?:hoàn thành )?(?:trong )?tháng {_MONTH}", re.IGNORECASE)
_IN_YEAR = re.compile(r"(?:hoàn thành )?trong năm ([0-9]{4})", re.IGNORECASE)
_RECURRING = re.compile(rf"(?:từ tháng {_MONTH} và )?thực hiện thường xuyên", re.IGNORECASE)
_TIME_SIGN = rf"{_DAY}|[0-9]+[./-][0-9]+|\btrước\b|\bchậm nhất\b|\btháng\b|\bnăm\b|\bngày\b|;|[0-9][,.][0-9]"
"""A sign of a time: a date, a number with a separator, a word such as "trước", or `;`, after which a clause begins."""

_NO_TIME = rf"(?:(?!{_TIME_SIGN}).)"
"""A character at which no sign of a time begins. The patterns below skip only such characters."""

_BEFORE = re.compile(
    rf"(?P<work>(?:(?:hoàn thành|triển khai) (?:{_NO_TIME}+ )?)?(?:xong )?)trước (?:ngày )?"
    rf"(?P<d>[0-9]{{1,2}})/(?P<m>[0-9]{{1,2}})/(?P<y>[0-9]{{4}})(?P<then>{_KEEP_UP})?",
    re.IGNORECASE,
)
_TARGET = re.compile(rf"triển khai tại (?P<percent>[0-9]{{1,3}})% {_NO_TIME}+{_KEEP_UP}", re.IGNORECASE)
_AFTER = re.compile(rf"\(?(?:thực hiện )?sau khi (?P<event>{_NO_TIME}+?)\.?\)?\.?", re.IGNORECASE)
_SCHEDULE = re.compile(r"theo (?P<schedule>(?:tiến độ|lộ trình)\b.*)", re.IGNORECASE)
_CITED = re.compile(rf"số \S+(?: ngày {_DAY})?", re.IGNORECASE)
_TIME = re.compile(_TIME_SIGN, re.IGNORECASE)
_PERCENT = re.compile(r"([0-9]{1,3})%")


def parse_deadline(words: str) -> Rule | None:
    """Return the rule; None if the words have no known form or name a date that does not exist."""
    try:
        return _parse(words)
    except ValueError:  # for example 30 February or month 13
        return None


def _parse(words: str) -> Rule | None:
    if match := _IN_MONTH.fullmatch(words):
        return InMonth(month=_month(match[1], match[2]))
    if match := _IN_YEAR.fullmatch(words):
        return InYear(year=int(match[1]))
    if match := _RECURRING.fullmatch(words):
        return Recurring(since=_month(match[1], match[2]) if match[1] else None)
    if match := _TARGET.fullmatch(words):
        return Target(target=int(match["percent"]))
    if match := _BEFORE.fullmatch(words):
        return _before(match)
    if match := _AFTER.fullmatch(words):
        return AfterEvent(event=match["event"])
    # The dates of cited documents do not count; any other time would be the task's own deadline.
    if (match := _SCHEDULE.fullmatch(words)) and not _TIME.search(_CITED.sub("", words)):
        return OutsideSchedule(schedule=match["schedule"])
    return None


def _month(month: str, year: str) -> Month:
    return Month.parse(f"{year}-{int(month):02d}")


def _before(match: re.Match[str]) -> Rule:
    day = date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["then"] is None:
        return Before(date=day)
    percent = _PERCENT.search(match["work"])
    return Milestone(date=day, target=int(percent[1]) if percent else None)
