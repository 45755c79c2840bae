"""Percentages, computed in the same way for all outputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

_HUNDRED_PERCENT = 1000
"""100 % in tenths of a percent."""


def percent_of(value: int | Decimal, whole: int | Decimal) -> int | None:
    """Return a share in tenths of a percent, rounded to the nearest integer; None if the whole is 0.

    A share below the whole is never rounded up to 100 %: 9,999 of 10,000 is 99.9 %.
    """
    if not whole:
        return None
    tenths = int((2 * _HUNDRED_PERCENT * value + whole) // (2 * whole))
    if tenths == _HUNDRED_PERCENT and value < whole:
        tenths -= 1
    return tenths
