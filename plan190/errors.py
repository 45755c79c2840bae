"""Exceptions that abort a command.

Problems in the data files are not exceptions but values of the type `Diagnostic`.
"""

from __future__ import annotations


class Plan190Error(Exception):
    """An error that the user can resolve. `key`: the key of its message. `values`: the values of its placeholders."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class TotalsError(Exception):
    """The parts of a tally do not add up to its total: an error in plan190 itself."""
