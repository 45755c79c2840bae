"""A calendar month, as deadlines and reporting periods name it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year; sorts by time and prints as `2023-06`."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Give the month that ISO text names; ValueError when it is not `YYYY-MM`."""
        found = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
        if found is None:
            raise ValueError("not a month: YYYY-MM")
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)

    def later(self, months: int) -> Month:
        """Give the month so many months later, or earlier when negative."""
        number = 12 * self.year + self.month - 1 + months
        return Month(number // 12, number % 12 + 1)

    def until(self, other: Month) -> int:
        """Give how many months later the other one is."""
        return 12 * (other.year - self.year) + other.month - self.month

    def __str__(self) -> str:
        """The month in ISO form."""
        return f"{self.year:04d}-{self.month:02d}"
