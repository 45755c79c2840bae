"""The error of a command that errors in the data files prevent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan190.errors import Plan190Error

if TYPE_CHECKING:
    from datetime import date

    from plan190.checks.findings import CheckResult


class FaultyDataError(Plan190Error):
    """Errors in the data files that prevent a result. `check`: these errors; `as_of`: the date of their check."""

    def __init__(self, key: str, check: CheckResult, as_of: date, **values: object) -> None:
        super().__init__(key, **values)
        self.check = check
        self.as_of = as_of
