"""A calendar month, used for deadlines and as the name of reporting periods."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR, LATEST_YEAR = 1945, 2099
"""The first and last year that a date in the data or in an option may have."""


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year; sorts by time and prints as `2023-06`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Return the month written as `YYYY-MM`; ValueError for any other text."""
        match = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
        if match is None:
            raise ValueError("not a month: YYYY-MM")
        return cls(int(match[1]), int(match[2]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    def later(self, months: int) -> Month:
        """Return the month that many months later, or earlier if negative."""
        number = 12 * self.year + self.month - 1 + months
        return Month(number // 12, number % 12 + 1)

    def until(self, other: Month) -> int:
        """Return the number of months from this one to the other; negative if the other is earlier."""
        return 12 * (other.year - self.year) + other.month - self.month

    def __str__(self) -> str:
        """Return the month as YYYY-MM."""
        return f"{self.year:04d}-{self.month:02d}"
