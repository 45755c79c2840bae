"""A reporting period, which is named after a calendar month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plan190.model.month import Month


@dataclass(frozen=True, order=True)
class Period:
    """One reporting period; sorts by time and prints as `2023-07`.

    `month`: the month after which it is named. `kind`: its length; the plan has monthly reports only.
    """

    month: Month
    kind: Literal["month"] = "month"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period written as `YYYY-MM`; ValueError for any other text."""
        return cls(Month.parse(text))

    def later(self, periods: int) -> Period:
        """Return the period that many periods later, or earlier if negative."""
        return Period(self.month.later(periods))

    def until(self, other: Period) -> int:
        """Return the number of periods from this one to the other; negative if the other is earlier."""
        return self.month.until(other.month)

    def __str__(self) -> str:
        """Return the period as it is written in the files: `YYYY-MM`."""
        return str(self.month)
