"""A reporting period, which is named after a calendar month."""

from __future__ import annotations

from typing import Self

from plan190.model.month import Month


class Period(str):
    """One reporting period, as it is written in the files: `2023-07`; periods sort by time.

    The plan has monthly reports only.
    """

    __slots__ = ()

    def __new__(cls, month: Month) -> Self:
        """Return the period named after the month."""
        return super().__new__(cls, month)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period written as `YYYY-MM`; ValueError for any other text."""
        return cls(Month.parse(text))

    @property
    def month(self) -> Month:
        """The month after which the period is named."""
        return Month(int(self[:4]), int(self[5:]))

    def later(self, periods: int) -> Period:
        """Return the period that many periods later, or earlier if negative."""
        return Period(self.month.later(periods))

    def until(self, other: Period) -> int:
        """Return the number of periods from this one to the other; negative if the other is earlier."""
        return self.month.until(other.month)

    def __repr__(self) -> str:
        """Return the Python expression that creates the period."""
        return f"Period({self.month!r})"
