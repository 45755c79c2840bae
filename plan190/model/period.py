"""A reporting period: a calendar month, a quarter, a half-year or a year."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

from plan190.model.month import EARLIEST_YEAR, LATEST_YEAR, Month
from plan190.words.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

PeriodUnit = Literal["month", "quarter", "half_year", "year"]

UNITS: tuple[PeriodUnit, ...] = get_args(PeriodUnit)
"""The units of periods, the shortest first."""

MONTHS_IN: Mapping[str, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""The number of months in each unit."""

_LETTERS: dict[str, PeriodUnit] = {"-Q": "quarter", "-H": "half_year", "-": "month", "": "year"}
_NAMES = {unit: letters for letters, unit in _LETTERS.items()}
_TYPED: dict[PeriodUnit, re.Pattern[str]] = {
    "month": re.compile("(?:thang )?(0?[1-9]|1[0-2]) (?:nam )?([0-9]{4})|([0-9]{4}) (0?[1-9]|1[0-2])"),
    "quarter": re.compile("(?:q|quy) ?([1-4]|i{1,3}|iv) (?:nam )?([0-9]{4})|([0-9]{4}) ?q([1-4])"),
    "half_year": re.compile(
        "(?:h|6 thang )([12]|dau|cuoi) (?:nam )?([0-9]{4})|([0-9]{4}) ?h([12])|(first|second) half (?:of )?([0-9]{4})"
    ),
    "year": re.compile("(?:nam )?()([0-9]{4})"),
}
"""The periods as people write them, after `fold`: the number and the year, or the year and the number."""

_NUMBERS = {"": "1", "i": "1", "ii": "2", "iii": "3", "iv": "4", "dau": "1", "cuoi": "2", "first": "1", "second": "2"}
_LONGEST = 40

_NAME = re.compile(r"([0-9]{4})(?:(-)(0[1-9]|1[0-2])|(-Q)([1-4])|(-H)([12]))?")


class Period(str):
    """One reporting period, as it is written in the files: `2023-07`, `2023-Q3`, `2023-H1` or `2023`.

    Periods sort by their last month; of those with the same last month, the shortest is first.
    """

    __slots__ = ()

    def __new__(cls, month: Month, unit: PeriodUnit = "month") -> Period:  # noqa: PYI034 - a longer period is of a subclass
        """Return the period of the unit in which the month lies."""
        if unit == "month":
            return super().__new__(cls, month)
        number = (month.month - 1) // MONTHS_IN[unit] + 1
        return super().__new__(_LongPeriod, f"{month.year:04d}{_NAMES[unit]}{number if unit != 'year' else ''}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period written as `YYYY-MM`, `YYYY-Qn`, `YYYY-Hn` or `YYYY`; ValueError for any other text."""
        unit, last_month = _unit_and_last_month(text)
        return cls(last_month, unit)

    @classmethod
    def named(cls, text: str) -> Period | None:
        """Return the period as people write it, such as 7/2023, Q3/2023 or quý III năm 2023; None for other texts."""
        folded = fold(text) if len(text) <= _LONGEST else ""
        for unit, pattern in _TYPED.items():
            match = pattern.fullmatch(folded)
            if match is not None:
                parts = [part for part in match.groups() if part is not None]
                number, year = parts if len(parts[1]) == len("2023") else reversed(parts)
                month = Month(int(year), int(_NUMBERS.get(number, number)) * MONTHS_IN[unit])
                return cls(month, unit) if EARLIEST_YEAR <= month.year <= LATEST_YEAR else None
        return None

    @property
    def unit(self) -> PeriodUnit:
        """How long the period is."""
        return _unit_and_last_month(self)[0]

    @property
    def first_month(self) -> Month:
        """The first month of the period."""
        unit, last_month = _unit_and_last_month(self)
        return last_month.later(1 - MONTHS_IN[unit])

    @property
    def last_month(self) -> Month:
        """The last month of the period."""
        return _unit_and_last_month(self)[1]

    @property
    def number(self) -> int:
        """The number of the period among those of its unit in its year, from 1."""
        unit, last_month = _unit_and_last_month(self)
        return last_month.month // MONTHS_IN[unit]

    def later(self, periods: int) -> Period:
        """Return the period of this unit that many periods later, or earlier if negative."""
        unit, last_month = _unit_and_last_month(self)
        return Period(last_month.later(periods * MONTHS_IN[unit]), unit)

    def until(self, other: Period) -> int:
        """Return the number of periods from this one to the other of the same unit; negative if that is earlier."""
        unit, last_month = _unit_and_last_month(self)
        return last_month.until(other.last_month) // MONTHS_IN[unit]

    def __repr__(self) -> str:
        """Return the Python expression that creates the period."""
        return f"Period({self.last_month!r}, {self.unit!r})"


class _LongPeriod(Period):
    """A period longer than a month. Two months are compared as text, which is faster."""

    __slots__ = ()

    def __lt__(self, other: str) -> bool:
        return _order(self) < _order(other)

    def __le__(self, other: str) -> bool:
        return _order(self) <= _order(other)

    def __gt__(self, other: str) -> bool:
        return _order(self) > _order(other)

    def __ge__(self, other: str) -> bool:
        return _order(self) >= _order(other)


@cache
def _unit_and_last_month(name: str) -> tuple[PeriodUnit, Month]:
    """Return the unit and the last month of the period with this name; ValueError for any other text."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError("not a period: YYYY-MM, YYYY-Qn, YYYY-Hn or YYYY")
    year, letters, number = [*filter(None, match.groups()), "", "1"][:3]
    unit = _LETTERS[letters]
    return unit, Month(int(year), int(number) * MONTHS_IN[unit])


@cache
def _order(name: str) -> int:
    """Return the place of a period among all others, by its last month and its length."""
    unit, last_month = _unit_and_last_month(name)
    return (100 * last_month.year + last_month.month) * 100 + MONTHS_IN[unit]
