"""Exceptions that abort a command.

A problem in the data files is not an exception but a value: `Diagnostic`.
"""

from __future__ import annotations


class Plan190Error(Exception):
    """The command cannot be completed; `key` and `values` are the key and the placeholders of the message."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class TotalsError(Exception):
    """The parts of a tally do not add up to its total: an error in plan190 itself."""
